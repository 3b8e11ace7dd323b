import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/storage/database.ts';
import { describePostgres } from './postgres.ts';
import { openTemporaryStorage, type TemporaryStorage } from './temporary.ts';

const AT = new Date('2026-11-23T08:00:00Z');

/** What the database itself refuses, whoever asks. */
function refusals(engine: Engine): void {
  let storage: TemporaryStorage;
  let draftId: string;
  beforeEach(async () => {
    storage = await openTemporaryStorage(engine);
    const institution = await storage.db.institution.create({
      data: { code: 'DMA', codeKey: 'dma' },
    });
    const draft = await storage.db.draft.create({
      data: {
        number: 'DMA-2026-001',
        numberKey: 'dma2026001',
        institutionId: institution.id,
        type: 'draft_law',
        titleSq: 'Demonstration',
        receivedOn: '2026-11-23',
        opensOn: '2026-11-23',
        closesOn: '2026-12-14',
        dueOn: '2026-12-11',
        dueTime: '12:00',
        zone: 'Europe/Belgrade',
        dueAt: AT,
        publishedAt: AT,
        searchKey: '',
      },
    });
    draftId = draft.id;
  });
  afterEach(() => storage.dispose());

  const bundle = (frozenAt: Date | null) =>
    storage.db.bundle
      .create({
        data: {
          draftId,
          ordinal: 1,
          number: 'DMA-2026-001/P-1',
          openedAt: AT,
          entries: { create: { position: 1 } },
        },
      })
      .then(async ({ id }) => {
        if (frozenAt) {
          const data = { frozenAt, content: '{}', sha256: 'aa' };
          await storage.db.bundle.update({ where: { id }, data });
        }
        return id;
      });

  it('lets nobody change or remove what the record holds', async () => {
    await storage.db.audit.create({ data: { at: AT, act: 'a', subject: 's', detail: {} } });
    const where = { act: 'a' };
    await expect(
      storage.db.audit.updateMany({ where, data: { subject: 'other' } }),
    ).rejects.toThrow();
    await expect(storage.db.audit.deleteMany({ where })).rejects.toThrow();
    expect(await storage.db.audit.findMany({ where })).toMatchObject([{ subject: 's' }]);
  });

  it('changes a bundle until it is frozen, and never after', async () => {
    const id = await bundle(null);
    await storage.db.bundle.update({ where: { id }, data: { intro: 'before' } });
    const data = { frozenAt: AT, content: '{"a":1}', sha256: 'aa' };
    await storage.db.bundle.update({ where: { id }, data });
    for (const change of [{ content: '{}' }, { frozenAt: null }, { intro: 'after' }]) {
      await expect(storage.db.bundle.update({ where: { id }, data: change })).rejects.toThrow();
    }
    expect(await storage.db.bundle.findUnique({ where: { id } })).toMatchObject({
      ...data,
      intro: 'before',
    });
  });

  it('neither adds, changes nor removes an entry of a frozen bundle', async () => {
    const bundleId = await bundle(AT);
    const { bundleEntry } = storage.db;
    await expect(bundleEntry.create({ data: { bundleId, position: 2 } })).rejects.toThrow();
    await expect(
      bundleEntry.updateMany({ where: { bundleId }, data: { note: 'x' } }),
    ).rejects.toThrow();
    await expect(bundleEntry.deleteMany({ where: { bundleId } })).rejects.toThrow();
    await expect(storage.db.bundle.delete({ where: { id: bundleId } })).rejects.toThrow();
    expect(await bundleEntry.count({ where: { bundleId, note: null } })).toBe(1);
  });
}

describe('what never changes, SQLite', () => refusals('sqlite'));
describePostgres('what never changes, PostgreSQL', () => refusals('postgresql'));
