import { type Draw, drawFault, type FaultRates, type Onlooker, seeded } from '../seeded.ts';

/** What goes wrong with a request. Seconds where Discord counts seconds. */
export type Fault =
  /** 429. Discord rounds the Retry-After header up; here it is sent as given, to scale time. */
  | {
      readonly kind: 'rateLimited';
      /** Null: it does not say how long. */
      readonly retryAfter: number | null;
      readonly global?: boolean;
    }
  /** An error status with Discord's JSON, or with a page of HTML as a proxy sends it. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly html?: boolean;
      /** True: the work was done all the same. */
      readonly workDone?: boolean;
    }
  /** The connection dies: before the work, or after it so that only the reply is lost. */
  | {
      readonly kind: 'killed';
      readonly workDone: boolean;
      /** `reset`: ECONNRESET, which discord.js retries; `closed`: the other side closed. */
      readonly how: 'reset' | 'closed';
    }
  /** The work is done at once, the reply comes when the promise settles. */
  | { readonly kind: 'slow'; readonly until: Promise<unknown> }
  /** No reply ever comes: the client has to give up. */
  | { readonly kind: 'hang'; readonly workDone: boolean };

export interface FaultyRequest {
  readonly method: string;
  /** Without `/api/v10` and the query. */
  readonly path: string;
}

/** `POST /channels/:id/messages`, where `:anything` stands for one step; or a predicate. */
export type FaultTarget = string | ((request: FaultyRequest) => boolean);

interface Planned {
  readonly matches: (request: FaultyRequest) => boolean;
  readonly fault: Fault;
  left: number;
  readonly hit: () => void;
}

export interface PlannedFault {
  /** Settles when the fault has struck for the last time. */
  readonly struck: Promise<void>;
}

/** Faults on demand, each for the next matching request or the next few; and at random. */
export class Faults {
  /** Sees every request at each of its moments. */
  onlooker: Onlooker<FaultyRequest> | undefined;
  #planned: Planned[] = [];
  #random: (() => Fault | undefined) | undefined;

  /** Plans a fault for the next `times` requests that match. */
  next(target: FaultTarget, fault: Fault, times = 1): PlannedFault {
    const matches = typeof target === 'string' ? matcher(target) : target;
    const struck = new Promise<void>((hit) => {
      this.#planned.push({ matches, fault, left: times, hit });
    });
    return { struck };
  }

  /**
   * From now on requests that nothing was planned for go wrong at random: the same seed and the
   * same sequence of requests give the same faults.
   */
  atRandom(seed: number, rates: FaultRates): void {
    const draw = seeded(seed, 'discord');
    this.#random = () => randomFault(draw, rates);
  }

  /** Calls off what has not struck yet, and what is at random. */
  clear(): void {
    this.#planned = [];
    this.#random = undefined;
    this.onlooker = undefined;
  }

  /** The fault that strikes this request, if any; uses it up. */
  take(request: FaultyRequest): Fault | undefined {
    const planned = this.#planned.find(({ matches }) => matches(request));
    if (!planned) return this.#random?.();
    planned.left -= 1;
    if (planned.left === 0) {
      this.#planned = this.#planned.filter((other) => other !== planned);
      planned.hit();
    }
    return planned.fault;
  }
}

function randomFault(draw: Draw, rates: FaultRates): Fault | undefined {
  const how = () => (draw() < 0.5 ? 'reset' : 'closed');
  switch (drawFault(draw, rates)) {
    case 'limited':
      return { kind: 'rateLimited', retryAfter: draw() < 0.5 ? 0.02 : 0.2 };
    case 'limitedUnsaid':
      return { kind: 'rateLimited', retryAfter: null };
    case 'failed':
      return { kind: 'status', status: 502, html: draw() < 0.5 };
    case 'failedDone':
      return { kind: 'status', status: 500, workDone: true };
    case 'cut':
      return { kind: 'killed', workDone: false, how: how() };
    case 'cutDone':
      return { kind: 'killed', workDone: true, how: how() };
    case 'hangs':
      return { kind: 'hang', workDone: false };
    case 'hangsDone':
      return { kind: 'hang', workDone: true };
    case undefined:
      return undefined;
  }
}

function matcher(target: string): (request: FaultyRequest) => boolean {
  const [method, template = ''] = target.split(' ');
  const steps = template.split('/');
  return (request) => {
    const actual = request.path.split('/');
    if (request.method !== method || actual.length !== steps.length) return false;
    return steps.every((step, index) => step.startsWith(':') || step === actual[index]);
  };
}
