import type { Act, ActOption } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/invocation.ts';
import type { Button, Part } from '../src/chat/message.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import { type DraftRow, findDraft } from '../src/drafts/find.ts';
import { type ArticleRow, articlesOfDraft } from '../src/drafts/keepArticles.ts';
import { fold, foldedMatch } from '../src/i18n/fold.ts';
import type { Translate } from '../src/i18n/index.ts';
import { completeArticle, completeDraft, draftOption } from './shared.ts';

/** A button each, with those to turn the page in Discord's 25; more than a phone shows anyway. */
const PAGE = 10;

/** Characters of an article on one page: Slack's limit of a text is 3,000 and Discord's 4,096. */
const PAGE_TEXT = 2_500;

const LABEL_LENGTH = 70;

/** The option that names an article: a button gives its id, a person its number or words. */
export const articleOption: ActOption = {
  name: 'article',
  names: { sq: 'neni', sr: 'član', en: 'article' },
  describe: 'article.option.article',
  required: false,
  completes: true,
};

/** A draft's articles as a list, or one of them whole. */
export const articles: Act = {
  id: 'articles',
  names: { sq: 'nenet', sr: 'članovi', en: 'articles' },
  describe: 'article.describe.list',
  who: 'anyone',
  answers: 'private',
  options: [
    draftOption,
    articleOption,
    {
      name: 'page',
      names: { sq: 'faqja', sr: 'strana', en: 'page' },
      describe: 'article.option.page',
      required: false,
    },
  ],
  complete: (context, option, typed, given) =>
    option === 'draft'
      ? completeDraft(context, typed, false)
      : completeArticle(context, typed, given),
  async run(context, values) {
    const draft = await findDraft(context.storage.db, values.draft ?? '');
    if (isRefusal(draft)) return draft;
    const rows = await articlesOfDraft(context.storage.db, draft.id);
    const page = (Number.parseInt(values.page ?? '1', 10) || 1) - 1;
    const wanted = (values.article ?? '').trim().slice(0, 200);
    const { number } = draft;
    if (rows.length === 0) return nothing(context, draft);
    if (wanted === '') return list(context, draft, rows, page, '');
    const one = rows.find(({ id }) => id === wanted);
    if (one) return articlePage(context, draft, one, page);
    const found = foundIn(rows, wanted);
    const [only, another] = found;
    if (!only) return refusal('article.unknown', { number, text: wanted });
    return another
      ? list(context, draft, found, page, wanted)
      : articlePage(context, draft, only, page);
  },
};

/** Articles by their number, else by words of their heading. */
function foundIn(rows: readonly ArticleRow[], text: string): ArticleRow[] {
  const own = rows.filter(({ kind }) => kind === 'article');
  const wanted = fold(text);
  const exact = own.filter(
    ({ label }) => fold(label) === wanted || fold(label).split(' ').slice(1).join(' ') === wanted,
  );
  if (exact.length > 0) return exact;
  return own.filter((row) => foldedMatch(fold(`${row.label} ${row.heading ?? ''}`), text));
}

function nothing(context: Context, draft: DraftRow): Answer {
  const { number } = draft;
  const text = context.t('article.none', { number });
  return privately(
    message(context.language, text, [
      { kind: 'text', text },
      ...buttonPart(staffOf(context) ? [readButton(context.t, draft)] : []),
    ]),
  );
}

const staffOf = ({ actor }: Context) => actor.staffRole !== null;

function readButton(t: Translate, { number }: DraftRow): Button {
  return { act: 'articles.read', args: [number], label: t('article.button.read') };
}

function list(
  context: Context,
  draft: DraftRow,
  rows: readonly ArticleRow[],
  asked: number,
  text: string,
): Answer {
  const { t, language } = context;
  const { number } = draft;
  // The heads of chapters are said above the articles; they are no entries of their own.
  const entries = rows.filter(({ kind, chapter }) => kind !== 'front' || chapter === null);
  const last = Math.max(0, Math.ceil(entries.length / PAGE) - 1);
  const page = Math.min(last, Math.max(0, asked));
  const shown = entries.slice(page * PAGE, (page + 1) * PAGE);
  const count = rows.filter(({ kind }) => kind === 'article').length;
  const head = text ? t('article.found', { count, text }) : t('article.head', { number, count });
  const parts: Part[] = [{ kind: 'heading', text: head }];
  let chapter: string | null = null;
  for (const row of shown) {
    if (row.chapter !== chapter && row.chapter) {
      parts.push({ kind: 'text', text: [{ bold: shorten(row.chapter, 200) }] });
    }
    chapter = row.chapter;
    const args = [number, row.id];
    const label = shorten(nameOf(t, row), LABEL_LENGTH);
    parts.push(...buttonPart([{ act: 'articles', args, label }]));
  }
  const turn = turning(t, page, last, (to) => [number, text, String(to)]);
  if (last > 0) parts.push(pageLine(t, page, last));
  const ends = staffOf(context) ? [...turn, readButton(t, draft)] : turn;
  return privately(message(language, head, [...mergedButtons(parts), ...buttonPart(ends)]));
}

