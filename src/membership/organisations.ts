import { type Refusal, refusal } from '../chat/refusal.ts';
import { oneLine } from '../documents/shorten.ts';
import { fold } from '../i18n/fold.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Work } from '../storage/work.ts';

/** The longest name; all names of the CiviKos report are far shorter. */
export const ORGANISATION_NAME_LENGTH = 120;

/** The longest full name. */
export const ORGANISATION_FULL_NAME_LENGTH = 250;

/** Adds a member organisation; two spellings of one name are one organisation. */
export async function addOrganisation(
  work: Work,
  input: { name: string; fullName?: string; region?: string },
): Promise<{ id: string; name: string } | Refusal> {
  const name = oneLine(input.name);
  const fullName = oneLine(input.fullName ?? '');
  const nameKey = fold(name);
  if (nameKey === '') return refusal('membership.nameMissing', {}, 'name');
  if ([...name].length > ORGANISATION_NAME_LENGTH) {
    return refusal('form.tooLongOption', { max: ORGANISATION_NAME_LENGTH }, 'name');
  }
  if ([...fullName].length > ORGANISATION_FULL_NAME_LENGTH) {
    return refusal('form.tooLongOption', { max: ORGANISATION_FULL_NAME_LENGTH }, 'full_name');
  }
  const known = await work.tx.organisation.findUnique({ where: { nameKey } });
  if (known?.member) return refusal('membership.organisationKnown', { name: known.name }, 'name');
  if (known) return becomesMember(work, known.id, { name, fullName: fullName || known.fullName });
  const made = await work.tx.organisation.create({
    data: {
      name,
      nameKey,
      fullName: fullName || null,
      region: input.region || null,
      createdAt: work.now,
    },
  });
  await audit(work, 'organisation.add', made.id);
  return made;
}

/** One of which staff entered what it said joins: what it said stays its own. */
async function becomesMember(
  work: Work,
  id: string,
  data: { name: string; fullName: string | null },
): Promise<{ id: string; name: string }> {
  const row = await work.tx.organisation.update({
    where: { id },
    data: { ...data, member: true, active: true },
  });
  await audit(work, 'organisation.add', id);
  return row;
}

/**
 * The organisation whose word staff enter: a member, or one that is none, which is written down the
 * first time it says something.
 */
export async function speakingOrganisation(
  work: Work,
  typed: string,
  member: boolean,
): Promise<{ id: string; name: string; member: boolean } | Refusal> {
  if (member) {
    const found = await findOrganisation(work.tx, typed);
    return 'refused' in found ? { ...found, field: 'organisation' } : { ...found, member };
  }
  const name = oneLine(typed);
  const nameKey = fold(name);
  if (nameKey === '') return refusal('membership.nameMissing', {}, 'organisation');
  const known = await work.tx.organisation.findUnique({ where: { nameKey } });
  const namesake = known?.member ? known : await memberCalled(work.tx, nameKey);
  if (namesake) return refusal('entered.isMember', { name: namesake.name }, 'organisation');
  if (known) return known;
  const made = await work.tx.organisation.create({
    data: { name, nameKey, member: false, createdAt: work.now },
  });
  await audit(work, 'organisation.note', made.id);
  return made;
}

/** The member whose full name, in any language, is that one: it must not be noted beside itself. */
async function memberCalled(tx: Tx, key: string): Promise<{ name: string } | undefined> {
  const members = await tx.organisation.findMany({
    where: { active: true, member: true },
    select: { name: true, fullName: true, nameSr: true, nameEn: true },
  });
  return members.find(({ fullName, nameSr, nameEn }) =>
    [fullName, nameSr, nameEn].some((name) => name !== null && fold(name) === key),
  );
}

/** The member of that name or full name; a part of it will do where only one has it. */
export async function findOrganisation(
  db: Database | Tx,
  text: string,
): Promise<{ id: string; name: string } | Refusal> {
  const key = fold(text);
  if (key === '') return refusal('membership.organisationMissing');
  const exact = await db.organisation.findFirst({
    where: { nameKey: key, active: true, member: true },
  });
  if (exact) return exact;
  const found = await searchOrganisations(db, text, 2);
  const [only] = found;
  if (found.length === 1 && only) return only;
  return refusal(
    found.length === 0 ? 'membership.organisationUnknown' : 'membership.organisationAmbiguous',
    { name: text.trim().slice(0, ORGANISATION_NAME_LENGTH) },
  );
}

/** Active members whose name or full name holds what was typed, by name. */
export async function searchOrganisations(
  db: Database | Tx,
  text: string,
  most: number,
): Promise<{ id: string; name: string; fullName: string | null }[]> {
  const key = fold(text);
  // Some hundred rows at most: reading them all is quicker than a search column would be to keep.
  const rows = await db.organisation.findMany({
    where: { active: true, member: true },
    orderBy: { nameKey: 'asc' },
    select: { id: true, name: true, fullName: true, nameKey: true },
  });
  return rows
    .filter((row) => row.nameKey.includes(key) || fold(row.fullName ?? '').includes(key))
    .slice(0, most);
}
