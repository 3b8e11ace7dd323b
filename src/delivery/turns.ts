import { Gate, NoTurn, type Rate } from '../chat/limiter.ts';
import { type Platform, PlatformFailure } from '../chat/platform.ts';
import type { PlatformName } from '../chat/references.ts';
import { ceilingsOf, type Need, type Paces } from './pace.ts';

/** A delivery is held while it waits; a longer wait is spent in the queue. */
const LONGEST_WAIT_MS = 5_000;

/**
 * Counts the calls themselves. Deliveries begin at their pace, but some are rendered quicker than
 * others, and what began evenly may be ready at once: the rest of the wait is here.
 */
export class Turns {
  paces: Paces;
  readonly #gates = new Map<string, Gate>();
  readonly #monotonic: () => number;

  constructor(paces: Paces, monotonic: () => number) {
    this.paces = paces;
    this.#monotonic = monotonic;
  }

  /** The platform, whose calls wait for their turn. */
  of(platform: Platform): Platform {
    const { name } = platform;
    const paced: Pick<Platform, 'send' | 'edit' | 'upload'> = {
      send: (...given) => this.#take(name, 'post', () => platform.send(...given)),
      edit: (...given) => this.#take(name, 'edit', () => platform.edit(...given)),
      upload: (...given) => this.#take(name, 'upload', () => platform.upload(...given)),
    };
    return Object.assign(Object.create(platform) as Platform, paced);
  }

  async #take<T>(platform: PlatformName, need: Need, call: () => Promise<T>): Promise<T> {
    const gated = ceilingsOf(this.paces, platform, need).reduceRight(
      (inner, { key, ceiling }) =>
        () =>
          this.#gate(key, ceiling).through(inner, {
            since: ceiling.since ?? 'reply',
            mostMs: LONGEST_WAIT_MS,
          }),
      call,
    );
    try {
      return await gated();
    } catch (error) {
      if (!(error instanceof NoTurn)) throw error;
      const retryAfterMs = Math.ceil(error.waitMs);
      throw new PlatformFailure('rateLimit', 'own_limit', { retryAfterMs });
    }
  }

  #gate(key: string, rate: Rate): Gate {
    const gate = this.#gates.get(key) ?? new Gate(rate, this.#monotonic);
    gate.rate = rate;
    this.#gates.set(key, gate);
    return gate;
  }
}
