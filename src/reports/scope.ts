import { COUNTED } from '../contributions/find.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';

/** Of what a report is: a year, and within it or over all years one institution, organisation or draft. */
export interface Scope {
  kind: 'year' | 'institution' | 'organisation' | 'draft';
  /** Of the institution, the organisation or the draft; empty for a year. */
  id: string;
  /** Of the day on which drafts were received; null means all. */
  year: number | null;
}

/**
 * Which outcomes a report counts: for staff all that are recorded; for others those of which an
 * announcement has told, for nobody reads in a report what they were not told.
 */
export type Seen = 'recorded' | 'announced';

const LETTERS = { year: 'y', institution: 'i', organisation: 'o', draft: 'd' } as const;
type Kind = keyof typeof LETTERS;

/** A scope as a button carries it: `y.2026.`, `i.all.<id>`. */
export function scopeCode({ kind, id, year }: Scope): string {
  return `${LETTERS[kind]}.${year ?? 'all'}.${id}`;
}

/** The reverse of {@link scopeCode}; null when the text is none. */
export function parseScope(text: string): Scope | null {
  const match = /^([yiod])\.(\d{4}|all)\.([\w-]{0,40})$/.exec(text);
  const kind = (Object.keys(LETTERS) as Kind[]).find((one) => LETTERS[one] === match?.[1]);
  if (!match || !kind) return null;
  const [, , year = '', id = ''] = match;
  if ((kind === 'year') !== (id === '')) return null;
  return { kind, id, year: year === 'all' ? null : Number(year) };
}

/** The drafts of a scope; of an organisation those to which it contributed. */
export function draftsOf(scope: Scope, demonstration: boolean): Prisma.DraftWhereInput {
  const { kind, id } = scope;
  const own = kind === 'organisation' ? { some: { organisationId: id, ...COUNTED } } : undefined;
  return { ...plainDrafts(scope, demonstration), contributions: own };
}

/** What counts of a scope. */
export function contributionsOf(
  scope: Scope,
  demonstration: boolean,
): Prisma.ContributionWhereInput {
  return {
    ...COUNTED,
    organisationId: scope.kind === 'organisation' ? scope.id : undefined,
    draft: plainDrafts(scope, demonstration),
  };
}

function plainDrafts({ kind, id, year }: Scope, demonstration: boolean): Prisma.DraftWhereInput {
  return {
    demonstration,
    id: kind === 'draft' ? id : undefined,
    institutionId: kind === 'institution' ? id : undefined,
    // Days are text that sorts.
    receivedOn: year === null ? undefined : { gte: `${year}-01-01`, lte: `${year}-12-31` },
  };
}
