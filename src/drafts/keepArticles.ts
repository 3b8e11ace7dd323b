import { type Refusal, refusal } from '../chat/refusal.ts';
import { readLabel } from '../documents/act/lines.ts';
import { type ActPart, articleKey } from '../documents/act/split.ts';
import { shorten } from '../documents/shorten.ts';
import { fold } from '../i18n/fold.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Work } from '../storage/work.ts';

/** Beyond every position: the parts of a draft are moved out of the way there. */
const ASIDE = 1_000_000;

/** What stands in a list where a part has no label of its own. */
const LABEL_LENGTH = 60;

export interface ArticleRow {
  id: string;
  draftId: string;
  position: number;
  kind: 'front' | 'article' | 'back';
  label: string;
  heading: string | null;
  chapter: string | null;
  text: string;
}

/** The act whose begun forms are proposals for an article, with its id as their subject. */
export const PROPOSAL_ACT = 'contribution.article';

/** Behind the id of an article in such a subject: it is about a new article after that one. */
export const NEW_AFTER = '+';

interface Place {
  id: string | undefined;
  draftId: string;
  position: number;
}

/** The parts of a draft's text in their order. */
export function articlesOfDraft(db: Database | Tx, draftId: string): Promise<ArticleRow[]> {
  return db.article.findMany({ where: { draftId }, orderBy: { position: 'asc' } });
}

/** The parts of a draft that was just made. */
export async function createArticles(
  work: Work,
  draftId: string,
  parts: readonly ActPart[],
): Promise<void> {
  await work.tx.article.createMany({
    data: parts.map((part, position) => ({ ...columnsOf(part), draftId, position })),
  });
}

function columnsOf(part: ActPart) {
  return { ...part, key: articleKey(part.label, part.heading) };
}

/**
 * Puts a newly read text in the place of the old one. An article with the same label stays the same
 * row, so that contributions go on pointing at it; one that is gone stays behind the text where
 * there are contributions on it, or somebody has begun one.
 */
export async function replaceArticles(
  work: Work,
  draftId: string,
  parts: readonly ActPart[],
): Promise<{ left: number }> {
  const old = await work.tx.article.findMany({
    where: { draftId },
    orderBy: { position: 'asc' },
    select: { id: true, kind: true, label: true, _count: { select: { versions: true } } },
  });
  await work.tx.article.updateMany({
    where: { draftId },
    data: { position: { increment: ASIDE } },
  });
  // One statement for all that nobody has said anything of; hundreds of single ones would hold
  // everybody up. Each gets its own id again, so that buttons go on leading to it.
  const begun = await begunOn(
    work,
    old.map(({ id }) => id),
  );
  const isKept = ({ id, _count }: (typeof old)[number]) => _count.versions > 0 || begun.has(id);
  await work.tx.article.deleteMany({
    where: { draftId, versions: { none: {} }, id: { notIn: [...begun] } },
  });
  const free = new Map(old.map((row) => [row.id, row]));
  const byLabel = new Map<string, typeof old>();
  for (const row of old) {
    if (row.kind !== 'article') continue;
    const label = fold(row.label);
    byLabel.set(label, [...(byLabel.get(label) ?? []), row]);
  }
  const made: (ReturnType<typeof columnsOf> & Place)[] = [];
  for (const [position, part] of parts.entries()) {
    // Of several with one label, the first takes the first.
    const same = part.kind === 'article' ? byLabel.get(fold(part.label))?.shift() : undefined;
    if (same) free.delete(same.id);
    const data = { ...columnsOf(part), draftId, position };
    if (same && isKept(same)) {
      await work.tx.article.update({ where: { id: same.id }, data });
    } else made.push({ ...data, id: same?.id });
  }
  await work.tx.article.createMany({ data: made });
  const left = [...free.values()].filter(isKept);
  for (const [index, { id }] of left.entries()) {
    await work.tx.article.update({ where: { id }, data: { position: parts.length + index } });
  }
  await audit(work, 'article.read', draftId, { parts: parts.length, left: left.length });
  return { left: left.length };
}

