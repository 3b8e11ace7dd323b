import { dueLetters, prepareDueLetters, reviewWaitingLetters } from '../authority/clock.ts';
import {
  asDay,
  type ClockTime,
  localDay,
  type SendingHours,
  withinSendingHours,
} from '../calendar/index.ts';
import { LAST_MORNING } from '../contributions/dueMark.ts';
import { dueReminders, remindOfDue } from '../contributions/dueReminders.ts';
import { duePersonal, remindPersons } from '../contributions/personalReminders.ts';
import { timeLeft } from '../contributions/reminderCards.ts';
import { refreshShared } from '../contributions/sharing.ts';
import { dueBoardPages, tellBoard } from '../day/boardPage.ts';
import { dueDigests, tellDigests } from '../day/digests.ts';
import { dueOfficeDigest, tellOfficeDigest } from '../day/officeDigest.ts';
import { refreshCards } from '../delivery/queue.ts';
import { phaseOf } from '../drafts/rules.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import { channelLabel } from '../membership/channels.ts';
import { dueMilestoneLines } from '../plan/cards.ts';
import { dueEscalationLines } from '../plan/escalationCards.ts';
import { dueEscalations, tellEscalations } from '../plan/escalations.ts';
import { dueMilestones, milestoneReminders } from '../plan/milestoneReminders.ts';
import { ownerKey } from '../preferences/preferences.ts';
import { dueProgramme, tellProgrammeDue } from '../programme/dueNote.ts';
import type { Storage, Tx } from '../storage/database.ts';
import { keepTold, toldKeys } from '../storage/reminders.ts';
import type { Work, World } from '../storage/work.ts';

export interface TickReport {
  /** False outside the sending hours: reminders wait for the next working morning. */
  sending: boolean;
  cards: number;
  due: number;
  milestones: number;
  /** Messages of drafts that were due and did not come. */
  programme: number;
  /** Persons before whom overdue activities are put. */
  escalations: number;
  /** Letters to authorities that became due. */
  letters: number;
  /** Messages in which notices are told together. */
  digests: number;
}

/** The row that tells when the last tick ran, for whoever watches over the bot. */
export const LAST_TICK = 'clock:lastTick';

/**
 * Asks what is due at `world.now` and queues it. What is due is rows in the database, so a tick
 * too many, or none for a week, does no harm.
 */
export async function tick(storage: Storage, world: World): Promise<TickReport> {
  const sending = inSendingHours(world);
  const report = await storage.transaction(async (tx) => {
    const work: Work = { ...world, tx };
    // At any hour: what is no longer needed must not be sent.
    await reviewWaitingLetters(work);
    if (sending) {
      await tellOfficeDigest(work);
      await tellBoard(work);
    }
    const told = {
      cards: await refreshCountdowns(work),
      due: sending ? (await remindOfDue(work)) + (await remindPersons(work)) : 0,
      milestones: sending ? await milestoneReminders(work) : 0,
      programme: sending ? await tellProgrammeDue(work) : 0,
      escalations: sending ? await tellEscalations(work) : 0,
      letters: sending ? await prepareDueLetters(work) : 0,
    };
    // After what became due: where it is told together, it is told this morning.
    return { sending, ...told, digests: sending ? await tellDigests(work) : 0 };
  });
  await storage.db.counter.upsert({
    where: { name: LAST_TICK },
    create: { name: LAST_TICK, value: seconds(world.machineNow) },
    update: { value: seconds(world.machineNow) },
  });
  return report;
}

const seconds = (moment: Date) => Math.floor(moment.getTime() / 1_000);

/** What the tick of that moment would tell, changing nothing. */
export async function preview(
  storage: Storage,
  world: World,
  language: Language,
): Promise<string[]> {
  if (!inSendingHours(world)) return [];
  const t = translator(language);
  const due = await dueReminders(storage.db, world);
  const milestones = await dueMilestones(storage.db, world);
  const escalations = await dueEscalations(storage.db, world);
  const programme = await dueProgramme(storage.db, world);
  const today = localDay(world.now, world.zone);
  return [
    ...due.map(({ number, organisation, mark }) =>
      mark === LAST_MORNING
        ? t('contribution.reminder.previewLast', { number, organisation })
        : t('contribution.reminder.preview', {
            number,
            organisation,
            left: t('draft.workingDays', { count: mark }),
          }),
    ),
    ...(await personalLines(storage, world, language)),
    ...dueMilestoneLines(language, milestones, today),
    ...dueEscalationLines(language, escalations, today),
    ...(programme.length > 0 ? [t('programme.day', { count: programme.length })] : []),
    ...(await dueLetters(storage.db, world)).map(
      ({ clock, step }) =>
        `${clock.draft.number}: ${t(`clock.step.${step.kind}`, { bundle: step.dispatch.bundle.number })}`,
    ),
    ...(await digestLines(storage, world, t)),
  ];
}

