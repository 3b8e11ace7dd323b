import { COUNTED } from '../contributions/find.ts';
import type { Database } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import { waitingFor } from './gather.ts';

/** Nobody bundles what was due so long ago; whoever wants to finds it by its number. */
const LOOKED_BACK_MS = 180 * 86_400_000;
const MOST_DRAFTS = 60;
/** Drafts are looked at some at a time: most of those that were due are frozen, and wait for nothing. */
const AT_ONCE = 100;

/** A draft of which something is not in a frozen bundle yet. */
export interface ToBundle {
  number: string;
  title: { titleSq: string; titleSr: string | null; titleEn: string | null };
  dueAt: Date;
  /** The bundle that is open, or the last that was frozen; null where there is none. */
  bundle: { number: string; frozen: boolean } | null;
  /** What would go into it. */
  entries: number;
  withdrawn: number;
}

/**
 * Drafts whose contributions were due and are not frozen yet, and those of which something came, or
 * was withdrawn, after the freeze; the longest due first.
 */
export async function draftsToBundle(db: Database, world: World): Promise<ToBundle[]> {
  const found: ToBundle[] = [];
  for (let skip = 0; found.length < MOST_DRAFTS; skip += AT_ONCE) {
    const drafts = await dueDrafts(db, world, skip);
    for (const draft of drafts) {
      if (found.length === MOST_DRAFTS) break;
      const waiting = await waitingIn(db, draft);
      if (waiting) found.push(waiting);
    }
    if (drafts.length < AT_ONCE) break;
  }
  return found;
}

type DueDraft = Awaited<ReturnType<typeof dueDrafts>>[number];

function dueDrafts(db: Database, world: World, skip: number) {
  return db.draft.findMany({
    where: {
      state: { not: 'withdrawn' },
      OR: [{ dueAt: { lte: world.now } }, { state: 'closed' }],
      dueAt: { gte: new Date(world.now.getTime() - LOOKED_BACK_MS) },
      AND: [{ OR: [{ contributions: { some: COUNTED } }, { bundles: { some: {} } }] }],
    },
    orderBy: [{ dueAt: 'asc' }, { number: 'asc' }],
    skip,
    take: AT_ONCE,
    include: {
      bundles: {
        orderBy: { ordinal: 'desc' },
        take: 1,
        select: { number: true, frozenAt: true },
      },
    },
  });
}

async function waitingIn(db: Database, { bundles, ...draft }: DueDraft): Promise<ToBundle | null> {
  const { entries, withdrawn } = await waitingFor(db, draft);
  if (entries + withdrawn.length === 0) return null;
  const [last] = bundles;
  return {
    number: draft.number,
    title: draft,
    dueAt: draft.dueAt,
    bundle: last ? { number: last.number, frozen: last.frozenAt !== null } : null,
    entries,
    withdrawn: withdrawn.length,
  };
}

/** The bundles that were frozen last. */
export function lastFrozen(db: Database, most: number) {
  return db.bundle.findMany({
    where: { frozenAt: { not: null } },
    orderBy: { frozenAt: 'desc' },
    take: most,
    select: { number: true, frozenAt: true, sha256: true, draft: true },
  });
}
