/** What is wrong with a year; only the first few of a kind are kept, all are counted. */
export class Complaints {
  readonly #examples = new Map<string, string[]>();
  readonly #counts = new Map<string, number>();

  add(kind: string, example: string): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    const examples = this.#examples.get(kind) ?? [];
    if (examples.length < 5) this.#examples.set(kind, [...examples, example]);
  }

  get count(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  lines(): string[] {
    return [...this.#counts].map(
      ([kind, count]) => `${count} × ${kind}, e.g. ${this.#examples.get(kind)?.join(' ; ')}`,
    );
  }
}

/** One message that one channel is to get once. */
export interface Message {
  channel: string;
  kind: string;
  /** What it is about, so that two of a kind are told apart. */
  about: string;
}

const keyOf = ({ channel, kind, about }: Message) => `${channel}|${kind}|${about}`;

/**
 * Expected against told. Only what is open is held, so that a year of messages takes no memory:
 * an entry goes once it is both expected and told, and what never gets its other half stays.
 */
export class Ledger {
  readonly #open = new Map<string, Message>();
  /** Told before the oracle had said that it must be: sending begins when the tick has ended. */
  readonly #early = new Map<string, Message>();
  readonly #expected = new Map<string, Map<string, number>>();
  readonly #told = new Map<string, Map<string, number>>();
  readonly #complaints: Complaints;
  cancelled = 0;

  constructor(complaints: Complaints) {
    this.#complaints = complaints;
  }

  expect(message: Message): void {
    const key = keyOf(message);
    if (this.#open.has(key)) this.#complaints.add('expected twice by the oracle', key);
    if (!this.#early.delete(key)) this.#open.set(key, message);
    count(this.#expected, message, 1);
  }

  told(message: Message): void {
    count(this.#told, message, 1);
    const key = keyOf(message);
    if (this.#open.delete(key)) return;
    if (this.#early.has(key)) this.#complaints.add('told twice', key);
    this.#early.set(key, message);
  }

  isOpen(message: Message): boolean {
    return this.#open.has(keyOf(message));
  }

  isOpenFor(channel: string): boolean {
    return this.open().some((message) => message.channel === channel);
  }

  open(kind?: string): Message[] {
    const all = [...this.#open.values()];
    return kind ? all.filter((message) => message.kind === kind) : all;
  }

  /** It does not matter any more, and nobody is to be told. */
  cancel(message: Message): void {
    if (!this.#open.delete(keyOf(message))) return;
    count(this.#expected, message, -1);
    this.cancelled += 1;
  }

  /** After the last send: everything open is lost, and every channel's counts agree by kind. */
  settle(): void {
    for (const message of this.#open.values()) this.#complaints.add('lost', keyOf(message));
    for (const message of this.#early.values()) {
      this.#complaints.add('told twice or unasked', keyOf(message));
    }
    for (const channel of new Set([...this.#expected.keys(), ...this.#told.keys()])) {
      const expected = this.#expected.get(channel) ?? new Map<string, number>();
      const told = this.#told.get(channel) ?? new Map<string, number>();
      for (const kind of new Set([...expected.keys(), ...told.keys()])) {
        const [wanted, got] = [expected.get(kind) ?? 0, told.get(kind) ?? 0];
        if (wanted !== got) {
          this.#complaints.add('counts differ', `${channel} ${kind}: ${wanted} ≠ ${got}`);
        }
      }
    }
  }

  toldSoFar(): number {
    return this.totals().reduce((sum, { told }) => sum + told, 0);
  }

  /** By kind, over all channels. */
  totals(): { kind: string; expected: number; told: number }[] {
    const kinds = new Map<string, { expected: number; told: number }>();
    const add = (counts: Map<string, Map<string, number>>, which: 'expected' | 'told') => {
      for (const byKind of counts.values()) {
        for (const [kind, number] of byKind) {
          const row = kinds.get(kind) ?? { expected: 0, told: 0 };
          row[which] += number;
          kinds.set(kind, row);
        }
      }
    };
    add(this.#expected, 'expected');
    add(this.#told, 'told');
    return [...kinds].map(([kind, row]) => ({ kind, ...row })).sort((a, b) => b.told - a.told);
  }
}

function count(counts: Map<string, Map<string, number>>, message: Message, by: number): void {
  const byKind = counts.get(message.channel) ?? new Map<string, number>();
  byKind.set(message.kind, (byKind.get(message.kind) ?? 0) + by);
  counts.set(message.channel, byKind);
}
