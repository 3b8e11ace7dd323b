import type { ClockTime, Day } from '../calendar/index.ts';
import type { Actor } from '../chat/actor.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Storage, Tx } from '../storage/database.ts';
import type { Work } from '../storage/work.ts';
import { DEFAULT_PREFERENCES, type Preferences, type Topic } from './rules.ts';
import { readTopics, type Topics } from './topics.ts';

/** Whose preferences: those of a linked channel, or of a person. */
export type Owner = { channelId: string; personId?: null } | { personId: string; channelId?: null };

/** What a button or a command says for it: the channel in which it is done, or the person. */
export type Scope = 'channel' | 'me';

/** One key for a channel or a person, in maps. */
export function ownerKey({
  channelId,
  personId,
}: {
  channelId?: string | null;
  personId?: string | null;
}): string {
  return channelId ? `channel:${channelId}` : `person:${personId}`;
}

function ownerColumns({ channelId, personId }: Owner) {
  return channelId ? { channelId } : { personId: personId as string };
}

type Row = Awaited<ReturnType<Database['preference']['findMany']>>[number];

const texts = (json: unknown) => (Array.isArray(json) ? json.map(String) : []);

/** A stored row as the rules see it. */
function readRow(row: Row, topics: Topics): Preferences {
  const { digest, overview, otherCards, monthly, quietFrom, quietTo } = row;
  const quiet =
    quietFrom && quietTo ? { from: quietFrom as ClockTime, to: quietTo as ClockTime } : null;
  const institutions = texts(row.institutions).flatMap((stored) => topics.idOf(stored) ?? []);
  const chosen = { kinds: texts(row.kinds), institutions: [...new Set(institutions)] };
  return { digest, overview, otherCards, monthly, quiet, ...chosen };
}

/** Everybody's preferences: few rows, read once for all that a tick or a helping of sends asks. */
export interface AllPreferences {
  of(owner: { channelId?: string | null; personId?: string | null }): Preferences;
  mutes(owner: { channelId?: string | null; personId?: string | null }, draftId: string): boolean;
  /** What a draft is about, for these preferences. */
  topic(draft: { kind: string; institutionId: string | null }, today: Day): Topic;
}

interface Stored {
  rows: ReadonlyMap<string, Row>;
  muted: ReadonlySet<string>;
}

async function readStored(db: Database | Tx): Promise<Stored> {
  const rows = new Map((await db.preference.findMany()).map((row) => [ownerKey(row), row]));
  const muted = new Set(
    (await db.draftMute.findMany()).map((row) => `${ownerKey(row)} ${row.draftId}`),
  );
  return { rows, muted };
}

function allOf({ rows, muted }: Stored, topics: Topics): AllPreferences {
  return {
    of(owner) {
      const row = rows.get(ownerKey(owner));
      return row ? readRow(row, topics) : DEFAULT_PREFERENCES;
    },
    mutes: (owner, draftId) => muted.has(`${ownerKey(owner)} ${draftId}`),
    topic: topics.topic,
  };
}

/** Reads everybody's preferences; a few hundred rows at most. */
export async function readPreferences(db: Database | Tx): Promise<AllPreferences> {
  return allOf(await readStored(db), await readTopics(db));
}

/**
 * As {@link readPreferences}, kept until somebody changes one, or what institutions are called. Not
 * inside a transaction.
 */
export async function keptPreferences(
  db: Database,
  cached: Storage['cached'],
): Promise<AllPreferences> {
  const stored = await cached('preferences', 'all', () => readStored(db));
  return allOf(stored, await cached('drafts', 'topics', () => readTopics(db)));
}

/** One channel's or person's preferences. */
export async function preferencesOf(db: Database | Tx, owner: Owner): Promise<Preferences> {
  const row = await db.preference.findUnique({
    where: ownerColumns(owner) as { channelId: string },
  });
  return row ? readRow(row, await readTopics(db)) : DEFAULT_PREFERENCES;
}

/**
 * Whose preferences are meant here, if this person may see them. In a direct message, and where a
 * channel is not linked, there are only one's own.
 */
export function ownerOf(actor: Actor, scope: Scope): Owner | Refusal {
  if (scope === 'me') return { personId: actor.personId };
  return actor.channel ? { channelId: actor.channel.id } : refusal('membership.notLinked');
}

/** Whether a person sets the preferences of the channel in which they are. */
export function maySetChannel({ staffRole, channel, memberships }: Actor): boolean {
  if (staffRole !== null) return channel !== null;
  if (channel?.purpose !== 'member' || !channel.organisationId) return false;
  return memberships.some(
    ({ organisationId, role, state }) =>
      organisationId === channel.organisationId && role === 'delegate' && state === 'accepted',
  );
}

/** As {@link ownerOf}, refused where the person may only look. */
export function ownerToSet(actor: Actor, scope: Scope): Owner | Refusal {
  const owner = ownerOf(actor, scope);
  if ('refused' in owner || scope === 'me' || maySetChannel(actor)) return owner;
  return refusal('preferences.notYours');
}

/** Changes some of the preferences of a channel or a person; the rest stays as it is. */
export async function setPreferences(
  work: Work,
  owner: Owner,
  change: Partial<Preferences>,
): Promise<Preferences> {
  const next = { ...(await preferencesOf(work.tx, owner)), ...change };
  const { digest, overview, otherCards, monthly, quiet } = next;
  const { storedOf } = await readTopics(work.tx);
  const data = {
    digest,
    overview,
    otherCards,
    monthly,
    kinds: [...next.kinds],
    institutions: next.institutions.flatMap((id) => storedOf(id) ?? []),
    quietFrom: quiet?.from ?? null,
    quietTo: quiet?.to ?? null,
    updatedAt: work.now,
  };
  const columns = ownerColumns(owner);
  await work.tx.preference.upsert({
    where: columns as { channelId: string },
    create: { ...columns, ...data },
    update: data,
  });
  await audit(work, 'preferences.set', ownerKey(owner), {
    changed: Object.keys(change).join(' '),
  });
  return next;
}

/** Whether a channel or a person hears no more of a draft, from now on or no longer. */
export async function muteDraft(
  work: Work,
  owner: Owner,
  draftId: string,
  muted: boolean,
): Promise<void> {
  const columns = { ...ownerColumns(owner), draftId };
  await work.tx.draftMute.deleteMany({ where: columns });
  if (muted) await work.tx.draftMute.create({ data: { ...columns, at: work.now } });
  await audit(work, muted ? 'draft.mute' : 'draft.unmute', draftId, { owner: ownerKey(owner) });
}

/** Whether a channel or a person muted a draft. */
export async function isMuted(db: Database | Tx, owner: Owner, draftId: string): Promise<boolean> {
  return (await db.draftMute.count({ where: { ...ownerColumns(owner), draftId } })) > 0;
}

/** The published drafts that a channel or a person muted, by when they are due. */
export async function mutedDrafts(
  db: Database | Tx,
  owner: Owner,
): Promise<{ id: string; number: string }[]> {
  const rows = await db.draftMute.findMany({
    where: { ...ownerColumns(owner), draft: { state: 'published' } },
    select: { draft: { select: { id: true, number: true } } },
    orderBy: { draft: { dueAt: 'asc' } },
  });
  return rows.map(({ draft }) => draft);
}
