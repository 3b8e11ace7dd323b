import { type Channel, type Client, Routes } from 'discord.js';
import type { ChannelRef, UserRef } from '../chat/references.ts';
import { codeOf } from './errors.ts';
import { encodeMessage } from './ids.ts';

/** Docs: topics/opcodes-and-status-codes: the person is not in that guild. */
const UNKNOWN_MEMBER = 10007;

/** Where something happens: a thread counts as the channel that it belongs to. */
export interface Place {
  channel: ChannelRef;
  channelName: string;
  /** The thread's id, when it happens in one. */
  thread: string | undefined;
}

interface Happening {
  guildId: string | null;
  channelId: string | null;
  channel: Channel | null;
}

/**
 * Names channels and people by their guild, also in direct messages, which have none: there it is
 * the guild through which the bot knows the person.
 */
export class Places {
  readonly #client: Client;
  readonly #guildOfUser = new Map<string, string>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** Remembers the guild on whose behalf a person was written to. */
  remember({ user, community }: UserRef): void {
    this.#guildOfUser.set(user, community);
  }

  async placeOf(happening: Happening, user: string): Promise<Place> {
    const { channel, channelId } = happening;
    const community = happening.guildId ?? (await this.#communityOf(user));
    const inThread = channel?.isThread() ?? false;
    const parent = channel?.isThread() ? channel.parent : channel;
    const id = (channel?.isThread() ? channel.parentId : null) ?? channelId ?? '';
    return {
      channel: { platform: 'discord', community, channel: id },
      channelName: parent && 'name' in parent ? (parent.name ?? '') : '',
      thread: inThread && id !== channelId ? (channelId ?? undefined) : undefined,
    };
  }

  /** The guild of a direct message; `@me` for someone who shares none with the bot any more. */
  async #communityOf(user: string): Promise<string> {
    const known = this.#guildOfUser.get(user);
    if (known) return known;
    const guilds = [...this.#client.guilds.cache.keys()];
    const [only] = guilds;
    if (only && guilds.length === 1) return only;
    for (const guild of guilds) {
      if (!(await this.#isIn(guild, user))) continue;
      this.#guildOfUser.set(user, guild);
      return guild;
    }
    return '@me';
  }

  async #isIn(guild: string, user: string): Promise<boolean> {
    try {
      await this.#client.rest.get(Routes.guildMember(guild, user));
      return true;
    } catch (error) {
      if (codeOf(error) === UNKNOWN_MEMBER) return false;
      throw error;
    }
  }
}

/** The id under which the rest of the program knows a message of that place. */
export const messageIn = (place: Place, message: string): string =>
  encodeMessage(place.thread ? { thread: place.thread, message } : { message });
