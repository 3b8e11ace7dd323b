/** The largest file that is read; as much as a form takes. */
export const TEXT_BYTES = 10 * 1024 * 1024;

/** The most pages of a PDF; the longest acts have some hundreds. */
export const TEXT_PAGES = 1_000;

/** The most characters that are taken from a document: some 1,000 pages. */
export const TEXT_LENGTH = 4_000_000;

/** What the parts of a DOCX may unpack to, each. */
export const PART_BYTES = 64 * 1024 * 1024;

/** How often as large a part may be as it is packed; the XML of a real act reaches some 30. */
export const PART_RATIO = 400;

/** Why a document has no text for us; each is a sentence `document.text.*`. */
export const TEXT_REASONS = [
  'empty',
  'tooLarge',
  'tooMuch',
  'tooManyPages',
  'tooSlow',
  'encrypted',
  'scanned',
  'damaged',
  'entities',
  'notText',
] as const;
export type TextReason = (typeof TEXT_REASONS)[number];

/** A document that cannot be read as text. Thrown inside the reading thread only. */
export class Unreadable extends Error {
  override name = 'Unreadable';
  readonly reason: TextReason;

  constructor(reason: TextReason) {
    super(reason);
    this.reason = reason;
  }
}
