import { afterEach, beforeEach, expect, it } from 'vitest';
import { PlatformFailure, type Standing } from '../../src/chat/platform.ts';
import type { Person } from '../servers/slack/person.ts';
import type { Channel } from '../servers/slack/world.ts';
import { connect, type Harness, message } from './harness.ts';

let harness: Harness;
let channel: Channel;
let arta: Person;
let turns: number;
beforeEach(async () => {
  harness = await connect();
  channel = harness.server.addChannel('drafts', { member: true });
  arta = harness.server.addUser('arta');
  turns = 0;
});
afterEach(() => harness.end());

const post = (name: string) =>
  harness.platform.send(harness.channel(channel.id), message(name), { deliveryId: name });

async function posts(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1; number <= count; number += 1) ids.push(await post(`card ${number}`));
  return ids;
}

function react(ts: string, name: string, person = arta): void {
  const seen = harness.server.messages(channel).find((one) => one.ts === ts);
  if (seen) person.react(seen, name);
}

const read = (ids: readonly string[], matters = (_: string) => true) =>
  harness.platform.reactionsIn(harness.channel(channel.id), ids, {
    matters,
    async turn() {
      turns += 1;
    },
  });
const calls = () =>
  harness.server.calls.map(({ method }) => method).filter((name) => /history|reactions/.test(name));

it('brings all cards of a channel with one call', async () => {
  const ids = await posts(6);
  react(ids[0] ?? '', 'eyes');
  react(ids[5] ?? '', '+1::skin-tone-3');
  const found = await read(ids);
  expect(found.size).toBe(6);
  expect(found.get(ids[0] ?? '')).toEqual([{ user: arta.id, emoji: '👀' }]);
  expect(found.get(ids[3] ?? '')).toEqual([]);
  expect(found.get(ids[5] ?? '')).toEqual([{ user: arta.id, emoji: '👍' }]);
  expect(calls()).toEqual(['conversations.history']);
  expect(turns).toBe(1);
});

it('asks for everybody where Slack names only some, if it matters', async () => {
  const [first = '', second = ''] = await posts(2);
  const people = Array.from({ length: 5 }, (_, n) => harness.server.addUser(`p${n}`));
  for (const person of people) {
    react(first, 'eyes', person);
    react(second, 'tada', person);
  }
  const found = await read([first, second], (emoji) => emoji === '👀');
  expect((found.get(first) as Standing).map(({ user }) => user)).toEqual(
    people.map(({ id }) => id),
  );
  expect(calls()).toEqual(['conversations.history', 'reactions.get']);
  expect(turns).toBe(2);
});

it('finds cards among much else, and leaves out those that are gone', async () => {
  const [old = '', deleted = ''] = await posts(2);
  for (let number = 0; number < 450; number += 1) arta.say(channel, `line ${number}`);
  const late = await post('late');
  react(old, 'eyes');
  react(late, 'eyes');
  const seen = harness.server.messages(channel).find(({ ts }) => ts === deleted);
  if (seen) harness.server.deleteMessage(seen);
  const found = await read([old, deleted, late]);
  const reacted = [{ user: arta.id, emoji: '👀' }];
  expect(Object.fromEntries(found)).toEqual({ [late]: reacted, [old]: reacted });
  expect(calls()).toHaveLength(2);
});

it('goes on after a message that cannot be read', async () => {
  const [first = '', second = ''] = await posts(2);
  for (const ts of [first, second]) {
    for (const name of ['a', 'b', 'c']) react(ts, 'eyes', harness.server.addUser(`${name}${ts}`));
  }
  const refused = { kind: 'error', error: 'message_not_found' } as const;
  harness.server.faults.next('reactions.get', refused);
  const found = await read([first, second]);
  expect(found.get(second)).toBeInstanceOf(PlatformFailure);
  expect(found.get(first)).toHaveLength(3);
});

it('asks for each card where the history may not be read', async () => {
  const [first = '', second = ''] = await posts(2);
  react(first, 'eyes');
  harness.server.faults.next('conversations.history', { kind: 'error', error: 'missing_scope' });
  const found = await read([first, second]);
  expect(Object.fromEntries(found)).toEqual({
    [first]: [{ user: arta.id, emoji: '👀' }],
    [second]: [],
  });
});

it('says why a channel cannot be read', async () => {
  const ids = await posts(1);
  harness.server.removeBot(channel);
  await expect(read(ids)).rejects.toMatchObject({ code: 'not_in_channel' });
});
