import { asDay, type Day, localDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Field, Inline, Message, Part } from '../chat/message.ts';
import { shorten } from '../documents/shorten.ts';
import { deadlineKind } from '../i18n/deadline.ts';
import { deadlineText, shortDeadline, writtenDeadline } from '../i18n/deadlineText.ts';
import { type Key, type Language, type Translate, translator } from '../i18n/index.ts';
import type { World } from '../storage/work.ts';
import { handleOf, type PlannedRow } from './find.ts';
import { historyLines } from './history.ts';
import { factsOf } from './missing.ts';
import { missingWords, offerParts } from './offerCards.ts';
import { FILTERS, missingSince, standingOn } from './rules.ts';
import type { Move, ProgrammePage, ShownPlanned } from './showProgramme.ts';

const TITLE_LENGTH = 110;
const WRITTEN_LENGTH = 60;
const REASON_SHOWN = 100;
const CELL_LENGTH = 300;

/** The deadline as it is written in the programme, in the reader's words. */
function written(language: Language, row: PlannedRow, short: boolean): string {
  const deadline = {
    deadline: row.deadline,
    deadlineKind: deadlineKind({ deadline: row.deadline, deadlineKind: null }),
    deadlineOn: row.deadlineOn === null ? null : asDay(row.deadlineOn),
  };
  const text = short ? shortDeadline(language, deadline) : deadlineText(language, deadline);
  return text ?? translator(language)('plan.deadline.none');
}

/** `earlier deadline: 30 Jun 2026 — decision of …`. */
function movedText(language: Language, moved: Move | null): string | null {
  if (!moved) return null;
  const t = translator(language);
  const before = writtenDeadline(language, moved.from) ?? moved.from;
  return moved.reason
    ? t('plan.line.movedBecause', { before, reason: shorten(moved.reason, REASON_SHOWN) })
    : t('plan.line.moved', { before });
}

/** Where a planned draft stands, in one phrase. */
export function standingText(t: Translate, row: PlannedRow, today: Day): string {
  if (row.draft) return t('programme.standing.received', { number: row.draft.number });
  const facts = factsOf(row);
  const standing = standingOn(facts, today);
  if (standing === 'received') return t('programme.state.planned');
  return t(`programme.standing.${standing}`);
}

/** One page of a programme: what it names, what became of that, and the ways to see only a part. */
export function programmeMessage(
  language: Language,
  shown: ProgrammePage,
  world: World,
  staff: boolean,
): Message {
  const t = translator(language);
  const { year, filter, counts, rows, page, pages } = shown;
  if (year === null || counts.all === 0) {
    const text = year === null ? t('programme.show.nothing') : t('programme.show.noYear', { year });
    return message(language, text, [{ kind: 'text', text }, ...buttonPart(yearButtons(t, shown))]);
  }
  const today = localDay(world.now, world.zone);
  const head = t('programme.head', { year });
  const line = FILTERS.map((one) => t(`programme.count.${one}`, { count: counts[one] }));
  const parts: Part[] = [
    { kind: 'heading', text: head },
    { kind: 'text', text: line.join(' · ') },
  ];
  if (filter !== 'all') {
    parts.push({ kind: 'text', text: [{ bold: t(`programme.filter.${filter}`) }] });
  }
  if (rows.length === 0) parts.push({ kind: 'text', text: t('programme.show.none') });
  else parts.push({ kind: 'list', items: rows.map((row) => plannedLine(language, row, today)) });
  if (pages > 1)
    parts.push({ kind: 'context', text: t('plan.show.page', { page: page + 1, pages }) });
  const buttons: Button[] = rows.map((row) => ({
    act: 'programme.show',
    args: [handleOf(row)],
    label: handleOf(row),
  }));
  const turn = (to: number, label: Key) =>
    buttons.push({
      act: 'programme.page',
      args: [String(year), filter, String(to + 1)],
      label: t(label),
    });
  if (page > 0) turn(page - 1, 'plan.button.previousPage');
  if (page < pages - 1) turn(page + 1, 'plan.button.nextPage');
  for (const one of FILTERS) {
    if (one === filter || (counts[one] === 0 && one !== 'all')) continue;
    const args = [String(year), one, '1'];
    buttons.push({ act: 'programme.page', args, label: t(`programme.filter.${one}`) });
  }
  if (staff && counts.missing > 0) {
    buttons.push({ act: 'programme.missing', args: [], label: t('programme.button.missing') });
  }
  return message(language, `${head}: ${line[0]}`, [
    ...parts,
    ...buttonPart([...buttons, ...yearButtons(t, shown)]),
  ]);
}

