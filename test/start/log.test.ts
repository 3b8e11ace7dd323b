import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '../../src/chat/act.ts';
import { createRouter } from '../../src/chat/router.ts';
import { systemClock } from '../../src/clock.ts';
import { createLogger, cronLog, loggableError } from '../../src/log.ts';
import { resolveActor } from '../../src/membership/resolveActor.ts';
import { createWorld } from '../../src/world.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';

const SECRET = 'Neni 5 duhet të ndryshohet';

describe('loggableError', () => {
  it.each([
    ['a plain message', new Error(SECRET)],
    ['a message that looks like a stack', new Error(`x\n    at ${SECRET}\n    at y`)],
    [
      'a message with positions in it',
      new Error(`x\n    at ${SECRET} (a.ts:1:1)\n    at ${SECRET}:2:3`),
    ],
    ['a cause', new Error('outer', { cause: new Error(SECRET) })],
    ['a code that is a sentence', Object.assign(new Error('x'), { code: SECRET })],
    ['a text that was thrown', SECRET],
    ['an object that was thrown', { message: SECRET }],
  ])('holds nothing of %s', (_, error) => {
    expect(JSON.stringify(loggableError(error))).not.toContain(SECRET.slice(0, 6));
  });

  it('says what it was and where it came from', () => {
    const error = Object.assign(new TypeError(SECRET), { code: 'P2002' });
    const { type, code, stack } = loggableError(error);
    expect({ type, code }).toEqual({ type: 'TypeError', code: 'P2002' });
    expect((stack as string[])[0]).toContain('log.test.ts');
  });

  it('ends when an error is its own cause', () => {
    const error = new Error('x');
    error.cause = error;
    expect(JSON.stringify(loggableError(error))).toContain('"cause"');
  });
});

it('the clock tells of what failed, and not of each minute that was missed', () => {
  const lines: string[] = [];
  const clock = cronLog(createLogger('info', { write: (line) => lines.push(line) }));
  clock.debug('nothing of note');
  clock.warn('missed execution');
  clock.error(new TypeError(SECRET));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ cron: 'TypeError', msg: 'the clock' });
  expect(lines.join()).not.toContain(SECRET.slice(0, 6));
});

describe('a request that fails', () => {
  let storage: TemporaryStorage;
  beforeEach(async () => {
    storage = await openTemporaryStorage();
  });
  afterEach(() => storage.dispose());

  it('is answered with an id that its line in the log holds, and nothing that was typed', async () => {
    const lines: string[] = [];
    const log = createLogger('info', { write: (line) => lines.push(line) });
    const failing: Act = {
      id: 'fail',
      names: null,
      who: 'anyone',
      describe: 'house.describe.help',
      answers: 'private',
      options: [],
      run: (_, values) => Promise.reject(new Error(`cannot keep ${values.text}`)),
    };
    const civil = systemClock;
    const machineNow = () => new Date();
    const router = createRouter({
      acts: [failing],
      storage,
      language: 'en',
      resolveActor: (caller, now) => resolveActor(storage, caller, now, () => false),
      world: createWorld({ storage, civil, machineNow, zone: 'UTC', publicUrl: () => null }),
      civil,
      machineNow,
      newErrorId: () => 'c0ffee42',
      newId: () => 'U1',
      log,
    });
    const base = { platform: 'sandbox', community: 'c' } as const;
    const answer = await router.invoke({
      id: 'r1',
      user: { ...base, user: 'u' },
      userName: 'U',
      channel: { ...base, channel: 'x' },
      channelName: 'x',
      kind: 'command',
      act: 'fail',
      values: { text: SECRET },
    });
    expect(JSON.stringify(answer)).toContain('c0ffee42');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      errorId: 'c0ffee42',
      kind: 'command',
      err: { type: 'Error' },
      msg: 'a request failed',
    });
    expect(lines[0]).not.toContain(SECRET.slice(0, 6));
    expect(lines[0]).not.toContain('cannot keep');
  });
});
