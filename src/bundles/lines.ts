import { asDay, localDay } from '../calendar/index.ts';
import type { Inline } from '../chat/message.ts';
import { sourceText } from '../contributions/entered.ts';
import { shorten } from '../documents/shorten.ts';
import { formatShortDay } from '../i18n/dates.ts';
import type { Language, Translate } from '../i18n/index.ts';
import type { BundleRow, Said } from './content.ts';
import type { UnnumberedRow } from './rows.ts';

/**
 * Eight lines together stay within what Slack takes in one part (3,000 characters), and with what
 * stands around them within one embed on Discord (4,096).
 */
const FACTS_LENGTH = 315;
const PLACE_LENGTH = 36;
const NAME_LENGTH = 20;
const MOST_NAMES = 2;
const NOTE_SHOWN = 80;
const SOURCE_SHOWN = 45;

/** `K-007` of `MAPL-2026-003/K-007`: what a bundle is about need not be said in each line. */
export function shortReference(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

/** `3. Neni 5 · Amendment · KCSF (K-001) · ✔ 2: KDI, ÇOHU · late · note: …` */
export function rowLine(
  row: UnnumberedRow,
  number: number | null,
  t: Translate,
  language: Language,
  zone: string,
): Inline[] {
  const facts = [
    t(`contribution.kind.${row.kind}`),
    ...(row.joint ? [t('bundle.line.joint', { reference: shortReference(row.joint) })] : []),
    authorsText(row, t),
    ...saidText('✔', row.support),
    ...saidText('✘', row.objections),
    ...row.authors.flatMap((author) => marksOf(author, t, language, zone)),
    // What is least missed stands last: there a line is cut.
    ...row.authors.flatMap((author) => sourceOf(author, t, language)),
    ...(row.note
      ? [
          t(number === null ? 'bundle.line.leftOut' : 'bundle.line.note', {
            text: shorten(row.note, NOTE_SHOWN),
          }),
        ]
      : []),
  ];
  const place = shorten(row.article ?? t('contribution.wholeAct'), PLACE_LENGTH);
  const head = number === null ? `– ${place}` : `${number}. ${place}`;
  return [{ bold: head }, ` · ${shorten([...new Set(facts)].join(' · '), FACTS_LENGTH)}`];
}

function authorsText({ authors }: UnnumberedRow, t: Translate): string {
  const named = authors
    .slice(0, MOST_NAMES)
    .map(
      ({ organisation, reference }) =>
        `${shorten(organisation, NAME_LENGTH)} (${shortReference(reference)})`,
    );
  const more = authors.length - named.length;
  return [...named, ...(more > 0 ? [t('bundle.line.more', { count: more })] : [])].join(', ');
}

/** Organisations, each once, however many parts of a joint text they said it of. */
function saidText(sign: string, said: readonly Said[]): string[] {
  const names = [...new Set(said.map(({ organisation }) => organisation))];
  if (names.length === 0) return [];
  const shown = names.slice(0, MOST_NAMES).map((name) => shorten(name, NAME_LENGTH));
  const more = names.length - shown.length;
  return [`${sign} ${names.length}: ${[...shown, ...(more > 0 ? [`+${more}`] : [])].join(', ')}`];
}

function sourceOf(
  author: BundleRow['authors'][number],
  t: Translate,
  language: Language,
): string[] {
  return author.source === 'chat' ? [] : [shorten(sourceText(author, t, language), SOURCE_SHOWN)];
}

function marksOf(
  author: BundleRow['authors'][number],
  t: Translate,
  language: Language,
  zone: string,
): string[] {
  const marks: string[] = [];
  if (!author.confirmed) marks.push(t('bundle.line.unconfirmed'));
  if (author.late) {
    const came = author.heardOn ?? localDay(new Date(author.submittedAt), zone);
    marks.push(t('bundle.line.late', { day: formatShortDay(language, asDay(came)) }));
  }
  return marks;
}

/** Who says it of which part, whole: `KDI (K-001), ÇOHU (B-01)`. */
export function saidBy(said: readonly Said[]): string {
  return said
    .map(({ organisation, of }) => `${shorten(organisation, 60)} (${shortReference(of)})`)
    .join(', ');
}
