import { addDays, type Day, localDay } from '../calendar/index.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { tellNotes } from '../delivery/queue.ts';
import { oneLine } from '../documents/shorten.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import { StageKind } from '../storage/generated/sqlite/enums.ts';
import type { Work } from '../storage/work.ts';
import { channelsTold, contributorChannels } from './contributors.ts';
import { shortNotice } from './rules.ts';

/** The kinds of the notes about a step of a draft after its consultation. */
export const STAGE = 'stage';
export const STAGE_BACK = 'stage.takenBack';

export const STAGE_KINDS = Object.values(StageKind);
export const REFERENCE_LENGTH = 100;
export const SOURCE_LENGTH = 300;
export const NOTE_LENGTH = 300;
export const BACK_LENGTH = 300;
/** A year after it was recorded nothing is announced. */
const MOST_AHEAD_DAYS = 366;

export type StageRow = Prisma.DraftStageGetPayload<{ include: { draft: true } }>;

export interface StageInput {
  kind: StageKind;
  on: Day;
  calledOn: Day | null;
  reference: string;
  source: string;
  note: string;
}

/**
 * Records a step of a draft after its consultation, with where that is written, and tells it once to
 * whoever contributed to it or supported a contribution.
 */
export async function recordStage(
  work: Work,
  draftId: string,
  input: StageInput,
): Promise<StageRow | Refusal> {
  const { kind, on, calledOn } = input;
  const today = localDay(work.now, work.zone);
  // What is planned is called beforehand; all else is told when it happened.
  const last = kind === 'committee_hearing' ? addDays(today, MOST_AHEAD_DAYS) : today;
  if (on > last) return refusal(last === today ? 'stage.ahead' : 'stage.tooFar', {}, 'on');
  if (kind === 'committee_hearing' && calledOn && calledOn > on) {
    return refusal('stage.calledAfter', {}, 'calledOn');
  }
  const source = oneLine(input.source);
  if (source === '') return refusal('form.required', {}, 'source');
  const same = { draftId, kind, on, revokedAt: null };
  const known = await work.tx.draftStage.count({ where: same });
  if (known > 0) return refusal('stage.known', {}, 'kind');
  const row = await work.tx.draftStage.create({
    data: {
      draftId,
      kind,
      on,
      calledOn: kind === 'committee_hearing' ? calledOn : null,
      reference: oneLine(input.reference) || null,
      source,
      note: oneLine(input.note) || null,
      at: work.now,
      personId: work.personId,
    },
    include: { draft: true },
  });
  await tellStage(work, STAGE, row, await contributorChannels(work.tx, draftId));
  await audit(work, 'draft.stage', draftId, { stage: row.id, kind, on });
  return row;
}

/** A step that was not so: it stays on record with the reason, and whoever was told hears of it. */
export async function takeStageBack(
  work: Work,
  id: string,
  reason: string,
): Promise<StageRow | Refusal> {
  const row = await work.tx.draftStage.findUnique({ where: { id }, include: { draft: true } });
  if (!row) return refusal('form.gone');
  if (row.revokedAt) return refusal('stage.isBack');
  const revokedReason = oneLine(reason);
  await work.tx.draftStage.update({
    where: { id },
    data: { revokedAt: work.now, revokedById: work.personId, revokedReason },
  });
  await tellStage(work, STAGE_BACK, row, await channelsTold(work.tx, STAGE, id));
  await audit(work, 'draft.stageBack', row.draftId, { stage: id });
  return { ...row, revokedReason };
}

async function tellStage(
  work: Work,
  kind: string,
  { id, draftId }: StageRow,
  channels: Awaited<ReturnType<typeof channelsTold>>,
): Promise<void> {
  await tellNotes(
    work,
    channels.map((channel) => ({
      kind,
      subject: id,
      params: { draftId },
      key: `${kind}:${id}`,
      channel,
    })),
  );
}

/** The steps of a draft that stand, in the order of their days. */
export function stagesOf(db: Database | Tx, draftId: string): Promise<StageRow[]> {
  return db.draftStage.findMany({
    where: { draftId, revokedAt: null },
    include: { draft: true },
    orderBy: [{ on: 'asc' }, { seq: 'asc' }],
  });
}

/** The days between call and hearing, where they are too few; null where all is well or unknown. */
export function hearingNotice(row: Pick<StageRow, 'kind' | 'calledOn' | 'on'>): number | null {
  if (row.kind !== 'committee_hearing' || !row.calledOn) return null;
  return shortNotice(row.calledOn as Day, row.on as Day);
}
