import { type Draw, type Moment, oneOf, wholeNumber } from '../servers/seeded.ts';
import type { CallKind, Community } from './community.ts';
import type { SelfKill, Step } from './wire.ts';

/** What the bot is busy with when a kill strikes: then some steps come about and others do not. */
export type Stage = 'seed' | 'publish' | 'extend' | 'close' | 'contribute';

/**
 * Where a request that a kill strikes at stands. `late`: it had arrived, and is carried out although
 * who asked is dead.
 */
type Standing = Moment | 'late';

/** One kill to come; `phase` is its line in the table. */
export type Strike = { phase: string } & (
  | { by: 'self'; kill: SelfKill }
  | { by: 'server'; kind: CallKind; standing: Standing; nth: number }
);

interface Phase {
  phase: string;
  stages: readonly Stage[];
  /** The most that `nth` may be: how often the step comes about in a life, roughly. */
  within: number;
  at: { step: Step; moment: SelfKill['moment'] } | { kind: CallKind; standing: Standing };
}

const ALWAYS: readonly Stage[] = ['seed', 'publish', 'extend', 'close', 'contribute'];
const SENDING: readonly Stage[] = ['publish', 'extend', 'close', 'contribute'];
const POSTING: readonly Stage[] = ['publish', 'extend', 'contribute'];

function around(
  step: Step,
  names: readonly [before: string, after?: string],
  stages: readonly Stage[],
  within = 15,
): Phase[] {
  const [before, after] = names;
  const phases: Phase[] = [{ phase: before, stages, within, at: { step, moment: 'before' } }];
  if (after) phases.push({ phase: after, stages, within, at: { step, moment: 'after' } });
  return phases;
}

const STANDINGS: readonly [Standing, string][] = [
  ['arrived', 'in flight, never done'],
  ['late', 'in flight, done after death'],
  ['worked', 'done, reply unsent'],
  ['replied', 'reply sent, end unkept'],
];

function request(kind: CallKind, stages: readonly Stage[], within = 15): Phase[] {
  return STANDINGS.map(([standing, words]) => ({
    phase: `${kind}: ${words}`,
    stages,
    within,
    at: { kind, standing },
  }));
}

const EVERYWHERE: readonly Phase[] = [
  { phase: 'start', stages: ALWAYS, within: 1, at: { step: 'start', moment: 'before' } },
  { phase: 'opening', stages: ALWAYS, within: 12, at: { step: 'opening', moment: 'before' } },
  // The tables are made in the first life alone.
  { phase: 'migrating', stages: ['seed'], within: 40, at: { step: 'opening', moment: 'before' } },
  ...around('queue', ['queueing'], SENDING, 40),
  // One transaction for all of it.
  { phase: 'queued', stages: SENDING, within: 1, at: { step: 'queue', moment: 'after' } },
  ...around('claim', ['before the claim', 'claimed'], SENDING),
  { phase: 'rendering', stages: SENDING, within: 15, at: { step: 'render', moment: 'before' } },
  ...around('attempt', ['rendered', 'attempt kept'], POSTING),
  ...around('end', ['sent, end unkept', 'end kept'], SENDING),
];

const THROUGH_SERVERS: readonly Phase[] = [
  ...request('connect', ALWAYS, 1).filter(({ phase }) => !phase.includes('after death')),
  ...around('wait', ['failed, unkept', 'failure kept'], SENDING, 3),
  ...request('card', ['publish', 'contribute']),
  ...request('note', ['extend']),
  ...request('edit', ['extend', 'close', 'contribute']),
  ...request('look', SENDING, 3).filter(({ phase }) => !phase.includes('after death')),
];

const SLACK_ANSWER = request('answer', ['contribute'], 8).filter(({ phase }) =>
  phase.includes('reply sent'),
);

const ONLY_IN: Readonly<Record<Community['platform'], readonly Phase[]>> = {
  slack: [...THROUGH_SERVERS, ...SLACK_ANSWER],
  discord: [
    ...THROUGH_SERVERS,
    ...request('thread', ['extend'], 10),
    ...request('answer', ['contribute'], 8),
  ],
  sandbox: around('message', ['message being kept', 'message kept, end unkept'], POSTING),
};

const CONTRIBUTING: readonly Phase[] = [
  ...around('request', ['request being kept', 'request kept'], ['contribute'], 8),
  ...around('contribution', ['contribution being kept', 'contribution kept'], ['contribute'], 4),
];

/** Chooses kills so that each phase that can come about is struck as often as the others. */
export class Strikes {
  readonly #phases: readonly Phase[];
  readonly #draw: Draw;
  readonly #most: number;
  readonly #struck = new Map<string, number>();

  /** With few channels nothing comes about often: `most` bounds how far into a life a kill is. */
  constructor(platform: Community['platform'], draw: Draw, most: number) {
    this.#most = most;
    this.#phases = [...EVERYWHERE, ...ONLY_IN[platform], ...CONTRIBUTING];
    this.#draw = draw;
  }

  /** How many kills struck so far. */
  get count(): number {
    return [...this.#struck.values()].reduce((sum, times) => sum + times, 0);
  }

  /** How many kills struck in which phase, in the order of a delivery. */
  get byPhase(): ReadonlyMap<string, number> {
    const all = this.#phases.map(({ phase }) => [phase, this.#struck.get(phase) ?? 0] as const);
    return new Map(all.filter(([, times]) => times > 0));
  }

  /** `queues`: the bot is about to want messages, and not only to send those it wanted before. */
  next(stage: Stage, queues: boolean): Strike {
    const possible = this.#phases.filter(
      ({ stages, at }) =>
        stages.includes(stage) && (queues || !('step' in at) || at.step !== 'queue'),
    );
    const times = ({ phase }: Phase) => this.#struck.get(phase) ?? 0;
    const least = Math.min(...possible.map(times));
    const [first, ...others] = possible.filter((phase) => times(phase) === least);
    if (!first) throw new Error(`nothing can be struck at stage ${stage}`);
    const { phase, at, within } = oneOf(this.#draw, [first, ...others]);
    const nth = wholeNumber(this.#draw, 1, Math.min(within, this.#most));
    return 'step' in at
      ? { phase, by: 'self', kill: { ...at, nth } }
      : { phase, by: 'server', ...at, nth };
  }

  note(strike: Strike): void {
    this.#struck.set(strike.phase, (this.#struck.get(strike.phase) ?? 0) + 1);
  }
}
