import type { Database, Tx } from './database.ts';
import { inParts } from './parts.ts';
import type { Work } from './work.ts';

/** Which of these reminders were told already. */
export async function toldKeys(db: Database | Tx, keys: readonly string[]): Promise<Set<string>> {
  const told = new Set<string>();
  for (const part of inParts(keys)) {
    const rows = await db.reminder.findMany({
      where: { key: { in: part } },
      select: { key: true },
    });
    for (const row of rows) told.add(row.key);
  }
  return told;
}

/** Writes down that reminders are told, in the transaction that queues them. */
export async function keepTold(work: Work, keys: readonly string[]): Promise<void> {
  await work.tx.reminder.createMany({ data: keys.map((key) => ({ key, at: work.now })) });
}
