import { localDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import { planDueMessage } from '../src/plan/cards.ts';
import { planDue as dueActivities } from '../src/plan/planDue.ts';

export const planDue = {
  id: 'plan.due',
  names: { sq: 'plani afatet', sr: 'plan rokovi', en: 'plan due' },
  describe: 'plan.describe.due',
  who: 'anyone',
  answers: 'private',
  options: [
    {
      name: 'page',
      names: { sq: 'faqja', sr: 'strana', en: 'page' },
      describe: 'plan.option.page',
      required: false,
    },
  ],
  async run(context, values) {
    const today = localDay(context.now, context.world.zone);
    const activities = await dueActivities(context.storage.db, { today });
    // Pages count from 1 for people; what is no number shows the first.
    const page = Number.parseInt(values.page ?? '1', 10) || 1;
    return privately(planDueMessage(context.language, activities, today, page - 1));
  },
} satisfies Act;
