import type { Core, Failure } from './core.ts';
import { emit, emitFileShared } from './events.ts';
import {
  attachFile,
  type FileEntry,
  postMessage,
  setValue,
  storeFile,
  type Upload,
} from './handIn.ts';
import { clientErrors, type Entry, enter } from './inputs.ts';
import {
  closedPayload,
  commandPayload,
  messageActionPayload,
  submissionPayload,
  type UsedElement,
  viewActionPayload,
} from './payloads.ts';
import { Act, type Reply } from './reply.ts';
import {
  type ChannelRef,
  channelOf,
  currentMessage,
  currentView,
  findButton,
  findHolder,
  findOverflow,
  isView,
} from './screen.ts';
import { type SeenMessage, type SeenView, seeMessage, seeView } from './seen.ts';
import { answerSubmission, submissionFailed } from './viewAnswer.ts';
import type { StoredView } from './viewStore.ts';
import type { Waiting } from './waiting.ts';
import { addReaction, removeReaction } from './webApi/reactions.ts';
import type { Channel, User } from './world.ts';

/** What goes into a form, by input label, block_id or action_id. */
export type FormValues = Record<string, Entry | readonly FileEntry[]>;

/** A member of the workspace, doing what a person does in Slack's client. */
export class Person {
  readonly id: string;
  readonly name: string;
  private readonly user: User;
  private readonly core: Core;
  private readonly waiting: Waiting;

  constructor(core: Core, waiting: Waiting, user: User) {
    this.id = user.id;
    this.name = user.name;
    this.user = user;
    this.core = core;
    this.waiting = waiting;
  }

  /** Types `/civikos text` (or another root command) in a channel. */
  async command(channel: ChannelRef, text = '', root = '/civikos'): Promise<Reply> {
    const place = this.enterChannel(channel);
    const act = this.act(`${root} ${text}`.trim());
    // Slack's client knows the registered commands and sends nothing else.
    if (!this.core.settings.commands.includes(root)) return act.failed('unknown_command');
    const command = { root, text: text.trim(), trigger: act.trigger };
    const payload = commandPayload(this.core, this.user, place, command);
    const result = await this.core.sockets.request('slash_commands', payload);
    if (result.outcome === 'failed') return act.failed(result.error);
    const ack = result.payload;
    if (ack.text !== undefined || ack.blocks !== undefined || ack.attachments !== undefined) {
      const refused = this.core.responses.show(this.id, place.id, ack);
      if (refused !== undefined) {
        const messages = Array.isArray(refused.body.errors) ? refused.body.errors.map(String) : [];
        return act.failed('invalid_command_response', messages, ack);
      }
    }
    return act.acknowledged(ack);
  }

  /** Presses a button, named by its label or action_id, and confirms if asked. */
  async press(target: SeenMessage | SeenView, button: string): Promise<Reply> {
    const used = findButton(this.blocksOf(target), button);
    return this.use(target, used, `press ${button}`);
  }

  /** Picks from a menu (or overflow menu, date picker, …) on a message or in a view. */
  async select(target: SeenMessage | SeenView, menu: string, entry: Entry): Promise<Reply> {
    const blocks = this.blocksOf(target);
    const overflow = findOverflow(blocks, menu);
    const name = `select ${menu}`;
    if (overflow !== undefined) {
      const option = overflow.element.options?.find(
        (one) => one.text.text === entry || one.value === entry,
      );
      if (option === undefined) throw new Error(`the menu ${menu} does not offer ${String(entry)}`);
      const value = { type: 'overflow', selected_option: { ...option } };
      return this.use(target, { ...overflow, value }, name);
    }
    const holder = findHolder(blocks, menu);
    const value = enter(holder.element, entry);
    const state = isView(target)
      ? currentView(this.core, target).state
      : currentMessage(this.core, target).picked;
    state[holder.block.block_id] = {
      ...state[holder.block.block_id],
      [holder.element.action_id]: value,
    };
    this.core.world.changed();
    // Inside an input block the app hears of it only when the block asks for that.
    const silent = holder.block.type === 'input' && holder.block.dispatch_action !== true;
    if (silent) return this.act(name).acknowledged({});
    return this.use(target, { ...holder, value }, name);
  }

  /** Enters values into a form without submitting it. */
  fill(view: SeenView, values: FormValues): void {
    const current = currentView(this.core, view);
    for (const [key, entry] of Object.entries(values)) {
      const { block, element } = findHolder(current.spec.blocks, key);
      if (isFiles(entry)) {
        setValue(current, { block, element }, { type: 'file_input', files: [] });
        for (const file of entry) attachFile(this.core, this.id, current, key, file);
      } else {
        setValue(current, { block, element }, enter(element, entry));
      }
    }
    this.core.world.changed();
  }

  /**
   * Enters values and submits. Slack's client refuses empty required fields and lengths itself;
   * otherwise resolves with what the app acknowledged and what it did to the form.
   */
  async submit(view: SeenView, values: FormValues = {}): Promise<Reply> {
    const current = currentView(this.core, view);
    if (current.spec.submit === undefined) throw new Error(`"${view.title}" has no submit button`);
    this.fill(view, values);
    const act = this.act(`submit ${view.title}`);
    current.trouble = undefined;
    current.errors = clientErrors(current.spec.blocks, current.state);
    this.core.world.changed();
    if (Object.keys(current.errors).length > 0) return act.refused(current.errors);
    const payload = submissionPayload(this.core, this.user, current, act.trigger);
    const result = await this.core.sockets.request('interactive', payload);
    if (result.outcome === 'failed') {
      return submissionFailed(this.core, act, current, result.error);
    }
    return answerSubmission(this.core, act, current, result.payload);
  }

