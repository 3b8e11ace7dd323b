import { Unreadable } from './bounds.ts';

/** An element as it begins, or ends, or a stretch of text. */
export type XmlEvent =
  | { kind: 'open'; name: string; attribute(name: string): string | null }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string };

/** Office's own files nest some twenty deep. */
const DEPTH = 500;

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const NAME = /^[^\s/>=]+/;

/**
 * Walks through XML as office programs write it. No document type and no entities of its own are
 * taken: Office writes none, and they are how a small file becomes an endless one or reads others.
 * Throws {@link Unreadable} for those, and for what is not well formed.
 */
export function* readXml(xml: string): Generator<XmlEvent> {
  const open: string[] = [];
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    const end = tag === -1 ? xml.length : tag;
    if (end > at) yield { kind: 'text', text: unescapeXml(xml.slice(at, end)) };
    if (tag === -1) break;
    if (xml.startsWith('<!--', tag)) at = after(xml, '-->', tag);
    else if (xml.startsWith('<![CDATA[', tag)) {
      at = after(xml, ']]>', tag);
      yield { kind: 'text', text: xml.slice(tag + 9, at - 3) };
    } else if (xml.startsWith('<?', tag)) at = after(xml, '?>', tag);
    else if (xml.startsWith('<!', tag)) throw new Unreadable('entities');
    else if (xml.startsWith('</', tag)) {
      at = after(xml, '>', tag);
      const name = xml.slice(tag + 2, at - 1).trim();
      if (open.pop() !== name) throw new Unreadable('damaged');
      yield { kind: 'close', name };
    } else {
      at = endOfTag(xml, tag);
      const inside = xml.slice(tag + 1, at - 1);
      const name = NAME.exec(inside)?.[0];
      if (!name) throw new Unreadable('damaged');
      yield { kind: 'open', name, attribute: (wanted) => attributeOf(inside, wanted) };
      if (inside.endsWith('/')) yield { kind: 'close', name };
      else if (open.push(name) > DEPTH) throw new Unreadable('damaged');
    }
  }
  if (open.length > 0) throw new Unreadable('damaged');
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at === -1) throw new Unreadable('damaged');
  return at + mark.length;
}

/** Behind the `>` of a tag; one may stand inside an attribute. */
function endOfTag(xml: string, from: number): number {
  let quote = '';
  for (let at = from + 1; at < xml.length; at += 1) {
    const sign = xml.charAt(at);
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at + 1;
  }
  throw new Unreadable('damaged');
}

function attributeOf(inside: string, name: string): string | null {
  const at = inside.indexOf(` ${name}=`);
  if (at === -1) return null;
  const from = at + name.length + 2;
  const to = inside.indexOf(inside.charAt(from), from + 1);
  return to === -1 ? null : unescapeXml(inside.slice(from + 1, to));
}

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[^;\s&]{1,64});?/gi, (_all, name: string) => {
    const known = NAMED[name];
    if (known !== undefined) return known;
    if (!name.startsWith('#')) throw new Unreadable('entities');
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
