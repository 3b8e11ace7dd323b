import { localDay, mondayOf } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import { todayButton } from '../contributions/reminderCards.ts';
import { tellNote } from '../delivery/queue.ts';
import type { Renderer } from '../delivery/render.ts';
import { formatDay } from '../i18n/dates.ts';
import { secretariatChannels } from '../membership/channels.ts';
import type { Database, Tx } from '../storage/database.ts';
import { keepTold, toldKeys } from '../storage/reminders.ts';
import type { Work, World } from '../storage/work.ts';
import { officeSections, sectionParts, sightOf } from './cards.ts';
import { officeDay } from './today.ts';

/** The kind of the note that tells the secretariat at the beginning of a week what it brings. */
export const OFFICE_DIGEST = 'day.officeDigest';

/** The channels that are to get the week's digest now, and the week's Monday. */
export async function dueOfficeDigest(db: Database | Tx, world: World) {
  const monday = mondayOf(localDay(world.now, world.zone));
  const key = `${OFFICE_DIGEST}:${monday}`;
  const none = { monday, key, channels: [] };
  if (!world.settings.officeDigest || (await toldKeys(db, [key])).has(key)) return none;
  return { ...none, channels: await secretariatChannels(db) };
}

/**
 * Queues the week's digest for the secretariat at the first tick of a week in sending hours: on
 * Monday, after it if that is a day off or nothing ran. An empty one is not told; it says so only
 * when it is rendered, so that a week has one at most. Returns how many channels.
 */
export async function tellOfficeDigest(work: Work): Promise<number> {
  const { monday, key, channels } = await dueOfficeDigest(work.tx, work);
  if (channels.length === 0) return 0;
  await keepTold(work, [key]);
  for (const channel of channels) {
    await tellNote(work, { kind: OFFICE_DIGEST, subject: monday, key, channel });
  }
  return channels.length;
}

/** What is due this week, what is over, the plan and what fails; nothing when there is nothing. */
export const renderOfficeDigest: Renderer = async ({ subject, target, db, world }) => {
  // One that could not be sent for a week is old news: the next has taken its place.
  if (subject !== mondayOf(localDay(world.now, world.zone))) return null;
  return officeDigest(db, target.language, world);
};

async function officeDigest(db: Database, language: Parameters<typeof sightOf>[0], world: World) {
  const sight = sightOf(language, world);
  const { t } = sight;
  const parts = sectionParts(t, officeSections(sight, await officeDay(db, null, world)));
  if (parts.length === 0) return null;
  const head = t('day.digest.head', {
    day: formatDay(language, localDay(world.now, world.zone)),
  });
  return message(language, head, [
    { kind: 'heading', text: head },
    ...parts,
    ...buttonPart([todayButton(t)]),
  ]);
}
