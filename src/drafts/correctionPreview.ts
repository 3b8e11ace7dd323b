import type { Names } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Message, Part } from '../chat/message.ts';
import { correctionSentence, type Described } from '../holidays/describe.ts';
import { daysOffChanged } from '../holidays/rules.ts';
import { formatDay, formatShortMoment } from '../i18n/dates.ts';
import { type Language, translator } from '../i18n/index.ts';
import type { World } from '../storage/work.ts';
import type { Affected, Consequences } from './correctHolidays.ts';

/** More would not fit a message; the rest is counted in the head. */
const MOST_DRAFTS = 20;

export interface CorrectionPreview {
  head: 'holiday.preview.head' | 'holiday.preview.takeBack';
  correction: Described;
  years: readonly number[];
  found: Consequences;
  buttons: readonly Button[];
}

/** What a correction would do: the days off, and the deadlines of open drafts, old and new. */
export function correctionPreview(
  language: Language,
  { head, correction, years, found, buttons }: CorrectionPreview,
  world: World,
): Message {
  const t = translator(language);
  const summary = `${t(head)} ${correctionSentence(language, correction)}.`;
  return message(language, summary, [
    { kind: 'text', text: t(head) },
    { kind: 'text', text: [{ bold: correctionSentence(language, correction) }] },
    ...daysParts(language, years, found),
    ...draftParts(language, found.affected, world),
    ...buttonPart(buttons),
  ]);
}

function daysParts(language: Language, years: readonly number[], found: Consequences): Part[] {
  const t = translator(language);
  const named = (names: Names | null) => names?.[language] ?? '';
  const changes = daysOffChanged(years, found.before, found.after).map(({ day, before, after }) =>
    after
      ? t('holiday.preview.off', { day: formatDay(language, day), name: named(after) })
      : t('holiday.preview.worked', { day: formatDay(language, day), name: named(before) }),
  );
  return changes.length > 0
    ? [{ kind: 'list', items: changes }]
    : [{ kind: 'text', text: t('holiday.preview.sameDays') }];
}

function draftParts(language: Language, affected: readonly Affected[], world: World): Part[] {
  const t = translator(language);
  const moving = affected.filter(({ recount }) => recount.kind === 'moves');
  const lines = affected.flatMap((one) => draftLine(language, one, world) ?? []);
  return [
    {
      kind: 'text',
      text:
        moving.length > 0
          ? t('holiday.preview.drafts', { count: moving.length })
          : t('holiday.preview.noDrafts'),
    },
    ...(lines.length > 0 ? [{ kind: 'list', items: lines.slice(0, MOST_DRAFTS) } as const] : []),
    ...(moving.length > 0 ? [{ kind: 'context', text: t('holiday.preview.told') } as const] : []),
  ];
}

function draftLine(language: Language, { draft, recount }: Affected, world: World): string | null {
  if (recount.kind === 'recounted') return null;
  const t = translator(language);
  const { number } = draft;
  const before = formatShortMoment(language, draft.dueAt, world.zone);
  if (recount.kind === 'moves') {
    const after = formatShortMoment(language, recount.dueAt, world.zone);
    return t('holiday.preview.moves', { number, before, after });
  }
  return t(`holiday.preview.${recount.kind}`, { number, before });
}
