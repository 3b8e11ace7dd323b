/** The longest web address that is taken. */
export const LINK_LENGTH = 500;

/** A web address, null for none, undefined for what is none. */
export function readLink(text: string): string | null | undefined {
  if (text === '') return null;
  if (!URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  // A link is never cut: letters beyond ASCII become three characters each in an address.
  return isWeb && href.length <= LINK_LENGTH ? href : undefined;
}
