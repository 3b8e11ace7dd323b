import { parseDay } from '../calendar/index.ts';
import { hasUnshowable } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { oneLine, shorten } from '../documents/shorten.ts';
import { fold } from '../i18n/fold.ts';
import { audit, auditEach } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { CODE, comesFrom } from './rules.ts';
import {
  type InstitutionRow,
  type InstitutionTable,
  institutionByKey,
  institutionTable,
  isBareName,
} from './table.ts';

/** The longest name; the longest of a ministry of Kosovo has some 90 characters. */
export const INSTITUTION_NAME_LENGTH = 250;

/** More spellings than any institution has. */
const MOST_ALIASES = 30;

export interface InstitutionInput {
  code: string;
  nameSq?: string;
  nameSr?: string;
  nameEn?: string;
  /** Other spellings, one a line. */
  aliases?: string;
}

/**
 * Adds an institution, or brings the one of that abbreviation up to date: an empty name says
 * nothing, and spellings are added to those it has.
 */
export async function keepInstitution(
  work: Work,
  input: InstitutionInput,
): Promise<{ id: string; code: string; added: boolean } | Refusal> {
  const code = oneLine(input.code);
  if (!CODE.test(code) || fold(code) === '') return refusal('draft.badInstitution', {}, 'code');
  const names = { nameSq: input.nameSq, nameSr: input.nameSr, nameEn: input.nameEn };
  const data: { nameSq?: string; nameSr?: string; nameEn?: string } = {};
  for (const [field, given] of Object.entries(names)) {
    const name = oneLine(given ?? '');
    const wrong = name === '' ? null : nameProblem(name, field);
    if (wrong) return wrong;
    if (name !== '') data[field as keyof typeof data] = name;
  }
  const table = await institutionTable(work.tx);
  const known = table.find(code);
  if (known && known.codeKey !== fold(code)) {
    return refusal('institution.nameTaken', { name: code, code: known.code }, 'code');
  }
  const taken = Object.entries(data).find(([, name]) => {
    const other = table.find(name);
    // What a plan names in full stands without an abbreviation; this gives it one.
    return other && other.id !== known?.id && (known || CODE.test(other.code));
  });
  if (taken) {
    const [field, name] = taken;
    const other = table.find(name)?.code ?? '';
    return refusal('institution.nameTaken', { name: shorten(name, 60), code: other }, field);
  }
  const nameless = known ?? unabbreviated(table, Object.values(data));
  const spellings = newSpellings(table, nameless?.id, (input.aliases ?? '').split('\n'));
  if (isRefusal(spellings)) return { ...spellings, field: 'aliases' };
  const { id } = nameless
    ? await work.tx.institution.update({
        where: { id: nameless.id },
        data: { ...data, ...(known ? {} : { code, codeKey: fold(code) }) },
      })
    : await work.tx.institution.create({ data: { code, codeKey: fold(code), ...data } });
  if (nameless && !known) await keepSpelling(work, id, nameless.code);
  await audit(work, 'institution.add', id, { code });
  for (const name of spellings) await keepSpelling(work, id, name);
  return { id, code, added: !known };
}

/** The institution that a plan named in full and that has no abbreviation yet. */
function unabbreviated(
  table: InstitutionTable,
  names: readonly string[],
): InstitutionRow | undefined {
  return names
    .map((name) => table.find(name))
    .find((row) => row !== null && !CODE.test(row.code)) as InstitutionRow | undefined;
}

function nameProblem(name: string, field: string): Refusal | null {
  if (fold(name) === '' || hasUnshowable(name)) return refusal('form.unshowable', {}, field);
  const max = INSTITUTION_NAME_LENGTH;
  return [...name].length > max ? refusal('form.tooLongOption', { max }, field) : null;
}

/**
 * Adds spellings to an institution; one that belongs to another is refused, its own are left. What a
 * plan brought into the table by its bare name becomes a spelling.
 */
export async function addAliases(
  work: Work,
  institutionId: string,
  spellings: readonly string[],
): Promise<{ added: number } | Refusal> {
  const names = newSpellings(await institutionTable(work.tx), institutionId, spellings);
  if (isRefusal(names)) return names;
  for (const name of names) await keepSpelling(work, institutionId, name);
  if (names.length > 0) {
    await audit(work, 'institution.alias', institutionId, { added: names.length });
  }
  return { added: names.length };
}

/** Those of the spellings that an institution does not have yet, or why one cannot be its. */
function newSpellings(
  table: InstitutionTable,
  institutionId: string | undefined,
  spellings: readonly string[],
): string[] | Refusal {
  const names = new Map<string, string>();
  for (const name of spellings.map(oneLine).filter((one) => one !== '')) {
    const wrong = nameProblem(name, 'alias');
    if (wrong) return wrong;
    const known = table.find(name);
    if (known && known.id !== institutionId && !isBareName(known)) {
      const context = { name: shorten(name, 60), code: shorten(known.code, 60) };
      return refusal('institution.nameTaken', context, 'alias');
    }
    if (known?.id !== institutionId || !known) names.set(fold(name), name);
  }
  const has = table.rows.find(({ id }) => id === institutionId)?.aliases.length ?? 0;
  return has + names.size > MOST_ALIASES
    ? refusal('institution.tooManyAliases', { max: MOST_ALIASES }, 'alias')
    : [...names.values()];
}

