/**
 * What a person typed, from what Slack sends: mentions as bare ids (what acts with a `user` option
 * take), channels as `#name`, links as their address, `&amp; &lt; &gt;` as characters. Slack docs,
 * "Slash commands" (escaping) and "Formatting message text".
 */
export function typedText(raw: string): string {
  return unescaped(raw, (inner) => readToken(inner));
}

/** As {@link typedText}, for a text rather than a command: a link is what the person wrote. */
export function writtenText(raw: string): string {
  return unescaped(raw, (inner) => {
    const [target = '', label] = inner.split('|', 2);
    return /^https?:\/\//.test(target) && label ? label : readToken(inner);
  });
}

function unescaped(raw: string, read: (inner: string) => string | undefined): string {
  return raw
    .replace(/<([^<>\n]+)>/g, (whole, inner: string) => read(inner) ?? whole)
    .replace(/&(amp|lt|gt);/g, (_, name: string) => ENTITIES[name] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

function readToken(token: string): string | undefined {
  const bar = token.indexOf('|');
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? '' : token.slice(bar + 1);
  if (/^@[UW][A-Z0-9]+$/.test(target)) return target.slice(1);
  if (/^#[CG][A-Z0-9]+$/.test(target)) return `#${label || target.slice(1)}`;
  if (target.startsWith('!')) return `@${label.replace(/^@/, '') || target.slice(1)}`;
  if (target.startsWith('mailto:')) return label || target.slice('mailto:'.length);
  if (/^https?:\/\//.test(target)) return target;
  return undefined;
}
