import type { Language } from '../i18n/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import type { World } from '../storage/work.ts';
import type { Report } from './cards.ts';
import { type InstitutionLine, institutionLines } from './institutions.ts';
import { readCompared } from './readReport.ts';
import { type DraftRowBehind, type Reader, rowsBehind } from './rows.ts';
import { isCountedIn } from './rules.ts';
import type { Scope } from './scope.ts';

/** A draft in the list at the end of a report. */
export interface ListedDraft extends DraftRowBehind {
  institution: string;
  state: 'published' | 'closed' | 'withdrawn';
  contributions: number;
  answered: number;
}

/** A report with all that its documents show. */
export interface Book extends Report {
  institutions: InstitutionLine[];
  drafts: ListedDraft[];
  /** Organisations that took part, with how much; named as far as the reader may know them. */
  organisations: { name: string | null; count: number }[];
}

/** Reads a report with its lists; null when what it is about does not exist. */
export async function readBook(
  db: Database | Tx,
  world: Pick<World, 'calendar' | 'settings'>,
  language: Language,
  scope: Scope,
  reader: Reader,
): Promise<Book | null> {
  const report = await readCompared(db, world, language, scope, reader);
  if (!report) return null;
  const { facts } = report;
  const all = { from: 0, most: Number.MAX_SAFE_INTEGER };
  const institutions = await institutionLines(db, language, world, facts);
  const codes = new Map(institutions.map(({ institutionId, code }) => [institutionId, code]));
  const received = await rowsBehind(db, world, facts, reader, 'received', all);
  const organisations = await rowsBehind(db, world, facts, reader, 'organisations', all);
  const states = new Map<string, ListedDraft['state']>();
  for (const ids of inParts(facts.drafts.map(({ id }) => id))) {
    const rows = await db.draft.findMany({
      where: { id: { in: ids } },
      select: { id: true, state: true },
    });
    for (const { id, state } of rows) states.set(id, state);
  }
  const counts = new Map<string, { contributions: number; answered: number }>();
  for (const answer of facts.answers) {
    const known = counts.get(answer.draftId) ?? { contributions: 0, answered: 0 };
    known.contributions += answer.count;
    if (isCountedIn('answered', answer.outcome)) known.answered += answer.count;
    counts.set(answer.draftId, known);
  }
  const drafts = received.of === 'drafts' ? received.rows : [];
  return {
    ...report,
    institutions,
    drafts: drafts.map((draft) => ({
      ...draft,
      ...(counts.get(draft.id) ?? { contributions: 0, answered: 0 }),
      institution: codes.get(draft.institutionId) ?? '?',
      state: states.get(draft.id) ?? 'published',
    })),
    organisations: organisations.of === 'organisations' ? organisations.rows : [],
  };
}
