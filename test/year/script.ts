import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type CivilDay, type CivilTime, isWorked, later, workedBefore } from './almanac.ts';
import { type Chance, seeded } from './seeded.ts';

export interface YearOptions {
  channels: number;
  drafts: number;
  days: number;
  from: CivilDay;
  seed: number;
}

interface When {
  day: CivilDay;
  time: CivilTime;
}

interface Deeds {
  publish: { draft: number };
  extend: { draft: number; workedDays: number };
  /** As extending, but by editing, and it may become earlier. */
  move: { draft: number; workedDays: number };
  close: { draft: number };
  withdraw: { draft: number };
  contribute: { draft: number; member: number; newcomer: boolean };
  revise: { draft: number; member: number };
  takeBack: { draft: number; member: number };
  share: { draft: number; member: number };
  interested: { draft: number; member: number };
  notForUs: { draft: number; member: number };
  react: { draft: number; member: number };
  /** Staff accept the newcomers of an organisation. */
  accept: { member: number };
  done: { activity: number };
  unlink: { member: number };
  relink: { member: number };
}

export type DeedOf<Does extends keyof Deeds> = {
  [Each in Does]: When & { does: Each } & Deeds[Each];
}[Does];

/** Something that people do, at the first moment from then on at which the bot runs. */
export type Deed = DeedOf<keyof Deeds>;

export interface DraftScript {
  title: string;
  institution: string;
  opensOn: CivilDay;
  closesOn: CivilDay;
  hasFile: boolean;
}

/** The whole year in advance: who does what when, and when the bot is down or its platform is. */
export interface Script {
  options: YearOptions;
  /** Member channels, by number: the organisation of each; some organisations have two. */
  members: readonly { organisation: number }[];
  organisations: number;
  generals: number;
  secretariats: number;
  drafts: readonly DraftScript[];
  activities: readonly { title: string; deadlineOn: CivilDay }[];
  deeds: readonly Deed[];
  downDays: ReadonlySet<CivilDay>;
}

const SECRETARIATS = 2;

const samples = parse(
  readFileSync(new URL('../../src/setup/sample/consultations.csv', import.meta.url)),
  { columns: true },
) as { title: string; institution: string }[];

export function writeScript(options: YearOptions): Script {
  const chance = seeded(options.seed);
  const generals = Math.max(1, Math.round(options.channels / 70));
  const memberCount = options.channels - generals - SECRETARIATS;
  const organisations = Math.ceil(memberCount * 0.97);
  const members = Array.from({ length: memberCount }, (_, index) => ({
    organisation: index % organisations,
  }));
  const drafts: DraftScript[] = [];
  const deeds: Deed[] = [];
  for (let draft = 0; draft < options.drafts; draft += 1) {
    const opensOn = worked(later(options.from, chance.between(1, options.days - 12)));
    drafts.push({
      title: samples[draft % samples.length]?.title ?? '',
      institution: samples[draft % samples.length]?.institution || 'ZKM',
      opensOn,
      closesOn: workedBefore(opensOn, -windowLength(chance)),
      hasFile: chance.happens(0.2),
    });
    deeds.push(...lifeOf(chance, drafts, draft, memberCount));
  }
  const plan = planOf(chance, options);
  deeds.push(...plan.deeds, ...comingsAndGoings(chance, options, memberCount));
  deeds.sort((a, b) => `${a.day} ${a.time}`.localeCompare(`${b.day} ${b.time}`));
  return {
    options,
    members,
    organisations,
    generals,
    secretariats: SECRETARIATS,
    drafts,
    activities: plan.activities,
    deeds,
    downDays: downDays(chance, options),
  };
}

const worked = (day: CivilDay): CivilDay => (isWorked(day) ? day : workedBefore(day, -1));

const OFFICE_HOURS: readonly CivilTime[] = ['09:20', '10:40', '11:10', '13:30', '14:50', '16:20'];

/** Worked days of a window: the legal minimum or more as a rule, now and then far too short. */
function windowLength(chance: Chance): number {
  return chance.happens(0.15) ? chance.between(4, 9) : chance.between(14, 21);
}

