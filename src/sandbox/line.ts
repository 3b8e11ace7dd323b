/**
 * The writing side of a typed command, `/verb name:value "value with spaces"`; the core reads it
 * back (src/chat/typed.ts).
 */

/** A value as one word of a line: in quotes when it holds spaces or could be read as a name. */
export function writeValue(value: string): string {
  if (/^[^\s"„“”:=]+$/u.test(value)) return value;
  if (!value.includes('"')) return `"${value}"`;
  if (!/[“”]/u.test(value)) return `„${value}“`;
  return `"${value.replaceAll('"', "'")}"`;
}

export function writeNamed(name: string, value: string): string {
  return `${name}:${writeValue(value)}`;
}

export interface LineWord {
  /** Where it stands in the line. */
  start: number;
  end: number;
  /** The name of `name:value`, when it has that shape. */
  name: string | null;
  value: string;
}

// As in src/chat/typed.ts, but quotes that are still open end with the line.
const WORD = /(?:([\p{L}_-]{1,32})[:=])?(?:"([^"]*)"?|„([^“”]*)[“”]?|(\S+)|(?<=[:=]))/gu;

/** The words of a line, the last one perhaps still being typed. */
export function readWords(line: string): LineWord[] {
  return [...line.matchAll(WORD)]
    .filter((match) => match[0] !== '')
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      name: match[1] ?? null,
      value: match[2] ?? match[3] ?? match[4] ?? '',
    }));
}
