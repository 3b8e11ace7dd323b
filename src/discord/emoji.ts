/** Skin tones (Unicode: emoji modifiers) and the selectors of text or emoji presentation. */
const VARIATION = /[\u{1f3fb}-\u{1f3ff}\ufe0e\ufe0f]/gu;

/** The emoji as the rest of the program knows it: bare Unicode, or `:name:` for a custom one. */
export function neutralEmoji(emoji: { id?: string | null; name?: string | null }): string {
  const name = emoji.name ?? '';
  return emoji.id ? `:${name}:` : name.replaceAll(VARIATION, '');
}
