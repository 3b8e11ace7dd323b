import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { exportTo, readExportCall } from '../../src/setup/export.ts';
import {
  openTemporaryStorage,
  type TemporaryStorage,
  temporaryFolder,
} from '../storage/temporary.ts';
import { runScript } from './run.ts';

const AT = new Date('2026-11-23T08:00:00Z');

let storage: TemporaryStorage;
let folder: string;
beforeEach(async () => {
  storage = await openTemporaryStorage();
  folder = await temporaryFolder();
  await storage.db.organisation.create({ data: { name: 'KDI', nameKey: 'kdi', createdAt: AT } });
  await storage.db.storedFile.create({
    data: {
      id: 'file-1',
      name: '../../a b.pdf',
      mime: 'application/pdf',
      size: 3,
      sha256: 'x',
      bytes: new Uint8Array([1, 2, 3]),
      createdAt: AT,
    },
  });
});
afterEach(async () => {
  await storage.dispose();
  await rm(folder, { recursive: true });
});

const config = () => readConfig({ DATABASE_URL: storage.url, BOT_LANGUAGE: 'en' });

describe('npm run export', () => {
  it('writes every table and every file into a folder of its own', async () => {
    const to = join(folder, 'new', 'export');
    const variables = { DATABASE_URL: storage.url, BOT_LANGUAGE: 'en' };
    const { code, out } = await runScript('export.ts', [to], variables);
    expect(code).toBe(0);
    expect(out).toContain('and 1 files');
    const read = async (name: string) => JSON.parse(await readFile(join(to, name), 'utf8'));
    expect(await read('tables/Organisation.json')).toMatchObject([{ name: 'KDI' }]);
    expect(await read('tables/Draft.json')).toEqual([]);
    expect(await read('manifest.json')).toMatchObject({ rows: { Organisation: 1, Draft: 0 } });
    const [file = '', another] = await readdir(join(to, 'files'));
    expect(another).toBeUndefined();
    expect([...(await readFile(join(to, 'files', file)))]).toEqual([1, 2, 3]);
    expect(file).toMatch(/^file-1-/);
  }, 60_000);

  it('never writes into a folder that holds something, and asks for one', async () => {
    await writeFile(join(folder, 'mine.txt'), 'mine');
    await expect(exportTo(folder, config())).rejects.toThrow('is not empty');
    expect(await readdir(folder)).toEqual(['mine.txt']);
    expect(() => readExportCall([])).toThrow('Into which folder?');
    expect(() => readExportCall(['a', 'b'])).toThrow('one argument too many');
    expect(readExportCall(['a'])).toBe('a');
  });
});