async function keepSpelling(work: Work, institutionId: string, name: string): Promise<void> {
  const key = fold(name);
  const bare = await institutionByKey(work.tx, key);
  if (bare && bare.id !== institutionId && isBareName(bare)) {
    // The activities that name it are linked anew by whoever changes what institutions are called.
    await work.tx.activityInstitution.deleteMany({ where: { institutionId: bare.id } });
    await work.tx.institution.delete({ where: { id: bare.id } });
    await audit(work, 'institution.alias', institutionId, { absorbed: bare.id });
  }
  await work.tx.institutionAlias.upsert({
    where: { key },
    create: { institutionId, name, key, at: work.now, personId: work.personId },
    update: {},
  });
}

export interface DraftInstitution {
  id: string;
  code: string;
  codeKey: string;
  nameSq: string | null;
  namesChanged: boolean;
}

/**
 * The institution that a draft names by its abbreviation, or by another spelling of it; made when it
 * is new. One that a plan named in full gets its abbreviation here; a name given now is kept. Says
 * whether it is called something now that it was not called before: activities may name it so.
 */
export async function institutionOfDraft(
  work: Work,
  given: { code: string; name: string | null },
): Promise<DraftInstitution> {
  const { code, name } = given;
  const codeKey = fold(code);
  const table = await institutionTable(work.tx);
  const known = table.find(code) ?? unabbreviated(table, name ? [name] : []);
  if (!known) {
    const made = await work.tx.institution.create({ data: { code, codeKey, nameSq: name } });
    return { ...made, namesChanged: true };
  }
  const where = { id: known.id };
  if (!CODE.test(known.code)) {
    await work.tx.institutionAlias.deleteMany({ where: { key: codeKey } });
    await keepSpelling(work, known.id, known.code);
    const nameSq = name ?? known.nameSq;
    const named = await work.tx.institution.update({ where, data: { code, codeKey, nameSq } });
    return { ...named, namesChanged: true };
  }
  // Named by another spelling, its own name stays.
  const renamed = name !== null && known.codeKey === codeKey && name !== known.nameSq;
  if (!renamed) return { ...known, namesChanged: false };
  const now = await work.tx.institution.update({ where, data: { nameSq: name } });
  return { ...now, namesChanged: true };
}

/** Adds each name that is not known as an institution of its own; gives those that were new. */
export async function addByName(work: Work, names: readonly string[]): Promise<string[]> {
  const { find } = await institutionTable(work.tx);
  const codes = new Map<string, string>();
  for (const name of names) {
    const key = fold(name);
    if (key !== '' && !codes.has(key) && !find(name)) codes.set(key, oneLine(name));
  }
  const made = await work.tx.institution.createManyAndReturn({
    data: [...codes].map(([codeKey, code]) => ({ code, codeKey })),
    select: { id: true },
  });
  await auditEach(
    work,
    'institution.add',
    made.map(({ id }) => id),
  );
  return [...codes.values()];
}

export interface SuccessionInput {
  institution: string;
  /** One or several, parted by commas or semicolons. */
  successors: string;
  kind: string;
  fromDay: string;
  source?: string;
}

const KINDS = ['renamed', 'merged', 'split'] as const;

/** An institution became one or several others. Both must be in the table, and no circle arises. */
export async function addSuccessors(
  work: Work,
  input: SuccessionInput,
): Promise<{ institution: string; successors: string[] } | Refusal> {
  const table = await institutionTable(work.tx);
  const unknown = (name: string, field: string) =>
    refusal('institution.unknown', { name: shorten(name, 60) }, field);
  const before = table.find(input.institution);
  if (!before) return unknown(input.institution, 'institution');
  const whole = table.find(input.successors);
  const named = whole ? [input.successors] : input.successors.split(/[,;\n]/);
  const successors: InstitutionRow[] = [];
  for (const name of named.map(oneLine).filter(Boolean)) {
    const row = table.find(name);
    if (!row) return unknown(name, 'successors');
    if (!successors.includes(row)) successors.push(row);
  }
  if (successors.length === 0) return unknown('', 'successors');
  const fromDay = parseDay(input.fromDay);
  if (!fromDay) return refusal('form.badDate', {}, 'fromDay');
  const kind = KINDS.find((one) => one === input.kind) ?? 'renamed';
  const standing = await work.tx.institutionSuccessor.findMany();
  const circle = successors.find(({ id }) => comesFrom(standing, before.id, id));
  if (circle) {
    const context = { code: circle.code, before: before.code };
    return refusal('institution.circle', context, 'successors');
  }
  for (const successor of successors) {
    const key = { institutionId: before.id, successorId: successor.id };
    const data = { kind, fromDay, source: oneLine(input.source ?? '') || null };
    await work.tx.institutionSuccessor.upsert({
      where: { institutionId_successorId: key },
      create: { ...key, ...data, at: work.now, personId: work.personId },
      update: data,
    });
  }
  const codes = successors.map(({ code }) => code);
  await audit(work, 'institution.successor', before.id, {
    kind,
    fromDay,
    successors: codes.join(', '),
  });
  return { institution: before.code, successors: codes };
}
