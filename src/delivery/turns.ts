import { Gate, NoTurn } from '../chat/limiter.ts';
import { type Platform, PlatformFailure } from '../chat/platform.ts';
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
    const turn = (need: Need) => this.#turn(platform, need);
    const paced: Pick<Platform, 'send' | 'edit' | 'upload'> = {
      async send(...given) {
        await turn('post');
        return platform.send(...given);
      },
      async edit(...given) {
        await turn('edit');
        return platform.edit(...given);
      },
      async upload(...given) {
        await turn('upload');
        return platform.upload(...given);
      },
    };
    return Object.assign(Object.create(platform) as Platform, paced);
  }

  async #turn({ name }: Platform, need: Need): Promise<void> {
    try {
      for (const { key, ceiling } of ceilingsOf(this.paces, name, need)) {
        const gate = this.#gates.get(key) ?? new Gate(ceiling, this.#monotonic);
        gate.rate = ceiling;
        this.#gates.set(key, gate);
        await gate.turn({ mostMs: LONGEST_WAIT_MS });
      }
    } catch (error) {
      if (!(error instanceof NoTurn)) throw error;
      const retryAfterMs = Math.ceil(error.waitMs);
      throw new PlatformFailure('rateLimit', 'own_limit', { retryAfterMs });
    }
  }
}
