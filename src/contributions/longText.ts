/** A text in parts that fit into fields, and what stands between each and the next. */
export interface Parts {
  parts: readonly string[];
  /** One fewer than the parts, each only white space or empty. */
  joints: readonly string[];
}

/** What every platform's long field takes (Slack's is the smallest: 3,000 characters). */
export const FIELD_LENGTH = 3_000;

/** A part leaves room in its field for what somebody adds to it. */
const PART_LENGTH = 2_400;

/** The longest text of an article that is taken: some forty pages. */
export const TEXT_LENGTH = 100_000;

/**
 * Cuts a text into parts of at most `max` UTF-16 units where a paragraph ends, else a line, else a
 * word. The parts with their joints between them are the text without the white space around it.
 */
export function splitText(text: string, max = PART_LENGTH): Parts {
  const parts: string[] = [];
  const joints: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const at = cutAt(rest, max);
    const part = rest.slice(0, at).trimEnd();
    const next = rest.slice(part.length);
    const joint = /^\s*/.exec(next)?.[0] ?? '';
    parts.push(part);
    joints.push(joint);
    rest = next.slice(joint.length);
  }
  parts.push(rest);
  return { parts, joints };
}

function cutAt(text: string, max: number): number {
  const window = text.slice(0, max + 1);
  // Not so early that a long paragraph leaves a part almost empty.
  const least = Math.floor(max / 2);
  for (const gap of ['\n\n', '\n', ' ']) {
    const at = window.lastIndexOf(gap);
    if (at >= least) return at;
  }
  const space = window.search(/\s\S*$/);
  if (space > 0) return space;
  return /[\udc00-\udfff]/.test(text[max] ?? '') ? max - 1 : max;
}

/** Puts parts together as they were cut; parts that came later begin a line. */
export function joinText(parts: readonly string[], joints: readonly string[]): string {
  const joined = parts.reduce(
    (text, part, index) => (index === 0 ? part : text + (joints[index - 1] ?? '\n') + part),
    '',
  );
  return joined.trim();
}

/** Whether two texts say the same, however their white space is set. */
export function sameWords(one: string, other: string): boolean {
  const plain = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return plain(one) === plain(other);
}
