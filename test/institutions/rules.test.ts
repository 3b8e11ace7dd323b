import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/i18n/fold.ts';
import { comesFrom, namesIn, successorsOn } from '../../src/institutions/rules.ts';

const TABLE = ['MAPL', 'ZQM', 'ZKM', 'Ministria e Financave, Punës dhe Transfereve', 'CiviKos'];
const find = (name: string) => TABLE.find((one) => fold(one) === fold(name)) ?? null;
const pieces = (cell: string) =>
  namesIn(cell, find).map(({ written, known }) => (known ? `=${known}` : written));

describe('namesIn', () => {
  it.each([
    ['MAPL', ['=MAPL']],
    ['mapl, Civikos', ['=MAPL', '=CiviKos']],
    ['ZQM/ZKM', ['=ZQM', '=ZKM']],
    ['MAPL dhe ZQM', ['=MAPL', '=ZQM']],
    ['Ministria e Financave, Punes dhe Transfereve; ZQM', [`=${TABLE[3]}`, '=ZQM']],
    ['KDI, MAPL', ['KDI', '=MAPL']],
    ['MAPL, KDI', ['=MAPL', 'KDI']],
    ['KDI dhe MAPL', ['KDI', '=MAPL']],
    ['Ministarstvo rada i socijalne zaštite', ['Ministarstvo rada i socijalne zaštite']],
    ['OGG/OPM', ['OGG/OPM']],
    ['KDI; KCSF\nTjetra', ['KDI', 'KCSF', 'Tjetra']],
    ['', []],
    [' – ', []],
    [';;,', []],
  ])('reads %j', (cell, expected) => {
    expect(pieces(cell)).toEqual(expected);
  });

  it('finds every known name, whatever stands between them, and ends for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...TABLE), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(', ', '; ', ' / ', '\n', ' dhe ', ' and '),
        (names, between) => {
          expect(pieces(names.join(between))).toEqual(names.map((name) => `=${name}`));
        },
      ),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (cell) => {
        expect(namesIn(cell, find).every(({ written }) => written !== '')).toBe(true);
      }),
    );
  });
});

describe('successorsOn', () => {
  const succession = (institutionId: string, successorId: string, fromDay = '2020-01-01') => ({
    institutionId,
    successorId,
    fromDay,
  });

  it('follows renamings, mergers and splits to what stands on a day', () => {
    const all = [
      succession('A', 'B'),
      succession('B', 'C', '2022-01-01'),
      succession('B', 'D', '2022-01-01'),
      succession('E', 'D', '2023-01-01'),
    ];
    expect(successorsOn(all, 'A', '2019-12-31')).toEqual([]);
    expect(successorsOn(all, 'A', '2021-06-01')).toEqual(['B']);
    expect(successorsOn(all, 'A', '2022-01-01')).toEqual(['C', 'D']);
    expect(successorsOn(all, 'E', '2022-12-31')).toEqual([]);
    expect(successorsOn(all, 'D', '2026-01-01')).toEqual([]);
    expect(comesFrom(all, 'D', 'A')).toBe(true);
    expect(comesFrom(all, 'A', 'D')).toBe(false);
    expect(comesFrom(all, 'A', 'A')).toBe(true);
  });

  it('ends for any table, and gives only what has no successor itself', () => {
    const id = fc.constantFrom('A', 'B', 'C', 'D', 'E');
    fc.assert(
      fc.property(fc.array(fc.tuple(id, id), { maxLength: 12 }), id, (pairs, from) => {
        const all = pairs.map(([a, b]) => succession(a, b));
        for (const end of successorsOn(all, from, '2026-01-01')) {
          expect(end).not.toBe(from);
          expect(all.some(({ institutionId }) => institutionId === end)).toBe(false);
        }
      }),
    );
  });
});
