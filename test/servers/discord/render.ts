import { isJson, type Json, objects, text } from './json.ts';
import { plain, type Reader } from './markdown.ts';
import type { DiscordServer } from './server.ts';
import { walk } from './validate/components.ts';
import { COMPONENT, FLAG, LINK_BUTTON, SELECTS } from './wire.ts';
import type { Channel, Message } from './world.ts';

export interface SeenButton {
  readonly label: string;
  /** Undefined on link buttons. */
  readonly customId: string | undefined;
  readonly url: string | undefined;
  readonly disabled: boolean;
  readonly style: number;
}

export interface SeenSelect {
  readonly customId: string;
  readonly placeholder: string;
  readonly disabled: boolean;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

export interface SeenThread {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  readonly messages: readonly SeenMessage[];
}

/** A message as a person sees it, at the moment of asking. */
export interface SeenMessage {
  readonly id: string;
  readonly channelId: string;
  readonly author: string;
  /** Content, embeds and components as running text, without markup. */
  readonly text: string;
  readonly buttons: readonly SeenButton[];
  readonly selects: readonly SeenSelect[];
  readonly files: readonly {
    readonly name: string;
    readonly url: string;
    readonly size: number;
    readonly alt: string;
  }[];
  readonly reactions: Readonly<Record<string, readonly string[]>>;
  /** Everything that was pinged: `@everyone`, `@here`, `<@id>`, `<@&id>`. */
  readonly pings: readonly string[];
  readonly private: boolean;
  /** A deferred answer that is still empty. */
  readonly loading: boolean;
  readonly edits: number;
  readonly repliesTo: string | undefined;
  readonly nonce: string | number | undefined;
  readonly thread: SeenThread | undefined;
}

/** The eyes of the people of a server: how they see names and times. */
export function readerOf(server: DiscordServer): Reader {
  const { world, settings, clock } = server;
  return {
    nameOf: (id) => world.users.get(id)?.displayName ?? 'unknown-user',
    roleOf: (id) => world.roles.get(id)?.name ?? 'unknown-role',
    channelOf: (id) => world.channels.get(id)?.name ?? 'unknown',
    timeZone: settings.timeZone,
    locale: settings.locale,
    now: clock.now(),
  };
}

/** What a person sees of a message. */
export function seen(server: DiscordServer, message: Message): SeenMessage {
  const { world } = server;
  const nameOf = (id: string): string => world.users.get(id)?.displayName ?? id;
  const components = [...walk(message.components)];
  const thread = message.threadId ? world.channels.get(message.threadId) : undefined;
  return {
    id: message.id,
    channelId: message.channelId,
    author: nameOf(message.authorId),
    text: textOf(message, readerOf(server)),
    buttons: components.filter(({ type }) => type === COMPONENT.button).map(buttonOf),
    selects: components.filter(({ type }) => SELECTS.includes(type as number)).map(selectOf),
    files: message.attachments.map(({ filename, url, size, description }) => ({
      name: filename,
      url,
      size,
      alt: description ?? '',
    })),
    reactions: Object.fromEntries(
      message.reactions.map(({ emoji, users }) => [emoji.name, users.map(nameOf)]),
    ),
    pings: [...message.pings],
    private: message.viewer !== undefined,
    loading: (message.flags & FLAG.loading) !== 0,
    edits: message.edits,
    repliesTo: message.reference?.messageId,
    nonce: message.nonce,
    thread: thread ? seenThread(server, thread) : undefined,
  };
}

function seenThread(server: DiscordServer, thread: Channel): SeenThread {
  const { id, name, archived } = thread;
  return { id, name, archived, messages: seenMessages(server, thread) };
}

/** The messages of a channel that everybody there sees, oldest first. */
export function seenMessages(server: DiscordServer, channel: Channel): SeenMessage[] {
  return [...channel.messages.values()]
    .filter(({ deleted, viewer }) => !deleted && viewer === undefined)
    .map((message) => seen(server, message));
}

/** Everything of a message in one text: words, then choices and buttons, then files. */
export function render(message: SeenMessage): string {
  const lines = [message.loading ? '(thinking…)' : message.text];
  for (const { placeholder, options } of message.selects) {
    lines.push(`▾ ${placeholder}: ${options.map(({ label }) => label).join(' | ')}`);
  }
  if (message.buttons.length > 0) {
    lines.push(message.buttons.map(({ label }) => `[${label}]`).join(' '));
  }
  for (const { name } of message.files) lines.push(`📎 ${name}`);
  return lines.filter((line) => line !== '').join('\n');
}

/** The words of a message: content, then embeds, then text displays. */
function textOf(message: Message, reader: Reader): string {
  const parts = [message.content];
  if ((message.flags & FLAG.suppressEmbeds) === 0) {
    for (const embed of message.embeds) parts.push(...embedTexts(embed));
  }
  for (const part of walk(message.components)) {
    if (part.type === COMPONENT.text) parts.push(text(part.content) ?? '');
    if (isMedia(part)) parts.push(text(part.description) ?? '');
  }
  return parts
    .filter((part) => part !== '')
    .map((part) => plain(part, reader))
    .join('\n');
}

const isMedia = ({ type }: Json): boolean => type === COMPONENT.thumbnail;

function embedTexts(embed: Json): string[] {
  const author = isJson(embed.author) ? text(embed.author.name) : undefined;
  const footer = isJson(embed.footer) ? text(embed.footer.text) : undefined;
  const fields = objects(embed.fields).map((field) => `${field.name}: ${field.value}`);
  const texts = [author, text(embed.title), text(embed.description), ...fields, footer];
  return texts.filter((part) => part !== undefined);
}

function buttonOf(button: Json): SeenButton {
  const emoji = isJson(button.emoji) ? text(button.emoji.name) : undefined;
  return {
    label: text(button.label) ?? emoji ?? '',
    customId: button.style === LINK_BUTTON ? undefined : text(button.custom_id),
    url: text(button.url),
    disabled: button.disabled === true,
    style: Number(button.style),
  };
}

function selectOf(select: Json): SeenSelect {
  return {
    customId: text(select.custom_id) ?? '',
    placeholder: text(select.placeholder) ?? '',
    disabled: select.disabled === true,
    options: objects(select.options).map(({ label, value }) => ({
      label: String(label),
      value: String(value),
    })),
  };
}
