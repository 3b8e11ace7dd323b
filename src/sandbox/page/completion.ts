import type { Choice } from '../../chat/form.ts';
import { fold } from '../../i18n/fold.ts';
import { LANGUAGES, type Language } from '../../i18n/languages.ts';
import { readWords, writeValue } from '../line.ts';
import type { ActView, OptionView } from '../wire.ts';

/** Something that can be put into the line. */
export interface Suggestion {
  key: string;
  label: string;
  detail: string;
  /** Verbs that only the secretariat may use say so. */
  staffOnly: boolean;
  /** The whole line once it is chosen. */
  line: string;
}

/** What a line that begins with a slash is up to. */
export type Reading =
  | { kind: 'none' }
  | { kind: 'verb'; suggestions: readonly Suggestion[]; exact: boolean }
  | {
      kind: 'options';
      act: ActView;
      /** The option whose value is being typed; null when all have one. */
      current: OptionView | null;
      /** What is typed of it. */
      typed: string;
      /** What stands in the other options. */
      given: Readonly<Record<string, string>>;
      /** The line before that value, with its name where it was written. */
      before: string;
    };

const ROOT = /^\/\s*(?:civikos\s+)?/i;

/** Reads a line in the composer; `language` is the one in which verbs are offered. */
export function readLine(line: string, acts: readonly ActView[], language: Language): Reading {
  if (!line.startsWith('/')) return { kind: 'none' };
  const root = ROOT.exec(line)?.[0] ?? '/';
  const typed = line.slice(root.length);
  const act = typedVerb(typed, acts);
  if (act) return readOptions(line, root.length + act.length, act.act, language);
  return verbs(typed, acts, language);
}

/** The longest verb, in any language, that is typed in full and followed by a space. */
function typedVerb(
  typed: string,
  acts: readonly ActView[],
): { act: ActView; length: number } | null {
  const words = [...typed.matchAll(/\S+(?=\s)/g)];
  const soFar = folded(typed) + (/\s$/.test(typed) ? ' ' : '');
  for (let count = Math.min(words.length, 3); count > 0; count -= 1) {
    const last = words[count - 1];
    if (!last) continue;
    const length = last.index + last[0].length;
    const act = acts.find((one) => isVerb(one, typed.slice(0, length)));
    // "plan " may still become "plan due": a verb is settled when no longer one begins like this.
    const open = acts.some((one) => one !== act && begins(one, soFar));
    if (act && !open) return { act, length };
  }
  return null;
}

const folded = (text: string) => fold(text);

function isVerb(act: ActView, text: string): boolean {
  return LANGUAGES.some((language) => folded(act.names[language]) === folded(text));
}

function begins(act: ActView, soFar: string): boolean {
  return LANGUAGES.some((language) => `${folded(act.names[language])} `.startsWith(soFar));
}

function verbs(typed: string, acts: readonly ActView[], language: Language): Reading {
  const wanted = folded(typed);
  const scored = acts
    .map((act, index) => ({ act, index, score: score(act, wanted, language) }))
    .filter((one) => one.score < 3)
    .sort((a, b) => a.score - b.score || a.index - b.index);
  return {
    kind: 'verb',
    exact: acts.some((act) => isVerb(act, typed) && typed.trim() !== ''),
    suggestions: scored.map(({ act }) => ({
      key: act.id,
      label: `/${act.names[language]}`,
      detail: act.description,
      staffOnly: act.staffOnly,
      line: `/${act.names[language]}${act.options.length > 0 ? ' ' : ''}`,
    })),
  };
}

/** 0: begins so; 1: a later word begins so; 2: begins so in another language; 3: not at all. */
function score(act: ActView, wanted: string, language: Language): number {
  if (wanted === '') return 0;
  const name = folded(act.names[language]);
  if (name.startsWith(wanted)) return 0;
  if (` ${name}`.includes(` ${wanted}`)) return 1;
  return LANGUAGES.some((other) => folded(act.names[other]).startsWith(wanted)) ? 2 : 3;
}

function readOptions(line: string, start: number, act: ActView, language: Language): Reading {
  const words = readWords(line.slice(start)).map((word) => ({
    ...word,
    start: word.start + start,
    end: word.end + start,
    option: word.name === null ? null : optionNamed(act, word.name),
  }));
  const last = words.at(-1);
  const typing = last && last.end === line.length && !/\s$/.test(line) ? last : null;
  const done = typing ? words.slice(0, -1) : words;
  const given: Record<string, string> = {};
  for (const { option, value } of done) if (option) given[option.name] = value;
  const free = act.options.filter((option) => !(option.name in given));
  const positional = done.filter((word) => !word.option);
  positional.forEach((word, index) => {
    const option = free[index];
    if (option) given[option.name] = word.value;
  });
  const current = typing?.option ?? free[positional.length] ?? null;
  const from = typing?.start ?? line.length;
  const name = typing?.option ? `${typing.option.names[language]}:` : '';
  return {
    kind: 'options',
    act,
    current,
    typed: typing ? (typing.option || !typing.name ? typing.value : line.slice(from)) : '',
    given,
    before: line.slice(0, from) + name,
  };
}

function optionNamed(act: ActView, name: string): OptionView | null {
  const wanted = folded(name);
  const named = (option: OptionView) =>
    folded(option.name) === wanted ||
    LANGUAGES.some((language) => folded(option.names[language]) === wanted);
  return act.options.find(named) ?? null;
}

/** The values that go on from what is typed, as suggestions. */
export function valueSuggestions(
  reading: Extract<Reading, { kind: 'options' }>,
  choices: readonly Choice[],
): Suggestion[] {
  const wanted = folded(reading.typed);
  return choices
    .filter(
      ({ value, label }) =>
        wanted === '' || folded(label).includes(wanted) || folded(value).includes(wanted),
    )
    .map(({ value, label }) => ({
      key: value,
      label,
      detail: label.includes(value) ? '' : value,
      staffOnly: false,
      line: `${reading.before}${writeValue(value)} `,
    }));
}
