import { randomUUID } from 'node:crypto';
import type { MessageReaction, PartialMessageReaction, PartialUser, User } from 'discord.js';
import type { Logger } from 'pino';
import type { Inbound } from '../chat/platform.ts';
import { neutralEmoji } from './emoji.ts';
import { loggable } from './errors.ts';
import { messageIn, type Places } from './places.ts';

/** Brings one reaction in; bots' own are left out. Never rejects. */
export async function takeReaction(
  reaction: MessageReaction | PartialMessageReaction,
  user: User | PartialUser,
  added: boolean,
  { inbound, places, log }: { inbound: Inbound; places: Places; log: Logger },
): Promise<void> {
  if (user.bot) return;
  const { message, emoji } = reaction;
  const { guildId, channelId, channel } = message;
  try {
    const place = await places.placeOf({ guildId, channelId, channel }, user.id);
    const member = message.guild?.members.cache.get(user.id);
    await inbound.reaction({
      // Discord numbers no reactions; they are state, and the latest word on them counts.
      id: `discord:${randomUUID()}`,
      user: { platform: 'discord', community: place.channel.community, user: user.id },
      userName: member?.displayName ?? user.displayName ?? '',
      message: { ...place.channel, message: messageIn(place, message.id) },
      emoji: neutralEmoji(emoji),
      added,
    });
  } catch (error) {
    log.error({ message: message.id, ...loggable(error) }, 'a reaction could not be taken in');
  }
}
