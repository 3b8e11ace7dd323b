import type { Day } from '../calendar/index.ts';
import { asDay } from '../calendar/index.ts';
import { message } from '../chat/answers.ts';
import type { Inline, Message, Part } from '../chat/message.ts';
import { shorten } from '../documents/shorten.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { Database } from '../storage/database.ts';
import { successorsOn } from './rules.ts';
import {
  type InstitutionRow,
  institutionTable,
  nameIn,
  namesOf,
  searchInstitutions,
} from './table.ts';

/** Lines of one message; with the lengths below they stay under what Slack takes (3,000). */
const SHOWN = 15;
const NAME_LENGTH = 90;
const ALIASES_LENGTH = 300;

/** The institutions that fit what was typed: the only one in full, several as a list. */
export async function institutionsMessage(
  db: Database,
  language: Language,
  typed: string,
  today: Day,
): Promise<Message> {
  const t = translator(language);
  const table = await institutionTable(db);
  const exact = typed === '' ? null : table.chosen(typed);
  const found = exact ? [exact] : searchInstitutions(table, typed);
  const [only, another] = found;
  if (!only) {
    const text =
      typed === '' ? t('institution.none') : t('institution.unknown', { name: shorten(typed, 60) });
    return message(language, text, [{ kind: 'text', text }]);
  }
  if (!another) return institutionMessage(db, language, only);
  const successions = await db.institutionSuccessor.findMany();
  const codes = new Map(table.rows.map(({ id, code }) => [id, code]));
  const items = found.slice(0, SHOWN).map((row): Inline[] => {
    const now = successorsOn(successions, row.id, today).map((id) => codes.get(id) ?? '');
    const pieces: Inline[] = [...nameLine(language, row)];
    if (now.length > 0) {
      pieces.push(` ${t('institution.now', { names: shorten(now.join(', '), 60) })}`);
    }
    return pieces;
  });
  const head = t('institution.found', { count: found.length });
  const parts: Part[] = [
    { kind: 'heading', text: head },
    { kind: 'list', items },
  ];
  const more = found.length - items.length;
  if (more > 0) parts.push({ kind: 'context', text: t('institution.more', { count: more }) });
  return message(language, head, parts);
}

/** `(now MPB)`: today's successors of an institution; null while it has none. */
export async function nowCalled(
  db: Database,
  language: Language,
  institutionId: string,
  today: Day,
): Promise<string | null> {
  const ids = successorsOn(await db.institutionSuccessor.findMany(), institutionId, today);
  if (ids.length === 0) return null;
  const rows = await db.institution.findMany({ where: { id: { in: ids } } });
  const codes = rows.map(({ code }) => code).join(', ');
  return translator(language)('institution.now', { names: shorten(codes, 60) });
}

function nameLine(language: Language, row: InstitutionRow): Inline[] {
  const name = nameIn(language, row);
  return [{ bold: shorten(row.code, NAME_LENGTH) }, name ? ` – ${shorten(name, NAME_LENGTH)}` : ''];
}

/** One institution: its names, its spellings, what it came from and what became of it. */
async function institutionMessage(
  db: Database,
  language: Language,
  row: InstitutionRow,
): Promise<Message> {
  const t = translator(language);
  const successions = await db.institutionSuccessor.findMany({
    where: { OR: [{ institutionId: row.id }, { successorId: row.id }] },
    include: { institution: true, successor: true },
    orderBy: { fromDay: 'asc' },
  });
  const after = successions.filter((one) => one.institutionId === row.id);
  const before = successions.filter((one) => one.successorId === row.id);
  const items: string[] = [];
  const others = namesOf(row).filter((name) => name !== nameIn(language, row));
  for (const name of others) items.push(shorten(name, NAME_LENGTH));
  if (row.aliases.length > 0) {
    const names = shorten(row.aliases.map(({ name }) => name).join('; '), ALIASES_LENGTH);
    items.push(t('institution.aliases', { names }));
  }
  for (const one of after.slice(0, SHOWN)) {
    items.push(successionLine(t, language, 'institution.became', one.successor.code, one));
  }
  for (const one of before.slice(0, SHOWN)) {
    items.push(successionLine(t, language, 'institution.cameFrom', one.institution.code, one));
  }
  const count = await db.activityInstitution.count({ where: { institutionId: row.id } });
  if (count > 0) items.push(t('institution.activities', { count }));
  const line = nameLine(language, row);
  const parts: Part[] = [{ kind: 'text', text: line }];
  if (items.length > 0) parts.push({ kind: 'list', items });
  return message(language, row.code, parts);
}

function successionLine(
  t: Translate,
  language: Language,
  key: 'institution.became' | 'institution.cameFrom',
  code: string,
  {
    kind,
    fromDay,
    source,
  }: { kind: 'renamed' | 'merged' | 'split'; fromDay: string; source: string | null },
): string {
  const day = formatShortDay(language, asDay(fromDay));
  const how = t(`institution.kind.${kind}`);
  const told = t(key, { code: shorten(code, 60), day, how });
  return source ? `${told} ${t('institution.source', { source: shorten(source, 100) })}` : told;
}
