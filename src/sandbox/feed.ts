import type { LiveEvent } from './wire.ts';

/** Proxies and browsers close what is silent; a comment line keeps the stream open. */
const HEARTBEAT_MS = 25_000;
/** A reader this many events behind is cut off: it comes back and loads everything anew. */
const MOST_WAITING = 1_000;

interface Subscriber {
  user: string;
  push(chunk: string): void;
  end(): void;
}

/** Streams of events to the pages that are open, each for the person it shows (HTML, 9.2). */
export class Feed {
  readonly #subscribers = new Set<Subscriber>();
  #heartbeat: ReturnType<typeof setInterval> | undefined;

  /** A body of `text/event-stream`; it ends when the reader leaves or {@link close} is called. */
  subscribe(user: string): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder();
    let subscriber: Subscriber;
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          subscriber = {
            user,
            push: (chunk) => {
              controller.enqueue(encoder.encode(chunk));
              if ((controller.desiredSize ?? 0) < 0) this.#drop(subscriber);
            },
            end: () => controller.close(),
          };
          this.#subscribers.add(subscriber);
          this.#heartbeat ??= setInterval(() => this.#beat(), HEARTBEAT_MS).unref();
          // EventSource's own default pause before it comes back is some seconds, by browser.
          subscriber.push('retry: 1000\n\n');
        },
        cancel: () => this.#forget(subscriber),
      },
      { highWaterMark: MOST_WAITING },
    );
  }

  /** Who has a page open, each once. */
  users(): readonly string[] {
    return [...new Set([...this.#subscribers].map((one) => one.user))];
  }

  /** Tells the pages of one person, or of all. */
  tell(event: LiveEvent, user?: string): void {
    const chunk = `data: ${JSON.stringify(event)}\n\n`;
    for (const one of [...this.#subscribers]) {
      if (user === undefined || one.user === user) one.push(chunk);
    }
  }

  close(): void {
    for (const one of [...this.#subscribers]) this.#drop(one);
  }

  #beat(): void {
    for (const one of [...this.#subscribers]) one.push(':\n\n');
  }

  #drop(subscriber: Subscriber): void {
    if (!this.#subscribers.has(subscriber)) return;
    this.#forget(subscriber);
    subscriber.end();
  }

  #forget(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    if (this.#subscribers.size > 0) return;
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
  }
}
