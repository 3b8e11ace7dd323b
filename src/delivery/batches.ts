import type { Logger } from 'pino';
import type { MachineNow } from '../clock.ts';
import type { Database, Storage } from '../storage/database.ts';
import type { Work, World } from '../storage/work.ts';
import { estimateLeftMs } from './estimate.ts';
import { type BatchProgress, batchProgress } from './queue.ts';

/** How often the progress of what runs is looked at, in milliseconds: one small query. */
const LOOK_MS = 1_000;

/**
 * The least time between two showings of progress. Slack takes some 50 edits a minute in a
 * workspace (chat.update is tier 3); of these a running publication uses no more than 12.
 */
const SHOW_MS = 5_000;

export interface BatchParts {
  storage: Storage;
  world(): Promise<World>;
  machineNow: MachineNow;
  log: Logger;
  /** Shows anew how far a batch has come. */
  refresh(work: Work, batch: { id: string; subject: string }): Promise<void>;
}

/** Follows what is told to many channels at once, until nothing of it waits any more. */
export interface BatchFollower {
  start(): void;
  /** Looks now; resolves when what it found is queued to be shown. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * That a batch runs is a row in the database, so that one whose process died is followed to its end
 * by the next: at the start, and after whatever is committed.
 */
export function createBatchFollower(parts: BatchParts): BatchFollower {
  const { storage, machineNow, log } = parts;
  /** What was last shown of each that runs. */
  const shown = new Map<string, string>();
  let shownAt = Number.NEGATIVE_INFINITY;
  let running = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  function wake(): void {
    if (!running || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      void look();
    }, LOOK_MS);
    timer.unref();
  }

  function look(): Promise<void> {
    looking = looking.then(lookOnce).catch((error: unknown) => {
      log.error({ err: error }, 'following a publication failed');
      wake();
    });
    return looking;
  }

  async function lookOnce(): Promise<void> {
    const open = await storage.db.batch.findMany({
      where: { endedAt: null },
      orderBy: { startedAt: 'asc' },
    });
    for (const id of shown.keys()) if (!open.some((batch) => batch.id === id)) shown.delete(id);
    if (open.length === 0) return;
    const now = machineNow().getTime();
    // Several at once share what one may use. A clock that was set back shows rather than waits.
    const maySay = now - shownAt >= SHOW_MS * open.length || now < shownAt;
    for (const batch of open) {
      const progress = await batchProgress(storage.db, batch.id);
      const known = shown.get(batch.id);
      if (progress.waiting === 0) await end(batch.id);
      // At first sight its own first message is on its way, and tells what is so by then.
      else if (known === undefined) shown.set(batch.id, textOf(progress));
      else if (maySay && known !== textOf(progress)) {
        const world = await parts.world();
        await storage.transaction((tx) => parts.refresh({ ...world, tx }, batch));
        shown.set(batch.id, textOf(progress));
        shownAt = now;
      }
    }
    wake();
  }

  /** What it ends in is queued in the transaction that ends it: a crash leaves both or neither. */
  async function end(id: string): Promise<void> {
    const world = await parts.world();
    await storage.transaction(async (tx) => {
      const batch = await tx.batch.findUniqueOrThrow({ where: { id } });
      // Staff may just have sent on what was held back.
      if (batch.endedAt || (await batchProgress(tx, id)).waiting > 0) return;
      await tx.batch.update({ where: { id }, data: { endedAt: world.machineNow } });
      await parts.refresh({ ...world, tx }, batch);
    });
  }

  const offCommit = storage.onCommit(wake);
  return {
    start() {
      running = true;
      void look();
    },
    look,
    async stop() {
      running = false;
      offCommit();
      clearTimeout(timer);
      await looking;
    },
  };
}

const textOf = ({ sent, waiting, failed, stopped }: BatchProgress) =>
  [sent, waiting, failed, stopped].join(' ');

/** How far a batch has come, and how long it may still take: null when nobody can tell yet. */
export async function batchState(
  db: Database,
  batch: { id: string; startedAt: Date },
  now: Date,
): Promise<BatchProgress & { leftMs: number | null }> {
  const progress = await batchProgress(db, batch.id);
  const { startedAt } = batch;
  const sent = await db.delivery.count({
    where: { batch: batch.id, messageId: { not: null }, sentAt: { gte: startedAt } },
  });
  return {
    ...progress,
    leftMs: estimateLeftMs({ startedAt, now, sent, waiting: progress.waiting }),
  };
}
