import type { Choice } from './form.ts';
import type {
  Answer,
  CompletionRequest,
  HandedIn,
  Invocation,
  ReactionEvent,
} from './invocation.ts';
import type { Message } from './message.ts';
import type { ChannelRef, MessageRef, PlatformName, UserRef } from './references.ts';

/** A submission that was taken in. */
export interface Taken {
  /** False: it is not on disk, and the person must be told so while they still have their text. */
  kept: boolean;
  /** Many others wait: acknowledge now, the answer will be a while. */
  crowded: boolean;
  /** Never rejects. */
  answer: Promise<Answer>;
}

/** Where an adapter brings what happens on its platform. */
export interface Inbound {
  /** Never rejects: an unexpected error becomes an answer with an id that is also in the log. */
  invoke(invocation: Invocation): Promise<Answer>;
  /** Takes what a person handed in; resolves once it is on disk, or cannot be. Never rejects. */
  take(handedIn: HandedIn): Promise<Taken>;
  /** Somebody is being acknowledged: work on requests that came with it begins after that. */
  acknowledging(acknowledgement: Promise<unknown>): void;
  /** What a person submitted, or an event, is on disk when this resolves. */
  reaction(event: ReactionEvent): Promise<void>;
  complete(request: CompletionRequest): Promise<readonly Choice[]>;
  /** The connection is new, or back: events may have been missed. */
  connected(platform: PlatformName): void;
  /**
   * The connection is lost for good: no further attempt will bring it back, only a person. `why` is
   * a sentence for the operator, in the bot's language.
   */
  lost(platform: PlatformName, why: string): void;
}

export interface SendOptions {
  /** Travels with the message (Slack metadata, Discord nonce), so that it can be found again. */
  deliveryId: string;
  /** The message in whose thread this is told. */
  threadOf?: string;
  /** Messages that are known to be others, however alike they look; for a look alone. */
  others?: ReadonlySet<string>;
}

export interface UploadFile {
  name: string;
  bytes: Uint8Array;
  /** What a picture shows, for who cannot see it. */
  alt?: string;
}

/** The reactions on a message, each pair once; emoji as in {@link ReactionEvent}. */
export type Standing = readonly { user: string; emoji: string }[];

/** How reactions are read: slowly, for people come first. */
export interface ReactionReading {
  /** Whether anybody wants to know who has this emoji; others may be left out. */
  matters(emoji: string): boolean;
  /** Resolves when one more call may be made to the platform; rejects when reading is called off. */
  turn(): Promise<void>;
}

export interface PlatformHealth {
  connected: boolean;
  /** Machine time of the last sign of life from the platform. */
  lastEventAt: Date | null;
}

/** What the product asks of a chat. Every refusal of the platform is a {@link PlatformFailure}. */
export interface Platform {
  readonly name: PlatformName;
  /** Resolves once connected; rejects with a sentence for the operator when it cannot be. */
  start(inbound: Inbound): Promise<void>;
  /** Takes nothing more in, lets what runs end, closes the connection. */
  stop(): Promise<void>;
  /** Posts once, never retrying by itself; resolves with the platform's id of the message. */
  send(channel: ChannelRef, message: Message, options: SendOptions): Promise<string>;
  edit(message: MessageRef, content: Message): Promise<void>;
  /** Posts a file with a line of text; otherwise as {@link send}. */
  upload(
    channel: ChannelRef,
    file: UploadFile,
    comment: Message,
    options: SendOptions,
  ): Promise<string>;
  /**
   * Looks for a message of ours after a send whose end is unknown; null when it is not there.
   * Discord keeps a delivery's id only in buttons: one without any is known again by its text,
   * when `message` says what was sent.
   */
  find(
    channel: ChannelRef,
    options: SendOptions,
    since: Date,
    message?: Message,
  ): Promise<string | null>;
  /** The channel in which one person can be written to. */
  directChannel(user: UserRef): Promise<ChannelRef>;
  /**
   * Who has which emoji now on messages of a channel outside its threads, in as few calls as can be.
   * A message that is not there is left out; one that cannot be read has the reason.
   */
  reactionsIn(
    channel: ChannelRef,
    messages: readonly string[],
    reading: ReactionReading,
  ): Promise<ReadonlyMap<string, Standing | PlatformFailure>>;
  permalink(message: MessageRef): Promise<string>;
  health(): PlatformHealth;
}

export type FailureClass =
  /** It will fail again (unknown channel, no permission): parked, staff are told. */
  | 'permanent'
  /** Come back after `retryAfterMs`; no attempt is used. */
  | 'rateLimit'
  /** Nobody knows whether it was done: look before sending again, not before `retryAfterMs`. */
  | 'doubtful'
  /** The platform refused the content: plain text once, then parked. */
  | 'invalid';

export class PlatformFailure extends Error {
  override name = 'PlatformFailure';
  readonly failure: FailureClass;
  /** The platform's own word for it, e.g. `channel_not_found` or `50013`; never content. */
  readonly code: string;
  readonly retryAfterMs?: number;

  constructor(
    failure: FailureClass,
    code: string,
    options?: { cause?: unknown; retryAfterMs?: number },
  ) {
    super(`${failure}: ${code}`, { cause: options?.cause });
    this.failure = failure;
    this.code = code;
    this.retryAfterMs = options?.retryAfterMs;
  }
}