/** Buttons that follow one another are one part. */
function mergedButtons(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.kind === 'buttons' && last?.kind === 'buttons') {
      merged[merged.length - 1] = { ...last, buttons: [...last.buttons, ...part.buttons] };
    } else merged.push(part);
  }
  return merged;
}

function pageLine(t: Translate, page: number, last: number): Part {
  return { kind: 'context', text: t('article.page', { page: page + 1, pages: last + 1 }) };
}

function turning(
  t: Translate,
  page: number,
  last: number,
  args: (page: number) => string[],
): Button[] {
  const act = 'articles';
  const buttons: Button[] = [];
  if (page > 0) buttons.push({ act, args: args(page), label: t('article.button.previous') });
  if (page < last) buttons.push({ act, args: args(page + 2), label: t('article.button.next') });
  return buttons;
}

/** `Neni 5 – Qëllimi`, or what a part that is no article is. */
export function nameOf(t: Translate, row: ArticleRow): string {
  if (row.kind === 'back') return t('article.back');
  if (row.kind === 'front') return row.chapter ?? t('article.front');
  return row.heading ? `${row.label} – ${row.heading}` : row.label;
}

/** One part whole, in pages where it is long, with what staff can mend of it. */
function articlePage(context: Context, draft: DraftRow, row: ArticleRow, asked: number): Answer {
  const { t, language } = context;
  const { number } = draft;
  const pages = pagesOf(row.text);
  const page = Math.min(pages.length - 1, Math.max(0, asked));
  const name = nameOf(t, row);
  const parts: Part[] = [
    { kind: 'heading', text: shorten(name, 140) },
    { kind: 'context', text: row.chapter ? `${number} · ${shorten(row.chapter, 200)}` : number },
    { kind: 'text', text: pages[page] ?? '' },
  ];
  if (pages.length > 1) parts.push(pageLine(t, page, pages.length - 1));
  const turn = turning(t, page, pages.length - 1, (to) => [number, row.id, String(to)]);
  const all: Button = { act: 'articles', args: [number], label: t('article.button.list') };
  const open = draft.state === 'published';
  const say: Button[] = open
    ? [
        {
          act: 'contribution.view',
          args: [row.id],
          label: t('draft.button.contribute'),
          style: 'primary',
        },
      ]
    : [];
  const mend = staffOf(context) && open ? mendButtons(t, row) : [];
  return privately(
    message(language, name, [...parts, ...buttonPart([...say, ...turn, all]), ...buttonPart(mend)]),
  );
}

function mendButtons(t: Translate, { id, position }: ArticleRow): Button[] {
  const args = [id];
  const buttons: Button[] = [
    { act: 'article.edit', args, label: t('article.button.edit') },
    { act: 'article.split', args, label: t('article.button.split') },
  ];
  if (position > 0) {
    buttons.push({ act: 'article.merge', args, label: t('article.button.merge') });
  }
  return buttons;
}

/** A text in pages that end with a paragraph where they can. */
export function pagesOf(text: string): string[] {
  const pages: string[] = [];
  let left = text.trim();
  while (left.length > PAGE_TEXT) {
    const line = left.lastIndexOf('\n', PAGE_TEXT);
    const word = left.lastIndexOf(' ', PAGE_TEXT);
    const end = line > PAGE_TEXT / 2 ? line : word > PAGE_TEXT / 2 ? word : codePointEnd(left);
    pages.push(left.slice(0, end).trimEnd());
    left = left.slice(end).trimStart();
  }
  return [...pages, left];
}

function codePointEnd(text: string): number {
  const isPair = /[\ud800-\udbff]/.test(text.charAt(PAGE_TEXT - 1));
  return isPair ? PAGE_TEXT - 1 : PAGE_TEXT;
}

/** A part and its draft, for what staff mend. */
export async function articleWithDraft(
  db: Context['storage']['db'],
  id: string,
): Promise<{ row: ArticleRow; draft: { id: string; number: string; state: string } } | Refusal> {
  const found = await db.article.findUnique({
    where: { id: id.slice(0, 64) },
    include: { draft: { select: { id: true, number: true, state: true } } },
  });
  if (!found) return refusal('article.gone');
  const { draft, ...row } = found;
  return { row, draft };
}

/** What is shown when a form about articles was submitted before. */
export async function savedAgain(context: Context, result: string): Promise<Answer> {
  const [number = '', label = ''] = result.split('|');
  return say(context.language, 'article.saved', { number, label });
}
