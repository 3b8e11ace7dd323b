import type { Day } from '../calendar/index.ts';
import { shorten } from '../documents/shorten.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import { historyText, type Report, seenLine } from './cards.ts';
import type { ChartBar, ChartSection, Look, ReportChart } from './chart.ts';
import type { InstitutionLine } from './institutions.ts';
import { byType, HISTORICAL, shareOf } from './rules.ts';
import { nameKey, valueText } from './words.ts';

/** Slack takes 1,000 characters of alternative text, Discord 1,024. */
const ALT_LENGTH = 1_000;

/** As many institutions as a phone shows on some screens. */
const INSTITUTIONS = 8;

const OUTCOME_BARS: readonly {
  id: 'accepted' | 'partly' | 'rejected' | 'noted' | 'out_of_scope' | 'unanswered';
  look: Look;
}[] = [
  { id: 'accepted', look: 'accepted' },
  { id: 'partly', look: 'partly' },
  { id: 'rejected', look: 'rejected' },
  { id: 'noted', look: 'neutral' },
  { id: 'out_of_scope', look: 'neutral' },
  { id: 'unanswered', look: 'silent' },
];

/** What the picture of a report shows: kinds, years, outcomes, institutions. */
export function chartOf(
  language: Language,
  report: Report,
  institutions: readonly InstitutionLine[],
  today: Day,
): ReportChart {
  const t = translator(language);
  const { facts, title } = report;
  const day = formatShortDay(language, today);
  const notes = [t('numbers.chart.asOf', { day })];
  if (facts.demonstration) notes.push(t('numbers.demonstration'));
  notes.push(seenLine(t, facts));
  const sections = sectionsOf(language, report, institutions).map(({ section }) => section);
  return { title: shorten(title, 200), notes, sections };
}

/** The sections of a picture, each with its name. */
export function sectionsOf(
  language: Language,
  report: Report,
  institutions: readonly InstitutionLine[],
): { id: 'types' | 'years' | 'outcomes' | 'institutions'; section: ChartSection }[] {
  const t = translator(language);
  const { kind } = report.facts.scope;
  const compares = kind === 'year' && institutions.length > 0;
  return [
    ...(kind === 'draft' ? [] : [{ id: 'types', section: typeSection(t, report) } as const]),
    ...(kind === 'year' ? [{ id: 'years', section: yearSection(language, report) } as const] : []),
    { id: 'outcomes', section: outcomeSection(language, report) },
    ...(compares
      ? [{ id: 'institutions', section: institutionSection(language, institutions) } as const]
      : []),
  ];
}

function typeSection(t: Translate, { facts }: Report): ChartSection {
  const types = byType(facts.drafts);
  const most = Math.max(1, ...types.map(({ count }) => count));
  return {
    heading: t('numbers.chart.types', { total: facts.drafts.length }),
    bars: types.map(
      ({ type, count }): ChartBar => ({
        label: t(`numbers.type.${type}`),
        words: String(count),
        part: count / most,
        look: 'plain',
      }),
    ),
    more: null,
  };
}

/** This year beside the year before, and beside what was counted before there was a register. */
function yearSection(language: Language, { facts, before }: Report): ChartSection {
  const t = translator(language);
  const years = [
    ...HISTORICAL.map(({ year, drafts }) => ({ year, count: drafts })),
    ...(before && before.numbers.received.rows > 0
      ? [{ year: before.year, count: before.numbers.received.rows }]
      : []),
    ...(facts.scope.year === null ? [] : [{ year: facts.scope.year, count: facts.drafts.length }]),
  ];
  const most = Math.max(1, ...years.map(({ count }) => count));
  return {
    heading: t('numbers.chart.years'),
    bars: years.map(({ year, count }) => ({
      label: String(year),
      words: String(count),
      part: count / most,
      look: 'plain',
    })),
    more: historyText(language),
  };
}

function outcomeSection(language: Language, { numbers }: Report): ChartSection {
  const t = translator(language);
  const whole = numbers.contributions.rows;
  const bars = OUTCOME_BARS.flatMap(({ id, look }): ChartBar[] => {
    const value = numbers[id];
    if (value.kind !== 'share' || value.of === 0) return [];
    const words = valueText(language, id, value);
    return [{ label: t(nameKey(id)), words, part: shareOf(value), look }];
  });
  const delay = valueText(language, 'delay', numbers.delay);
  return {
    heading: t('numbers.chart.outcomes', { total: whole }),
    bars,
    more: whole === 0 ? t('numbers.none.contributions') : `${t(nameKey('delay'))}: ${delay}`,
  };
}

function institutionSection(
  language: Language,
  institutions: readonly InstitutionLine[],
): ChartSection {
  const t = translator(language);
  const left = institutions.length - INSTITUTIONS;
  return {
    heading: t('numbers.chart.institutions'),
    bars: institutions.slice(0, INSTITUTIONS).map(({ code, numbers }): ChartBar => {
      const { answered, delay, received } = numbers;
      const words = t('numbers.chart.institution', {
        drafts: received.rows,
        answered: valueText(language, 'answered', answered),
        delay: valueText(language, 'delay', delay),
      });
      const part = answered.kind === 'share' ? shareOf(answered) : null;
      return { label: shorten(code, 40), words, part, look: 'plain' };
    }),
    more: left > 0 ? t('numbers.chart.more', { count: left }) : null,
  };
}

/** What the picture shows, for who cannot see it; whole lines only. */
export function chartAlt(language: Language, { title, notes, sections }: ReportChart): string {
  const t = translator(language);
  const lines = [`${shorten(title, 150)}. ${notes.join(' ')}`];
  const all = sections.flatMap(({ heading, bars, more }) => [
    `${heading}:`,
    ...bars.map(({ label, words }) => `${label}: ${words}.`),
    ...(more ? [more] : []),
  ]);
  const rest = t('numbers.chart.restInWords');
  let length = (lines[0] ?? '').length;
  for (const [index, one] of all.entries()) {
    length += one.length + 1;
    const last = index === all.length - 1;
    if (length + (last ? 0 : rest.length + 1) > ALT_LENGTH) return [...lines, rest].join('\n');
    lines.push(one);
  }
  return lines.join('\n');
}
