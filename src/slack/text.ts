import { type Inline, type Text, unstructured } from '../chat/message.ts';
import { type Language, translate } from '../i18n/index.ts';

// Controls other than tab and line feed show nothing, and lone surrogates are no text at all.
const UNSHOWABLE = /(?![\n\t])\p{Cc}|\p{Surrogate}/gu;

/** A text without what cannot be shown: controls are dropped, broken characters marked. */
export function clean(text: string): string {
  return text.replace(UNSHOWABLE, (character) => (character >= '\ud800' ? '\ufffd' : ''));
}

/**
 * Cuts a text to at most `limit` UTF-16 units, never inside a code point, and says so at its end
 * ("… (shortened)" in the reader's language; a bare ellipsis where that does not fit).
 */
export function shorten(text: string, limit: number, language: Language): string {
  if (text.length <= limit) return text;
  const marker = translate(language, 'chat.shortened');
  const end = marker.length * 2 <= limit ? marker : '…';
  return `${cut(text, limit - end.length)}${end}`;
}

/** The first `length` UTF-16 units, one fewer where a code point would be split. */
export function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  const splits = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, Math.max(0, splits ? length - 1 : length));
}

/** Text as its pieces. */
export function pieces(text: Text): readonly Inline[] {
  return typeof text === 'string' ? [text] : text;
}

/** The words of a piece. */
export function wordsOf(piece: Inline): string {
  if (typeof piece === 'string') return piece;
  if ('bold' in piece) return piece.bold;
  if ('code' in piece) return piece.code;
  if ('removed' in piece) return piece.removed;
  if ('added' in piece) return piece.added;
  return piece.link === '' ? piece.url : piece.link;
}

/** Text without any structure. */
export function plain(text: Text): string {
  return pieces(text)
    .map((piece) =>
      typeof piece === 'object' && ('removed' in piece || 'added' in piece)
        ? unstructured(piece)
        : wordsOf(piece),
    )
    .join('');
}

/** `& < >`, all that mrkdwn needs escaped (docs.slack.dev, "Formatting message text"). */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  '*': '∗',
  _: '＿',
  '~': '∼',
  '`': 'ˋ',
};

/**
 * A literal text for mrkdwn. Slack knows no escape for its marks of emphasis, so those give way to
 * lookalikes; where text matters to the letter, rich text is used instead.
 */
export function literal(text: string): string {
  return escapeText(text)
    .replace(/[*_~`]/g, (mark) => LOOKALIKES[mark] ?? mark)
    .replace(/:(?=[\w+'-]+:)/g, '∶');
}

/** The longest beginning of `text` whose `measure` is at most `limit`, and says where it was cut. */
export function fitting(
  text: string,
  limit: number,
  language: Language,
  measure: (text: string) => number,
): string {
  if (measure(text) <= limit) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(shorten(text, middle, language)) <= limit) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : shorten(text, low, language);
}
