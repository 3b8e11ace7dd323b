import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  columnOf,
  dayOfNumber,
  numberKind,
  numberText,
  unescapeCell,
} from '../../src/documents/sheets/cell.ts';
import { lettersOf } from './makeXlsx.ts';

const DAY_MS = 86_400_000;

describe('days of a workbook', () => {
  it('counts as Excel does, around its day that never was', () => {
    expect(dayOfNumber(1, 1900)).toBe('1900-01-01');
    expect(dayOfNumber(59, 1900)).toBe('1900-02-28');
    expect(dayOfNumber(60, 1900)).toBeNull();
    expect(dayOfNumber(61, 1900)).toBe('1900-03-01');
    // Microsoft’s own example: 39448 is 1 January 2008 (DATEVALUE, support.microsoft.com).
    expect(dayOfNumber(39_448, 1900)).toBe('2008-01-01');
    expect(dayOfNumber(39_448 - 1_462, 1904)).toBe('2008-01-01');
    expect(dayOfNumber(0, 1904)).toBe('1904-01-01');
    expect(dayOfNumber(2_958_465, 1900)).toBe('9999-12-31');
    for (const none of [0, -1, 2_958_466, Number.NaN]) expect(dayOfNumber(none, 1900)).toBeNull();
  });

  it('gives any day back, whatever hour it holds and wherever it is counted from', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 61, max: 73_050 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (number, hour) => {
          const day = new Date(Date.UTC(1899, 11, 30) + number * DAY_MS).toISOString().slice(0, 10);
          expect(numberText(String(number + hour), 'day', 1900)).toBe(day);
          if (number >= 1_462) {
            expect(numberText(String(number - 1_462 + hour), 'day', 1904)).toBe(day);
          }
        },
      ),
    );
  });
});

describe('numbers of a workbook', () => {
  it('reads them as Excel shows them', () => {
    const plain = (raw: string) => numberText(raw, 'number', 1900);
    expect(plain('0.30000000000000004')).toBe('0.3');
    expect(plain('2027')).toBe('2027');
    expect(plain('1.5E3')).toBe('1500');
    expect(plain('')).toBe('');
    expect(plain('1e999')).toBe('1e999');
    expect(numberText('0.5', 'time', 1900)).toBe('12:00');
    expect(numberText('0.99999', 'time', 1900)).toBe('00:00');
  });

  it('gives any number of up to 15 digits back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
        fc.integer({ min: 0, max: 999 }),
        (whole, thousandths) => {
          const value = whole + thousandths / 1000;
          expect(Number(numberText(String(value), 'number', 1900))).toBeCloseTo(value, 3);
          expect(numberText(String(whole), 'number', 1900)).toBe(String(whole));
        },
      ),
    );
  });

  it.each([
    [0, undefined, 'number'],
    [14, undefined, 'day'],
    [22, undefined, 'day'],
    [20, undefined, 'time'],
    [9, undefined, 'number'],
    [164, 'dd/mm/yyyy', 'day'],
    [164, '[$-41C]d mmmm yyyy;@', 'day'],
    [164, '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'day'],
    [164, 'mmm yy', 'day'],
    [164, 'mmmm', 'day'],
    [164, 'mm:ss', 'time'],
    [164, '[h]:mm', 'time'],
    [164, 'General', 'number'],
    [164, '#,##0.00 "ditë"', 'number'],
    [164, '[Red]0.00;[Blue]-0.00', 'number'],
    [164, '0.00\\d', 'number'],
    [164, '_(* #,##0.00_)', 'number'],
    [164, '', 'number'],
  ] as const)('tells days by their format: %s %s', (id, code, kind) => {
    expect(numberKind(id, code)).toBe(kind);
  });
});

describe('addresses and texts', () => {
  it('finds the column of any address', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16_383 }), (column) => {
        expect(columnOf(`${lettersOf(column)}7`)).toBe(column);
      }),
    );
    expect(columnOf('7')).toBeNull();
    expect(columnOf('')).toBeNull();
  });

  it('reads what XML cannot hold', () => {
    expect(unescapeCell('a_x000D_b_x0041_')).toBe('a\rbA');
    expect(unescapeCell('_xyz_')).toBe('_xyz_');
  });
});
