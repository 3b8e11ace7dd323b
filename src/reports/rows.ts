import { asDay } from '../calendar/index.ts';
import type { Actor } from '../chat/actor.ts';
import { contributionReference } from '../contributions/rules.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import type { OutcomeCode } from '../storage/generated/sqlite/enums.ts';
import { inParts } from '../storage/parts.ts';
import type { World } from '../storage/work.ts';
import type { ReportFacts } from './readFacts.ts';
import {
  answerDelay,
  type ContributionNumber,
  type DraftFact,
  isBehind,
  isDraftNumber,
  type NumberId,
  type OrganisationFact,
  OUTCOMES,
  type ReportType,
} from './rules.ts';
import { contributionsOf } from './scope.ts';

/**
 * Who reads: staff see whose each contribution is; others that of their own organisations, and what
 * its author shares with the members.
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
  outcome: OutcomeCode | null;
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
  return contributionRows(db, world, facts, reader, id, page);
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

const ANSWERED: OutcomeCode[] = [...OUTCOMES];

/** As isCountedIn of rules.ts, for the database; a test holds the two together. */
function answersOf(id: ContributionNumber): Prisma.ContributionWhereInput {
  switch (id) {
    case 'contributions':
      return {};
    case 'answered':
      return { outcome: { in: ANSWERED } };
    case 'unanswered':
      return { OR: [{ outcome: null }, { outcome: 'unanswered' }] };
    case 'delay':
      return { outcome: { in: ANSWERED }, answeredOn: { not: null } };
    default:
      return { outcome: id };
  }
}

async function contributionRows(
  db: Database | Tx,
  { calendar }: Pick<World, 'calendar'>,
  { scope, demonstration }: ReportFacts,
  reader: Reader,
  id: ContributionNumber,
  page: Page,
): Promise<Rows> {
  const where = { ...contributionsOf(scope, demonstration), ...answersOf(id) };
  const total = await db.contribution.count({ where });
  const found = await db.contribution.findMany({
    where,
    orderBy: [{ draft: { number: 'asc' } }, { ordinal: 'asc' }],
    skip: page.from,
    take: page.most,
    select: {
      ordinal: true,
      organisationId: true,
      shared: true,
      outcome: true,
      answeredOn: true,
      organisation: { select: { name: true } },
      draft: { select: { number: true, closesOn: true } },
    },
  });
  const rows = found.map(({ draft, organisation, ...row }): ContributionRowBehind => {
    const seen = reader.staff || row.shared || reader.organisations.includes(row.organisationId);
    return {
      reference: contributionReference(draft.number, row.ordinal),
      draftNumber: draft.number,
      organisation: seen ? organisation.name : null,
      open: seen,
      outcome: row.outcome,
      answeredOn: row.answeredOn,
      delay:
        row.answeredOn === null
          ? null
          : answerDelay(calendar, asDay(draft.closesOn), asDay(row.answeredOn)),
    };
  });
  return { of: 'contributions', total, rows };
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
