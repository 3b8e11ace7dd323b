import type { Button, Inline, Message, Part } from '../chat/message.ts';
import { cutRows, fittingPreview } from '../documents/importReport.ts';
import { shorten } from '../documents/shorten.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import {
  type ChangedActivity,
  type FieldChange,
  type KnownActivity,
  type PlanComparison,
  retitled,
} from './comparePlan.ts';
import type { ActivityStatus } from './planRow.ts';

/** How much is named of each kind; the rest is counted. */
interface Measure {
  added: number;
  changed: number;
  others: number;
  title: number;
  value: number;
  /** A row that says nearly everything differently names this many fields. */
  fields: number;
}

const USUAL: Measure = { added: 8, changed: 8, others: 5, title: 70, value: 40, fields: 4 };
/** Where there is much of every kind. */
const SHORT: Measure = { added: 5, changed: 4, others: 3, title: 50, value: 30, fields: 3 };

/** What a file would change in a plan, before anything is written. */
export function importPreview(
  language: Language,
  comparison: PlanComparison,
  buttons: readonly Button[],
): Message {
  const parts = (most: Measure) => previewParts(language, comparison, most);
  return fittingPreview(language, parts, [USUAL, SHORT], buttons);
}

function previewParts(
  language: Language,
  comparison: PlanComparison,
  most: Measure,
): { summary: string; parts: Part[] } {
  const t = translator(language);
  const { file, planId, added, changed, unnamed, keptDone, keptMoved } = comparison;
  const known = (activities: readonly KnownActivity[]) =>
    cutRows(
      t,
      activities.map((one) => knownLine(one, most)),
      most.others,
    );
  const title = shorten(file.title, 150);
  const head = t(planId === null ? 'plan.preview.new' : 'plan.preview.head', { title });
  const counts = [
    t('plan.preview.added', { count: added.length }),
    t('plan.preview.changed', { count: changed.length + retitled(comparison).length }),
    t('imports.left', { count: comparison.left }),
  ].join(' · ');
  const parts: Part[] = [
    { kind: 'heading', text: head },
    { kind: 'text', text: [{ bold: counts }] },
    { kind: 'context', text: t('plan.preview.unwritten') },
  ];
  const section = (label: string, items: readonly (string | readonly Inline[])[]) => {
    if (items.length === 0) return;
    parts.push({ kind: 'text', text: [{ bold: label }] }, { kind: 'list', items });
  };
  section(
    t('plan.preview.addedHead'),
    cutRows(
      t,
      added.map(({ row }) => addedLine(row, most)),
      most.added,
    ),
  );
  section(
    t('plan.preview.changedHead'),
    cutRows(
      t,
      [
        ...retitled(comparison).map(({ code, change }) => objectiveLine(t, code, change, most)),
        ...changed.map((one) => changedLine(t, one, most)),
      ],
      most.changed,
    ),
  );
  section(t('plan.preview.unnamedHead'), known(unnamed));
  section(t('plan.preview.keptDoneHead'), known(keptDone));
  section(t('plan.preview.keptMovedHead'), known(keptMoved));
  section(t('plan.preview.unknownHead'), cutRows(t, unknownLines(comparison, most), most.others));
  if (file.ignored.length > 0) {
    const columns = shorten(file.ignored.join(', '), 200);
    parts.push({ kind: 'context', text: t('imports.ignored', { columns }) });
  }
  return { summary: `${head}: ${counts}`, parts };
}

type Line = string | readonly Inline[];

function addedLine(
  row: { objectiveCode: string; title: string; deadline: string },
  most: Measure,
): string {
  const deadline = row.deadline ? ` (${row.deadline})` : '';
  const code = row.objectiveCode ? `${shorten(row.objectiveCode, 20)}: ` : '';
  return `${code}${shorten(row.title, most.title)}${deadline}`;
}

function unknownLines({ unknownInstitutions }: PlanComparison, most: Measure): string[] {
  return unknownInstitutions.map((name) => shorten(name, most.title));
}

function knownLine({ handle, title }: KnownActivity, most: Measure): Line {
  return [{ bold: handle }, ` ${shorten(title, most.title)}`];
}

function changedLine(t: Translate, { before, changes }: ChangedActivity, most: Measure): Line {
  const pieces: Inline[] = [{ bold: before.handle }, ` ${shorten(before.title, most.title)}`];
  for (const change of changes.slice(0, most.fields)) {
    pieces.push(` · ${changeText(t, change, most)}`);
  }
  const more = changes.length - most.fields;
  if (more > 0) pieces.push(` · ${t('plan.preview.moreFields', { count: more })}`);
  return pieces;
}

function objectiveLine(t: Translate, code: string, change: FieldChange, most: Measure): Line {
  const objective = t('plan.line.objective', { code: shorten(code, 20) });
  return [{ bold: objective }, ` · ${changeText(t, change, most)}`];
}

/** `deadline: Q3 2026 → Q4 2026`. */
function changeText(t: Translate, { field, before, after }: FieldChange, most: Measure): string {
  const shown = (value: string) =>
    field === 'status' ? t(`plan.state.${value as ActivityStatus}`) : shorten(value, most.value);
  const name = t(`imports.field.${field}`);
  return `${name}: ${before ? shown(before) : t('plan.preview.empty')} → ${shown(after)}`;
}
