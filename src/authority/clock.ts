import { asDay, type Day, localDay } from '../calendar/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Work, World } from '../storage/work.ts';
import { isAnswered } from './answered.ts';
import { contactFor } from './contacts.ts';
import type { DispatchRow } from './dispatches.ts';
import { prepareLetter } from './letters.ts';
import { stepLetter } from './letterText.ts';
import { reachedSteps, reportDueOn, roleOf, type Step, stepsOf } from './rules.ts';
import { endWaitingLetters, WAITING } from './waitingLetters.ts';

const withBundle = { bundle: { include: { draft: { include: { institution: true } } } } } as const;

/** What left of one draft, and what its institution is waited for. */
export interface DraftClock {
  draft: DispatchRow['bundle']['draft'];
  /** The first one first; there is one at least. */
  dispatches: readonly DispatchRow[];
  dueOn: Day;
  /** Why nothing is waited for; null while something is. */
  ended: 'answered' | 'withdrawn' | null;
  steps: readonly (Step & { dispatch: DispatchRow })[];
}

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
  return clockFrom(db, dispatches, world);
}

async function clockFrom(
  db: Database | Tx,
  dispatches: readonly DispatchRow[],
  world: World,
): Promise<DraftClock | null> {
  const [first] = dispatches;
  if (!first) return null;
  const { draft } = first.bundle;
  const ended = await endedBy(db, draft);
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

/** The clocks that may run: of drafts of which something left and to which no answer stands. */
async function runningClocks(db: Database | Tx, world: World): Promise<DraftClock[]> {
  const rows = await db.dispatch.findMany({
    where: {
      ...LEFT,
      bundle: {
        draft: { state: { not: 'withdrawn' }, answerSources: { none: { revokedAt: null } } },
      },
    },
    include: withBundle,
    orderBy: { at: 'asc' },
  });
  const today = localDay(world.now, world.zone);
  const clocks: DraftClock[] = [];
  const byDraft = new Map<string, DispatchRow[]>();
  for (const row of rows) {
    byDraft.set(row.bundle.draftId, [...(byDraft.get(row.bundle.draftId) ?? []), row]);
  }
  for (const group of byDraft.values()) {
    const clock = await clockFrom(db, group, world);
    if (clock?.steps.some(({ on }) => on <= today)) clocks.push(clock);
  }
  return clocks;
}

/** A letter that is due now. */
export interface DueLetter {
  clock: DraftClock;
  step: DraftClock['steps'][number];
  key: string;
}

/**
 * The letters that are due and were not prepared. What was prepared is known by its key, so that a
 * corrected holiday moves what is to come and repeats nothing.
 */
export async function dueLetters(db: Database | Tx, world: World): Promise<DueLetter[]> {
  const today = localDay(world.now, world.zone);
  const due: DueLetter[] = [];
  for (const clock of await runningClocks(db, world)) {
    for (const step of reachedOf(clock, today)) {
      const key = letterKey(clock, step);
      const known = await db.letter.count({ where: { key } });
      if (known === 0) due.push({ clock, step, key });
    }
  }
  return due;
}

function reachedOf({ dispatches, steps }: DraftClock, today: Day): DraftClock['steps'] {
  return dispatches.flatMap((dispatch) => {
    const own = steps.filter((step) => step.dispatch === dispatch);
    const reached = new Set(reachedSteps(own, today).map(({ kind }) => kind));
    return own.filter(({ kind }) => reached.has(kind));
  });
}

/** A window that was extended has a clock of its own. */
function letterKey({ draft }: DraftClock, { kind, dispatch }: DraftClock['steps'][number]): string {
  return kind === 'acknowledgement'
    ? `acknowledgement:${dispatch.id}`
    : `report.${kind}:${dispatch.id}:${draft.closesOn}`;
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
    const earlier = await work.tx.letter.findMany({
      where: { draftId: clock.draft.id, reason: { startsWith: 'report.' }, sentOn: { not: null } },
      orderBy: { sentOn: 'asc' },
    });
    const words = stepLetter(language, clock, step, earlier, work.settings);
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

/**
 * Ends the letters of which nothing is waited for any more, however that came about: an answer or an
 * outcome was kept, the draft was withdrawn. Asked at every tick, beside {@link answerArrived}.
 */
export async function endPointlessLetters(work: Work): Promise<number> {
  const waiting = await work.tx.letter.findMany({
    where: { ...WAITING, bundleId: { not: null }, draft: { isNot: null } },
    distinct: ['draftId'],
    include: { draft: true },
  });
  let ended = 0;
  for (const { draft } of waiting) {
    if (!draft || !(await endedBy(work.tx, draft))) continue;
    ended += await endWaitingLetters(work, { draftId: draft.id, bundleId: { not: null } });
  }
  return ended;
}

/** Drafts of which the report is overdue; the longest overdue first. */
export async function overdueReports(db: Database | Tx, world: World): Promise<DraftClock[]> {
  const today = localDay(world.now, world.zone);
  const clocks = await runningClocks(db, world);
  return clocks
    .filter(({ steps, dueOn }) => steps.some(({ kind }) => kind === 'overdue') && dueOn < today)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}
