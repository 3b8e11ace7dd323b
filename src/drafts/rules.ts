import {
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

/** Reads `14.12.2026 12:00` or `2026-12-14 12:00`; a day alone gets the usual time. */
export function parseDue(text: string, settings: Settings): Due | null {
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
