import { asDay, type Day } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Part } from '../chat/message.ts';
import type { Renderer } from '../delivery/render.ts';
import { shorten } from '../documents/shorten.ts';
import { formatDay, formatShortDay } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import { hearingNotice, type StageRow } from './stages.ts';

const TITLE_LENGTH = 150;

/** `12 Jan 2027: approved by the Government (No. 01/34)`. */
export function stageLine(language: Language, row: StageRow, today: Day): string {
  const t = translator(language);
  const what = stageWhat(t, row);
  const line = `${formatShortDay(language, asDay(row.on))}: ${what}`;
  return row.on > today ? `${line} (${t('stage.planned')})` : line;
}

/** A step with where that is written, for a list in which it may be taken back. */
export function stageFull(language: Language, row: StageRow, today: Day): string {
  const t = translator(language);
  const facts = [
    stageLine(language, row, today),
    ...noticeTexts(language, row),
    t('stage.source', { source: row.source }),
    ...(row.note ? [row.note] : []),
  ];
  return facts.join(' · ');
}

function stageWhat(t: Translate, { kind, reference }: StageRow): string {
  const what = t(`stage.kind.${kind}`);
  return reference ? `${what} (${reference})` : what;
}

/** Of a hearing: when it was called, and that this was late. */
export function noticeTexts(language: Language, row: StageRow): string[] {
  if (row.kind !== 'committee_hearing' || !row.calledOn) return [];
  const t = translator(language);
  const called = t('stage.called', { day: formatShortDay(language, asDay(row.calledOn)) });
  const days = hearingNotice(row);
  return days === null ? [called] : [called, t('stage.shortNotice', { count: days })];
}

async function stageOf(db: Parameters<Renderer>[0]['db'], id: string): Promise<StageRow | null> {
  return db.draftStage.findUnique({ where: { id }, include: { draft: true } });
}

function titleOf(language: Language, { draft }: StageRow): string {
  const own = { sq: draft.titleSq, sr: draft.titleSr, en: draft.titleEn }[language];
  return shorten(own ?? draft.titleSq, TITLE_LENGTH);
}

/** Renders a note of kind `stage`: where a draft went on to, told to who contributed to it. */
export const renderStage: Renderer = async ({ subject, target, db }) => {
  const row = await stageOf(db, subject);
  if (!row || row.revokedAt) return null;
  const { language } = target;
  const t = translator(language);
  const head = t('stage.told', {
    number: row.draft.number,
    what: stageWhat(t, row),
    day: formatDay(language, asDay(row.on)),
  });
  const parts: Part[] = [
    { kind: 'text', text: [{ bold: head }] },
    { kind: 'text', text: titleOf(language, row) },
    ...noticeTexts(language, row).map((text): Part => ({ kind: 'context', text })),
    ...(row.note ? [{ kind: 'quote', text: row.note } satisfies Part] : []),
    { kind: 'context', text: t('stage.source', { source: row.source }) },
    ...buttonPart([
      { act: 'draft.show', args: [row.draft.number], label: t('draft.button.details') },
    ]),
  ];
  return message(language, head, parts);
};

/** Renders a note of kind `stage.takenBack`: what was told before was not so. */
export const renderStageBack: Renderer = async ({ subject, target, db }) => {
  const row = await stageOf(db, subject);
  if (!row?.revokedAt) return null;
  const { language } = target;
  const t = translator(language);
  const text = t('stage.toldBack', {
    number: row.draft.number,
    what: stageWhat(t, row),
    day: formatDay(language, asDay(row.on)),
    reason: row.revokedReason ?? '',
  });
  return message(language, text, [{ kind: 'text', text }]);
};
