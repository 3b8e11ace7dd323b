import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInbox } from '../src/chat/inbox.ts';
import type { Answer, HandedIn, Submission } from '../src/chat/invocation.ts';
import { createInbound } from '../src/inbound.ts';
import {
  channelRef,
  type Desk,
  kosovo,
  openDesk,
  opened,
  textOf,
  told,
  userRef,
} from './chat/desk.ts';
import { publish } from './chat/story.ts';
import { gate } from './delivery/fakePlatform.ts';

const AT = new Date('2026-11-23T09:00:00Z');

let desk: Desk;
let draft: string;
let log: string[];

beforeEach(async () => {
  desk = await openDesk('2026-11-23 09:00', 'en');
  draft = await publish(desk);
  log = [];
});
afterEach(() => desk.dispose());

/** A core over the desk's router; what was taken in by another before it is still on disk. */
function core(invoke = desk.router.invoke, machineNow = AT) {
  const { storage } = desk;
  return createInbound({
    router: { invoke, complete: async () => [] },
    inbox: createInbox(storage, () => AT),
    storage,
    language: 'en',
    world: async () => ({ ...(await desk.surroundings()), machineNow }),
    resolve: () => Promise.reject(new Error('nobody reacts here')),
    sweeper: { gap() {}, told() {} },
    lost() {},
    log: pino({ level: 'error' }, { write: (line: string) => void log.push(line) }),
  });
}

async function submission(id: string, more: Partial<Submission> = {}): Promise<Submission> {
  const form = opened(await desk.presses('ana', 'kcsf', 'contribute', [draft]));
  return {
    id,
    user: userRef('ana'),
    userName: 'ana',
    channel: channelRef('kcsf'),
    channelName: 'kcsf',
    kind: 'submit',
    act: 'contribute',
    unfinished: form.unfinished,
    step: 0,
    values: { kind: 'amend', article: 'Neni 5', proposedText: `Text of ${id}`, justification: '' },
    files: {},
    ...more,
  };
}

const rowOf = (id: string) => desk.db.inbox.findUniqueOrThrow({ where: { id } });
const texts = async () =>
  (await desk.db.contributionVersion.findMany()).map(({ proposedText }) => proposedText);

describe('a submission', () => {
  it('is on disk before it is worked on, and no longer than until it is done', async () => {
    const held = gate<Answer>();
    const given = await submission('s1');
    const taken = await core(() => held.promise).take(given);
    expect(taken).toMatchObject({ kept: true, crowded: false });
    expect(JSON.parse((await rowOf('s1')).request ?? '')).toMatchObject({ values: given.values });
    held.open({ kind: 'nothing' });
    await taken.answer;
    expect(await rowOf('s1')).toMatchObject({ request: null, doneAt: AT });
  });

  it('that is repeated acts once, whenever it comes again', async () => {
    const given = await submission('s1');
    const inbound = core();
    const [first, second] = await Promise.all([inbound.take(given), inbound.take(given)]);
    expect(textOf(told(await first.answer))).toContain(`${draft}/K-001`);
    expect(await second.answer).toEqual({ kind: 'nothing' });
    // As after a restart.
    expect(await (await core().take(given)).answer).toEqual({ kind: 'nothing' });
    expect(await texts()).toEqual(['Text of s1']);
  });

  it('that cannot be kept says so, and is not taken', async () => {
    const given = await submission('s1');
    const inbound = core();
    await desk.storage.close();
    const taken = await inbound.take(given);
    expect(taken.kept).toBe(false);
    expect(textOf(told(await taken.answer))).toContain('could not be saved');
    expect(log).toHaveLength(1);
    expect(log[0]).not.toContain('Text of');
  });

  it('of which a crowd comes at once is kept at once and answered in turn', async () => {
    const held = gate();
    const inbound = core(async (invocation) => {
      await held.promise;
      return desk.router.invoke(invocation);
    });
    const given = [];
    for (let index = 0; index < 24; index += 1) given.push(await submission(`s${index}`));
    const taken = await Promise.all(given.map((one) => inbound.take(one)));
    expect(taken.some(({ crowded }) => crowded)).toBe(true);
    expect(await desk.db.inbox.count({ where: { request: { not: null } } })).toBe(24);
    held.open();
    await inbound.idle();
    expect(await texts()).toHaveLength(24);
    await inbound.quiet();
  });

  it('with a file field that was left empty waits its turn like any other', async () => {
    const held = gate();
    let begun = 0;
    const inbound = core(async (invocation) => {
      begun += 1;
      await held.promise;
      return desk.router.invoke(invocation);
    });
    const given = [];
    for (let index = 0; index < 24; index += 1) {
      given.push(await submission(`s${index}`, { files: { file: [] } }));
    }
    await Promise.all(given.map((one) => inbound.take(one)));
    await expect.poll(() => begun).toBeGreaterThan(0);
    expect(begun).toBeLessThan(24);
    held.open();
    await inbound.idle();
    expect(begun).toBe(24);
  });
});

