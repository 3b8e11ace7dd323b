/** What a chart of a plan shows, and in which order. Pure. */
import { addDays, type Day } from '../calendar/index.ts';

/** An activity as a chart shows it. */
export interface ChartActivity {
  handle: string;
  title: string;
  state: 'open' | 'done' | 'dropped';
  /** The last day of its deadline. */
  deadlineOn: Day | null;
  /** The day on which it was done, where that is known. */
  doneOn: Day | null;
  /** The time within which it was done, where the plan says no day: `2017`. */
  doneIn: { written: string; from: Day; to: Day } | null;
  /** The deadline that it had before, where that was moved. */
  movedFrom: Day | null;
  demonstration: boolean;
}

export const GROUP_KINDS = ['overdue', 'soon', 'later', 'done', 'undated', 'dropped'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

export interface ChartGroup {
  kind: GroupKind;
  /** How many there are. */
  count: number;
  /** Those that are drawn. */
  shown: ChartActivity[];
}

/** As many rows as a phone shows on some three screens. */
export const CHART_ROWS = 14;

/** What slips comes first, then what is due; the rest of the rows goes to whatever is left. */
const AT_FIRST: Readonly<Record<GroupKind, number>> = {
  overdue: 7,
  soon: 5,
  later: 2,
  done: 2,
  undated: 1,
  dropped: 0,
};

/** The activities by what is so on `today`, without empty groups; `soon` is within `days`. */
export function chartGroups(
  activities: readonly ChartActivity[],
  today: Day,
  days: number,
): ChartGroup[] {
  const soon = addDays(today, days);
  const members = new Map<GroupKind, ChartActivity[]>(GROUP_KINDS.map((kind) => [kind, []]));
  for (const activity of activities) members.get(kindOf(activity, today, soon))?.push(activity);
  for (const [kind, list] of members) list.sort(kind === 'done' ? latestFirst : earliestFirst);

  const room = new Map<GroupKind, number>();
  let left = CHART_ROWS;
  const give = (kind: GroupKind, most: number) => {
    const has = room.get(kind) ?? 0;
    const more = Math.min(most, (members.get(kind)?.length ?? 0) - has, left);
    room.set(kind, has + more);
    left -= more;
  };
  for (const kind of GROUP_KINDS) give(kind, AT_FIRST[kind]);
  for (const kind of GROUP_KINDS) give(kind, CHART_ROWS);
  return GROUP_KINDS.flatMap((kind) => {
    const list = members.get(kind) ?? [];
    const shown = list.slice(0, room.get(kind));
    return list.length > 0 ? [{ kind, count: list.length, shown }] : [];
  });
}

function kindOf(activity: ChartActivity, today: Day, soon: Day): GroupKind {
  if (activity.state !== 'open') return activity.state;
  if (activity.deadlineOn === null) return 'undated';
  if (activity.deadlineOn < today) return 'overdue';
  return activity.deadlineOn <= soon ? 'soon' : 'later';
}

function earliestFirst(a: ChartActivity, b: ChartActivity): number {
  return (a.deadlineOn ?? '').localeCompare(b.deadlineOn ?? '') || byHandle(a, b);
}

function latestFirst(a: ChartActivity, b: ChartActivity): number {
  const last = ({ doneOn, doneIn }: ChartActivity) => doneOn ?? doneIn?.to ?? '';
  return last(b).localeCompare(last(a)) || byHandle(a, b);
}

function byHandle(a: ChartActivity, b: ChartActivity): number {
  return Number(a.handle.slice(1)) - Number(b.handle.slice(1));
}

/** The days between which a chart's time runs; null where nothing has a day. */
export function chartSpan(
  groups: readonly ChartGroup[],
  today: Day,
): { from: Day; to: Day } | null {
  const days = groups.flatMap(({ kind, shown }) =>
    kind === 'undated' || kind === 'dropped'
      ? []
      : shown.flatMap(({ deadlineOn, doneOn, movedFrom, state }) => [
          ...[deadlineOn, movedFrom].filter((day) => day !== null),
          // Nothing is drawn as done on a day that is yet to come.
          ...(doneOn !== null && doneOn <= today ? [doneOn] : []),
          // What is open runs until today, or from today on.
          ...(state === 'open' ? [today] : []),
        ]),
  );
  const sorted = days.sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  return first && last ? { from: first, to: last } : null;
}
