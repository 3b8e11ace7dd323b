import {
  asDay,
  compareDays,
  type Day,
  explainWindow,
  workingDaysBetween,
} from '../calendar/index.ts';
import { COUNTED } from '../contributions/find.ts';
import { countingOf, minimumOf } from '../drafts/rules.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import type { World } from '../storage/work.ts';
import type { AnswerFact, DraftFact, Facts, OrganisationFact } from './rules.ts';
import { draftsOf, type Scope } from './scope.ts';

/** What a report is made of. */
export interface ReportFacts extends Facts {
  scope: Scope;
  /** There is nothing but demonstration drafts, so that those are counted. */
  demonstration: boolean;
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
): Promise<ReportFacts> {
  let demonstration = false;
  let rows = await readDrafts(db, scope, false);
  if (rows.length === 0) {
    rows = await readDrafts(db, scope, true);
    demonstration = rows.length > 0;
  }
  const drafts = rows.map(factOf(world));
  const organisationId = scope.kind === 'organisation' ? scope.id : undefined;
  const answers: AnswerFact[] = [];
  const counts = new Map<string, number>();
  for (const ids of inParts(drafts.map(({ id }) => id))) {
    const where = { ...COUNTED, draftId: { in: ids }, organisationId };
    const groups = await db.contribution.groupBy({
      by: ['draftId', 'outcome', 'answeredOn'],
      where,
      _count: { _all: true },
    });
    for (const { draftId, outcome, answeredOn, _count } of groups) {
      const day = answeredOn === null ? null : asDay(answeredOn);
      answers.push({ draftId, outcome, answeredOn: day, count: _count._all });
    }
    const own = await db.contribution.groupBy({
      by: ['organisationId'],
      where,
      _count: { _all: true },
    });
    for (const { organisationId: id, _count } of own) {
      counts.set(id, (counts.get(id) ?? 0) + _count._all);
    }
  }
  return { scope, demonstration, drafts, answers, organisations: await named(db, counts) };
}

function readDrafts(db: Database | Tx, scope: Scope, demonstration: boolean) {
  return db.draft.findMany({
    where: draftsOf(scope, demonstration),
    orderBy: [{ receivedOn: 'asc' }, { number: 'asc' }],
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

type DraftColumns = Awaited<ReturnType<typeof readDrafts>>[number];

/** Many windows are of the same days: each is counted once. */
function factOf({ calendar, settings }: Pick<World, 'calendar' | 'settings'>) {
  const known = new Map<string, number>();
  const counted = (key: string, count: () => number): number => {
    const value = known.get(key) ?? count();
    known.set(key, value);
    return value;
  };
  return ({ complex, ...row }: DraftColumns): DraftFact => {
    const [receivedOn, opensOn, closesOn] = [row.receivedOn, row.opensOn, row.closesOn].map(
      asDay,
    ) as [Day, Day, Day];
    const counting = countingOf(row.type, settings);
    const windowDays = counted(
      `${counting.countOpeningDay} ${opensOn} ${closesOn}`,
      () => explainWindow(calendar, opensOn, closesOn, counting).workingDays,
    );
    // What was received after its close has lost the whole window, and no more than that.
    const until = compareDays(receivedOn, closesOn) < 0 ? receivedOn : closesOn;
    const lostDays =
      receivedOn <= opensOn
        ? 0
        : counted(`lost ${opensOn} ${until}`, () => workingDaysBetween(calendar, opensOn, until));
    const minimum = minimumOf({ type: row.type, complex }, settings);
    return { ...row, receivedOn, opensOn, closesOn, windowDays, minimum, lostDays };
  };
}

/** Those with the most contributions first. */
async function named(
  db: Database | Tx,
  counts: ReadonlyMap<string, number>,
): Promise<OrganisationFact[]> {
  const found: OrganisationFact[] = [];
  for (const ids of inParts([...counts.keys()])) {
    const rows = await db.organisation.findMany({
      where: { id: { in: ids } },
      select: { id: true, name: true },
    });
    for (const { id, name } of rows) found.push({ id, name, count: counts.get(id) ?? 0 });
  }
  return found.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}
