import { asDay, type Day } from '../calendar/index.ts';
import { countingOf, minimumOf } from '../drafts/rules.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import { othersFirst, readSums } from './readSums.ts';
import { type DraftFact, type Facts, windowFacts, workedSoFar } from './rules.ts';
import { draftsOf, type Scope, type Seen } from './scope.ts';

/** Few enough that nobody waits for one page of them. */
const PAGE = 1_000;

/** What a report is made of. */
export interface ReportFacts extends Facts {
  scope: Scope;
  /** There is nothing but demonstration drafts, so that those are counted. */
  demonstration: boolean;
  /** Which outcomes are counted. */
  seen: Seen;
  /** Of these, what is not announced yet; none where only what is announced is counted. */
  unannounced: number;
}

/**
 * Reads what counts in a scope. Demonstration drafts never stand beside real ones: they are counted
 * only where there is nothing else. Contributions are read as sums, draft by draft, in parts: no
 * query holds up others for long, however many there are.
 */
export async function readFacts(
  db: Database | Tx,
  world: Pick<World, 'calendar' | 'settings'>,
  scope: Scope,
  seen: Seen,
): Promise<ReportFacts> {
  let demonstration = false;
  let rows = await readDrafts(db, scope, false);
  if (rows.length === 0) {
    rows = await readDrafts(db, scope, true);
    demonstration = rows.length > 0;
  }
  const drafts = rows.map(factOf(world, rows));
  const sums = await readSums(
    db,
    drafts.map(({ id }) => id),
    scope.kind === 'organisation' ? scope.id : null,
    seen,
  );
  return { scope, demonstration, seen, drafts, ...sums };
}

async function readDrafts(db: Database | Tx, scope: Scope, demonstration: boolean) {
  const rows: DraftColumns[] = [];
  for (;;) {
    const page = await draftPage(db, scope, demonstration, rows.length);
    rows.push(...page);
    if (page.length < PAGE) return rows;
    await othersFirst();
  }
}

function draftPage(db: Database | Tx, scope: Scope, demonstration: boolean, skip: number) {
  return db.draft.findMany({
    where: draftsOf(scope, demonstration),
    orderBy: [{ receivedOn: 'asc' }, { number: 'asc' }],
    skip,
    take: PAGE,
    select: {
      id: true,
      number: true,
      type: true,
      institutionId: true,
      complex: true,
      receivedOn: true,
      opensOn: true,
      closesOn: true,
    },
  });
}

type DraftColumns = Awaited<ReturnType<typeof draftPage>>[number];

/** Windows overlap: each day of all of them is looked at once. */
function factOf(
  { calendar, settings }: Pick<World, 'calendar' | 'settings'>,
  rows: readonly DraftColumns[],
) {
  const worked = workedSoFar(
    calendar,
    rows.flatMap(({ opensOn, closesOn }) => [asDay(opensOn), asDay(closesOn)]),
  );
  return ({ complex, ...row }: DraftColumns): DraftFact => {
    const [receivedOn, opensOn, closesOn] = [row.receivedOn, row.opensOn, row.closesOn].map(
      asDay,
    ) as [Day, Day, Day];
    const window = { opensOn, closesOn, receivedOn };
    const counting = countingOf(row.type, settings);
    const { windowDays, lostDays } = windowFacts(worked, calendar, window, counting);
    const minimum = minimumOf({ type: row.type, complex }, settings);
    return { ...row, receivedOn, opensOn, closesOn, windowDays, minimum, lostDays };
  };
}
