import { localDay } from '../calendar/index.ts';
import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { oneLine, shorten } from '../documents/shorten.ts';
import type { Language } from '../i18n/languages.ts';
import { institutionTable } from '../institutions/table.ts';
import { ADDRESS_LENGTH, isMailAddress } from '../mail/rules.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import type { ContactRole } from '../storage/generated/sqlite/enums.ts';
import type { Work } from '../storage/work.ts';
import { refreshLettersTo } from './waitingLetters.ts';

export const CONTACT_NAME_LENGTH = 150;
export const CONTACT_ADDRESS_LENGTH = ADDRESS_LENGTH;

const withInstitution = { institution: true } as const;

/** Who is written to, with the institution of a coordinator. */
export type ContactRow = Prisma.ContactGetPayload<{ include: typeof withInstitution }>;

export interface ContactInput {
  role: ContactRole;
  /** Of a coordinator; nothing for the others. */
  institution: string;
  name: string;
  email: string;
  language: Language;
}

/**
 * Sets who is written to: the coordinator of an institution, or one of the three offices. Who was it
 * before stays on record. Refused: an institution that is unknown, a wrong address, neither name nor
 * address.
 */
export async function setContact(work: Work, input: ContactInput): Promise<ContactRow | Refusal> {
  const { role, language } = input;
  const institution = await institutionOf(work.tx, input);
  if (institution && 'refused' in institution) return institution;
  const name = oneLine(normaliseText(input.name));
  const email = normaliseText(input.email);
  if (hasUnshowable(name)) return refusal('form.unshowable', {}, 'name');
  const length = [...name].length;
  if (length > CONTACT_NAME_LENGTH) {
    return refusal('form.tooLong', { max: CONTACT_NAME_LENGTH, length }, 'name');
  }
  if (email !== '' && !isMailAddress(email)) return refusal('contact.badAddress', {}, 'email');
  if (name === '' && email === '') return refusal('contact.empty', {}, 'name');
  const institutionId = institution?.id ?? null;
  await work.tx.contact.updateMany({
    where: { role, institutionId, endedAt: null },
    data: { endedAt: work.now },
  });
  const row = await work.tx.contact.create({
    data: {
      role,
      institutionId,
      name: name || null,
      email: email || null,
      language,
      at: work.now,
      personId: work.personId,
    },
    include: withInstitution,
  });
  await audit(work, 'contact.set', row.id, { role });
  await refreshLettersTo(work, role);
  return row;
}

async function institutionOf(
  tx: Tx,
  { role, institution }: ContactInput,
): Promise<{ id: string } | Refusal | null> {
  if (role !== 'coordinator') return null;
  const typed = institution.trim();
  if (typed === '') return refusal('contact.needsInstitution', {}, 'institution');
  const row = (await institutionTable(tx)).chosen(typed);
  return row ?? refusal('institution.unknown', { name: shorten(typed, 60) }, 'institution');
}

/** Nobody is written to there any more; the row stays on record. */
export async function endContact(work: Work, id: string): Promise<ContactRow | Refusal> {
  const row = await work.tx.contact.findUnique({ where: { id }, include: withInstitution });
  if (!row || row.endedAt) return refusal('contact.gone');
  await work.tx.contact.update({ where: { id }, data: { endedAt: work.now } });
  await audit(work, 'contact.end', id, { role: row.role });
  await refreshLettersTo(work, row.role);
  return row;
}

/** Whom one writes to now: the offices first, then the coordinators by their institutions. */
export async function standingContacts(db: Database | Tx): Promise<ContactRow[]> {
  const rows = await db.contact.findMany({
    where: { endedAt: null },
    include: withInstitution,
    orderBy: { at: 'asc' },
  });
  const key = (row: ContactRow) => row.institution?.codeKey ?? '';
  return rows.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/**
 * Who is written to in a role. An institution that was renamed or merged has the coordinator of what
 * it became, as far as one is set there; one that was split has its own, for nobody knows which part.
 */
export async function contactFor(
  db: Database | Tx,
  role: ContactRole,
  institutionId: string | null,
  world: Pick<Work, 'now' | 'zone'>,
): Promise<ContactRow | null> {
  if (role !== 'coordinator') {
    return db.contact.findFirst({ where: { role, endedAt: null }, include: withInstitution });
  }
  if (!institutionId) return null;
  const today = localDay(world.now, world.zone);
  let found: ContactRow | null = null;
  const seen = new Set<string>();
  for (let id: string | undefined = institutionId; id && !seen.has(id); ) {
    seen.add(id);
    found =
      (await db.contact.findFirst({
        where: { role, institutionId: id, endedAt: null },
        include: withInstitution,
      })) ?? found;
    const next: { successorId: string } | null = await db.institutionSuccessor.findFirst({
      where: { institutionId: id, kind: { in: ['renamed', 'merged'] }, fromDay: { lte: today } },
      orderBy: { fromDay: 'desc' },
      select: { successorId: true },
    });
    id = next?.successorId;
  }
  return found;
}

/** `Name <address>`, or what of it is known. */
export function contactLine({ name, email }: Pick<ContactRow, 'name' | 'email'>): string {
  if (name && email) return `${name} <${email}>`;
  return name ?? email ?? '';
}
