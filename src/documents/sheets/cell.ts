/** What a cell of a workbook says, as text. Pure. */

/**
 * How a number is to be read. Workbooks keep days as numbers; only the format tells them apart
 * (ECMA-376-1, 18.8.30).
 */
export type NumberKind = 'number' | 'day' | 'time';

/** Days begin on 1 January 1900, or on 2 January 1904 in workbooks from old Macs. */
export type Epoch = 1900 | 1904;

/** The built-in formats of days and of times, those of East Asian locales included. */
const DAY_FORMATS: readonly (readonly [number, number])[] = [
  [14, 17],
  [22, 22],
  [27, 31],
  [36, 36],
  [50, 54],
  [57, 58],
];
const TIME_FORMATS: readonly (readonly [number, number])[] = [
  [18, 21],
  [32, 35],
  [45, 47],
  [55, 56],
];

/** What numbers in a format are, by its id and, where the workbook made it, its code. */
export function numberKind(id: number, code: string | undefined): NumberKind {
  if (code !== undefined) return kindOfCode(code);
  const within = (ranges: typeof DAY_FORMATS) =>
    ranges.some(([from, to]) => id >= from && id <= to);
  if (within(DAY_FORMATS)) return 'day';
  return within(TIME_FORMATS) ? 'time' : 'number';
}

function kindOfCode(code: string): NumberKind {
  // Only the part for positive numbers; without quoted text, escaped signs, locales and colours.
  const bare = (code.split(';', 1)[0] ?? '')
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]?/gi, '')
    .toLowerCase();
  if (bare.includes('general')) return 'number';
  // m alone is a month; beside hours or seconds it is minutes.
  if (/[dy]/.test(bare)) return 'day';
  if (/[hs]/.test(bare)) return 'time';
  return /m/.test(bare) ? 'day' : 'number';
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Day numbers beyond the year 9999 are no days (Excel's own bound). */
const LAST_DAY = 2_958_465;

/** The day of a number as `YYYY-MM-DD`; null where it is none. */
export function dayOfNumber(value: number, epoch: Epoch): string | null {
  const whole = Math.floor(value);
  if (!(whole >= 1 || (epoch === 1904 && whole === 0)) || whole > LAST_DAY) return null;
  // Lotus 1-2-3 took 1900 for a leap year, and Excel keeps its 29 February, day 60, which never was.
  if (epoch === 1900 && whole === 60) return null;
  const first = epoch === 1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole < 60 ? 31 : 30);
  return new Date(first + whole * DAY_MS).toISOString().slice(0, 10);
}

/** A number as people would write it: days as ISO days, all else as Excel shows it, 15 digits. */
export function numberText(raw: string, kind: NumberKind, epoch: Epoch): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw.trim();
  if (kind === 'day') {
    const day = dayOfNumber(value, epoch);
    if (day) return day;
  }
  if (kind === 'time' && value >= 0 && value < 1) {
    const minutes = Math.round(value * 24 * 60) % (24 * 60);
    const two = (part: number) => String(part).padStart(2, '0');
    return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  }
  return String(Number(value.toPrecision(15)));
}

/** The column of an address, counted from 0: A is 0, AA is 26; null for what is no address. */
export function columnOf(address: string): number | null {
  const letters = /^\$?([A-Za-z]{1,3})\$?\d+$/.exec(address)?.[1];
  if (!letters) return null;
  return [...letters.toUpperCase()].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;
}

/** The row of an address, counted from 1; null for what is no address. */
export function rowOf(address: string): number | null {
  const digits = /^\$?[A-Za-z]{1,3}\$?(\d{1,7})$/.exec(address)?.[1];
  return digits ? Number(digits) : null;
}

/** Signs that XML cannot hold are written `_x000D_` (ECMA-376-1, 22.9.2.19). */
export function unescapeCell(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