/** What becomes of one draft, and what the organisations do about it. */
function lifeOf(
  chance: Chance,
  drafts: readonly DraftScript[],
  draft: number,
  memberCount: number,
): Deed[] {
  const { opensOn, closesOn } = drafts[draft] as DraftScript;
  const length = Math.max(2, workedDaysIn(opensOn, closesOn) - 2);
  const inWindow = () => workedBefore(opensOn, -chance.between(0, length));
  const at = (day: CivilDay) => ({ day, time: chance.oneOf(OFFICE_HOURS) });
  const deeds: Deed[] = [{ day: opensOn, time: '09:00', does: 'publish', draft }];
  const fate = chance.next();
  if (fate < 0.15) {
    deeds.push({ ...at(inWindow()), does: 'extend', draft, workedDays: chance.between(3, 8) });
  } else if (fate < 0.25) {
    const workedDays = chance.oneOf([-2, -1, 2, 4]);
    deeds.push({ ...at(inWindow()), does: 'move', draft, workedDays });
  } else if (fate < 0.33) deeds.push({ ...at(inWindow()), does: 'withdraw', draft });
  else if (fate < 0.38) deeds.push({ ...at(inWindow()), does: 'close', draft });
  if (fate >= 0.33) {
    const closed = workedBefore(closesOn, -chance.between(12, 20));
    deeds.push({ ...at(closed), does: 'close', draft });
  }
  // Each goes to every channel.
  let shares = chance.between(0, 2);
  for (let member = 0; member < memberCount; member += 1) {
    const said = chance.next();
    if (said < 0.08) {
      const when = at(inWindow());
      const newcomer = chance.happens(0.05);
      deeds.push({ ...when, does: 'contribute', draft, member, newcomer });
      if (newcomer) deeds.push({ ...at(workedBefore(when.day, -1)), does: 'accept', member });
      const after = workedBefore(when.day, -chance.between(1, 3));
      if (chance.happens(0.1)) deeds.push({ ...at(after), does: 'takeBack', draft, member });
      else {
        if (chance.happens(0.15)) deeds.push({ ...at(after), does: 'revise', draft, member });
        // What is shared stays so here: whether something that waits is still told is another's test.
        if (!newcomer && shares > 0) {
          shares -= 1;
          deeds.push({ day: when.day, time: '17:10', does: 'share', draft, member });
        }
      }
    } else if (said < 0.18) deeds.push({ ...at(inWindow()), does: 'notForUs', draft, member });
    else if (said < 0.28) deeds.push({ ...at(inWindow()), does: 'interested', draft, member });
    if (chance.happens(0.08)) deeds.push({ ...at(inWindow()), does: 'react', draft, member });
  }
  return deeds;
}

function workedDaysIn(first: CivilDay, last: CivilDay): number {
  let count = 0;
  for (let day = first; day <= last; day = later(day, 1)) if (isWorked(day)) count += 1;
  return count;
}

/** An action plan of its own: deadlines all over the year, most met, some met late, some never. */
function planOf(chance: Chance, { days, from }: YearOptions) {
  const activities: { title: string; deadlineOn: CivilDay }[] = [];
  const deeds: Deed[] = [];
  const count = Math.max(3, Math.round(days / 12));
  for (let activity = 0; activity < count; activity += 1) {
    const deadlineOn = later(from, chance.between(0, days + 20));
    activities.push({ title: `Aktiviteti ${activity + 1}`, deadlineOn });
    if (chance.happens(0.8)) {
      const day = worked(later(deadlineOn, chance.between(-20, 30)));
      deeds.push({ day, time: chance.oneOf(OFFICE_HOURS), does: 'done', activity });
    }
  }
  return { activities, deeds };
}

/** Channels that leave for some days or weeks and come back. */
function comingsAndGoings(chance: Chance, options: YearOptions, memberCount: number): Deed[] {
  const deeds: Deed[] = [];
  const count = Math.ceil((memberCount * options.days) / 365 / 8);
  for (let turn = 0; turn < count; turn += 1) {
    const member = chance.between(0, memberCount - 1);
    const gone = later(options.from, chance.between(3, options.days - 3));
    const back = later(gone, chance.between(1, 21));
    deeds.push({ day: gone, time: '12:30', does: 'unlink', member });
    deeds.push({ day: back, time: '12:40', does: 'relink', member });
  }
  return deeds;
}

/** One whole week, and some single days. */
function downDays(chance: Chance, { days, from }: YearOptions): ReadonlySet<CivilDay> {
  const down = new Set<CivilDay>();
  if (days > 40) {
    const week = chance.between(Math.floor(days / 2), days - 14);
    for (let day = 0; day < 7; day += 1) down.add(later(from, week + day));
  }
  for (let single = 0; single < days / 60; single += 1) {
    down.add(later(from, chance.between(5, days - 5)));
  }
  return down;
}
