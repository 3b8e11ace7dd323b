import { addWorkingDays, asDay, type Day, localDay, localTime } from '../calendar/index.ts';
import type { World } from '../storage/work.ts';

export interface RemindedDraft {
  dueOn: string;
  dueAt: Date;
  publishedAt: Date;
}

/** The mark of the last working morning: the day itself, unless it is none or is due too early. */
export const LAST_MORNING = 0;

/** The day of a mark, counted in working days before contributions are due. */
export function markDay(draft: RemindedDraft, mark: number, world: World): Day {
  const dueOn = asDay(draft.dueOn);
  if (mark !== LAST_MORNING) return addWorkingDays(world.calendar, dueOn, -mark);
  const hasMorning =
    world.calendar.isWorkingDay(dueOn) &&
    localTime(draft.dueAt, world.zone) > world.settings.sendFrom;
  return hasMorning ? dueOn : addWorkingDays(world.calendar, dueOn, -1);
}

/**
 * The mark that is in force today: the last one reached, in working days before contributions are
 * due. Earlier ones that nobody was told of are past; marks that lay before the publication, or on
 * its day, never were. Null when there is none or it is too late.
 */
export function dueMark(
  draft: RemindedDraft,
  world: World,
  marks: readonly number[] = world.settings.dueReminderWorkingDays,
): number | null {
  if (world.now >= draft.dueAt) return null;
  const today = localDay(world.now, world.zone);
  const published = localDay(draft.publishedAt, world.zone);
  const reached = marks.filter((mark) => {
    const on = markDay(draft, mark, world);
    return published < on && on <= today;
  });
  return reached.length > 0 ? Math.min(...reached) : null;
}

/** What a reminder that is queued holds of one draft. */
export interface ReminderItem {
  draftId: string;
  /** ISO, so that a draft that got another due moment is known. */
  dueAt: string;
  mark: number;
}

export function writeItem({ draftId, dueAt, mark }: ReminderItem): string {
  return `${draftId}|${dueAt}|${mark}`;
}

/** Reads the items of a queued reminder; what is none is left out. */
export function readItems(items: unknown): ReminderItem[] {
  if (!Array.isArray(items)) return [];
  return items.flatMap((text) => {
    const [draftId, dueAt, mark] = String(text).split('|');
    return draftId && dueAt && mark ? [{ draftId, dueAt, mark: Number(mark) }] : [];
  });
}

/**
 * Whether a reminder that was queued for a mark is still the one to tell: a later mark, or another
 * due moment, has a reminder of its own, and both together would be the same message twice. A
 * clock that was set back does not make it stale.
 */
export function stillInForce(
  item: ReminderItem,
  draft: RemindedDraft,
  world: World,
  marks?: readonly number[],
): boolean {
  if (item.dueAt !== draft.dueAt.toISOString()) return false;
  const mark = dueMark(draft, world, marks);
  return mark === null || mark >= item.mark;
}
