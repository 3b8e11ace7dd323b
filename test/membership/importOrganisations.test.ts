import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from '../../src/chat/refusal.ts';
import type { ImportReport } from '../../src/documents/importReport.ts';
import { importOrganisations } from '../../src/membership/importOrganisations.ts';
import { cp1250, utf8 } from '../documents/bytes.ts';
import { on } from '../plan/work.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';

let storage: TemporaryStorage;
beforeEach(async () => {
  storage = await openTemporaryStorage();
});
afterEach(() => storage.dispose());

async function take(bytes: Uint8Array): Promise<ImportReport> {
  const end = await on(storage, '2026-10-05', (work) => importOrganisations(work, bytes));
  if (isRefusal(end)) throw new Error(end.refused);
  return end;
}

const everything = () => storage.db.organisation.findMany({ orderBy: { nameKey: 'asc' } });

describe('importOrganisations', () => {
  it('takes the real list, and changes nothing the second time', async () => {
    const file = readFileSync(new URL('organisations.csv', import.meta.url));
    const first = await take(file);
    expect(first.added).toHaveLength(8);
    expect(first.added).toContain('KCSF');
    const rows = await everything();
    expect(rows.find(({ name }) => name === 'KCSF')?.fullName).toBe(
      'Fondacioni Kosovar për Shoqëri Civile',
    );
    const audits = await storage.db.audit.count();
    expect(await take(file)).toEqual({
      added: [],
      changed: [],
      left: 8,
      refusedRows: [],
      ignored: [],
      keptDone: [],
      dropped: [],
      unknownInstitutions: [],
    });
    expect(await everything()).toEqual(rows);
    expect(await storage.db.audit.count()).toBe(audits);
  });

  it('takes semicolons and Windows-1250', async () => {
    const report = await take(
      cp1250('Naziv;Pun naziv;Region;Opština\r\nŽene;Udruženje žena „Ëç“;Pejë;Klinë\r\n'),
    );
    expect(report.added).toEqual(['Žene']);
    expect(await everything()).toMatchObject([
      { name: 'Žene', fullName: 'Udruženje žena „Ëç“', region: 'Pejë', municipality: 'Klinë' },
    ]);
  });

  it('changes what is written differently and never erases', async () => {
    await take(utf8('name,full_name,region\nQendra Ë,Qendra e plotë,Pejë\n'));
    const report = await take(utf8('emri,rajoni,emri i plotë,web\nQENDRA E,Prizren,,x\n'));
    expect(report.changed).toEqual([{ name: 'QENDRA E', fields: ['name', 'region'] }]);
    expect(report.ignored).toEqual(['web']);
    expect(await everything()).toMatchObject([
      { name: 'QENDRA E', fullName: 'Qendra e plotë', region: 'Prizren' },
    ]);
  });

  it('writes nothing when one row is refused, and tells each line and reason', async () => {
    const before = await everything();
    const report = await take(
      utf8(
        `name,region\nA,x\n,Pejë\n★,x\n${'n'.repeat(121)},x\nä,x\nB\nC\u0007,x\nD,${'r'.repeat(81)}\nE,x\n`,
      ),
    );
    expect(report.refusedRows).toEqual([
      { line: 3, reason: 'imports.nameMissing', context: {} },
      { line: 4, reason: 'imports.nameMissing', context: {} },
      { line: 5, reason: 'imports.fieldTooLong', context: { field: 'name', max: 120 } },
      { line: 6, reason: 'imports.duplicate', context: { first: 2 } },
      { line: 7, reason: 'imports.ragged', context: { cells: 1, columns: 2 } },
      { line: 8, reason: 'imports.unshowable', context: {} },
      { line: 9, reason: 'imports.fieldTooLong', context: { field: 'region', max: 80 } },
    ]);
    expect(report.added).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  it('refuses what is no list of organisations', async () => {
    const end = await on(storage, '2026-10-05', (work) =>
      importOrganisations(work, utf8('objective,activity\n1,x\n')),
    );
    expect(end).toMatchObject({ refused: 'imports.noNameColumn', field: 'file' });
  });
});
