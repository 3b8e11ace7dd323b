import { asDay } from '../calendar/index.ts';
import type { Block, Paragraph, Run, TextDocument } from '../documents/write/model.ts';
import { draftTitle } from '../drafts/cards.ts';
import { formatMoment, formatShortDay } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import { nameIn } from '../institutions/table.ts';
import type { BundleContent, BundleRow, BundleText } from './content.ts';
import { type BundleAuthor, voicesOf } from './documentVoices.ts';
import { contentHash } from './hash.ts';
import { shortReference } from './lines.ts';
import { splitNumber } from './rules.ts';

export interface DocumentOptions {
  /** IANA zone of the moments that it tells. */
  zone: string;
  /** What is not frozen yet says so on each page. */
  preview?: boolean;
}

/** As many signs of the hash as stand at the foot of a page, enough to tell two bundles apart. */
const SHORT_HASH = 12;

/** The five columns of the form that ministries know, in hundredths of the width. */
const WIDTHS = [10, 26, 28, 19, 17] as const;

/** A bundle as it goes to the institution: the contributions in the form that ministries know. */
export function bundleDocument(
  content: BundleContent,
  language: Language,
  { zone, preview = false }: DocumentOptions,
): TextDocument {
  const t = translator(language);
  const title = t('bundle.doc.title', { title: titleOf(content, language) });
  const hash = contentHash(content);
  const mark = preview ? t('bundle.doc.previewFoot') : `SHA-256 ${hash.slice(0, SHORT_HASH)}…`;
  const foot = [t('bundle.doc.sender'), content.number, mark];
  if (content.draft.demonstration) foot.push(t('bundle.doc.demonstration'));
  return {
    language,
    title: `${content.number} ${title}`,
    author: t('bundle.doc.sender'),
    orientation: 'landscape',
    footer: foot.join(' · '),
    at: new Date(content.frozenAt),
    blocks: [
      { kind: 'paragraph', runs: [{ bold: t('bundle.doc.sender') }] },
      ...warnings(content, preview, t),
      { kind: 'heading', level: 1, text: title },
      { kind: 'paragraph', runs: facts(content, language, zone, preview ? null : hash) },
      ...(content.intro ? [{ kind: 'paragraph' as const, runs: [content.intro] }] : []),
      ...rowBlocks(content, language, zone),
      ...withdrawnBlocks(content, t),
      ...originalBlocks(content, t),
    ],
  };
}

function titleOf({ draft }: BundleContent, language: Language): string {
  return draftTitle(
    { titles: { sq: draft.titleSq, sr: draft.titleSr, en: draft.titleEn } },
    language,
  );
}

function warnings({ draft }: BundleContent, preview: boolean, t: Translate): Block[] {
  const lines = [
    ...(draft.demonstration ? [t('bundle.doc.demonstration')] : []),
    ...(preview ? [t('bundle.doc.preview')] : []),
  ];
  return lines.map((line) => ({ kind: 'paragraph', runs: [{ bold: line }] }));
}

/** What it is, of what, and how it is known again; a line each. */
function facts(
  content: BundleContent,
  language: Language,
  zone: string,
  hash: string | null,
): Paragraph {
  const t = translator(language);
  const { draft, number, addendumTo, frozenBy } = content;
  const { institution } = draft;
  const day = (text: string) => formatShortDay(language, asDay(text));
  const name = nameIn(language, institution);
  const at = formatMoment(language, new Date(content.frozenAt), zone);
  const lines: [label: string, value: string][] = [
    [t('bundle.doc.draft'), `${draft.number}, ${t(`draft.type.${draft.type}`)}`],
    [t('bundle.doc.institution'), name ? `${name} (${institution.code})` : institution.code],
    [t('bundle.doc.receivedOn'), day(draft.receivedOn)],
    [t('bundle.doc.window'), `${day(draft.opensOn)} – ${day(draft.closesOn)}`],
    [
      t('bundle.doc.number'),
      addendumTo ? t('bundle.doc.addendum', { number, before: addendumTo }) : number,
    ],
  ];
  if (hash !== null) {
    lines.push([
      t('bundle.doc.frozen'),
      frozenBy ? t('bundle.doc.frozenBy', { at, person: frozenBy }) : at,
    ]);
    lines.push([t('bundle.doc.hash'), hash]);
  }
  return lines.flatMap(([label, value], index): Run[] => [
    ...(index > 0 ? ['\n'] : []),
    { bold: `${label}: ` },
    value,
  ]);
}

