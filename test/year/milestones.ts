import { type CivilDay, daysFrom } from './almanac.ts';

/** Days before a milestone; after it, once a week. */
const MARKS = [30, 14, 7, 1, 0];

/** What the secretariat is to be reminded of, from the deadlines of a plan and what was done. */
export class Milestones {
  readonly #activities = new Map<string, { deadlineOn: CivilDay; done: boolean }>();
  readonly #told = new Set<string>();

  planned(activities: ReadonlyMap<string, CivilDay>): void {
    for (const [id, deadlineOn] of activities) {
      this.#activities.set(id, { deadlineOn, done: false });
    }
  }

  done(id: string): void {
    const activity = this.#activities.get(id);
    if (activity) activity.done = true;
  }

  /** What is to be told on a day and was not yet; counts as told from now on. */
  untold(day: CivilDay): string[] {
    const items: string[] = [];
    for (const [id, { deadlineOn, done }] of this.#activities) {
      const mark = done ? null : markOf(deadlineOn, day);
      const item = `${id}|${mark}|${deadlineOn}`;
      if (mark === null || this.#told.has(item)) continue;
      this.#told.add(item);
      items.push(item);
    }
    return items;
  }

  /** Whether an item that still waits is worth telling on a day. */
  matters(item: string, day: CivilDay): boolean {
    const [id = '', mark] = item.split('|');
    const activity = this.#activities.get(id);
    return activity !== undefined && !activity.done && markOf(activity.deadlineOn, day) === mark;
  }
}

function markOf(deadlineOn: CivilDay, day: CivilDay): string | null {
  const left = daysFrom(day, deadlineOn);
  if (left <= -7) return `overdue-${Math.floor(-left / 7)}`;
  const reached = MARKS.filter((mark) => left <= mark);
  return reached.length > 0 ? `before-${Math.min(...reached)}` : null;
}
