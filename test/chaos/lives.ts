import { type Draw, oneOf } from '../servers/seeded.ts';
import type { Community } from './community.ts';
import { type Life, startLife } from './program.ts';
import type { Stage, Strike, Strikes } from './strikes.ts';
import type { FromChild, ToChild } from './wire.ts';

/**
 * How long a child may say nothing before the run is given up: it hangs. Hundreds of messages may
 * go out meanwhile, on a machine that is busy with other things.
 */
const SILENCE_MS = 10 * 60_000;
/** A call to a platform; a request that hangs costs this much. */
const TIMEOUT_MS = 1_000;

/**
 * How long the machine is down after a kill, by its clock: less and more than a lease (1 minute),
 * more than Discord remembers a nonce (5 minutes).
 */
const DOWNTIMES_MS = [0, 0, 1_500, 70_000, 660_000] as const;

export interface LivesParts {
  community: Community;
  databaseUrl: string;
  command: readonly [string, ...string[]];
  strikes: Strikes;
  draw: Draw;
  /** Tells of each life how it ended. */
  report?(line: string): void;
}

/** One bot, killed and started again and again on one database. */
export class Lives {
  /** How often it was started. */
  count = 0;
  /** How often it ended by itself because the platform failed while it started. */
  gaveUp = 0;
  /** What it said on standard error, without repetitions. */
  readonly complaints = new Map<string, number>();
  readonly #parts: LivesParts;
  #isUp = false;
  #waiters: (() => void)[] = [];
  #life: Life | undefined;
  #strike: Strike | null = null;
  /** The one aimed at before: a kill may strike while another is being aimed at. */
  #before: Strike | null = null;
  /** The one that killed it from outside. */
  #hit: Strike | null = null;
  #aheadMs = 0;

  constructor(parts: LivesParts) {
    this.#parts = parts;
  }

  /** Starts it with a kill to come, or with none. */
  begin(stage: Stage | null): void {
    this.count += 1;
    this.#hit = null;
    // What was wanted is queued already, unless people go on wanting more.
    this.#aim(stage, stage === 'contribute');
    this.#before = null;
    const strike = this.#strike;
    const kill = strike?.by === 'self' ? strike.kill : null;
    const plan = { kill, aheadMs: this.#aheadMs, timeoutMs: TIMEOUT_MS };
    const { command, community, databaseUrl } = this.#parts;
    this.#life = startLife(command, plan, {
      ...community.environment,
      DATABASE_URL: databaseUrl,
    });
  }

  /** Another kill in place of the one to come, for what the bot does from now on. */
  aimAt(stage: Stage | null): void {
    this.#aim(stage, true);
    this.send({ wish: 'kill', kill: this.#strike?.by === 'self' ? this.#strike.kill : null });
  }

  /** Resolves when the bot is up; at once while it is. */
  up(): Promise<void> {
    if (this.#isUp) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
    });
  }

  send(message: ToChild): void {
    this.#known().send(message);
  }

  /** Its next message; null once it is dead, and then {@link bury} it. Moves the clock when it asks. */
  async next(): Promise<Exclude<FromChild, { tell: 'waiting' }> | null> {
    for (;;) {
      const message = await this.#inTime();
      if (message?.tell !== 'waiting') {
        if (message?.tell === 'ready') this.#isReady();
        return message;
      }
      // Others become due right after; one jump for all of them is enough.
      this.pass(Math.max(0, message.until - this.#now()) + 1_000);
      this.send({ wish: 'clock', aheadMs: this.#aheadMs });
    }
  }

  /** Notes how it ended. Throws when it ended for a reason of its own. */
  async bury(): Promise<void> {
    const { killedAt, signal, code, errors } = await this.#known().ended;
    this.#isUp = false;
    for (const line of errors.split('\n')) this.#complain(line);
    const strike = this.#hit ?? (killedAt ? (this.#strike ?? this.#before) : null);
    const how = killedAt ?? strike?.phase ?? `ended by itself with ${code}`;
    this.#parts.report?.(`life ${this.count}: ${how}`);
    if (strike) this.#parts.strikes.note(strike);
    else if (code === 1 && !signal) this.gaveUp += 1;
    else throw new Error(`the bot ended by itself (${signal ?? code}): ${errors.slice(-2_000)}`);
    this.pass(oneOf(this.#parts.draw, DOWNTIMES_MS));
  }

  /** Ends it in peace. */
  async stop(): Promise<void> {
    this.send({ wish: 'stop' });
    while (await this.next());
    const { code, errors } = await this.#known().ended;
    for (const line of errors.split('\n')) this.#complain(line);
    if (code !== 0) throw new Error(`the bot did not stop in peace (${code}): ${errors}`);
  }

  /** Ends it whatever it does. */
  async dispose(): Promise<void> {
    this.#parts.community.watch(null);
    await this.#life?.kill();
  }

  /** Kills it from outside, as the kill that was to come. */
  async #strikeNow(strike: Strike): Promise<void> {
    this.#hit = strike;
    await this.#known().kill();
  }

  pass(ms: number): void {
    this.#aheadMs += ms;
    this.#parts.community.advance(ms);
  }

  #aim(stage: Stage | null, queues: boolean): void {
    const { strikes, community } = this.#parts;
    const strike = stage && strikes.next(stage, queues);
    this.#before = this.#strike;
    this.#strike = strike;
    community.watch(null);
    if (strike?.by !== 'server') return;
    let left = strike.nth;
    const moment = strike.standing === 'late' ? 'arrived' : strike.standing;
    community.watch(async (now, kind) => {
      if (now !== moment || kind !== strike.kind || this.#hit) return;
      left -= 1;
      if (left > 0) return;
      await this.#strikeNow(strike);
      return strike.standing === 'arrived' ? 'abandon' : undefined;
    });
  }

  async #inTime(): Promise<FromChild | null> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      const say = () => reject(new Error(`the bot hangs at ${JSON.stringify(this.#strike)}`));
      timer = setTimeout(say, SILENCE_MS);
    });
    try {
      return await Promise.race([this.#known().next(), silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  #isReady(): void {
    this.#isUp = true;
    for (const go of this.#waiters.splice(0)) go();
  }

  #complain(line: string): void {
    if (line.trim() === '') return;
    // Times and ids apart, the same complaint is one.
    const known = line.replace(/"(time|delivery|errorId)":("[^"]*"|\d+),?/g, '').slice(0, 600);
    this.complaints.set(known, (this.complaints.get(known) ?? 0) + 1);
  }

  #now(): number {
    return Date.now() + this.#aheadMs;
  }

  #known(): Life {
    if (!this.#life) throw new Error('the bot was never started');
    return this.#life;
  }
}
