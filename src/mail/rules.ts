/** The longest address that a mail server takes (RFC 5321, 4.5.3.1.3, less the angle brackets). */
export const ADDRESS_LENGTH = 254;
const LOCAL_LENGTH = 64;

/** Letters that a mailbox may have without quotes, in the parts between its dots. */
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ADDRESS = new RegExp(
  `^(?<local>${ATOM}(?:\\.${ATOM})*)@(?:${LABEL}\\.)+(?=[A-Za-z0-9-]*[A-Za-z])${LABEL}$`,
);

/**
 * Whether a text is one plain e-mail address, as offices have them. No spaces, no line feeds, no
 * commas, no quotes: what is one address here can be neither two nor a header.
 */
export function isMailAddress(text: string): boolean {
  if (text.length > ADDRESS_LENGTH) return false;
  const local = ADDRESS.exec(text)?.groups?.local;
  return local !== undefined && local.length <= LOCAL_LENGTH;
}

/** Whether a host is this machine; another one may be called `127.example.org`. */
export function isThisMachine(host: string): boolean {
  return /^(?:localhost|::1|127(?:\.\d{1,3}){3})$/.test(host);
}

/** Why an e-mail did not leave, as far as a person can do something about it. */
export const MAIL_REASONS = [
  /** No connection came about, or the server said nothing. */
  'unreachable',
  /** The server takes nothing for now. */
  'busy',
  /** It does not take the name and password of SMTP_URL. */
  'login',
  /** The connection could not be made safe. */
  'insecure',
  /** It does not take the sender. */
  'sender',
  /** It does not know the recipient. */
  'recipient',
  /** It does not take this e-mail: too large, or held for unwanted. */
  'content',
  /** It cannot be written, or the server says beforehand that it takes no such amount. */
  'tooLarge',
  /** What it was about is over. */
  'pointless',
  /** Something that nobody expected; the log says what. */
  'unexpected',
] as const;
export type MailReason = (typeof MAIL_REASONS)[number];

/** How an attempt to hand an e-mail over ended. */
export type Attempt =
  | { end: 'sent' }
  /** Nothing was taken, and it may be tried again. */
  | { end: 'later'; reason: MailReason }
  | { end: 'refused'; reason: MailReason }
  /** The text was on its way, and no answer came: it may have arrived. */
  | { end: 'doubtful' };

/** What is known of an error of a mail server. */
export interface MailError {
  /** As nodemailer names it: `ECONNECTION`, `EAUTH`, `EENVELOPE`, … */
  code?: string;
  /** What was asked when it happened: `MAIL FROM`, `RCPT TO`, `DATA`, … */
  command?: string;
  /** The number of the server's answer; absent where it gave none. */
  responseCode?: number;
}

/** Answers that ask for a name and password, or refuse the ones given, whatever was asked. */
const LOGIN_CODES: readonly number[] = [530, 534, 535, 538];

/** What an error means; `handing` is whether the server had begun to take the text itself. */
export function attemptOf({ code, command, responseCode }: MailError, handing: boolean): Attempt {
  if (responseCode === undefined) {
    if (handing) return { end: 'doubtful' };
    if (code === 'ETLS') return { end: 'later', reason: 'insecure' };
    if (code === 'EAUTH') return { end: 'refused', reason: 'login' };
    // The server says beforehand how much it takes; that is the same tomorrow.
    if (code === 'EMESSAGE') return { end: 'refused', reason: 'tooLarge' };
    return { end: 'later', reason: 'unreachable' };
  }
  // An answer to the whole text is no doubt: the server says that it has not taken it.
  if (responseCode < 500) return { end: 'later', reason: 'busy' };
  if (code === 'ETLS') return { end: 'refused', reason: 'insecure' };
  if (code === 'EAUTH' || LOGIN_CODES.includes(responseCode)) {
    return { end: 'refused', reason: 'login' };
  }
  if (command === 'RCPT TO') return { end: 'refused', reason: 'recipient' };
  // With the sender it is told how large the e-mail is.
  if (command === 'MAIL FROM') {
    return { end: 'refused', reason: responseCode === 552 ? 'tooLarge' : 'sender' };
  }
  // Turned away at the door, before anything was said of this e-mail.
  if (command && GREETINGS.includes(command)) return { end: 'later', reason: 'unreachable' };
  return { end: 'refused', reason: 'content' };
}

const GREETINGS: readonly string[] = ['CONN', 'EHLO', 'HELO'];

/** Minutes before the second, third, … attempt; after the last one it has failed: about a day. */
export const PAUSES_MINUTES: readonly number[] = [1, 5, 15, 60, 180, 360, 720];

/** Milliseconds until the next attempt after so many; null when it was the last. */
export function pauseAfter(attempts: number, minuteMs: number): number | null {
  const minutes = PAUSES_MINUTES[attempts - 1];
  return minutes === undefined ? null : minutes * minuteMs;
}

/**
 * Whether an e-mail's time has come. One that waits longer than any pause is of a machine clock that
 * went ahead and was set back: it is not to wait for that time to come again.
 */
export function isTimeFor(nextAt: Date, now: Date, minuteMs: number): boolean {
  const wait = nextAt.getTime() - now.getTime();
  return wait <= 0 || wait > Math.max(...PAUSES_MINUTES) * minuteMs;
}

/** The name under which an e-mail is handed over, whenever it is: a server may know it again. */
export function messageIdOf(mailId: string, from: string): string {
  return `<${mailId}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}
