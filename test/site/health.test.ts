import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LAST_TICK } from '../../src/schedule/tick.ts';
import { healthRoutes } from '../../src/site/health.ts';
import { type FakePlatform, fakePlatform } from '../delivery/fakePlatform.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';

let storage: TemporaryStorage;
let chat: FakePlatform;
const startedAt = new Date('2026-11-23T09:00:00Z');
let now: Date;
beforeEach(async () => {
  storage = await openTemporaryStorage();
  chat = fakePlatform('slack');
  now = startedAt;
});
afterEach(() => storage.dispose());

const seconds = (count: number) => new Date(startedAt.getTime() + count * 1_000);

async function ask(path: string) {
  const platforms = [chat.platform];
  const routes = healthRoutes({ storage, platforms, machineNow: () => now, startedAt });
  const response = await routes.request(path);
  return { status: response.status, body: await response.json() };
}

async function queued(platform: 'slack' | 'discord', queuedAt: Date) {
  await storage.db.delivery.create({
    data: {
      form: 'note',
      kind: 'note',
      subject: 's',
      params: {},
      key: platform,
      platform,
      queuedAt,
      nextAt: queuedAt,
    },
  });
}

describe('/healthz', () => {
  it('says that the process answers, whatever else is wrong', async () => {
    chat.disconnect();
    expect(await ask('/healthz')).toEqual({ status: 200, body: { ok: true } });
  });
});

describe('/readyz', () => {
  it('is ready after the start and after a tick', async () => {
    expect(await ask('/readyz')).toEqual({
      status: 200,
      body: {
        ready: true,
        database: true,
        sockets: { slack: true },
        lastSignSecondsAgo: { slack: null },
        lastTickSecondsAgo: null,
        oldestDeliverySeconds: 0,
        failingChannels: 0,
        parkedDeliveries: 0,
        waitingMails: 0,
        stuckMails: 0,
      },
    });
    const value = startedAt.getTime() / 1_000 + 600;
    await storage.db.counter.create({ data: { name: LAST_TICK, value } });
    now = seconds(660);
    expect(await ask('/readyz')).toMatchObject({ status: 200, body: { lastTickSecondsAgo: 60 } });
  });

  it('is not when the database is closed', async () => {
    await storage.close();
    const { status, body } = await ask('/readyz');
    expect(status).toBe(503);
    expect(body).toEqual({
      ready: false,
      database: false,
      sockets: { slack: true },
      lastSignSecondsAgo: { slack: null },
    });
  });

  it('is not when a connection is down', async () => {
    chat.disconnect();
    const { status, body } = await ask('/readyz');
    expect(status).toBe(503);
    expect(body).toMatchObject({ ready: false, database: true, sockets: { slack: false } });
  });

  it('tells what needs a person, and when each connection last gave a sign', async () => {
    const base = { platform: 'slack', community: 'c', purpose: 'general', language: 'en' } as const;
    for (const [externalId, active] of [
      ['failing', true],
      ['unlinked', false],
    ] as const) {
      const more = { externalId, name: externalId, active, linkedAt: now, failingSince: now };
      await storage.db.channel.create({ data: { ...base, ...more } });
    }
    await queued('slack', startedAt);
    await storage.db.delivery.updateMany({ data: { state: 'parked' } });
    chat.givesSign(startedAt);
    now = seconds(42);
    expect(await ask('/readyz')).toMatchObject({
      status: 200,
      body: { lastSignSecondsAgo: { slack: 42 }, failingChannels: 1, parkedDeliveries: 1 },
    });
  });

  it('counts e-mails that wait, and those of which a person decides', async () => {
    for (const [index, state] of (
      ['queued', 'sending', 'sent', 'failed', 'doubtful', 'doubtful'] as const
    ).entries()) {
      const key = `${index}`;
      const base = {
        kind: 'letter',
        subject: key,
        to: 'a@b.example',
        language: 'sq',
        key,
      } as const;
      await storage.db.mail.create({ data: { ...base, state, queuedAt: now, nextAt: now } });
    }
    expect(await ask('/readyz')).toMatchObject({ body: { waitingMails: 2, stuckMails: 3 } });
    await storage.db.mail.updateMany({ where: { state: 'failed' }, data: { error: 'busy' } });
    expect(await ask('/readyz')).toMatchObject({ body: { stuckMails: 3 } });
    await storage.db.mail.updateMany({ where: { state: 'failed' }, data: { error: 'pointless' } });
    expect(await ask('/readyz')).toMatchObject({ body: { stuckMails: 2 } });
  });

  it('is not when the clock has stopped', async () => {
    now = seconds(180);
    expect((await ask('/readyz')).status).toBe(200);
    now = seconds(181);
    expect(await ask('/readyz')).toMatchObject({ status: 503, body: { ready: false } });
  });

  it('is not when a delivery waits too long, save for a platform that is not there', async () => {
    const value = startedAt.getTime() / 1_000 + 1_800;
    await storage.db.counter.create({ data: { name: LAST_TICK, value } });
    await queued('discord', seconds(-86_400));
    now = seconds(1_801);
    expect((await ask('/readyz')).status).toBe(200);
    await queued('slack', startedAt);
    const { status, body } = await ask('/readyz');
    expect(status).toBe(503);
    expect(body).toMatchObject({ ready: false, oldestDeliverySeconds: 1_801 });
    await storage.db.delivery.updateMany({ where: { key: 'slack' }, data: { state: 'sent' } });
    expect((await ask('/readyz')).status).toBe(200);
  });
});
