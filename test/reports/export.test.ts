import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderers } from '../../src/renderers.ts';
import { dataArchive, fileParts, TABLE_NAMES } from '../../src/reports/export/archive.ts';
import { personalData, personColumns } from '../../src/reports/export/mine.ts';
import { LEFT_OUT, TABLES } from '../../src/reports/export/tables.ts';
import * as stored from '../../src/storage/generated/sqlite/internal/prismaNamespace.ts';
import { type Desk, openDesk, opened, refused, textOf, told } from '../chat/desk.ts';
import { contribute, publish } from '../chat/story.ts';

// A thread begins for the workbook; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 });

const AT = new Date('2026-11-23T08:00:00Z');

/** The columns of a table as the generated client knows them. */
function storedColumns(table: string): string[] {
  const fields = (stored as unknown as Record<string, Record<string, string>>)[
    `${table}ScalarFieldEnum`
  ];
  return Object.values(fields ?? {});
}

describe('what is exported', () => {
  it('is every table and every column that is stored, or stands among what is left out with a reason', () => {
    expect([...TABLE_NAMES].sort()).toEqual(Object.keys(stored.ModelName).sort());
    for (const table of TABLE_NAMES) {
      const left = LEFT_OUT.filter((one) => one.table === table).map(({ column }) => column);
      expect([...TABLES[table].columns, ...left].sort(), table).toEqual(
        storedColumns(table).sort(),
      );
    }
    for (const { why } of LEFT_OUT) expect(why).toMatch(/\w.*\.$/);
  });

  it('finds every column that names a person', () => {
    const named = TABLE_NAMES.flatMap((table) =>
      personColumns(table).map((column) => `${table}.${column}`),
    );
    const looks = TABLE_NAMES.flatMap((table) =>
      TABLES[table].columns
        .filter((column) => /person|ById$/i.test(column))
        .map((column) => `${table}.${column}`),
    );
    expect(named).toEqual(looks);
    expect(named.length).toBeGreaterThan(30);
  });
});

