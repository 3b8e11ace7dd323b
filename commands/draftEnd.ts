import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { refreshShared } from '../src/contributions/sharing.ts';
import { endDraft } from '../src/drafts/changeDraft.ts';
import { completeDraft, draftOption, draftSubject, publishedDraft, shownDraft } from './shared.ts';

const REASON_LENGTH = 300;

/** Closing and withdrawing ask for a reason alike; only withdrawing cannot do without one. */
function ending(
  state: 'closed' | 'withdrawn',
  title: 'close' | 'withdraw',
): NonNullable<Act['form']> {
  return {
    title: `draft.form.${title}`,
    submitLabel: `draft.button.${title}`,
    subject: draftSubject,
    intro: async (context, subject) => (await shownDraft(context, subject)).number,
    steps: async ({ t }) => [
      [
        {
          kind: 'shortText',
          name: 'reason',
          label: t('draft.field.reason'),
          hint: t('draft.hint.reason'),
          required: state === 'withdrawn',
          maxLength: REASON_LENGTH,
        },
      ],
    ],
    async submit(context, work, filled) {
      const draft = await publishedDraft(work.tx, filled.subject);
      const done = await endDraft(work, draft, state, filled.values.reason || null);
      if (isRefusal(done)) return done;
      await refreshShared(work, draft.id);
      await filled.finish(draft.number);
      return say(context.language, `draft.${state}`, { number: draft.number });
    },
    again: async (context, number) => say(context.language, `draft.${state}`, { number }),
  };
}

export const draftClose: Act = {
  id: 'draft.close',
  names: { sq: 'projektakt mbyll', sr: 'nacrt zatvori', en: 'draft close' },
  describe: 'draft.describe.close',
  who: 'staff',
  answers: 'form',
  options: [draftOption],
  complete: (context, _option, typed) => completeDraft(context, typed, true),
  form: ending('closed', 'close'),
};

export const draftWithdraw: Act = {
  id: 'draft.withdraw',
  names: { sq: 'projektakt tërhiq', sr: 'nacrt povuci', en: 'draft withdraw' },
  describe: 'draft.describe.withdraw',
  who: 'staff',
  answers: 'form',
  options: [draftOption],
  complete: (context, _option, typed) => completeDraft(context, typed, true),
  form: ending('withdrawn', 'withdraw'),
};
