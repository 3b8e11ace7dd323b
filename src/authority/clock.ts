import { asDay, type Day, localDay } from '../calendar/index.ts';
import type { Language } from '../i18n/languages.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import { inParts } from '../storage/parts.ts';
import type { Work, World } from '../storage/work.ts';
import { isAnswered } from './answered.ts';
import { contactFor } from './contacts.ts';
import { mailOfLetter, prepareLetter, rewriteLetter } from './letters.ts';
import { stepLetter } from './letterText.ts';
import { reachedSteps, reportDueOn, roleOf, type Step, stepsOf } from './rules.ts';
import { endWaitingLetters, WAITING } from './waitingLetters.ts';

/** Without what was frozen, which may be long and is asked for every minute. */
const withBundle = {
  bundle: { omit: { content: true }, include: { draft: { include: { institution: true } } } },
} as const;

/** A dispatch as far as the clock needs it. */
export type ClockDispatch = Prisma.DispatchGetPayload<{ include: typeof withBundle }>;

/** What left of one draft, and what its institution is waited for. */
export interface DraftClock {
  draft: ClockDispatch['bundle']['draft'];
  /** The first one first; there is one at least. */
  dispatches: readonly ClockDispatch[];
  dueOn: Day;
  /** Why nothing is waited for; null while something is. */
  ended: 'answered' | 'withdrawn' | null;
  steps: readonly ClockStep[];
}

export type ClockStep = Step & { dispatch: ClockDispatch };

/** A dispatch that left and was not taken back. */
const LEFT = { revokedAt: null, sentOn: { not: null } } as const;

/** The clock of one draft; null while nothing of it left. */
export async function clockOf(
  db: Database | Tx,
  draftId: string,
  world: World,
): Promise<DraftClock | null> {
  const dispatches = await db.dispatch.findMany({
    where: { ...LEFT, bundle: { draftId } },
    include: withBundle,
    orderBy: { at: 'asc' },
  });
  const [first] = dispatches;
  if (!first) return null;
  return clockFrom(first, dispatches, await endedBy(db, first.bundle.draft), world);
}

function clockFrom(
  first: ClockDispatch,
  dispatches: readonly ClockDispatch[],
  ended: DraftClock['ended'],
  world: World,
): DraftClock {
  const { draft } = first.bundle;
  const closesOn = asDay(draft.closesOn);
  const steps = dispatches.flatMap((dispatch) =>
    stepsOf(
      {
        sentOn: asDay(dispatch.sentOn ?? ''),
        closesOn,
        acknowledged: dispatch.acknowledgedOn !== null,
        ended: ended !== null,
      },
      world.settings,
      world.calendar,
    )
      // One report answers all that went: it is asked for once.
      .filter(({ kind }) => kind === 'acknowledgement' || dispatch === first)
      .map((step) => ({ ...step, dispatch })),
  );
  const dueOn = reportDueOn(closesOn, world.settings, world.calendar);
  return { draft, dispatches, dueOn, ended, steps };
}

async function endedBy(
  db: Database | Tx,
  draft: { id: string; state: string },
): Promise<DraftClock['ended']> {
  if (await isAnswered(db, draft.id)) return 'answered';
  if (draft.state === 'withdrawn') return 'withdrawn';
  const withdrawn = await db.draftStage.count({
    where: { draftId: draft.id, kind: 'withdrawn', revokedAt: null },
  });
  return withdrawn > 0 ? 'withdrawn' : null;
}

/**
 * The clocks of drafts of which something left and to which no document answers; whether all was
 * answered otherwise is left to {@link endedBy}, for it takes queries of its own.
 */
async function clocksThatMayRun(db: Database | Tx, world: World): Promise<DraftClock[]> {
  const ids = await db.dispatch.findMany({
    where: {
      ...LEFT,
      bundle: {
        draft: { state: { not: 'withdrawn' }, answerSources: { none: { revokedAt: null } } },
      },
    },
    orderBy: { at: 'asc' },
    select: { id: true },
  });
  const byDraft = new Map<string, [ClockDispatch, ...ClockDispatch[]]>();
  for (const part of inParts(ids.map(({ id }) => id))) {
    const rows = await db.dispatch.findMany({
      where: { id: { in: part } },
      include: withBundle,
      orderBy: { at: 'asc' },
    });
    for (const row of rows) {
      const known = byDraft.get(row.bundle.draftId);
      if (known) known.push(row);
      else byDraft.set(row.bundle.draftId, [row]);
    }
  }
  return [...byDraft.values()].map((group) => clockFrom(group[0], group, null, world));
}

/** A letter that is due now. */
export interface DueLetter {
  clock: DraftClock;
  step: ClockStep;
  key: string;
}

/**
 * The letters that are due and were not prepared. What was prepared is known by its key, so that a
 * corrected holiday moves what is to come and repeats nothing.
 */
