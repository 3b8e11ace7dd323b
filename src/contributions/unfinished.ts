import { loadDraft } from '../drafts/find.ts';
import type { Database } from '../storage/database.ts';
import { loadContribution, referenceOf } from './find.ts';

/** The acts whose unfinished rows are contributions. */
const WRITING = ['contribute', 'contribution.revise'];

/** A text that somebody began and has not submitted. */
export interface UnfinishedText {
  id: string;
  /** Of the draft, or the contribution that is revised. */
  number: string;
  updatedAt: Date;
}

/**
 * What a person began and holds a text, the latest first; a form that was only opened is nothing to
 * come back to.
 */
export async function unfinishedTexts(
  db: Database,
  personId: string,
  most: number,
): Promise<UnfinishedText[]> {
  const rows = await db.unfinished.findMany({
    where: { personId, state: 'open', act: { in: WRITING } },
    orderBy: { updatedAt: 'desc' },
    take: 2 * most,
  });
  const texts: UnfinishedText[] = [];
  for (const { id, act, subject, values, createdAt, updatedAt } of rows) {
    // A revision begins with what stands; it is unfinished once a step of it was submitted.
    const untouched = createdAt.getTime() === updatedAt.getTime();
    if (act === 'contribution.revise' && untouched) continue;
    const written = values as Readonly<Record<string, string>>;
    if (!written.article && !written.proposedText && !written.justification) continue;
    const number = await numberOf(db, act, subject);
    if (number && texts.length < most) texts.push({ id, number, updatedAt });
  }
  return texts;
}

async function numberOf(db: Database, act: string, subject: string): Promise<string | null> {
  if (act === 'contribution.revise') {
    const row = await loadContribution(db, subject);
    return row && referenceOf(row);
  }
  return (await loadDraft(db, subject))?.number ?? null;
}
