/** The time line of a chart: years or quarters, and today. */
import { addDays, type Day, dayOf, daysBetween, yearOf } from '../calendar/index.ts';
import { widthOf } from '../charts/measure.ts';
import { INK, LINE, line, SOFT, text } from '../charts/svg.ts';
import { type Language, translator } from '../i18n/index.ts';

/** A phone shows it at a third of its size: 36 here is 13 there. */
export const WIDTH = 1080;
export const PAD = 44;
export const INNER = WIDTH - 2 * PAD;
/** The size of what stands beside things. */
export const SMALL = 31;

export interface TimeAxis {
  x(day: Day): number;
  /** The names of years or quarters, standing on `y`. */
  labels(y: number): string[];
  /** The beginnings of years or quarters, and today, across one lane. */
  ticks(y: number, height: number): string[];
}

/** Signs at the ends stay inside the picture. */
const MARGIN = 40;

/** With more than this it names years, with less quarters. */
const QUARTERS_UP_TO_DAYS = 800;

/** The axis of a span of days, as wide as the picture. */
export function timeAxis(language: Language, span: { from: Day; to: Day }, today: Day): TimeAxis {
  const t = translator(language);
  const days = Math.max(daysBetween(span.from, span.to), 60);
  const x = (day: Day) =>
    PAD + MARGIN + (daysBetween(span.from, day) / days) * (INNER - 2 * MARGIN);
  const last = addDays(span.from, days);
  const inYears = days > QUARTERS_UP_TO_DAYS;
  const starts = periodStarts(span.from, last, inYears);
  const nameOf = (day: Day) =>
    inYears
      ? String(yearOf(day))
      : t('plan.chart.quarter', { quarter: quarterOf(day), year: yearOf(day) });
  const now = today >= span.from && today <= last ? x(today) : null;
  return {
    x,
    labels(y) {
      const parts: string[] = [];
      let free = PAD;
      // Today's name goes first: the others stand where there is room beside it.
      const word = t('plan.chart.today');
      const half = widthOf(word, SMALL, true) / 2;
      const at = now === null ? null : Math.min(Math.max(now, PAD + half), WIDTH - PAD - half);
      if (at !== null) {
        parts.push(text(at, y, word, { size: SMALL, bold: true, anchor: 'middle' }));
      }
      for (const [index, day] of starts.entries()) {
        const name = nameOf(day);
        const width = widthOf(name, SMALL);
        const next = starts[index + 1];
        const end = next === undefined ? WIDTH - PAD : x(next);
        const left = at === null ? x(day) : besideToday(x(day), width, at, half + 16, end);
        if (left < free || left + width > WIDTH - PAD) continue;
        parts.push(text(left, y, name, { size: SMALL, fill: SOFT }));
        free = left + width + 24;
      }
      return parts;
    },
    ticks(y, height) {
      const parts = starts.map((day) => line([x(day), y], [x(day), y + height], LINE));
      if (now !== null) {
        parts.push(line([now, y - 4], [now, y + height + 4], INK, { width: 4 }));
      }
      return parts;
    },
  };
}

/**
 * Where the name of a time stands that begins at `left`: there, or where today's name would be over
 * it, behind that if the time still runs there, else before it.
 */
function besideToday(left: number, width: number, at: number, half: number, end: number): number {
  if (left >= at + half || left + width <= at - half) return left;
  return at + half < end ? at + half : at - half - width;
}

function quarterOf(day: Day): number {
  return Math.ceil(Number(day.slice(5, 7)) / 3);
}

/** The first days of the years, or of the quarters, within a time. */
function periodStarts(from: Day, to: Day, inYears: boolean): Day[] {
  const starts: Day[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    for (const month of inYears ? [1] : [1, 4, 7, 10]) {
      const day = dayOf(year, month, 1);
      if (day >= from && day <= to) starts.push(day);
    }
  }
  return starts;
}
