import { asDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { isRefusal, type Refusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import { DEADLINE_LENGTH, deadlineKind } from '../src/i18n/deadline.ts';
import { deadlineText } from '../src/i18n/deadlineText.ts';
import type { Key } from '../src/i18n/index.ts';
import {
  addPlanned,
  isWithdrawn,
  movePlanned,
  reopenPlanned,
  withdrawPlanned,
} from '../src/programme/changePlanned.ts';
import { findPlanned, handleOf, loadPlanned, type PlannedRow } from '../src/programme/find.ts';
import { PROGRAMME_LENGTHS } from '../src/programme/programmeRow.ts';
import {
  completePlanned,
  deadlineInput,
  decidedInput,
  plannedIntro,
  plannedOption,
} from './programmeShared.ts';

/** The subject of a form about a planned draft that is not withdrawn. */
async function standingSubject(
  context: Context,
  values: Readonly<Record<string, string>>,
): Promise<string | Refusal> {
  const row = await findPlanned(context.storage.db, values.planned ?? '');
  if (isRefusal(row)) return row;
  return isWithdrawn(row) ?? row.id;
}

function deadlineOf({ language, t }: Context, row: PlannedRow): string {
  const deadline = {
    deadline: row.deadline,
    deadlineKind: deadlineKind({ deadline: row.deadline, deadlineKind: null }),
    deadlineOn: row.deadlineOn === null ? null : asDay(row.deadlineOn),
  };
  return deadlineText(language, deadline) ?? t('plan.deadline.none');
}

/** What was done, and the way to the planned draft. */
function done({ language, t }: Context, key: Key, row: PlannedRow): Answer {
  const handle = handleOf(row);
  const text = t(key, { handle, title: shorten(row.title, 300) });
  return privately(sentence(language, text, [showButton(handle)]));
}

const showButton = (handle: string) => ({ act: 'programme.show', args: [handle], label: handle });

export const programmeMove: Act = {
  id: 'programme.move',
  names: { sq: 'programi shtyj', sr: 'program pomeri', en: 'programme move' },
  describe: 'programme.describe.move',
  who: 'staff',
  answers: 'form',
  options: [
    plannedOption,
    {
      name: 'deadline',
      names: { sq: 'afati', sr: 'rok', en: 'deadline' },
      describe: 'programme.hint.deadline',
      required: false,
    },
  ],
  complete: (context, option, typed) =>
    option === 'planned' ? completePlanned(context, typed, true) : Promise.resolve([]),
  form: {
    title: 'programme.form.move',
    submitLabel: 'draft.form.save',
    subject: standingSubject,
    begin: async (_context, _subject, values) => ({
      deadline: (values.deadline ?? '').trim().slice(0, DEADLINE_LENGTH),
    }),
    async intro(context, id) {
      const row = await loadPlanned(context.storage.db, id);
      const now = context.t('plan.line.deadline', { deadline: deadlineOf(context, row) });
      return `${handleOf(row)} ${shorten(row.title, 200)} — ${now}`;
    },
    steps: async ({ t }) => [[deadlineInput(t), decidedInput(t)]],
    async submit(context, work, filled) {
      const handle = handleOf(await loadPlanned(work.tx, filled.subject));
      const { deadline = '', reason = '' } = filled.values;
      const moved = await movePlanned(work, handle, { deadline, reason });
      if (isRefusal(moved)) return moved;
      await filled.finish(handle);
      const text = context.t('programme.moved', { handle, deadline: deadlineOf(context, moved) });
      return privately(sentence(context.language, text, [showButton(handle)]));
    },
    again: async ({ language }, handle) => say(language, 'programme.movedAlready', { handle }),
  },
};

export const programmeWithdraw: Act = {
  id: 'programme.withdraw',
  names: { sq: 'programi tërhiq', sr: 'program povuci', en: 'programme withdraw' },
  describe: 'programme.describe.withdraw',
  who: 'staff',
  answers: 'form',
  options: [plannedOption],
  complete: (context, _option, typed) => completePlanned(context, typed, true),
  form: {
    title: 'programme.form.withdraw',
    submitLabel: 'programme.button.withdraw',
    subject: standingSubject,
    intro: plannedIntro,
    steps: async ({ t }) => [[decidedInput(t)]],
    async submit(context, work, filled) {
      const handle = handleOf(await loadPlanned(work.tx, filled.subject));
      const row = await withdrawPlanned(work, handle, filled.values.reason ?? '');
      if (isRefusal(row)) return row;
      await filled.finish(handle);
      return done(context, 'programme.withdrawn', row);
    },
    again: async ({ language }, handle) => say(language, 'programme.isWithdrawn', { handle }),
  },
};

export const programmeReopen: Act = {
  id: 'programme.reopen',
  names: null,
  describe: 'programme.describe.reopen',
  who: 'staff',
  answers: 'private',
  options: [plannedOption],
  async run(context, values) {
    const row = await context.transaction((work) => reopenPlanned(work, values.planned ?? ''));
    return isRefusal(row) ? row : done(context, 'programme.reopened', row);
  },
};

export const programmeAdd: Act = {
  id: 'programme.add',
  names: { sq: 'programi shto', sr: 'program dodaj', en: 'programme add' },
  describe: 'programme.describe.add',
  who: 'staff',
  answers: 'form',
  options: [],
  form: {
    title: 'programme.form.add',
    submitLabel: 'draft.form.save',
    subject: async () => '',
    steps: async ({ t }) => [
      [
        {
          kind: 'shortText',
          name: 'year',
          label: t('programme.field.year'),
          required: true,
          maxLength: 5,
        },
        {
          kind: 'shortText',
          name: 'title',
          label: t('programme.field.title'),
          hint: t('programme.hint.title'),
          required: true,
          maxLength: PROGRAMME_LENGTHS.title,
        },
        {
          kind: 'shortText',
          name: 'institution',
          label: t('programme.field.institution'),
          required: false,
          maxLength: PROGRAMME_LENGTHS.responsible,
        },
        deadlineInput(t),
        decidedInput(t),
      ],
    ],
    async submit(context, work, { values, finish }) {
      const { year = '', title = '', institution = '', deadline = '', reason = '' } = values;
      const row = await addPlanned(work, { year, title, institution, deadline, reason });
      if (isRefusal(row)) return row;
      await finish(handleOf(row));
      return done(context, 'programme.added', row);
    },
    again: async ({ language }, handle) => say(language, 'programme.addedAlready', { handle }),
  },
};
