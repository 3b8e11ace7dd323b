import { asDay } from '../calendar/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import { Prisma } from '../storage/generated/sqlite/client.ts';
import { inParts } from '../storage/parts.ts';
import { type Facts, OUTCOMES } from './rules.ts';

/** SQLite runs in the thread that serves people: between two queries it does what waits there. */
export function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** How many of each; databases give sums as numbers too large for ours. */
type Count = bigint | number;

type DraftSums = { draftId: string; contributions: Count } & Record<
  (typeof OUTCOMES)[number],
  Count
>;

/**
 * What counts of these drafts, as sums: a row a draft, a row a day of answers, a row an organisation,
 * for a hundred thousand contributions are no rows to carry about. It is plain SQL, the same for both
 * databases; that it counts what COUNTED of contributions/find.ts counts is held by a test.
 */
export async function readSums(
  db: Database | Tx,
  draftIds: readonly string[],
  organisationId: string | null,
): Promise<Pick<Facts, 'answers' | 'days' | 'organisations'>> {
  const answers: Facts['answers'][number][] = [];
  const days: Facts['days'][number][] = [];
  const counts = new Map<string, number>();
  const columns = OUTCOMES.map(
    (outcome) =>
      // The words are this program's own; a parameter has no type that PostgreSQL could compare.
      `SUM(CASE WHEN c."outcome" = '${outcome}' THEN 1 ELSE 0 END) AS "${outcome}"`,
  );
  const sums = Prisma.raw(columns.join(', '));
  const answered = Prisma.raw(OUTCOMES.map((outcome) => `'${outcome}'`).join(', '));
  for (const ids of inParts(draftIds)) {
    const counted = Prisma.sql`FROM "Contribution" c
      LEFT JOIN "Membership" m ON m."id" = c."membershipId"
      WHERE c."draftId" IN (${Prisma.join(ids)}) AND c."state" = 'submitted'
        AND (c."membershipId" IS NULL OR m."state" = 'accepted')
        ${organisationId === null ? Prisma.empty : Prisma.sql`AND c."organisationId" = ${organisationId}`}`;
    const byDraft = await db.$queryRaw<DraftSums[]>(
      Prisma.sql`SELECT c."draftId", COUNT(*) AS "contributions", ${sums} ${counted} GROUP BY c."draftId"`,
    );
    for (const row of byDraft) answers.push(...answersOf(row));
    await othersFirst();
    const byDay = await db.$queryRaw<{ draftId: string; answeredOn: string; count: Count }[]>(
      Prisma.sql`SELECT c."draftId", c."answeredOn", COUNT(*) AS "count" ${counted}
        AND c."answeredOn" IS NOT NULL AND c."outcome" IN (${answered})
        GROUP BY c."draftId", c."answeredOn"`,
    );
    for (const { draftId, answeredOn, count } of byDay) {
      days.push({ draftId, answeredOn: asDay(answeredOn), count: Number(count) });
    }
    await othersFirst();
    const byOrganisation = await db.$queryRaw<{ organisationId: string; count: Count }[]>(
      Prisma.sql`SELECT c."organisationId", COUNT(*) AS "count" ${counted} GROUP BY c."organisationId"`,
    );
    for (const { organisationId: id, count } of byOrganisation) {
      counts.set(id, (counts.get(id) ?? 0) + Number(count));
    }
    await othersFirst();
  }
  return { answers, days, organisations: await named(db, counts) };
}

function answersOf(row: DraftSums): Facts['answers'] {
  const { draftId } = row;
  const known = OUTCOMES.map((outcome) => ({ draftId, outcome, count: Number(row[outcome]) }));
  const answered = known.reduce((sum, { count }) => sum + count, 0);
  const silent = Number(row.contributions) - answered;
  return [...known, { draftId, outcome: 'unanswered' as const, count: silent }].filter(
    ({ count }) => count > 0,
  );
}

/** Those with the most contributions first. */
async function named(
  db: Database | Tx,
  counts: ReadonlyMap<string, number>,
): Promise<Facts['organisations']> {
  const found: Facts['organisations'][number][] = [];
  for (const ids of inParts([...counts.keys()])) {
    const rows = await db.organisation.findMany({
      where: { id: { in: ids } },
      select: { id: true, name: true },
    });
    for (const { id, name } of rows) found.push({ id, name, count: counts.get(id) ?? 0 });
  }
  return found.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}
