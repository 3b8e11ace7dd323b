import type { Platform } from '../../src/chat/platform.ts';
import type { PlatformName } from '../../src/chat/references.ts';
import type { CivilClock } from '../../src/clock.ts';
import type { Config } from '../../src/config.ts';

/**
 * One running bot in one community of one platform, as people see it. The scenarios are written
 * against this and run on every platform; each platform's driver does what a real client would.
 */
export interface Stage {
  readonly platform: PlatformName;
  /** A channel of the community with this name, made when it is new; the bot is in it. */
  channel(name: string): Promise<StageChannel>;
  /** A person of the community with this name, made when they are new. */
  person(name: string): Promise<StagePerson>;
  /**
   * From now on the bot cannot post in a channel, as when somebody removed it there; resolves with
   * the platform's own code for that.
   */
  breakChannel(channel: StageChannel): Promise<string>;
  mendChannel(channel: StageChannel): Promise<void>;
  /** Everything that was queued has been sent, and every request has been answered. */
  settled(): Promise<void>;
  /** Moves civil time and runs the tick of that moment, then waits as {@link settled}. */
  clock(at: Date): Promise<void>;
  stop(): Promise<void>;
}

export interface StageChannel {
  readonly name: string;
  /** The platform's id. */
  readonly id: string;
  /** Top-level messages that everyone sees, oldest first, as they stand now. */
  messages(): Promise<readonly SeenMessage[]>;
}

/** What a person sees of a message, without any markup. */
export interface SeenMessage {
  readonly id: string;
  /** All visible text, in reading order. */
  readonly text: string;
  /** Labels of its buttons, in order. */
  readonly buttons: readonly string[];
  /** What its pictures show, for who cannot see them, by the names of their files. */
  readonly pictures: Readonly<Record<string, string>>;
  /** Whom it would really ping; empty for a well-behaved bot. */
  readonly pings: readonly string[];
  readonly thread: readonly SeenMessage[];
}

/** What a person got in return for what they did. */
export type Seen =
  | { readonly kind: 'private' | 'public'; readonly message: SeenMessage }
  | { readonly kind: 'form'; readonly form: SeenForm }
  | { readonly kind: 'nothing' }
  /** The platform told them that the bot did not answer, or that it refused. */
  | { readonly kind: 'failed'; readonly why: string };

export interface SeenForm {
  readonly title: string;
  readonly intro: string;
  /** Sentences shown beside inputs after a refusal, by label; on Discord read from the answer. */
  readonly errors: Readonly<Record<string, string>>;
  readonly inputs: readonly SeenInput[];
}

export interface SeenInput {
  readonly label: string;
  readonly kind: 'shortText' | 'longText' | 'choice' | 'date' | 'file';
  readonly value: string;
  /** Labels of a choice. */
  readonly options: readonly string[];
}

export interface StageFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface StagePerson {
  readonly name: string;
  readonly id: string;
  /**
   * Uses a verb as that platform's people do: `/civikos channel link purpose…` typed on Slack and
   * in the sandbox, the registered command with its options on Discord. `verb` is the English name;
   * `values` are the act's options by their stable names.
   */
  uses(
    channel: StageChannel,
    verb: string,
    values?: Readonly<Record<string, string>>,
  ): Promise<Seen>;
  /** Types a line behind the root command as it is; on Discord, where nothing is typed, `null`. */
  types(channel: StageChannel, line: string): Promise<Seen | null>;
  /** Presses a button, by its label (or the beginning of it), on a message they see. */
  presses(channel: StageChannel, message: SeenMessage, label: string): Promise<Seen>;
  /**
   * Fills the form that is open before them and submits it. Keys are labels; a choice is given by
   * its label, a day as `YYYY-MM-DD`. Inputs that are not named keep what they hold.
   * Where a platform needs a press to go on to the next step (Discord), the driver presses it, so
   * that what comes back is the next form, or the end.
   */
  submits(values: Readonly<Record<string, string | StageFile>>): Promise<Seen>;
  /** Writes to the bot itself, and sees what it answers. */
  writes(text: string): Promise<Seen>;
  reacts(channel: StageChannel, message: SeenMessage, emoji: string): Promise<void>;
  unreacts(channel: StageChannel, message: SeenMessage, emoji: string): Promise<void>;
  /** Direct messages they got from the bot. */
  direct(): Promise<readonly SeenMessage[]>;
}

export interface StageOptions {
  storageUrl: string;
  /** Names of persons who are admins. */
  admins: readonly string[];
  now: Date;
}

/** The running bot as a stage needs it. */
export interface StageBot {
  platforms: readonly Platform[];
  /** Where its HTTP server listens. */
  address: string;
  tick(): Promise<void>;
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export type StartStageBot = (config: Config, parts: { civil: CivilClock }) => Promise<StageBot>;