function yearButtons(t: Translate, { others }: ProgrammePage): Button[] {
  return others.slice(0, 3).map((year) => ({
    act: 'programme.page',
    args: [String(year), 'all', '1'],
    label: t('programme.button.year', { year }),
  }));
}

function plannedLine(
  language: Language,
  row: PlannedRow & { moved: Move | null },
  today: Day,
): Inline[] {
  const t = translator(language);
  const facts = [
    row.institution?.code ?? (row.written ? shorten(row.written, WRITTEN_LENGTH) : null),
    row.state === 'withdrawn'
      ? null
      : t('plan.line.deadline', { deadline: written(language, row, true) }),
    standingText(t, row, today),
    movedText(language, row.moved),
    row.demonstration ? t('plan.demonstration') : null,
  ].filter((fact) => fact !== null);
  return [{ bold: handleOf(row) }, ` ${shorten(row.title, TITLE_LENGTH)} · ${facts.join(' · ')}`];
}

/** One planned draft with its history, and for staff what they can do with it. */
export function plannedMessage(
  language: Language,
  shown: ShownPlanned,
  world: World,
  staff: boolean,
): Message {
  const t = translator(language);
  const { row, history, offers } = shown;
  const handle = handleOf(row);
  const title = `${handle} ${shorten(row.title, 200)}`;
  const head = row.demonstration ? `${title} ${t('plan.demonstration')}` : title;
  const lines = historyLines(language, history, world.zone);
  return message(language, head, [
    { kind: 'heading', text: head },
    { kind: 'fields', fields: fieldsOf(language, shown, world) },
    ...(lines.length === 0
      ? []
      : ([
          { kind: 'text', text: [{ bold: t('plan.show.history') }] },
          { kind: 'list', items: lines },
        ] as const)),
    ...offerParts(t, offers),
    ...buttonPart(plannedButtons(t, row, world, staff)),
  ]);
}

function fieldsOf(
  language: Language,
  { row, moved, history }: ShownPlanned,
  world: World,
): Field[] {
  const t = translator(language);
  const today = localDay(world.now, world.zone);
  const since = missingSince(world.calendar, factsOf(row), today);
  const why =
    row.state === 'withdrawn' ? history.find(({ field }) => field === 'state')?.reason : null;
  const state = standingText(t, row, today);
  const standing = since === null ? state : `${state} (${missingWords(t, since)})`;
  const deadline = [written(language, row, false), movedText(language, moved)];
  const institution =
    row.institution && row.written && row.institution.code !== row.written
      ? `${row.institution.code} (${row.written})`
      : (row.institution?.code ?? row.written);
  const cells: [Key, string | null][] = [
    ['programme.field.programme', t('programme.head', { year: row.programme.year })],
    ['programme.field.institution', institution],
    ['programme.field.kind', t(`draft.type.${row.type}`)],
    ['programme.field.deadline', deadline.filter((one) => one !== null).join(' · ')],
    ['programme.field.status', why ? `${standing} — ${shorten(why, REASON_SHOWN)}` : standing],
    ['programme.field.source', row.source],
  ];
  return cells.flatMap(([label, value]) =>
    value ? [{ label: t(label), value: shorten(value, CELL_LENGTH) }] : [],
  );
}

function plannedButtons(t: Translate, row: PlannedRow, world: World, staff: boolean): Button[] {
  const args = [handleOf(row)];
  const buttons: Button[] = [];
  if (row.draft) {
    buttons.push({ act: 'draft.show', args: [row.draft.number], label: row.draft.number });
  }
  if (!staff) return buttons;
  const button = (act: string, label: Key, style?: Button['style']) =>
    buttons.push({ act, args, label: t(label), style });
  const today = localDay(world.now, world.zone);
  if (standingOn(factsOf(row), today) === 'missing') {
    const letter = { act: 'programme.letter', args: ['planned', ...args] };
    buttons.push({ ...letter, label: t('programme.button.letter'), style: 'primary' });
  }
  if (row.draft) button('programme.unmatch', 'programme.button.unmatch');
  else button('programme.match', 'programme.button.match');
  if (row.state === 'withdrawn') button('programme.reopen', 'programme.button.reopen');
  else {
    button('programme.move', 'programme.button.move');
    button('programme.withdraw', 'programme.button.withdraw', 'danger');
  }
  return buttons;
}
