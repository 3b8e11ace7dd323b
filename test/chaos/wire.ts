/** What a child does in the database on its way, and where it can kill itself. */
export type Step =
  /** The program runs and has opened nothing. */
  | 'start'
  /** Migrating and opening. */
  | 'opening'
  /** Wanting cards and notes: what a use case queues. */
  | 'queue'
  | 'claim'
  /** Reading what a message is made of. */
  | 'render'
  /** Keeping, before a request, that it was attempted. */
  | 'attempt'
  /** Keeping that it was sent. */
  | 'end'
  /** Keeping that it is to wait or to be looked for. */
  | 'wait'
  /** The sandbox's own message, which stands in the same database. */
  | 'message'
  /** Keeping that a request came in. */
  | 'request'
  | 'contribution';

/** The child kills itself at the nth time of a step, before or after its statement (or commit). */
export interface SelfKill {
  step: Step;
  moment: 'before' | 'after';
  nth: number;
}

/** What a child is told when it is started, as JSON in the variable {@link PLAN}. */
export interface Plan {
  kill: SelfKill | null;
  /** How far the machine's clock is ahead of the real one. */
  aheadMs: number;
  /** How long one call to a platform may take. */
  timeoutMs: number;
}

export const PLAN = 'CHAOS_PLAN';

export interface Place {
  externalId: string;
  name: string;
}

/** What the parent asks of a child; each may be asked again after a kill and acts once. */
export type Wish =
  | {
      wish: 'seed';
      platform: 'slack' | 'discord' | 'sandbox';
      community: string;
      office: Place;
      members: readonly Place[];
    }
  | { wish: 'publish'; round: number; opensOn: string; closesOn: string }
  | { wish: 'extend'; round: number; closesOn: string }
  | { wish: 'close'; round: number }
  /** Only waits until everything is sent. */
  | { wish: 'settle' };

export type ToChild =
  | Wish
  | { wish: 'clock'; aheadMs: number }
  /** Another kill in place of the one in the plan. */
  | { wish: 'kill'; kill: SelfKill | null }
  | { wish: 'stop' };

export type FromChild =
  | { tell: 'ready' }
  /** The wish is done and everything is sent. */
  | { tell: 'idle' }
  /** Nothing can be sent before a moment of the machine's clock. */
  | { tell: 'waiting'; until: number };

/** What a child writes on standard output right before it kills itself. */
export const KILLED = 'killed itself: ';

/** The draft of a round, by which it is known again. */
export function roundTitle(round: number): string {
  return `Round ${round}`;
}
