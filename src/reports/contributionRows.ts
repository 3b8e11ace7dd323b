import { asDay, type Calendar } from '../calendar/index.ts';
import { contributionReference } from '../contributions/rules.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import type { OutcomeCode } from '../storage/generated/sqlite/enums.ts';
import { inParts } from '../storage/parts.ts';
import type { ReportFacts } from './readFacts.ts';
import type { ContributionRowBehind, Page, Reader } from './rows.ts';
import { answerDelay, type ContributionNumber, isCountedIn, OUTCOMES } from './rules.ts';
import { contributionsOf, type Seen } from './scope.ts';

const ANSWERED: OutcomeCode[] = [...OUTCOMES];

/** As isCountedIn of rules.ts, for the database; a test holds the two together. */
function answersOf(id: ContributionNumber, seen: Seen): Prisma.ContributionWhereInput {
  const told = seen === 'announced' ? ({ announcedIn: { not: null } } as const) : {};
  switch (id) {
    case 'contributions':
      return {};
    case 'answered':
      return { ...told, outcome: { in: ANSWERED } };
    case 'unanswered':
      return {
        OR: [
          { outcome: null },
          { outcome: 'unanswered' },
          ...(seen === 'announced' ? [{ announcedIn: null }] : []),
        ],
      };
    case 'delay':
      return { ...told, outcome: { in: ANSWERED }, answeredOn: { not: null } };
    default:
      return { ...told, outcome: id };
  }
}

/** How many contributions to each draft stand behind a number. */
function countsBehind(facts: ReportFacts, id: ContributionNumber): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const found =
    id === 'delay' ? facts.days : facts.answers.filter(({ outcome }) => isCountedIn(id, outcome));
  for (const { draftId, count } of found) counts.set(draftId, (counts.get(draftId) ?? 0) + count);
  return counts;
}

interface Slice {
  draft: ReportFacts['drafts'][number];
  from: number;
  to: number;
}

/** Of which drafts a page has rows, and which: the sums tell it without looking at the rows. */
function slicesOf(
  { drafts }: ReportFacts,
  counts: ReadonlyMap<string, number>,
  { from, most }: Page,
): Slice[] {
  const sorted = drafts.toSorted((a, b) => (a.number < b.number ? -1 : 1));
  const slices: Slice[] = [];
  let before = 0;
  for (const draft of sorted) {
    const count = counts.get(draft.id) ?? 0;
    const slice = {
      draft,
      from: Math.max(0, from - before),
      to: Math.min(count, from + most - before),
    };
    if (slice.from < slice.to) slices.push(slice);
    before += count;
  }
  return slices;
}

/** The contributions that a number of these facts counted, from one place on, in the order of drafts. */
export async function contributionRows(
  db: Database | Tx,
  calendar: Calendar,
  facts: ReportFacts,
  reader: Reader,
  id: ContributionNumber,
  page: Page,
): Promise<{ of: 'contributions'; total: number; rows: ContributionRowBehind[] }> {
  const { scope, demonstration, seen } = facts;
  const counts = countsBehind(facts, id);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const names = new Map(facts.organisations.map(({ id: one, name }) => [one, name]));
  const where = { ...contributionsOf(scope, demonstration), ...answersOf(id, seen) };
  const rows: ContributionRowBehind[] = [];
  for (const slices of inParts(slicesOf(facts, counts, page))) {
    const found = await db.contribution.findMany({
      where: { ...where, draftId: { in: slices.map(({ draft }) => draft.id) } },
      orderBy: { ordinal: 'asc' },
      select: COLUMNS,
    });
    const byDraft = new Map<string, Row[]>();
    for (const row of found) {
      const others = byDraft.get(row.draftId);
      if (others) others.push(row);
      else byDraft.set(row.draftId, [row]);
    }
    for (const { draft, from, to } of slices) {
      for (const row of (byDraft.get(draft.id) ?? []).slice(from, to)) {
        rows.push(rowBehind(row, { calendar, draft, seen, reader, names }));
      }
    }
  }
  return { of: 'contributions', total, rows };
}

const COLUMNS = {
  draftId: true,
  ordinal: true,
  organisationId: true,
  shared: true,
  outcome: true,
  answeredOn: true,
  announcedIn: true,
} as const;

type Row = Prisma.ContributionGetPayload<{ select: typeof COLUMNS }>;

function rowBehind(
  row: Row,
  about: {
    calendar: Calendar;
    draft: Slice['draft'];
    seen: Seen;
    reader: Reader;
    names: ReadonlyMap<string, string>;
  },
): ContributionRowBehind {
  const { calendar, draft, seen, reader, names } = about;
  const { organisationId, outcome, announcedIn } = row;
  const open = reader.staff || row.shared || reader.organisations.includes(organisationId);
  const told = announcedIn !== null || seen === 'recorded';
  // That it was not answered was found on some day, on which nothing came.
  const answered = told && outcome !== null && outcome !== 'unanswered';
  const answeredOn = answered ? row.answeredOn : null;
  return {
    reference: contributionReference(draft.number, row.ordinal),
    draftNumber: draft.number,
    organisation: open ? (names.get(organisationId) ?? null) : null,
    open,
    outcome: told ? outcome : null,
    quiet: told && outcome !== null && announcedIn === null,
    answeredOn,
    delay: answeredOn === null ? null : answerDelay(calendar, draft.closesOn, asDay(answeredOn)),
  };
}
