import { addReaction, deleteMessage, postMessage, removeReaction } from './acts.ts';
import { type Answer, answerTo, type Choice, choicesOf } from './answers.ts';
import { choose, findButton } from './choosing.ts';
import { ClientRefusal } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { type GivenFile, storeFile, storeGiven } from './files.ts';
import { type Invocation, invoke, type OptionValue } from './invoke.ts';
import { type Json, objects } from './json.ts';
import { type FieldValue, isPick, type OpenModal, openModal, submission } from './modals.ts';
import { type SeenMessage, seen, seenMessages } from './render.ts';
import { resolved } from './resolved.ts';
import { readEmoji } from './rest/reactions.ts';
import type { ChannelRef, DiscordServer } from './server.ts';
import { walk } from './validate/components.ts';
import { findMentions } from './validate/mentions.ts';
import { COMPONENT, INTERACTION, MESSAGE_TYPE } from './wire.ts';
import type { Attachment, Channel, Message, User } from './world.ts';

type Options = Readonly<Record<string, OptionValue>>;
type MessageRef = string | { readonly id: string };

/**
 * A person at the Discord app. Every act does what the app does, refuses (ClientRefusal) what the
 * app would not let one do, and settles with what the person then got.
 */
export class Person {
  readonly id: string;
  readonly name: string;
  readonly #server: DiscordServer;
  readonly #user: User;
  readonly #closed = new Set<string>();

  constructor(server: DiscordServer, user: User) {
    this.#server = server;
    this.#user = user;
    this.id = user.id;
    this.name = user.displayName;
  }

  /** How a message mentions this person. */
  get mention(): string {
    return `<@${this.id}>`;
  }

  /** Turns messages from the bot on or off (50007). */
  acceptDms(accepts: boolean): void {
    this.#user.acceptsDms = accepts;
  }

  // Commands

