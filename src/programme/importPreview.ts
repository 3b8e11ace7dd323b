import type { Button, Inline, Message, Part } from '../chat/message.ts';
import { cutRows, fittingPreview } from '../documents/importReport.ts';
import { shorten } from '../documents/shorten.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import { DraftType } from '../storage/generated/sqlite/enums.ts';
import type {
  ChangedPlanned,
  FieldChange,
  KnownPlanned,
  ProgrammeComparison,
} from './compareProgramme.ts';
import type { ProgrammeRow } from './programmeRow.ts';

/** How much is named of each kind; the rest is counted. */
interface Measure {
  rows: number;
  others: number;
  title: number;
  value: number;
}

const USUAL: Measure = { rows: 8, others: 5, title: 70, value: 40 };
/** Where there is much of every kind. */
const SHORT: Measure = { rows: 4, others: 3, title: 50, value: 30 };

/** What a file would change in a programme, before anything is written. */
export function programmePreview(
  language: Language,
  comparison: ProgrammeComparison,
  buttons: readonly Button[],
): Message {
  const parts = (most: Measure) => previewParts(language, comparison, most);
  return fittingPreview(language, parts, [USUAL, SHORT], buttons);
}

function previewParts(
  language: Language,
  comparison: ProgrammeComparison,
  most: Measure,
): { summary: string; parts: Part[] } {
  const t = translator(language);
  const { file, programmeId, added, changed } = comparison;
  const { year } = file;
  const head = t(programmeId === null ? 'programme.preview.new' : 'programme.preview.head', {
    year,
  });
  const counts = [
    t('plan.preview.added', { count: added.length }),
    t('plan.preview.changed', { count: changed.length }),
    t('imports.left', { count: comparison.left }),
  ].join(' · ');
  const parts: Part[] = [
    { kind: 'heading', text: head },
    { kind: 'text', text: [{ bold: counts }] },
    { kind: 'context', text: t('plan.preview.unwritten') },
  ];
  const section = (label: string, lines: readonly (string | readonly Inline[])[], rows: number) => {
    if (lines.length === 0) return;
    parts.push(
      { kind: 'text', text: [{ bold: label }] },
      { kind: 'list', items: cutRows(t, lines, rows) },
    );
  };
  const known = (rows: readonly KnownPlanned[]) =>
    rows.map(({ handle, title }): Inline[] => [{ bold: handle }, ` ${shorten(title, most.title)}`]);
  section(
    t('plan.preview.addedHead'),
    added.map((row) => addedLine(row, most)),
    most.rows,
  );
  section(
    t('plan.preview.changedHead'),
    changed.map((one) => changedLine(t, one, most)),
    most.rows,
  );
  section(t('programme.preview.unnamedHead'), known(comparison.unnamed), most.others);
  section(t('programme.preview.keptWithdrawnHead'), known(comparison.keptWithdrawn), most.others);
  section(t('plan.preview.keptMovedHead'), known(comparison.keptMoved), most.others);
  section(
    t('plan.preview.unknownHead'),
    comparison.unknownInstitutions.map((name) => shorten(name, most.title)),
    most.others,
  );
  if (file.ignored.length > 0) {
    const columns = shorten(file.ignored.join(', '), 200);
    parts.push({ kind: 'context', text: t('imports.ignored', { columns }) });
  }
  return { summary: `${head}: ${counts}`, parts };
}

function addedLine(row: ProgrammeRow, most: Measure): string {
  const facts = [row.responsible && shorten(row.responsible, most.value), row.deadline];
  const shown = facts.filter(Boolean).join(', ');
  const title = shorten(row.title, most.title);
  return shown ? `${title} (${shown})` : title;
}

function changedLine(t: Translate, { before, changes }: ChangedPlanned, most: Measure): Inline[] {
  return [
    { bold: before.handle },
    ` ${shorten(before.title, most.title)}`,
    ...changes.map((change) => ` · ${changeText(t, change, most)}`),
  ];
}

/** `deadline: Q3 2026 → Q4 2026`. */
function changeText(t: Translate, { field, before, after }: FieldChange, most: Measure): string {
  const shown = (value: string | null) => {
    if (!value) return t('plan.preview.empty');
    if (value === 'planned' || value === 'postponed' || value === 'withdrawn') {
      return field === 'status' ? t(`programme.state.${value}`) : value;
    }
    const type = Object.values(DraftType).find((one) => one === value);
    return field === 'type' && type ? t(`draft.type.${type}`) : shorten(value, most.value);
  };
  return `${t(`imports.field.${field}`)}: ${shown(before)} → ${shown(after)}`;
}
