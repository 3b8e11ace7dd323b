import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { oneLine } from '../documents/shorten.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Work } from '../storage/work.ts';

export const NAME_LENGTH = 100;
export const OFFICE_LENGTH = 150;

/** A plan, or one of its objectives, whose overdue activities are put before somebody. */
export interface Scope {
  /** What a choice holds: the id of the plan or of the objective. */
  id: string;
  planId: string;
  plan: string;
  objective: { code: string; title: string | null } | null;
}

/**
 * All plans, the one that was imported last first, then their objectives in the same order; at most
 * `most`, and whether some were left out. An objective without a code holds rows that stand under
 * none: its plan's own is theirs.
 */
export async function escalationScopes(
  db: Database | Tx,
  most: number,
): Promise<{ scopes: Scope[]; cut: boolean }> {
  const plans = await db.plan.findMany({
    include: { objectives: { where: { code: { not: '' } }, orderBy: { position: 'asc' } } },
    orderBy: [{ importedAt: 'desc' }, { id: 'asc' }],
    take: most,
  });
  const scopes = [
    ...plans.map(({ id, title }): Scope => ({ id, planId: id, plan: title, objective: null })),
    ...plans.flatMap(({ id: planId, title: plan, objectives }) =>
      objectives.map((objective): Scope => ({ id: objective.id, planId, plan, objective })),
    ),
  ];
  return { scopes: scopes.slice(0, most), cut: scopes.length > most };
}

/** `Name, function` or the function alone. */
export function addressee({ name, office }: { name: string | null; office: string }): string {
  return name ? `${name}, ${office}` : office;
}

/** Who was named for what. */
export interface EscalationSet {
  id: string;
  scope: Scope;
  name: string | null;
  office: string;
  /** Who is also told directly. */
  person: string | null;
}

/**
 * Names the person before whom activities are put that stay overdue: for a plan, or for one of its
 * objectives. Named anew, the one before is replaced. Refused: a plan that is unknown, no function.
 */
export async function setEscalation(
  work: Work,
  scopeId: string,
  who: { name: string; office: string; personId: string | null },
): Promise<EscalationSet | Refusal> {
  const scope = await scopeOf(work.tx, scopeId);
  if (!scope) return refusal('form.badChoice', {}, 'scope');
  const name = oneLine(normaliseText(who.name));
  const office = oneLine(normaliseText(who.office));
  if (office === '') return refusal('form.required', {}, 'office');
  for (const [field, text, max] of [
    ['name', name, NAME_LENGTH],
    ['office', office, OFFICE_LENGTH],
  ] as const) {
    if (hasUnshowable(text)) return refusal('form.unshowable', {}, field);
    const length = [...text].length;
    if (length > max) return refusal('form.tooLong', { max, length }, field);
  }
  const of = scope.objective ? { objectiveId: scope.id } : { planId: scope.id };
  await work.tx.escalation.deleteMany({ where: of });
  const row = await work.tx.escalation.create({
    data: { ...of, name: name || null, office, personId: who.personId, at: work.now },
    include: { person: true },
  });
  await audit(work, 'plan.escalate', scope.id, { escalation: row.id });
  return {
    id: row.id,
    scope,
    name: row.name,
    office,
    person: row.person?.displayName ?? null,
  };
}

async function scopeOf(tx: Tx, id: string): Promise<Scope | null> {
  const plan = await tx.plan.findUnique({ where: { id } });
  if (plan) return { id, planId: id, plan: plan.title, objective: null };
  const objective = await tx.objective.findUnique({ where: { id }, include: { plan: true } });
  return objective && { id, planId: objective.planId, plan: objective.plan.title, objective };
}

/** Nobody is named any more: activities of that plan or objective are put before no one. */
export async function endEscalation(
  work: Work,
  id: string,
): Promise<{ name: string | null; office: string } | Refusal> {
  const row = await work.tx.escalation.findUnique({ where: { id } });
  if (!row) return refusal('escalation.gone');
  await work.tx.escalation.delete({ where: { id } });
  await audit(work, 'plan.escalateOff', row.planId ?? row.objectiveId ?? '', { escalation: id });
  return row;
}

/** As {@link endEscalation}, by the plan or objective itself. */
export async function endEscalationOf(
  work: Work,
  scopeId: string,
): Promise<{ name: string | null; office: string } | Refusal> {
  const row = await work.tx.escalation.findFirst({
    where: { OR: [{ planId: scopeId }, { objectiveId: scopeId }] },
  });
  return row ? endEscalation(work, row.id) : refusal('escalation.nobody', {}, 'scope');
}

/** Who is named for which plan and objective, with the plan's own title. */
export function namedEscalations(db: Database | Tx) {
  return db.escalation.findMany({
    include: { person: true, plan: true, objective: { include: { plan: true } } },
    orderBy: { id: 'asc' },
  });
}

/** A row of {@link namedEscalations}. */
export type NamedEscalation = Awaited<ReturnType<typeof namedEscalations>>[number];

/** Before whom the activities of an objective are put: its own person, or its plan's. */
export function escalationFor(
  named: readonly NamedEscalation[],
  { objectiveId, planId }: { objectiveId: string; planId: string },
): NamedEscalation | undefined {
  return (
    named.find((row) => row.objectiveId === objectiveId) ??
    named.find((row) => row.planId === planId)
  );
}
