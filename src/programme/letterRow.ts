import { message } from '../chat/answers.ts';
import type { Language } from '../i18n/languages.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { ContactRole } from '../storage/generated/sqlite/enums.ts';
import type { Work } from '../storage/work.ts';

export async function contactFor(
  db: Database | Tx,
  role: ContactRole,
  institutionId: string | null,
  _world: Pick<Work, 'now' | 'zone'>,
): Promise<{ language: Language } | null> {
  if (institutionId === null) return null;
  return db.contact.findFirst({ where: { role, institutionId, endedAt: null } });
}

export async function prepareLetter(
  work: Work,
  wish: {
    reason: string;
    key: string;
    role: ContactRole;
    draftId?: string;
    plannedId?: string;
    sightingId?: string;
    language: Language;
    title: string;
    body: string;
  },
): Promise<string | null> {
  const row = await work.tx.letter.create({ data: { ...wish, preparedAt: work.now } });
  return row.id;
}

export async function letterMessage(db: Database, language: Language, id: string, _world: unknown) {
  const row = await db.letter.findUniqueOrThrow({ where: { id } });
  return message(language, row.title, [
    { kind: 'heading', text: row.title },
    { kind: 'quote', text: row.body },
  ]);
}
