import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What a server does with the next e-mail. */
export type Behaviour =
  | 'take'
  /** Takes the recipient for nobody it knows. */
  | 'unknownRecipient'
  /** Asks to come again, before the text. */
  | 'busy'
  /** As `busy`, after it. */
  | 'busyAfterText'
  | 'refuseText'
  /** Closes the connection once it has the text, without a word. */
  | 'drop'
  /** Takes the text, and looks through it for a while before it says so. */
  | 'slow'
  /** Has the text and says nothing more. */
  | 'silent'
  /** Says nothing from the beginning. */
  | 'mute';

export interface TakenMail {
  from: string;
  to: string[];
  /** As it came over the line. */
  text: string;
}

/** How long a `slow` server takes over a text. */
export const SLOW_MS = 600;

const smtpError = (code: number, text: string) =>
  Object.assign(new Error(text), { responseCode: code });

/** A real mail server on this machine, which does as it is told. */
export class TestMailServer {
  readonly taken: TakenMail[] = [];
  /** Texts that it had in full and of which it did not say that it took them. */
  readonly unanswered: TakenMail[] = [];
  /** What it does next, in this order; then it takes everything. */
  readonly behaviours: Behaviour[] = [];
  login: { user: string; pass: string } | null = null;
  connections = 0;
  readonly #server: SMTPServer;
  readonly #sockets = new Set<Socket>();
  #doing: Behaviour = 'take';
  #connected = () => {};

  constructor({ withLogin = false, size }: { withLogin?: boolean; size?: number } = {}) {
    this.#server = new SMTPServer({
      size,
      hideSTARTTLS: true,
      disabledCommands: withLogin ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
      allowInsecureAuth: true,
      authOptional: !withLogin,
      onAuth: ({ username, password }, _session, done) => {
        const right = username === this.login?.user && password === this.login?.pass;
        done(right ? null : new Error('no'), right ? { user: username } : undefined);
      },
      onConnect: (_session, done) => {
        this.connections += 1;
        this.#doing = this.behaviours.shift() ?? 'take';
        this.#connected();
        if (this.#doing !== 'mute') done();
      },
      onRcptTo: (_address, _session, done) => {
        if (this.#doing === 'unknownRecipient') done(smtpError(550, 'No such user here'));
        else if (this.#doing === 'busy') done(smtpError(451, 'Try again later'));
        else done();
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          const mail = {
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            text: Buffer.concat(chunks).toString('utf8'),
          };
          if (this.#doing === 'take') {
            this.taken.push(mail);
            done();
            return;
          }
          if (this.#doing === 'slow') {
            this.taken.push(mail);
            setTimeout(done, SLOW_MS);
            return;
          }
          this.unanswered.push(mail);
          if (this.#doing === 'busyAfterText') done(smtpError(452, 'Disk full'));
          if (this.#doing === 'refuseText') done(smtpError(554, 'Looks like spam'));
          if (this.#doing === 'drop') for (const socket of this.#sockets) socket.destroy();
        });
      },
    });
    this.#server.server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('error', () => {});
  }

  async start(port = 0): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  url(login = ''): string {
    return `smtp://${login}127.0.0.1:${this.port}`;
  }

  /** Resolves when somebody connects. */
  nextConnection(): Promise<void> {
    return new Promise((resolve) => {
      this.#connected = resolve;
    });
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(resolve));
  }
}
