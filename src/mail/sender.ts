import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type Attempt, attemptOf, isThisMachine, type MailError } from './rules.ts';

/** What an e-mail holds when it leaves. */
export interface MailContent {
  subject: string;
  text: string;
  attachments: readonly { name: string; mime: string; bytes: Uint8Array }[];
}

export interface OutgoingMail extends MailContent {
  to: string;
  messageId: string;
  at: Date;
}

export interface SendOptions {
  /** Called before the text itself is handed over, and waited for: from then on it may arrive. */
  handing(): Promise<void>;
  /** Ends an attempt of which nothing was handed over yet. */
  signal: AbortSignal;
}

/** Hands e-mails to a mail server. It never rejects for what a server says. */
export interface Sender {
  /** The address that it sends from. */
  readonly from: string;
  send(mail: OutgoingMail, options: SendOptions): Promise<Attempt>;
}

export interface SenderOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  url: string;
  from: string;
  /** How long the server may say nothing, in milliseconds. */
  silenceMs?: number;
}

const SILENCE_MS = 60_000;
/** So many silences at the most until the text itself goes, however slowly the server answers. */
const MOST_SILENCES = 5;
/**
 * And so many from then on: a server looks through a large e-mail before it says that it takes it,
 * and is to be given ten minutes for that (RFC 5321, 4.5.3.2.6). Who ends before has a doubt.
 */
const TEXT_SILENCES = 10;

/** A sender over SMTP: one connection for each e-mail, for there are a few a day. */
export function createSender({ url, from, silenceMs = SILENCE_MS }: SenderOptions): Sender {
  const server = serverOf(url, silenceMs);
  return {
    from,
    async send(mail, options) {
      const raw = await build(mail, from);
      return hand(server, { from, to: [mail.to], size: raw.length }, raw, options, silenceMs);
    },
  };
}

function serverOf(text: string, silenceMs: number) {
  const url = new URL(text);
  const user = decodeURIComponent(url.username);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    auth: user ? { user, pass: decodeURIComponent(url.password) } : null,
    connection: {
      host,
      port: url.port ? Number(url.port) : url.protocol === 'smtps:' ? 465 : 587,
      secure: url.protocol === 'smtps:',
      // A password goes over no open line, except within this machine.
      requireTLS: user !== '' && !isThisMachine(host),
      // Nobody has a certificate that others trust for `localhost`.
      tls: { rejectUnauthorized: !isThisMachine(host) },
      connectionTimeout: silenceMs,
      greetingTimeout: silenceMs,
      socketTimeout: silenceMs * TEXT_SILENCES,
      dnsTimeout: silenceMs,
      logger: false,
    },
  };
}

/** The e-mail as bytes. Nothing in it names a file or an address to be read. */
async function build(mail: OutgoingMail, from: string): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: 'CiviKos', address: from },
    replyTo: from,
    to: { name: '', address: mail.to },
    // A subject is one line, whatever it was made of.
    subject: mail.subject.replace(/\s+/g, ' ').trim(),
    text: mail.text,
    messageId: mail.messageId,
    date: mail.at,
    attachments: mail.attachments.map(({ name, mime, bytes }) => ({
      filename: name,
      contentType: mime,
      content: Buffer.from(bytes),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return await new Promise((resolve, reject) => {
    composer.compile().build((error, bytes) => (error ? reject(error) : resolve(bytes)));
  });
}

function hand(
  server: ReturnType<typeof serverOf>,
  envelope: { from: string; to: string[]; size: number },
  raw: Buffer,
  { handing, signal }: SendOptions,
  silenceMs: number,
): Promise<Attempt> {
  const connection = new SMTPConnection(server.connection);
  let begun = false;
  let most: NodeJS.Timeout | undefined;
  let fail: (error: unknown) => void = () => {};
  // It is read from the moment on at which the server says that it takes the text.
  const text = new Readable({
    read() {
      begun = true;
      clearTimeout(most);
      most = setTimeout(() => fail({}), silenceMs * TEXT_SILENCES);
      this.push(raw);
      this.push(null);
    },
  });
  return new Promise((resolve) => {
    const end = (attempt: Attempt) => {
      clearTimeout(most);
      signal.removeEventListener('abort', stop);
      resolve(attempt);
      connection.close();
    };
    fail = (error) => end(attemptOf((error ?? {}) as MailError, begun));
    const stop = () => {
      if (!begun) fail({});
    };
    most = setTimeout(() => fail({}), silenceMs * MOST_SILENCES);
    signal.addEventListener('abort', stop);
    connection.on('error', fail);
    const send = () => {
      handing().then(
        () => {
          connection.send(envelope, text, (error) => {
            if (error) fail(error);
            else end({ end: 'sent' });
          });
        },
        // It could not be written down that it is being handed over, so it is not.
        () => end({ end: 'later', reason: 'unexpected' }),
      );
    };
    if (signal.aborted) {
      stop();
      return;
    }
    connection.connect((error) => {
      if (error) fail(error);
      else if (server.auth) connection.login(server.auth, (no) => (no ? fail(no) : send()));
      else send();
    });
  });
}
