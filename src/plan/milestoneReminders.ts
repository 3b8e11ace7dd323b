import { createHash } from 'node:crypto';
import { type Day, localDay } from '../calendar/index.ts';
import { tellNote } from '../delivery/queue.ts';
import { secretariatChannels } from '../membership/channels.ts';
import type { Database, Tx } from '../storage/database.ts';
import { keepTold, toldKeys } from '../storage/reminders.ts';
import type { Work, World } from '../storage/work.ts';
import { type DueActivity, planDue } from './planDue.ts';
import { firstMarkDays, type Mark, markInForce, reminderItem, reminderKey } from './rules.ts';

/** The kind of the notes that remind of milestones; their renderer is in cards.ts. */
export const PLAN_REMINDER = 'plan.reminder';

export interface DueMilestone {
  activity: DueActivity;
  mark: Mark;
  /** The key of its row in Reminder once it is told. */
  key: string;
}

/** What one plan is to be reminded of now, in one message. */
export interface DuePlan {
  plan: { id: string; title: string };
  milestones: DueMilestone[];
}

/**
 * What would be reminded of now: the open activities whose mark in force was not told yet, by plan.
 * Reads only, and says nothing of sending hours or of who would hear it.
 */
export async function dueMilestones(db: Database | Tx, world: World): Promise<DuePlan[]> {
  const today = localDay(world.now, world.zone);
  const activities = await planDue(db, { today, days: firstMarkDays(world.settings) });
  const due = activities.flatMap((activity) => {
    const mark = markInForce(activity.deadlineOn, today, world.settings);
    return mark
      ? [{ activity, mark, key: reminderKey(activity.id, activity.deadlineOn, mark) }]
      : [];
  });
  const told = await toldKeys(
    db,
    due.map(({ key }) => key),
  );
  const plans = new Map<string, DuePlan>();
  for (const milestone of due) {
    if (told.has(milestone.key)) continue;
    const { plan } = milestone.activity;
    const known = plans.get(plan.id);
    if (known) known.milestones.push(milestone);
    else plans.set(plan.id, { plan, milestones: [milestone] });
  }
  return [...plans.values()];
}

/**
 * Queues the reminders that are due now, one message for each plan and each active channel of the
 * secretariat; resolves with the number of messages. The caller sees to the sending hours. With no
 * such channel nothing counts as told.
 */
export async function milestoneReminders(work: Work): Promise<number> {
  const due = await dueMilestones(work.tx, work);
  if (due.length === 0) return 0;
  const channels = await secretariatChannels(work.tx);
  if (channels.length === 0) return 0;
  const today = localDay(work.now, work.zone);
  let queued = 0;
  for (const { plan, milestones } of due) {
    await keepTold(
      work,
      milestones.map(({ key }) => key),
    );
    const items = milestones.map(({ activity, mark }) =>
      reminderItem(activity.id, activity.deadlineOn, mark),
    );
    for (const channel of channels) {
      const told = await tellNote(work, {
        kind: PLAN_REMINDER,
        subject: plan.id,
        params: { items },
        key: noteKey(plan.id, today, milestones),
        channel,
      });
      if (told) queued += 1;
    }
  }
  return queued;
}

/** Names the marks by a digest: hundreds of them would not fit into an index. */
function noteKey(planId: string, today: Day, milestones: readonly DueMilestone[]): string {
  const marks = createHash('sha256')
    .update(milestones.map(({ key }) => key).join('\n'))
    .digest('hex')
    .slice(0, 32);
  return `${PLAN_REMINDER}:${planId}:${today}:${marks}`;
}
