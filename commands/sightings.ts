import { localDay } from '../src/calendar/index.ts';
import type { Act, ActOption, Values } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { isRefusal, type Refusal } from '../src/chat/refusal.ts';
import { REASON_LENGTH } from '../src/documents/reason.ts';
import { shorten } from '../src/documents/shorten.ts';
import { sightingMessage } from '../src/programme/sightingCards.ts';
import {
  addSighting,
  endSighting,
  findSighting,
  matchSighting,
  openSighting,
  SIGHTING_SOURCE_LENGTH,
  SIGHTING_TITLE_LENGTH,
} from '../src/programme/sightings.ts';
import { draftOption } from './shared.ts';

const sightingOption: ActOption = {
  name: 'sighting',
  names: { sq: 'e-para', sr: 'viđeno', en: 'sighting' },
  describe: 'sighting.option.sighting',
  required: true,
};

/** A draft that was published elsewhere, and that nobody sent. */
export const sightingAdd: Act = {
  id: 'sighting.add',
  names: { sq: 'projektakt vërejtur', sr: 'nacrt primećen', en: 'draft seen' },
  describe: 'sighting.describe.add',
  who: 'staff',
  answers: 'form',
  options: [],
  form: {
    title: 'sighting.form.add',
    submitLabel: 'sighting.form.keep',
    subject: async () => '',
    begin: async ({ now, world }) => ({ seenOn: localDay(now, world.zone) }),
    steps: async ({ t }) => [
      [
        {
          kind: 'shortText',
          name: 'title',
          label: t('programme.field.title'),
          required: true,
          maxLength: SIGHTING_TITLE_LENGTH,
        },
        {
          kind: 'shortText',
          name: 'institution',
          label: t('programme.field.institution'),
          required: true,
          maxLength: 150,
        },
        {
          kind: 'shortText',
          name: 'source',
          label: t('sighting.field.source'),
          hint: t('sighting.hint.source'),
          required: true,
          maxLength: SIGHTING_SOURCE_LENGTH,
        },
        { kind: 'date', name: 'seenOn', label: t('sighting.field.seenOn'), required: true },
        {
          kind: 'shortText',
          name: 'window',
          label: t('sighting.field.window'),
          hint: t('sighting.hint.window'),
          required: false,
          maxLength: 60,
        },
      ],
    ],
    async submit({ language, t }, work, { values, finish }) {
      const { title = '', institution = '', source = '', seenOn = '', window = '' } = values;
      const row = await addSighting(work, { title, institution, source, seenOn, window });
      if (isRefusal(row)) return row;
      await finish(row.id);
      return privately(sightingMessage(language, row, t('sighting.added')));
    },
    async again({ storage, language, t }, id) {
      const row = await findSighting(storage.db, id);
      return isRefusal(row)
        ? say(language, row.refused)
        : privately(sightingMessage(language, row, t('sighting.addedAlready')));
    },
  },
};

export const sightingShow: Act = {
  id: 'sighting.show',
  names: null,
  describe: 'sighting.describe.show',
  who: 'staff',
  answers: 'private',
  options: [sightingOption],
  async run({ storage, language }, values) {
    const row = await findSighting(storage.db, values.sighting ?? '');
    return isRefusal(row) ? row : privately(sightingMessage(language, row));
  },
};

/** Staff say of one that was offered that it came as this draft. */
export const sightingMatched: Act = {
  id: 'sighting.matched',
  names: null,
  describe: 'sighting.describe.matched',
  who: 'staff',
  answers: 'private',
  options: [sightingOption, draftOption],
  async run(context, values) {
    const done = await context.transaction((work) =>
      matchSighting(work, values.sighting ?? '', values.draft ?? ''),
    );
    if (isRefusal(done)) return done;
    return cameNow(context, done.sighting.title, done.number);
  },
};

function cameNow({ language, t }: Context, title: string, number: string) {
  const text = t('sighting.cameNow', { title: shorten(title, 200), number });
  const button = { act: 'draft.show', args: [number], label: number };
  return privately(sentence(language, text, [button]));
}

async function openSubject(context: Context, values: Values): Promise<string | Refusal> {
  const row = await openSighting(context.storage.db, values.sighting ?? '');
  return isRefusal(row) ? row : row.id;
}

async function sightingIntro(context: Context, id: string): Promise<string> {
  const row = await findSighting(context.storage.db, id);
  return isRefusal(row) ? '' : shorten(row.title, 300);
}

export const sightingCame: Act = {
  id: 'sighting.came',
  names: null,
  describe: 'sighting.describe.came',
  who: 'staff',
  answers: 'form',
  options: [sightingOption],
  form: {
    title: 'programme.form.match',
    submitLabel: 'draft.form.save',
    subject: openSubject,
    intro: sightingIntro,
    steps: async ({ t }) => [
      [
        {
          kind: 'shortText',
          name: 'number',
          label: t('sighting.field.number'),
          required: true,
          maxLength: 100,
        },
      ],
    ],
    async submit(context, work, filled) {
      const done = await matchSighting(work, filled.subject, filled.values.number ?? '');
      if (isRefusal(done)) return { ...done, field: 'number' };
      await filled.finish(done.number);
      return cameNow(context, done.sighting.title, done.number);
    },
    again: async ({ language }, number) => say(language, 'sighting.came', { number }),
  },
};

export const sightingEnd: Act = {
  id: 'sighting.end',
  names: null,
  describe: 'sighting.describe.end',
  who: 'staff',
  answers: 'form',
  options: [sightingOption],
  form: {
    title: 'sighting.form.end',
    submitLabel: 'sighting.form.end',
    subject: openSubject,
    intro: sightingIntro,
    steps: async ({ t }) => [
      [
        {
          kind: 'shortText',
          name: 'reason',
          label: t('plan.field.reason'),
          required: true,
          maxLength: REASON_LENGTH,
        },
      ],
    ],
    async submit({ language, t }, work, filled) {
      const row = await endSighting(work, filled.subject, filled.values.reason ?? '');
      if (isRefusal(row)) return row;
      await filled.finish(row.id);
      const text = t('sighting.endedNow', { title: shorten(row.title, 300) });
      return privately(sentence(language, text));
    },
    again: async ({ language }) => say(language, 'sighting.ended'),
  },
};
