import { NEW_AFTER } from '../drafts/keepArticles.ts';
import { fold, foldedMatch } from '../i18n/fold.ts';
import type { Translate } from '../i18n/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';

const withDraft = { draft: true } as const;

/** A part of a draft's text, with the draft. */
export type ArticleRow = Prisma.ArticleGetPayload<{ include: typeof withDraft }>;

export function loadArticle(db: Database | Tx, id: string): Promise<ArticleRow | null> {
  return db.article.findUnique({ where: { id }, include: withDraft });
}

/** The article that a form is about, and whether it is changed or followed by a new one. */
export async function articleOfSubject(db: Database | Tx, subject: string) {
  const adds = subject.endsWith(NEW_AFTER);
  const article = await loadArticle(db, adds ? subject.slice(0, -NEW_AFTER.length) : subject);
  return { article, adds };
}

/** The subject of a form about an article, or about a new one behind it. */
export function subjectOf({ id }: Pick<ArticleRow, 'id'>, adds: boolean): string {
  return adds ? id + NEW_AFTER : id;
}

/** Whether a draft's text is known article by article. */
export async function hasArticles(db: Database | Tx, draftId: string): Promise<boolean> {
  return (await db.article.findFirst({ where: { draftId }, select: { id: true } })) !== null;
}

/** The articles that fit what somebody typed, in the order of the act. */
export async function findArticles(
  db: Database | Tx,
  draftId: string,
  typed: string,
): Promise<ArticleRow[]> {
  const rows = await db.article.findMany({
    where: { draftId },
    include: withDraft,
    orderBy: { position: 'asc' },
  });
  return matching(rows, typed);
}

/** Articles to choose from while somebody types, in the order of the act; `''` gives the first ones. */
export async function offerArticles(
  db: Database | Tx,
  draftId: string,
  typed: string,
  most: number,
): Promise<Pick<ArticleRow, 'kind' | 'label' | 'heading'>[]> {
  const rows = await db.article.findMany({
    where: { draftId, kind: 'article' },
    select: { kind: true, label: true, heading: true, key: true },
    orderBy: { position: 'asc' },
  });
  const wanted = fold(typed);
  const number = /^(?:\p{L}+ )?(\d[\d ]*\p{L}?)$/u.exec(wanted)?.[1]?.replaceAll(' ', '');
  const fits = number
    ? rows.filter(({ label }) => numberIn(label).startsWith(number))
    : rows.filter(({ key }) => wanted === '' || foldedMatch(key, wanted));
  return fits.slice(0, most);
}

type Searched = Pick<ArticleRow, 'kind' | 'label' | 'key' | 'text'>;

/**
 * By number first (`5`, `5a`, `Neni 5`), then by words of number and heading, and where these find
 * nothing by words of the text. Diacritics and case do not matter.
 */
export function matching<Row extends Searched>(rows: readonly Row[], typed: string): Row[] {
  const wanted = fold(typed);
  if (wanted === '') return [];
  const number = /^(?:\p{L}+ )?(\d[\d ]*\p{L}?)$/u.exec(wanted)?.[1];
  if (number) {
    const articles = rows.filter(({ kind }) => kind === 'article');
    const exact = articles.filter(({ label }) => numberIn(label) === number.replaceAll(' ', ''));
    if (exact.length > 0) return exact;
  }
  const named = rows.filter(({ key }) => foldedMatch(key, wanted));
  if (named.length > 0) return named;
  return rows.filter(({ text }) => foldedMatch(fold(text), wanted));
}

/** `5a` of `Neni 5/A`. */
function numberIn(label: string): string {
  return /\d.*/.exec(fold(label))?.[0].replaceAll(' ', '') ?? '';
}

/** An article's text to be read or edited: without the empty lines that lead to the next one. */
export function readableText({ text }: Pick<ArticleRow, 'text'>): string {
  return text.trim();
}

/**
 * A text that somebody wrote elsewhere for an article, under the label and heading that stand in the
 * act: people seldom write these again, and do not mean to strike them out.
 */
export function withHead(
  article: Pick<ArticleRow, 'label' | 'heading' | 'text'>,
  text: string,
): string {
  const [first = '', second = '', ...others] = readableText(article).split('\n');
  const label = fold(article.label);
  if (label === '' || fold(first) !== label || others.length === 0) return text;
  const [begins = ''] = text.split('\n', 1);
  if (fold(begins).startsWith(label)) return text;
  const heading = fold(article.heading ?? '');
  if (heading === '' || fold(second) !== heading) return `${first}\n${text}`;
  return fold(begins) === heading ? `${first}\n${text}` : `${first}\n${second}\n${text}`;
}

/** `Neni 5 – Regjistrimi`; what is no article is named by where it stands. */
export function articleTitle(row: Pick<ArticleRow, 'kind' | 'label' | 'heading'>, t: Translate) {
  const name = articleName(row, t);
  return row.heading ? `${name} – ${row.heading}` : name;
}

/** `Neni 5`. */
export function articleName(row: Pick<ArticleRow, 'kind' | 'label'>, t: Translate): string {
  if (row.label) return row.label;
  return row.kind === 'back' ? t('contribution.article.back') : t('contribution.article.front');
}
