import type { Database, Tx } from '../storage/database.ts';
import { entriesOf } from './arrange.ts';
import { type BundleContent, type BundleRow, readContent } from './content.ts';
import { withdrawnSince } from './earlier.ts';
import type { BundleRecord } from './find.ts';
import { rowsOf, type UnnumberedRow } from './rows.ts';

/** As many as stand on one screen, each with a button. */
export const PAGE = 8;

/** One line of a bundle: its number, or none where it is left out. */
export interface ShownRow {
  number: number | null;
  row: UnnumberedRow;
  /** Null in a frozen bundle, which nobody arranges. */
  entryId: string | null;
}

export interface BundlePage {
  bundle: BundleRecord;
  rows: readonly ShownRow[];
  /** Counted from 1. */
  page: number;
  pages: number;
  included: number;
  leftOut: number;
  /** References that stand in an earlier bundle and no longer stand. */
  withdrawn: readonly string[];
  /** Joint texts of the draft that wait for answers. */
  openMerges: number;
  /** Of a frozen bundle. */
  content: BundleContent | null;
}

/** A page of a bundle: as it stands while it is open, as it was frozen afterwards. */
export async function loadPage(
  db: Database | Tx,
  bundle: BundleRecord,
  wanted: number,
): Promise<BundlePage> {
  const content = bundle.content === null ? null : readContent(bundle.content);
  const openMerges = await db.merge.count({
    where: { draftId: bundle.draftId, state: 'proposed' },
  });
  if (content) {
    const rows = content.rows.map((row: BundleRow) => ({ number: row.row, row, entryId: null }));
    const leftOut = await db.bundleEntry.count({
      where: { bundleId: bundle.id, included: false },
    });
    return {
      bundle,
      ...cut(rows, wanted),
      included: rows.length,
      leftOut,
      openMerges,
      withdrawn: content.withdrawn,
      content,
    };
  }
  const entries = await entriesOf(db, bundle.id);
  let included = 0;
  const numbered = entries.map((entry) => {
    if (entry.included) included += 1;
    return { entry, number: entry.included ? included : null };
  });
  const { rows: shown, ...pages } = cut(numbered, wanted);
  const read = await rowsOf(
    db,
    bundle.draft.number,
    shown.map(({ entry }) => entry),
  );
  const numbers = new Map(shown.map((one) => [one.entry.id, one.number]));
  return {
    bundle,
    ...pages,
    rows: read.map(({ entry, row }) => ({
      number: numbers.get(entry.id) ?? null,
      row,
      entryId: entry.id,
    })),
    included,
    leftOut: entries.length - included,
    openMerges,
    withdrawn: await withdrawnSince(db, bundle.draft),
    content: null,
  };
}

/** The page on which an entry stands. */
export async function pageOfEntry(
  db: Database | Tx,
  entry: { bundleId: string; position: number },
): Promise<number> {
  const before = await db.bundleEntry.count({
    where: { bundleId: entry.bundleId, position: { lt: entry.position } },
  });
  return Math.floor(before / PAGE) + 1;
}

/** The number of an entry among those that are not left out. */
export async function numberOfEntry(
  db: Database | Tx,
  entry: { bundleId: string; position: number; included: boolean },
): Promise<number | null> {
  if (!entry.included) return null;
  const { bundleId, position } = entry;
  const where = { bundleId, included: true, position: { lt: position } };
  return (await db.bundleEntry.count({ where })) + 1;
}

function cut<Row>(rows: readonly Row[], wanted: number) {
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const page = Math.min(Math.max(1, wanted), pages);
  return { rows: rows.slice((page - 1) * PAGE, page * PAGE), page, pages };
}
