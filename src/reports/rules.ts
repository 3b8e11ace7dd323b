/** What a report counts, and how. Pure. */
import {
  addDays,
  type Calendar,
  type Counting,
  type Day,
  workingDaysBetween,
} from '../calendar/index.ts';

/**
 * The kinds of documents that the Office for Good Governance counts in its annual report, in its
 * order, so that the two reports can be laid side by side.
 */
export const TYPES = [
  'concept_document',
  'draft_law',
  'draft_regulation',
  'administrative_instruction',
  'strategy',
  'programme',
  'action_plan',
  'annual_plan',
  'other',
] as const;
export type ReportType = (typeof TYPES)[number];

/**
 * Drafts that CiviKos distributed before there was a register, from its activity report 2012–2013:
 * 66 draft laws in 2012; 45 draft laws and administrative instructions in 2013.
 */
export const HISTORICAL: readonly { year: number; drafts: number }[] = [
  { year: 2012, drafts: 66 },
  { year: 2013, drafts: 45 },
];

export const OUTCOMES = ['accepted', 'partly', 'rejected', 'noted', 'out_of_scope'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A draft as a report counts it. */
export interface DraftFact {
  id: string;
  number: string;
  type: ReportType;
  institutionId: string;
  receivedOn: Day;
  opensOn: Day;
  closesOn: Day;
  /** The working days of its window, counted by the convention of its kind. */
  windowDays: number;
  /** The least that its kind has, by the settings, unverified. */
  minimum: number;
  /** Working days of its window that had passed when it was received. */
  lostDays: number;
}

/** So many contributions to one draft with one outcome. */
export interface AnswerFact {
  draftId: string;
  /** `unanswered` where there is none, or the institution is known to be silent. */
  outcome: Outcome | 'unanswered';
  count: number;
}

/** So many contributions to one draft that were answered on one day. */
export interface DayFact {
  draftId: string;
  answeredOn: Day;
  count: number;
}

export interface OrganisationFact {
  id: string;
  name: string;
  count: number;
}

export interface Facts {
  drafts: readonly DraftFact[];
  answers: readonly AnswerFact[];
  /** Of those that were answered on a known day. */
  days: readonly DayFact[];
  organisations: readonly OrganisationFact[];
}

/** Numbers behind which drafts stand. */
export const DRAFT_NUMBERS = ['received', 'window', 'short', 'arrivedLate'] as const;
/** Numbers behind which contributions stand. */
export const CONTRIBUTION_NUMBERS = [
  'contributions',
  'answered',
  ...OUTCOMES,
  'unanswered',
  'delay',
] as const;

export type DraftNumber = (typeof DRAFT_NUMBERS)[number];
export type ContributionNumber = (typeof CONTRIBUTION_NUMBERS)[number];
export type NumberId = DraftNumber | ContributionNumber | 'organisations';

/** Every number, in the order in which a report tells them. */
export const NUMBERS: readonly NumberId[] = [
  ...DRAFT_NUMBERS,
  'contributions',
  'organisations',
  ...CONTRIBUTION_NUMBERS.slice(1),
];

export function isNumberId(text: string): text is NumberId {
  return NUMBERS.some((id) => id === text);
}

export function isDraftNumber(id: NumberId): id is DraftNumber {
  return DRAFT_NUMBERS.some((one) => one === id);
}

/** What a number says; `rows` is always how many rows stand behind it. */
export type Value =
  | { kind: 'count'; rows: number }
  /** A part of a whole; of nothing there is no share. */
  | { kind: 'share'; rows: number; of: number }
  /** The middle of as many working days; null where there are none. */
  | { kind: 'median'; rows: number; days: number | null };

export type Numbers = Readonly<Record<NumberId, Value>>;

/** The part that some are of all; null where there is nothing: 0 % of nothing says what is not so. */
export function shareOf({ rows, of }: { rows: number; of: number }): number | null {
  return of === 0 ? null : rows / of;
}

/** The middle one of the values, or halfway between the middle two; each stands `count` times. */
export function median(values: readonly { value: number; count: number }[]): number | null {
  const sorted = values.filter(({ count }) => count > 0).sort((a, b) => a.value - b.value);
  const all = sorted.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return null;
  const at = (place: number): number => {
    let passed = 0;
    for (const { value, count } of sorted) {
      passed += count;
      if (place < passed) return value;
    }
    return Number.NaN;
  };
  return (at(Math.floor((all - 1) / 2)) + at(Math.floor(all / 2))) / 2;
}

/** Whether a draft stands behind a number. */
export function isBehind(id: DraftNumber, draft: DraftFact): boolean {
  switch (id) {
    case 'short':
      return draft.windowDays < draft.minimum;
    case 'arrivedLate':
      return draft.receivedOn > draft.opensOn;
    default:
      return true;
  }
}

/** Whether contributions with this outcome stand behind a number; a delay has days of its own. */
export function isCountedIn(
  id: Exclude<ContributionNumber, 'delay'>,
  outcome: AnswerFact['outcome'],
): boolean {
  switch (id) {
    case 'contributions':
      return true;
    case 'answered':
      return outcome !== 'unanswered';
    default:
      return outcome === id;
  }
}

/**
 * The delay of an answer: working days after the last day of the ministry's window, up to and
 * including the day of the answer; 0 for one that came before the window closed. The report on a
 * consultation is due so many working days after it closes, so that both are counted alike.
 */
export function answerDelay(calendar: Calendar, closesOn: Day, answeredOn: Day): number {
  return answeredOn <= closesOn ? 0 : workingDaysBetween(calendar, closesOn, answeredOn);
}

/** All numbers of what was read. */
export function numbersOf(facts: Facts, calendar: Calendar): Numbers {
  const { drafts, answers, days, organisations } = facts;
  const all = drafts.length;
  const draftsIn = (id: DraftNumber) => drafts.filter((draft) => isBehind(id, draft)).length;
  const contributionsIn = (id: Exclude<ContributionNumber, 'delay'>) =>
    sum(answers.filter(({ outcome }) => isCountedIn(id, outcome)));
  const whole = contributionsIn('contributions');
  const share = (rows: number, of: number): Value => ({ kind: 'share', rows, of });
  const windows = drafts.map(({ windowDays }) => ({ value: windowDays, count: 1 }));
  const part = (id: Exclude<ContributionNumber, 'delay'>) => share(contributionsIn(id), whole);
  return {
    received: { kind: 'count', rows: all },
    window: { kind: 'median', rows: all, days: median(windows) },
    short: share(draftsIn('short'), all),
    arrivedLate: share(draftsIn('arrivedLate'), all),
    contributions: { kind: 'count', rows: whole },
    organisations: { kind: 'count', rows: organisations.length },
    answered: part('answered'),
    accepted: part('accepted'),
    partly: part('partly'),
    rejected: part('rejected'),
    noted: part('noted'),
    out_of_scope: part('out_of_scope'),
    unanswered: part('unanswered'),
    delay: {
      kind: 'median',
      rows: sum(days),
      days: median(delaysOf(facts, calendar)),
    },
  };
}

/** How late the answers are, in working days, as {@link answerDelay} says of one. */
export function delaysOf(
  { drafts, days }: Pick<Facts, 'drafts' | 'days'>,
  calendar: Calendar,
): { value: number; count: number }[] {
  const closes = new Map(drafts.map(({ id, closesOn }) => [id, closesOn]));
  const pairs = days.flatMap(({ draftId, answeredOn, count }) => {
    const closesOn = closes.get(draftId);
    return closesOn ? [{ closesOn, answeredOn, count }] : [];
  });
  const worked = workedSoFar(
    calendar,
    pairs.flatMap(({ closesOn, answeredOn }) => [closesOn, answeredOn]),
  );
  return pairs.map(({ closesOn, answeredOn, count }) => ({
    value: Math.max(0, worked(answeredOn) - worked(closesOn)),
    count,
  }));
}

/** How many working days there were from the first of these days to each: each day is looked at once. */
export function workedSoFar(calendar: Calendar, days: readonly Day[]): (day: Day) => number {
  const counts = new Map<Day, number>();
  let first: Day | undefined;
  let last: Day | undefined;
  for (const day of days) {
    if (first === undefined || day < first) first = day;
    if (last === undefined || day > last) last = day;
  }
  if (first !== undefined && last !== undefined) {
    let count = 0;
    for (let day = first; day <= last; day = addDays(day, 1)) {
      if (calendar.isWorkingDay(day)) count += 1;
      counts.set(day, count);
    }
  }
  return (day) => counts.get(day) ?? Number.NaN;
}

/**
 * The working days of a window, and how many of them had passed before the day on which its draft was
 * received: as explainWindow and the programme's latenessOf count them one by one, off the counts of
 * {@link workedSoFar}.
 */
export function windowFacts(
  worked: (day: Day) => number,
  calendar: Calendar,
  { opensOn, closesOn, receivedOn }: { opensOn: Day; closesOn: Day; receivedOn: Day },
  { countOpeningDay }: Counting,
): { windowDays: number; lostDays: number } {
  const opening = countOpeningDay && calendar.isWorkingDay(opensOn) ? 1 : 0;
  const upTo = (day: Day) => worked(day) - worked(opensOn) + opening;
  const windowDays = upTo(closesOn);
  if (receivedOn <= opensOn) return { windowDays, lostDays: 0 };
  return {
    windowDays,
    lostDays: receivedOn > closesOn ? windowDays : upTo(addDays(receivedOn, -1)),
  };
}

const sum = (facts: readonly { count: number }[]) =>
  facts.reduce((all, { count }) => all + count, 0);

/** How many drafts of each kind there are, in the order of the kinds; kinds without any are left out. */
export function byType(
  drafts: readonly Pick<DraftFact, 'type'>[],
): { type: ReportType; count: number }[] {
  return TYPES.map((type) => ({
    type,
    count: drafts.filter((draft) => draft.type === type).length,
  })).filter(({ count }) => count > 0);
}

/** The same facts, institution by institution: those with the most drafts first. */
export function byInstitution(
  { drafts, answers, days }: Omit<Facts, 'organisations'>,
  calendar: Calendar,
): { institutionId: string; numbers: Numbers }[] {
  interface InstitutionFacts {
    drafts: DraftFact[];
    answers: AnswerFact[];
    days: DayFact[];
  }
  const parts = new Map<string, InstitutionFacts>();
  const home = new Map<string, InstitutionFacts>();
  for (const draft of drafts) {
    const part = parts.get(draft.institutionId) ?? { drafts: [], answers: [], days: [] };
    part.drafts.push(draft);
    parts.set(draft.institutionId, part);
    home.set(draft.id, part);
  }
  for (const answer of answers) home.get(answer.draftId)?.answers.push(answer);
  for (const day of days) home.get(day.draftId)?.days.push(day);
  return [...parts]
    .map(([institutionId, part]) => ({
      institutionId,
      numbers: numbersOf({ ...part, organisations: [] }, calendar),
    }))
    .sort((a, b) => b.numbers.received.rows - a.numbers.received.rows);
}
