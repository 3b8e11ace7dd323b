import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import { todayMessage } from '../src/day/cards.ts';
import { delegateDay, officeDay } from '../src/day/today.ts';

export const today: Act = {
  id: 'today',
  names: { sq: 'sot', sr: 'danas', en: 'today' },
  describe: 'day.describe.today',
  who: 'anyone',
  answers: 'private',
  options: [],
  async run({ storage, actor, language, world }) {
    const own = await delegateDay(storage.db, actor, world);
    const office =
      actor.staffRole === null ? null : await officeDay(storage.db, actor.personId, world);
    return privately(todayMessage(language, world, own, office));
  },
};