function rowBlocks({ rows }: BundleContent, language: Language, zone: string): Block[] {
  const t = translator(language);
  if (rows.length === 0) return [{ kind: 'paragraph', runs: [t('bundle.doc.noRows')] }];
  const authors = rows.flatMap((row) => row.authors);
  const counts = {
    contributions: authors.length,
    organisations: new Set(authors.map(({ organisation }) => organisation)).size,
  };
  return [
    {
      kind: 'paragraph',
      runs: [
        `${t('bundle.doc.counts', counts)} ${t('bundle.doc.marks')} `,
        { removed: t('bundle.doc.removed') },
        ', ',
        { added: t('bundle.doc.added') },
        '.',
      ],
    },
    {
      kind: 'table',
      head: [
        t('bundle.doc.article'),
        t('bundle.doc.currentText'),
        t('bundle.doc.proposedText'),
        t('bundle.doc.justification'),
        t('bundle.doc.organisations'),
      ],
      widths: WIDTHS,
      rows: rows.map((row) => [
        articleCell(`${row.row}. `, row, t),
        plainCell(row.currentText),
        [proposedRuns(row, t)],
        plainCell(row.justification),
        organisationsCell(row, language, zone),
      ]),
    },
  ];
}

function articleCell(number: string, text: BundleText, t: Translate): Paragraph[] {
  const article = text.article ?? t('bundle.doc.wholeAct');
  return [[{ bold: `${number}${article}` }], [t(`contribution.kind.${text.kind}`)]];
}

function plainCell(text: string | null): Paragraph[] {
  return [[text ?? '–']];
}

/** The text as it would read, with what goes and what comes marked. */
function proposedRuns({ kind, currentText, proposedText }: BundleText, t: Translate): Paragraph {
  if (kind === 'delete') {
    return [t('bundle.doc.deleted'), ...(currentText ? ['\n', { removed: currentText }] : [])];
  }
  if (proposedText === null) return ['–'];
  if (kind === 'add') return [{ added: proposedText }];
  // Without the present text nobody can say what of it is new.
  if (currentText === null) return [proposedText];
  return [{ before: currentText, after: proposedText }];
}

function organisationsCell(row: BundleRow, language: Language, zone: string): Paragraph[] {
  const label = translator(language)('bundle.doc.note');
  const note: Paragraph[] = row.note ? [[{ bold: `${label} ` }, row.note]] : [];
  return [...voicesOf(row, language, zone), ...note];
}

function withdrawnBlocks({ withdrawn }: BundleContent, t: Translate): Block[] {
  if (withdrawn.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: t('bundle.doc.withdrawn') },
    {
      kind: 'list',
      items: withdrawn.map((reference) => [
        t(isJoint(reference) ? 'bundle.doc.endedLine' : 'bundle.doc.withdrawnLine', { reference }),
      ]),
    },
  ];
}

/** Whether a reference is that of a joint text. */
const isJoint = (reference: string) => splitNumber(reference, 'B').ordinal !== undefined;

/** The texts that authors gave up for a joint one, on pages of their own. */
function originalBlocks({ rows }: BundleContent, t: Translate): Block[] {
  const joint = rows.filter((row) => row.joint !== null);
  if (joint.length === 0) return [];
  return [
    { kind: 'pageBreak' },
    { kind: 'heading', level: 2, text: t('bundle.doc.originals') },
    { kind: 'paragraph', runs: [t('bundle.doc.originalsIntro')] },
    {
      kind: 'table',
      head: [
        t('bundle.doc.contribution'),
        t('bundle.doc.currentText'),
        t('bundle.doc.originalProposal'),
        t('bundle.doc.justification'),
      ],
      widths: [18, 29, 32, 21],
      rows: joint.flatMap((row) =>
        row.originals.map((text, index) => [
          [
            partRuns(row.authors[index]),
            [t('bundle.doc.joint', { reference: shortReference(row.joint ?? '') })],
            ...articleCell('', text, t),
          ],
          plainCell(text.currentText),
          [proposedRuns(text, t)],
          plainCell(text.justification),
        ]),
      ),
    },
  ];
}

function partRuns(author: BundleAuthor | undefined): Paragraph {
  if (!author) return [];
  return [{ bold: shortReference(author.reference) }, ` ${author.organisation}`];
}
