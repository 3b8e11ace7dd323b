import { answerArrived } from '../authority/answered.ts';
import { asDay, type Day, localDay } from '../calendar/index.ts';
import { hasUnshowable, normaliseText, withoutUnshowable } from '../chat/inputs.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { readLink } from '../documents/link.ts';
import { oneLine, shorten } from '../documents/shorten.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { type Language, translator } from '../i18n/index.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { AnswerKind } from '../storage/generated/sqlite/enums.ts';
import type { Work } from '../storage/work.ts';
import { SOURCE_TITLE_LENGTH } from './rules.ts';

export const ANSWER_KINDS = [
  'report',
  'letter',
  'email',
  'meeting',
  'other',
] as const satisfies readonly AnswerKind[];

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
