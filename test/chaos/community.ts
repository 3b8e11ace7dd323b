import type { PlatformName } from '../../src/chat/references.ts';
import type { Storage } from '../../src/storage/database.ts';
import type { Moment } from '../servers/seeded.ts';
import type { Place } from './wire.ts';

/** What the bot asks of a platform, as the kills tell it apart. */
export type CallKind =
  | 'connect'
  | 'card'
  | 'note'
  | 'thread'
  | 'edit'
  | 'look'
  /** What answers a person at once; on Slack it comes over the socket and not as a request. */
  | 'answer'
  | 'other';

/** Looks on at every request; `abandon`, on arrival: the server does nothing and does not reply. */
export type Watcher = (moment: Moment, kind: CallKind) => Promise<'abandon' | undefined>;

/** A message of the bot as people see it; `delivery` is what it was sent for. */
export interface Posted {
  id: string;
  /** As the bot names deliveries on that platform. */
  delivery: string | undefined;
  text: string;
  thread: readonly Posted[];
}

/** One delegate at the platform's own client. */
export interface Writer {
  /**
   * Opens the form on the first card of their channel, writes the text into it and submits it; says
   * whether the platform told them that it was taken. Never rejects.
   */
  contribute(text: string): Promise<boolean>;
}

/** A local platform with its channels, seen from its own side. */
export interface Community {
  readonly platform: PlatformName;
  readonly name: string;
  readonly office: Place;
  readonly members: readonly Place[];
  /** How a child connects. */
  readonly environment: Readonly<Record<string, string>>;
  /** Messages of the bot in a channel, oldest first. */
  posted(place: Place, storage: Storage): Promise<readonly Posted[]>;
  /** The name under which a message carries a delivery's id. */
  markOf(deliveryId: string): string;
  /** The id under which the bot keeps a message, in its channel or in a thread. */
  keptId(message: Posted, parent: Posted | null): string;
  /** Faults at random from now on; with null none any more. */
  faults(seed: number | null): void;
  watch(watcher: Watcher | null): void;
  /** Moves the platform's clock. */
  advance(ms: number): void;
  /** A delegate in a member's channel; only where there are clients. */
  writer(place: Place): Writer;
  close(): Promise<void>;
}

/** Channels of a community: the secretariat's, and one for each member. */
export function placesOf(
  count: number,
  add: (name: string) => string,
): { office: Place; members: Place[] } {
  const place = (name: string): Place => ({ externalId: add(name), name });
  return {
    office: place('secretariat'),
    members: Array.from({ length: count }, (_, index) => place(`member-${index + 1}`)),
  };
}
