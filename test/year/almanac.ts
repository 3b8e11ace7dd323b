/**
 * A calendar of its own for the oracle, from a table of Kosovo's days off and the rule of European
 * summer time, so that a mistake in the product's calendar cannot hide behind itself.
 */
import { readFileSync } from 'node:fs';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const table = JSON.parse(
  readFileSync(new URL('../calendar/holidays.json', import.meta.url), 'utf8'),
) as Record<string, { fixed: string[]; estimated: string[] }>;
const daysOff = new Set(
  Object.values(table).flatMap(({ fixed = [], estimated = [] }) => [...fixed, ...estimated]),
);

export type CivilDay = `${number}-${number}-${number}`;
export type CivilTime = `${number}:${number}`;

const midnight = (day: string) => Date.parse(`${day}T00:00:00Z`);

export function later(day: CivilDay, days: number): CivilDay {
  return new Date(midnight(day) + days * DAY_MS).toISOString().slice(0, 10) as CivilDay;
}

export function daysFrom(first: string, second: string): number {
  return Math.round((midnight(second) - midnight(first)) / DAY_MS);
}

export function isWorked(day: string): boolean {
  const weekday = new Date(midnight(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !daysOff.has(day);
}

/** So many worked days before (or, when negative, after) a day. */
export function workedBefore(day: CivilDay, count: number): CivilDay {
  const step = count < 0 ? 1 : -1;
  let at = day;
  for (let left = Math.abs(count); left > 0; ) {
    at = later(at, step);
    if (isWorked(at)) left -= 1;
  }
  return at;
}

/** Summer time runs from the last Sunday of March to that of October, changing at 01:00 UTC. */
function offsetHours(instant: number): number {
  const year = new Date(instant).getUTCFullYear();
  const lastSunday = (month: number) => {
    const last = new Date(Date.UTC(year, month + 1, 0));
    return last.getTime() - last.getUTCDay() * DAY_MS + HOUR_MS;
  };
  return instant >= lastSunday(2) && instant < lastSunday(9) ? 2 : 1;
}

/** The moment of a wall-clock time in Kosovo; not for the hours in which clocks change. */
export function momentOf(day: CivilDay, time: CivilTime): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  return new Date(asUtc - offsetHours(asUtc - HOUR_MS) * HOUR_MS);
}

export function civil(instant: Date): { day: CivilDay; time: CivilTime } {
  const shown = new Date(instant.getTime() + offsetHours(instant.getTime()) * HOUR_MS);
  const text = shown.toISOString();
  return { day: text.slice(0, 10) as CivilDay, time: text.slice(11, 16) as CivilTime };
}

/** 08:00 to just before 18:00 on worked days, as the settings have it. */
export function isSendingTime(instant: Date): boolean {
  const { day, time } = civil(instant);
  return isWorked(day) && time >= '08:00' && time < '18:00';
}
