import {
  type APIChannel,
  type APIMessage,
  type RawFile,
  type REST,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from 'discord.js';
import type { Message } from '../chat/message.ts';
import { PlatformFailure, type SendOptions } from '../chat/platform.ts';
import type { ChannelRef, MessageRef } from '../chat/references.ts';
import * as errors from './errors.ts';
import { decodeMessage, encodeMessage, markOf, nonceOf, snowflakeAt } from './ids.ts';
import * as limits from './limits.ts';
import { cut, oneLine, unescapeText } from './markdown.ts';
import { type Rendered, renderMessage } from './render.ts';

/** The two clients of Discord's API, and who we are there. */
export interface Wire {
  /** Repeats what failed: for reading, and for what may be done twice. */
  rest: REST;
  /** Never repeats: for posts. */
  once: REST;
  botId(): string;
  /** Ends calls that still run when the bot stops. */
  signal: AbortSignal;
}

/** Nobody is pinged, whatever the text says; an edit without this would fall back to defaults. */
export const NO_PINGS = { parse: [] };

type Body = RESTPostAPIChannelMessageJSONBody;

/** A file, and what it shows where it is a picture. */
export type DescribedFile = RawFile & { alt?: string };

/** Posts once; resolves with the encoded id of the message (see {@link encodeMessage}). */
export async function post(
  wire: Wire,
  channel: ChannelRef,
  message: Message,
  options: SendOptions,
  files: DescribedFile[] = [],
): Promise<string> {
  const rendered = marked(renderMessage(message), options.deliveryId);
  const body: Body = {
    ...rendered,
    allowed_mentions: NO_PINGS,
    nonce: nonceOf(options.deliveryId),
    // Without this Discord only echoes the nonce, and a repeated post is a second message.
    enforce_nonce: true,
  };
  if (files.length > 0) {
    body.attachments = files.map(({ name, alt }, index) => ({
      id: String(index),
      filename: name,
      ...(alt ? { description: alt.slice(0, limits.FILE_DESCRIPTION) } : {}),
    }));
  }
  const create = async (place: string): Promise<string> => {
    const route = Routes.channelMessages(place);
    const created = (await wire.once.post(route, {
      body,
      files,
      signal: wire.signal,
    })) as APIMessage;
    // Instead of a second message Discord gives back the one that an earlier attempt made, which
    // may show what was so then.
    if (visibleText(created) !== visibleText(rendered)) {
      const patch = { ...rendered, allowed_mentions: NO_PINGS };
      const target = Routes.channelMessage(place, created.id);
      await wire.rest.patch(target, { body: patch, signal: wire.signal });
    }
    return created.id;
  };
  if (!options.threadOf) return create(channel.channel);
  return postInThread(wire, channel, options.threadOf, body, create);
}

/** The first row carries the delivery's mark, so that {@link find} knows the message again. */
function marked(rendered: Rendered, deliveryId: string): Rendered {
  const [first, ...others] = rendered.components;
  if (!first) return rendered;
  return { ...rendered, components: [{ ...first, id: markOf(deliveryId) }, ...others] };
}

/** A thread has the id of the message it hangs on, so that none must be looked up to be used. */
const threadId = (threadOf: string): string => {
  const { thread, message } = decodeMessage(threadOf);
  return thread ?? message;
};

async function postInThread(
  wire: Wire,
  channel: ChannelRef,
  threadOf: string,
  body: Body,
  create: (place: string) => Promise<string>,
): Promise<string> {
  const thread = threadId(threadOf);
  try {
    return encodeMessage({ thread, message: await create(thread) });
  } catch (error) {
    if (errors.codeOf(error) !== errors.UNKNOWN_CHANNEL) throw error;
  }
  try {
    await openThread(wire, channel, thread);
  } catch (error) {
    if (errors.codeOf(error) !== errors.WRONG_CHANNEL_TYPE) throw error;
    // Direct messages, and threads themselves, have no threads: there it is a reply.
    body.message_reference = { message_id: thread, fail_if_not_exists: false };
    return create(channel.channel);
  }
  return encodeMessage({ thread, message: await create(thread) });
}

async function openThread(wire: Wire, channel: ChannelRef, message: string): Promise<void> {
  const route = Routes.channelMessage(channel.channel, message);
  const card = (await wire.rest.get(route, { signal: wire.signal })) as APIMessage;
  try {
    await wire.once.post(Routes.threads(channel.channel, message), {
      body: { name: threadName(card), auto_archive_duration: limits.THREAD_ARCHIVE_MINUTES },
      signal: wire.signal,
    });
  } catch (error) {
    if (errors.codeOf(error) !== errors.THREAD_EXISTS) throw error;
  }
}

/** The heading of the message that the thread hangs on, else its first line. */
export function threadName(card: Pick<APIMessage, 'content' | 'embeds'>): string {
  const title = card.embeds.find((embed) => embed.title)?.title;
  const text = title ?? card.content.split('\n')[0] ?? '';
  const name = oneLine(unescapeText(text).replace(/^[#>\s-]+/, ''));
  return cut(name, limits.THREAD_NAME) || '…';
}

/** Brings a message to a new state: text, embeds and buttons all at once. */
export async function edit(wire: Wire, ref: MessageRef, content: Message): Promise<void> {
  const { thread, message } = decodeMessage(ref.message);
  const body: RESTPatchAPIChannelMessageJSONBody = {
    ...renderMessage(content),
    allowed_mentions: NO_PINGS,
  };
  const route = Routes.channelMessage(thread ?? ref.channel, message);
  await wire.rest.patch(route, { body, signal: wire.signal });
}

/** How far Discord's clock may be behind ours. */
const SKEW_MS = 60_000;
/** Beyond this many pages of 100 a look gives up with an error rather than claim an absence. */
const MOST_PAGES = 20;

/**
 * Looks for a message of ours that was posted after `since`: by its nonce where Discord tells it,
 * by the mark on its buttons, or, when it has no buttons and `message` says what was posted, by
 * its text.
 */
export async function find(
  wire: Wire,
  channel: ChannelRef,
  options: SendOptions,
  since: Date,
  message?: Message,
): Promise<string | null> {
  const thread = options.threadOf ? threadId(options.threadOf) : undefined;
  const wanted = {
    nonce: nonceOf(options.deliveryId),
    mark: markOf(options.deliveryId),
    text: message ? visibleText(renderMessage(message)) : null,
    others: new Set([...(options.others ?? [])].map((id) => decodeMessage(id).message)),
  };
  const after = snowflakeAt(new Date(since.getTime() - SKEW_MS));
  if (thread) {
    const found = await search(wire, thread, after, wanted);
    if (found) return encodeMessage({ thread, message: found });
  }
  return search(wire, channel.channel, after, wanted);
}

interface Wanted {
  nonce: string;
  mark: number;
  text: string | null;
  /** Messages of others, which may read the same. */
  others: ReadonlySet<string>;
}

async function search(
  wire: Wire,
  place: string,
  since: string,
  wanted: Wanted,
): Promise<string | null> {
  let after = since;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ after, limit: String(limits.PAGE) });
    let messages: APIMessage[];
    try {
      const route = Routes.channelMessages(place);
      messages = (await wire.rest.get(route, { query, signal: wire.signal })) as APIMessage[];
    } catch (error) {
      // A thread that was not opened holds nothing.
      if (errors.codeOf(error) === errors.UNKNOWN_CHANNEL) return null;
      throw error;
    }
    const found = messages.find((candidate) => isWanted(wire, candidate, wanted));
    if (found) return found.id;
    if (messages.length < limits.PAGE) return null;
    after = messages.reduce((latest, { id }) => (BigInt(id) > BigInt(latest) ? id : latest), after);
  }
  throw new PlatformFailure('doubtful', 'too many messages');
}

function isWanted(wire: Wire, candidate: APIMessage, wanted: Wanted): boolean {
  if (candidate.author.id !== wire.botId()) return false;
  if (candidate.nonce !== undefined) return String(candidate.nonce) === wanted.nonce;
  const [row] = candidate.components ?? [];
  if (row) return row.id === wanted.mark;
  if (wanted.text === null || wanted.others.has(candidate.id)) return false;
  return visibleText(candidate) === wanted.text;
}

/** What a message shows, without the white space that Discord may have trimmed. */
function visibleText(message: Pick<APIMessage, 'content' | 'embeds'>): string {
  const texts = message.embeds.flatMap(({ title, description }) => [title, description]);
  return [message.content, ...texts].join('').replaceAll(/\s+/g, '');
}

/** The channel of direct messages with a person; Discord makes it at most once. */
export async function openDirectChannel(wire: Wire, user: string): Promise<string> {
  const made = (await wire.rest.post(Routes.userChannels(), {
    body: { recipient_id: user },
    signal: wire.signal,
  })) as APIChannel;
  return made.id;
}