  /** Runs a slash command: `command(channel, 'draft new', { title })` or with the step apart. */
  command(channel: ChannelRef, name: string, options?: Options): Promise<Answer>;
  command(channel: ChannelRef, name: string, step: string, options?: Options): Promise<Answer>;
  async command(
    channel: ChannelRef,
    name: string,
    second: string | Options = {},
    third: Options = {},
  ): Promise<Answer> {
    const [path, options] =
      typeof second === 'string' ? [`${name} ${second}`, third] : [name, second];
    const place = this.#visible(channel);
    const invocation = invoke(this.#server, this.#user, place, path, options);
    const exchange = this.#begin(place, INTERACTION.command, invocation);
    return this.#answer(exchange);
  }

  /** Types into an option: the suggestions for `focused`, with the other options as they are. */
  async autocomplete(
    channel: ChannelRef,
    name: string,
    options: Options,
    focused: string,
  ): Promise<Choice[]> {
    const place = this.#visible(channel);
    const invocation = invoke(this.#server, this.#user, place, name, options, focused);
    const option = leaves(invocation.options).find(({ focused: typed }) => typed === true);
    if (!option) throw new ClientRefusal(`Nothing is typed into “${focused}”`);
    const exchange = this.#begin(place, INTERACTION.autocomplete, invocation, Number(option.type));
    return choicesOf(this.#server, exchange);
  }

  /** Runs a command from a message's menu; the bot gets that message with its content. */
  async messageCommand(message: MessageRef, name: string): Promise<Answer> {
    const target = this.#message(message);
    const command = this.#server.commands.find(name, 3);
    if (!command) throw new ClientRefusal(`“${name}” is not in the menu of messages`);
    const channel = this.#server.world.channel(target.channelId);
    const exchange = this.#server.exchanges.begin({
      type: INTERACTION.command,
      user: this.#user,
      channel,
      commandName: name,
      commandType: 3,
      data: {
        id: command.id,
        name,
        type: 3,
        target_id: target.id,
        resolved: resolved(this.#server, { messages: [target] }),
      },
    });
    return this.#answer(exchange);
  }

  // Messages with buttons and selects

  /** Presses a button, named by its label or custom_id. */
  async press(message: MessageRef, which: string): Promise<Answer> {
    const source = this.#message(message);
    const button = findButton(source, which);
    const { custom_id, id } = button;
    return this.#component(source, { custom_id, id, component_type: COMPONENT.button });
  }

  /** Chooses in a select, named by its placeholder or custom_id; options by label or value. */
  async select(
    message: MessageRef,
    which: string,
    values: readonly (string | { readonly id: string })[],
  ): Promise<Answer> {
    const source = this.#message(message);
    const { menu, chosen } = choose(source, which, values);
    const { custom_id, id, type } = menu;
    const data: Json = { custom_id, id, component_type: type, values: chosen };
    if (type !== COMPONENT.stringSelect) data.resolved = resolved(this.#server, pick(chosen));
    return this.#component(source, data);
  }

  // Modals

  /** The modal that is open before this person, the latest one if several were opened. */
  get modal(): OpenModal | undefined {
    const own = this.#server.exchanges.all.filter(({ userId }) => userId === this.id).reverse();
    for (const exchange of own) {
      const shown = exchange.outcomes.find((outcome) => outcome.kind === 'modal');
      if (shown && !this.#closed.has(exchange.id)) return openModal(exchange, shown.modal);
    }
    return undefined;
  }

  /** Closes the modal without sending it. */
  dismiss(modal: OpenModal): void {
    this.#closed.add(modal.id);
  }

  /** Fills in and sends a modal. It stays open when Discord gets no answer. */
  async submit(
    modal: OpenModal,
    values: Readonly<Record<string, FieldValue>> = {},
  ): Promise<Answer> {
    const opener = this.#server.exchanges.byId(modal.id);
    if (!opener || this.#closed.has(modal.id)) throw new ClientRefusal('The modal is not open');
    const channel = this.#server.world.channel(opener.channelId);
    const attachments: Attachment[] = [];
    const upload = (files: readonly GivenFile[]): string[] => {
      const stored = files.map((file) => this.#upload(channel, file));
      attachments.push(...stored);
      return stored.map(({ id }) => id);
    };
    const components = submission(modal, values, upload);
    const picked = [...walk(components)].flatMap(({ type, values: ids }) =>
      isPick(type) ? (ids as string[]) : [],
    );
    const data: Json = { custom_id: modal.customId, components };
    if (picked.length > 0 || attachments.length > 0) {
      data.resolved = resolved(this.#server, { ...pick(picked), attachments });
    }
    const source = opener.sourceId ? this.#server.world.anyMessage(opener.sourceId) : undefined;
    const exchange = this.#server.exchanges.begin({
      type: INTERACTION.modalSubmit,
      user: this.#user,
      channel,
      data,
      ...(source ? { source } : {}),
      ...(opener.commandName ? { commandName: opener.commandName } : {}),
    });
    const answer = await this.#answer(exchange);
    if (answer.kind !== 'failed') this.#closed.add(modal.id);
    return answer;
  }

  // Reactions and words

  react(message: MessageRef, emoji: string): void {
    addReaction(this.#server, this.#message(message), this.#user, readEmoji(emoji));
  }

  unreact(message: MessageRef, emoji: string): void {
    removeReaction(this.#server, this.#message(message), this.#user, readEmoji(emoji));
  }

  /** Writes a message, in a channel, a thread or the DM with the bot. */
  say(
    channel: ChannelRef,
    content: string,
    options: { readonly files?: readonly GivenFile[]; readonly replyTo?: MessageRef } = {},
  ): SeenMessage {
    const place = this.#visible(channel);
    const target = options.replyTo ? this.#message(options.replyTo) : undefined;
    const allowed = { parse: ['users', 'roles'], users: [], roles: [], repliedUser: true };
    const found = findMentions(this.#server.world, [content], allowed, target?.authorId);
    const message = postMessage(this.#server, place, {
      ...found,
      content,
      authorId: this.id,
      embeds: [],
      components: [],
      attachments: (options.files ?? []).map((file) => storeGiven(this.#server, place.id, file)),
      flags: 0,
      type: target ? MESSAGE_TYPE.reply : MESSAGE_TYPE.plain,
      ...(target ? { reference: { messageId: target.id, channelId: place.id } } : {}),
    });
    return seen(this.#server, message);
  }

  /** Deletes a message of one's own. */
  remove(message: MessageRef): void {
    const own = this.#message(message);
    if (own.authorId !== this.id) throw new ClientRefusal('Only own messages can be deleted');
    deleteMessage(this.#server, own);
  }

  // What this person sees

  /** The DM channel with the bot. */
  get dm(): Channel {
    return this.#server.world.dmWith(this.#user);
  }

  directMessages(): SeenMessage[] {
    return seenMessages(this.#server, this.dm);
  }

  /** Answers that only this person sees, oldest first; in one channel or in all. */
  privateMessages(channel?: ChannelRef): SeenMessage[] {
    const { channels } = this.#server.world;
    const places = channel ? [this.#server.channel(channel)] : [...channels.values()];
    return places
      .flatMap((place) => [...place.messages.values()])
      .filter(({ deleted, viewer }) => !deleted && viewer === this.id)
      .map((message) => seen(this.#server, message));
  }

  // Inside

  #visible(channel: ChannelRef): Channel {
    const place = this.#server.channel(channel);
    if (this.#server.world.maySee(this.id, place)) return place;
    throw new ClientRefusal(`${this.name} does not see #${place.name}`);
  }

  #message(message: MessageRef): Message {
    const id = typeof message === 'string' ? message : message.id;
    const stored = this.#server.world.anyMessage(id);
    if (!stored) throw new ClientRefusal('The message is gone');
    this.#visible(stored.channelId);
    if (stored.viewer === undefined || stored.viewer === this.id) return stored;
    throw new ClientRefusal(`${this.name} does not see that message`);
  }

  #begin(channel: Channel, type: number, invocation: Invocation, focusedType?: number): Exchange {
    const { command, name, options, mentioned, files } = invocation;
    const attachments = files.map(({ option, file }) => {
      const attachment = this.#upload(channel, file);
      option.value = attachment.id;
      return attachment;
    });
    const data: Json = { id: command.id, name: command.name, type: command.type };
    if (options.length > 0) data.options = options;
    if (command.guild_id !== undefined) data.guild_id = command.guild_id;
    const found = resolved(this.#server, { ...mentioned, attachments });
    if (Object.keys(found).length > 0) data.resolved = found;
    return this.#server.exchanges.begin({
      type,
      user: this.#user,
      channel,
      data,
      commandName: name,
      ...(focusedType === undefined ? {} : { focusedType }),
    });
  }

  #upload(channel: Channel, file: GivenFile): Attachment {
    const bytes = Buffer.from(file.content);
    const contentType = file.contentType ?? 'application/octet-stream';
    return storeFile(this.#server, channel.id, { name: file.name, bytes, contentType }, true);
  }

  #component(source: Message, data: Json): Promise<Answer> {
    const channel = this.#server.world.channel(source.channelId);
    const type = INTERACTION.component;
    const exchange = this.#server.exchanges.begin({
      type,
      user: this.#user,
      channel,
      data,
      source,
    });
    return this.#answer(exchange);
  }

  #answer(exchange: Exchange): Promise<Answer> {
    return answerTo(this.#server, exchange);
  }
}

/** Ids of any kind: each is looked for among people, roles and channels. */
const pick = (ids: readonly string[]) => ({ users: ids, roles: ids, channels: ids });

const leaves = (options: readonly Json[]): Json[] =>
  options.flatMap((option) => (option.options ? leaves(objects(option.options)) : [option]));
