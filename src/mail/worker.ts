import type { Logger } from 'pino';
import type { MachineNow } from '../clock.ts';
import type { Language } from '../i18n/languages.ts';
import type { Storage } from '../storage/database.ts';
import type { Work, World } from '../storage/work.ts';
import { type Attempt, isTimeFor, type MailReason, messageIdOf, pauseAfter } from './rules.ts';
import type { MailContent, Sender } from './sender.ts';

/** An e-mail as it stands in the outbox. */
export interface QueuedMail {
  seq: number;
  id: string;
  kind: string;
  subject: string;
  to: string;
  language: Language;
  attempts: number;
}

/**
 * Writes an e-mail from what it is about; null when there is nothing left to send, and a reason when
 * it can never be written.
 */
export type Composer = (
  storage: Storage,
  mail: QueuedMail,
  world: World,
) => Promise<MailContent | { never: MailReason } | null>;

/** Who is told how an e-mail ended; in the transaction that keeps it. */
export interface MailNews {
  sent(work: Work, mail: QueuedMail): Promise<void>;
  /** It did not leave, or nobody knows: a person decides. */
  stuck(work: Work, mail: QueuedMail): Promise<void>;
}

/** How the worker waits, in milliseconds of machine time; tests scale it. */
export interface MailTiming {
  /** Longer than any attempt takes. */
  leaseMs: number;
  /** What a minute of the pauses between attempts is. */
  minuteMs: number;
}

export const MAIL_TIMING: MailTiming = { leaseMs: 10 * 60_000, minuteMs: 60_000 };

export interface MailWorkerParts {
  storage: Storage;
  /** Null where no mail server is configured: then nothing is sent, and what waits stays. */
  sender: Sender | null;
  composers: Readonly<Record<string, Composer>>;
  news: MailNews;
  world(): Promise<World>;
  machineNow: MachineNow;
  log: Logger;
  /** {@link MAIL_TIMING} unless given. */
  timing?: MailTiming;
}

export interface MailWorker {
  /** Takes up what a process left that is dead; nobody else sends from this database. */
  start(): Promise<void>;
  /** Resolves when nothing is under way and nothing can be sent now; at once when not running. */
  idle(): Promise<void>;
  /** Takes nothing new; what is not being handed over yet goes back, the rest is waited for. */
  stop(): Promise<void>;
}

/** The longest that a timer of Node may be set for; longer ones fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** After something unexpected, such as a database that does not answer. */
const CALM_MS = 60_000;

/**
 * The sender of e-mails: one after the other, as they are queued, each as often as it takes and no
 * more. What may have arrived is never sent again by itself.
 */
