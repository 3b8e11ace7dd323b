import type { types } from '@slack/bolt';
import type { Message } from '../chat/message.ts';
import {
  type Platform,
  PlatformFailure,
  type SendOptions,
  type UploadFile,
} from '../chat/platform.ts';
import type { ChannelRef, MessageRef, UserRef } from '../chat/references.ts';
import { pause } from '../chat/waiting.ts';
import type { Clients } from './clients.ts';
import { attempt, httpFailure } from './failures.ts';
import { ALT_TEXT } from './limits.ts';
import { readReactions } from './reactions.ts';
import { bareText, isBare, type Rendered, renderMessage } from './renderMessage.ts';
import { richSection } from './richText.ts';
import { clean } from './text.ts';

/** Who the bot is, from `auth.test`. */
export interface Identity {
  team: string;
  userId: string;
  botId: string;
}

const EVENT_TYPE = 'civikos_delivery';

/** Slack's clock and ours need not agree to the second. */
const CLOCK_SKEW_MS = 120_000;

/** How much of a channel a look-up reads: far more than is posted in the time it covers. */
const PAGE = 200;
const PAGES = 10;

/** Longer than one attempt takes, with a file and with its waits for a turn. */
const ATTEMPT_MS = 180_000;

/**
 * Before each look for a file just shared. Slack shares it after its reply, when it has scanned it
 * (slackapi/bolt-js#2115), and says nowhere when that will be.
 */
const SHARE_WAITS_MS = [0, 300, 700, 1_500, 3_000, 5_000];

/** When Slack has not shared it by then, it takes its time over it: the look comes later. */
const SHARE_RETRY_MS = 120_000;

/** Long enough for a file of some megabytes over a slow line. */
const UPLOAD_TIMEOUT_MS = 60_000;

type Messages = Pick<
  Platform,
  'send' | 'edit' | 'upload' | 'find' | 'directChannel' | 'reactionsIn' | 'permalink'
>;

/**
 * What the product asks of Slack's channels. Everything is asked once: the outbox decides what
 * comes after a failure, and every failure is a {@link PlatformFailure}.
 */
export function createMessages(
  clients: Clients,
  identity: () => Identity,
  machineNow: () => Date,
): Messages {
  const { once, reading } = clients;

  /** The id of a delivery's message in a window of time; newest first, as far as is read. */
  async function search(
    window: { channel: string; oldest: string; latest?: string },
    options: SendOptions,
  ): Promise<{ ts: string | null; whole: boolean }> {
    const asked = { ...window, limit: PAGE, include_all_metadata: true };
    let cursor: string | undefined;
    for (let page = 0; page < PAGES; page += 1) {
      const part = options.threadOf
        ? await reading.conversations.replies({ ...asked, ts: options.threadOf, cursor })
        : await reading.conversations.history({ ...asked, cursor });
      const found = part.messages?.find((message) => isOurs(message, options.deliveryId));
      if (found?.ts) return { ts: found.ts, whole: true };
      cursor = part.response_metadata?.next_cursor;
      if (!cursor) return { ts: null, whole: true };
    }
    return { ts: null, whole: false };
  }

  const find = (channel: ChannelRef, options: SendOptions, since: Date) =>
    attempt(async () => {
      const around = (ms: number) => ((since.getTime() + ms) / 1_000).toFixed(6);
      const window = { channel: channel.channel, oldest: around(-CLOCK_SKEW_MS) };
      const { ts, whole } = await search(window, options);
      if (whole) return ts;
      // The bot was away while much was written: the attempt lies behind what was read.
      return (await search({ ...window, latest: around(ATTEMPT_MS + CLOCK_SKEW_MS) }, options)).ts;
    });

  return {
    find,
    send: (channel, message, options) =>
      attempt(async () => {
        const { text, blocks } = content(message);
        const posted = await once.chat.postMessage({
          channel: channel.channel,
          text,
          ...(blocks.length > 0 ? { blocks } : {}),
          ...(options.threadOf ? { thread_ts: options.threadOf } : {}),
          metadata: { event_type: EVENT_TYPE, event_payload: { id: options.deliveryId } },
          ...QUIET,
          unfurl_links: false,
          unfurl_media: false,
        });
        if (!posted.ts) throw new PlatformFailure('doubtful', 'no_ts');
        return posted.ts;
      }),
    edit: (ref, message) =>
      attempt(async () => {
        // Without blocks the text shows; an empty list takes the old ones away.
        await once.chat.update({
          channel: ref.channel,
          ts: ref.message,
          ...content(message),
          ...QUIET,
        });
      }),
    upload: (channel, file, comment, options) =>
      attempt(async () => {
        const begun = machineNow();
        await share(clients, channel, file, comment, options);
        for (const wait of SHARE_WAITS_MS) {
          await pause(wait);
          const found = await find(channel, options, begun).catch(shared);
          if (found) return found;
        }
        throw new PlatformFailure('doubtful', 'share_pending', { retryAfterMs: SHARE_RETRY_MS });
      }),
    directChannel: (user: UserRef) =>
      attempt(async () => {
        const { channel } = await reading.conversations.open({ users: user.user });
        if (!channel?.id) throw new PlatformFailure('doubtful', 'no_channel');
        return { platform: 'slack', community: user.community, channel: channel.id };
      }),
    reactionsIn: (channel, messages, how) =>
      readReactions(reading, identity().userId, channel, messages, how),
    permalink: (ref: MessageRef) =>
      attempt(async () => {
        const { permalink } = await reading.chat.getPermalink({
          channel: ref.channel,
          message_ts: ref.message,
        });
        if (!permalink) throw new PlatformFailure('doubtful', 'no_permalink');
        return permalink;
      }),
  };
}

