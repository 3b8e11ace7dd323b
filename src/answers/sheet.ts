import type { BundleContent, BundleRow } from '../bundles/content.ts';
import { localDay } from '../calendar/index.ts';
import { normaliseText } from '../chat/inputs.ts';
import { OUTCOME_CODES } from '../contributions/outcomes.ts';
import { shorten } from '../documents/shorten.ts';
import type { OutSheet, SheetColumn, Workbook } from '../documents/write/model.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import { sheetMark } from './reportRows.ts';
import type { SaidOutcome } from './rules.ts';

/** As much of a proposal as somebody needs to know it again. */
const TEXT_SHOWN = 300;

/** The columns that are filled in, as both kinds of sheets have them. */
export function answerColumns(t: Translate): SheetColumn[] {
  return [
    {
      title: t('answers.sheet.outcome'),
      kind: 'text',
      width: 24,
      // Words alone: not every office's fonts have the signs.
      choices: outcomeWords(t),
    },
    { title: t('answers.sheet.reason'), kind: 'text', width: 50 },
    { title: t('answers.sheet.quote'), kind: 'text', width: 40 },
    { title: t('answers.sheet.day'), kind: 'day', width: 14 },
    { title: t('answers.sheet.correction'), kind: 'text', width: 30 },
  ];
}

function outcomeWords(t: Translate): string[] {
  return OUTCOME_CODES.map((code) => t(`answers.code.${code}`));
}

/**
 * The sheet of a frozen bundle to be filled in by the institution or by staff: what was proposed,
 * and beside it what became of it. What is recorded already stands in it.
 */
export function answerSheet(
  language: Language,
  content: BundleContent,
  sha256: string,
  standing: ReadonlyMap<string, SaidOutcome>,
  zone: string,
): Workbook {
  const t = translator(language);
  const { number, draft } = content;
  const title = { sq: draft.titleSq, sr: draft.titleSr, en: draft.titleEn }[language];
  const rows = content.rows.map((row) => {
    const before = row.authors.flatMap(({ contributionId }) => standing.get(contributionId) ?? []);
    // Parts of a joint text that were answered differently stand in no one row.
    const [said] = before.length === row.authors.length && allSame(before) ? before : [];
    return [
      referenceOfRow(row),
      row.article ?? t('contribution.wholeAct'),
      shownText(row),
      organisationsOf(row),
      said ? t(`answers.code.${said.code}`) : null,
      said?.reason ?? null,
      said?.quote ?? null,
      said?.answeredOn ?? null,
      null,
    ];
  });
  const sheet: OutSheet = {
    name: t('answers.sheet.name'),
    preamble: [
      t('answers.sheet.title', { number, title: title ?? draft.titleSq }),
      t('answers.sheet.how'),
      t('answers.sheet.words', {
        words: outcomeWords(t).join(', '),
      }),
      t('answers.sheet.bundle', {
        number,
        day: formatShortDay(language, localDay(new Date(content.frozenAt), zone)),
      }),
      sheetMark(number, sha256),
    ],
    columns: [
      { title: t('answers.sheet.reference'), kind: 'text', width: 24 },
      { title: t('answers.sheet.article'), kind: 'text', width: 20 },
      { title: t('answers.sheet.text'), kind: 'text', width: 60 },
      { title: t('answers.sheet.organisations'), kind: 'text', width: 30 },
      ...answerColumns(t),
    ],
    rows,
  };
  return { at: new Date(content.frozenAt), author: 'CiviKos', sheets: [sheet] };
}

/** The joint text's number, or the contribution's. */
export function referenceOfRow({ joint, authors }: BundleRow): string {
  return joint ?? authors[0]?.reference ?? '';
}

/** What of a row stands in the sheet, by which people know it. */
function shownText({ proposedText, justification }: BundleRow): string {
  return shorten(proposedText ?? justification ?? '', TEXT_SHOWN);
}

/**
 * Whether the text of another row of the bundle stands beside a reference, and whose. What somebody
 * changed in the text, or what several rows say, tells nothing.
 */
export function mixedUpIn(
  content: BundleContent,
): (reference: string, text: string) => string | null {
  const byText = new Map<string, string[]>();
  for (const row of content.rows) {
    const key = normaliseText(shownText(row));
    if (key) byText.set(key, [...(byText.get(key) ?? []), referenceOfRow(row)]);
  }
  return (reference, text) => {
    const owners = byText.get(text) ?? [];
    return owners.includes(reference) ? null : (owners[0] ?? null);
  };
}

/** Who says it and who supports that, each once. */
function organisationsOf({ authors, support }: BundleRow): string {
  const names = [...authors, ...support].map(({ organisation }) => organisation);
  return [...new Set(names)].join(', ');
}

function allSame([first, ...rest]: readonly SaidOutcome[]): boolean {
  return rest.every(({ code, reason }) => code === first?.code && reason === first.reason);
}
