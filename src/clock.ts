/** What day it is for people. The sandbox may move it. */
export interface CivilClock {
  now(): Date;
  moveTo?(at: Date): Promise<void>;
  /** Nine in the morning of the next working day; only where time can be moved. */
  nextWorkingDay?(zone: string): Date | Promise<Date>;
}

/** The machine's own clock, for leases, pacing and retries; nobody moves it. */
export type MachineNow = () => Date;

export const systemClock: CivilClock = { now: () => new Date() };
