import type { Choice } from '../chat/form.ts';
import type { Language } from '../i18n/languages.ts';
import type {
  ActView,
  AnswerView,
  ClockRequest,
  ClockView,
  DismissRequest,
  ErrorCode,
  FileUpload,
  LiveEvent,
  MessageView,
  PageView,
  PressRequest,
  ReactRequest,
  SayRequest,
  StateView,
  SubmitRequest,
  WordsView,
} from './wire.ts';

/** The sandbox refused, or did not answer; the page has a sentence for each code. */
export class SandboxError extends Error {
  override name = 'SandboxError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, options?: { cause?: unknown }) {
    super(`sandbox: ${code}`, options);
    this.code = code;
  }
}

const REOPEN_MS = 1_500;

type Query = Readonly<Record<string, string | number | undefined>>;

/**
 * What can be asked of the sandbox's server: the page asks it in a browser, tests ask it anywhere.
 * Every method rejects with a {@link SandboxError} only.
 */
export class SandboxClient {
  readonly #base: string;

  /** `base` is where the page is, without a slash at the end; empty inside the page. */
  constructor(base = '') {
    this.#base = base;
  }

  state(user: string): Promise<StateView> {
    return this.#get('state', { user });
  }

  /** The newest messages of a channel outside threads, or those before a number. */
  messages(user: string, channel: string, before?: number): Promise<PageView> {
    return this.#get('messages', { user, channel, before });
  }

  /** A message and the replies in its thread. */
  async thread(user: string, message: string): Promise<readonly MessageView[]> {
    const found: { messages: MessageView[] } = await this.#get('thread', { user, message });
    return found.messages;
  }

  words(language: Language): Promise<WordsView> {
    return this.#get('words', { language });
  }

  acts(language: Language): Promise<readonly ActView[]> {
    return this.#get('acts', { language });
  }

  complete(asked: {
    user: string;
    channel: string;
    act: string;
    option: string;
    typed: string;
    given: Readonly<Record<string, string>>;
  }): Promise<readonly Choice[]> {
    return this.#get('complete', { ...asked, given: JSON.stringify(asked.given) });
  }

  say(request: SayRequest): Promise<AnswerView> {
    return this.#post('say', request);
  }

  press(request: PressRequest): Promise<AnswerView> {
    return this.#post('press', request);
  }

  submit(request: SubmitRequest): Promise<AnswerView> {
    return this.#post('submit', request);
  }

  async react(request: ReactRequest): Promise<void> {
    await this.#post('react', request);
  }

  async dismiss(request: DismissRequest): Promise<void> {
    await this.#post('dismiss', request);
  }

  moveClock(request: ClockRequest): Promise<ClockView> {
    return this.#post('clock', request);
  }

  fileAddress(user: string, message: string): string {
    return this.#address('file', { user, message });
  }

  /**
   * What happens, as it happens, until the returned function is called. `opened` is called at each
   * connection: what happened before it has to be loaded. Needs the browser's EventSource.
   */
  listen(
    user: string,
    on: { opened(): void; lost(): void; event(event: LiveEvent): void },
  ): () => void {
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource(this.#address('events', { user }));
      source.onopen = () => on.opened();
      source.onmessage = ({ data }: MessageEvent<string>) =>
        on.event(JSON.parse(data) as LiveEvent);
      source.onerror = () => {
        on.lost();
        // It comes back by itself after a broken connection, but not after a refusal (HTML, 9.2),
        // as while the bot is starting.
        if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, REOPEN_MS);
      };
    };
    open();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }

  #get<T>(path: string, query: Query): Promise<T> {
    return this.#ask(this.#address(path, query), {});
  }

  #post<T>(path: string, body: object): Promise<T> {
    return this.#ask(this.#address(path, {}), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  #address(path: string, query: Query): string {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
    return `${this.#base}/api/sandbox/${path}${given.length > 0 ? `?${search}` : ''}`;
  }

  async #ask<T>(address: string, init: RequestInit): Promise<T> {
    let response: Response;
    try {
      response = await fetch(address, init);
    } catch (cause) {
      throw new SandboxError('unreachable', { cause });
    }
    // The two sides are one program: what its own server says has the shape that wire.ts names.
    const body = await response.json().catch(() => null);
    if (response.ok && body !== null) return body as T;
    throw new SandboxError((body as { error?: ErrorCode } | null)?.error ?? 'failed');
  }
}

/** A name for one thing that a person does; asking again with it does nothing twice. */
export function newRequest(): string {
  return crypto.randomUUID();
}

/** Bytes as a file to hand over. */
export function fileUpload(name: string, bytes: Uint8Array): FileUpload {
  let binary = '';
  // A call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return { name, base64: btoa(binary) };
}
