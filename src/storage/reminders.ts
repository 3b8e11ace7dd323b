import type { Database, Tx } from './database.ts';
import type { Work } from './work.ts';

/** The most values that one query names; databases bound the parameters of a statement. */
const KEYS_PER_QUERY = 500;

/** Which of these reminders were told already. */
export async function toldKeys(db: Database | Tx, keys: readonly string[]): Promise<Set<string>> {
  const told = new Set<string>();
  for (let start = 0; start < keys.length; start += KEYS_PER_QUERY) {
    const rows = await db.reminder.findMany({
      where: { key: { in: keys.slice(start, start + KEYS_PER_QUERY) } },
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
