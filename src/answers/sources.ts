import { answerArrived } from '../authority/answered.ts';
import { asDay, type Day, localDay } from '../calendar/index.ts';
import { hasUnshowable, normaliseText, withoutUnshowable } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { readLink } from '../documents/link.ts';
import { oneLine, shorten } from '../documents/shorten.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { type Language, translator } from '../i18n/index.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { AnswerKind } from '../storage/generated/sqlite/enums.ts';
import type { Work } from '../storage/work.ts';
import { standingOutcomes } from './find.ts';
import { SOURCE_TITLE_LENGTH } from './rules.ts';

export const ANSWER_KINDS = [
  'report',
  'letter',
  'email',
  'meeting',
  'other',
] as const satisfies readonly AnswerKind[];

export const SOURCE_BACK_LENGTH = 300;

/** Where an institution answered, as somebody tells it. */
export interface OfferedSource {
  kind: AnswerKind;
  /** Empty: the name of the file, or what it is. */
  title: string;
  /** The day that stands on it; empty where none does. */
  datedOn: string;
  /** Empty: today. */
  receivedOn: string;
  link: string;
  fileId: string | null;
}

/** The sources of a draft that were not taken back, the last one first. */
export function sourcesOf(db: Database | Tx, draftId: string, most: number) {
  return db.answerSource.findMany({
    where: { draftId, revokedAt: null },
    orderBy: [{ receivedOn: 'desc' }, { at: 'desc' }],
    take: most,
  });
}

/** All sources of a draft, what was taken back among them, with how many outcomes each was the source of. */
export function allSourcesOf(db: Database | Tx, draftId: string, most: number) {
  return db.answerSource.findMany({
    where: { draftId },
    include: { _count: { select: { outcomes: true } } },
    orderBy: [{ receivedOn: 'desc' }, { at: 'desc' }],
    take: most,
  });
}

/** A row of {@link sourcesOf}. */
export type SourceRow = Awaited<ReturnType<typeof sourcesOf>>[number];

/**
 * Why a source cannot be kept as it is told: a day that lies ahead, one that is dated after it came,
 * a link that is none. Null where it can.
 */
export function sourceProblem(today: Day, offered: OfferedSource): Refusal | null {
  if (readLink(offered.link.trim()) === undefined) return refusal('draft.badLink', {}, 'link');
  if (hasUnshowable(offered.title)) return refusal('form.unshowable', {}, 'title');
  const receivedOn = offered.receivedOn || today;
  if (receivedOn > today) return refusal('answers.dayAhead', {}, 'receivedOn');
  if (offered.datedOn > today) return refusal('answers.dayAhead', {}, 'datedOn');
  return offered.datedOn > receivedOn ? refusal('answers.datedLater', {}, 'datedOn') : null;
}

/** Keeps where an institution answered; refused as {@link sourceProblem} says. */
export async function keepSource(
  work: Work,
  draftId: string,
  offered: OfferedSource,
): Promise<SourceRow | Refusal> {
  const today = localDay(work.now, work.zone);
  const no = sourceProblem(today, offered);
  if (no) return no;
  const url = readLink(offered.link.trim()) ?? null;
  const title = oneLine(normaliseText(offered.title));
  const receivedOn = offered.receivedOn || today;
  const row = await work.tx.answerSource.create({
    data: {
      draftId,
      kind: offered.kind,
      title: title || (await fileTitle(work.tx, offered.fileId)),
      // Where none stands on it, it is of the day on which it came.
      datedOn: offered.datedOn || receivedOn,
      receivedOn,
      url,
      fileId: offered.fileId,
      at: work.now,
      personId: work.personId,
    },
  });
  await audit(work, 'answer.received', draftId, { source: row.id, kind: row.kind });
  await answerArrived(work, draftId);
  return row;
}

/** A source that was not taken back. */
export async function findStandingSource(
  db: Database | Tx,
  id: string,
): Promise<SourceRow | Refusal> {
  const row = await db.answerSource.findUnique({ where: { id: id.slice(0, 64) } });
  if (!row) return refusal('form.gone');
  return row.revokedAt ? refusal('answers.sourceIsBack') : row;
}

/**
 * A source that was none: it stays on record with the reason, and the authority's clock goes on where
 * nothing else answers. What was recorded from it stays until somebody corrects it; says of how many
 * contributions that is.
 */
export async function takeSourceBack(
  work: Work,
  id: string,
  reason: string,
): Promise<{ row: SourceRow; outcomes: number } | Refusal> {
  const found = await findStandingSource(work.tx, id);
  if (isRefusal(found)) return found;
  const row = await work.tx.answerSource.update({
    where: { id: found.id },
    data: { revokedAt: work.now, revokedById: work.personId, revokedReason: oneLine(reason) },
  });
  const cited = await work.tx.outcome.findMany({
    where: { sourceId: row.id },
    select: { contributionId: true },
    distinct: ['contributionId'],
  });
  const standing = await standingOutcomes(
    work.tx,
    cited.map(({ contributionId }) => contributionId),
  );
  await audit(work, 'answer.sourceBack', row.draftId, { source: row.id });
  return { row, outcomes: [...standing.values()].filter((one) => one.sourceId === row.id).length };
}

async function fileTitle(tx: Tx, fileId: string | null): Promise<string> {
  if (!fileId) return '';
  const { name } = await tx.storedFile.findUniqueOrThrow({
    where: { id: fileId },
    select: { name: true },
  });
  return shorten(oneLine(withoutUnshowable(name)), SOURCE_TITLE_LENGTH);
}

/** `Report of 12 Dec 2026: the title`, as far as it has these. */
export function sourceText(
  language: Language,
  source: Pick<SourceRow, 'kind' | 'title' | 'datedOn'>,
): string {
  const t = translator(language);
  const kind = t(`answers.kind.${source.kind}`);
  const day = formatShortDay(language, asDay(source.datedOn));
  const head = t('answers.source.dated', { kind, day });
  return source.title ? `${head}: ${source.title}` : head;
}
