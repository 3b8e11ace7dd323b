/** Stands where a sign cannot be: no XML may hold it, it shows as nothing, or a font lacks it. */
export const MISSING = '□';

const LINE_BREAK = /\r\n?|\v|\f|\u0085|\u2028|\u2029/g;

// Controls, halves of a sign, what is no sign, what reorders the text around it (Unicode UAX #9),
// and the sign for "something was lost here", which not every library keeps.
const UNPRINTABLE =
  /(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069\ufffd]/gu;

/** A text as every kind of file can hold it: what cannot stand in one is seen to be missing. */
export function printable(text: string): string {
  return text.replace(LINE_BREAK, '\n').replace(UNPRINTABLE, MISSING);
}

/** A text in one line, as names and foot lines are. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ').trim();
}

/** An address that a document may lead to; a text only where it is another kind. */
export function isSafeLink(url: string): boolean {
  return /^(https?:\/\/|mailto:)[^\s<>"]+$/i.test(url) && URL.canParse(url);
}
