import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import { reopenActivity } from '../src/plan/markDone.ts';

/** The button under the answer of `plan done`: one tap must not be final. */
export const planReopen = {
  id: 'plan.reopen',
  names: null,
  describe: 'plan.describe.reopen',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'activity',
      names: { sq: 'aktiviteti', sr: 'aktivnost', en: 'activity' },
      describe: 'plan.option.activity',
      required: true,
    },
  ],
  async run(context, values) {
    const open = await context.transaction((work) => reopenActivity(work, values.activity ?? ''));
    if (isRefusal(open)) return open;
    const { handle, title } = open;
    return say(context.language, 'plan.reopened', { handle, title: shorten(title, 300) });
  },
} satisfies Act;
