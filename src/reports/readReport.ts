import type { Language } from '../i18n/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import type { Report } from './cards.ts';
import { readFacts } from './readFacts.ts';
import { type Reader, seenBy } from './rows.ts';
import { numbersOf } from './rules.ts';
import type { Scope } from './scope.ts';
import { scopeTitle } from './words.ts';

/** The report of a scope; null when what it is about does not exist. */
export async function readReport(
  db: Database | Tx,
  world: Pick<World, 'calendar' | 'settings'>,
  language: Language,
  scope: Scope,
  reader: Reader,
): Promise<Report | null> {
  const title = await scopeTitle(db, language, scope);
  if (title === null) return null;
  const facts = await readFacts(db, world, scope, seenBy(reader));
  const numbers = numbersOf(facts, world.calendar);
  const cameFrom = await predecessorsOf(db, scope);
  return { title, facts, numbers, before: null, cameFrom, opens: mayOpen(scope, reader) };
}

/** As {@link readReport}, with the year before beside it. */
export async function readCompared(
  db: Database | Tx,
  world: Pick<World, 'calendar' | 'settings'>,
  language: Language,
  scope: Scope,
  reader: Reader,
): Promise<Report | null> {
  const report = await readReport(db, world, language, scope, reader);
  if (!report || scope.year === null) return report;
  const year = scope.year - 1;
  const earlier = await readFacts(db, world, { ...scope, year }, seenBy(reader));
  // Real drafts are not compared with drafts of a demonstration.
  if (earlier.demonstration !== report.facts.demonstration && earlier.drafts.length > 0) {
    return report;
  }
  const unannounced = report.facts.unannounced + earlier.unannounced;
  return {
    ...report,
    facts: { ...report.facts, unannounced },
    before: { year, numbers: numbersOf(earlier, world.calendar) },
  };
}

/** What an institution was before: its drafts are counted under the name that they came from. */
async function predecessorsOf(db: Database | Tx, { kind, id }: Scope): Promise<string[]> {
  if (kind !== 'institution') return [];
  const rows = await db.institutionSuccessor.findMany({
    where: { successorId: id },
    select: { institution: { select: { code: true } } },
    orderBy: { institution: { code: 'asc' } },
  });
  return rows.map(({ institution }) => institution.code);
}

/** What one organisation did is its own to open, row by row, and the secretariat's. */
export function mayOpen(scope: Scope, { staff, organisations }: Reader): boolean {
  return scope.kind !== 'organisation' || staff || organisations.includes(scope.id);
}
