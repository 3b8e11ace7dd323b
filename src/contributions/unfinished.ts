import { loadDraft } from '../drafts/find.ts';
import { notOpen } from '../drafts/publishDraft.ts';
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
  current: boolean;
}

interface About {
  /** Of the draft, or the contribution that is revised. */
  number: string;
  /** Null for the whole act. */
  article: ArticleRow | null;
  /** Whether it is a new article after that one. */
  adds: boolean;
  /** Whether the draft still takes contributions. */
  open: boolean;
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

/** So long after somebody was last at a form, what they write to the bot still goes into it. */
const AT_IT_MS = 2 * 60 * 60_000;

/**
 * Where a text that a person writes to the bot could go: what they were at last first. `current`:
 * they were at it just now. Only on drafts that still take contributions.
 */
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
    const current = now.getTime() - row.updatedAt.getTime() < AT_IT_MS;
    const about = current || isWritten(row) ? await aboutOf(db, row.act, row.subject) : null;
    const values = row.values as OpenText['values'];
    if (about?.open) texts.push({ ...row, values, about, current });
  }
  return texts;
}

/** `MAPL-2026-003 · Neni 5`. */
export function unfinishedLabel({ about }: UnfinishedText, t: Translate): string {
  if (!about.article) return about.number;
  const article = articleName(about.article, t);
  const place = about.adds ? t('contribution.afterArticle', { article }) : article;
  return `${about.number} · ${place}`;
}

function isWritten(row: { act: string; values: unknown; createdAt: Date; updatedAt: Date }) {
  // A form that begins with what stands is unfinished once a step of it was submitted.
  if (row.act !== 'contribute') return row.createdAt.getTime() !== row.updatedAt.getTime();
  const { article, proposedText, justification, file } = row.values as Readonly<
    Record<string, string>
  >;
  return Boolean(article || proposedText || justification || file);
}

async function aboutOf(db: Database | Tx, act: string, subject: string): Promise<About | null> {
  const whole = { article: null, adds: false };
  if (act === 'contribution.revise') {
    const row = await loadContribution(db, subject);
    return row && { ...whole, number: referenceOf(row), open: !notOpen(row.draft) };
  }
  if (act === 'contribution.article') {
    const { article, adds } = await articleOfSubject(db, subject);
    return (
      article && { number: article.draft.number, article, adds, open: !notOpen(article.draft) }
    );
  }
  const draft = await loadDraft(db, subject);
  return draft && { ...whole, number: draft.number, open: !notOpen(draft) };
}
