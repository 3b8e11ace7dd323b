import { addDays, localDay } from '../calendar/index.ts';
import type { Actor } from '../chat/actor.ts';
import type { MessageRef } from '../chat/references.ts';
import { audit } from '../storage/audit.ts';
import type { Database } from '../storage/database.ts';
import type { Work, World } from '../storage/work.ts';
import { organisationOfReaction, type ReactionKind, reactionKind, refreshFor } from './interest.ts';

/** Somebody may react late, and events may be missed then too; after that hardly anybody does. */
const WATCHED_DAYS = 7;

/**
 * The drafts whose reactions are still of interest: published, and their window not over for long.
 * Nobody closes every draft, and reading the cards of all earlier ones would take hours.
 */
export async function watchedDrafts(
  db: Database,
  { now, zone }: Pick<World, 'now' | 'zone'>,
): Promise<string[]> {
  const closesOn = { gte: addDays(localDay(now, zone), -WATCHED_DAYS) };
  const where = { state: 'published', closesOn } as const;
  return (await db.draft.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

/** The draft's card that a message is; null when it is none of ours. */
export async function cardOfMessage(work: Work, message: MessageRef) {
  return work.tx.delivery.findFirst({
    where: {
      kind: 'draft',
      messageId: message.message,
      platform: message.platform,
      channel: { community: message.community, externalId: message.channel },
    },
    select: { id: true, subject: true },
  });
}

/**
 * An emoji was put on a card or taken off. What stands is kept, not what happened, so that the
 * same event twice changes nothing.
 */
export async function applyReaction(
  work: Work,
  actor: Actor,
  message: MessageRef,
  emoji: string,
  added: boolean,
): Promise<void> {
  const kind = reactionKind(emoji, work.settings);
  if (!kind) return;
  const card = await cardOfMessage(work, message);
  if (!card) return;
  await setReaction(work, card, actor, kind, added);
}

/**
 * Brings what is kept of one card in line with what stood on it when it was read; returns what
 * changed. What came in since, by an event of its own, is `newer` and left as it is.
 */
export async function bringReactionsRight(
  work: Work,
  card: { id: string; subject: string },
  standing: readonly { actor: Actor; emoji: string }[],
  newer: readonly { personId: string; emoji: string }[] = [],
): Promise<number> {
  const wanted = new Map<string, { actor: Actor; kind: ReactionKind }>();
  for (const { actor, emoji } of standing) {
    const kind = reactionKind(emoji, work.settings);
    if (kind) wanted.set(`${actor.personId}:${kind}`, { actor, kind });
  }
  const untouched = new Set(
    newer.map(({ personId, emoji }) => `${personId}:${reactionKind(emoji, work.settings)}`),
  );
  const kept = await work.tx.reaction.findMany({ where: { deliveryId: card.id } });
  const keptKeys = new Set(kept.map((row) => `${row.personId}:${row.kind}`));
  let changed = 0;
  for (const row of kept) {
    const key = `${row.personId}:${row.kind}`;
    if (wanted.has(key) || untouched.has(key)) continue;
    await work.tx.reaction.delete({ where: { id: row.id } });
    await noteReaction(work, card.subject, row.personId, { kind: row.kind, added: false });
    await refreshFor(work, card.subject, row.organisationId);
    changed += 1;
  }
  for (const [key, { actor, kind }] of wanted) {
    if (keptKeys.has(key) || untouched.has(key)) continue;
    await setReaction(work, card, actor, kind, true);
    changed += 1;
  }
  return changed;
}

async function setReaction(
  work: Work,
  card: { id: string; subject: string },
  actor: Actor,
  kind: ReactionKind,
  added: boolean,
): Promise<void> {
  const where = {
    deliveryId_personId_kind: { deliveryId: card.id, personId: actor.personId, kind },
  };
  const known = await work.tx.reaction.findUnique({ where });
  if (added === (known !== null)) return;
  const organisationId =
    known?.organisationId ??
    organisationOfReaction(actor.channel, actor.memberships, actor.staffRole !== null);
  if (added) {
    await work.tx.reaction.create({
      data: {
        deliveryId: card.id,
        draftId: card.subject,
        personId: actor.personId,
        organisationId,
        kind,
        at: work.now,
      },
    });
  } else await work.tx.reaction.delete({ where });
  await noteReaction(work, card.subject, actor.personId, { kind, added });
  if (organisationId) await refreshFor(work, card.subject, organisationId);
}

/** Also where the clock read it off a card: it is whose emoji it is that acted. */
function noteReaction(
  work: Work,
  draftId: string,
  personId: string,
  detail: { kind: ReactionKind; added: boolean },
): Promise<void> {
  return audit({ ...work, personId }, 'draft.react', draftId, detail);
}
