import type { Work } from './work.ts';

/** Notes who did what to which subject and from where, in the transaction that does it. Never holds texts. */
export async function audit(
  work: Work,
  act: string,
  subject: string,
  detail: Readonly<Record<string, string | number | boolean | null>> = {},
): Promise<void> {
  await work.tx.audit.create({
    data: { at: work.now, personId: work.personId, place: work.place, act, subject, detail },
  });
}

/** As {@link audit} for the same act on several subjects. */
export async function auditEach(
  work: Work,
  act: string,
  subjects: readonly string[],
): Promise<void> {
  const { now: at, personId, place } = work;
  await work.tx.audit.createMany({
    data: subjects.map((subject) => ({ at, personId, place, act, subject, detail: {} })),
  });
}

/** The next number of a running count, starting at 1; safe because transactions are serialised. */
export function nextNumber(work: Work, counter: string): Promise<number> {
  return nextNumbers(work, counter, 1);
}

/** The first of the next `count` numbers of a running count; the others follow it. */
export async function nextNumbers(work: Work, counter: string, count: number): Promise<number> {
  const row = await work.tx.counter.upsert({
    where: { name: counter },
    create: { name: counter, value: count },
    update: { value: { increment: count } },
  });
  return row.value - count + 1;
}
