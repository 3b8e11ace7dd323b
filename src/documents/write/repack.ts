import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** The first day that a ZIP can name, in local time, for that is how it is written. */
const NO_DAY = new Date(1980, 0, 1);

/**
 * The same ZIP without the moment at which it was packed. Its XML parts may be changed by the way, and
 * others put to them.
 */
export function repack(
  bytes: Uint8Array,
  change: (name: string, xml: string) => string,
  more: Readonly<Record<string, string>> = {},
): Uint8Array {
  const parts: Record<string, Uint8Array> = {};
  for (const [name, part] of Object.entries(unzipSync(bytes))) {
    if (name.endsWith('/')) continue;
    parts[name] = /\.(xml|rels)$/.test(name) ? strToU8(change(name, strFromU8(part))) : part;
  }
  for (const [name, xml] of Object.entries(more)) parts[name] = strToU8(xml);
  return zipSync(parts, { mtime: NO_DAY, level: 6 });
}

/** A moment as the properties of a document have it. */
export function w3cMoment(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
