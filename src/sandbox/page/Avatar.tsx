import { BotMark } from './icons.tsx';

/** Colours that white initials can be read on; see styles/message.css. */
const COLOURS = 8;

/** A person's initials on a colour of their own, or the bot's mark. */
export function Avatar({ id, name, small }: { id: string | null; name: string; small?: boolean }) {
  const size = small ? ' small' : '';
  if (id === null) {
    return (
      <span class={`avatar bot${size}`} aria-hidden="true">
        <BotMark />
      </span>
    );
  }
  return (
    <span class={`avatar colour-${colourOf(id)}${size}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function colourOf(id: string): number {
  let sum = 7;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973;
  return sum % COLOURS;
}

function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}
