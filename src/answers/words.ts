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
    /\b((nuk|s)( u| eshte| jane| mund te| do te)? ?(pranu|pranohe|aprovu|aprovohe|perfshi|merre|merret parasysh|perkrahe|mbeshtete)\w*|(e |i )?pa ?pranu\w*|mospranu\w*|refuzu\w*|refuzohe\w*|hidhet poshte|(nije|nisu|ne) (prihva|usvoj|ukljuc|uvazen)\w*|neprihva\w*|odbij\w+|odbac\w+|not (accepted|included|adopted|approved|taken)|rejected|refused|declined|dismissed)\b/g,
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
  const own = OWN.get(words);
  if (own) return { code: own, confidence: 'sure' };
  const [sign, another] = SIGNS.filter(([, mark]) => text.includes(mark)).map(([code]) => code);
  const signed = another ? undefined : sign;
  const found = phrasesIn(words);
  const [first] = found;
  if (!first) {
    if (!signed) return null;
    return { code: signed, confidence: words === '' ? 'sure' : 'likely' };
  }
  const short = words.length <= STATUS_LENGTH;
  const codes = new Set(found);
  if (signed && !codes.has(signed)) return { code: first, confidence: 'doubtful' };
  // "Partly" says how the rest is meant.
  if (codes.has('partly') && short) return { code: 'partly', confidence: 'sure' };
  const both = codes.has('accepted') && codes.size > 1;
  return {
    code: first,
    confidence: both ? 'doubtful' : short && codes.size === 1 ? 'sure' : 'likely',
  };
}

/** The outcomes that are told, in the order of the text. */
function phrasesIn(words: string): OutcomeCode[] {
  const taken: { code: OutcomeCode; from: number; to: number }[] = [];
  for (const [code, phrase] of PHRASES) {
    for (const { index, 0: match } of words.matchAll(phrase)) {
      const [from, to] = [index, index + match.length];
      if (!taken.some((one) => from < one.to && one.from < to)) taken.push({ code, from, to });
    }
  }
  return taken.sort((a, b) => a.from - b.from).map(({ code }) => code);
}
