import type { Message as DiscordMessage } from 'discord.js';
import { formAsMessage } from '../chat/formMessage.ts';
import type { Answer } from '../chat/invocation.ts';
import type { Message } from '../chat/message.ts';
import { PlatformFailure } from '../chat/platform.ts';
import type { ChannelRef } from '../chat/references.ts';
import { loggable } from './errors.ts';
import type { Reception } from './interactions.ts';
import { incoming } from './submission.ts';

/** Beside what interactions need, a way to answer: to a message there is none of its own. */
export type DirectReception = Reception & {
  post(channel: ChannelRef, message: Message, deliveryId: string): Promise<unknown>;
};

/**
 * What a person writes to the bot itself; never rejects. Discord gives an app the text of its direct
 * messages without the privileged intent (docs: events/gateway, "Message Content Intent").
 */
export async function receiveDirect(
  message: DiscordMessage,
  reception: DirectReception,
): Promise<void> {
  if (message.guildId !== null || message.author.bot || message.system) return;
  const { id, author, channelId, channel, content, attachments, guildId } = message;
  try {
    const place = await reception.places.placeOf({ guildId, channelId, channel }, author.id);
    const { community } = place.channel;
    const sent = [...attachments.values()].map(incoming);
    const taken = await reception.inbound.take({
      id: `discord:${id}`,
      user: { platform: 'discord', community, user: author.id },
      // Here Discord tells only the name that is the same everywhere, and not the server's own.
      userName: '',
      channel: place.channel,
      channelName: '',
      kind: 'written',
      text: content,
      files: sent.length > 0 ? { files: sent } : {},
    });
    const answer = shownAs(await taken.answer);
    if (answer) await tell({ ...place.channel, channel: channelId }, answer, id, reception);
  } catch (error) {
    reception.log.error({ message: id, ...loggable(error) }, 'a direct message is not answered');
  }
}

function shownAs(answer: Answer): Message | null {
  switch (answer.kind) {
    case 'nothing':
      return null;
    case 'form':
      return formAsMessage(answer.form, {});
    case 'invalid':
      return formAsMessage(answer.form, answer.errors);
    default:
      return answer.message;
  }
}

/** Only the person reads here, so that an answer is a message like any other. */
async function tell(
  channel: ChannelRef,
  message: Message,
  asked: string,
  { post }: DirectReception,
): Promise<void> {
  // The id of what was asked makes it this answer and no second one.
  try {
    await post(channel, message, `answer:${asked}`);
  } catch (error) {
    if (!(error instanceof PlatformFailure) || error.failure !== 'invalid') throw error;
    const { language, summary } = message;
    const plain = { language, summary, parts: [{ kind: 'text', text: summary }] } as const;
    await post(channel, plain, `plain:${asked}`);
  }
}
