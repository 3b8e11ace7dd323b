import {
  type Day,
  localDay,
  nextAllowedMoment,
  nextSendingMoment,
  type QuietHours,
} from '../calendar/index.ts';
import { SHARED } from '../contributions/sharing.ts';
import { NOTICES } from '../day/notices.ts';
import { type FactsOf, keptFacts, wantedOf } from '../day/wanted.ts';
import type { Claimed } from '../delivery/claim.ts';
import type { MayTell, SendTools } from '../delivery/send.ts';
import { type AllPreferences, keptPreferences } from '../preferences/preferences.ts';
import { inTopics, waitsForDigest } from '../preferences/rules.ts';
import type { Storage } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import { sendingHours } from './tick.ts';

/**
 * From when on a message of a kind may be told, in civil time. Reminders wait for the sending hours
 * also when they were queued in them: the platform, or the bot, may have been away until night.
 * Everything else may be told now; somebody did it, and expects it to be seen. What is told unasked
 * also waits until it is no longer quiet where it goes, unless what it tells of is over by then.
 */
export function mayTellAt(
  kind: string,
  world: World,
  { quiet, deadline }: { quiet: QuietHours | null; deadline: Date | null } = NOBODY_CHOSE,
): Date {
  const { calendar, now, zone } = world;
  const notice = NOTICES[kind];
  if (!notice) return now;
  const hours = notice.byClock ? sendingHours(world) : null;
  const at = nextAllowedMoment(calendar, now, zone, hours, quiet);
  if (!deadline || at < deadline) return at;
  return hours ? nextSendingMoment(calendar, now, zone, hours) : now;
}

const NOBODY_CHOSE = { quiet: null, deadline: null };

/**
 * Whether a delivery may be told now, by the sending hours and by what whoever gets it prefers.
 * Preferences are read when somebody changed one, not for each delivery.
 */
export function createMayTell(storage: Storage): NonNullable<SendTools['mayTell']> {
  const factsOf = keptFacts(storage);
  const cached: Storage['cached'] = (...read) => storage.cached(...read);
  return async (delivery, world): Promise<MayTell> => {
    const today = localDay(world.now, world.zone);
    const all = await keptPreferences(storage.db, cached);
    if (delivery.kind === SHARED) return mayShow(delivery, all, factsOf, today);
    if (!NOTICES[delivery.kind]) return { tell: 'now' };
    const wanted = await wantedOf(delivery, all, factsOf, today);
    const { params, preferences } = wanted;
    // What may have been sent already is brought to its end, not withheld.
    const begun = delivery.attemptedAt !== null;
    if (params === null && !begun) return { tell: 'never' };
    const hours = sendingHours(world);
    if (!begun && waitsForDigest(preferences, wanted, { ...world, hours })) return { tell: 'held' };
    const at = mayTellAt(delivery.kind, world, { ...wanted, quiet: preferences.quiet });
    if (at > world.now) return { tell: 'later', at };
    return { tell: 'now', params: (params ?? delivery.params) as typeof delivery.params };
  };
}

/**
 * What other members share comes as a message of its own, in the thread of its draft: not to who
 * muted that draft, or hears of other topics. Where it stands already, it changes as cards do.
 */
async function mayShow(
  { channelId, messageId, attemptedAt, threadOf }: Claimed,
  all: AllPreferences,
  factsOf: FactsOf,
  today: Day,
): Promise<MayTell> {
  if (!threadOf || messageId || attemptedAt) return { tell: 'now' };
  const facts = await factsOf(threadOf.subject);
  const wanted =
    !all.mutes({ channelId }, threadOf.subject) &&
    (!facts || inTopics(all.of({ channelId }), all.topic(facts, today)));
  return { tell: wanted ? 'now' : 'never' };
}
