import { loadDraft } from '../drafts/find.ts';
import type { Translate } from '../i18n/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import { type ArticleRow, articleName, articleOfSubject } from './articles.ts';
import { loadContribution, referenceOf } from './find.ts';

/** The acts whose unfinished rows are contributions. */
const WRITING = ['contribute', 'contribution.article', 'contribution.revise'];

/** A text that somebody began and has not submitted. */
export interface UnfinishedText {
  id: string;
  about: About;
  updatedAt: Date;
}

/** What a person writes to the bot can go on with it. */
export interface OpenText extends UnfinishedText {
  act: string;
  subject: string;
  values: Readonly<Record<string, string>>;
  createdAt: Date;
}

interface About {
  /** Of the draft, or the contribution that is revised. */
  number: string;
  /** Null for the whole act. */
  article: ArticleRow | null;
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
  for (const row of rows) {
    if (texts.length === most) break;
    if (!isWritten(row)) continue;
    const about = await aboutOf(db, row.act, row.subject);
    if (about) texts.push({ id: row.id, about, updatedAt: row.updatedAt });
  }
  return texts;
}

/** A form that was only opened is gone on with for so long; one that holds a text, always. */
const OPENED_MS = 2 * 60 * 60_000;

/** Where a text that a person writes to the bot could go: what they were at last first. */
export async function openTexts(
  db: Database | Tx,
  personId: string,
  now: Date,
  most: number,
): Promise<OpenText[]> {
  const rows = await db.unfinished.findMany({
    where: { personId, state: 'open', act: { in: WRITING } },
    orderBy: [{ updatedAt: 'desc' }, { createdAt: 'desc' }],
    take: 4 * most,
  });
  const texts: OpenText[] = [];
  for (const row of rows) {
    if (texts.length === most) break;
    const recent = now.getTime() - row.createdAt.getTime() < OPENED_MS;
    const about = recent || isWritten(row) ? await aboutOf(db, row.act, row.subject) : null;
    const values = row.values as OpenText['values'];
    if (about) texts.push({ ...row, values, about });
  }
  return texts;
}

/** `MAPL-2026-003 · Neni 5`. */
export function unfinishedLabel({ about }: UnfinishedText, t: Translate): string {
  return about.article ? `${about.number} · ${articleName(about.article, t)}` : about.number;
}

function isWritten(row: { act: string; values: unknown; createdAt: Date; updatedAt: Date }) {
  // A form that begins with what stands is unfinished once a step of it was submitted.
  if (row.act !== 'contribute') return row.createdAt.getTime() !== row.updatedAt.getTime();
  const { article, proposedText, justification } = row.values as Readonly<Record<string, string>>;
  return Boolean(article || proposedText || justification);
}

async function aboutOf(db: Database | Tx, act: string, subject: string): Promise<About | null> {
  if (act === 'contribution.revise') {
    const row = await loadContribution(db, subject);
    return row && { number: referenceOf(row), article: null };
  }
  if (act === 'contribution.article') {
    const { article } = await articleOfSubject(db, subject);
    return article && { number: article.draft.number, article };
  }
  const draft = await loadDraft(db, subject);
  return draft && { number: draft.number, article: null };
}