export async function dueLetters(db: Database | Tx, world: World): Promise<DueLetter[]> {
  const today = localDay(world.now, world.zone);
  const reached = (await clocksThatMayRun(db, world)).flatMap((clock) =>
    reachedOf(clock, today).map((step) => ({ clock, step, key: letterKey(clock, step) })),
  );
  const known = new Set<string>();
  for (const part of inParts(reached.map(({ key }) => key))) {
    const rows = await db.letter.findMany({ where: { key: { in: part } }, select: { key: true } });
    for (const { key } of rows) known.add(key);
  }
  const due: DueLetter[] = [];
  for (const letter of reached) {
    if (known.has(letter.key) || (await endedBy(db, letter.clock.draft))) continue;
    due.push(letter);
  }
  return due;
}

function reachedOf({ dispatches, steps }: DraftClock, today: Day): ClockStep[] {
  return dispatches.flatMap((dispatch) => {
    const own = steps.filter((step) => step.dispatch === dispatch);
    const reached = new Set(reachedSteps(own, today).map(({ kind }) => kind));
    return own.filter(({ kind }) => reached.has(kind));
  });
}

/**
 * A window that was extended has a clock of its own. A bundle that was taken back and sent anew has
 * not: the report was asked for.
 */
function letterKey({ draft }: DraftClock, { kind, dispatch }: ClockStep): string {
  return kind === 'acknowledgement'
    ? `acknowledgement:${dispatch.id}`
    : `report.${kind}:${draft.id}:${draft.closesOn}`;
}

/** The reason of a step's letter, as it is kept. */
export const reasonOf = ({ kind }: Step): string =>
  kind === 'acknowledgement' ? kind : `report.${kind}`;

/** Prepares the letters that are due; the caller sees to the sending hours. Returns how many. */
export async function prepareDueLetters(work: Work): Promise<number> {
  let prepared = 0;
  for (const { clock, step, key } of await dueLetters(work.tx, work)) {
    const role = roleOf(step.kind);
    const contact = await contactFor(work.tx, role, clock.draft.institutionId, work);
    const language = contact?.language ?? 'sq';
    const words = await wordsOf(work, language, clock, step);
    const id = await prepareLetter(work, {
      reason: reasonOf(step),
      key,
      role,
      draftId: clock.draft.id,
      bundleId: step.dispatch.bundleId,
      language,
      ...words,
    });
    if (id) prepared += 1;
  }
  return prepared;
}

/** The letter of a step as things are now. */
async function wordsOf(work: Work, language: Language, clock: DraftClock, step: ClockStep) {
  const earlier = await work.tx.letter.findMany({
    where: { draftId: clock.draft.id, reason: { startsWith: 'report.' }, sentOn: { not: null } },
    orderBy: { sentOn: 'asc' },
  });
  const today = localDay(work.now, work.zone);
  return stepLetter(language, clock, step, earlier, work.settings, today);
}

/**
 * Looks through the letters that wait, at every tick beside {@link answerArrived}: what came about
 * since may make them needless (an answer or an outcome was kept, the draft was withdrawn, its window
 * was extended), or untrue (a holiday was corrected, somebody else is written to, in another
 * language). Words that staff wrote stay theirs. Returns how many were ended.
 */
export async function reviewWaitingLetters(work: Work): Promise<number> {
  const waiting = await work.tx.letter.findMany({
    where: { ...WAITING, bundleId: { not: null }, draftId: { not: null } },
    orderBy: { preparedAt: 'asc' },
  });
  const today = localDay(work.now, work.zone);
  const clocks = new Map<string, DraftClock | null>();
  let ended = 0;
  for (const letter of waiting) {
    const draftId = letter.draftId ?? '';
    if (!clocks.has(draftId)) clocks.set(draftId, await clockOf(work.tx, draftId, work));
    const clock = clocks.get(draftId);
    const step = clock?.steps.find((one) => letterKey(clock, one) === letter.key);
    if (!clock || !step || step.on > today) {
      ended += await endWaitingLetters(work, { id: letter.id });
    } else if (!letter.editedAt && !(await mailOfLetter(work.tx, letter.id))) {
      const contact = await contactFor(work.tx, letter.role, clock.draft.institutionId, work);
      const language = contact?.language ?? letter.language;
      const words = await wordsOf(work, language, clock, step);
      await rewriteLetter(work, letter, { ...words, language });
    }
  }
  return ended;
}

/** Drafts of which the report is overdue; the longest overdue first. */
export async function overdueReports(db: Database | Tx, world: World): Promise<DraftClock[]> {
  const today = localDay(world.now, world.zone);
  const late = (await clocksThatMayRun(db, world)).filter(({ dueOn }) => dueOn < today);
  const clocks: DraftClock[] = [];
  for (const clock of late) if (!(await endedBy(db, clock.draft))) clocks.push(clock);
  return clocks.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}
