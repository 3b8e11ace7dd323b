import { readContent } from '../bundles/content.ts';
import { loadBundle } from '../bundles/find.ts';
import { localDay } from '../calendar/index.ts';
import { sentence } from '../chat/answers.ts';
import { isRefusal } from '../chat/refusal.ts';
import { type Receiver, tellNote } from '../delivery/queue.ts';
import type { Renderer } from '../delivery/render.ts';
import { writeXlsx } from '../documents/write/write.ts';
import { isLanguage, type Language, translator } from '../i18n/index.ts';
import type { Work } from '../storage/work.ts';
import { confirmSheet } from './confirmSheet.ts';
import { draftOf, standingOutcomes } from './find.ts';
import { compareAnswers, doubtfulRows } from './importAnswers.ts';
import { answerSheet } from './sheet.ts';
import { sourceText } from './sources.ts';

/** The kind of the note that brings the sheet of a bundle; it is an upload. */
export const ANSWER_SHEET = 'answer.sheet';
/** The kind of the note that brings the sheet of a matched report; it is an upload. */
export const CONFIRM_SHEET = 'answer.confirmSheet';

/** Sends the sheet of a frozen bundle, as often as somebody asks for it. */
export async function wantSheet(
  work: Work,
  bundleId: string,
  receiver: Receiver,
  language: Language,
): Promise<void> {
  await tellNote(work, {
    ...receiver,
    kind: ANSWER_SHEET,
    subject: bundleId,
    params: { language },
    key: `${ANSWER_SHEET}:${bundleId}:${work.machineNow.toISOString()}:${work.personId}`,
  });
}

export const renderAnswerSheet: Renderer = async ({ subject, params, target, db, world }) => {
  const bundle = await loadBundle(db, subject);
  if (!bundle?.content || !bundle.sha256) return null;
  const content = readContent(bundle.content);
  const ids = content.rows.flatMap(({ authors }) => authors.map((one) => one.contributionId));
  const language = languageOf(params.language, target.language);
  const book = answerSheet(
    language,
    content,
    bundle.sha256,
    await standingOutcomes(db, ids),
    world.zone,
  );
  const t = translator(target.language);
  return {
    upload: { name: fileName(bundle.number), bytes: await writeXlsx(book) },
    comment: sentence(target.language, t('answers.sheet.line', { number: bundle.number })),
  };
};

/** Sends the sheet in which the answers of a report are confirmed. */
export async function wantConfirmSheet(
  work: Work,
  { sourceId, fileId }: { sourceId: string; fileId: string },
  receiver: Receiver,
  language: Language,
): Promise<void> {
  await tellNote(work, {
    ...receiver,
    kind: CONFIRM_SHEET,
    subject: sourceId,
    params: { language, fileId },
    key: `${CONFIRM_SHEET}:${sourceId}:${work.machineNow.toISOString()}:${work.personId}`,
  });
}

export const renderConfirmSheet: Renderer = async ({ subject, params, target, db, world }) => {
  const source = await db.answerSource.findUnique({ where: { id: subject } });
  const file = await db.storedFile.findUnique({ where: { id: String(params.fileId) } });
  if (!source || source.revokedAt || !file) return null;
  const draft = await draftOf(db, source.draftId);
  const today = localDay(world.now, world.zone);
  const day = source.datedOn;
  const compared = await compareAnswers(db, draft, file.bytes, { day, today });
  if (isRefusal(compared) || !compared.report) return null;
  const language = languageOf(params.language, target.language);
  const t = translator(target.language);
  const { number } = draft;
  const of = { number, sourceId: source.id, source: sourceText(language, source), at: world.now };
  const count = doubtfulRows(compared.report).length;
  return {
    upload: {
      name: fileName(`${number}-${today}`),
      bytes: await writeXlsx(confirmSheet(language, compared.report, of)),
    },
    comment: sentence(target.language, t('answers.confirm.line', { number, count })),
  };
};

function languageOf(wanted: unknown, otherwise: Language): Language {
  const text = String(wanted);
  return isLanguage(text) ? text : otherwise;
}

/** The slash of a bundle's number cannot stand in the name of a file. */
function fileName(number: string): string {
  return `answers-${number.replaceAll('/', '-')}.xlsx`;
}
