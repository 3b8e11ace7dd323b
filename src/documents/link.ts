/** The longest web address that is taken. */
export const LINK_LENGTH = 500;

/** A web address, null for none, undefined for what is none. */
export function readLink(text: string): string | null | undefined {
  if (text === '') return null;
  if (!URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href.slice(0, LINK_LENGTH) : undefined;
}
