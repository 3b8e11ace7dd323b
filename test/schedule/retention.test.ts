import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cutoff, removeOld } from '../../src/schedule/retention.ts';
import { KEPT, REMOVALS } from '../../src/schedule/retentionRules.ts';
import type { Engine } from '../../src/storage/database.ts';
import { Prisma } from '../../src/storage/generated/sqlite/client.ts';
import { describePostgres } from '../storage/postgres.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { worldAt } from './world.ts';

const DAY_MS = 86_400_000;
const CIVIL = new Date('2030-06-01T12:00:00Z');
const MACHINE = new Date('2027-01-01T00:00:00Z');
const world = { ...worldAt(CIVIL.toISOString()), machineNow: MACHINE };
/** A moment some days ago, and a second more or less. */
const civil = (days: number, more = 0) => new Date(CIVIL.getTime() - days * DAY_MS - more * 1_000);
const machine = (days: number, more = 0) =>
  new Date(MACHINE.getTime() - days * DAY_MS - more * 1_000);
const OLD = 1;
const YOUNG = -1;

let storage: TemporaryStorage;
afterEach(() => storage.dispose());

describe('the rules', () => {
  beforeEach(async () => {
    storage = await openTemporaryStorage();
  });

  it('cover every table, and none twice in two ways', () => {
    const removed = new Set(REMOVALS.map(({ model }) => model));
    const kept = KEPT.map(({ model }) => model);
    expect([...removed, ...kept].sort()).toEqual(Object.values(Prisma.ModelName).sort());
  });

  it('count by the clock that wrote the moment', () => {
    expect(cutoff({ days: 7, clock: 'civil' }, world)).toEqual(civil(7));
    expect(cutoff({ days: 7, clock: 'machine' }, world)).toEqual(machine(7));
  });
});

