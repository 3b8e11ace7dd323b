import { localDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import { RESUME_ACT } from '../chat/formMessage.ts';
import type { Button, Inline, Message, Part, Text } from '../chat/message.ts';
import { articleOf } from '../contributions/cards.ts';
import { type ContributionRow, currentVersion, referenceOf } from '../contributions/find.ts';
import { sayers } from '../contributions/positions.ts';
import { contributeButton, timeLeft } from '../contributions/reminderCards.ts';
import { unfinishedLabel } from '../contributions/unfinished.ts';
import { shorten } from '../documents/shorten.ts';
import { draftTitle } from '../drafts/cards.ts';
import type { DraftRow } from '../drafts/find.ts';
import { viewOfRow } from '../drafts/view.ts';
import { formatDay, formatShortDay, formatShortMoment } from '../i18n/dates.ts';
import { type Key, type Language, type Translate, translator } from '../i18n/index.ts';
import { activityLine } from '../plan/cards.ts';
import type { World } from '../storage/work.ts';
import { type DelegateDay, OFFICE_DAYS, type OfficeDay } from './today.ts';

/** Lines of one part of the day, and of all of it: Discord has room for 25 buttons. */
const MOST_LINES = 4;
const MOST_ALL = 16;
const TITLE_LENGTH = 90;

/** One thing, with the button that does it. */
export interface Line {
  text: Text;
  button?: Button;
  /** A second way on, where the first is final. */
  beside?: Button;
}

/** One part of a day or a digest. */
export interface Section {
  head: Key;
  lines: readonly Line[];
  /** How many there are beside those lines. */
  more: number;
}

/** Where a day is shown: in which language, and from when. */
export interface Sight {
  language: Language;
  t: Translate;
  world: World;
}

export function sightOf(language: Language, world: World): Sight {
  return { language, t: translator(language), world };
}

/** What needs a person now, on one screen; a kind word when nothing does. */
export function todayMessage(
  language: Language,
  world: World,
  own: DelegateDay,
  office: OfficeDay | null,
): Message {
  const sight = sightOf(language, world);
  const { t } = sight;
  const sections = [
    ...delegateSections(sight, own),
    ...(office ? officeSections(sight, office) : []),
  ].filter(({ lines }) => lines.length > 0);
  if (sections.length === 0) {
    const text = t('day.none');
    return message(language, text, [{ kind: 'text', text }]);
  }
  const head = t('day.head', { day: formatDay(language, localDay(world.now, world.zone)) });
  return message(language, head, [{ kind: 'heading', text: head }, ...sectionParts(t, sections)]);
}

/** Sections one below the other, each line with its button, as many as fit. */
export function sectionParts(t: Translate, sections: readonly Section[]): Part[] {
  const parts: Part[] = [];
  let room = MOST_ALL;
  let left = 0;
  for (const { head, lines, more } of sections) {
    const shown = lines.slice(0, room);
    room -= shown.length;
    left += lines.length - shown.length;
    if (shown.length === 0) continue;
    parts.push({ kind: 'text', text: [{ bold: t(head) }] });
    for (const { text, button, beside } of shown) {
      const buttons = [button, beside].filter((one) => one !== undefined);
      parts.push({ kind: 'text', text }, ...buttonPart(buttons));
    }
    if (more > 0) parts.push({ kind: 'context', text: t('day.more', { count: more }) });
  }
  if (left > 0) parts.push({ kind: 'context', text: t('day.more', { count: left }) });
  return parts;
}

/** As many rows as one part shows. */
export function section<T>(head: Key, rows: readonly T[], line: (row: T) => Line): Section {
  const shown = rows.slice(0, MOST_LINES);
  return { head, lines: shown.map(line), more: rows.length - shown.length };
}

/** The title as far as a line has room for it. */
export function titleOf({ language }: Sight, draft: DraftRow): string {
  return shorten(draftTitle(viewOfRow(draft, null), language), TITLE_LENGTH);
}

/** `MPMS-2026-001 – 5 working days: …`. */
export function dueText(sight: Sight, draft: DraftRow, said?: string): Inline[] {
  const facts = [timeLeft(sight.t, draft, sight.world), ...(said ? [said] : [])];
  return [{ bold: draft.number }, ` – ${facts.join(' · ')}: ${titleOf(sight, draft)}`];
}

export const showButton = ({ number }: DraftRow): Button => ({
  act: 'draft.show',
  args: [number],
  label: number,
});

function delegateSections(sight: Sight, day: DelegateDay): Section[] {
  const { t, language, world } = sight;
  const moment = (at: Date) => formatShortMoment(language, at, world.zone);
  return [
    section('day.section.unfinished', day.unfinished, (unfinished) => {
      const number = unfinishedLabel(unfinished, t);
      return {
        text: t('day.unfinishedLine', { number, at: moment(unfinished.updatedAt) }),
        button: resumeButton(t, unfinished.id, number),
      };
    }),
    section('day.section.due', day.due, ({ draft, acted }) => ({
      text: dueText(sight, draft, acted ? t('day.acted') : undefined),
      button: acted ? showButton(draft) : contributeButton(t, draft.number),
    })),
    section('day.section.late', day.late, (draft) => ({
      text: t('day.lateLine', {
        number: draft.number,
        due: moment(draft.dueAt),
        title: titleOf(sight, draft),
      }),
      button: contributeButton(t, draft.number),
    })),
    {
      ...section('day.section.shared', day.shared.rows, (row) => ({
        text: sharedText(sight, row),
        button: {
          act: 'contribution.text',
          args: [referenceOf(row)],
          label: t('day.button.read', { reference: referenceOf(row) }),
        },
      })),
      more: day.shared.count - day.shared.rows.length,
    },
  ];
}

/** Who proposes it, for which article, and how many support it. */
function sharedText({ t }: Sight, row: ContributionRow): Inline[] {
  const support = sayers(row, 'support', t).length;
  const facts = [
    row.organisation.name,
    articleOf(currentVersion(row), t),
    ...(support > 0 ? [t('day.supported', { count: support })] : []),
  ];
  return [{ bold: referenceOf(row) }, ` – ${facts.join(' · ')}`];
}

const resumeButton = (t: Translate, id: string, what: string): Button => ({
  act: RESUME_ACT,
  args: [id, '0'],
  label: t('day.button.resume', { number: shorten(what, 40) }),
});

/** Also the secretariat's digest shows these. */
export function officeSections(sight: Sight, day: OfficeDay): Section[] {
  const { t, language, world } = sight;
  const silent = day.due.filter(({ answered }) => answered === 0);
  const answered = day.due.filter((draft) => draft.answered > 0);
  return [
    { head: 'day.section.office', lines: officeLines(sight, day), more: 0 },
    section('day.section.unanswered', silent, (draft) => ({
      text: dueText(sight, draft),
      button: showButton(draft),
    })),
    section('day.section.due', answered, (draft) => ({
      text: dueText(sight, draft, t('day.answered', { count: draft.answered })),
      button: showButton(draft),
    })),
    section('day.section.overdue', day.overdue, (draft) => ({
      text: t('day.lateLine', {
        number: draft.number,
        due: formatShortMoment(language, draft.dueAt, world.zone),
        title: titleOf(sight, draft),
      }),
      button: {
        act: 'draft.close',
        args: [draft.number],
        label: t('day.button.close', { number: draft.number }),
      },
    })),
    authoritySection(sight, day),
    milestoneSection(sight, day),
  ];
}

function officeLines({ t }: Sight, day: OfficeDay): Line[] {
  const lines: Line[] = day.unpublished.map(({ id, title }) => ({
    text: t('day.newDraft', { title: shorten(title, TITLE_LENGTH) }),
    button: resumeButton(t, id, title),
  }));
  if (day.proposed > 0) {
    lines.push({
      text: t('membership.proposedList', { count: day.proposed }),
      button: { act: 'member.list', args: [], label: t('day.button.members') },
    });
  }
  if (day.failing > 0) {
    lines.push({
      text: t('day.failing', { count: day.failing }),
      button: { act: 'delivery.show', args: [], label: t('day.button.failing') },
    });
  }
  return lines;
}

/** What waits to be written to authorities, and which of them are late. */
function authoritySection({ t, language }: Sight, { letters, reports }: OfficeDay): Section {
  const overdue = section('letter.day.head', reports, ({ draft, dueOn }) => ({
    text: t('letter.day.overdue', {
      number: draft.number,
      due: formatShortDay(language, dueOn),
    }),
    button: { act: 'bundle.clock', args: [draft.number], label: draft.number },
  }));
  if (letters === 0) return overdue;
  const waiting: Line = {
    text: t('letter.waiting', { count: letters }),
    button: { act: 'letter.list', args: [], label: t('letter.day.button') },
  };
  return { ...overdue, lines: [waiting, ...overdue.lines] };
}

function milestoneSection({ t, language, world }: Sight, { milestones }: OfficeDay): Section {
  const today = localDay(world.now, world.zone);
  const shown = milestones.slice(0, 3);
  if (shown.length === 0) return { head: 'day.section.milestones', lines: [], more: 0 };
  return {
    head: 'day.section.milestones',
    lines: [
      {
        text: t('day.milestones', { count: milestones.length, days: OFFICE_DAYS }),
        button: { act: 'plan.due', args: [], label: t('day.button.milestones') },
      },
      ...shown.map((row) => ({
        text: activityLine(language, row, today),
        button: {
          act: 'plan.done',
          args: [row.handle],
          label: t('plan.button.done', { handle: row.handle }),
        },
        // From there it is moved, proven or dropped.
        beside: {
          act: 'plan.show',
          args: [row.handle],
          label: t('plan.button.show', { handle: row.handle }),
        },
      })),
    ],
    more: milestones.length - shown.length,
  };
}
