import { message } from '../chat/answers.ts';
import type { Button, Inline, Message, Part } from '../chat/message.ts';
import { refusedLine } from '../documents/importReport.ts';
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
import type { PlanFile } from './readPlanFile.ts';

/**
 * How many rows of a kind are named; the rest are counted. With the lengths below all kinds together
 * stay within one message (Discord: 4,000 characters).
 */
const NEW_ROWS = 8;
const CHANGED_ROWS = 8;
const OTHER_ROWS = 5;
const REFUSED_ROWS = 20;
const TITLE_LENGTH = 70;
const VALUE_LENGTH = 40;
/** A row that says nearly everything differently names this many fields. */
const SHOWN_FIELDS = 4;

/** What a file would change in a plan, before anything is written. */
export function importPreview(
  language: Language,
  comparison: PlanComparison,
  buttons: readonly Button[],
): Message {
  const t = translator(language);
  const { file, planId, added, changed, unnamed, keptDone, keptMoved } = comparison;
  const title = shorten(file.title, 150);
  const head = t(planId === null ? 'plan.preview.new' : 'plan.preview.head', { title });
  const counts = [
    t('plan.preview.added', { count: added.length }),
    t('plan.preview.changed', { count: changed.length + retitled(comparison).length }),
    t('imports.left', { count: comparison.left }),
  ].join(' · ');
  const parts: Part[] = [
    { kind: 'heading', text: head },
    { kind: 'text', text: [{ bold: counts }, ` ${t('plan.preview.unwritten')}`] },
  ];
  const section = (label: string, items: readonly (string | readonly Inline[])[]) => {
    if (items.length === 0) return;
    parts.push({ kind: 'text', text: [{ bold: label }] }, { kind: 'list', items });
  };
  section(
    t('plan.preview.addedHead'),
    cut(
      t,
      added.map(({ row }) => addedLine(row)),
      NEW_ROWS,
    ),
  );
  section(
    t('plan.preview.changedHead'),
    cut(
      t,
      [
        ...retitled(comparison).map(({ code, change }) => objectiveLine(t, code, change)),
        ...changed.map((one) => changedLine(t, one)),
      ],
      CHANGED_ROWS,
    ),
  );
  section(t('plan.preview.unnamedHead'), cut(t, unnamed.map(knownLine), OTHER_ROWS));
  section(t('plan.preview.keptDoneHead'), cut(t, keptDone.map(knownLine), OTHER_ROWS));
  section(t('plan.preview.keptMovedHead'), cut(t, keptMoved.map(knownLine), OTHER_ROWS));
  section(t('plan.preview.unknownHead'), cut(t, unknownLines(comparison), OTHER_ROWS));
  if (file.ignored.length > 0) {
    const columns = shorten(file.ignored.join(', '), 200);
    parts.push({ kind: 'context', text: t('imports.ignored', { columns }) });
  }
  return message(language, `${head}: ${counts}`, [...parts, { kind: 'buttons', buttons }]);
}

/** The rows of a file that cannot be taken; with one of them nothing is. */
export function refusedPreview(
  language: Language,
  file: PlanFile,
  buttons: readonly Button[],
): Message {
  const t = translator(language);
  const about = t('plan.imported', { title: shorten(file.title, 150) });
  const outcome = t('imports.nothingWritten', { count: file.refusedRows.length });
  return message(language, `${about}: ${outcome}`, [
    { kind: 'heading', text: about },
    { kind: 'warning', text: outcome },
    {
      kind: 'list',
      items: cut(
        t,
        file.refusedRows.map((row) => refusedLine(t, row)),
        REFUSED_ROWS,
      ),
    },
    { kind: 'buttons', buttons },
  ]);
}

type Line = string | readonly Inline[];

function cut(t: Translate, lines: readonly Line[], most: number): Line[] {
  const more = lines.length - most;
  return more > 0 ? [...lines.slice(0, most), t('imports.more', { count: more })] : [...lines];
}

function addedLine(row: { objectiveCode: string; title: string; deadline: string }): string {
  const deadline = row.deadline ? ` (${row.deadline})` : '';
  const code = row.objectiveCode ? `${shorten(row.objectiveCode, 20)}: ` : '';
  return `${code}${shorten(row.title, TITLE_LENGTH)}${deadline}`;
}

function unknownLines({ unknownInstitutions }: PlanComparison): string[] {
  return unknownInstitutions.map((name) => shorten(name, TITLE_LENGTH));
}

function knownLine({ handle, title }: KnownActivity): Line {
  return [{ bold: handle }, ` ${shorten(title, TITLE_LENGTH)}`];
}

function changedLine(t: Translate, { before, changes }: ChangedActivity): Line {
  const pieces: Inline[] = [{ bold: before.handle }, ` ${shorten(before.title, TITLE_LENGTH)}`];
  for (const change of changes.slice(0, SHOWN_FIELDS)) {
    pieces.push(` · ${changeText(t, change)}`);
  }
  const more = changes.length - SHOWN_FIELDS;
  if (more > 0) pieces.push(` · ${t('plan.preview.moreFields', { count: more })}`);
  return pieces;
}

function objectiveLine(t: Translate, code: string, change: FieldChange): Line {
  const objective = t('plan.line.objective', { code: shorten(code, 20) });
  return [{ bold: objective }, ` · ${changeText(t, change)}`];
}

/** `deadline: Q3 2026 → Q4 2026`. */
function changeText(t: Translate, { field, before, after }: FieldChange): string {
  const shown = (value: string) =>
    field === 'status' ? t(`plan.state.${value as ActivityStatus}`) : shorten(value, VALUE_LENGTH);
  const name = t(`imports.field.${field}`);
  return `${name}: ${before ? shown(before) : t('plan.preview.empty')} → ${shown(after)}`;
}
