/**
 * Slack's names (those of iamcal/emoji-data) of the emoji that may mean something to the product,
 * and of those that people are likely to react with. Without variation selectors.
 */
const EMOJI: Readonly<Record<string, string>> = {
  eyes: '👀',
  writing_hand: '✍',
  '+1': '👍',
  thumbsup: '👍',
  '-1': '👎',
  thumbsdown: '👎',
  heart: '❤',
  tada: '🎉',
  clap: '👏',
  raised_hands: '🙌',
  pray: '🙏',
  ok_hand: '👌',
  wave: '👋',
  raised_hand: '✋',
  hand: '✋',
  white_check_mark: '✅',
  heavy_check_mark: '✔',
  x: '❌',
  question: '❓',
  exclamation: '❗',
  heavy_exclamation_mark: '❗',
  warning: '⚠',
  thinking_face: '🤔',
  neutral_face: '😐',
  confused: '😕',
  shrug: '🤷',
  clock2: '🕑',
  hourglass: '⌛',
  memo: '📝',
  pencil: '📝',
  fire: '🔥',
  rocket: '🚀',
  bulb: '💡',
  bell: '🔔',
  calendar: '📅',
  date: '📅',
  '100': '💯',
};

/** The neutral emoji for a reaction's name, skin tones dropped; `:name:` for what has no other. */
export function emojiFromName(name: string): string {
  const bare = name.replace(/::skin-tone-[2-6]$/, '');
  return EMOJI[bare] ?? `:${bare}:`;
}
