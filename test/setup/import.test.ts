import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { UsageError } from '../../src/setup/environment.ts';
import { importFile, readImportCall } from '../../src/setup/import.ts';
import {
  openTemporaryStorage,
  type TemporaryStorage,
  temporaryFolder,
} from '../storage/temporary.ts';
import { runScript } from './run.ts';

let storage: TemporaryStorage;
let folder: string;
beforeEach(async () => {
  storage = await openTemporaryStorage();
  folder = await temporaryFolder();
});
afterEach(async () => {
  await storage.dispose();
  await rm(folder, { recursive: true });
});

async function fileOf(text: string): Promise<string> {
  const file = join(folder, 'a file.csv');
  await writeFile(file, text);
  return file;
}

const config = () => readConfig({ DATABASE_URL: storage.url, BOT_LANGUAGE: 'en' });

describe('npm run import', () => {
  it('imports organisations, and changes nothing the second time', async () => {
    const file = await fileOf('name,region\nKDI,Prishtinë\nKEC,\n');
    const variables = { DATABASE_URL: storage.url, BOT_LANGUAGE: 'en' };
    const first = await runScript('import.ts', ['organisations', file], variables);
    expect(first).toEqual({
      code: 0,
      out: 'Import of organisations: 2 added · 0 changed · 0 left as they were\n  added: KDI\n  added: KEC\n',
      error: '',
    });
    expect(await storage.db.organisation.count()).toBe(2);
    const second = await importFile({ kind: 'organisations', file }, config());
    expect(second.lines).toEqual([
      'Import of organisations: 0 added · 0 changed · 2 left as they were',
    ]);
  }, 60_000);

  it('ends with 1, names line and reason, and writes nothing when a row is refused', async () => {
    const file = await fileOf('name;region\nKDI;\n;Pejë\n');
    const variables = { DATABASE_URL: storage.url, BOT_LANGUAGE: 'sq' };
    const ended = await runScript('import.ts', ['organisations', file], variables);
    expect(ended.code).toBe(1);
    expect(ended.out).toBe('');
    expect(ended.error).toMatch(/\n {2}rreshti 3: /);
    expect(await storage.db.organisation.count()).toBe(0);
  }, 60_000);

  it('imports a plan by its title', async () => {
    const file = await fileOf('activity,deadline\nReport,2026-12-14\n');
    const end = await importFile({ kind: 'plan', file, title: 'Plan A' }, config());
    expect(end.refused).toBe(false);
    expect(await storage.db.plan.findMany({ select: { title: true } })).toEqual([
      { title: 'Plan A' },
    ]);
  });

  it('imports the legislative programme of a year', async () => {
    const file = await fileOf('title,deadline\nDraft Law on Tourism,2026-12-14\n');
    const end = await importFile({ kind: 'programme', file, year: 2026 }, config());
    expect(end.lines).toEqual([
      'Import of the legislative programme for 2026: 1 added · 0 changed · 0 left as they were',
      '  added: P2026-1 Draft Law on Tourism',
    ]);
  });

  it('refuses a file that is none of ours', async () => {
    const end = await importFile(
      { kind: 'organisations', file: await fileOf('colour\nred\n') },
      config(),
    );
    expect(end).toEqual({
      lines: ['The file has no column “name”. The first row must name the columns.'],
      refused: true,
    });
  });

  it('says that there is no such file', async () => {
    const call = { kind: 'organisations', file: join(folder, 'none.csv') } as const;
    await expect(importFile(call, config())).rejects.toThrow(/^There is no file .*none\.csv\.$/);
    await expect(importFile({ ...call, file: folder }, config())).rejects.toThrow(/is a folder/);
  });
});

describe('the arguments of npm run import', () => {
  it('are read', () => {
    expect(readImportCall(['plan', 'a.csv', '--title', ' Plan A '])).toEqual({
      kind: 'plan',
      file: 'a.csv',
      title: 'Plan A',
    });
    expect(readImportCall(['programme', 'a.csv', '--year', '2026'])).toEqual({
      kind: 'programme',
      file: 'a.csv',
      year: 2026,
    });
    expect(readImportCall(['organisations', 'a.csv'])).toEqual({
      kind: 'organisations',
      file: 'a.csv',
    });
  });

  it.each<[string, string[], RegExp]>([
    ['nothing', [], /^What is to be imported\?/],
    ['another kind', ['people', 'a.csv'], /^There is no import of “people”/],
    ['no file', ['plan', '--title', 'A'], /^Which file/],
    ['no title', ['plan', 'a.csv'], /^A plan needs its --title/],
    ['an empty title', ['plan', 'a.csv', '--title', ' '], /^A plan needs its --title/],
    ['a title too many', ['organisations', 'a.csv', '--title', 'A'], /^Only a plan has/],
    ['no year', ['programme', 'a.csv'], /^A programme needs its --year/],
    ['a year that is none', ['programme', 'a.csv', '--year', 'soon'], /^A programme needs its/],
    ['a year too many', ['plan', 'a.csv', '--year', '2026'], /^Only a programme has/],
    ['a name in pieces', ['organisations', 'a', 'b.csv'], /^“b\.csv” is one argument too many/],
    ['an unknown option', ['organisations', 'a.csv', '--force'], /--force/],
  ])('are refused with the usage: %s', (_, args, sentence) => {
    expect(() => readImportCall(args)).toThrow(UsageError);
    expect(() => readImportCall(args)).toThrow(sentence);
    expect(() => readImportCall(args)).toThrow(/Usage: npm run import/);
  });
});
