import { type Message as DiscordMessage, type REST, Routes } from 'discord.js';
import { formAsMessage } from '../chat/formMessage.ts';
import type { Answer } from '../chat/invocation.ts';
import type { Message } from '../chat/message.ts';
import { isInvalid, loggable } from './errors.ts';
import type { Reception } from './interactions.ts';
import { NO_PINGS } from './posting.ts';
import { renderMessage, renderPlainly } from './render.ts';
import { incoming } from './submission.ts';

/** What is needed beside what interactions need: nobody else answers a message. */
export type DirectReception = Reception & { rest: REST };

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
      userName: author.displayName,
      channel: place.channel,
      channelName: '',
      kind: 'written',
      text: content,
      files: sent.length > 0 ? { files: sent } : {},
    });
    const answer = shownAs(await taken.answer);
    if (answer) await tell(channelId, answer, reception.rest);
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
async function tell(channel: string, message: Message, rest: REST): Promise<void> {
  const post = (rendered: ReturnType<typeof renderMessage>) =>
    rest.post(Routes.channelMessages(channel), {
      body: { ...rendered, allowed_mentions: NO_PINGS },
    });
  try {
    await post(renderMessage(message));
  } catch (error) {
    if (!isInvalid(error)) throw error;
    await post(renderPlainly(message));
  }
}
