import type { Actor } from '../chat/actor.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { OutcomeCode } from '../storage/generated/sqlite/enums.ts';
import { inParts } from '../storage/parts.ts';
import type { World } from '../storage/work.ts';
import { contributionRows } from './contributionRows.ts';
import type { ReportFacts } from './readFacts.ts';
import {
  type DraftFact,
  isBehind,
  isDraftNumber,
  type NumberId,
  type OrganisationFact,
  type ReportType,
} from './rules.ts';
import { contributionsOf, type Seen } from './scope.ts';

/**
 * Who reads: staff see whose each contribution is and every outcome; others whose it is of their own
 * organisations and of what its author shares with the members, and outcomes once announced.
 */
export interface Reader {
  staff: boolean;
  organisations: readonly string[];
}

export function readerOf(actor: Actor): Reader {
  return {
    staff: actor.staffRole !== null,
    organisations: actor.memberships
      .filter(({ state }) => state === 'accepted')
      .map(({ organisationId }) => organisationId),
  };
}

/** Which outcomes are counted for this reader. */
export function seenBy({ staff }: Reader): Seen {
  return staff ? 'recorded' : 'announced';
}

export interface DraftRowBehind extends DraftFact {
  title: { sq: string; sr: string | null; en: string | null };
}

export interface ContributionRowBehind {
  reference: string;
  draftNumber: string;
  /** Null where it is not for this reader to know. */
  organisation: string | null;
  /** Whether the reader may open it. */
  open: boolean;
  /** As far as this reader sees it. */
  outcome: OutcomeCode | null;
  /** Whether nobody but staff sees that outcome yet. */
  quiet: boolean;
  answeredOn: string | null;
  /** Working days; null where there is no day of an answer. */
  delay: number | null;
}

export interface OrganisationRowBehind extends Pick<OrganisationFact, 'count'> {
  name: string | null;
}

/** The rows that a number counted, or some of them. */
export type Rows =
  | { of: 'drafts'; total: number; rows: DraftRowBehind[] }
  | { of: 'contributions'; total: number; rows: ContributionRowBehind[] }
  | { of: 'organisations'; total: number; rows: OrganisationRowBehind[] };

export interface Page {
  from: number;
  most: number;
}

/** The very rows that a number of these facts counted, from one place on. */
export async function rowsBehind(
  db: Database | Tx,
  world: Pick<World, 'calendar'>,
  facts: ReportFacts,
  reader: Reader,
  id: NumberId,
  page: Page,
  type?: ReportType,
): Promise<Rows> {
  if (isDraftNumber(id)) {
    const found = facts.drafts.filter(
      (draft) => isBehind(id, draft) && (type === undefined || draft.type === type),
    );
    const sorted = id === 'window' || id === 'short' ? found.sort(shortestFirst) : found;
    const rows = sorted.slice(page.from, page.from + page.most);
    return { of: 'drafts', total: found.length, rows: await withTitles(db, rows) };
  }
  if (id === 'organisations') return organisationRows(db, facts, reader, page);
  return contributionRows(db, world.calendar, facts, reader, id, page);
}

const shortestFirst = (a: DraftFact, b: DraftFact) => a.windowDays - b.windowDays;

async function withTitles(
  db: Database | Tx,
  drafts: readonly DraftFact[],
): Promise<DraftRowBehind[]> {
  const titles = new Map<string, DraftRowBehind['title']>();
  for (const ids of inParts(drafts.map(({ id }) => id))) {
    const rows = await db.draft.findMany({
      where: { id: { in: ids } },
      select: { id: true, titleSq: true, titleSr: true, titleEn: true },
    });
    for (const { id, titleSq, titleSr, titleEn } of rows) {
      titles.set(id, { sq: titleSq, sr: titleSr, en: titleEn });
    }
  }
  return drafts.map((draft) => ({
    ...draft,
    title: titles.get(draft.id) ?? { sq: '', sr: null, en: null },
  }));
}

/**
 * Which organisations took part. In a report of a year or an institution they are named: that is
 * public. Of one draft only those that share something of it, for what others say is theirs to show.
 */
async function organisationRows(
  db: Database | Tx,
  { scope, organisations, demonstration }: ReportFacts,
  reader: Reader,
  page: Page,
): Promise<Rows> {
  const hidden = scope.kind === 'draft' && !reader.staff;
  const sharing = hidden
    ? await db.contribution.findMany({
        where: { ...contributionsOf(scope, demonstration), shared: true },
        distinct: ['organisationId'],
        select: { organisationId: true },
      })
    : [];
  const known = new Set([
    ...sharing.map(({ organisationId }) => organisationId),
    ...reader.organisations,
  ]);
  const rows = organisations
    .slice(page.from, page.from + page.most)
    .map(({ id, name, count }) => ({ name: hidden && !known.has(id) ? null : name, count }));
  return { of: 'organisations', total: organisations.length, rows };
}
