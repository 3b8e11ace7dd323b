import { tellUnreached } from './contributions/personalReminders.ts';
import { tellBoardUnreached } from './day/boardPage.ts';
import { tellDigestUnreached } from './day/digests.ts';
import type { DeliveryNews } from './delivery/news.ts';
import { deliveryNews } from './membership/failing.ts';
import { tellEscalationUnreached } from './plan/escalations.ts';

/** Who is told what of deliveries that fail: the secretariat, or the person who waits for one. */
export const news: DeliveryNews = {
  ...deliveryNews,
  async unreached(work, lost) {
    await tellUnreached(work, lost);
    await tellDigestUnreached(work, lost);
    await tellEscalationUnreached(work, lost);
    await tellBoardUnreached(work, lost);
  },
};
