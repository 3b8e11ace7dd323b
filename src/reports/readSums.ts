import { asDay, type Day } from '../calendar/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import { Prisma } from '../storage/generated/sqlite/client.ts';
import { inParts } from '../storage/parts.ts';
import { type AnswerFact, type DayFact, type Facts, OUTCOMES } from './rules.ts';
import type { Seen } from './scope.ts';

/** SQLite runs in the thread that serves people: between two queries it does what waits there. */
export function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** How many of each; databases give sums as numbers too large for ours. */
type Count = bigint | number;

/** What is read of contributions. */
export interface Sums extends Pick<Facts, 'answers' | 'days' | 'organisations'> {
  /** Outcomes that are recorded and not announced: counted for staff alone. */
  unannounced: number;
}

/**
 * What counts of these drafts, as sums: a row a draft and a row an organisation, for a hundred
 * thousand contributions are no rows to carry about. It is plain SQL, the same for both databases;
 * that it counts what COUNTED of contributions/find.ts counts is held by a test.
 */
export async function readSums(
  db: Database | Tx,
  draftIds: readonly string[],
  organisationId: string | null,
  seen: Seen,
): Promise<Sums> {
  const sums = { answers: [] as AnswerFact[], days: [] as DayFact[], unannounced: 0 };
  const wordOf = wordsFor(seen);
  const counts = new Map<string, number>();
  for (const ids of inParts(draftIds)) {
    const counted = Prisma.sql`FROM "Contribution" c
      WHERE c."draftId" IN (${Prisma.join(ids)}) AND c."state" = 'submitted'
        AND (c."membershipId" IS NULL OR c."membershipId" NOT IN
          (SELECT m."id" FROM "Membership" m WHERE m."state" <> 'accepted'))
        ${organisationId === null ? Prisma.empty : Prisma.sql`AND c."organisationId" = ${organisationId}`}`;
    // Words of a draft in one text: rows cost more than letters.
    const byDraft = await db.$queryRaw<{ draftId: string; sums: string }[]>(
      Prisma.sql`SELECT s."draftId", STRING_AGG(
          COALESCE(s."outcome", '') || ' ' || COALESCE(s."answeredOn", '') || ' ' || s."told" || ' ' || s."count", ','
        ) AS "sums"
        FROM (
          SELECT c."draftId", CAST(c."outcome" AS TEXT) AS "outcome", c."answeredOn",
            CASE WHEN c."announcedIn" IS NULL THEN 0 ELSE 1 END AS "told", COUNT(*) AS "count"
          ${counted} GROUP BY 1, 2, 3, 4
        ) s GROUP BY s."draftId"`,
    );
    for (const row of byDraft) addSums(sums, row, wordOf);
    await othersFirst();
    const byOrganisation = await db.$queryRaw<{ organisationId: string; count: Count }[]>(
      Prisma.sql`SELECT c."organisationId", COUNT(*) AS "count" ${counted} GROUP BY c."organisationId"`,
    );
    for (const { organisationId: id, count } of byOrganisation) {
      counts.set(id, (counts.get(id) ?? 0) + Number(count));
    }
    await othersFirst();
  }
  return { ...sums, organisations: await named(db, counts) };
}

interface Word {
  outcome: AnswerFact['outcome'];
  /** Of an answer that is counted. */
  day: Day | null;
  unannounced: boolean;
}

/** `accepted 2026-05-04 1` as this reader sees it; each is taken apart once, for most come again. */
function wordsFor(seen: Seen): (text: string) => Word {
  const known = new Map<string, Word>();
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const [recorded = '', answeredOn = '', told] = text.split(' ');
    const quiet = recorded !== '' && told === '0';
    const shown = quiet && seen === 'announced' ? undefined : recorded;
    const outcome: Word['outcome'] = OUTCOMES.find((one) => one === shown) ?? 'unanswered';
    const day = outcome === 'unanswered' || answeredOn === '' ? null : asDay(answeredOn);
    const word: Word = { outcome, day, unannounced: quiet && seen === 'recorded' };
    known.set(text, word);
    return word;
  };
}

/** Takes apart what the database put into one text: `accepted 2026-05-04 1 12,…`. */
function addSums(
  to: { answers: AnswerFact[]; days: DayFact[]; unannounced: number },
  { draftId, sums }: { draftId: string; sums: string },
  wordOf: (text: string) => Word,
): void {
  const counts = new Map<AnswerFact['outcome'], number>();
  const days = new Map<Day, number>();
  for (const one of sums.split(',')) {
    const at = one.lastIndexOf(' ');
    const count = Number(one.slice(at + 1));
    const { outcome, day, unannounced } = wordOf(one.slice(0, at));
    if (unannounced) to.unannounced += count;
    counts.set(outcome, (counts.get(outcome) ?? 0) + count);
    if (day !== null) days.set(day, (days.get(day) ?? 0) + count);
  }
  for (const [outcome, count] of counts) to.answers.push({ draftId, outcome, count });
  for (const [answeredOn, count] of days) to.days.push({ draftId, answeredOn, count });
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
