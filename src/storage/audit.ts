import type { Work } from './work.ts';

/** Notes who did what to which subject, in the transaction that does it. Never holds texts. */
export async function audit(
  work: Work,
  act: string,
  subject: string,
  detail: Readonly<Record<string, string | number | boolean | null>> = {},
): Promise<void> {
  await work.tx.audit.create({
    data: { at: work.now, personId: work.personId, act, subject, detail },
  });
}

/** The next number of a running count, starting at 1; safe because transactions are serialised. */
export async function nextNumber(work: Work, counter: string): Promise<number> {
  const row = await work.tx.counter.upsert({
    where: { name: counter },
    create: { name: counter, value: 1 },
    update: { value: { increment: 1 } },
  });
  return row.value;
}
