import { createHash } from 'node:crypto';
import { message } from '../chat/answers.ts';
import type { Button, Message } from '../chat/message.ts';
import { type Key, type Language, type Translate, translator } from '../i18n/index.ts';
import { shorten } from './shorten.ts';

/** A row of a file that cannot be taken, and why. */
export interface RefusedRow {
  line: number;
  reason: Key;
  /** A `field` in it is one of {@link ImportedField} and is told by its name. */
  context: Readonly<Record<string, string | number>>;
}

/** What an import may have changed; each has its name in `imports.field.…`. */
export type ImportedField =
  | 'name'
  | 'fullName'
  | 'nameSr'
  | 'nameEn'
  | 'region'
  | 'municipality'
  | 'objective'
  | 'title'
  | 'type'
  | 'responsible'
  | 'supporting'
  | 'deadline'
  | 'cost'
  | 'fundingSource'
  | 'indicator'
  | 'source'
  | 'status'
  | 'doneOn';

export interface ChangedRow {
  name: string;
  fields: ImportedField[];
}

/** What an import did. When anything was refused, nothing was written. */
export interface ImportReport {
  /** Names, in the file's order. */
  added: string[];
  changed: ChangedRow[];
  /** How many rows were known and are as they were. */
  left: number;
  /** By line. Not called `refused`: a report must never be taken for a Refusal. */
  refusedRows: RefusedRow[];
  /** Names of columns of the file that were not read. */
  ignored: string[];
  /** Activities that the file calls open and that were marked done here: they stay done. */
  keptDone: string[];
  /** Activities that the file does not name and that were marked as dropped by choice. */
  dropped: string[];
  /** Names that a plan has for institutions and the table of them has not: they stay text. */
  unknownInstitutions: string[];
}

export function emptyReport(ignored: readonly string[] = []): ImportReport {
  return {
    added: [],
    changed: [],
    left: 0,
    refusedRows: [],
    ignored: [...ignored],
    keptDone: [],
    dropped: [],
    unknownInstitutions: [],
  };
}

/** True when the import wrote nothing. */
export function wroteNothing(report: ImportReport): boolean {
  return report.refusedRows.length > 0 || report.added.length + report.changed.length === 0;
}

/** The most rows that a report names one by one. */
const SHOWN_ROWS = 20;

/** A report as sentences: what came of it, the rows it is about, what was not read. */
export function reportSections(
  t: Translate,
  report: ImportReport,
): { outcome: string; rows: string[]; remarks: string[] } {
  const refusedAny = report.refusedRows.length > 0;
  const outcome = refusedAny
    ? t('imports.nothingWritten', { count: report.refusedRows.length })
    : [
        t('imports.added', { count: report.added.length }),
        t('imports.changed', { count: report.changed.length }),
        t('imports.left', { count: report.left }),
      ].join(' · ');
  const rows = refusedAny
    ? report.refusedRows.map((row) => refusedLine(t, row))
    : [
        ...report.added.map((name) => t('imports.addedRow', { name: shorten(name, 120) })),
        ...report.changed.map((row) => changedLine(t, row)),
      ];
  const remarks: string[] = [];
  if (report.ignored.length > 0) {
    remarks.push(t('imports.ignored', { columns: shorten(report.ignored.join(', '), 300) }));
  }
  if (report.keptDone.length > 0) {
    remarks.push(t('imports.keptDone', { names: shorten(report.keptDone.join(', '), 300) }));
  }
  if (report.dropped.length > 0) {
    remarks.push(t('imports.dropped', { names: shorten(report.dropped.join(', '), 300) }));
  }
  if (report.unknownInstitutions.length > 0) {
    const names = shorten(report.unknownInstitutions.join('; '), 300);
    remarks.push(t('plan.unknownInstitutions', { names }));
  }
  return { outcome, rows: cutRows(t, rows, SHOWN_ROWS), remarks };
}

/** The first rows, and how many there are besides. */
export function cutRows<T>(t: Translate, rows: readonly T[], most: number): (T | string)[] {
  const more = rows.length - most;
  return more > 0 ? [...rows.slice(0, most), t('imports.more', { count: more })] : [...rows];
}

/** The rows of a file that cannot be taken; with one of them nothing is. */
export function refusedPreview(
  language: Language,
  about: string,
  refusedRows: readonly RefusedRow[],
  buttons: readonly Button[],
): Message {
  const t = translator(language);
  const outcome = t('imports.nothingWritten', { count: refusedRows.length });
  const rows = refusedRows.map((row) => refusedLine(t, row));
  return message(language, `${about}: ${outcome}`, [
    { kind: 'heading', text: about },
    { kind: 'warning', text: outcome },
    { kind: 'list', items: cutRows(t, rows, SHOWN_ROWS) },
    { kind: 'buttons', buttons },
  ]);
}

/** `line 4: …`, for whoever mends the file. */
export function refusedLine(t: Translate, row: RefusedRow): string {
  const { field, ...rest } = row.context;
  const context =
    field === undefined ? rest : { ...rest, field: t(`imports.field.${field as ImportedField}`) };
  return t('imports.refusedRow', { line: row.line, reason: t(row.reason, context) });
}

function changedLine(t: Translate, row: ChangedRow): string {
  const fields = row.fields.map((field) => t(`imports.field.${field}`)).join(', ');
  return t('imports.changedRow', { name: shorten(row.name, 120), fields });
}

/** A report for whoever handed the file over; `about` says what was imported. */
export function reportMessage(language: Language, about: string, report: ImportReport): Message {
  const { outcome, rows, remarks } = reportSections(translator(language), report);
  return message(language, `${about}: ${outcome}`, [
    { kind: 'heading', text: about },
    report.refusedRows.length > 0
      ? { kind: 'warning', text: outcome }
      : { kind: 'text', text: outcome },
    ...(rows.length > 0 ? [{ kind: 'list' as const, items: rows }] : []),
    ...remarks.map((text) => ({ kind: 'context' as const, text })),
  ]);
}

/** A report as lines for a terminal. */
export function reportLines(language: Language, report: ImportReport): string[] {
  const { outcome, rows, remarks } = reportSections(translator(language), report);
  return [outcome, ...rows.map((row) => `  ${row}`), ...remarks];
}

/** How many rows were added, changed and left, as one short text that can be kept. */
export function packCounts(report: ImportReport): string {
  return JSON.stringify([report.added.length, report.changed.length, report.left]);
}

/** The sentence of counts kept by {@link packCounts}; throws on any other text. */
export function tellCounts(t: Translate, packed: string): string {
  const [added = 0, changed = 0, left = 0] = JSON.parse(packed) as number[];
  return [
    t('imports.added', { count: added }),
    t('imports.changed', { count: changed }),
    t('imports.left', { count: left }),
  ].join(' · ');
}

/** Differs as soon as anything differs of what a preview was made from. */
export function seenDigest(of: unknown): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('base64url').slice(0, 12);
}
