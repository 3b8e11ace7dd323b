/** At most `max` characters, ending in `…` when something was cut; never inside a code point. */
export function shorten(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max
    ? text
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}

/** White space of any kind as single spaces: what is shown on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
