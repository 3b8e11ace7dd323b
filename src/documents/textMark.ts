/**
 * What a spreadsheet would compute when it opens a CSV file: a text that begins like a formula,
 * white space before it or not, and one that bears the mark already.
 */
const COMPUTED = /^'*\s*[=+\-@]/;

/** A text with the mark that makes a spreadsheet leave it alone, where it needs that. */
export function withTextMark(text: string): string {
  return COMPUTED.test(text) ? `'${text}` : text;
}

/** The reverse; people, too, put the mark before what is to stay as they wrote it. */
export function withoutTextMark(text: string): string {
  return text.startsWith("'") && COMPUTED.test(text) ? text.slice(1) : text;
}
