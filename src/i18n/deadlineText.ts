import { type Day, dayOf, yearOf } from '../calendar/index.ts';
import { formatLongDay, formatMonth, formatShortDay, formatYear } from './dates.ts';
import { type DeadlineKind, deadlineKind, readDeadline } from './deadline.ts';
import { type Language, translate, translator } from './index.ts';

/** A deadline as a plan wrote it, with its last day. */
export interface WrittenDeadline {
  deadline: string | null;
  deadlineKind: DeadlineKind | null;
  deadlineOn: Day | null;
}

/**
 * A deadline in the reader's language, however the plan wrote it: `14.12.2026`, or a longer period
 * with its last day, `tremujori III 2026 (deri më 30 shtator 2026)`. Null where there is none.
 */
export function deadlineText(language: Language, row: WrittenDeadline): string | null {
  const t = translator(language);
  const kind = deadlineKind(row);
  if (kind === null) return null;
  if (kind === 'continuous' || row.deadlineOn === null) return t('plan.deadline.continuous');
  const period =
    kind === 'year'
      ? t('plan.deadline.year', { year: yearOf(row.deadlineOn) })
      : periodText(language, kind, row.deadlineOn);
  if (kind === 'day') return period;
  return t('plan.deadline.until', { period, day: formatLongDay(language, row.deadlineOn) });
}

/** As {@link deadlineText} without the last day of a longer period: where space is short. */
export function shortDeadline(language: Language, row: WrittenDeadline): string | null {
  const kind = deadlineKind(row);
  if (kind === null || kind === 'continuous' || row.deadlineOn === null) {
    return deadlineText(language, row);
  }
  return periodText(language, kind, row.deadlineOn);
}

function periodText(
  language: Language,
  kind: Exclude<DeadlineKind, 'continuous'>,
  last: Day,
): string {
  const year = yearOf(last);
  switch (kind) {
    case 'day':
      return formatShortDay(language, last);
    case 'month':
      return formatMonth(language, dayOf(year, Number(last.slice(5, 7)), 1));
    case 'quarter': {
      const quarter = (Number(last.slice(5, 7)) / 3) as 1 | 2 | 3 | 4;
      return translate(language, `plan.deadline.quarter${quarter}`, { year });
    }
    case 'year':
      return formatYear(language, last);
  }
}

/** A deadline of which only the text was kept, as the history does; as it stands if unreadable. */
export function writtenDeadline(language: Language, written: string | null): string | null {
  if (written === null) return null;
  const read = readDeadline(written);
  if (!read) return written;
  return shortDeadline(language, {
    deadline: written,
    deadlineKind: read.kind,
    deadlineOn: read.on,
  });
}
