import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import { mailArrived, queueMail, sendMailAgain } from '../../src/mail/queue.ts';
import { PAUSES_MINUTES } from '../../src/mail/rules.ts';
import { createSender } from '../../src/mail/sender.ts';
import { createMailWorker, type MailWorker } from '../../src/mail/worker.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import type { Work, World } from '../../src/storage/work.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { TestMailServer } from './server.ts';

const START = new Date('2026-12-14T09:00:00Z');
const TO = 'coordinator@ministry.example';

let storage: TemporaryStorage;
let server: TestMailServer;
let now: Date;
let worker: MailWorker;
let told: string[];
let lines: string[];
/** Subjects that nobody wants sent any more. */
let over: Set<string>;
/** What goes wrong when the end of an e-mail is told. */
let trouble: Error | null;
/** What the writing of an e-mail waits for. */
let writing: Promise<void>;
beforeEach(async () => {
  storage = await openTemporaryStorage();
  server = new TestMailServer();
  await server.start();
  now = START;
  told = [];
  lines = [];
  over = new Set();
  trouble = null;
  writing = Promise.resolve();
  worker = newWorker();
});
afterEach(async () => {
  await worker.stop();
  await server.stop();
  await storage.dispose();
});

const world = async (): Promise<World> => ({
  now,
  machineNow: now,
  zone: 'Europe/Belgrade',
  calendar: createCalendar(),
  settings: DEFAULT_SETTINGS,
  publicUrl: null,
  canMail: true,
  personId: null,
  place: null,
});

function newWorker(url = server.url(), silenceMs = 20_000): MailWorker {
  return createMailWorker({
    storage,
    sender: createSender({ url, from: 'office@civikos.example', silenceMs }),
    composers: {
      async letter(_storage, { subject }) {
        await writing;
        if (subject === 'huge') return { never: 'tooLarge' };
        return over.has(subject) ? null : { subject, text: `Text of ${subject}`, attachments: [] };
      },
    },
    news: {
      async sent(_work, { subject }) {
        if (trouble) throw trouble;
        told.push(`${subject} sent`);
      },
      async stuck({ tx }, { id, subject }) {
        const { state, error } = await tx.mail.findUniqueOrThrow({ where: { id } });
        told.push(`${subject} ${state} ${error}`);
      },
    },
    world,
    machineNow: () => now,
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    // The pauses are told by the test's clock; no timer of minutes is waited for.
    timing: { leaseMs: 60_000, minuteMs: 60_000 },
  });
}

const work = async <T>(run: (at: Work) => Promise<T>): Promise<T> => {
  const at = await world();
  return storage.transaction((tx) => run({ ...at, tx }));
};
const queue = (subject: string) =>
  work((at) =>
    queueMail(at, { kind: 'letter', subject, to: TO, language: 'sq', key: `letter:${subject}` }),
  );
const row = () => storage.db.mail.findFirstOrThrow();
/** The next attempt's time has come: any commit has the worker look. */
async function later(minutes: number): Promise<void> {
  now = new Date(now.getTime() + minutes * 60_000);
  await work(async () => {});
  await worker.idle();
}

it('sends what is queued, at once and once', async () => {
  await worker.start();
  const id = await queue('one');
  expect(await queue('one')).toBe(id);
  await worker.idle();
  expect(server.taken.map(({ to }) => to)).toEqual([[TO]]);
  expect(server.taken[0]?.text).toContain(`Message-ID: <${id}@civikos.example>`);
  expect(await row()).toMatchObject({ state: 'sent', attempts: 1, error: null, leasedUntil: null });
  expect(told).toEqual(['one sent']);
  await later(10_000);
  expect(server.connections).toBe(1);
});

it('comes again with growing pauses where the server is busy, and tells nobody', async () => {
  server.behaviours.push('busy', 'busyAfterText');
  await worker.start();
  await queue('one');
  await worker.idle();
  expect(await row()).toMatchObject({ state: 'queued', attempts: 1, error: 'busy' });
  await later(0);
  expect(server.connections).toBe(1);
  await later(1);
  expect(await row()).toMatchObject({ state: 'queued', attempts: 2, messageId: null });
  await later(5);
  expect(await row()).toMatchObject({ state: 'sent', attempts: 3, error: null });
  expect(told).toEqual(['one sent']);
});

it('gives up after its last attempt, and a person may have it sent again', async () => {
  const dead = server.url();
  await server.stop();
  worker = newWorker(dead);
  await worker.start();
  const id = await queue('one');
  await worker.idle();
  for (const minutes of PAUSES_MINUTES) await later(minutes);
  expect(await row()).toMatchObject({ state: 'failed', error: 'unreachable' });
  expect(told).toEqual(['one failed unreachable']);
  await later(10_000);
  expect((await row()).attempts).toBe(PAUSES_MINUTES.length + 1);
  await worker.stop();
  server = new TestMailServer();
  await server.start();
  worker = newWorker();
  await worker.start();
  expect(await work((at) => sendMailAgain(at, id))).toBe(true);
  expect(await work((at) => sendMailAgain(at, id))).toBe(false);
  await worker.idle();
  expect(await row()).toMatchObject({ state: 'sent', attempts: 1 });
});

