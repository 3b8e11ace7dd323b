import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A ZIP that is put together piece by piece, so that no piece holds up anybody for long. */
export class ZipFile {
  readonly #pieces: Uint8Array[] = [];
  readonly #zip: Zip;
  readonly #at: Date;
  #size = 0;
  #failure: Error | null = null;

  /** `at` is the moment that its entries bear. */
  constructor(at: Date) {
    this.#at = at;
    this.#zip = new Zip((failure, piece) => {
      if (failure) this.#failure = failure;
      else {
        this.#pieces.push(piece);
        this.#size += piece.length;
      }
    });
  }

  /** How many bytes it has so far; what is being packed may still be on its way. */
  get size(): number {
    return this.#size;
  }

  /** Adds an entry; the last piece of it ends it. */
  async add(name: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = this.#at;
    this.#zip.add(entry);
    for await (const piece of pieces) {
      entry.push(piece);
      // What waits meanwhile goes first.
      await new Promise((resolve) => setImmediate(resolve));
    }
    entry.push(new Uint8Array(), true);
  }

  /** Adds an entry as it is: what is packed already gains nothing from being packed again. */
  addPlain(name: string, bytes: Uint8Array): void {
    const entry = new ZipPassThrough(name);
    entry.mtime = this.#at;
    this.#zip.add(entry);
    entry.push(bytes, true);
  }

  /** The whole of it; nothing can be added after. */
  finish(): Uint8Array {
    this.#zip.end();
    if (this.#failure) throw this.#failure;
    const whole = new Uint8Array(this.#size);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }
}
