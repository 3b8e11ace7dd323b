import type { Actor, ActorMembership, LinkedChannel } from '../chat/actor.ts';
import { isRefusal, type Refusal } from '../chat/refusal.ts';
import { refreshCardsIn } from '../delivery/queue.ts';
import { channelsOf, secretariatChannels } from '../membership/channels.ts';
import { speakFor } from '../membership/speakFor.ts';
import { audit } from '../storage/audit.ts';
import type { Settings } from '../storage/settings.ts';
import type { Work } from '../storage/work.ts';
import type { DraftRow } from './find.ts';
import { notOpen } from './publishDraft.ts';

export type Stance = 'interested' | 'not_for_us';
export type ReactionKind = 'reading' | 'will_contribute' | 'interested';

/**
 * An organisation says "interested" or "not for us" with a button. The same button again takes it
 * back; the other one replaces it. Returns what now stands.
 */
export async function takeStance(
  work: Work,
  actor: Actor,
  draft: DraftRow,
  kind: Stance,
): Promise<{ stands: Stance | null; organisationId: string } | Refusal> {
  const no = notOpen(draft);
  if (no) return no;
  const voice = await speakFor(work, actor);
  if (isRefusal(voice)) return voice;
  const { organisationId } = voice;
  const where = { draftId_organisationId: { draftId: draft.id, organisationId } };
  const known = await work.tx.stance.findUnique({ where });
  const stands = known?.kind === kind ? null : kind;
  if (stands === null) await work.tx.stance.delete({ where });
  else {
    const said = { kind, personId: actor.personId, at: work.now };
    await work.tx.stance.upsert({
      where,
      create: { draftId: draft.id, organisationId, ...said },
      update: said,
    });
  }
  await refreshFor(work, draft.id, organisationId);
  await audit(work, 'draft.stance', draft.id, { stands, organisationId });
  return { stands, organisationId };
}

/** What a person said for an organisation that turned out not to be theirs to say is taken back. */
export async function dropInterest(
  work: Work,
  personId: string,
  organisationId: string,
): Promise<void> {
  const said = { where: { personId, organisationId } };
  const stances = await work.tx.stance.findMany(said);
  const reactions = await work.tx.reaction.findMany(said);
  await work.tx.stance.deleteMany(said);
  // The emoji still stands on the card; it speaks for nobody.
  await work.tx.reaction.updateMany({ ...said, data: { organisationId: null } });
  const drafts = new Set([...stances, ...reactions].map((row) => row.draftId));
  for (const draftId of drafts) await refreshFor(work, draftId, organisationId);
}

/** What concerns one organisation changes its own cards and the secretariat's totals, no others. */
export async function refreshFor(
  work: Work,
  draftId: string,
  organisationId: string | null,
): Promise<void> {
  const own = organisationId ? await channelsOf(work.tx, organisationId) : [];
  const staff = await secretariatChannels(work.tx);
  const ids = [...own, ...staff].map((channel) => channel.id);
  await refreshCardsIn(work, 'draft', draftId, ids);
}

/** What an emoji means on a draft's card, by the settings; null for any other emoji. */
export function reactionKind(emoji: string, settings: Settings): ReactionKind | null {
  const plain = plainEmoji(emoji);
  if (plain === plainEmoji(settings.emojiReading)) return 'reading';
  if (plain === plainEmoji(settings.emojiWillContribute)) return 'will_contribute';
  if (plain === plainEmoji(settings.emojiInterested)) return 'interested';
  return null;
}

// Skin tones (U+1F3FB-1F3FF) and the variation selectors do not change what is meant.
const plainEmoji = (emoji: string) => emoji.replace(/[\u{1F3FB}-\u{1F3FF}\uFE0E\uFE0F]/gu, '');

/**
 * For which organisation a reaction counts: in an organisation's own channel for that one, unless
 * the person belongs elsewhere or may not speak for it; elsewhere for the one they belong to.
 */
export function organisationOfReaction(
  channel: Pick<LinkedChannel, 'purpose' | 'organisationId'> | null,
  memberships: readonly ActorMembership[],
  isStaff: boolean,
): string | null {
  const accepted = memberships.filter(({ state }) => state === 'accepted');
  if (channel?.purpose === 'member' && channel.organisationId) {
    const own = memberships.find((one) => one.organisationId === channel.organisationId);
    if (own) {
      const speaks = own.role === 'delegate' && ['accepted', 'proposed'].includes(own.state);
      return speaks ? channel.organisationId : null;
    }
    return accepted.length > 0 || isStaff ? null : channel.organisationId;
  }
  const [only, another] = accepted;
  return only && !another && only.role === 'delegate' ? only.organisationId : null;
}
