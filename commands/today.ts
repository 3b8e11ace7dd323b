import { draftsToBundle } from '../src/bundles/overview.ts';
import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { type Section, section, todayMessage } from '../src/day/cards.ts';
import { delegateDay, officeDay } from '../src/day/today.ts';
import { formatShortMoment } from '../src/i18n/dates.ts';

export const today: Act = {
  id: 'today',
  names: { sq: 'sot', sr: 'danas', en: 'today' },
  describe: 'day.describe.today',
  who: 'anyone',
  answers: 'private',
  options: [],
  async run(context) {
    const { storage, actor, language, world } = context;
    const own = await delegateDay(storage.db, actor, world);
    const office =
      actor.staffRole === null ? null : await officeDay(storage.db, actor.personId, world);
    const further = actor.staffRole === null ? [] : [await bundleSection(context)];
    return privately(todayMessage(language, world, own, office, further));
  },
};

/** For staff: what was due and is in no frozen bundle yet. */
async function bundleSection({ storage, t, language, world }: Context): Promise<Section> {
  const rows = await draftsToBundle(storage.db, world);
  return section('bundle.section', rows, (row) => {
    const facts = [
      t('bundle.list.due', { due: formatShortMoment(language, row.dueAt, world.zone) }),
      ...(row.entries > 0 ? [t('bundle.waiting.entries', { count: row.entries })] : []),
      ...(row.withdrawn > 0 ? [t('bundle.waiting.withdrawn', { count: row.withdrawn })] : []),
    ];
    return {
      text: [{ bold: row.number }, ` – ${facts.join(' · ')}`],
      button: {
        act: 'bundle.show',
        args: [row.number],
        label: t('bundle.button.of', { number: row.number }),
      },
    };
  });
}