it('has failed at once where the recipient is unknown', async () => {
  server.behaviours.push('unknownRecipient');
  await worker.start();
  await queue('one');
  await worker.idle();
  expect(told).toEqual(['one failed recipient']);
  await later(10_000);
  expect(server.connections).toBe(1);
});

it('never sends again by itself what may have arrived', async () => {
  server.behaviours.push('drop');
  await worker.start();
  const id = await queue('one');
  await worker.idle();
  expect(await row()).toMatchObject({ state: 'doubtful' });
  expect(told).toEqual(['one doubtful null']);
  await later(10_000);
  expect(server.connections).toBe(1);
  expect(await work((at) => mailArrived(at, id))).toBe(true);
  expect(await work((at) => mailArrived(at, id))).toBe(false);
  expect(await row()).toMatchObject({ state: 'sent' });
});

it('sends nothing of which nothing is left, and tells nobody', async () => {
  over.add('one');
  await worker.start();
  await queue('one');
  await worker.idle();
  expect(await row()).toMatchObject({ state: 'failed', error: 'pointless' });
  expect(server.connections).toBe(0);
  expect(told).toEqual([]);
});

it('has failed at once where it can never be written', async () => {
  await worker.start();
  await queue('huge');
  await worker.idle();
  expect(await row()).toMatchObject({ state: 'failed', error: 'tooLarge', attempts: 1 });
  expect(told).toEqual(['huge failed tooLarge']);
});

it('keeps later that it left, where that could not be kept at once, and sends the others', async () => {
  await worker.start();
  trouble = new Error('disk full');
  await queue('one');
  await worker.idle();
  expect(await row()).toMatchObject({ state: 'sending' });
  trouble = null;
  await queue('two');
  await worker.idle();
  expect(told).toEqual(['two sent']);
  await later(1);
  expect(await row()).toMatchObject({ state: 'sent', error: null });
  expect(told).toEqual(['two sent', 'one sent']);
  expect(server.connections).toBe(2);
});

it('does not wait for a time that the clock only reached because it was wrong', async () => {
  now = new Date('2027-12-14T09:00:00Z');
  await queue('one');
  now = START;
  await worker.start();
  await worker.idle();
  expect(told).toEqual(['one sent']);
});

it('hands over nothing that another process took up', async () => {
  let write = () => {};
  writing = new Promise((resolve) => {
    write = resolve;
  });
  await worker.start();
  await queue('one');
  const theirs = { state: 'sending', attempts: 2, messageId: '<one@other.example>' } as const;
  await expect.poll(async () => (await row()).state).toBe('sending');
  await storage.db.mail.updateMany({ data: theirs });
  write();
  await worker.idle();
  expect(server.taken).toEqual([]);
  expect(await row()).toMatchObject(theirs);
  expect(told).toEqual([]);
});

describe('after a crash', () => {
  const left = (messageId: string | null) =>
    storage.db.mail.updateMany({ data: { state: 'sending', messageId, attempts: 1 } });

  it('sends what was not being handed over', async () => {
    await queue('one');
    await left(null);
    await worker.start();
    await worker.idle();
    expect(told).toEqual(['one sent']);
  });

  it('asks a person of what was', async () => {
    await queue('one');
    await left('<one@civikos.example>');
    await worker.start();
    await worker.idle();
    expect(told).toEqual(['one doubtful null']);
    expect(server.connections).toBe(0);
  });
});

it('takes back at the end of the program what the server has not answered', async () => {
  server.behaviours.push('mute');
  await worker.start();
  const connected = server.nextConnection();
  await queue('one');
  await connected;
  await worker.stop();
  expect(await row()).toMatchObject({ state: 'queued', attempts: 0, messageId: null });
  worker = newWorker();
  await worker.start();
  await worker.idle();
  expect(told).toEqual(['one sent']);
});

it('waits where no mail server is configured', async () => {
  const quiet = createMailWorker({
    storage,
    sender: null,
    composers: {},
    news: { sent: async () => {}, stuck: async () => {} },
    world,
    machineNow: () => now,
    log: pino({ level: 'silent' }),
  });
  await quiet.start();
  await queue('one');
  await quiet.idle();
  await quiet.stop();
  expect(await row()).toMatchObject({ state: 'queued', attempts: 0 });
});

it('logs no address and no text', async () => {
  server.behaviours.push('busy', 'unknownRecipient');
  await worker.start();
  await queue('secret-subject');
  await worker.idle();
  await later(1);
  expect(told).toEqual(['secret-subject failed recipient']);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('')).not.toMatch(/ministry\.example|secret-subject|Text of/);
});