async function personalLines({ db }: Storage, world: World, language: Language): Promise<string[]> {
  const t = translator(language);
  return (await duePersonal(db, world)).flat().map(({ person, draft }) =>
    t('contribution.remind.preview', {
      number: draft.number,
      name: person.displayName,
      left: timeLeft(t, draft, world),
    }),
  );
}

/** The digests that would be told; those of the week may turn out to be empty. */
async function digestLines({ db }: Storage, world: World, t: Translate): Promise<string[]> {
  const office = (await dueOfficeDigest(db, world)).channels;
  const board = (await dueBoardPages(db, world)).persons;
  const places = await nameReceivers(db, t);
  return [
    ...office.map(({ id }) => t('digest.preview.office', { place: places({ channelId: id }) })),
    ...board.map(({ displayName }) => t('digest.preview.board', { name: displayName })),
    ...(await dueDigests(db, world)).flatMap((digest) => {
      const place = places(digest);
      const count = digest.notices.length;
      return [
        ...(count > 0 ? [t('digest.preview.notices', { place, count })] : []),
        ...(digest.overview ? [t('digest.preview.overview', { place })] : []),
      ];
    }),
  ];
}

/** Names of channels and persons, all read at once. */
async function nameReceivers(db: Storage['db'], t: Translate) {
  const channels = await db.channel.findMany({ include: { organisation: true } });
  const persons = await db.person.findMany({ select: { id: true, displayName: true } });
  const names = new Map([
    ...channels.map((row) => [ownerKey({ channelId: row.id }), channelLabel(t, row)] as const),
    ...persons.map((row) => [ownerKey({ personId: row.id }), row.displayName] as const),
  ]);
  return (owner: Parameters<typeof ownerKey>[0]) => names.get(ownerKey(owner)) ?? '';
}

export function inSendingHours(world: World): boolean {
  return withinSendingHours(world.calendar, world.now, world.zone, sendingHours(world));
}

/** The hours in which people are written to unasked, as the settings have them. */
export function sendingHours({ settings }: World): SendingHours {
  return { from: settings.sendFrom as ClockTime, to: settings.sendTo as ClockTime };
}

const DAY_MS = 86_400_000;

/**
 * Nobody closes every draft. The cards of one that was due so long ago change no more by themselves;
 * shorter than what was told of them is kept.
 */
const FOLLOWED_DAYS = 300;

/**
 * A card tells the working days left and whether the due time has passed: it is rendered anew when
 * the day or the phase changes, once for each. A clock that was set back over the end of a phase
 * takes the card back with it, so that it follows when the end comes again.
 */
async function refreshCountdowns(work: Work): Promise<number> {
  const since = new Date(work.now.getTime() - FOLLOWED_DAYS * DAY_MS);
  const drafts = await work.tx.draft.findMany({
    where: { state: 'published', dueAt: { gte: since } },
  });
  const cards = drafts.map((draft) => ({ id: draft.id, ...cardMarks(draft, work) }));
  const told = await toldKeys(
    work.tx,
    cards.flatMap(({ now, ahead }) => [...now, ...ahead]),
  );
  const marked: string[] = [];
  let refreshed = 0;
  for (const { id, now, ahead, pastDue } of cards) {
    const fresh = now.filter((key) => !told.has(key));
    const undone = ahead.filter((key) => told.has(key));
    if (fresh.length + undone.length === 0) continue;
    marked.push(...fresh);
    if (undone.length > 0) await work.tx.reminder.deleteMany({ where: { key: { in: undone } } });
    await refreshCards(work, 'draft', id);
    // What members share of it can be supported until contributions are due.
    if ([...fresh, ...undone].includes(pastDue)) await refreshShared(work, id);
    refreshed += 1;
  }
  await keepTold(work, marked);
  return refreshed;
}

type MarkedDraft = Awaited<ReturnType<Tx['draft']['findMany']>>[number];

/** For what a draft's cards are rendered anew now, and for what they will be later. */
function cardMarks(
  draft: MarkedDraft,
  work: Work,
): { now: string[]; ahead: string[]; pastDue: string } {
  const facts = { ...draft, closesOn: asDay(draft.closesOn) };
  const pastDue = `card:${draft.id}:pastDue:${draft.dueAt.toISOString()}`;
  const windowOver = `card:${draft.id}:windowOver:${draft.closesOn}`;
  switch (phaseOf(facts, work.now, work.zone)) {
    case 'open': {
      const today = localDay(work.now, work.zone);
      const counts =
        work.calendar.isWorkingDay(today) && today > localDay(draft.publishedAt, work.zone);
      return {
        now: counts ? [`card:${draft.id}:${today}`] : [],
        ahead: [pastDue, windowOver],
        pastDue,
      };
    }
    case 'pastDue':
      return { now: [pastDue], ahead: [windowOver], pastDue };
    case 'windowOver':
      return { now: [windowOver], ahead: [], pastDue };
    default:
      return { now: [], ahead: [], pastDue };
  }
}
