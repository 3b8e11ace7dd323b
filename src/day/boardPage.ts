import { addDays, asDay, type Day, localDay, zonedToInstant } from '../calendar/index.ts';
import { buttonPart, message, sentence } from '../chat/answers.ts';
import { COUNTED } from '../contributions/find.ts';
import type { Unreached } from '../delivery/news.ts';
import { tellNote, tellNotes } from '../delivery/queue.ts';
import type { Renderer } from '../delivery/render.ts';
import { windowWarnings } from '../drafts/rules.ts';
import { formatMonth } from '../i18n/dates.ts';
import { isSameDeadline } from '../i18n/deadline.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import { secretariatChannels } from '../membership/channels.ts';
import { planDue } from '../plan/planDue.ts';
import type { Database, Tx } from '../storage/database.ts';
import { keepTold, toldKeys } from '../storage/reminders.ts';
import type { Work, World } from '../storage/work.ts';

/** The kind of the note to each member of the board at the beginning of a month. */
export const BOARD_PAGE = 'day.boardPage';

/** Told to the secretariat: nothing reaches this member of the board directly. */
export const BOARD_UNREACHED = 'day.boardUnreached';

/** The first day of the month in which a day lies. */
const firstOf = (day: Day): Day => asDay(`${day.slice(0, 7)}-01`);

/** The first day of the month before. */
const monthBefore = (day: Day): Day => firstOf(addDays(firstOf(day), -1));

const keyOf = (month: Day) => `${BOARD_PAGE}:${month}`;

/** The members of the board who are to get a page now. */
export async function dueBoardPages(db: Database | Tx, world: World) {
  const month = monthBefore(localDay(world.now, world.zone));
  if ((await toldKeys(db, [keyOf(month)])).size > 0) return { month, persons: [] };
  const persons = await db.person.findMany({
    where: { board: true, OR: [{ preference: null }, { preference: { monthly: true } }] },
    orderBy: { id: 'asc' },
  });
  return { month, persons };
}

/**
 * Queues the page about the month before at the first tick of a month in sending hours; after it
 * when nothing ran. With nobody on the board nothing counts as told. Returns how many persons.
 */
export async function tellBoard(work: Work): Promise<number> {
  const { month, persons } = await dueBoardPages(work.tx, work);
  if (persons.length === 0) return 0;
  await keepTold(work, [keyOf(month)]);
  return tellNotes(
    work,
    persons.map((person) => ({ kind: BOARD_PAGE, subject: month, key: keyOf(month), person })),
  );
}

export interface MonthNumbers {
  received: number;
  belowMinimum: number;
  contributions: number;
  organisations: number;
  /** Activities of the plan whose deadline was moved in that month. */
  moved: number;
  /** Of the plan, as of now: an earlier state is not stored. */
  overdue: number;
}

/** The numbers of a month, from what is stored now. */
export async function monthNumbers(
  db: Database | Tx,
  first: Day,
  world: World,
): Promise<MonthNumbers> {
  const next = firstOf(addDays(first, 31));
  const drafts = await db.draft.findMany({
    where: { receivedOn: { gte: first, lt: next }, demonstration: false },
  });
  const at = {
    gte: zonedToInstant(first, '00:00', world.zone),
    lt: zonedToInstant(next, '00:00', world.zone),
  };
  const contributions = await db.contribution.findMany({
    where: { submittedAt: at, draft: { demonstration: false }, ...COUNTED },
    select: { organisationId: true },
  });
  const positions = await db.position.findMany({
    where: { at, contribution: { draft: { demonstration: false } } },
    select: { organisationId: true },
  });
  const moves = await db.activityChange.findMany({
    where: { at, field: 'deadline', before: { not: null }, activity: { demonstration: false } },
    select: { activityId: true, before: true, after: true },
  });
  const moved = moves.filter(
    ({ before, after }) => before !== null && !isSameDeadline(before, after),
  );
  const today = localDay(world.now, world.zone);
  const due = await planDue(db, { today, days: 0 });
  return {
    received: drafts.length,
    belowMinimum: drafts.filter((draft) => isShort(draft, world)).length,
    contributions: contributions.length,
    organisations: new Set([...contributions, ...positions].map((row) => row.organisationId)).size,
    moved: new Set(moved.map(({ activityId }) => activityId)).size,
    overdue: due.filter((row) => row.deadlineOn < today && !row.demonstration).length,
  };
}

type StoredDraft = Awaited<ReturnType<Tx['draft']['findMany']>>[number];

function isShort(draft: StoredDraft, { calendar, settings }: World): boolean {
  const days = { opensOn: asDay(draft.opensOn), closesOn: asDay(draft.closesOn) };
  const warnings = windowWarnings(calendar, { ...draft, ...days }, settings);
  return warnings.some(({ kind }) => kind === 'short');
}

/** One page of numbers; nothing when nothing happened and nothing is overdue. */
export const renderBoardPage: Renderer = async ({ subject, target, db, world }) => {
  const first = asDay(subject);
  const numbers = await monthNumbers(db, first, world);
  if (Object.values(numbers).every((number) => number === 0)) return null;
  const { language } = target;
  const t = translator(language);
  const head = t('board.head', { month: formatMonth(language, first) });
  return message(language, head, [
    { kind: 'heading', text: head },
    { kind: 'list', items: lines(t, numbers) },
    { kind: 'context', text: t('board.source') },
    ...buttonPart([{ act: 'draft.list', args: [], label: t('board.button.drafts') }]),
  ]);
};

function lines(t: Translate, numbers: MonthNumbers): string[] {
  const names = [
    'received',
    'belowMinimum',
    'contributions',
    'organisations',
    'moved',
    'overdue',
  ] as const;
  return names.map((name) => t(`board.${name}`, { count: numbers[name] }));
}

/** A page did not reach its member of the board: the secretariat is told, who can see to it. */
export async function tellBoardUnreached(work: Work, lost: Unreached): Promise<void> {
  if (lost.kind !== BOARD_PAGE) return;
  for (const channel of await secretariatChannels(work.tx)) {
    await tellNote(work, {
      kind: BOARD_UNREACHED,
      subject: lost.subject,
      params: { personId: lost.personId },
      key: `${BOARD_UNREACHED}:${lost.subject}:${lost.personId}`,
      channel,
    });
  }
}

export const renderBoardUnreached: Renderer = async ({ subject, params, target, db }) => {
  const person = await db.person.findUnique({ where: { id: String(params.personId) } });
  if (!person) return null;
  const { language } = target;
  return sentence(language, unreachedText(language, asDay(subject), person.displayName));
};

function unreachedText(language: Language, month: Day, name: string): string {
  const t = translator(language);
  return t('board.unreached', { name, month: formatMonth(language, month) });
}