/** Nothing in a text becomes a mention or a link by itself. */
const QUIET = { parse: 'none', link_names: false } as const;

function content(message: Message): Rendered {
  return isBare(message) ? { text: bareText(message), blocks: [] } : renderMessage(message);
}

async function share(
  { once }: Clients,
  channel: ChannelRef,
  file: UploadFile,
  comment: Message,
  options: SendOptions,
): Promise<void> {
  const name = clean(file.name).slice(0, 200) || 'file';
  const { upload_url: url, file_id: id } = await once.files.getUploadURLExternal({
    filename: name,
    length: file.bytes.length,
    // The package's types call it alt_text; the API takes no such name.
    ...(file.alt ? { alt_txt: clean(file.alt).slice(0, ALT_TEXT) } : {}),
  });
  if (!url || !id) throw new PlatformFailure('doubtful', 'no_upload_url');
  const sent = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Uint8Array.from(file.bytes),
    redirect: 'error',
    signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
  });
  await sent.body?.cancel();
  if (sent.status !== 200) throw httpFailure(sent.status);
  const place = { channel_id: channel.channel, blocks: marked(comment, options.deliveryId) };
  const files: [{ id: string; title: string }] = [{ id, title: name }];
  await once.files.completeUploadExternal(
    options.threadOf ? { ...place, files, thread_ts: options.threadOf } : { ...place, files },
  );
}

/**
 * A look failed for whatever reason, but the file is on its way: taken for a limit or a refusal of
 * the file, as which nothing was done, it would be shared a second time.
 */
function shared(error: unknown): never {
  throw error instanceof PlatformFailure ? new PlatformFailure('doubtful', error.code) : error;
}

/**
 * The blocks of a file's message. files.completeUploadExternal takes no metadata and says nothing
 * of the message it makes, so the delivery's id travels as the id of the first block.
 */
function marked(comment: Message, deliveryId: string): types.KnownBlock[] {
  const { blocks } = renderMessage(comment);
  const [first = richSection([clean(comment.summary) || '…']), ...others] = blocks;
  return [{ ...first, block_id: blockMark(deliveryId) }, ...others];
}

function blockMark(deliveryId: string): string {
  return `${EVENT_TYPE}:${deliveryId}`;
}

interface Found {
  metadata?: { event_type?: string; event_payload?: unknown };
  blocks?: readonly { block_id?: string }[];
}

function isOurs(message: Found, deliveryId: string): boolean {
  const { metadata, blocks } = message;
  const payload = metadata?.event_payload as { id?: unknown } | undefined;
  if (metadata?.event_type === EVENT_TYPE && payload?.id === deliveryId) return true;
  return blocks?.some((block) => block.block_id === blockMark(deliveryId)) ?? false;
}
