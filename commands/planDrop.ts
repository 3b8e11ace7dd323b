import type { Act } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import { dropActivity } from '../src/plan/dropActivity.ts';
import { loadActivity } from '../src/plan/find.ts';
import {
  activityIntro,
  activityOption,
  completeActivity,
  openActivitySubject,
  reasonInput,
} from './planShared.ts';

export const planDrop: Act = {
  id: 'plan.drop',
  names: { sq: 'plani hiq', sr: 'plan odustani', en: 'plan drop' },
  describe: 'plan.describe.drop',
  who: 'staff',
  answers: 'form',
  options: [activityOption],
  complete: (context, _option, typed) => completeActivity(context, typed, true),
  form: {
    title: 'plan.form.drop',
    submitLabel: 'plan.button.drop',
    subject: openActivitySubject,
    intro: activityIntro,
    steps: async ({ t }) => [[reasonInput(t)]],
    async submit({ language, t }, work, filled) {
      const { handle } = await loadActivity(work.tx, filled.subject);
      const dropped = await dropActivity(work, handle, filled.values.reason ?? '');
      if (isRefusal(dropped)) return dropped;
      await filled.finish(handle);
      const text = t('plan.droppedNow', { handle, title: shorten(dropped.title, 300) });
      return privately(
        sentence(language, text, [
          { act: 'plan.reopen', args: [handle], label: t('plan.button.reopenDropped') },
        ]),
      );
    },
    again: async ({ language }, handle) => say(language, 'plan.dropped', { handle }),
  },
};
