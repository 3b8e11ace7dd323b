import { asDay } from '../calendar/index.ts';
import { message, sentence } from '../chat/answers.ts';
import type { Renderer } from '../delivery/render.ts';
import { correctionSentence } from '../holidays/describe.ts';
import { formatDay, formatMoment } from '../i18n/dates.ts';
import { type Language, translator } from '../i18n/index.ts';
import type { Database } from '../storage/database.ts';
import { draftTitle } from './cards.ts';
import { loadDraft } from './find.ts';
import { viewOfRow } from './view.ts';

/** `Extended: contributions are due …, not …`, told once in the thread of each card. */
export const renderTimesChanged: Renderer = async ({ subject, params, target, db, world }) => {
  const draft = await loadDraft(db, subject);
  if (!draft) return null;
  const language = target.language;
  const t = translator(language);
  const moment = (iso: unknown) => formatMoment(language, new Date(String(iso)), world.zone);
  const day = (text: unknown) => formatDay(language, asDay(String(text)));
  const lines: string[] = [];
  if (params.dueBefore !== params.dueAfter) {
    lines.push(
      t('draft.note.due', { before: moment(params.dueBefore), after: moment(params.dueAfter) }),
    );
  }
  if (params.closesBefore !== params.closesAfter) {
    lines.push(
      t('draft.note.closes', {
        before: day(params.closesBefore),
        after: day(params.closesAfter),
      }),
    );
  }
  // Changes that were joined may have come to nothing.
  if (lines.length === 0) return null;
  const head = t('draft.note.timesChanged', { number: draft.number });
  const reason = await correctionReason(db, language, params);
  return message(language, `${head} ${lines.join(' ')}`, [
    { kind: 'text', text: [{ bold: head }] },
    { kind: 'list', items: lines },
    ...(reason ? [{ kind: 'context', text: reason } as const] : []),
  ]);
};

/** The correction of the holidays that moved the times, where one did. */
async function correctionReason(
  db: Database,
  language: Language,
  params: Readonly<Record<string, unknown>>,
): Promise<string | null> {
  if (typeof params.correction !== 'number') return null;
  const row = await db.holidayCorrection.findUnique({ where: { id: params.correction } });
  if (!row) return null;
  const t = translator(language);
  const key = params.takenBack === true ? 'holiday.becauseTakenBack' : 'holiday.because';
  return t(key, { correction: correctionSentence(language, row) });
}

export const renderWithdrawn: Renderer = async ({ subject, target, db, world }) => {
  const draft = await loadDraft(db, subject);
  if (!draft) return null;
  const language = target.language;
  const t = translator(language);
  const text = t('draft.note.withdrawn', {
    number: draft.number,
    title: draftTitle(viewOfRow(draft, world.publicUrl), language),
  });
  const reason = draft.stateReason ? ` ${t('draft.reason', { reason: draft.stateReason })}` : '';
  return sentence(language, text + reason);
};

/** The file itself, where the bot has no page from which it could be read. */
export const renderDocument: Renderer = async ({ subject, target, db }) => {
  const document = await db.draftDocument.findUnique({
    where: { id: subject },
    include: { file: true, draft: true },
  });
  if (!document?.file) return null;
  const t = translator(target.language);
  return {
    upload: { name: document.file.name, bytes: document.file.bytes },
    comment: sentence(target.language, t('draft.note.document', { number: document.draft.number })),
  };
};
