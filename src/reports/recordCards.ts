import { buttonPart, message } from '../chat/answers.ts';
import type { Inline, Message, Part } from '../chat/message.ts';
import { formatShortMoment } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { RecordRow } from './record.ts';
import { isRecordedAct } from './recordActs.ts';

/** As many lines as one reads at once, and as every platform shows without shortening. */
export const RECORD_LINES = 12;

export interface ShownRecord {
  rows: readonly RecordRow[];
  /** Which lines were asked for, in words. */
  filters: readonly string[];
  people: ReadonlyMap<string, string>;
  subjects: ReadonlyMap<string, string>;
  places: ReadonlyMap<string, string>;
  /** What the button to earlier lines carries; null where there are none. */
  earlier: readonly string[] | null;
}

/** The record as lines: when, who, what, about what, from where. */
export function recordMessage(language: Language, shown: ShownRecord, zone: string): Message {
  const t = translator(language);
  const { rows, filters, earlier } = shown;
  const head = t('record.head');
  const items = rows.map((row): Inline[] => {
    const who = row.personId === null ? t('record.theClock') : shown.people.get(row.personId);
    const subject = shown.subjects.get(row.subject);
    const place = row.place === null ? undefined : shown.places.get(row.place);
    const rest = [subject, place].filter((one) => one !== undefined);
    return [
      `${formatShortMoment(language, row.at, zone)} · `,
      { bold: who ?? '?' },
      `: ${actName(t, row.act)}`,
      ...rest.map((one) => ` · ${one}`),
    ];
  });
  const parts: Part[] = [{ kind: 'heading', text: head }];
  if (filters.length > 0) parts.push({ kind: 'context', text: filters.join(' · ') });
  if (items.length > 0) parts.push({ kind: 'list', items });
  else parts.push({ kind: 'text', text: t('record.none') });
  parts.push({ kind: 'context', text: t('record.kept') });
  const buttons = earlier
    ? [{ act: 'record.page', args: earlier, label: t('record.button.earlier') }]
    : [];
  return message(language, head, [...parts, ...buttonPart(buttons)]);
}

/** What an act is called; one that an older version of the program noted, as it stands. */
export function actName(t: Translate, act: string): string {
  return isRecordedAct(act) ? t(`record.act.${act}`) : act;
}
