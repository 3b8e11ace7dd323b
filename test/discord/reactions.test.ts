import { afterEach, beforeEach, expect, it } from 'vitest';
import { PlatformFailure } from '../../src/chat/platform.ts';
import { note, openBot, type RunningBot } from './bot.ts';

let bot: RunningBot;
let turns: number;
beforeEach(async () => {
  bot = await openBot();
  turns = 0;
});
afterEach(() => bot.stop());

const post = (name: string) =>
  bot.platform.send(bot.ref(bot.channel), note(name), { deliveryId: name });
const read = (ids: readonly string[], matters = (_: string) => true) =>
  bot.platform.reactionsIn(bot.ref(bot.channel), ids, {
    matters,
    async turn() {
      turns += 1;
    },
  });
const calls = () =>
  bot.server.requests.filter(
    ({ method, path }) => method === 'GET' && /\/messages(\/.*\/reactions|$)/.test(path),
  ).length;

it('brings the cards of a channel with one call, and one for each emoji that matters', async () => {
  const ids: string[] = [];
  for (let number = 0; number < 6; number += 1) ids.push(await post(`card ${number}`));
  const [first = '', second = ''] = ids;
  bot.person.react(first, '👀');
  bot.person.react(second, '🎉');
  const found = await read(ids, (emoji) => emoji === '👀');
  expect(found.size).toBe(6);
  expect(found.get(first)).toEqual([{ user: bot.person.id, emoji: '👀' }]);
  expect(found.get(second)).toEqual([]);
  expect(calls()).toBe(2);
  expect(turns).toBe(2);
});

it('finds cards among much else, and leaves out those that are gone', async () => {
  const old = await post('old');
  const deleted = bot.person.say(bot.channel, 'soon gone');
  for (let number = 0; number < 250; number += 1) bot.person.say(bot.channel, `line ${number}`);
  const late = await post('late');
  bot.person.react(old, '👀');
  bot.person.remove(deleted);
  const found = await read([old, deleted.id, late]);
  expect(Object.fromEntries(found)).toEqual({
    [late]: [],
    [old]: [{ user: bot.person.id, emoji: '👀' }],
  });
  // The newest, the next one wanted (it is gone, its page shows the oldest), and who reacted.
  expect(calls()).toBe(3);
});

it('goes on after a message that cannot be read', async () => {
  const first = await post('first');
  const second = await post('second');
  for (const id of [first, second]) bot.person.react(id, '👀');
  const denied = { kind: 'status', status: 403 } as const;
  bot.server.faults.next(({ path }) => path.includes(`${second}/reactions`), denied);
  const found = await read([first, second]);
  expect(found.get(second)).toBeInstanceOf(PlatformFailure);
  expect(found.get(first)).toHaveLength(1);
});
