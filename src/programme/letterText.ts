import { asDay, type Day } from '../calendar/index.ts';
import { shorten } from '../documents/shorten.ts';
import { formatLongDay } from '../i18n/dates.ts';
import { readDeadline } from '../i18n/deadline.ts';
import { writtenDeadline } from '../i18n/deadlineText.ts';
import { type Language, translator } from '../i18n/index.ts';

/** What a subject line and a letter take; the facts within are shortened before. */
const TITLE_LENGTH = 150;
const DRAFT_TITLE_LENGTH = 250;
const SOURCE_LENGTH = 300;

/** What a letter asks for, with the facts that it rests on. */
export type RequestFacts = { title: string; institution: string } & (
  | {
      about: 'planned';
      year: number;
      /** As the programme writes them. */
      deadline: string;
      before: string | null;
    }
  | {
      about: 'sighting';
      source: string;
      seenOn: string;
      window: { opensOn: Day; closesOn: Day } | null;
    }
  | {
      about: 'late';
      number: string;
      receivedOn: string;
      opensOn: string;
      closesOn: string;
      lost: number;
      of: number;
    }
);

/**
 * A letter to the institution's coordinator: facts, the two rules that they rest on, and what is
 * asked for. It names no article: only the Regulation as a whole was seen in a source.
 */
export function requestLetter(
  language: Language,
  facts: RequestFacts,
  today: Day,
): { title: string; body: string } {
  const t = translator(language);
  const title = shorten(facts.title, DRAFT_TITLE_LENGTH);
  const institution = shorten(facts.institution, DRAFT_TITLE_LENGTH);
  const long = (day: string) => formatLongDay(language, asDay(day));
  const deadline = (text: string) => {
    const read = readDeadline(text);
    return read?.kind === 'day' && read.on
      ? long(read.on)
      : (writtenDeadline(language, text) ?? text);
  };
  const told: string[] = [];
  switch (facts.about) {
    case 'planned':
      told.push(
        t('request.planned', {
          title,
          institution,
          year: facts.year,
          deadline: deadline(facts.deadline),
          today: long(today),
        }),
      );
      if (facts.before) told.push(t('request.moved', { before: deadline(facts.before) }));
      break;
    case 'sighting':
      told.push(
        t('request.sighting', {
          title,
          institution,
          source: shorten(facts.source, SOURCE_LENGTH),
          seen: long(facts.seenOn),
          today: long(today),
        }),
      );
      if (facts.window) {
        const { opensOn, closesOn } = facts.window;
        told.push(t('request.window', { opens: long(opensOn), closes: long(closesOn) }));
      }
      break;
    case 'late':
      told.push(
        t('request.late', {
          title,
          institution,
          number: facts.number,
          received: long(facts.receivedOn),
          opens: long(facts.opensOn),
          closes: long(facts.closesOn),
          lost: facts.lost,
          of: t('draft.workingDays', { count: facts.of }),
        }),
      );
  }
  const body = [
    t('request.greeting'),
    told.join(' '),
    t('request.rule'),
    t(facts.about === 'late' ? 'request.askLate' : 'request.ask'),
    t('request.closing'),
  ].join('\n\n');
  return { title: shorten(t(`request.title.${facts.about}`, { title }), TITLE_LENGTH), body };
}
