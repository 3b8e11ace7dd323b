import { localDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { activityMessage, planMessage } from '../src/plan/showCards.ts';
import { planPage as pageOf, showActivity } from '../src/plan/showPlan.ts';
import { activityOption, completeActivity } from './planShared.ts';

export const planShow: Act = {
  id: 'plan.show',
  names: { sq: 'plani shfaq', sr: 'plan prikaži', en: 'plan show' },
  describe: 'plan.describe.show',
  who: 'anyone',
  answers: 'private',
  options: [{ ...activityOption, describe: 'plan.option.activityOrNone', required: false }],
  complete: (context, _option, typed) => completeActivity(context, typed, false),
  async run(context, values) {
    const handle = values.activity?.trim() ?? '';
    if (handle === '') return showPage(context, 0);
    const shown = await showActivity(context.storage.db, handle);
    if (isRefusal(shown)) return shown;
    const { language, world, actor } = context;
    return privately(activityMessage(language, shown, world, actor.staffRole !== null));
  },
};

/** The pages of `plan show` without a handle. */
export const planPage: Act = {
  id: 'plan.page',
  names: null,
  describe: 'plan.option.page',
  who: 'anyone',
  answers: 'private',
  options: [
    {
      name: 'page',
      names: { sq: 'faqja', sr: 'strana', en: 'page' },
      describe: 'plan.option.page',
      required: true,
    },
  ],
  // Pages count from 1 for people; what is no number shows the first.
  run: (context, values) => showPage(context, (Number.parseInt(values.page ?? '', 10) || 1) - 1),
};

async function showPage({ storage, language, world }: Context, page: number): Promise<Answer> {
  const shown = await pageOf(storage.db, page);
  return privately(planMessage(language, shown, localDay(world.now, world.zone)));
}
