import {
  addDays,
  type Day,
  daysBetween,
  type ExplainedDay,
  explainWindow,
  weekdayOf,
  workingDaysBetween,
} from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Field, Message, Part } from '../chat/message.ts';
import { holidayMarks } from '../holidays/cards.ts';
import { formatDay, formatDayOfWeek, formatMoment, formatZone } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { World } from '../storage/work.ts';
import { type DueFacts, isByRule, minimumOf, type WindowFacts } from './rules.ts';

/** Whole weeks that one message holds on every platform; the longest text is Discord's embed. */
const MOST_WEEKS = 16;

/** The longest span that is listed day by day. */
export const LONGEST_SPAN_DAYS = MOST_WEEKS * 7 - 6;

export interface Explained {
  head: string;
  from: Day;
  until: Day;
  countOpeningDay: boolean;
  /** What the first day is that does not count; the opening unless told otherwise. */
  first?: 'opening' | 'closing';
  /** The draft of which it is the window; null for two days typed by hand. */
  draft: (DueFacts & WindowFacts & { dueAt: Date }) | null;
  buttons: readonly Button[];
}

/** How a deadline came about: every day from the first to the last, week by week, and why. */
export function explanation(language: Language, parts: Explained, world: World): Message {
  const { head, from, until, countOpeningDay, first = 'opening', draft } = parts;
  const t = translator(language);
  const window = explainWindow(world.calendar, from, until, { countOpeningDay });
  const weeks = byWeek(window.days);
  const shown = weeks.slice(-MOST_WEEKS);
  const hidden = weeks.length - shown.length;
  const counted = t('explain.counted', {
    days: t('draft.workingDays', { count: window.workingDays }),
    convention: conventionText(t, countOpeningDay, first),
  });
  return message(language, `${head}: ${counted}`, [
    { kind: 'heading', text: head },
    { kind: 'text', text: [{ bold: counted }] },
    ...(draft ? [{ kind: 'fields', fields: timeFields(language, draft, world) } as const] : []),
    ...(hidden > 0
      ? [{ kind: 'context', text: t('explain.more', { count: hidden }) } as const]
      : []),
    { kind: 'list', items: shown.map((week) => weekLine(language, week, first)) },
    ...(draft ? reasonParts(language, t, draft, world) : []),
    ...buttonPart(parts.buttons),
  ]);
}

function timeFields(
  language: Language,
  draft: { dueAt: Date; closesOn: Day },
  world: World,
): Field[] {
  const t = translator(language);
  return [
    { label: t('draft.dueLabel'), value: formatMoment(language, draft.dueAt, world.zone) },
    {
      label: t('draft.closesLabel'),
      value: t('draft.endOfDay', {
        day: formatDay(language, draft.closesOn),
        zone: formatZone(language, draft.dueAt, world.zone),
      }),
    },
  ];
}

function reasonParts(
  language: Language,
  t: Translate,
  draft: DueFacts & WindowFacts & { dueAt: Date },
  world: World,
): Part[] {
  const due = formatMoment(language, draft.dueAt, world.zone);
  const lead = -workingDaysBetween(world.calendar, draft.closesOn, draft.dueOn);
  const days = t('draft.workingDays', { count: lead });
  const how = !isByRule(draft, world.calendar, world.settings)
    ? t('explain.dueByHand', { due })
    : lead === 0
      ? t('explain.dueSameDay', { due })
      : t('explain.dueByRule', { days, due });
  const closes = t('explain.closes', { closes: formatDay(language, draft.closesOn) });
  return [
    { kind: 'text', text: `${closes} ${how}` },
    { kind: 'context', text: t('explain.minimum', { minimum: minimumOf(draft, world.settings) }) },
  ];
}

type First = NonNullable<Explained['first']>;

function conventionText(t: Translate, counts: boolean, first: First): string {
  if (first === 'closing') return t('draft.closingDayDoesNot');
  return t(counts ? 'draft.openingDayCounts' : 'draft.openingDayDoesNot');
}

/** The days in weeks that begin on Monday. */
function byWeek(days: readonly ExplainedDay[]): ExplainedDay[][] {
  const weeks = new Map<Day, ExplainedDay[]>();
  for (const one of days) {
    const monday = addDays(one.day, 1 - weekdayOf(one.day));
    weeks.set(monday, [...(weeks.get(monday) ?? []), one]);
  }
  return [...weeks.values()];
}

/** `Mon 23 Nov: 1 · Tue 24 Nov: 2 · … · Sat 28 Nov, Sun 29 Nov: weekend`. */
function weekLine(language: Language, week: readonly ExplainedDay[], first: First): string {
  const t = translator(language);
  const pieces: string[] = [];
  let weekend: string[] = [];
  for (const one of week) {
    const day = formatDayOfWeek(language, one.day);
    if (!one.counted && one.reason === 'weekend') weekend = [...weekend, day];
    else pieces.push(`${day}: ${dayReason(language, t, one, first)}`);
  }
  if (weekend.length > 0) pieces.push(`${weekend.join(', ')}: ${t('explain.weekend')}`);
  return pieces.join(' · ');
}

function dayReason(language: Language, t: Translate, one: ExplainedDay, first: First): string {
  if (one.counted) return String(one.number);
  switch (one.reason) {
    case 'opening-day':
      return t(`explain.${first}Day`);
    case 'weekend':
      return t('explain.weekend');
    case 'holiday': {
      const marks = holidayMarks(language, one.holiday);
      const name = one.holiday.names[language];
      return marks.length > 0 ? `${name} (${marks.join('; ')})` : name;
    }
  }
}

/** Whether two days can be listed day by day. */
export function isTooLong(from: Day, until: Day): boolean {
  return daysBetween(from, until) >= LONGEST_SPAN_DAYS;
}
