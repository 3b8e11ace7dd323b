import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';

/** Where a message goes: the row of a linked channel, or of a person. */
export interface Destination {
  id: string;
  platform: 'slack' | 'discord' | 'sandbox';
}

/** A channel, or one person in a direct message. */
export type Receiver =
  | { channel: Destination; person?: undefined }
  | { person: Destination; channel?: undefined };

export type CardWish = Receiver & {
  kind: string;
  subject: string;
  /** Cards of one publication, so that what is not yet sent can be stopped. */
  batch?: string;
  /** The delivery id of another card in whose thread this one stands. */
  threadOf?: string;
};

/** The part of a key that names the receiver. */
function keyOf({ channel, person }: Receiver): string {
  return channel ? channel.id : `person:${person.id}`;
}

function columnsOf({ channel, person }: Receiver) {
  return channel
    ? { platform: channel.platform, channelId: channel.id }
    : { platform: person.platform, personId: person.id };
}

/**
 * Wants a card in a channel or with a person: one message for one subject, however often it is wanted. Wanting it
 * anew also revives one that a platform refused, or that became pointless while its channel was
 * unlinked; what staff stopped stays so.
 */
export async function wantCard(work: Work, wish: CardWish): Promise<string> {
  const key = `card:${wish.kind}:${wish.subject}:${keyOf(wish)}`;
  const select = { id: true, batch: true };
  const known = await work.tx.delivery.findUnique({ where: { key }, select });
  if (known) {
    await refresh(work, { key });
    const revived = await work.tx.delivery.updateMany({
      where: { key, OR: [{ state: 'parked' }, POINTLESS] },
      data: again(work),
    });
    if (revived.count > 0 && known.batch) await reopenBatches(work, [known.batch]);
    return known.id;
  }
  const made = await work.tx.delivery.create({
    data: {
      form: 'card',
      kind: wish.kind,
      subject: wish.subject,
      params: {},
      key,
      ...columnsOf(wish),
      threadOfId: wish.threadOf,
      batch: wish.batch,
      queuedAt: work.machineNow,
      nextAt: work.machineNow,
    },
    select: { id: true },
  });
  return made.id;
}

/** The subject changed: its cards everywhere are to be rendered anew and edited in place. */
export async function refreshCards(work: Work, kind: string, subject: string): Promise<void> {
  await refresh(work, { kind, subject, form: 'card' });
}

/** As {@link refreshCards} for many subjects, in as few statements as a database takes. */
export async function refreshCardsOf(
  work: Work,
  kind: string,
  subjects: readonly string[],
): Promise<void> {
  for (const part of inParts(subjects)) {
    await refresh(work, { kind, subject: { in: part }, form: 'card' });
  }
}

/** As {@link refreshCards}, but only in some channels: an organisation's own, the secretariat's. */
export async function refreshCardsIn(
  work: Work,
  kind: string,
  subject: string,
  channelIds: readonly string[],
): Promise<void> {
  await refresh(work, { kind, subject, form: 'card', channelId: { in: [...channelIds] } });
}

/**
 * The cards that stood in a channel before it was unlinked became pointless there; linked anew, they
 * show again what is so.
 */
export async function reviveCardsIn(work: Work, channelId: string): Promise<void> {
  const where = { channelId, form: 'card', messageId: { not: null }, ...POINTLESS } as const;
  await work.tx.delivery.updateMany({ where, data: again(work) });
}

/**
 * The subject is no longer for others: its cards that were never sent are not sent at all. Wanted
 * anew, they are.
 */
export async function dropUnsent(work: Work, kind: string, subject: string): Promise<void> {
  await work.tx.delivery.updateMany({
    where: { kind, subject, form: 'card', state: 'pending', messageId: null, attemptedAt: null },
    data: POINTLESS,
  });
}

async function refresh(work: Work, where: object): Promise<void> {
  await work.tx.delivery.updateMany({ where, data: { wantedVersion: { increment: 1 } } });
  // What is on its way or waits anyway needs no second place in the queue, and what was parked or
  // stopped stays so.
  await work.tx.delivery.updateMany({
    where: { ...where, state: 'sent' },
    data: again(work),
  });
}

/** What became pointless before it was sent, as against what staff stopped. */
export const POINTLESS = { state: 'stopped', error: 'pointless' } as const;

/** Back at the end of the queue, as if it had never been tried. */
export function again(work: Work) {
  const now = work.machineNow;
  return { state: 'pending', queuedAt: now, nextAt: now, attempts: 0, error: null } as const;
}

export type NoteWish = Receiver & {
  kind: string;
  subject: string;
  params?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  /** What makes it this note and no other; a second wish with the same key changes nothing. */
  key: string;
  /** The delivery id of the card in whose thread it is told. */
  threadOf?: string;
};

