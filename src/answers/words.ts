import { OUTCOME_CODES, OUTCOME_SYMBOLS, type OutcomeCode } from '../contributions/outcomes.ts';
import { fold } from '../i18n/fold.ts';
import { LANGUAGES, translate } from '../i18n/index.ts';

/** How certain a reading is. */
export type Confidence = 'sure' | 'likely' | 'doubtful';

export interface ReadCode {
  code: OutcomeCode;
  confidence: Confidence;
}

/**
 * What ministries write, folded (`w` is `e` then, `dj` is `d`). What is listed earlier wins over
 * what lies in it: "not accepted" over "accepted".
 */
const PHRASES: readonly (readonly [OutcomeCode, RegExp])[] = [
  ['partly', /\b(pje?se?risht|pjesshem|delimicn\w+|delomicn\w+|partly|partially|in part)\b/g],
  [
    'unanswered',
    /\b(pa pergjigj\w*|nuk (ka|kishte) pergjigj\w*|bez odgovora|nije odgovoren\w*|unansee?red|no (ansee?r|response|reply)|not ansee?red)\b/g,
  ],
  [
    'out_of_scope',
    /\b(jashte (fushes|fushe?veprimit|objektit|kompetences)\w*|nuk eshte (objekt|ne fushe\w*)|(van|izvan) (delokruga|predmeta|nadleznosti|okvira|opsega)|nije predmet|out of scope|outside the scope|not eithin the scope)\b/g,
  ],
  [
    'rejected',
    /\b((nuk|s)( (u|e|i|eshte|jane|ishte|ka|kane|qene|mund|te|do))* ?(pranu|prano[hj]|aprovu|aprovo[hj]|perfshi|merr|marr|mor|perkrah|mbeshtet)\w*|(e |i )?pa ?pranu\w*|mospranu\w*|refuzu\w*|refuzo[hj]\w*|hidhet poshte|(nije|nisu|ne|nece)( (se|je|bi|bilo|bio|bila|bili|moze|mogu|moguce|biti))* ?(prihva|usvoj|usvaj|ukljuc|uvaz|uvrs|uzet|uzim)\w*|neprihva\w*|odbij\w+|odbac\w+|(not|cannot|can t|never)( (be|been|being))* (accepted|included|adopted|approved|incorporated|taken)|rejected|refused|declined|dismissed)\b/g,
  ],
  [
    'noted',
    /\b((merre\w*|marre|merr|mor|merren) (parasysh|ne dijeni|ne konsiderate|ne shqyrtim)|ne dijeni|primlj?en\w* (na|k) znanj\w*|uzet\w* u (obzir|razmatranje)|noted|taken note|taken into (account|consideration))\b/g,
  ],
  [
    'accepted',
    /\b(pranu\w*|pranohe\w*|pranoj\w*|aprovu\w*|aprovohe\w*|perfshire|perfshihe\w*|miratu\w*|prihva\w+|usvoj\w+|uvazen\w*|ukljucen\w*|accepted|included|adopted|approved|incorporated)\b/g,
  ],
];

/**
 * What denies and stands before a verdict, whatever lies between: "nuk ka nevojë të përfshihet", "nije
 * u potpunosti prihvaćeno". `ne` is Albanian for "in": it denies a Serbian verb only.
 */
const DENIED =
  /\b(nuk|mos|asnje|jo|nije|nisu|nece|nema|bez|nikad|not|cannot|never|nor|no|eithout|ne( \w+){0,3} (prihva|usvoj|usvaj|uvaz|ukljuc|odbij|odbac)\w*)\b/;
/** "Not fully accepted" is neither a rejection nor an acceptance. */
const WHOLLY =
  /\b(plotesisht|teresisht|ne teresi|krejtesisht|u potpunosti|u celosti|u celini|sasvim|fully|entirely|eholly|completely)\b/;
/** "In principle" says what a person has to look at. */
const HEDGED = /\b(ne parim|parimisht|u nacelu|nacelno|in principle)\b/;

/** Longer than any answer in a column of answers; what is longer is a reason. */
const STATUS_LENGTH = 60;

/** What is looked through of a long reason: the verdict stands at its beginning. */
const LOOKED_AT = 600;

/** Our own words and codes of the outcomes, folded. */
const OWN: ReadonlyMap<string, OutcomeCode> = new Map(
  OUTCOME_CODES.flatMap((code) => [
    [fold(code), code] as const,
    ...LANGUAGES.map(
      (language) => [fold(translate(language, `answers.code.${code}`)), code] as const,
    ),
  ]),
);

/** The sign without the mark that makes it an emoji, which not every program keeps. */
const SIGNS = OUTCOME_CODES.map((code) => [code, [...OUTCOME_SYMBOLS[code]][0] ?? ''] as const);

/**
 * The outcome that a text tells, in any of the three languages: our own words and signs are certain,
 * and so are a ministry's in a short text; in a long one they are likely, and where it says this and
 * that, doubtful. Null where nothing is told.
 */
export function readOutcome(text: string): ReadCode | null {
  const words = fold(text.slice(0, LOOKED_AT));
  const [sign, another] = SIGNS.filter(([, mark]) => text.includes(mark)).map(([code]) => code);
  const signed = another ? undefined : sign;
  const own = OWN.get(words);
  if (own && (!sign || sign === own)) return { code: own, confidence: 'sure' };
  const found = phrasesIn(words);
  const [first] = found;
  if (!first) {
    if (!signed) return null;
    return { code: signed, confidence: words === '' ? 'sure' : 'likely' };
  }
  const { code } = first;
  const short = words.length <= STATUS_LENGTH;
  const codes = new Set(found.map((one) => one.code));
  if (signed && !codes.has(signed)) return { code, confidence: 'doubtful' };
  const denies = found.some((one) => DENIED.test(one.text) && one.code === 'rejected');
  if (DENIED.test(words.slice(0, first.from)) || (denies && WHOLLY.test(words))) {
    return { code, confidence: 'doubtful' };
  }
  // "Partly" says how the rest is meant, unless the rest says no.
  if (codes.has('partly') && short) {
    return { code: 'partly', confidence: denies ? 'doubtful' : 'sure' };
  }
  const both = codes.has('accepted') && codes.size > 1;
  const sure = short && codes.size === 1 && !HEDGED.test(words);
  return { code, confidence: both ? 'doubtful' : sure ? 'sure' : 'likely' };
}

interface Phrase {
  code: OutcomeCode;
  text: string;
  from: number;
  to: number;
}

/** The outcomes that are told, in the order of the text. */
function phrasesIn(words: string): Phrase[] {
  const taken: Phrase[] = [];
  for (const [code, phrase] of PHRASES) {
    for (const { index, 0: text } of words.matchAll(phrase)) {
      const [from, to] = [index, index + text.length];
      if (!taken.some((one) => from < one.to && one.from < to)) {
        taken.push({ code, text, from, to });
      }
    }
  }
  return taken.sort((a, b) => a.from - b.from);
}
