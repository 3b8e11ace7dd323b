import type { Day } from '../calendar/index.ts';
import type { AllPreferences } from '../preferences/preferences.ts';
import { DEFAULT_PREFERENCES, inTopics, type Preferences } from '../preferences/rules.ts';
import type { Storage, Tx } from '../storage/database.ts';
import { NOTICES, type Queued } from './notices.ts';

/** What decides of a draft whether somebody hears of it, and until when. */
export interface DraftFacts {
  kind: string;
  institutionId: string;
  dueAt: Date;
}

export type FactsOf = (draftId: string) => Promise<DraftFacts | null>;

const select = { type: true, dueAt: true, institutionId: true } as const;

async function readFacts(db: Storage['db'] | Tx, id: string): Promise<DraftFacts | null> {
  const row = await db.draft.findUnique({ where: { id }, select });
  return row && { kind: row.type, institutionId: row.institutionId, dueAt: row.dueAt };
}

/** Facts of drafts, kept until a draft changes. Not inside a transaction. */
export function keptFacts(storage: Storage): FactsOf {
  return (id) => storage.cached('drafts', `facts of ${id}`, () => readFacts(storage.db, id));
}

/** Facts of drafts in one transaction, each read once. */
export function factsIn(db: Storage['db'] | Tx): FactsOf {
  const known = new Map<string, Promise<DraftFacts | null>>();
  return (id) => {
    const facts = known.get(id) ?? readFacts(db, id);
    known.set(id, facts);
    return facts;
  };
}

/** What is left of a notice for whoever gets it. */
export interface Wanted {
  /** Null when nothing is. */
  params: Record<string, unknown> | null;
  cannotWait: boolean;
  /** When the first of what it tells of is over. */
  deadline: Date | null;
  preferences: Preferences;
}

/**
 * What somebody wants to hear of a notice: without the drafts that they muted and those outside
 * their topics. Who asked for a reminder by name hears it whatever their topics are; in a channel
 * it is theirs and not the channel's, so that only the quiet hours there hold it up.
 */
export async function wantedOf(
  queued: Queued,
  all: AllPreferences,
  factsOf: FactsOf,
  today: Day,
): Promise<Wanted> {
  const notice = NOTICES[queued.kind];
  const params = queued.params as Record<string, unknown>;
  const chosen = all.of(queued);
  if (!notice?.drafts) {
    // A digest knows of itself when the first thing in it is over.
    const deadline = typeof params.deadline === 'string' ? new Date(params.deadline) : null;
    return { params, cannotWait: true, deadline, preferences: chosen };
  }
  const elsewhere = notice.askedFor === true && queued.channelId !== null;
  const owner = elsewhere ? { personId: String(params.personId) } : queued;
  const preferences = elsewhere ? { ...DEFAULT_PREFERENCES, quiet: chosen.quiet } : chosen;
  const told = notice.drafts.told(queued);
  const wanted = new Map<string, boolean>();
  let deadline: Date | null = null;
  for (const { draftId, cannotWait } of told) {
    const facts = await factsOf(draftId);
    if (!facts || all.mutes(owner, draftId)) continue;
    if (!notice.askedFor && !inTopics(preferences, all.topic(facts, today))) continue;
    wanted.set(draftId, cannotWait || wanted.get(draftId) === true);
    if (notice.drafts.keeps) continue;
    if (!deadline || facts.dueAt < deadline) deadline = facts.dueAt;
  }
  return {
    params: wanted.size === 0 ? null : narrowed(notice.drafts.only, params, told, wanted),
    cannotWait: [...wanted.values()].some(Boolean),
    deadline,
    preferences,
  };
}

function narrowed(
  only: NonNullable<(typeof NOTICES)[string]['drafts']>['only'],
  params: Record<string, unknown>,
  told: readonly { draftId: string }[],
  wanted: ReadonlyMap<string, boolean>,
): Record<string, unknown> {
  const all = told.every(({ draftId }) => wanted.has(draftId));
  return all || !only ? params : only(params, new Set(wanted.keys()));
}
