import type { Act, Values } from '../src/chat/act.ts';
import { privately, sentence } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { findPlanned, handleOf, loadPlanned } from '../src/programme/find.ts';
import { matchByHand, notTheSame, unmatch } from '../src/programme/matchDrafts.ts';
import { completePlanned, plannedIntro, plannedOption } from './programmeShared.ts';
import { completeDraft, draftOption } from './shared.ts';

const NUMBER_LENGTH = 100;

export const programmeMatch: Act = {
  id: 'programme.match',
  names: { sq: 'programi lidh', sr: 'program poveži', en: 'programme match' },
  describe: 'programme.describe.match',
  who: 'staff',
  answers: 'form',
  options: [plannedOption, { ...draftOption, required: false }],
  complete: (context, option, typed) =>
    option === 'planned'
      ? completePlanned(context, typed, true)
      : completeDraft(context, typed, false),
  form: {
    title: 'programme.form.match',
    submitLabel: 'draft.form.save',
    subject: unmatchedSubject,
    begin: async (_context, _subject, values) => ({
      number: (values.draft ?? '').trim().slice(0, NUMBER_LENGTH),
    }),
    intro: plannedIntro,
    steps: async ({ t }) => [
      [
        {
          kind: 'shortText',
          name: 'number',
          label: t('sighting.field.number'),
          required: true,
          maxLength: NUMBER_LENGTH,
        },
      ],
    ],
    async submit(context, work, filled) {
      const handle = handleOf(await loadPlanned(work.tx, filled.subject));
      const done = await matchByHand(work, handle, filled.values.number ?? '');
      if (isRefusal(done)) return { ...done, field: 'number' };
      const { number } = done.draft;
      await filled.finish(JSON.stringify([handle, number]));
      return matched(context, handle, number);
    },
    async again(context, result) {
      const [handle = '', number = ''] = JSON.parse(result) as string[];
      return matched(context, handle, number);
    },
  },
};

async function unmatchedSubject(context: Context, values: Values): Promise<string | Refusal> {
  const row = await findPlanned(context.storage.db, values.planned ?? '');
  if (isRefusal(row)) return row;
  if (!row.draft) return row.id;
  const number = row.draft.number;
  return refusal('programme.matchedAlready', { handle: handleOf(row), number });
}

const showButton = (handle: string) => ({ act: 'programme.show', args: [handle], label: handle });

function matched({ language, t }: Context, handle: string, number: string) {
  const text = t('programme.matched', { handle, number });
  return privately(
    sentence(language, text, [
      showButton(handle),
      { act: 'programme.unmatch', args: [handle], label: t('plan.button.undo') },
    ]),
  );
}

/** Staff say of two that were offered that they are the same. */
export const programmeConfirm: Act = {
  id: 'programme.confirm',
  names: null,
  describe: 'programme.describe.confirm',
  who: 'staff',
  answers: 'private',
  options: [plannedOption, draftOption],
  async run(context, values) {
    const done = await context.transaction((work) =>
      matchByHand(work, values.planned ?? '', values.draft ?? ''),
    );
    if (isRefusal(done)) return done;
    return matched(context, handleOf(done.planned), done.draft.number);
  },
};

export const programmeUnlike: Act = {
  id: 'programme.unlike',
  names: null,
  describe: 'programme.describe.unlike',
  who: 'staff',
  answers: 'private',
  options: [plannedOption, draftOption],
  async run(context, values) {
    const number = (values.draft ?? '').trim();
    const row = await context.transaction((work) => notTheSame(work, values.planned ?? '', number));
    if (isRefusal(row)) return row;
    const handle = handleOf(row);
    const text = context.t('programme.saidUnlike', { handle, number });
    return privately(sentence(context.language, text, [showButton(handle)]));
  },
};

export const programmeUnmatch: Act = {
  id: 'programme.unmatch',
  names: null,
  describe: 'programme.describe.unmatch',
  who: 'staff',
  answers: 'private',
  options: [plannedOption],
  async run(context, values) {
    const row = await context.transaction((work) => unmatch(work, values.planned ?? ''));
    if (isRefusal(row)) return row;
    const handle = handleOf(row);
    const text = context.t('programme.unmatched', { handle, number: row.draft?.number ?? '' });
    return privately(sentence(context.language, text, [showButton(handle)]));
  },
};
