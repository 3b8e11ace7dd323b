import {
  addDays,
  addWorkingDays,
  type Calendar,
  type ClockTime,
  type Counting,
  type Day,
  dayKind,
  explainWindow,
  type Holiday,
  localDay,
  parseDay,
  parseTime,
  workingDaysBetween,
  zonedToInstant,
} from '../calendar/index.ts';
import type { DraftKind, Settings } from '../storage/settings.ts';

/** `MAPL-2026-003`: the institution, the year of publication, a running number of the two. */
export function draftNumber(institution: string, year: number, ordinal: number): string {
  return `${institution}-${year}-${String(ordinal).padStart(3, '0')}`;
}

export interface Due {
  dueOn: Day;
  dueTime: ClockTime;
}

/** When contributions are due where staff give no time: some working days before the close. */
export function standardDue(calendar: Calendar, closesOn: Day, settings: Settings): Due {
  const lead = settings.dueLeadWorkingDays;
  return {
    dueOn: lead === 0 ? closesOn : addWorkingDays(calendar, closesOn, -lead),
    dueTime: settings.dueTime as ClockTime,
  };
}

export interface DueFacts extends Due {
  opensOn: Day;
  closesOn: Day;
  zone: string;
  /** Whether the rule put it; null where nobody wrote that down. */
  dueByRule: boolean | null;
}

export type Recount =
  /** The rule now puts the due day elsewhere. */
  | { kind: 'moves'; dueOn: Day; dueAt: Date }
  /** It would, had staff not set it themselves. */
  | { kind: 'byHand' }
  /** It would, to a moment that has passed: whoever was told a time may rely on it. */
  | { kind: 'past' }
  /** Only what is counted and warned of changes. */
  | { kind: 'recounted' };

/**
 * What a corrected calendar does to a draft that is open; null when nothing. The close is the
 * ministry's own and never moves. How many working days the rule left between the two is read off
 * the old calendar, so that a setting that was changed meanwhile moves nothing.
 */
export function recount(
  draft: DueFacts,
  before: Calendar,
  after: Calendar,
  { settings, now }: { settings: Settings; now: Date },
): Recount | null {
  const { dueOn, dueTime, closesOn } = draft;
  const lead =
    dueOn === closesOn ? 0 : Math.max(1, workingDaysBetween(before, closesOn, dueOn) * -1);
  const counted = (calendar: Calendar) =>
    lead === 0 ? closesOn : addWorkingDays(calendar, closesOn, -lead);
  const next = counted(after);
  if (next === counted(before) || next === dueOn) {
    const today = localDay(now, draft.zone);
    return differs(draft, today, before, after) ? { kind: 'recounted' } : null;
  }
  if (!isByRule(draft, before, settings)) return { kind: 'byHand' };
  const dueAt = dueMoment({ dueOn: next, dueTime }, draft.zone);
  return dueAt <= now ? { kind: 'past' } : { kind: 'moves', dueOn: next, dueAt };
}

/** Where nobody wrote it down, a due moment that is just what the rule gives came from the rule. */
export function isByRule(draft: DueFacts, calendar: Calendar, settings: Settings): boolean {
  if (draft.dueByRule !== null) return draft.dueByRule;
  const usual = standardDue(calendar, draft.closesOn, settings);
  return usual.dueOn === draft.dueOn && usual.dueTime === draft.dueTime;
}

/** Whether any day that a draft's card counts is worked in one calendar only. */
function differs(
  { opensOn, dueOn, closesOn }: DueFacts,
  today: Day,
  a: Calendar,
  b: Calendar,
): boolean {
  const [first = today] = [opensOn, dueOn, today].sort();
  for (let day = first; day <= closesOn; day = addDays(day, 1)) {
    if (a.isWorkingDay(day) !== b.isWorkingDay(day)) return true;
  }
  return JSON.stringify(a.holidayOn(closesOn)) !== JSON.stringify(b.holidayOn(closesOn));
}

