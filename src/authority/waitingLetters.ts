import { refreshCards } from '../delivery/queue.ts';
import { dropMail } from '../mail/queue.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import type { ContactRole } from '../storage/generated/sqlite/enums.ts';
import type { Work } from '../storage/work.ts';

/** The kind of the card that shows the secretariat a letter. */
export const LETTER = 'letter';

/** Neither sent nor over. */
export const WAITING = { sentOn: null, endedAt: null } as const;

export const withSubjects = {
  draft: { include: { institution: true } },
  bundle: true,
  planned: { include: { institution: true } },
  sighting: { include: { institution: true } },
} as const;

/** A letter with what it is about. */
export type LetterRow = Prisma.LetterGetPayload<{ include: typeof withSubjects }>;

/** What waits to be sent, the oldest first. */
export function waitingLetters(db: Database | Tx, most?: number): Promise<LetterRow[]> {
  return db.letter.findMany({
    where: WAITING,
    include: withSubjects,
    orderBy: [{ preparedAt: 'asc' }, { id: 'asc' }],
    take: most,
  });
}

/** Whoever is written to in a role changed: the letters that wait for that show it. */
export async function refreshLettersTo(work: Work, role: ContactRole): Promise<void> {
  const rows = await work.tx.letter.findMany({
    where: { ...WAITING, role },
    select: { id: true },
  });
  for (const { id } of rows) await refreshCards(work, LETTER, id);
}

/**
 * What is waited for no more: these letters are not sent, and their cards say so. Their keys are free
 * again: where the answer turns out to be none, the letter is due anew.
 */
export async function endWaitingLetters(
  work: Work,
  where: Prisma.LetterWhereInput,
): Promise<number> {
  const rows = await work.tx.letter.findMany({
    where: { ...where, ...WAITING },
    select: { id: true, key: true },
  });
  for (const { id, key } of rows) {
    await work.tx.letter.update({
      where: { id },
      data: { endedAt: work.now, key: `${key}:ended:${id}` },
    });
    await dropMail(work, LETTER, id);
    await refreshCards(work, LETTER, id);
  }
  return rows.length;
}