  /** Cancels a modal; with `all` the whole stack (the X in the corner). */
  async close(view: SeenView, options: { all?: boolean } = {}): Promise<Reply> {
    const current = currentView(this.core, view);
    const act = this.act(`close ${view.title}`);
    const all = options.all === true || current.spec.clear_on_close === true;
    const gone = this.core.views.close(current, all);
    const told = gone.filter((one) => one.spec.notify_on_close === true);
    const results = await Promise.all(
      told.map((one) =>
        this.core.sockets.request('interactive', closedPayload(this.core, this.user, one, all)),
      ),
    );
    const failed = results.find((result) => result.outcome === 'failed');
    return failed?.outcome === 'failed' ? act.failed(failed.error) : act.acknowledged({});
  }

  /** Reacts to a message; `name` without colons, such as `eyes` or `+1::skin-tone-3`. */
  react(message: SeenMessage, name: string): void {
    this.enterChannel(message.channel);
    addReaction(this.core, currentMessage(this.core, message), this.id, name);
  }

  /** Takes a reaction back. */
  unreact(message: SeenMessage, name: string): void {
    removeReaction(this.core, currentMessage(this.core, message), this.id, name);
  }

  /** Writes a message, perhaps in a thread. */
  say(channel: ChannelRef, text: string, options: { threadTs?: string } = {}): SeenMessage {
    const place = this.enterChannel(channel);
    return postMessage(this.core, this.id, place, { ...options, text, files: [] });
  }

  /** Hands in a file: in a channel, or in a file input of a form. */
  uploadFile(
    where: ChannelRef | { view: SeenView; input: string },
    name: string,
    bytes: Buffer,
    options: { text?: string; threadTs?: string } = {},
  ): Upload {
    if (typeof where === 'object' && 'view' in where) {
      const view = currentView(this.core, where.view);
      return attachFile(this.core, this.id, view, where.input, { name, bytes });
    }
    const place = this.enterChannel(where);
    const file = storeFile(this.core, this.id, { name, bytes }, false);
    file.channels.add(place.id);
    const message = postMessage(this.core, this.id, place, {
      ...options,
      text: options.text ?? '',
      files: [file.id],
    });
    emitFileShared(this.core, place, file, this.id);
    return { fileId: file.id, message, refused: undefined };
  }

  /** Opens the app's home tab, which tells the app. */
  openHome(): void {
    const channel = this.dm();
    emit(this.core, 'app_home_opened', undefined, {
      type: 'app_home_opened',
      user: this.id,
      channel: channel.id,
      tab: 'home',
      event_ts: this.core.world.nextTs(),
    });
  }

  /** The direct message with the app. */
  dm(): Channel {
    return this.core.world.directMessage(this.id);
  }

  /** The messages only this person sees, oldest first. */
  ephemerals(channel?: ChannelRef): SeenMessage[] {
    const id = channel === undefined ? undefined : channelOf(this.core, channel).id;
    return this.core.world.ephemerals
      .filter((message) => message.audience === this.id)
      .filter((message) => id === undefined || message.channel === id)
      .map((message) => seeMessage(this.core.world, message));
  }

  /** The modal on top of this person's screen. */
  modal(): SeenView | undefined {
    return this.look(this.core.views.top(this.id));
  }

  /** The App Home as published for this person. */
  home(): SeenView | undefined {
    return this.look(this.core.views.home(this.id));
  }

  /** Where the app failed this person. */
  failures(): readonly Failure[] {
    return this.core.failures.filter((failure) => failure.user === this.id);
  }

  private look(view: StoredView | undefined): SeenView | undefined {
    return view === undefined ? undefined : seeView(this.core.world, this.core.views, view);
  }

  private act(name: string): Act {
    return new Act(this.core, this.waiting, this.id, name);
  }

  /** A public channel is entered by acting in it; a private one must have this member. */
  private enterChannel(ref: ChannelRef): Channel {
    const channel = channelOf(this.core, ref);
    if (channel.kind === 'public') channel.members.add(this.id);
    if (!channel.members.has(this.id)) throw new Error(`${this.name} is not in ${channel.name}`);
    return channel;
  }

  private blocksOf(target: SeenMessage | SeenView) {
    if (isView(target)) return currentView(this.core, target).spec.blocks;
    const message = currentMessage(this.core, target);
    if (message.audience !== undefined && message.audience !== this.id) {
      throw new Error(`${this.name} does not see that message`);
    }
    this.enterChannel(message.channel);
    return message.blocks;
  }

  private async use(
    target: SeenMessage | SeenView,
    used: UsedElement,
    name: string,
  ): Promise<Reply> {
    const act = this.act(name);
    const payload = isView(target)
      ? viewActionPayload(this.core, this.user, currentView(this.core, target), used, act.trigger)
      : messageActionPayload(
          this.core,
          this.user,
          currentMessage(this.core, target),
          used,
          act.trigger,
        );
    const result = await this.core.sockets.request('interactive', payload);
    return result.outcome === 'failed'
      ? act.failed(result.error)
      : act.acknowledged(result.payload);
  }
}

function isFiles(entry: FormValues[string]): entry is readonly FileEntry[] {
  return Array.isArray(entry) && entry.length > 0 && typeof entry[0] === 'object';
}