export function createMailWorker(parts: MailWorkerParts): MailWorker {
  const { storage, sender, composers, news, world, machineNow, log } = parts;
  const timing = parts.timing ?? MAIL_TIMING;
  const stopping = new AbortController();
  let running = false;
  let round: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  /** How attempts ended that could not be written down yet, such as when the disk was full. */
  const unkept = new Map<number, { mail: QueuedMail; attempt: Attempt; triedAt: number }>();

  function wake(): void {
    if (!running) return;
    again = true;
    round ??= rounds().finally(() => {
      round = undefined;
      if (again) wake();
    });
  }

  async function rounds(): Promise<void> {
    let lookIn = CALM_MS;
    try {
      while (again && running) {
        again = false;
        lookIn = await sendDue();
      }
    } catch (error) {
      again = false;
      log.error({ err: error }, 'sending e-mails failed');
    }
    if (!running) return;
    clearTimeout(timer);
    timer = setTimeout(wake, Math.min(LONGEST_TIMER_MS, Math.max(1, lookIn)));
    // Nothing that waits for its time keeps a program alive that is to end.
    timer.unref();
  }

  /** Sends what is due, one after the other; returns in how many milliseconds something else is. */
  async function sendDue(): Promise<number> {
    for (const { mail, attempt, triedAt } of [...unkept.values()]) {
      const passed = Math.abs(machineNow().getTime() - triedAt);
      if (passed >= timing.minuteMs) await tryToKeep(mail, attempt);
    }
    while (running) {
      const next = await storage.db.mail.findFirst({
        where: { state: 'queued' },
        orderBy: [{ nextAt: 'asc' }, { seq: 'asc' }],
      });
      const nothing = unkept.size > 0 ? timing.minuteMs : LONGEST_TIMER_MS;
      if (!next) return nothing;
      const now = machineNow();
      if (!isTimeFor(next.nextAt, now, timing.minuteMs)) {
        return Math.min(nothing, next.nextAt.getTime() - now.getTime());
      }
      const mail = await claim(next, now);
      if (mail) await bringToEnd(mail);
    }
    return CALM_MS;
  }

  /** Null where somebody else was first. */
  async function claim(row: QueuedMail, now: Date): Promise<QueuedMail | null> {
    const leasedUntil = new Date(now.getTime() + timing.leaseMs);
    const { count } = await storage.db.mail.updateMany({
      where: { seq: row.seq, state: 'queued' },
      data: { state: 'sending', leasedUntil, attempts: { increment: 1 } },
    });
    return count === 1 ? { ...row, attempts: row.attempts + 1 } : null;
  }

  async function bringToEnd(mail: QueuedMail): Promise<void> {
    await tryToKeep(mail, await tryOnce(mail));
  }

  /** What cannot be kept now is kept later: until then nobody else sends that e-mail. */
  async function tryToKeep(mail: QueuedMail, attempt: Attempt): Promise<void> {
    unkept.set(mail.seq, { mail, attempt, triedAt: machineNow().getTime() });
    try {
      const at = await world();
      await storage.transaction((tx) => keepEnd({ ...at, tx }, mail, attempt));
      unkept.delete(mail.seq);
    } catch (error) {
      log.error({ err: error, mail: mail.id }, 'the end of an e-mail could not be kept');
    }
  }

  async function tryOnce(mail: QueuedMail): Promise<Attempt> {
    if (!sender) return { end: 'later', reason: 'unexpected' };
    try {
      const content = await composers[mail.kind]?.(storage, mail, await world());
      if (!content) return { end: 'refused', reason: 'pointless' };
      if ('never' in content) return { end: 'refused', reason: content.never };
      const messageId = messageIdOf(mail.id, sender.from);
      return await sender.send(
        { ...content, to: mail.to, messageId, at: machineNow() },
        {
          signal: stopping.signal,
          // Written down before: whoever finds it after a crash knows that it may have arrived.
          async handing() {
            const { count } = await storage.db.mail.updateMany({
              where: { ...held(mail), state: 'sending', messageId: null },
              data: { messageId },
            });
            // Another process took the database over, and with it this e-mail.
            if (count === 0) throw new Error('somebody else has this e-mail');
          },
        },
      );
    } catch (error) {
      log.error({ err: error, mail: mail.id }, 'an e-mail could not be written');
      return { end: 'later', reason: 'unexpected' };
    }
  }

  /** The row of an attempt, as long as nobody began another one. */
  const held = ({ seq, attempts }: QueuedMail) => ({ seq, attempts });

  async function keepEnd(work: Work, mail: QueuedMail, attempt: Attempt): Promise<void> {
    const ours = await work.tx.mail.count({
      where: { ...held(mail), state: { in: ['sending', 'doubtful'] } },
    });
    if (ours === 0) return;
    const keep = (data: Parameters<typeof work.tx.mail.update>[0]['data']) =>
      work.tx.mail.update({ where: { seq: mail.seq }, data: { leasedUntil: null, ...data } });
    if (attempt.end === 'sent') {
      await keep({ state: 'sent', sentAt: machineNow(), error: null });
      return news.sent(work, mail);
    }
    if (attempt.end === 'doubtful') {
      await keep({ state: 'doubtful', error: null });
      return news.stuck(work, mail);
    }
    const { reason } = attempt;
    if (stopping.signal.aborted && attempt.end === 'later') {
      // It was never tried: the next start tries it.
      await keep({ state: 'queued', attempts: mail.attempts - 1, messageId: null });
      return;
    }
    const pause = attempt.end === 'later' ? pauseAfter(mail.attempts, timing.minuteMs) : null;
    if (pause === null) return keepFailed(work, mail, reason, keep);
    const nextAt = new Date(machineNow().getTime() + pause);
    await keep({ state: 'queued', nextAt, messageId: null, error: reason });
    log.warn({ mail: mail.id, kind: mail.kind, reason }, 'an e-mail waits for its next attempt');
  }

  async function keepFailed(
    work: Work,
    mail: QueuedMail,
    reason: MailReason,
    keep: (data: { state: 'failed'; messageId: null; error: string }) => Promise<unknown>,
  ): Promise<void> {
    await keep({ state: 'failed', messageId: null, error: reason });
    // That nothing is left to send is what somebody wanted.
    if (reason !== 'pointless') await news.stuck(work, mail);
  }

  /** What was under way when the program ended: it may have arrived, or was not handed over yet. */
  async function takeUp(): Promise<void> {
    const at = await world();
    await storage.transaction(async (tx) => {
      const work = { ...at, tx };
      await tx.mail.updateMany({
        where: { state: 'sending', messageId: null },
        data: { state: 'queued', leasedUntil: null, nextAt: machineNow() },
      });
      const doubtful = await tx.mail.findMany({ where: { state: 'sending' } });
      for (const mail of doubtful) {
        const data = { state: 'doubtful', leasedUntil: null } as const;
        await tx.mail.update({ where: { seq: mail.seq }, data });
        await news.stuck(work, mail);
      }
    });
  }

  let offCommit: (() => void) | undefined;
  return {
    async start() {
      await takeUp();
      if (!sender) return;
      running = true;
      offCommit = storage.onCommit(wake);
      wake();
    },
    async idle() {
      while (running && round) await round;
    },
    async stop() {
      running = false;
      offCommit?.();
      clearTimeout(timer);
      stopping.abort();
      await round;
      clearTimeout(timer);
    },
  };
}
