/** Names and times as people see them. */
export interface Reader {
  readonly nameOf: (id: string) => string;
  readonly roleOf: (id: string) => string;
  readonly channelOf: (id: string) => string;
  readonly timeZone: string;
  readonly locale: string;
  /** Milliseconds since 1970, for `<t:…:R>`. */
  readonly now: number;
}

// Docs: reference, "Message Formatting" and "Timestamp Styles".
const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** Discord's text as a person reads it: no markup, escapes undone, mentions and times resolved. */
export function plain(source: string, reader: Reader): string {
  // What must not be read as markup is set aside first: escapes, code, and resolved tokens.
  const aside: string[] = [];
  const keep = (shown: string): string => `\u0000${aside.push(shown) - 1}\u0000`;
  const unmarked = source
    .replaceAll('\u0000', '')
    .replaceAll(/```(?:[a-z]+\n)?([\s\S]*?)```/gi, (_, code: string) => keep(code.trim()))
    .replaceAll(/(?<!\\)`([^`\n]+)`/g, (_, code: string) => keep(code))
    .replaceAll(/\\([^\p{L}\p{N}\s])/gu, (_, char: string) => keep(char))
    .replaceAll(/<@!?(\d+)>/g, (_, id: string) => keep(`@${reader.nameOf(id)}`))
    .replaceAll(/<@&(\d+)>/g, (_, id: string) => keep(`@${reader.roleOf(id)}`))
    .replaceAll(/<#(\d+)>/g, (_, id: string) => keep(`#${reader.channelOf(id)}`))
    .replaceAll(/<\/([^:>]+):\d+>/g, (_, name: string) => keep(`/${name}`))
    .replaceAll(/<a?:(\w+):\d+>/g, (_, name: string) => keep(`:${name}:`))
    .replaceAll(/<t:(-?\d+)(?::([tTdDfFR]))?>/g, (_, at: string, style?: string) =>
      keep(timeOf(Number(at), style ?? 'f', reader)),
    )
    .replaceAll(/\[([^\]\n]+)\]\(<?(https?:[^)\s>]+)>?\)/g, (_, label: string, url: string) => {
      return `${label} (${keep(url)})`;
    })
    .replaceAll(/<(https?:[^>\s]+)>/g, (_, url: string) => keep(url))
    .replaceAll(/https?:\S+/g, (url) => keep(url))
    .replaceAll(/^(?:#{1,3}|-#|>{1,3}) /gm, '')
    .replaceAll(/(\*\*\*|\*\*|__|~~|\|\|)(?=\S)([\s\S]*?\S)\1/g, '$2')
    .replaceAll(/\*(?=\S)([^*\n]*?\S)\*/g, '$1')
    .replaceAll(/(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*?\S)_(?![\p{L}\p{N}_])/gu, '$1');
  return restore(unmarked, aside);
}

/** Puts back what was set aside; it may itself hold more of it. */
function restore(shown: string, aside: readonly string[]): string {
  // The NUL cannot occur in the text itself: it was removed at the start.
  const marks = new RegExp(`${String.fromCharCode(0)}(\\d+)${String.fromCharCode(0)}`, 'g');
  let whole = shown;
  while (whole.includes(String.fromCharCode(0))) {
    whole = whole.replaceAll(marks, (_, index: string) => aside[Number(index)] ?? '');
  }
  return whole;
}

function timeOf(seconds: number, style: string, { timeZone, locale, now }: Reader): string {
  if (style !== 'R') {
    const format = new Intl.DateTimeFormat(locale, { timeZone, ...STYLES[style] });
    return format.format(seconds * 1000);
  }
  const away = seconds - Math.round(now / 1000);
  const unit = UNITS.find(([, size]) => Math.abs(away) >= size) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat(locale).format(Math.round(away / unit[1]), unit[0]);
}
