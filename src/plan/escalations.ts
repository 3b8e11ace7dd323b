import { createHash } from 'node:crypto';
import { localDay } from '../calendar/index.ts';
import type { Unreached } from '../delivery/news.ts';
import { tellNote } from '../delivery/queue.ts';
import { secretariatChannels } from '../membership/channels.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Work, World } from '../storage/work.ts';
import { addressee, escalationFor, type NamedEscalation, namedEscalations } from './escalation.ts';
import { recordChanges } from './history.ts';
import { type DueActivity, planDue } from './planDue.ts';
import { escalates, escalationItem } from './rules.ts';

/** The kinds of the notes about activities that are put before somebody; see escalationCards.ts. */
export const ESCALATION = 'plan.escalation';
/** Told to the secretariat: the direct message did not reach that person. */
export const ESCALATION_CLOSED = 'plan.escalationClosed';

/** What is to be put before one person now, in one message. */
export interface DueEscalation {
  to: NamedEscalation;
  plan: { id: string; title: string };
  activities: DueActivity[];
}

/**
 * What would be put before whom now: open activities that are overdue for so long, once for each
 * deadline and office, by the person: whoever is named instead of somebody else gets what is stuck. Reads only, and says nothing of sending hours or of who would hear it.
 */
export async function dueEscalations(db: Database | Tx, world: World): Promise<DueEscalation[]> {
  const named = await namedEscalations(db);
  if (named.length === 0) return [];
  const today = localDay(world.now, world.zone);
  const days = -world.settings.milestoneEscalateAfterDays;
  const overdue = await planDue(db, { today, days });
  if (overdue.length === 0) return [];
  const told = await escalatedItems(db);
  const due = new Map<string, DueEscalation>();
  for (const activity of overdue) {
    const { id, deadlineOn, objective, plan } = activity;
    if (!escalates(deadlineOn, today, world.settings)) continue;
    const to = escalationFor(named, { objectiveId: objective.id, planId: plan.id });
    if (!to || told.has(`${escalationItem(id, deadlineOn)}|${addressee(to)}`)) continue;
    const known = due.get(to.id);
    if (known) known.activities.push(activity);
    else due.set(to.id, { to, plan, activities: [activity] });
  }
  return [...due.values()];
}

/**
 * For which deadlines activities were put before whom. The history keeps it: a reminder's row
 * goes after a year, and a plan may be overdue for longer.
 */
async function escalatedItems(db: Database | Tx): Promise<ReadonlySet<string>> {
  const rows = await db.activityChange.findMany({
    where: { field: 'escalation', activity: { state: 'open' } },
    select: { activityId: true, before: true, after: true },
  });
  return new Set(rows.map(({ activityId, before, after }) => `${activityId}|${before}|${after}`));
}

/**
 * Queues what is to be put before whom: for each person one message to every active channel of the
 * secretariat, and the same directly to who has an account here. The caller sees to the sending
 * hours. With no channel of the secretariat nothing counts as told. Returns how many persons.
 */
export async function tellEscalations(work: Work): Promise<number> {
  const due = await dueEscalations(work.tx, work);
  if (due.length === 0) return 0;
  const channels = await secretariatChannels(work.tx);
  if (channels.length === 0) return 0;
  for (const { to, plan, activities } of due) {
    const items = activities.map(({ id, deadlineOn }) => escalationItem(id, deadlineOn));
    const note = {
      kind: ESCALATION,
      subject: plan.id,
      params: {
        items,
        escalation: to.id,
        to: addressee(to),
        person: to.person?.displayName ?? null,
      },
      key: `${ESCALATION}:${to.id}:${digest(items)}`,
    };
    for (const channel of channels) await tellNote(work, { ...note, channel });
    if (to.person) await tellNote(work, { ...note, person: to.person });
    await recordChanges(
      work,
      activities.map(({ id, deadlineOn }) => ({
        activityId: id,
        field: 'escalation',
        before: deadlineOn,
        after: addressee(to),
      })),
    );
  }
  return due.length;
}

/** Hundreds of activities would not fit into an index. */
function digest(items: readonly string[]): string {
  return createHash('sha256').update(items.join('\n')).digest('hex').slice(0, 32);
}

/** The person takes no direct messages: the secretariat is told, which has the same text. */
export async function tellEscalationUnreached(work: Work, lost: Unreached): Promise<void> {
  if (lost.kind !== ESCALATION) return;
  const { subject, personId } = lost;
  const key = `${ESCALATION_CLOSED}:${subject}:${personId}:${localDay(work.now, work.zone)}`;
  for (const channel of await secretariatChannels(work.tx)) {
    await tellNote(work, { kind: ESCALATION_CLOSED, subject, params: { personId }, key, channel });
  }
}
