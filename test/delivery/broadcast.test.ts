import { afterEach, expect, it } from 'vitest';
import { REAL_PER_ROUTE } from '../servers/discord/limits.ts';
import { REAL_LIMITS } from '../servers/slack/rateLimits.ts';
import { Broadcast } from './broadcast.ts';

const CHANNELS = 24;

let stage: Broadcast | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

it('a broadcast and its edits keep to the limits of both platforms, and people do not wait for it', async () => {
  // Slack's real limit of posts, its minutes of everything else twenty times as fast.
  const broadcast = await Broadcast.open({
    channels: CHANNELS,
    slack: { ...REAL_LIMITS, minuteMs: REAL_LIMITS.minuteMs / 20 },
    discord: { global: { requests: 5, per: 1_000 }, perRoute: REAL_PER_ROUTE },
    quicker: { posts: 1, edits: 20 },
  });
  stage = broadcast;
  const { slack, discord } = broadcast;
  const arta = slack.addUser('arta');
  const besa = discord.addUser('besa');
  const here = slack.addChannel('lobby', { member: true });
  const there = discord.addChannel('lobby');
  const draft = await broadcast.publish();
  await Promise.all([broadcast.slackTook('chat.postMessage', 1), broadcast.discordTook('POST', 1)]);
  await Promise.all([
    arta.command(here, 'help').then((reply) => reply.answer()),
    besa.command(there, 'help').then((answer) => answer.all()),
  ]);
  await Promise.all([broadcast.slackTook('chat.postMessage'), broadcast.discordTook('POST')]);
  expect(broadcast.refusals()).toEqual({ slack: 0, discord: 0 });

  const called = slack.calls.map(({ method }) => method);
  expect(called.indexOf('response_url')).toBeGreaterThan(-1);
  expect(called.indexOf('response_url')).toBeLessThan(called.lastIndexOf('chat.postMessage') - 5);
  const asked = discord.requests.map(({ path }) => path.split('/')[1]);
  const answered = Math.max(asked.lastIndexOf('interactions'), asked.lastIndexOf('webhooks'));
  expect(answered).toBeGreaterThan(-1);
  expect(answered).toBeLessThan(asked.lastIndexOf('channels') - 5);

  // More edits than Slack takes in a minute.
  for (let change = 1; change <= 3; change += 1) {
    await broadcast.change(draft);
    await broadcast.slackTook('chat.update', change * CHANNELS);
  }
  expect(broadcast.refusals()).toEqual({ slack: 0, discord: 0 });
}, 120_000);
