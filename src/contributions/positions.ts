import type { Actor } from '../chat/actor.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { refreshCards } from '../delivery/queue.ts';
import { notOpen } from '../drafts/publishDraft.ts';
import type { Translate } from '../i18n/index.ts';
import { speakFor } from '../membership/speakFor.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { type ContributionRow, currentVersion, isShown, referenceOf } from './find.ts';
import { isLate } from './rules.ts';
import { SHARED } from './sharing.ts';

export type PositionKind = 'support' | 'objection';

/** What came of a tap. */
export interface Taken {
  organisation: string;
  /** What the organisation says now; null when it took it back. */
  stands: PositionKind | null;
  /** Another delegate said the same before: nothing was changed. */
  saidBy: { person: string; at: Date } | null;
  /** False while staff have not accepted the person: it counts once they do. */
  accepted: boolean;
}

/** Refuses a position on what is not shared, has ended, or was due already. */
export function notPositionable(row: ContributionRow, now: Date): Refusal | null {
  if (!isShown(row)) return refusal('contribution.notShared');
  const ended = notOpen(row.draft);
  if (ended) return ended;
  return isLate(now, row.draft.dueAt)
    ? refusal('contribution.positionsOver', { reference: referenceOf(row) })
    : null;
}

/**
 * An organisation supports another's contribution, or objects to it: one word, until contributions
 * are due. The other word replaces it; the same word again takes it back, but what another delegate
 * said only when that is meant (`back`).
 */
export async function takePosition(
  work: Work,
  actor: Actor,
  row: ContributionRow,
  kind: PositionKind,
  back: boolean,
): Promise<Taken | Refusal> {
  const no = notPositionable(row, work.now);
  if (no) return no;
  const voice = await speakFor(work, actor);
  if (isRefusal(voice)) return voice;
  const { organisationId, membershipId, accepted } = voice;
  if (organisationId === row.organisationId) return refusal('contribution.ownPosition');
  const { name: organisation } = await work.tx.organisation.findUniqueOrThrow({
    where: { id: organisationId },
  });
  const where = { contributionId_organisationId: { contributionId: row.id, organisationId } };
  const known = await work.tx.position.findUnique({ where, include: { person: true } });
  const same = known?.kind === kind;
  if (known && same && !back && known.personId !== actor.personId) {
    const saidBy = { person: known.person.displayName, at: known.at };
    return { organisation, stands: kind, saidBy, accepted };
  }
  const stands = same || back ? null : kind;
  if (stands) {
    const said = { kind: stands, personId: actor.personId, membershipId, at: work.now };
    await work.tx.position.upsert({
      where,
      create: { contributionId: row.id, organisationId, ...said },
      update: said,
    });
  } else if (known) await work.tx.position.delete({ where });
  await refreshCards(work, SHARED, row.id);
  await refreshCards(work, 'contribution', row.id);
  await audit(work, 'contribution.position', row.id, { stands, organisationId });
  return { organisation, stands, saidBy: null, accepted };
}

/** What was said through a membership begins to count with it, or ceases to. */
export async function refreshPositions(work: Work, membershipId: string): Promise<void> {
  for (const { contributionId } of await work.tx.position.findMany({ where: { membershipId } })) {
    await refreshCards(work, SHARED, contributionId);
    await refreshCards(work, 'contribution', contributionId);
  }
}

/** The organisations that say this, with the version they said it of where a newer one stands. */
export function sayers(row: ContributionRow, kind: PositionKind, t: Translate): string[] {
  const current = currentVersion(row).version;
  return row.positions
    .filter((position) => position.kind === kind && position.membership.state === 'accepted')
    .map(({ organisation, at }) => {
      const seen = row.versions.find((version) => version.at <= at)?.version ?? 1;
      const { name } = organisation;
      return seen === current
        ? name
        : t('contribution.position.ofVersion', { name, version: seen });
    });
}

/** `Supported by: KDI, ÇOHU`, and who objects; nothing where nobody said anything. */
export function positionLines(row: ContributionRow, t: Translate): string[] {
  return (['support', 'objection'] as const).flatMap((kind) => {
    const names = sayers(row, kind, t);
    if (names.length === 0) return [];
    const list = { count: names.length, names: names.join(', ') };
    return [t(`contribution.position.${kind}`, list)];
  });
}
