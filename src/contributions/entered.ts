import { asDay } from '../calendar/index.ts';
import { formatShortDay } from '../i18n/dates.ts';
import type { Language, Translate } from '../i18n/index.ts';
import type { ContributionSource } from '../storage/generated/sqlite/enums.ts';

/** The kind of the cards that ask an organisation whether what staff entered is its own. */
export const ENTERED = 'contribution.entered';
/** Told to the secretariat: an organisation said that it is not. */
export const ENTERED_DENIED = 'contribution.denied';

/** By which ways something reaches the secretariat that its author did not submit to the bot. */
export const ENTERED_SOURCES = ['meeting', 'telephone', 'email', 'post', 'other'] as const;
export type EnteredSource = (typeof ENTERED_SOURCES)[number];

/** `regional meeting in Pejë, 12 Nov 2026`: how it came, in the words of staff where there are any. */
export function sourceText(
  from: { source: ContributionSource; sourceNote: string | null; heardOn: string | null },
  t: Translate,
  language: Language,
): string {
  if (from.source === 'chat') return '';
  return [
    wayOf(from.source, from.sourceNote, t),
    ...(from.heardOn ? [formatShortDay(language, asDay(from.heardOn))] : []),
  ].join(', ');
}

/** What staff wrote names a meeting by itself; for all else it is said first by which way it came. */
function wayOf(source: EnteredSource, note: string | null, t: Translate): string {
  const way = t(`entered.source.${source}`);
  if (!note) return way;
  return source === 'meeting' || source === 'other' ? note : `${way} – ${note}`;
}
