import { asDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import { DEADLINE_LENGTH } from '../src/i18n/deadline.ts';
import { deadlineText } from '../src/i18n/deadlineText.ts';
import { loadActivity } from '../src/plan/find.ts';
import { moveDeadline } from '../src/plan/moveDeadline.ts';
import {
  activityOption,
  completeActivity,
  openActivitySubject,
  reasonInput,
} from './planShared.ts';

export const planMove: Act = {
  id: 'plan.move',
  names: { sq: 'plani shtyj', sr: 'plan pomeri', en: 'plan move' },
  describe: 'plan.describe.move',
  who: 'staff',
  answers: 'form',
  options: [
    activityOption,
    {
      name: 'deadline',
      names: { sq: 'afati', sr: 'rok', en: 'deadline' },
      describe: 'plan.hint.deadline',
      required: false,
    },
  ],
  complete: (context, option, typed) =>
    option === 'activity' ? completeActivity(context, typed, true) : Promise.resolve([]),
  form: {
    title: 'plan.form.move',
    submitLabel: 'draft.form.save',
    subject: openActivitySubject,
    begin: async (_context, _subject, values) => ({
      deadline: (values.deadline ?? '').trim().slice(0, DEADLINE_LENGTH),
    }),
    async intro({ storage, language, t }, subject) {
      const { handle, title, deadlineOn, ...row } = await loadActivity(storage.db, subject);
      const day = deadlineOn === null ? null : asDay(deadlineOn);
      const deadline = deadlineText(language, { ...row, deadlineOn: day });
      const now = deadline ? t('plan.line.deadline', { deadline }) : t('plan.deadline.none');
      return `${handle} ${shorten(title, 200)} — ${now}`;
    },
    steps: async ({ t }) => [
      [
        {
          kind: 'shortText',
          name: 'deadline',
          label: t('plan.field.newDeadline'),
          hint: t('plan.hint.deadline'),
          required: true,
          maxLength: DEADLINE_LENGTH,
        },
        reasonInput(t),
      ],
    ],
    async submit({ language, t }, work, filled) {
      const { handle } = await loadActivity(work.tx, filled.subject);
      const { deadline = '', reason = '' } = filled.values;
      const moved = await moveDeadline(work, handle, { deadline, reason });
      if (isRefusal(moved)) return moved;
      await filled.finish(handle);
      const day = moved.deadlineOn === null ? null : asDay(moved.deadlineOn);
      const text = t('plan.moved', {
        handle,
        deadline: deadlineText(language, { ...moved, deadlineOn: day }) ?? '',
      });
      return privately(
        sentence(language, text, [
          { act: 'plan.show', args: [handle], label: t('plan.button.show', { handle }) },
        ]),
      );
    },
    again: async ({ language }, handle) => say(language, 'plan.movedAlready', { handle }),
  },
};
