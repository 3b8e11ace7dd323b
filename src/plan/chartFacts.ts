import { type Day, daysBetween } from '../calendar/index.ts';
import { shorten } from '../documents/shorten.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import { whenDue } from './cards.ts';
import type { ChartActivity, ChartGroup, GroupKind } from './chartGroups.ts';
import { DUE_DAYS } from './planDue.ts';

/** `Overdue: 4`. */
export function groupLabel(t: Translate, kind: GroupKind, number: number): string {
  return t(`plan.chart.group.${kind}`, { number, days: DUE_DAYS });
}

/** How it stands with one activity: `overdue since 30 Sep 2026 (3 weeks)`. */
export function activityWords(
  language: Language,
  kind: GroupKind,
  { deadlineOn, doneOn, doneIn, movedFrom }: ChartActivity,
  today: Day,
): string {
  const t = translator(language);
  const words: string[] = [];
  if (kind === 'done') {
    const when = doneIn?.written ?? (doneOn && formatShortDay(language, doneOn));
    words.push(when ? t('plan.chart.doneOn', { when }) : t('plan.state.done'));
    if (doneOn && deadlineOn) {
      const late = daysBetween(deadlineOn, doneOn);
      words.push(late > 0 ? t('plan.chart.late', { count: late }) : t('plan.chart.onTime'));
    } else if (doneIn && deadlineOn) {
      // Between the two nobody knows.
      if (doneIn.from > deadlineOn) words.push(t('plan.chart.lateUnknown'));
      else if (doneIn.to <= deadlineOn) words.push(t('plan.chart.onTime'));
    }
  } else if (kind === 'dropped') words.push(t('plan.state.dropped'));
  else if (deadlineOn === null) words.push(t('plan.chart.noDeadline'));
  else if (kind === 'overdue') words.push(whenDue(language, deadlineOn, today));
  else words.push(formatShortDay(language, deadlineOn), whenDue(language, deadlineOn, today));
  if (movedFrom) {
    words.push(t('plan.chart.movedFrom', { day: formatShortDay(language, movedFrom) }));
  }
  return words.join(' · ');
}

/** Titles in words beside a picture are short: the picture has them in full. */
const TITLE_LENGTH = 80;

/** What the picture shows, line by line: first the counts, then what is drawn. */
export function chartFacts(
  language: Language,
  groups: readonly ChartGroup[],
  today: Day,
): { counts: string; rows: { handle: string; words: string }[] } {
  const t = translator(language);
  return {
    counts: groups.map(({ kind, count }) => groupLabel(t, kind, count)).join(' · '),
    rows: groups.flatMap(({ kind, shown }) =>
      shown.map((activity) => {
        const label = activity.demonstration ? ` ${t('plan.demonstration')}` : '';
        const title = shorten(activity.title, TITLE_LENGTH) + label;
        const words = `${title} — ${activityWords(language, kind, activity, today)}`;
        return { handle: activity.handle, words };
      }),
    ),
  };
}