describe('after a crash', () => {
  const told: string[] = [];
  const tell = async ({ id }: HandedIn, answer: Answer) => {
    told.push(`${id}: ${answer.kind}`);
  };
  beforeEach(() => told.splice(0));

  /** Takes it in and never gets to it, as a process does that dies then. */
  async function takenBefore(...given: Submission[]): Promise<void> {
    const dying = core(() => new Promise(() => {}));
    await Promise.all(given.map((one) => dying.take(one)));
  }

  it('what was taken in is done once, and its author is told', async () => {
    await takenBefore(await submission('s1'), await submission('s2'));
    expect(await texts()).toEqual([]);
    await core().catchUp(tell);
    expect(await texts()).toEqual(['Text of s1', 'Text of s2']);
    expect(told).toEqual(['s1: private', 's2: private']);
    await core().catchUp(tell);
    expect(await texts()).toHaveLength(2);
    expect(told).toHaveLength(2);
  });

  it('what was taken in before the due time is in time, however long the bot was away', async () => {
    await takenBefore(await submission('s1'));
    desk.moveTo('2027-02-01 09:00');
    await core(undefined, new Date(AT.getTime() + (70 * 24 + 1) * 3_600_000)).catchUp(tell);
    const [row] = await desk.db.contribution.findMany({ include: { draft: true } });
    expect(row).toMatchObject({ late: false });
    // An hour before the clock at the desk, as it was when this was taken in.
    expect(row?.submittedAt).toEqual(kosovo('2026-11-23 08:00'));
  });

  it('what had been done, but was not noted as answered, is not done again', async () => {
    const given = await submission('s1');
    // The process died between the commit and whatever came after it.
    await createInbox(desk.storage, () => AT).keep(given);
    await desk.router.invoke(given);
    await core().catchUp(tell);
    expect(await texts()).toEqual(['Text of s1']);
    expect(told).toEqual([]);
  });

  it('what fails once more is left alone, with its text', async () => {
    const given = await submission('s1');
    const fails = async (): Promise<Answer> => ({
      kind: 'private',
      message: { language: 'en', summary: 'e', parts: [] },
      failed: true,
    });
    await (await core(fails).take(given)).answer;
    expect(await rowOf('s1')).toMatchObject({ doneAt: null });
    await core(fails).catchUp(tell);
    const row = await rowOf('s1');
    expect(row.doneAt).toEqual(AT);
    expect(row.request).toContain('Text of s1');
    await core().catchUp(tell);
    expect(await texts()).toEqual([]);
  });

  it('what an earlier version took in and this one cannot read keeps nobody from starting', async () => {
    await takenBefore(await submission('s1'), await submission('s2'));
    const request = JSON.stringify({ text: 'Text of s1' });
    await desk.db.inbox.update({ where: { id: 's1' }, data: { request } });
    await core().catchUp(tell);
    expect(await texts()).toEqual(['Text of s2']);
    expect(await rowOf('s1')).toMatchObject({ request, doneAt: AT });
    expect(log).toHaveLength(1);
    expect(log[0]).not.toContain('Text of');
  });

  it('a file is asked for anew, and what was written beside it is kept', async () => {
    const form = opened(await desk.uses('boss', 'office', 'plan.import'));
    const given = await submission('s1', {
      user: userRef('boss'),
      act: form.act,
      unfinished: form.unfinished,
      values: { title: 'Plan 2026' },
      files: { file: [{ name: 'plan.csv', read: async () => new Uint8Array([65]) }] },
    });
    await takenBefore(given);
    const answers: Answer[] = [];
    await core().catchUp(async (_, answer) => void answers.push(answer));
    expect(answers).toMatchObject([
      { kind: 'invalid', errors: { file: expect.stringContaining('lost when the bot restarted') } },
    ]);
    const row = await desk.db.unfinished.findUniqueOrThrow({ where: { id: form.unfinished } });
    expect(row.values).toMatchObject({ title: 'Plan 2026' });
  });
});