function rules(engine: Engine): void {
  let personId: string;
  let draftId: string;
  let channelId: string;
  beforeEach(async () => {
    storage = await openTemporaryStorage(engine);
    const { db } = storage;
    const base = { platform: 'sandbox', community: 'c' } as const;
    const person = await db.person.create({
      data: { ...base, externalId: 'u', displayName: 'U', createdAt: civil(2_000) },
    });
    const channel = await db.channel.create({
      data: {
        ...base,
        externalId: 'x',
        name: 'x',
        purpose: 'general',
        language: 'en',
        linkedAt: civil(2_000),
      },
    });
    personId = person.id;
    channelId = channel.id;
    draftId = await draft('D1', 'published');
  });

  async function draft(number: string, state: 'published' | 'closed'): Promise<string> {
    const codeKey = number.toLowerCase();
    const day = '2028-01-01';
    const { id } = await storage.db.draft.create({
      data: {
        number,
        numberKey: codeKey,
        institution: { create: { code: number, codeKey } },
        type: 'draft_law',
        titleSq: 'Projektligji',
        receivedOn: day,
        opensOn: day,
        closesOn: day,
        dueOn: day,
        dueTime: '12:00',
        zone: 'Europe/Belgrade',
        dueAt: civil(900),
        publishedAt: civil(1_000),
        state,
        searchKey: '',
      },
    });
    return id;
  }

  async function delivery(
    key: string,
    queuedAt: Date,
    more: Partial<Prisma.DeliveryUncheckedCreateInput> = {},
  ): Promise<string> {
    const { id } = await storage.db.delivery.create({
      data: {
        form: 'note',
        kind: 'k',
        subject: 's',
        params: {},
        key,
        platform: 'sandbox',
        channelId,
        state: 'sent',
        queuedAt,
        nextAt: queuedAt,
        ...more,
      },
    });
    return id;
  }

  async function unfinished(
    act: string,
    state: 'open' | 'submitted' | 'discarded',
    updatedAt: Date,
    createdAt: Date,
    values: Record<string, string> = {},
  ): Promise<void> {
    await storage.db.unfinished.create({
      data: { act, personId, channelKey: 'c', values, state, createdAt, updatedAt },
    });
  }

  async function file(name: string, createdAt: Date): Promise<string> {
    const bytes = new Uint8Array([1]);
    const data = { name, mime: 'x', size: 1, sha256: '', bytes, createdAt };
    return (await storage.db.storedFile.create({ data })).id;
  }

  it('keep requests that are not done, and done ones for a week', async () => {
    await storage.db.inbox.createMany({
      data: [
        { id: 'old', receivedAt: machine(7, OLD), doneAt: machine(7, OLD) },
        { id: 'young', receivedAt: machine(7, YOUNG), doneAt: machine(7, YOUNG) },
        { id: 'old, nothing to do', receivedAt: machine(7, OLD) },
        { id: 'undone', receivedAt: machine(700), request: '{}' },
        {
          id: 'failed',
          receivedAt: machine(365, YOUNG),
          doneAt: machine(365, YOUNG),
          request: '{}',
        },
        {
          id: 'failed long ago',
          receivedAt: machine(365, OLD),
          doneAt: machine(365, OLD),
          request: '{}',
        },
      ],
    });
    await removeOld(storage, world);
    const left = await storage.db.inbox.findMany({ orderBy: { id: 'asc' } });
    expect(left.map(({ id }) => id)).toEqual(['failed', 'undone', 'young']);
  });

  it('keep what somebody typed for a year after they last wrote', async () => {
    await unfinished('untouched old', 'open', civil(7, OLD), civil(7, OLD));
    await unfinished('untouched young', 'open', civil(7, YOUNG), civil(7, YOUNG));
    await unfinished('text', 'open', civil(365, YOUNG), civil(400));
    await unfinished('text long ago', 'open', civil(365, OLD), civil(400));
    await unfinished('submitted', 'submitted', civil(30, YOUNG), civil(40));
    await unfinished('submitted long ago', 'submitted', civil(30, OLD), civil(40));
    await unfinished('discarded long ago', 'discarded', civil(30, OLD), civil(40));
    await removeOld(storage, world);
    const left = await storage.db.unfinished.findMany({ orderBy: { act: 'asc' } });
    expect(left.map(({ act }) => act)).toEqual(['submitted', 'text', 'untouched young']);
  });

  it('keep files that a draft, a form or a message of the sandbox refers to', async () => {
    await file('old', civil(7, OLD));
    await file('young', civil(7, YOUNG));
    const typed = await file('in a form', civil(300));
    await unfinished('contribute', 'open', civil(200), civil(300), { file: typed });
    const document = await file('in a draft', civil(900));
    await storage.db.draftDocument.create({ data: { draftId, title: 't', fileId: document } });
    const shown = await file('in the sandbox', civil(900));
    const body = { content: {}, file: { id: shown, name: 'f.pdf', size: 1 } };
    const at = civil(900);
    await storage.db.sandboxMessage.create({ data: { channel: 'c', author: 'bot', body, at } });
    await file('another old one', civil(800));
    await removeOld(storage, world);
    const left = await storage.db.storedFile.findMany({ orderBy: { name: 'asc' } });
    expect(left.map(({ name }) => name)).toEqual([
      'in a draft',
      'in a form',
      'in the sandbox',
      'young',
    ]);
  });

  it('keep notes of open drafts, what waits, and other notes for 180 days', async () => {
    const card = await delivery('card', machine(170), { form: 'card', subject: draftId });
    await delivery('old', machine(180, OLD));
    await delivery('old parked', machine(180, OLD), { state: 'parked' });
    await delivery('old stopped', machine(180, OLD), { state: 'stopped' });
    await delivery('young', machine(180, YOUNG));
    await delivery('waiting', machine(300), { state: 'pending' });
    await delivery('of an open draft', machine(300), { subject: draftId });
    await delivery('in its thread', machine(300), { threadOfId: card });
    await removeOld(storage, world);
    const left = await storage.db.delivery.findMany({ orderBy: { key: 'asc' } });
    expect(left.map(({ key }) => key)).toEqual([
      'card',
      'in its thread',
      'of an open draft',
      'waiting',
      'young',
    ]);
  });

  it('keep cards of open drafts and those with reactions, others for two years', async () => {
    const closed = await draft('D2', 'closed');
    const more = { form: 'card', subject: closed } as const;
    await delivery('old', machine(730, OLD), more);
    await delivery('young', machine(730, YOUNG), more);
    await delivery('open', machine(900), { form: 'card', subject: draftId });
    const liked = await delivery('liked', machine(900), more);
    await storage.db.reaction.create({
      data: { deliveryId: liked, draftId: closed, personId, kind: 'reading', at: civil(900) },
    });
    const forgotten = await draft('D3', 'published');
    await storage.db.draft.update({ where: { id: forgotten }, data: { dueAt: machine(800) } });
    await delivery('never closed', machine(900), { form: 'card', subject: forgotten });
    const noted = await delivery('noted', machine(900), more);
    await delivery('its note', machine(180, YOUNG), { threadOfId: noted });
    const told = await delivery('told', machine(900), more);
    await delivery('its old note', machine(400), { threadOfId: told });
    await removeOld(storage, world);
    const left = await storage.db.delivery.findMany({ orderBy: { key: 'asc' } });
    expect(left.map(({ key }) => key)).toEqual(['its note', 'liked', 'noted', 'open', 'young']);
  });

  it('keep publications for a year after they ended, and reminders for 400 days', async () => {
    await storage.db.batch.createMany({
      data: [
        { id: 'old', subject: 's', startedAt: machine(400), endedAt: machine(365, OLD) },
        { id: 'young', subject: 's', startedAt: machine(400), endedAt: machine(365, YOUNG) },
        { id: 'running', subject: 's', startedAt: machine(900) },
      ],
    });
    await storage.db.reminder.createMany({
      data: [
        { key: 'old', at: civil(400, OLD) },
        { key: 'young', at: civil(400, YOUNG) },
      ],
    });
    await removeOld(storage, world);
    const batches = await storage.db.batch.findMany({ orderBy: { id: 'asc' } });
    expect(batches.map(({ id }) => id)).toEqual(['running', 'young']);
    expect(await storage.db.reminder.findMany()).toEqual([{ key: 'young', at: civil(400, YOUNG) }]);
  });
}

