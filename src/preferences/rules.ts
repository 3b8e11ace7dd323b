/** How somebody wants to be told things, and what follows from it. Pure; the clock comes in. */
import {
  addDays,
  type Calendar,
  leavesSome,
  localDay,
  mondayOf,
  nextAllowedMoment,
  nextSendingMoment,
  parseTime,
  type QuietHours,
  type SendingHours,
  zonedToInstant,
} from '../calendar/index.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';

/**
 * How notices of drafts come: `each` by itself as it happens; `daily` together in one message on
 * each working morning; `weekly` together on the first working morning of a week.
 */
export type DigestRhythm = 'each' | 'daily' | 'weekly';

export interface Preferences {
  digest: DigestRhythm;
  /** Whether an overview of the open drafts comes on the first working morning of a week. */
  overview: boolean;
  /** Kinds of act, by their stable names; none means all. */
  kinds: readonly string[];
  /** Institutions, by their ids; none means all. */
  institutions: readonly string[];
  /** Whether the cards of drafts outside these topics come all the same. */
  otherCards: boolean;
  quiet: QuietHours | null;
  /** Whether a member of the board gets the monthly page. */
  monthly: boolean;
}

/** As everything was before anybody chose. */
export const DEFAULT_PREFERENCES: Preferences = {
  digest: 'each',
  overview: false,
  kinds: [],
  institutions: [],
  otherCards: true,
  quiet: null,
  monthly: true,
};

export interface Topic {
  kind: string;
  /** The ids of its institution and of those that this one continues today. */
  institutions: readonly string[];
}

/** Whether a draft is among the topics that were chosen; nothing chosen is all. */
export function inTopics(
  { kinds, institutions }: Pick<Preferences, 'kinds' | 'institutions'>,
  topic: Topic,
): boolean {
  return (
    (kinds.length === 0 || kinds.includes(topic.kind)) &&
    (institutions.length === 0 || topic.institutions.some((id) => institutions.includes(id)))
  );
}

/** Whether a channel is to have the card of a draft. */
export function wantsCard(preferences: Preferences, topic: Topic): boolean {
  return preferences.otherCards || inTopics(preferences, topic);
}

/** What of the world these rules see. */
export interface Surroundings {
  now: Date;
  zone: string;
  calendar: Calendar;
  hours: SendingHours;
}

/**
 * When the next digest of a rhythm is told, seen from now: a digest of today that was to be told at
 * the beginning of the sending hours is past once they have begun.
 */
export function nextDigestAt(
  rhythm: Exclude<DigestRhythm, 'each'>,
  { now, zone, calendar, hours }: Surroundings,
): Date {
  const today = localDay(now, zone);
  const first = (from: Date) => nextSendingMoment(calendar, from, zone, hours);
  const ofMorning = (day: typeof today) => first(zonedToInstant(day, '00:00', zone));
  const thisOne = ofMorning(rhythm === 'daily' ? today : mondayOf(today));
  if (thisOne >= now) return thisOne;
  return ofMorning(rhythm === 'daily' ? addDays(today, 1) : addDays(mondayOf(today), 7));
}

/** What decides whether a notice may wait for a digest. */
export interface Notice {
  /** It would be too late, or of no use, when told later. */
  cannotWait: boolean;
  /** The first moment at which something that it tells of is over. */
  deadline: Date | null;
}

/**
 * Whether a notice waits for the digest. It never does where that would cost a delegate the
 * deadline: what is over before the next digest comes at once, however rarely digests come.
 */
export function waitsForDigest(
  { digest, quiet }: Pick<Preferences, 'digest' | 'quiet'>,
  { cannotWait, deadline }: Notice,
  surroundings: Surroundings,
): boolean {
  if (digest === 'each' || cannotWait) return false;
  return (
    deadline === null || arrives(quiet, nextDigestAt(digest, surroundings), surroundings) < deadline
  );
}

/**
 * Whether a notice that was not looked at yet is told in the digest of this moment: by the same
 * rule, since the quiet hours hold that digest up as well.
 */
export function joinsDigest(
  { digest, quiet }: Pick<Preferences, 'digest' | 'quiet'>,
  { cannotWait, deadline }: Notice,
  surroundings: Surroundings,
): boolean {
  if (digest === 'each' || cannotWait) return false;
  return deadline === null || arrives(quiet, surroundings.now, surroundings) < deadline;
}

/** When a digest that is queued at a moment is told. */
function arrives(
  quiet: QuietHours | null,
  queuedAt: Date,
  { calendar, zone, hours }: Surroundings,
): Date {
  return nextAllowedMoment(calendar, queuedAt, zone, hours, quiet);
}

const QUIET_FORM = /^(\d{1,2}[:.]\d\d)\s*(?:[-–—]|\s)\s*(\d{1,2}[:.]\d\d)$/;

/**
 * Reads `12:00–14:00`, the times between which nothing is to be told unasked; null for an empty
 * text. Refused where nothing would be left of the sending hours.
 */
export function readQuiet(text: string, hours: SendingHours): QuietHours | null | Refusal {
  const given = text.trim();
  if (given === '' || given === '-') return null;
  const match = QUIET_FORM.exec(given.slice(0, 40));
  const from = parseTime(match?.[1]?.replace('.', ':') ?? '');
  const to = parseTime(match?.[2]?.replace('.', ':') ?? '');
  if (!from || !to || from === to) return refusal('preferences.badQuiet', {}, 'quiet');
  if (!leavesSome(hours, { from, to })) {
    return refusal('preferences.quietLeavesNothing', { ...hours }, 'quiet');
  }
  return { from, to };
}

/** `12:00–14:00`, as {@link readQuiet} takes it. */
export function writeQuiet(quiet: QuietHours | null): string {
  return quiet ? `${quiet.from}–${quiet.to}` : '';
}
