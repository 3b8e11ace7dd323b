import { asDay, type Day, localDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Field, Inline, Message, Part, Text } from '../chat/message.ts';
import { oneLine, shorten } from '../documents/shorten.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { deadlineText, writtenDeadline } from '../i18n/deadlineText.ts';
import { type Key, type Language, type Translate, translator } from '../i18n/index.ts';
import type { World } from '../storage/work.ts';
import {
  dueText,
  type LineActivity,
  movedText,
  REASON_SHOWN,
  RESPONSIBLE_LENGTH,
  TITLE_LENGTH,
  titledLine,
  untilDue,
} from './cards.ts';
import { addressee } from './escalation.ts';
import type { EvidenceRow } from './evidence.ts';
import { lastMove } from './history.ts';
import { CHANGE_LENGTH, historyLines, type State, WHY_LENGTH } from './historyText.ts';
import { draftTitleIn, type PlanPage, type ShownActivity } from './showPlan.ts';

// Together these stay within what Discord takes in one message: 6,000 characters.
/** A cell of the plan in its field: what is longer stays readable where the plan itself is. */
const CELL_LENGTH = 300;
/** The latest evidence is named, and how much there is besides. */
const EVIDENCE_LINES = 8;
/** The latest evidence has buttons: more would fill a phone's screen. */
const EVIDENCE_BUTTONS = 3;

function stateText(
  language: Language,
  { state, doneOn }: { state: State; doneOn: string | null },
): string {
  const t = translator(language);
  const day = state === 'done' ? writtenDeadline(language, doneOn) : null;
  return day ? t('plan.state.doneOn', { day }) : t(`plan.state.${state}`);
}

/** One activity with everything that is known of it, and for staff what they can do with it. */
export function activityMessage(
  language: Language,
  shown: ShownActivity,
  world: World,
  staff: boolean,
): Message {
  const t = translator(language);
  const { activity } = shown;
  const title = `${activity.handle} ${shorten(activity.title, TITLE_LENGTH)}`;
  const head = activity.demonstration ? `${title} ${t('plan.demonstration')}` : title;
  const cut = [...activity.title].length > TITLE_LENGTH;
  return message(language, head, [
    { kind: 'heading', text: head },
    ...(cut ? [{ kind: 'text', text: activity.title } as const] : []),
    { kind: 'fields', fields: fieldsOf(language, shown, localDay(world.now, world.zone)) },
    ...listOf(t('plan.show.evidence'), evidenceLines(language, shown.evidence, world)),
    ...listOf(t('plan.show.history'), historyLines(language, shown.history, world.zone)),
    ...buttonPart([
      ...(staff ? staffButtons(t, shown) : []),
      ...evidenceButtons(t, shown.evidence, world, staff),
    ]),
  ]);
}

function listOf(head: string, items: readonly Text[]): Part[] {
  if (items.length === 0) return [];
  return [
    { kind: 'text', text: [{ bold: head }] },
    { kind: 'list', items },
  ];
}

function fieldsOf(language: Language, shown: ShownActivity, today: Day): Field[] {
  const t = translator(language);
  const { activity, objective, plan, escalation } = shown;
  const cells: [Key, string | null][] = [
    ['plan.field.plan', plan.title],
    ['imports.field.objective', objectiveText(objective)],
    ['imports.field.responsible', activity.responsible],
    ['imports.field.supporting', activity.supporting],
    ['imports.field.deadline', deadlineField(language, shown, today)],
    ['imports.field.status', statusField(language, shown)],
    ['imports.field.cost', activity.cost],
    ['imports.field.fundingSource', activity.fundingSource],
    ['imports.field.indicator', activity.indicator],
    ['imports.field.source', activity.source],
    ['plan.field.escalation', escalation && addressee(escalation)],
  ];
  return cells.flatMap(([label, value]) => {
    if (!value) return [];
    return [{ label: capitalised(language, t(label)), value: shorten(value, CELL_LENGTH) }];
  });
}

/** The names of columns stand within sentences elsewhere, in small letters. */
function capitalised(language: Language, text: string): string {
  return text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);
}

function objectiveText({ code, title }: ShownActivity['objective']): string | null {
  return [code, title].filter(Boolean).join(' – ') || null;
}

function deadlineField(
  language: Language,
  { activity, history }: ShownActivity,
  today: Day,
): string {
  const deadlineOn = activity.deadlineOn === null ? null : asDay(activity.deadlineOn);
  const moves = history.filter(({ field, before }) => field === 'deadline' && before !== null);
  const open = activity.state === 'open' && deadlineOn !== null;
  const facts = [
    deadlineText(language, { ...activity, deadlineOn }) ??
      translator(language)('plan.deadline.none'),
    open ? untilDue(language, deadlineOn, today) : null,
    movedText(language, lastMove(moves), REASON_SHOWN),
  ];
  return facts.filter((fact) => fact !== null).join(' · ');
}

function statusField(language: Language, { activity, history }: ShownActivity): string {
  const why =
    activity.state === 'done'
      ? activity.doneNote
      : activity.state === 'dropped'
        ? history.find(({ field }) => field === 'state')?.reason
        : null;
  const state = stateText(language, activity);
  return why ? `${state} — ${shorten(oneLine(why), WHY_LENGTH)}` : state;
}

/** Where the file of evidence is read; null where the bot has no pages that people reach. */
function fileUrl({ publicUrl }: World, { id, file }: EvidenceRow): string | null {
  return file && publicUrl ? `${publicUrl}/evidence/${id}` : null;
}

