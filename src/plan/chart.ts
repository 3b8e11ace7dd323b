import type { Day } from '../calendar/index.ts';
import { fitTo, widthOf, wrap } from '../charts/measure.ts';
import {
  AMBER,
  BLUE,
  bar,
  dots,
  GREEN,
  GROUND,
  INK,
  LINE,
  line,
  RED,
  type Sign,
  SOFT,
  sign,
  stripes,
  svg,
  text,
} from '../charts/svg.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { type Language, translator } from '../i18n/index.ts';
import { INNER, PAD, SMALL, type TimeAxis, timeAxis, WIDTH } from './chartAxis.ts';
import { activityWords, groupLabel } from './chartFacts.ts';
import { type ChartActivity, type ChartGroup, chartSpan, type GroupKind } from './chartGroups.ts';

const TITLE = 46;
const HEAD = 38;
const BODY = 36;
const LANE = 34;

/** Each state has its colour, its sign and its filling: any one of them tells it. */
const LOOKS: Readonly<Record<GroupKind, { colour: string; sign: Sign; fill: string }>> = {
  overdue: { colour: RED, sign: 'triangle', fill: 'url(#overdue)' },
  soon: { colour: AMBER, sign: 'disc', fill: AMBER },
  later: { colour: BLUE, sign: 'ring', fill: GROUND },
  done: { colour: GREEN, sign: 'check', fill: GREEN },
  undated: { colour: SOFT, sign: 'diamond', fill: '#e4e6eb' },
  dropped: { colour: SOFT, sign: 'cross', fill: 'url(#dropped)' },
};

/** A picture of a plan: what is overdue, due, moved and done, along a time line. */
export function planChart(
  language: Language,
  plan: { title: string },
  groups: readonly ChartGroup[],
  today: Day,
): string {
  const t = translator(language);
  const parts: string[] = [];
  let y = PAD;
  for (const one of wrap(plan.title, TITLE, INNER, 2, true)) {
    y += TITLE;
    parts.push(text(PAD, y, one, { size: TITLE, bold: true }));
    y += 10;
  }
  y += SMALL + 4;
  const asOf = t('plan.chart.asOf', { day: formatShortDay(language, today) });
  parts.push(text(PAD, y, asOf, { size: SMALL, fill: SOFT }));
  y += 34;
  parts.push(...shares(groups, y));
  y += SHARES + 10;

  const span = chartSpan(groups, today);
  const axis = span && timeAxis(language, span, today);
  if (axis) {
    y += 52;
    parts.push(...axis.labels(y));
    y += 8;
  }
  for (const group of groups) {
    const section = drawGroup(language, group, axis, today, y);
    parts.push(...section.parts);
    y = section.y;
  }
  if (axis) {
    y += 60;
    parts.push(...axis.labels(y));
  }
  const defs = [stripes('overdue', RED), stripes('late', GREEN), dots('dropped', SOFT)];
  return svg(WIDTH, Math.ceil(y + PAD), defs, parts);
}

/** How high the bar of the whole plan is. */
const SHARES = 54;

/**
 * One bar of the whole plan, in which each state has the part that it has, with its sign and its
 * count on a plate of white where there is room.
 */
function shares(groups: readonly ChartGroup[], y: number): string[] {
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  let x = PAD;
  return groups.map(({ kind, count }) => {
    const width = (count / all) * INNER;
    const { fill, colour } = LOOKS[kind];
    const drawn = bar(x, y, width - 4, SHARES, { fill, stroke: colour });
    const middle = x + (width - 4) / 2;
    x += width;
    return drawn + plate(kind, count, [middle, y + SHARES / 2], width - 4);
  });
}

/** The sign and the count of a part of the bar, the sign alone, or nothing where it is too narrow. */
function plate(
  kind: GroupKind,
  count: number,
  [x, y]: readonly [number, number],
  room: number,
): string {
  const { sign: shape, colour } = LOOKS[kind];
  const number = String(count);
  const size = 26;
  const around = 7;
  const words = widthOf(number, SMALL, true);
  const alone = size + 2 * around;
  const both = alone + 8 + words;
  const width = room >= both + 12 ? both : alone;
  if (room < width + 12) return '';
  const left = x - width / 2;
  const white = bar(left, y - 20, width, 40, { fill: GROUND });
  const drawn = white + sign(shape, left + around + size / 2, y, size, colour);
  return width === both
    ? drawn + text(left + alone + 1, y + 11, number, { size: SMALL, bold: true })
    : drawn;
}