describe('on SQLite the rules', () => rules('sqlite'));
describePostgres('on PostgreSQL the rules', () => rules('postgresql'));

describe('removing', () => {
  beforeEach(async () => {
    storage = await openTemporaryStorage();
  });

  const old = (count: number) =>
    storage.db.reminder.createMany({
      data: Array.from({ length: count }, (_, n) => ({ key: `k${n}`, at: civil(500) })),
    });
  const later = (ms: number) => ({ ...world, machineNow: new Date(MACHINE.getTime() + ms) });

  it('is done once a day', async () => {
    await old(1);
    expect(await removeOld(storage, world)).toBe(1);
    await old(1);
    expect(await removeOld(storage, later(DAY_MS - 1_000))).toBe(0);
    expect(await removeOld(storage, later(DAY_MS))).toBe(1);
  });

  it('waits a day when the clock has gone on by months, for it may be wrong', async () => {
    await removeOld(storage, world);
    await old(1);
    const wrong = 400 * DAY_MS;
    expect(await removeOld(storage, later(wrong))).toBe(0);
    expect(await removeOld(storage, later(60_000))).toBe(0);
    expect(await removeOld(storage, later(DAY_MS - 1_000))).toBe(0);
    expect(await removeOld(storage, later(DAY_MS + 60_000))).toBe(1);
  });

  it('goes on a minute later where there is much to do', async () => {
    await old(5_000);
    const first = await removeOld(storage, world);
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(5_000);
    expect(first + (await removeOld(storage, later(60_000)))).toBe(5_000);
    expect(await removeOld(storage, later(120_000))).toBe(0);
  });
});
