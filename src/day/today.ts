import { type DraftClock, overdueReports } from '../authority/clock.ts';
import { WAITING } from '../authority/waitingLetters.ts';
import { addDays, addWorkingDays, localDay } from '../calendar/index.ts';
import type { Actor } from '../chat/actor.ts';
import { ACTED, listToSupport } from '../contributions/find.ts';
import { type UnfinishedText, unfinishedTexts } from '../contributions/unfinished.ts';
import { failedGroups } from '../delivery/parked.ts';
import type { DraftRow } from '../drafts/find.ts';
import { type DueActivity, planDue } from '../plan/planDue.ts';
import type { Database } from '../storage/database.ts';
import type { World } from '../storage/work.ts';

/** How far `today` looks ahead: the first mark of the ladder for members, a week for staff. */
const MEMBER_WORKING_DAYS = 10;
export const OFFICE_WORKING_DAYS = 5;
export const OFFICE_DAYS = 7;
/** As many as a part of the day shows. */
const MOST_SHARED = 4;

/** A draft that a person's organisation is asked about. */
export interface OwnDraft {
  draft: DraftRow;
  acted: boolean;
}

export interface DelegateDay {
  unfinished: readonly UnfinishedText[];
  /** Still in time: those not acted on first, then by due moment. */
  due: readonly OwnDraft[];
  /** The due time passed, the ministry's window is open, and nothing was said. */
  late: readonly DraftRow[];
  /** What other members share and their organisation has said nothing of; the soonest due first. */
  shared: Awaited<ReturnType<typeof listToSupport>>;
}

export interface OfficeDay {
  /** Drafts that this person began and did not publish. */
  unpublished: readonly { id: string; title: string }[];
  proposed: number;
  /** Channels and persons that something did not reach. */
  failing: number;
  due: readonly (DraftRow & { answered: number })[];
  /** The due time passed, and nobody closed them yet. */
  overdue: readonly DraftRow[];
  milestones: readonly DueActivity[];
  /** Letters to authorities that wait to be sent. */
  letters: number;
  /** Drafts of which the institution's report is overdue. */
  reports: readonly DraftClock[];
}

const withParts = { institution: true, documents: true } as const;

/** What needs a person as somebody who writes contributions, here and now. */
export async function delegateDay(db: Database, actor: Actor, world: World): Promise<DelegateDay> {
  const organisations = organisationsOf(actor);
  const unfinished = await unfinishedTexts(db, actor.personId, 3);
  if (organisations.length === 0)
    return { unfinished, due: [], late: [], shared: { rows: [], count: 0 } };
  const today = localDay(world.now, world.zone);
  const drafts = await db.draft.findMany({
    where: {
      state: 'published',
      closesOn: { gte: today },
      dueOn: { lte: addWorkingDays(world.calendar, today, MEMBER_WORKING_DAYS) },
    },
    include: withParts,
    orderBy: [{ dueAt: 'asc' }, { number: 'asc' }],
  });
  const ids = drafts.map(({ id }) => id);
  const acted = await actedOn(db, ids, organisations);
  const own = drafts.map((draft) => ({ draft, acted: acted.has(draft.id) }));
  const inTime = own.filter(({ draft }) => draft.dueAt > world.now);
  return {
    unfinished,
    due: [...inTime.filter((one) => !one.acted), ...inTime.filter((one) => one.acted)],
    late: own.filter((one) => !one.acted && one.draft.dueAt <= world.now).map(({ draft }) => draft),
    shared: await listToSupport(db, organisations, world.now, MOST_SHARED),
  };
}

/** For whom a person speaks: their organisations, or in the channel of one for that one. */
function organisationsOf({ memberships, channel }: Actor): string[] {
  const own = memberships.filter(
    ({ state, role }) => role === 'delegate' && (state === 'accepted' || state === 'proposed'),
  );
  if (own.length > 0) return own.map(({ organisationId }) => organisationId);
  return channel?.organisationId ? [channel.organisationId] : [];
}

/** The drafts on which one of these organisations contributed or said "not for us". */
async function actedOn(db: Database, drafts: string[], organisations: string[]) {
  const where = { draftId: { in: drafts }, organisationId: { in: organisations } };
  const contributed = await db.contribution.findMany({
    where: { ...where, ...ACTED },
    distinct: ['draftId'],
    select: { draftId: true },
  });
  const declined = await db.stance.findMany({
    where: { ...where, kind: 'not_for_us' },
    select: { draftId: true },
  });
  return new Set([...contributed, ...declined].map(({ draftId }) => draftId));
}

/** What needs the secretariat now; what a person began is theirs alone. */
export async function officeDay(
  db: Database,
  personId: string | null,
  world: World,
): Promise<OfficeDay> {
  const today = localDay(world.now, world.zone);
  const drafts = await db.draft.findMany({
    where: {
      state: 'published',
      dueOn: { lte: addWorkingDays(world.calendar, today, OFFICE_WORKING_DAYS) },
      // Nobody closes what is so old; whoever wants to finds it in the list.
      dueAt: { gte: new Date(world.now.getTime() - OVERDUE_MS) },
    },
    include: withParts,
    orderBy: [{ dueAt: 'asc' }, { number: 'asc' }],
  });
  const due = drafts.filter(({ dueAt }) => dueAt > world.now);
  const answered = await answers(
    db,
    due.map(({ id }) => id),
  );
  return {
    unpublished: personId ? await unpublishedDrafts(db, personId) : [],
    proposed: await db.membership.count({ where: { state: 'proposed' } }),
    failing: (await failedGroups(db)).length,
    due: due.map((draft) => ({ ...draft, answered: answered.get(draft.id)?.size ?? 0 })),
    overdue: drafts.filter(({ dueAt, closesOn }) => dueAt <= world.now && closesOn < today),
    milestones: (await planDue(db, { today, days: OFFICE_DAYS })).filter(
      ({ deadlineOn }) => deadlineOn >= addDays(today, -OVERDUE_DAYS),
    ),
    letters: await db.letter.count({ where: WAITING }),
    reports: await overdueReports(db, world),
  };
}

const OVERDUE_DAYS = 365;
const OVERDUE_MS = OVERDUE_DAYS * 86_400_000;

async function unpublishedDrafts(db: Database, personId: string) {
  const rows = await db.unfinished.findMany({
    where: { personId, state: 'open', act: 'draft.new' },
    orderBy: { updatedAt: 'desc' },
    take: 3,
  });
  return rows.flatMap(({ id, values }) => {
    const title = (values as Readonly<Record<string, string>>).titleSq;
    return title ? [{ id, title }] : [];
  });
}

/** The organisations that said or did something, by draft. */
async function answers(db: Database, drafts: string[]): Promise<Map<string, Set<string>>> {
  const where = { draftId: { in: drafts } };
  const select = { draftId: true, organisationId: true } as const;
  const rows = [
    ...(await db.contribution.findMany({
      where: { ...where, ...ACTED },
      distinct: ['draftId', 'organisationId'],
      select,
    })),
    ...(await db.stance.findMany({ where, select })),
  ];
  const found = new Map<string, Set<string>>();
  for (const { draftId, organisationId } of rows) {
    found.set(draftId, (found.get(draftId) ?? new Set()).add(organisationId));
  }
  return found;
}
