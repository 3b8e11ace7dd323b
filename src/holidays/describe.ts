import { asDay, FEASTS } from '../calendar/index.ts';
import { formatDay } from '../i18n/dates.ts';
import { fold } from '../i18n/fold.ts';
import { type Language, translator } from '../i18n/index.ts';
import type { CorrectionRow } from './corrections.ts';

/** What a sentence about a correction needs; a kept one and a proposed one have it alike. */
export type Described = Pick<
  CorrectionRow,
  'kind' | 'day' | 'movedFrom' | 'movedTo' | 'nameSq' | 'nameSr' | 'nameEn'
>;

/** One correction as a sentence: `Eid al-Adha, first day, is on Thursday, 28 May 2026, not on …`. */
export function correctionSentence(language: Language, row: Described): string {
  const t = translator(language);
  const name = { sq: row.nameSq, sr: row.nameSr, en: row.nameEn }[language] ?? row.nameSq ?? '';
  const written = (day: string | null) => formatDay(language, asDay(day ?? ''));
  if (row.kind === 'move') {
    const day = written(row.movedTo);
    return row.movedFrom === row.movedTo
      ? t('holiday.sentence.confirm', { name, day })
      : t('holiday.sentence.move', { name, day, before: written(row.movedFrom) });
  }
  return t(`holiday.sentence.${row.kind}`, { name, day: written(row.day) });
}

/**
 * The feasts whose name or id holds all words of a text, in any language; the whole of one that is
 * named exactly.
 */
export function findFeasts(text: string): string[] {
  const wanted = fold(text.slice(0, 100));
  if (wanted === '') return [];
  const keys = FEASTS.map(({ feast, names }) => ({
    feast,
    keys: [feast, names.sq, names.sr, names.en].map(fold),
  }));
  const exact = keys.filter((one) => one.keys.includes(wanted));
  const found = exact.length > 0 ? exact : keys.filter((one) => holds(one.keys, wanted));
  return found.map(({ feast }) => feast);
}

function holds(keys: readonly string[], wanted: string): boolean {
  const words = wanted.split(' ');
  return keys.some((key) =>
    words.every((word) => key.split(' ').some((part) => part.startsWith(word))),
  );
}