/**
 * Wants a note told once in a channel or to a person. False when it was wanted before; one that became pointless
 * then, because its card or its channel was gone, is told now.
 */
export async function tellNote(work: Work, wish: NoteWish): Promise<boolean> {
  const key = `note:${wish.key}:${keyOf(wish)}`;
  const known = await work.tx.delivery.findUnique({ where: { key }, select: { id: true } });
  if (known) {
    const where = { key, ...POINTLESS };
    const revived = await work.tx.delivery.updateMany({ where, data: again(work) });
    return revived.count > 0;
  }
  await work.tx.delivery.create({ data: noteRow(work, wish) });
  return true;
}

/** The most keys that one query names; databases bound the parameters of a statement. */
const NOTES_PER_QUERY = 500;

/**
 * As {@link tellNote} for many at once, in two queries where each would take two of its own; says
 * how many are told now.
 */
export async function tellNotes(work: Work, wishes: readonly NoteWish[]): Promise<number> {
  let told = 0;
  for (let start = 0; start < wishes.length; start += NOTES_PER_QUERY) {
    const rows = new Map<string, NoteWish>();
    for (const wish of wishes.slice(start, start + NOTES_PER_QUERY)) {
      rows.set(noteRow(work, wish).key, wish);
    }
    const known = await work.tx.delivery.findMany({
      where: { key: { in: [...rows.keys()] } },
      select: { key: true },
    });
    for (const { key } of known) {
      const wish = rows.get(key);
      if (wish && (await tellNote(work, wish))) told += 1;
      rows.delete(key);
    }
    const data = [...rows.values()].map((wish) => noteRow(work, wish));
    await work.tx.delivery.createMany({ data });
    told += data.length;
  }
  return told;
}

function noteRow(work: Work, wish: NoteWish) {
  return {
    form: 'note',
    kind: wish.kind,
    subject: wish.subject,
    params: { ...wish.params },
    key: `note:${wish.key}:${keyOf(wish)}`,
    ...columnsOf(wish),
    threadOfId: wish.threadOf,
    queuedAt: work.machineNow,
    nextAt: work.machineNow,
  } as const;
}

/** The cards of a subject that stand, or will stand, in channels: where its notes are told. */
export async function standingCards(work: Pick<Work, 'tx'>, kind: string, subject: string) {
  return work.tx.delivery.findMany({
    where: {
      kind,
      subject,
      form: 'card',
      state: { notIn: ['parked', 'stopped'] },
      channel: { active: true },
    },
    include: { channel: true },
    orderBy: { seq: 'asc' },
  });
}

/** Stops what of a batch has not been sent; returns how many. */
export async function stopBatch(work: Work, batch: string): Promise<number> {
  const { count } = await work.tx.delivery.updateMany({
    where: { batch, state: 'pending', messageId: null },
    data: { state: 'stopped' },
  });
  return count;
}

/** Lets the stopped part of a batch go on, with the notes of its cards; returns how many cards. */
export async function resumeBatch(work: Work, batch: string): Promise<number> {
  const { count } = await work.tx.delivery.updateMany({
    where: { batch, state: 'stopped', messageId: null, channel: { active: true } },
    data: again(work),
  });
  await reviveNotes(work, { batch });
  if (count > 0) await reopenBatches(work, [batch]);
  return count;
}

/** What stands in the thread of cards and became pointless while they were held up is told after all. */
export async function reviveNotes(work: Work, cards: object): Promise<void> {
  await work.tx.delivery.updateMany({
    where: {
      ...POINTLESS,
      threadOf: { ...cards, state: 'pending', messageId: null },
    },
    data: again(work),
  });
}

/** Something of these batches waits again: their progress is followed anew, counted from now. */
export async function reopenBatches(work: Work, ids: readonly string[]): Promise<void> {
  await work.tx.batch.updateMany({
    where: { id: { in: [...ids] }, endedAt: { not: null } },
    data: { endedAt: null, startedAt: work.machineNow },
  });
}

export interface BatchProgress {
  sent: number;
  waiting: number;
  failed: number;
  /** Held back by staff; what became pointless counts nowhere. */
  stopped: number;
}

/** How far a batch has come, counted in channels; one that has its card counts as sent. */
export async function batchProgress(db: Work['tx'], batch: string): Promise<BatchProgress> {
  const rows = await db.delivery.groupBy({
    by: ['state', 'error'],
    where: { batch, messageId: null },
    _count: { _all: true },
  });
  const sent = await db.delivery.count({ where: { batch, messageId: { not: null } } });
  const count = (...states: string[]) =>
    rows
      .filter(({ state, error }) => states.includes(state) && error !== POINTLESS.error)
      .reduce((sum, row) => sum + row._count._all, 0);
  return {
    sent,
    failed: count('parked'),
    stopped: count('stopped'),
    waiting: count('pending', 'sending', 'doubtful'),
  };
}
