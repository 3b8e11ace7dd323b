import { asDay, type Day } from '../calendar/index.ts';
import { shorten } from '../documents/shorten.ts';
import { formatLongDay, formatShortDay } from '../i18n/dates.ts';
import { type Key, type Language, translator } from '../i18n/index.ts';
import { nameIn } from '../institutions/table.ts';
import type { ContactRole } from '../storage/generated/sqlite/enums.ts';
import type { DraftClock } from './clock.ts';
import { LETTER_BODY_LENGTH, LETTER_TITLE_LENGTH } from './letters.ts';
import type { ClockSettings, StepKind } from './rules.ts';

const TITLE_LENGTH = 200;
/** As many earlier letters as one names; the last ones. */
const MOST_EARLIER = 4;
const MOST_BUNDLES = 5;

/** A letter that was sent before about the same. */
export interface EarlierLetter {
  role: ContactRole;
  sentOn: string | null;
}

/**
 * The letter of a step: facts, the rule that they rest on, and what is asked for. The number of
 * working days is told as a count of ours, for it is unverified that the Regulation names it.
 */
export function stepLetter(
  language: Language,
  clock: Pick<DraftClock, 'draft' | 'dispatches' | 'dueOn'> & {
    dispatches: readonly {
      sentOn: string | null;
      protocolNumber: string | null;
      bundle: { number: string };
    }[];
  },
  { kind, dispatch }: { kind: StepKind; dispatch: { bundle: { number: string } } },
  earlier: readonly EarlierLetter[],
  settings: ClockSettings,
  today: Day,
): { title: string; body: string } {
  const t = translator(language);
  const { draft, dueOn } = clock;
  const { institution } = draft;
  const own = { sq: draft.titleSq, sr: draft.titleSr, en: draft.titleEn }[language];
  const title = shorten(own ?? draft.titleSq, TITLE_LENGTH);
  const long = (day: string) => formatLongDay(language, asDay(day));
  const facts = {
    title,
    number: draft.number,
    institution: shorten(nameIn(language, institution) ?? institution.code, TITLE_LENGTH),
    closes: long(draft.closesOn),
    due: long(dueOn),
  };
  const about =
    kind === 'acknowledgement'
      ? clock.dispatches.filter(({ bundle }) => bundle.number === dispatch.bundle.number)
      : clock.dispatches;
  const went = about.slice(0, MOST_BUNDLES).map(({ bundle, sentOn, protocolNumber }) => {
    const said = { bundle: bundle.number, day: long(sentOn ?? '') };
    return protocolNumber
      ? t('letter.text.wentProtocol', { ...said, protocol: protocolNumber })
      : t('letter.text.went', said);
  });
  const wrote = earlier.slice(-MOST_EARLIER).map(({ role, sentOn }) =>
    t('letter.text.wrote', {
      day: formatShortDay(language, asDay(sentOn ?? '')),
      to: t(`contact.role.${role}`),
    }),
  );
  const paragraphs = [
    t('letter.text.greeting'),
    // A confirmation is asked for while the consultation may still be open.
    [
      t(draft.closesOn >= today ? 'letter.text.sentMeanwhile' : 'letter.text.sent', facts),
      ...went.map((line) => `– ${line}`),
    ].join('\n'),
    ...(kind === 'acknowledgement'
      ? []
      : [
          t(kind === 'reportDue' ? 'letter.text.ends' : 'letter.text.ended', {
            ...facts,
            count: settings.reportDueWorkingDays,
          }),
          t('letter.text.rule'),
          ...(wrote.length > 0
            ? [[t('letter.text.wroteHead'), ...wrote.map((line) => `– ${line}`)].join('\n')]
            : []),
        ]),
    t(`letter.text.ask.${kind}` satisfies Key, facts),
    t('letter.text.closing'),
  ];
  return {
    title: shorten(t(`letter.title.${kind}` satisfies Key, facts), LETTER_TITLE_LENGTH),
    body: shorten(paragraphs.join('\n\n'), LETTER_BODY_LENGTH),
  };
}
