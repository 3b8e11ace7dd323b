import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/chat/invocation.ts';
import { Budgets } from '../../src/slack/budgets.ts';
import { REAL_LIMITS } from '../servers/slack/rateLimits.ts';
import { connect, type Harness, message } from './harness.ts';

const HOUR_MS = 3_600_000;

describe('the background', () => {
  it('waits for a turn as long as it takes where it holds nothing', async () => {
    const budgets = new Budgets(20);
    for (let call = 0; call < 101; call += 1) await budgets.turn('reactions.get');
  });

  it('is told when to come back where it holds a delivery', async () => {
    const budgets = new Budgets(HOUR_MS);
    for (let call = 0; call < 50; call += 1) await budgets.turn('conversations.history');
    const refused = await budgets.turn('conversations.history').catch((error: unknown) => error);
    expect(refused).toMatchObject({ failure: 'rateLimit', code: 'own_limit' });
    const { retryAfterMs } = refused as { retryAfterMs: number };
    expect(retryAfterMs).toBeGreaterThan(HOUR_MS / 2);
    await budgets.turn('conversations.replies');
  });

  it('leaves a part of what people share with it to them, and counts what they take', async () => {
    const budgets = new Budgets(HOUR_MS);
    for (let call = 0; call < 39; call += 1) await budgets.turn('conversations.open');
    budgets.pass('conversations.open');
    await expect(budgets.turn('conversations.open')).rejects.toMatchObject({ code: 'own_limit' });
  });

  it('is sent away when the program ends', async () => {
    const budgets = new Budgets(HOUR_MS);
    for (let call = 0; call < 50; call += 1) await budgets.turn('reactions.get');
    const waiting = budgets.turn('reactions.get');
    budgets.end();
    await expect(waiting).rejects.toMatchObject({ failure: 'rateLimit' });
  });

  it('does not wait for methods without a limit of ours', async () => {
    const budgets = new Budgets(HOUR_MS);
    for (let call = 0; call < 500; call += 1) await budgets.turn('chat.postMessage');
  });
});

describe('on a Slack that limits', () => {
  let harness: Harness;
  afterEach(() => harness.end());

  const help: Answer = { kind: 'private', message: message('Here you are') };

  it('a person is answered while another of their calls has to wait', async () => {
    harness = await connect({ answer: () => help });
    const { server } = harness;
    const arta = server.addUser('arta');
    server.faults.next('users.info', { kind: 'rateLimited', retryAfter: 3_600 }, 9);
    arta.say(arta.dm(), 'help');
    const answered = () => server.messages(arta.dm()).some(({ byBot }) => byBot);
    await server.waitFor(answered, 'an answer');
  });

  it('a person is answered although Slack wants them to come back in a second', async () => {
    harness = await connect({ answer: () => help });
    const { server } = harness;
    const arta = server.addUser('arta');
    server.faults.next('conversations.open', { kind: 'rateLimited', retryAfter: 1 });
    arta.say(arta.dm(), 'help');
    const answered = () => server.messages(arta.dm()).some(({ byBot }) => byBot);
    await server.waitFor(answered, 'an answer');
  });

  it('a person is answered when the background has used up its part', async () => {
    harness = await connect({ answer: () => help });
    const { server, platform } = harness;
    server.limits.enforceAll({ ...REAL_LIMITS, minuteMs: HOUR_MS });
    const arta = server.addUser('arta');
    const user = { platform: 'slack', community: server.team.id, user: arta.id } as const;
    for (let call = 0; call < 40; call += 1) await platform.directChannel(user);
    await expect(platform.directChannel(user)).rejects.toMatchObject({ code: 'own_limit' });
    arta.say(arta.dm(), 'help');
    const answered = () => server.messages(arta.dm()).some(({ byBot }) => byBot);
    await server.waitFor(answered, 'an answer');
    expect(server.limits.refusals).toBe(0);
  });
});