/** The articles on which somebody left a proposal half-way; a form that was only opened is none. */
async function begunOn(work: Work, ids: readonly string[]): Promise<Set<string>> {
  const rows = await work.tx.unfinished.findMany({
    where: {
      act: PROPOSAL_ACT,
      state: 'open',
      subject: { in: ids.flatMap((id) => [id, id + NEW_AFTER]) },
    },
    select: { subject: true, createdAt: true, updatedAt: true },
  });
  const written = rows.filter(({ createdAt, updatedAt }) => updatedAt > createdAt);
  return new Set(written.map(({ subject }) => subject.replace(NEW_AFTER, '')));
}

/** Corrects one part; only what is given changes. */
export async function editArticle(
  work: Work,
  row: ArticleRow,
  change: { label: string; heading: string | null; text: string | null },
): Promise<void> {
  const label = row.kind === 'article' ? change.label || row.label : row.label;
  // A form takes the line end away; the next part still begins on a line of its own.
  const text = change.text === null ? row.text : `${change.text.trimEnd()}${endOf(row.text)}`;
  const { heading } = change;
  await work.tx.article.update({
    where: { id: row.id },
    data: { label, heading, text, key: articleKey(label, heading) },
  });
  await audit(work, 'article.edit', row.draftId, { article: row.id });
}

const endOf = (text: string) => /\n*$/.exec(text)?.[0] ?? '';

/** The part before this one; null for the first. */
export function partBefore(db: Database | Tx, row: ArticleRow): Promise<ArticleRow | null> {
  return db.article.findFirst({
    where: { draftId: row.draftId, position: { lt: row.position } },
    orderBy: { position: 'desc' },
  });
}

/** Makes a part the end of the one before it; contributions on it move there, also begun ones. */
export async function mergeArticle(work: Work, row: ArticleRow): Promise<ArticleRow | Refusal> {
  const before = await partBefore(work.tx, row);
  if (!before) return refusal('article.nothingBefore');
  const glue = before.text.endsWith('\n') || before.text === '' ? '' : '\n';
  await work.tx.contributionVersion.updateMany({
    where: { articleId: row.id },
    data: { articleId: before.id },
  });
  for (const sign of ['', NEW_AFTER]) {
    await work.tx.unfinished.updateMany({
      where: { act: PROPOSAL_ACT, state: 'open', subject: row.id + sign },
      data: { subject: before.id + sign },
    });
  }
  await work.tx.article.delete({ where: { id: row.id } });
  const merged = await work.tx.article.update({
    where: { id: before.id },
    data: { text: `${before.text}${glue}${row.text}` },
  });
  await audit(work, 'article.merge', row.draftId, { article: before.id });
  return merged;
}

/**
 * Parts a part in two before the line that begins with these words. Contributions stay with the
 * first of the two.
 */
export async function splitArticle(
  work: Work,
  row: ArticleRow,
  words: string,
): Promise<ArticleRow | Refusal> {
  const wanted = fold(words);
  const starts: number[] = [];
  for (let at = row.text.indexOf('\n') + 1; at > 0; at = row.text.indexOf('\n', at) + 1) {
    const line = lineAt(row.text, at);
    if (wanted !== '' && fold(line).startsWith(wanted)) starts.push(at);
  }
  const [start, another] = starts;
  if (start === undefined) return refusal('article.noLine', {}, 'line');
  if (another !== undefined) return refusal('article.manyLines', {}, 'line');
  const line = lineAt(row.text, start).trim();
  const read = readLabel(line, 0);
  const label = read?.label ?? shorten(line, LABEL_LENGTH);
  const heading = read?.heading ?? null;
  const { draftId, chapter, position } = row;
  // In two steps, for no two parts may have one position in between.
  const behind = { draftId, position: { gt: position } };
  await work.tx.article.updateMany({ where: behind, data: { position: { increment: ASIDE } } });
  await work.tx.article.updateMany({ where: behind, data: { position: { decrement: ASIDE - 1 } } });
  await work.tx.article.update({
    where: { id: row.id },
    data: { text: row.text.slice(0, start) },
  });
  const part = { kind: 'article', label, heading, chapter, text: row.text.slice(start) } as const;
  const made = await work.tx.article.create({
    data: { ...columnsOf(part), draftId, position: position + 1 },
  });
  await audit(work, 'article.split', draftId, { article: row.id });
  return made;
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(at, end === -1 ? text.length : end);
}
