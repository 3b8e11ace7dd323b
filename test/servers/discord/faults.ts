/** What goes wrong with a request. Seconds where Discord counts seconds. */
export type Fault =
  /** 429. Discord rounds the Retry-After header up; here it is sent as given, to scale time. */
  | { readonly kind: 'rateLimited'; readonly retryAfter: number; readonly global?: boolean }
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
  | { readonly kind: 'slow'; readonly until: Promise<unknown> };

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

/** Faults on demand: each strikes the next matching request, or the next few. */
export class Faults {
  #planned: Planned[] = [];

  /** Plans a fault for the next `times` requests that match. */
  next(target: FaultTarget, fault: Fault, times = 1): PlannedFault {
    const matches = typeof target === 'string' ? matcher(target) : target;
    const struck = new Promise<void>((hit) => {
      this.#planned.push({ matches, fault, left: times, hit });
    });
    return { struck };
  }

  /** Calls off what has not struck yet. */
  clear(): void {
    this.#planned = [];
  }

  /** The fault that strikes this request, if any; uses it up. */
  take(request: FaultyRequest): Fault | undefined {
    const planned = this.#planned.find(({ matches }) => matches(request));
    if (!planned) return undefined;
    planned.left -= 1;
    if (planned.left === 0) {
      this.#planned = this.#planned.filter((other) => other !== planned);
      planned.hit();
    }
    return planned.fault;
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
