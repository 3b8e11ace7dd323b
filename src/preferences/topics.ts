import type { Day } from '../calendar/index.ts';
import { comesFrom } from '../institutions/rules.ts';
import { institutionTable } from '../institutions/table.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Topic } from './rules.ts';

/** The institutions, as far as preferences choose among them. */
export interface Topics {
  /**
   * Of what stands in a row of preferences, the institution that it means today. A row keeps what
   * an institution was called and not its id: what a plan named in full becomes a spelling of
   * another institution, and its own row goes; a name, once given, leads to one institution always.
   */
  idOf(stored: string): string | null;
  /** What is stored for an institution. */
  storedOf(id: string): string | null;
  /** What a draft is about: whoever chose an institution hears of those that continue it. */
  topic(draft: { kind: string; institutionId: string | null }, today: Day): Topic;
}

export async function readTopics(db: Database | Tx): Promise<Topics> {
  const table = await institutionTable(db);
  const successions = await db.institutionSuccessor.findMany();
  const codeKeys = new Map(table.rows.map(({ id, codeKey }) => [id, codeKey]));
  return {
    idOf: (stored) => table.find(stored)?.id ?? null,
    storedOf: (id) => codeKeys.get(id) ?? null,
    topic({ kind, institutionId }, today) {
      if (!institutionId) return { kind, institutions: [] };
      const past = successions.filter(({ fromDay }) => fromDay <= today);
      const before = past.map((one) => one.institutionId);
      const continued = before.filter((id) => comesFrom(past, institutionId, id));
      return { kind, institutions: [...new Set([institutionId, ...continued])] };
    },
  };
}
