import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Field, Message, Part } from '../chat/message.ts';
import { shorten } from '../documents/shorten.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { MissingNumbers } from '../programme/numbers.ts';
import { missingLines } from './missing.ts';
import type { ReportFacts } from './readFacts.ts';
import { byType, HISTORICAL, NUMBERS, type NumberId, type Numbers } from './rules.ts';
import { scopeCode } from './scope.ts';
import { numberLines, valueText } from './words.ts';

/** Slack's limit of a button's label. */
const LABEL_LENGTH = 75;

/** A report as its card shows it. */
export interface Report {
  title: string;
  facts: ReportFacts;
  numbers: Numbers;
  /** The same of the year before; null where there is no such year to compare with. */
  before: { year: number; numbers: Numbers } | null;
  /** Of an institution: what it was before, which is counted by itself. */
  cameFrom: readonly string[];
  /** Whether this reader may see the rows behind the numbers. */
  opens: boolean;
}

/** What never came, and whether this reader may open it. */
export interface ShownMissing {
  numbers: MissingNumbers;
  opens: boolean;
}

/** Which numbers the year before is compared by: those that say how a year went. */
const COMPARED: ReadonlySet<NumberId> = new Set([
  'received',
  'window',
  'short',
  'contributions',
  'organisations',
  'answered',
  'accepted',
  'delay',
]);

/** The numbers in words, each with a button to what stands behind it. */
export function reportCard(
  language: Language,
  report: Report,
  missing: ShownMissing | null = null,
): Message {
  const t = translator(language);
  const { title, facts, numbers, before } = report;
  const lines = numberLines(language, facts.scope, NUMBERS, numbers);
  const fields: Field[] = lines.map(({ id, label, value }) => {
    const told = before && compares(id, before.numbers) ? beforeText(language, id, before) : '';
    return { label, value: `${value}${told}` };
  });
  const parts: Part[] = [
    { kind: 'heading', text: shorten(title, 150) },
    ...(facts.demonstration
      ? [{ kind: 'warning', text: t('numbers.demonstration') } as const]
      : []),
    { kind: 'fields', fields },
    ...typesPart(language, report),
    ...missingPart(language, missing),
    ...(facts.scope.kind === 'year'
      ? [{ kind: 'context', text: historyText(language) } as const]
      : []),
    ...cameFromLines(t, report).map((text): Part => ({ kind: 'context', text })),
    { kind: facts.unannounced > 0 ? 'warning' : 'context', text: seenLine(t, facts) },
    { kind: 'context', text: t('numbers.unverified') },
    ...buttonPart(buttonsOf(language, report, lines, missing)),
  ];
  const received = t('numbers.summary', {
    drafts: numbers.received.rows,
    contributions: numbers.contributions.rows,
  });
  return message(language, `${title}: ${received}`, parts);
}

/** Of a year in which nothing was received no more is told than that. */
function compares(id: NumberId, before: Numbers): boolean {
  return id === 'received' || (COMPARED.has(id) && before.received.rows > 0);
}

function beforeText(
  language: Language,
  id: NumberId,
  { year, numbers }: NonNullable<Report['before']>,
): string {
  const value = valueText(language, id, numbers[id]);
  return ` · ${translator(language)('numbers.before', { year, value })}`;
}

function typesPart(language: Language, { facts }: Report): Part[] {
  const t = translator(language);
  const types = byType(facts.drafts);
  if (facts.scope.kind === 'draft' || types.length === 0) return [];
  const items = types.map(({ type, count }) => `${t(`numbers.type.${type}`)}: ${count}`);
  return [
    { kind: 'text', text: [{ bold: t('numbers.byType') }] },
    { kind: 'list', items },
  ];
}

function missingPart(language: Language, missing: ShownMissing | null): Part[] {
  const lines = missing ? missingLines(language, missing.numbers) : [];
  if (lines.length === 0) return [];
  return [
    { kind: 'text', text: [{ bold: translator(language)('numbers.missing.head') }] },
    { kind: 'list', items: lines.map(({ label, number }) => `${label}: ${number}`) },
  ];
}

/** That what an institution was before is counted by itself; nothing where it was nothing else. */
export function cameFromLines(t: Translate, { cameFrom }: Pick<Report, 'cameFrom'>): string[] {
  return cameFrom.length > 0
    ? [t('numbers.cameFrom', { names: shorten(cameFrom.join(', '), 200) })]
    : [];
}

/** Which outcomes were counted: whoever compares two reports has to know. */
export function seenLine(t: Translate, { seen, unannounced }: ReportFacts): string {
  if (seen === 'announced') return t('numbers.seen.announced');
  return unannounced > 0
    ? t('numbers.seen.unannounced', { count: unannounced })
    : t('numbers.seen.recorded');
}

/** `66 drafts in 2012, 45 in 2013`: what there was before there was a register. */
export function historyText(language: Language): string {
  const t = translator(language);
  const list = HISTORICAL.map(({ year, drafts }) => t('numbers.inYear', { year, drafts }));
  return t('numbers.history', { list: list.join(', ') });
}

/** `Accepted: 12`, `Median delay of answers (of 40)`: a number, and how many rows it opens to. */
export function rowsHead(
  t: Translate,
  number: string,
  { kind, rows }: Pick<Numbers[NumberId], 'kind' | 'rows'>,
): string {
  return t(kind === 'median' ? 'numbers.rows.of' : 'numbers.rows.head', { number, total: rows });
}

function buttonsOf(
  language: Language,
  { facts, numbers, opens }: Report,
  lines: readonly { id: NumberId; label: string; value: string }[],
  missing: ShownMissing | null,
): Button[] {
  const t = translator(language);
  const code = scopeCode(facts.scope);
  const file = (format: string): Button => ({
    act: 'report.file',
    args: [code, format],
    label: format.toUpperCase(),
  });
  const rows = lines
    .filter(({ id }) => opens && numbers[id].rows > 0)
    .map(({ id, label }): Button => {
      const text = rowsHead(t, label, numbers[id]);
      return { act: 'report.rows', args: [code, id, '1'], label: shorten(text, LABEL_LENGTH) };
    });
  const compares = facts.scope.kind === 'year' && facts.drafts.length > 0;
  const institutions: Button = {
    act: 'report.institutions',
    args: [code, '1'],
    label: t('numbers.button.institutions'),
  };
  return [
    ...(facts.drafts.length > 0
      ? [{ act: 'report.chart', args: [code], label: t('numbers.button.chart') }]
      : []),
    ...(opens ? ['docx', 'pdf', 'xlsx'].map(file) : []),
    ...(compares ? [institutions] : []),
    { act: 'report.meaning', args: [code], label: t('numbers.button.meaning') },
    ...(missing?.opens && missingLines(language, missing.numbers).length > 0
      ? [
          {
            act: 'programme.missing',
            args: ['all', String(facts.scope.year)],
            label: t('numbers.button.missing'),
          },
        ]
      : []),
    ...rows,
  ];
}
