const MODIFIERS = /[\u{1F3FB}-\u{1F3FF}\uFE0E\uFE0F]/gu;
const PICTURE = /^\p{Extended_Pictographic}|^\p{Regional_Indicator}|^[0-9#*]\u20E3/u;

/** An emoji is a few code points; the longest families have eleven. */
const LONGEST = 16;

/** The emoji without skin tone and variation selector; null when the text is none. */
export function neutralEmoji(text: string): string | null {
  const emoji = text.replace(MODIFIERS, '');
  return PICTURE.test(emoji) && [...emoji].length <= LONGEST ? emoji : null;
}

/** The emoji asking to be drawn as a picture: some (✍, ❤) are letters unless told so. */
export function showEmoji(emoji: string): string {
  return [...emoji].length === 1 && !/^\p{Emoji_Presentation}/u.test(emoji)
    ? `${emoji}\uFE0F`
    : emoji;
}
