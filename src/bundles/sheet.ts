import type { OutSheet, SheetCell, SheetColumn } from '../documents/write/model.ts';
import { type Key, type Language, type Translate, translator } from '../i18n/index.ts';
import type { BundleContent, BundleRow } from './content.ts';
import { type BundleAuthor, saidNames } from './documentVoices.ts';
import { contentHash } from './hash.ts';

/** One author of one row, or a contribution that was withdrawn. */
interface Line {
  content: BundleContent;
  row: BundleRow | null;
  author: BundleAuthor | null;
  /** What the author had written before a joint text. */
  own: BundleRow['originals'][number] | null;
  withdrawn: string | null;
  /** Of what is frozen; null for a preview. */
  hash: string | null;
}

interface Column extends Omit<SheetColumn, 'title'> {
  title: Key;
  cell: (line: Line, t: Translate) => SheetCell;
}

const text = (title: Key, width: number, cell: Column['cell']): Column => {
  return { title, kind: 'text', width, cell };
};
const day = (title: Key, cell: Column['cell']): Column => ({ title, kind: 'day', width: 12, cell });
const yesNo = (value: boolean | undefined, t: Translate) =>
  value === undefined ? null : t(value ? 'choice.yes' : 'choice.no');

/** What stands in the contribution, first what one looks for and last what is alike in all rows. */
const COLUMNS: readonly Column[] = [
  { title: 'bundle.sheet.row', kind: 'number', width: 6, cell: ({ row }) => row?.row ?? null },
  text('bundle.sheet.state', 12, ({ withdrawn }, t) =>
    t(withdrawn ? 'bundle.sheet.withdrawn' : 'bundle.sheet.inBundle'),
  ),
  text('bundle.sheet.reference', 20, ({ author, withdrawn }) => author?.reference ?? withdrawn),
  text('bundle.sheet.organisation', 18, ({ author }) => author?.organisation ?? null),
  text('bundle.sheet.fullName', 30, ({ author }) => author?.fullName ?? null),
  text('bundle.sheet.member', 9, ({ author }, t) => yesNo(author?.member, t)),
  text('bundle.sheet.article', 18, ({ row }) => row?.article ?? null),
  text('bundle.sheet.kind', 12, ({ row }, t) => (row ? t(`contribution.kind.${row.kind}`) : null)),
  text('bundle.doc.currentText', 50, ({ row }) => row?.currentText ?? null),
  text('bundle.doc.proposedText', 50, ({ row }) => row?.proposedText ?? null),
  text('bundle.doc.justification', 40, ({ row }) => row?.justification ?? null),
  text(
    'bundle.sheet.support',
    24,
    ({ row }, t) => row && saidNames(row.support, row, t).join('; '),
  ),
  text(
    'bundle.sheet.objections',
    24,
    ({ row }, t) => row && saidNames(row.objections, row, t).join('; '),
  ),
  text('bundle.sheet.note', 30, ({ row }) => row?.note ?? null),
  text('bundle.sheet.late', 9, ({ author }, t) => yesNo(author?.late, t)),
  text('bundle.sheet.source', 18, ({ author }, t) =>
    author ? t(`bundle.doc.source.${author.source}`) : null,
  ),
  text('bundle.sheet.sourceNote', 24, ({ author }) => author?.sourceNote ?? null),
  day('bundle.sheet.heardOn', ({ author }) => author?.heardOn ?? null),
  text('bundle.sheet.confirmed', 11, ({ author }, t) => yesNo(author?.confirmed, t)),
  {
    title: 'bundle.sheet.version',
    kind: 'number',
    width: 9,
    cell: ({ author }) => author?.version ?? null,
  },
  text('bundle.sheet.submittedAt', 25, ({ author }) => author?.submittedAt ?? null),
  text('bundle.sheet.id', 20, ({ author }) => author?.contributionId ?? null),
  text('bundle.sheet.joint', 20, ({ row }) => row?.joint ?? null),
  text('bundle.sheet.ownArticle', 18, ({ own }) => own?.article ?? null),
  text('bundle.sheet.ownKind', 12, ({ own }, t) =>
    own ? t(`contribution.kind.${own.kind}`) : null,
  ),
  text('bundle.sheet.ownCurrentText', 40, ({ own }) => own?.currentText ?? null),
  text('bundle.sheet.ownProposedText', 40, ({ own }) => own?.proposedText ?? null),
  text('bundle.sheet.ownJustification', 40, ({ own }) => own?.justification ?? null),
  text('bundle.sheet.bundle', 20, ({ content }) => content.number),
  text('bundle.sheet.addendumTo', 20, ({ content }) => content.addendumTo),
  text('bundle.sheet.frozenAt', 25, ({ content, hash }) => hash && content.frozenAt),
  text('bundle.sheet.frozenBy', 20, ({ content, hash }) => hash && content.frozenBy),
  text('bundle.sheet.hash', 30, ({ hash }, t) => hash ?? t('bundle.doc.previewFoot')),
  text('bundle.sheet.intro', 30, ({ content }) => content.intro),
  text('bundle.sheet.draft', 18, ({ content }) => content.draft.number),
  text('bundle.sheet.type', 18, ({ content }, t) => t(`draft.type.${content.draft.type}`)),
  text('bundle.sheet.titleSq', 40, ({ content }) => content.draft.titleSq),
  text('bundle.sheet.titleSr', 40, ({ content }) => content.draft.titleSr),
  text('bundle.sheet.titleEn', 40, ({ content }) => content.draft.titleEn),
  text('bundle.sheet.institution', 12, ({ content }) => content.draft.institution.code),
  text('bundle.sheet.nameSq', 30, ({ content }) => content.draft.institution.nameSq),
  text('bundle.sheet.nameSr', 30, ({ content }) => content.draft.institution.nameSr),
  text('bundle.sheet.nameEn', 30, ({ content }) => content.draft.institution.nameEn),
  day('bundle.sheet.receivedOn', ({ content }) => content.draft.receivedOn),
  day('bundle.sheet.opensOn', ({ content }) => content.draft.opensOn),
  day('bundle.sheet.closesOn', ({ content }) => content.draft.closesOn),
  text('bundle.sheet.demonstration', 12, ({ content }, t) => yesNo(content.draft.demonstration, t)),
];

/**
 * A bundle with every field of what is frozen, a row for each author of each contribution. A preview
 * has no hash, for what it holds may still change.
 */
export function bundleSheet(
  content: BundleContent,
  language: Language,
  { preview = false }: { preview?: boolean } = {},
): OutSheet {
  const t = translator(language);
  const hash = preview ? null : contentHash(content);
  const none = { content, row: null, author: null, own: null, withdrawn: null, hash };
  const lines: Line[] = [
    ...content.rows.flatMap((row) =>
      row.authors.map((author, index) => {
        return { ...none, row, author, own: row.originals[index] ?? null };
      }),
    ),
    ...content.withdrawn.map((withdrawn) => ({ ...none, withdrawn })),
  ];
  return {
    name: t('bundle.sheet.name'),
    ...(preview ? { preamble: [t('bundle.doc.preview')] } : {}),
    columns: COLUMNS.map(({ title, kind, width }) => ({ title: t(title), kind, width })),
    rows: lines.map((line) => COLUMNS.map(({ cell }) => cell(line, t))),
  };
}
