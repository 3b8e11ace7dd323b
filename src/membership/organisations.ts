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
  if (known) return refusal('membership.organisationKnown', { name: known.name }, 'name');
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

/** The organisation of that name or full name; a part of it will do where only one has it. */
export async function findOrganisation(
  db: Database | Tx,
  text: string,
): Promise<{ id: string; name: string } | Refusal> {
  const key = fold(text);
  if (key === '') return refusal('membership.organisationMissing');
  const exact = await db.organisation.findFirst({ where: { nameKey: key, active: true } });
  if (exact) return exact;
  const found = await searchOrganisations(db, text, 2);
  const [only] = found;
  if (found.length === 1 && only) return only;
  return refusal(
    found.length === 0 ? 'membership.organisationUnknown' : 'membership.organisationAmbiguous',
    { name: text.trim().slice(0, ORGANISATION_NAME_LENGTH) },
  );
}

/** Active organisations whose name or full name holds what was typed, by name. */
export async function searchOrganisations(
  db: Database | Tx,
  text: string,
  most: number,
): Promise<{ id: string; name: string; fullName: string | null }[]> {
  const key = fold(text);
  // Some hundred rows at most: reading them all is quicker than a search column would be to keep.
  const rows = await db.organisation.findMany({
    where: { active: true },
    orderBy: { nameKey: 'asc' },
    select: { id: true, name: true, fullName: true, nameKey: true },
  });
  return rows
    .filter((row) => row.nameKey.includes(key) || fold(row.fullName ?? '').includes(key))
    .slice(0, most);
}