function drawGroup(
  language: Language,
  { kind, count, shown }: ChartGroup,
  axis: TimeAxis | null,
  today: Day,
  from: number,
): { parts: string[]; y: number } {
  const t = translator(language);
  const { colour, sign: shape } = LOOKS[kind];
  const parts: string[] = [];
  let y = from + 36 + HEAD;
  parts.push(
    sign(shape, PAD + 18, y - HEAD * 0.36, 34, colour),
    text(PAD + 50, y, groupLabel(t, kind, count), { size: HEAD, bold: true, fill: colour }),
    line([PAD, y + 16], [WIDTH - PAD, y + 16], LINE),
  );
  y += 24;
  for (const activity of shown) {
    const row = drawActivity(language, kind, activity, axis, today, y);
    parts.push(...row.parts);
    y = row.y;
  }
  if (shown.length > 0 && count > shown.length) {
    y += SMALL + 16;
    const more = t('plan.chart.more', { count: count - shown.length });
    parts.push(text(PAD, y, more, { size: SMALL, fill: SOFT }));
  }
  return { parts, y };
}

function drawActivity(
  language: Language,
  kind: GroupKind,
  activity: ChartActivity,
  axis: TimeAxis | null,
  today: Day,
  from: number,
): { parts: string[]; y: number } {
  const t = translator(language);
  const parts: string[] = [];
  let y = from + 20;
  const handle = widthOf(activity.handle, BODY, true) + 14;
  const label = activity.demonstration ? ` ${t('plan.demonstration')}` : '';
  const lines = wrap(activity.title + label, BODY, INNER - handle, 2);
  for (const [index, one] of lines.entries()) {
    y += BODY + 4;
    if (index === 0) parts.push(text(PAD, y, activity.handle, { size: BODY, bold: true }));
    parts.push(text(PAD + handle, y, one, { size: BODY }));
  }
  y += SMALL + 14;
  const words = fitTo(activityWords(language, kind, activity, today), SMALL, INNER);
  parts.push(text(PAD, y, words, { size: SMALL, fill: LOOKS[kind].colour }));
  if (axis && hasLane(kind, activity, today)) {
    y += 14;
    parts.push(...lane(kind, activity, axis, today, y));
    y += LANE;
  }
  return { parts, y: y + 10 };
}

function hasLane(kind: GroupKind, activity: ChartActivity, today: Day): boolean {
  if (kind === 'undated' || kind === 'dropped') return false;
  return (activity.deadlineOn ?? endOf(kind, activity, today)) !== null;
}

/** The day on which it was done, if that is known; a day to come is none. */
function endOf(kind: GroupKind, { doneOn }: ChartActivity, today: Day): Day | null {
  return kind === 'done' && doneOn !== null && doneOn <= today ? doneOn : null;
}

/** The time of one activity: where it was due, where it is or was done, and what lies between. */
function lane(
  kind: GroupKind,
  activity: ChartActivity,
  axis: TimeAxis,
  today: Day,
  y: number,
): string[] {
  const { deadlineOn, movedFrom } = activity;
  const { colour, sign: shape, fill } = LOOKS[kind];
  const middle = y + LANE / 2;
  const parts = [bar(PAD, y, INNER, LANE, { fill: '#f2f3f6' }), ...axis.ticks(y, LANE)];
  const between = (a: Day, b: Day, paint: { fill: string; stroke: string }) =>
    bar(axis.x(a), y + 6, axis.x(b) - axis.x(a), LANE - 12, paint);
  const end = endOf(kind, activity, today);
  if (movedFrom && deadlineOn) {
    const at = axis.x(movedFrom);
    parts.push(line([at, middle], [axis.x(deadlineOn), middle], INK, { width: 3, dash: '4 8' }));
    parts.push(sign('diamond', at, middle, 24, INK));
  }
  if (kind === 'overdue' && deadlineOn) {
    parts.push(between(deadlineOn, today, { fill, stroke: colour }));
  } else if (deadlineOn && !end && deadlineOn >= today && kind !== 'done') {
    parts.push(between(today, deadlineOn, { fill, stroke: colour }));
  } else if (deadlineOn && end && deadlineOn < end) {
    parts.push(between(deadlineOn, end, { fill: 'url(#late)', stroke: GREEN }));
  }
  if (deadlineOn && kind === 'done' && deadlineOn !== end) {
    parts.push(sign('ring', axis.x(deadlineOn), middle, 22, colour));
  }
  // Of what was done on no known day only the deadline has a place.
  const at = kind === 'done' ? end : deadlineOn;
  // Behind a bar of its own colour it would not be seen.
  const beside = deadlineOn && end && deadlineOn < end ? 22 : 0;
  if (at) parts.push(sign(shape, axis.x(at) + beside, middle, 28, colour));
  return parts;
}
