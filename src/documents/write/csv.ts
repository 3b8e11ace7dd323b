import { withTextMark } from '../textMark.ts';
import type { OutSheet, SheetCell } from './model.ts';
import { printable } from './printable.ts';

/** Excel parts the cells at this in Albanian and Serbian, where the comma belongs to numbers. */
const SEPARATOR = ';';

/** Without it Excel takes UTF-8 for the letters of Windows. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * A sheet as CSV (RFC 4180, with semicolons): its heads and its rows, without the lines above, so
 * that it can be read back. Nothing in it is computed when it is opened.
 */
export function writeCsv({ columns, rows }: OutSheet): Uint8Array {
  const lines = [
    columns.map(({ title }) => textCell(title)),
    ...rows.map((row) => columns.map((_column, index) => cellOf(row[index] ?? null))),
  ];
  const text = lines.map((cells) => `${cells.join(SEPARATOR)}\r\n`).join('');
  return new TextEncoder().encode(BYTE_ORDER_MARK + text);
}

function cellOf(value: SheetCell): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : textCell(value);
}

function textCell(value: string): string {
  const text = withTextMark(printable(value));
  return /[",;\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