/** More is no day and time; the work grows with the square of it. */
const DUE_LENGTH = 100;

/** Reads `14.12.2026 12:00` or `2026-12-14 12:00`; a day alone gets the usual time. */
export function parseDue(text: string, settings: Settings): Due | null {
  if (text.length > DUE_LENGTH) return null;
  const match = /^(.*?)(?:[,\s]+(?:ora|at|u|në)?\s*(\d{1,2}[:.]\d{2}))?$/i.exec(text.trim());
  const dueOn = parseDay(match?.[1]?.trim() ?? '');
  const dueTime = match?.[2] ? parseTime(match[2].replace('.', ':')) : settings.dueTime;
  return dueOn && dueTime ? { dueOn, dueTime: dueTime as ClockTime } : null;
}

export interface WindowFacts {
  type: DraftKind;
  opensOn: Day;
  closesOn: Day;
  complex: boolean;
}

export type WindowWarning =
  | { kind: 'short'; workingDays: number; minimum: number }
  | { kind: 'closesOnWeekend' }
  | { kind: 'closesOnHoliday'; holiday: Holiday };

/** Whether the opening day counts for this kind of act. */
export function countingOf(type: DraftKind, settings: Settings): Counting {
  return { countOpeningDay: settings.countOpeningDayByKind[type] ?? settings.countOpeningDay };
}

/** The least number of working days that a window of this kind of act has. */
export function minimumOf(
  { type, complex }: Pick<WindowFacts, 'type' | 'complex'>,
  settings: Settings,
): number {
  return complex
    ? (settings.minimumComplexByKind[type] ?? settings.minimumWorkingDaysComplex)
    : (settings.minimumByKind[type] ?? settings.minimumWorkingDays);
}

/**
 * What is wrong with a ministry's window: shorter than the standard minimum of Regulation (GRK)
 * No. 05/2016 (the lengths are settings, unverified), or closing on a day off.
 */
export function windowWarnings(
  calendar: Calendar,
  { type, opensOn, closesOn, complex }: WindowFacts,
  settings: Settings,
): WindowWarning[] {
  const warnings: WindowWarning[] = [];
  const minimum = minimumOf({ type, complex }, settings);
  const counting = countingOf(type, settings);
  const { workingDays } = explainWindow(calendar, opensOn, closesOn, counting);
  if (workingDays < minimum) warnings.push({ kind: 'short', workingDays, minimum });
  const last = dayKind(calendar, closesOn);
  if (last.kind === 'weekend') warnings.push({ kind: 'closesOnWeekend' });
  if (last.kind === 'holiday') warnings.push({ kind: 'closesOnHoliday', holiday: last.holiday });
  return warnings;
}

export type Phase =
  | 'open'
  /** Contributions are late from here on, and still taken. */
  | 'pastDue'
  /** The ministry's window is over; the secretariat may still take what comes. */
  | 'windowOver'
  | 'closed'
  | 'withdrawn';

export interface PhaseFacts {
  state: 'published' | 'closed' | 'withdrawn';
  dueAt: Date;
  closesOn: Day;
}

/** Where a draft stands at a moment. */
export function phaseOf(draft: PhaseFacts, now: Date, zone: string): Phase {
  if (draft.state !== 'published') return draft.state;
  if (localDay(now, zone) > draft.closesOn) return 'windowOver';
  return now > draft.dueAt ? 'pastDue' : 'open';
}

/** Working days from today until contributions are due; 0 on the day itself. */
export function workingDaysLeft(calendar: Calendar, now: Date, dueOn: Day, zone: string): number {
  const today = localDay(now, zone);
  return today >= dueOn ? 0 : workingDaysBetween(calendar, today, dueOn);
}

/** The moment a due day and time stand for. */
export function dueMoment({ dueOn, dueTime }: Due, zone: string): Date {
  return zonedToInstant(dueOn, dueTime, zone);
}
