import { fold } from '../i18n/fold.ts';
import { LANGUAGES } from '../i18n/languages.ts';
import type { ActInfo, ActOption } from './act.ts';

export type Typed<A extends ActInfo> =
  /** `tooMany`: more words follow the verb than it has options. */
  | { act: A; values: Record<string, string>; tooMany: boolean }
  /** No verb begins like this; the verb-like first words come back for a sentence about it. */
  | { unknown: string };

/** A line longer than this is not a command; Slack's own limit of a message is far above it. */
const LINE_LENGTH = 4_000;

/** More words than any verb has. */
const LONGEST_VERB = 8;

/**
 * Reads what was typed behind the root command: a verb in any language, then its options, in their
 * order or as `name:value`, with "…" around values that hold spaces. The last option takes the rest
 * of the line.
 */
export function parseTyped<A extends ActInfo>(line: string, acts: readonly A[]): Typed<A> {
  const words = split(line.slice(0, LINE_LENGTH));
  const said = words.slice(0, LONGEST_VERB).map(({ text }) => foldWord(text));
  const best = acts
    .flatMap((act) => verbsOf(act).map((verb) => ({ act, verb })))
    .filter(({ verb }) => verb.every((word, index) => word === said[index]))
    .sort((a, b) => b.verb.length - a.verb.length)[0];
  if (!best)
    return {
      unknown: words
        .slice(0, 2)
        .map((word) => word.text)
        .join(' ')
        .slice(0, 60),
    };
  const given = words.slice(best.verb.length);
  const values = readOptions(given, best.act.options, line);
  return { act: best.act, values, tooMany: given.length > best.act.options.length };
}

/** Kept: folding those of every act took longer than all else that a typed command needs. */
const verbs = new WeakMap<ActInfo, readonly (readonly string[])[]>();

/** The verbs of an act in all languages, each as its folded words; `i-ri` also as `i ri`. */
function verbsOf(act: ActInfo): readonly (readonly string[])[] {
  const known = verbs.get(act);
  if (known) return known;
  const { names } = act;
  const folded = names
    ? LANGUAGES.flatMap((language) => [
        names[language].split(' ').map(foldWord),
        fold(names[language]).split(' '),
      ])
    : [];
  verbs.set(act, folded);
  return folded;
}

const foldWord = (word: string) => fold(word).replaceAll(' ', '');

interface Word {
  text: string;
  /** `name` of `name:value`, when it has that shape. */
  name?: string;
  value?: string;
  start: number;
}

// Phones turn straight quotation marks into those of the keyboard's language: „…“ in Albanian and
// Serbian, “…” in English.
const WORD = /(?:([\p{L}_-]{1,32})[:=])?(?:"([^"]*)"|[„“]([^„“”]*)[“”]|(\S+))/gu;

function split(line: string): Word[] {
  return [...line.matchAll(WORD)].map((match) => {
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    const name = match[1];
    return { text: name === undefined ? value : match[0], name, value, start: match.index };
  });
}

function readOptions(
  words: readonly Word[],
  options: readonly ActOption[],
  line: string,
): Record<string, string> {
  const values: Record<string, string> = {};
  const positional: Word[] = [];
  for (const word of words) {
    const option = word.name && options.find((candidate) => isNamed(candidate, word.name ?? ''));
    if (option) values[option.name] = word.value ?? '';
    else positional.push(word);
  }
  const open = options.filter((option) => !(option.name in values));
  open.forEach((option, index) => {
    const word = positional[index];
    if (!word) return;
    const last = index === open.length - 1 && positional.length > open.length;
    // The rest of the line as it was typed, unless named options stand in it.
    values[option.name] = last
      ? positional.length === words.length
        ? line.slice(word.start).trim()
        : positional
            .slice(index)
            .map((rest) => rest.text)
            .join(' ')
      : word.text;
  });
  return values;
}

function isNamed(option: ActOption, name: string): boolean {
  const wanted = foldWord(name);
  return (
    foldWord(option.name) === wanted ||
    LANGUAGES.some((language) => foldWord(option.names[language]) === wanted)
  );
}
