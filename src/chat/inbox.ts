import { z } from 'zod';
import type { MachineNow } from '../clock.ts';
import type { Storage, Tx } from '../storage/database.ts';
import { inGroups } from '../storage/group.ts';
import { FileLost } from './form.ts';
import type { HandedIn } from './invocation.ts';

/** The request was acted on before, by this process or one before it. */
export class RepeatedRequest extends Error {
  override name = 'RepeatedRequest';
}

/**
 * Notes in the transaction that acts on a request that this is done, so that it acts once whatever
 * is repeated and whatever crashes. Throws {@link RepeatedRequest} when it was done before.
 */
export async function actOnce(tx: Tx, id: string, at: Date): Promise<void> {
  const known = await tx.inbox.findUnique({ where: { id } });
  if (!known) {
    await tx.inbox.create({ data: { id, receivedAt: at, doneAt: at } });
    return;
  }
  if (known.doneAt !== null || known.request === null) throw new RepeatedRequest();
  await tx.inbox.update({ where: { id }, data: { doneAt: at, request: null } });
}

/** How a submission was kept. */
export interface Kept {
  /** False when it had been kept before, so that somebody is at it. */
  fresh: boolean;
  /** How many were kept with it because they came at the same time. */
  together: number;
}

/** What people submitted, on disk from before they are thanked until it is done. */
export interface Inbox {
  /** Resolves once it is on disk. */
  keep(handedIn: HandedIn): Promise<Kept>;
  /** It needs no further work: done, or refused in words that the person was shown. */
  settle(id: string): Promise<void>;
  /** It failed twice and is left to people: it is not tried again, and not thrown away either. */
  leave(id: string): Promise<void>;
  /** What a process before this one took in and did not come to, oldest first. */
  waiting(): Promise<Waiting[]>;
}

export interface Waiting {
  id: string;
  /** Null when it is of another version of the program, whose form this one cannot read. */
  handedIn: HandedIn | null;
  /** Machine time. */
  receivedAt: Date;
}

export function createInbox(storage: Storage, machineNow: MachineNow): Inbox {
  const { db } = storage;
  return {
    keep: inGroups((all) => keepAll(storage, all, machineNow())),
    async settle(id) {
      const data = { doneAt: machineNow(), request: null };
      await db.inbox.updateMany({ where: { id, doneAt: null }, data });
    },
    async leave(id) {
      await db.inbox.updateMany({ where: { id, doneAt: null }, data: { doneAt: machineNow() } });
    },
    async waiting() {
      const rows = await db.inbox.findMany({
        where: { doneAt: null, request: { not: null } },
        orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ id, request, receivedAt }) => ({
        id,
        handedIn: readKept(id, request ?? ''),
        receivedAt,
      }));
    },
  };
}

/** One transaction for all of them; of the same one twice the first is kept. */
async function keepAll(storage: Storage, all: readonly HandedIn[], at: Date): Promise<Kept[]> {
  return storage.transaction(async (tx) => {
    const ids = all.map(({ id }) => id);
    const known = await tx.inbox.findMany({ where: { id: { in: ids } }, select: { id: true } });
    const seen = new Set(known.map(({ id }) => id));
    const fresh = all.map(({ id }) => !seen.has(id) && Boolean(seen.add(id)));
    await tx.inbox.createMany({
      data: all
        .filter((_, index) => fresh[index])
        // A millisecond apart, so that they keep their order: their ids say nothing of it.
        .map((one, index) => ({
          id: one.id,
          receivedAt: new Date(at.getTime() + index),
          request: JSON.stringify(one),
        })),
    });
    return fresh.map((one) => ({ fresh: one, together: all.length }));
  });
}

const place = { platform: z.enum(['slack', 'discord', 'sandbox']), community: z.string() };

const shared = {
  id: z.string(),
  user: z.object({ ...place, user: z.string() }),
  userName: z.string(),
  channel: z.object({ ...place, channel: z.string() }),
  channelName: z.string(),
  /** Of a file JSON keeps only that there was one. */
  files: z.record(z.string(), z.array(z.object({ name: z.string() }))),
};

/** What was handed in, as JSON keeps it. */
const kept = z.discriminatedUnion('kind', [
  z.object({
    ...shared,
    kind: z.literal('submit'),
    act: z.string(),
    unfinished: z.string(),
    step: z.number(),
    values: z.record(z.string(), z.string()),
  }),
  z.object({ ...shared, kind: z.literal('written'), text: z.string() }),
]);

/** What was handed in, as it was kept. Its files are gone: they are asked for anew. */
function readKept(id: string, request: string): HandedIn | null {
  const read = kept.safeParse(JSON.parse(request));
  if (!read.success) return null;
  const { files, ...handedIn } = read.data;
  const lost = () => Promise.reject(new FileLost());
  return {
    ...handedIn,
    id,
    files: Object.fromEntries(
      Object.entries(files).map(([name, given]) => [
        name,
        given.map((file) => ({ ...file, read: lost })),
      ]),
    ),
  };
}