function evidenceLines(language: Language, evidence: readonly EvidenceRow[], world: World): Text[] {
  const t = translator(language);
  const earlier = Math.max(0, evidence.length - EVIDENCE_LINES);
  const more = earlier > 0 ? [t('plan.show.earlierEvidence', { count: earlier })] : [];
  const lines = evidence.slice(earlier).map((row, index): Inline[] => {
    const url = row.url ?? fileUrl(world, row);
    const title: Inline = url ? { link: row.title, url } : row.title;
    const { draft } = row;
    const about = draft
      ? ` – ${row.title === draft.number ? '' : `${draft.number} `}${shorten(draftTitleIn(language, draft), CHANGE_LENGTH)}`
      : row.file && !url
        ? ` – ${shorten(row.file.name, CHANGE_LENGTH)}`
        : '';
    const day = formatShortDay(language, localDay(row.at, world.zone));
    const who = row.person ? t('plan.show.by', { day, name: row.person.displayName }) : day;
    return [`${earlier + index + 1}. `, title, `${about} (${who})`];
  });
  return [...more, ...lines];
}

function staffButtons(t: Translate, { activity }: ShownActivity): Button[] {
  const args = [activity.handle];
  const button = (act: string, label: Key): Button => ({ act, args, label: t(label) });
  const evidence = button('plan.evidence', 'plan.button.evidence');
  switch (activity.state) {
    case 'open':
      return [
        { ...button('plan.done', 'plan.button.markDone'), style: 'primary' },
        button('plan.move', 'plan.button.move'),
        evidence,
        button('plan.drop', 'plan.button.drop'),
      ];
    case 'done':
      return [evidence, button('plan.reopen', 'plan.button.reopen')];
    case 'dropped':
      return [button('plan.reopen', 'plan.button.reopenDropped')];
  }
}

/** Drafts and files that no link leads to are a tap away; staff can take back what they see. */
function evidenceButtons(
  t: Translate,
  evidence: readonly EvidenceRow[],
  world: World,
  staff: boolean,
): Button[] {
  const numbered = evidence.map((row, index) => ({ row, id: index + 1 })).slice(-EVIDENCE_BUTTONS);
  return numbered.flatMap(({ row, id }) => {
    const buttons: Button[] = [];
    if (row.draft) {
      buttons.push({ act: 'draft.show', args: [row.draft.number], label: row.draft.number });
    }
    if (row.file && !fileUrl(world, row)) {
      buttons.push({
        act: 'plan.evidenceFile',
        args: [row.id],
        label: t('plan.button.file', { id }),
      });
    }
    if (staff) {
      buttons.push({
        act: 'plan.evidenceBack',
        args: [row.id],
        label: t('plan.button.evidenceBack', { id }),
      });
    }
    return buttons;
  });
}

/** One page of the plans, by objective. */
export function planMessage(
  language: Language,
  { total, page, pages, activities }: PlanPage,
  today: Day,
): Message {
  const t = translator(language);
  if (total === 0) {
    const text = t('plan.show.nothing');
    return message(language, text, [{ kind: 'text', text }]);
  }
  const parts: Part[] = [];
  let plan = '';
  let objective = '';
  let items: Text[] = [];
  for (const row of activities) {
    if (row.objective.plan.id !== plan) {
      plan = row.objective.plan.id;
      parts.push({ kind: 'heading', text: shorten(row.objective.plan.title, TITLE_LENGTH) });
    }
    if (row.objectiveId !== objective) {
      objective = row.objectiveId;
      const { code, title } = row.objective;
      const named = title || !code ? objectiveText(row.objective) : null;
      const text = named ?? (code && capitalised(language, t('plan.line.objective', { code })));
      if (text) parts.push({ kind: 'text', text: [{ bold: shorten(text, TITLE_LENGTH) }] });
      items = [];
      parts.push({ kind: 'list', items });
    }
    items.push(planLine(language, row, today));
  }
  const summary = t('plan.show.summary', { count: total });
  const where = pages > 1 ? t('plan.show.page', { page: page + 1, pages }) : '';
  parts.push({ kind: 'context', text: [summary, where].filter(Boolean).join(' · ') });
  const buttons: Button[] = [];
  const turn = (to: number, label: Key) =>
    buttons.push({ act: 'plan.page', args: [String(to + 1)], label: t(label) });
  if (page > 0) turn(page - 1, 'plan.button.previousPage');
  if (page < pages - 1) turn(page + 1, 'plan.button.nextPage');
  return message(language, summary, [...parts, ...buttonPart(buttons)]);
}

function planLine(
  language: Language,
  row: Omit<LineActivity, 'deadlineOn'> & { deadlineOn: Day | null } & {
    state: State;
    doneOn: string | null;
  },
  today: Day,
): Inline[] {
  const t = translator(language);
  const details = [
    row.responsible
      ? t('plan.line.responsible', { name: shorten(row.responsible, RESPONSIBLE_LENGTH) })
      : null,
    row.state === 'open' ? openDeadline(language, row, today) : stateText(language, row),
    movedText(language, row.moved, REASON_SHOWN),
  ];
  return titledLine(
    language,
    row,
    details.filter((detail) => detail !== null),
  );
}

function openDeadline(
  language: Language,
  row: Pick<LineActivity, 'deadline' | 'deadlineKind' | 'deadlineOn'>,
  today: Day,
): string {
  const t = translator(language);
  const { deadlineOn } = row;
  if (deadlineOn !== null) return dueText(language, { ...row, deadlineOn }, today);
  const deadline = deadlineText(language, row);
  return deadline ? t('plan.line.deadline', { deadline }) : t('plan.deadline.none');
}