describe('an export', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
    const number = await publish(desk);
    await contribute(desk, 'ana', 'kcsf', number, {
      kind: 'amend',
      article: 'Neni 5',
      proposedText: 'Teksti i propozuar nga Ana.',
    });
    const form = opened(await desk.presses('dan', 'kdi', 'contribute', [number]));
    await desk.submits('dan', 'kdi', form, { kind: 'amend', article: 'Neni i fshehtë' });
  });
  afterEach(() => desk.dispose());

  /** A file that a person is sent, as it would be rendered now. */
  async function fileOf(kind: string) {
    const row = await desk.db.delivery.findFirstOrThrow({
      where: { kind },
      include: { person: true },
      orderBy: { seq: 'desc' },
    });
    if (!row.person) throw new Error('it does not go to a person');
    const rendered = await renderers[kind]?.({
      subject: row.subject,
      params: row.params as Record<string, unknown>,
      target: { id: row.person.id, purpose: 'person', organisationId: null, language: 'en' },
      db: desk.db,
      shared: (_group, _name, load) => load(),
      world: await desk.surroundings(),
    });
    if (!rendered || !('upload' in rendered)) throw new Error('no file');
    return { ...rendered.upload, to: row.person.externalId };
  }

  it('holds every row of every table as JSON and as sheets, for an administrator directly', async () => {
    const answer = told(await desk.uses('boss', 'office', 'export.all'));
    expect(textOf(answer)).toContain('2 files are coming as direct messages');
    const { bytes, to } = await fileOf('export.data');
    expect(to).toBe('boss');
    const entries = unzipSync(bytes);
    const manifest = JSON.parse(strFromU8(entries['manifest.json'] as Uint8Array));
    expect(manifest.leftOut).toEqual(LEFT_OUT);
    for (const table of TABLE_NAMES) {
      const rows = JSON.parse(strFromU8(entries[`tables/${table}.json`] as Uint8Array));
      expect(rows, table).toHaveLength(manifest.rows[table]);
      for (const row of rows) expect(Object.keys(row)).toEqual(TABLES[table].columns);
    }
    const people = JSON.parse(strFromU8(entries['tables/Person.json'] as Uint8Array));
    expect(people).toHaveLength(await desk.db.person.count());
    const all = Object.values(entries)
      .map((entry) => strFromU8(entry))
      .join('');
    expect(all).toContain('Teksti i propozuar nga Ana.');
    // Nobody sees what another has not submitted.
    expect(all).not.toContain('Neni i fshehtë');

    const book = unzipSync((await fileOf('export.workbook')).bytes);
    const names = strFromU8(book['xl/workbook.xml'] as Uint8Array).matchAll(
      /<sheet [^>]*name="(\w+)"/g,
    );
    expect([...names].map(([, name]) => name)).toEqual(TABLE_NAMES);
    const cells = Object.values(book)
      .map((entry) => strFromU8(entry))
      .join('');
    expect(cells).toContain('Teksti i propozuar nga Ana.');
    expect(cells).not.toContain('Neni i fshehtë');
    expect(await desk.db.audit.findMany({ where: { act: 'export.all' } })).toHaveLength(1);
  });

  it('reads tables of many pages whole, each row once, also where several columns are the key', async () => {
    const { id } = await desk.db.organisation.findFirstOrThrow();
    await desk.db.audit.createMany({
      data: Array.from({ length: 1_203 }, (_, index) => ({
        at: AT,
        act: 'many',
        subject: String(index),
        detail: {},
      })),
    });
    const bytes = await dataArchive(desk.db, AT, 50_000_000);
    const entries = unzipSync(bytes as Uint8Array);
    const rows: { act: string; subject: string }[] = JSON.parse(
      strFromU8(entries['tables/Audit.json'] as Uint8Array),
    );
    const many = rows.filter(({ act }) => act === 'many').map(({ subject }) => Number(subject));
    expect(many).toEqual(Array.from({ length: 1_203 }, (_, index) => index));
    expect(await dataArchive(desk.db, AT, 100)).toBeNull();

    const plan = await desk.db.plan.create({
      data: {
        title: 'P',
        titleKey: 'p',
        importedAt: AT,
        objectives: {
          create: {
            code: '1',
            position: 1,
            activities: { create: { handle: 'A1', title: 'a', titleKey: 'a', position: 1 } },
          },
        },
      },
      include: { objectives: { include: { activities: true } } },
    });
    const activityId = plan.objectives[0]?.activities[0]?.id ?? '';
    const institution = await desk.db.institution.findFirstOrThrow();
    await desk.db.activityInstitution.createMany({
      data: Array.from({ length: 1_001 }, (_, position) => ({
        activityId,
        institutionId: institution.id,
        role: 'responsible' as const,
        position,
        written: id,
      })),
    });
    const again = unzipSync((await dataArchive(desk.db, AT, 50_000_000)) as Uint8Array);
    const named: { position: number }[] = JSON.parse(
      strFromU8(again['tables/ActivityInstitution.json'] as Uint8Array),
    );
    expect(new Set(named.map(({ position }) => position)).size).toBe(1_001);
    expect(named).toHaveLength(1_001);
  });

  it('brings the stored files in parts that fit into a message, and names those that do not', async () => {
    const store = (name: string, size: number) =>
      desk.db.storedFile.create({
        data: { name, mime: 'x', size, sha256: 'x', bytes: new Uint8Array(3), createdAt: AT },
      });
    for (const [name, size] of [
      ['a.pdf', 6],
      ['b.pdf', 5],
      ['../c.pdf', 4],
      ['huge.pdf', 11],
    ] as const) {
      await store(name, size);
    }
    const { parts, tooLarge } = await fileParts(desk.db, 10);
    expect(parts.every(({ bytes }) => bytes <= 10)).toBe(true);
    expect(parts.flatMap(({ ids }) => ids)).toHaveLength(3);
    expect(tooLarge).toEqual(['huge.pdf']);
    told(await desk.uses('boss', 'office', 'export.all'));
    const entries = unzipSync((await fileOf('export.files')).bytes);
    expect(Object.keys(entries)).toHaveLength(4);
    for (const [name, bytes] of Object.entries(entries)) {
      expect(name).toMatch(/^files\/[\w-]{16}-[^/]+$/);
      expect(bytes).toHaveLength(3);
    }
  });

  it('sends no more files than somebody can take', async () => {
    await desk.db.storedFile.createMany({
      data: Array.from({ length: 14 }, (_, index) => ({
        name: `${index}.pdf`,
        mime: 'x',
        size: 8_000_000,
        sha256: 'x',
        bytes: new Uint8Array(1),
        createdAt: AT,
      })),
    });
    const text = textOf(told(await desk.uses('boss', 'office', 'export.all')));
    expect(text).toContain('2 files are coming');
    expect(text).toContain('14 messages and are not sent');
    expect(await desk.db.delivery.count({ where: { kind: 'export.files' } })).toBe(0);
  });

  it('is for administrators alone', async () => {
    told(await desk.uses('sara', 'office', 'help'));
    told(await desk.uses('boss', 'office', 'member.role', { person: 'sara', role: 'staff' }));
    for (const user of ['ana', 'zef', 'sara']) refused(await desk.uses(user, 'all', 'export.all'));
    expect(await desk.db.delivery.count({ where: { kind: 'export.data' } })).toBe(0);
  });

  it('gives everybody what is stored about them, with what they have not submitted, and nothing of others', async () => {
    told(await desk.uses('dan', 'kdi', 'export.mine'));
    const { bytes, to } = await fileOf('export.mine');
    expect(to).toBe('dan');
    const text = strFromU8(bytes);
    expect(text).toContain('Neni i fshehtë');
    expect(text).not.toContain('Teksti i propozuar nga Ana.');
    const ana = await desk.db.person.findFirstOrThrow({ where: { externalId: 'ana' } });
    const hers = JSON.stringify(await personalData(desk.db, ana.id));
    expect(hers).toContain('Teksti i propozuar nga Ana.');
    expect(hers).not.toContain('Neni i fshehtë');
    // What became of it is the author's to read once it was announced.
    const outcomeOf = async () => {
      const { rows } = (await personalData(desk.db, ana.id)) as {
        rows: { Contribution: { outcome: unknown; answeredOn: unknown }[] };
      };
      return rows.Contribution.map(({ outcome, answeredOn }) => [outcome, answeredOn]);
    };
    await desk.db.contribution.updateMany({
      data: { outcome: 'rejected', answeredOn: '2026-12-16' },
    });
    expect(await outcomeOf()).toEqual([[null, null]]);
    await desk.db.contribution.updateMany({ data: { announcedIn: 1 } });
    expect(await outcomeOf()).toEqual([['rejected', '2026-12-16']]);
    // What is meant for one person is never rendered for another.
    const rendered = await renderers['export.mine']?.({
      subject: ana.id,
      params: {},
      target: { id: 'another', purpose: 'person', organisationId: null, language: 'en' },
      db: desk.db,
      shared: (_group, _name, load) => load(),
      world: await desk.surroundings(),
    });
    expect(rendered).toBeNull();
  });
});
