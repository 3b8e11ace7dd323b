import { fold } from '../i18n/fold.ts';

/** What the columns of a report, or of our own sheets, hold. */
export type ColumnKind =
  | 'reference'
  | 'number'
  | 'correction'
  | 'status'
  | 'reason'
  | 'quote'
  | 'day'
  | 'article'
  | 'organisation'
  | 'comment';

/**
 * By which folded names columns are known, in the order in which they are looked for: "Status
 * odgovora" is a status before it is an answer, "Arsyetimi i ministrisë" a reason before it is
 * anybody's. Among them are those of e-Savjetovanja (Redni broj, Korisnik, Područje, Komentar, Status
 * odgovora, Odgovor) and of the reports of Kosovo's ministries.
 */
const HEADS: readonly (readonly [ColumnKind, string])[] = [
  ['correction', '^(pse korrigjohet|zasto se ispravla|zasto se ispravlja|ehy corrected)'],
  [
    'reference',
    '^(numri i kontributit|nr i kontributit|kodi|referenca?|broj doprinosa|reference)\\b',
  ],
  ['number', '^(nr|no|rb|r b|r br|br|numri|numri rendor|nr rendor|redni broj|number)$'],
  ['quote', '^(citati?|fjalet e ministrise|quote|quotation)\\b'],
  ['day', '^(data|datum|date)\\b'],
  [
    'status',
    '\\b(status\\w*|vendim\\w*|odluk\\w*|outcome|decision|rezultat\\w*|ishod|qendrim\\w*|pranuar|prihva\\w+|accepted)\\b',
  ],
  [
    'reason',
    '\\b(arsye\\w*|pergjigj\\w*|odgovor\\w*|obrazloz\\w*|razlo\\w*|reason\\w*|respons\\w*|repl\\w+|explanation\\w*|sqarim\\w*)\\b',
  ],
  [
    'organisation',
    '\\b(organizat\\w*|organizac\\w*|organisation\\w*|organization\\w*|propozues\\w*|komentues\\w*|korisni\\w*|predlagac\\w*|podnosi\\w*|kontribues\\w*|pal[ae]\\w* e interesi\\w*|subjekt\\w*|institucion\\w*|stakeholder\\w*)\\b',
  ],
  [
    'article',
    '\\b(nen\\w*|clan\\w*|podruc\\w*|article\\w*|dispozit\\w*|odredb\\w*|provision\\w*|paragraf\\w*)\\b',
  ],
  [
    'comment',
    '\\b(koment\\w*|propozim\\w*|propozuar|sugjerim\\w*|kontribut\\w*|comment\\w*|propos\\w*|contribution\\w*|predlo\\w*|doprinos\\w*|primedb\\w*|rekomandim\\w*|verejt\\w*|sadrzaj)\\b',
  ],
];

const KINDS = HEADS.map(([kind, head]) => [kind, new RegExp(head)] as const);

/** As expressions, for whoever looks for a table where it has no borders. */
export const HEAD_EXPRESSIONS: readonly string[] = HEADS.map(([, head]) => head);

/** A name of a column is no longer than this. */
const HEAD_LENGTH = 80;

/** What a column of that name holds; null where its name tells nothing. */
export function kindOfHead(name: string): ColumnKind | null {
  if (name.length > HEAD_LENGTH) return null;
  const folded = fold(name);
  return KINDS.find(([, head]) => head.test(folded))?.[0] ?? null;
}
