import type { Database } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import { inParts } from '../storage/parts.ts';

export type RecordRow = Prisma.AuditGetPayload<object>;

/** Which lines of the record are wanted; what is null does not matter. */
export interface RecordFilter {
  /** Ids of what it is about. */
  subjects: readonly string[] | null;
  personId: string | null;
  act: string | null;
  since: Date | null;
  /** Only what was noted before this line. */
  before: number | null;
}

/** The latest lines that fit, the last one first; one more than `most` says that there are others. */
export async function readRecord(
  db: Database,
  filter: RecordFilter,
  most: number,
): Promise<{ rows: RecordRow[]; more: boolean }> {
  const where: Prisma.AuditWhereInput = {
    personId: filter.personId ?? undefined,
    act: filter.act ?? undefined,
    at: filter.since ? { gte: filter.since } : undefined,
    seq: filter.before === null ? undefined : { lt: filter.before },
  };
  const orderBy = { seq: 'desc' } as const;
  const take = most + 1;
  const found: RecordRow[] = [];
  const parts = filter.subjects === null ? [undefined] : inParts(filter.subjects);
  for (const part of parts) {
    const subject = part && { in: part };
    found.push(...(await db.audit.findMany({ where: { ...where, subject }, orderBy, take })));
  }
  const rows = found.sort((a, b) => b.seq - a.seq);
  return { rows: rows.slice(0, most), more: rows.length > most };
}

/** A draft with all that belongs to it: what is done to any of these is part of its path. */
export async function subjectsOfDraft(db: Database, draftId: string): Promise<string[]> {
  const of = { where: { draftId }, select: { id: true } };
  const contributions = await db.contribution.findMany(of);
  const merges = await db.merge.findMany(of);
  const bundles = await db.bundle.findMany(of);
  const letters = await db.letter.findMany(of);
  const stages = await db.draftStage.findMany(of);
  const sources = await db.answerSource.findMany(of);
  const announcements = await db.announcement.findMany(of);
  const dispatches = await db.dispatch.findMany({
    where: { bundle: { draftId } },
    select: { id: true },
  });
  const rows = [
    contributions,
    merges,
    bundles,
    letters,
    stages,
    sources,
    announcements,
    dispatches,
  ].flat();
  return [draftId, ...rows.map(({ id }) => id)];
}

/** A contribution with what became of it. */
export async function subjectsOfContribution(db: Database, id: string): Promise<string[]> {
  const outcomes = await db.outcome.findMany({
    where: { contributionId: id },
    select: { id: true },
  });
  return [id, ...outcomes.map((row) => row.id)];
}
