/**
 * What the browser remembers for this page. A browser may refuse to (private windows, settings);
 * then the page works and forgets.
 */
type Kind = 'localStorage' | 'sessionStorage';

function read(kind: Kind, key: string): string | null {
  try {
    return window[kind].getItem(`civikos.${key}`);
  } catch {
    return null;
  }
}

function write(kind: Kind, key: string, value: string | null): void {
  try {
    if (value === null) window[kind].removeItem(`civikos.${key}`);
    else window[kind].setItem(`civikos.${key}`, value);
  } catch {
    // Refused or full: the page forgets.
  }
}

/** Texts by name under one key; what was stored in another shape counts as nothing. */
function readTexts(kind: Kind, key: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(read(kind, key) ?? '{}');
    return Object.fromEntries(
      Object.entries(value ?? {}).filter(([, text]) => typeof text === 'string'),
    );
  } catch {
    return {};
  }
}

export const rememberedUser = (): string | null => read('localStorage', 'user');
export const rememberUser = (user: string): void => write('localStorage', 'user', user);

/** Up to which message someone (in one database) has read each channel. */
export function readMarks(user: string): Map<string, number> {
  const texts = readTexts('localStorage', `read.${user}`);
  return new Map(Object.entries(texts).map(([channel, seq]) => [channel, Number(seq) || 0]));
}

export function writeMarks(user: string, marks: ReadonlyMap<string, number>): void {
  const texts = Object.fromEntries([...marks].map(([channel, seq]) => [channel, String(seq)]));
  write('localStorage', `read.${user}`, JSON.stringify(texts));
}

/** What was typed and not sent, by place; it survives a reload of the page. */
export const typedText = (place: string): string => read('sessionStorage', `typed.${place}`) ?? '';
export const keepTypedText = (place: string, text: string): void =>
  write('sessionStorage', `typed.${place}`, text === '' ? null : text);

/** What was changed in a form's step and not submitted. */
export const typedValues = (step: string): Record<string, string> =>
  readTexts('sessionStorage', `form.${step}`);
export const keepTypedValues = (step: string, values: Readonly<Record<string, string>> | null) =>
  write('sessionStorage', `form.${step}`, values && JSON.stringify(values));

/** The server reads these two before the page has run; a year is as long as browsers keep them. */
export function writeCookie(name: 'civikos_language' | 'civikos_theme', value: string): void {
  const age = value === '' ? 0 : 31_536_000;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser.
  document.cookie = `${name}=${value}; path=/; max-age=${age}; SameSite=Strict`;
}
