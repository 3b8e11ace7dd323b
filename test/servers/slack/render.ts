/** A link that a person can follow. */
export interface SeenLink {
  url: string;
  text: string;
}

/** A text as a person sees it. */
export interface Seen {
  text: string;
  links: SeenLink[];
  /** Whom it alerts: `!channel`, `!here`, `!everyone`, `@U…`, `!subteam^S…`. */
  pings: string[];
}

/** Looks up the name shown for a user or channel id. */
export type Names = (id: string) => string | undefined;

/** Turns `&amp; &lt; &gt;` back into the characters a person sees. */
export function unescapeText(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) =>
    name === 'amp' ? '&' : name === 'lt' ? '<' : '>',
  );
}

/** Escapes what a person types, as Slack stores it. */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

const BROADCASTS = /^!(channel|here|everyone)(?:\|.*)?$/;

/**
 * Renders mrkdwn: `<url|text>` becomes its text and a link, `<@U…>` and `<!channel>` become names
 * and pings, escapes are undone. Marks of emphasis (`*`, `_`, `~`, backticks) stay in the text.
 * Slack docs, "Formatting message text". A mention inside a code span counts as a ping.
 */
export function renderMrkdwn(raw: string, names: Names, parsesNames = false): Seen {
  const links: SeenLink[] = [];
  const pings: string[] = [];
  const text = raw
    .split(/(<[^<>\n]+>)/)
    .map((part, index) =>
      index % 2 === 1
        ? renderToken(part.slice(1, -1), names, links, pings)
        : renderPlainPart(part, links, pings, parsesNames),
    )
    .join('');
  return { text, links, pings };
}

function renderPlainPart(
  part: string,
  links: SeenLink[],
  pings: string[],
  parsesNames: boolean,
): string {
  const text = unescapeText(part);
  // "URLs will be auto-converted into links" (text object reference, `verbatim`).
  for (const [url] of text.matchAll(/https?:\/\/[^\s<>|)\]]+/g)) links.push({ url, text: url });
  if (parsesNames) {
    for (const [, name] of text.matchAll(/(?<![\w@])@(channel|here|everyone)\b/g)) {
      pings.push(`!${name}`);
    }
  }
  return text;
}

function renderToken(token: string, names: Names, links: SeenLink[], pings: string[]): string {
  const bar = token.indexOf('|');
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? undefined : unescapeText(token.slice(bar + 1));
  const broadcast = BROADCASTS.exec(token);
  if (broadcast) {
    pings.push(`!${broadcast[1]}`);
    return `@${broadcast[1]}`;
  }
  if (/^@[UW][A-Z0-9]+$/.test(target)) {
    pings.push(target);
    return `@${names(target.slice(1)) ?? label ?? target.slice(1)}`;
  }
  if (target.startsWith('!subteam^')) {
    pings.push(target);
    return label ?? `@${target.slice('!subteam^'.length)}`;
  }
  if (/^#C[A-Z0-9]+$/.test(target)) return `#${names(target.slice(1)) ?? label ?? target.slice(1)}`;
  if (target.startsWith('!date^')) return renderDate(target, label, links);
  if (/^(https?|mailto|slack|tel):/.test(target)) {
    const url = unescapeText(target);
    links.push({ url, text: label ?? url });
    return label ?? url;
  }
  return `<${unescapeText(token)}>`;
}

const DATE_TOKENS: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_pretty: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_short_pretty: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_long_pretty: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
};

/** `<!date^seconds^format[^link]|fallback>` as a person in Prishtina with an English client sees it. */
function renderDate(target: string, fallback: string | undefined, links: SeenLink[]): string {
  const [, seconds = '', format = '', link] = target.split('^');
  const moment = new Date(Number(seconds) * 1_000);
  if (!/^\d+$/.test(seconds) || format === '') return fallback ?? '';
  let known = true;
  const text = unescapeText(format).replace(/\{(\w+)\}/g, (_, token: string) => {
    const options = DATE_TOKENS[token];
    if (options === undefined) known = false;
    if (token === 'date_num') {
      return moment.toLocaleDateString('sv-SE', { timeZone: 'Europe/Belgrade' });
    }
    return moment.toLocaleString('en-GB', { ...options, timeZone: 'Europe/Belgrade' });
  });
  const shown = known ? text : (fallback ?? '');
  if (link !== undefined) links.push({ url: link, text: shown });
  return shown;
}
