import { addWorkingDays, type Calendar, type Day, daysBetween } from '../calendar/index.ts';
import type { ContactRole } from '../storage/generated/sqlite/enums.ts';
import type { Settings } from '../storage/settings.ts';

/**
 * The steps of an authority's clock, in the order in which they come. That the institution says that
 * it has the bundle is one thing, its report on the consultation another.
 */
export const STEPS = ['acknowledgement', 'reportDue', 'overdue', 'veryOverdue', 'council'] as const;
export type StepKind = (typeof STEPS)[number];

export interface Step {
  kind: StepKind;
  /** From this working day on a letter is due. */
  on: Day;
}

export interface ClockFacts {
  /** The day on which the bundle left. */
  sentOn: Day;
  /** The last day of the consultation. */
  closesOn: Day;
  acknowledged: boolean;
  /** An answer stands, or the draft was withdrawn: nothing is waited for. */
  ended: boolean;
}

export type ClockSettings = Pick<
  Settings,
  | 'acknowledgementWorkingDays'
  | 'reportDueWorkingDays'
  | 'reportVeryOverdueWorkingDays'
  | 'reportCouncilWorkingDays'
>;

/** The day on which the report is due: so many working days after the consultation closed. */
export function reportDueOn(closesOn: Day, settings: ClockSettings, calendar: Calendar): Day {
  return addWorkingDays(calendar, closesOn, settings.reportDueWorkingDays);
}

/**
 * The steps that are still waited for, each on a working day. Those of the report are counted from
 * the day on which it is due, and each comes after the one before, whatever the settings say.
 */
export function stepsOf(facts: ClockFacts, settings: ClockSettings, calendar: Calendar): Step[] {
  if (facts.ended) return [];
  const after = (day: Day, days: number) => addWorkingDays(calendar, day, days);
  const due = reportDueOn(facts.closesOn, settings, calendar);
  const very = Math.max(2, settings.reportVeryOverdueWorkingDays);
  const council = Math.max(very + 1, settings.reportCouncilWorkingDays);
  const report: Step[] = [
    { kind: 'reportDue', on: due },
    { kind: 'overdue', on: after(due, 1) },
    { kind: 'veryOverdue', on: after(due, very) },
    { kind: 'council', on: after(due, council) },
  ];
  if (facts.acknowledged) return report;
  const acknowledgement = after(facts.sentOn, settings.acknowledgementWorkingDays);
  return [{ kind: 'acknowledgement', on: acknowledgement }, ...report];
}

/**
 * The steps for which a letter is due today: the acknowledgement, and of the report the last one that
 * was reached. Who was away for a month, or sent a bundle late, gets no four letters at once.
 */
export function reachedSteps(steps: readonly Step[], today: Day): Step[] {
  const reached = steps.filter(({ on }) => on <= today);
  const report = reached.filter(({ kind }) => kind !== 'acknowledgement').at(-1);
  return reached.filter((step) => step.kind === 'acknowledgement' || step === report);
}

/** To whom the letter of a step goes: up the ladder. */
export function roleOf(step: StepKind): ContactRole {
  switch (step) {
    case 'acknowledgement':
    case 'reportDue':
      return 'coordinator';
    case 'overdue':
      return 'good_governance';
    case 'veryOverdue':
      return 'secretary_general';
    case 'council':
      return 'council';
  }
}

/**
 * At least so many days lie between the call and a public hearing (Rules of the Assembly,
 * Art. 38(7)).
 */
export const HEARING_NOTICE_DAYS = 5;

/** The days between the call and the hearing, where they are fewer than the rules ask for. */
export function shortNotice(calledOn: Day, on: Day): number | null {
  const days = daysBetween(calledOn, on);
  return days < HEARING_NOTICE_DAYS ? days : null;
}
