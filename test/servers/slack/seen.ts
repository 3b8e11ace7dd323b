import { holders, optionsOf, stateOf, valueField } from './inputs.ts';
import { type Names, renderMrkdwn, type SeenLink } from './render.ts';
import { renderBlocks } from './renderBlocks.ts';
import type { Block, Element, Json } from './types.ts';
import type { StoredView, ViewStore } from './viewStore.ts';
import type { StoredMessage, World } from './world.ts';

/** A button on a message or view. */
export interface SeenButton {
  label: string;
  actionId: string;
  blockId: string;
  value: string | undefined;
  url: string | undefined;
  style: string | undefined;
  /** The question asked before it acts. */
  confirm: string | undefined;
}

/** A menu or picker on a message, or an input of a view. */
export interface SeenInput {
  label: string;
  hint: string;
  type: string;
  blockId: string;
  actionId: string;
  optional: boolean;
  placeholder: string;
  options: { text: string; value: string; description: string }[];
  /** What it holds now: text, date, the text of the picked option(s), ids, file ids. */
  value: string | number | string[] | null;
  /** What it held when the view was shown first. */
  initial: string | number | string[] | null;
  maxLength: number | undefined;
  multiline: boolean;
  /** The complaint beside it. */
  error: string | undefined;
}

/** A message as a person sees it at this moment. */
export interface SeenMessage {
  channel: string;
  ts: string;
  threadTs: string | undefined;
  author: string;
  byBot: boolean;
  ephemeral: boolean;
  /** The `text` argument, raw: what notifications show when there are blocks. */
  text: string;
  /** What is read on the screen: the blocks, or the text when there are none. */
  visible: string;
  links: SeenLink[];
  /** Whom it alerts, its text and its blocks together. */
  pings: string[];
  buttons: SeenButton[];
  menus: SeenInput[];
  blocks: readonly Block[];
  metadata: Json | undefined;
  edited: boolean;
  reactions: Record<string, string[]>;
  files: { id: string; name: string; size: number; alt: string }[];
  replies: SeenMessage[];
}

/** A modal or App Home as a person sees it at this moment. */
export interface SeenView {
  id: string;
  user: string;
  type: 'modal' | 'home';
  callbackId: string;
  privateMetadata: string;
  hash: string;
  title: string;
  submit: string | undefined;
  close: string | undefined;
  visible: string;
  links: SeenLink[];
  pings: string[];
  inputs: SeenInput[];
  buttons: SeenButton[];
  /** Complaints beside the fields, by block_id. */
  errors: Record<string, string>;
  /** "We had some trouble connecting": the app's answer failed. */
  trouble: string | undefined;
  /** How many modals lie under it. */
  depth: number;
}

/** The names of users and channels as a renderer wants them. */
export function namesOf(world: World): Names {
  return (id) => world.nameOf(id);
}

/** All elements of blocks with the block they stand in. */
export function elementsOf(blocks: readonly Block[]): { block: Block; element: Element }[] {
  return blocks.flatMap((block) =>
    [block.element, block.accessory, ...(block.elements ?? [])]
      .filter((element): element is Element => element?.action_id !== undefined)
      .map((element) => ({ block, element })),
  );
}

/** The buttons of blocks, from top to bottom. */
export function buttonsOf(blocks: readonly Block[]): SeenButton[] {
  return elementsOf(blocks)
    .filter(({ element }) => element.type === 'button')
    .map(({ block, element }) => ({
      label: element.text?.text ?? '',
      actionId: element.action_id,
      blockId: block.block_id,
      value: element.value,
      url: element.url,
      style: element.style,
      confirm: element.confirm?.text.text,
    }));
}

function shown(value: Json | undefined, type: string): SeenInput['value'] {
  const held = value?.[valueField(type) ?? 'value'];
  const name = (item: unknown): string => {
    const option = item as { text?: { text?: string }; id?: string };
    return option.text?.text ?? option.id ?? String(item);
  };
  if (Array.isArray(held)) return held.map(name);
  if (held === null || held === undefined) return null;
  return typeof held === 'object' ? name(held) : (held as string | number);
}

function inputsOf(
  blocks: readonly Block[],
  state: StoredView['state'],
  errors: Record<string, string>,
): SeenInput[] {
  return holders(blocks).map(({ block, element }) => ({
    label: block.label?.text ?? (typeof block.text === 'object' ? block.text.text : ''),
    hint: block.hint?.text ?? '',
    type: element.type,
    blockId: block.block_id,
    actionId: element.action_id,
    optional: block.optional ?? false,
    placeholder: element.placeholder?.text ?? '',
    options: optionsOf(element).map((option) => ({
      text: option.text.text,
      value: option.value ?? '',
      description: option.description?.text ?? '',
    })),
    value: shown(state[block.block_id]?.[element.action_id], element.type),
    initial: initialOf(element),
    maxLength: element.max_length,
    multiline: element.multiline ?? false,
    error: errors[block.block_id],
  }));
}

function initialOf(element: Element): SeenInput['initial'] {
  return (
    element.initial_value ??
    element.initial_option?.text.text ??
    element.initial_options?.map((option) => option.text.text) ??
    element.initial_date ??
    element.initial_time ??
    element.initial_date_time ??
    element.initial_user ??
    element.initial_users ??
    element.initial_conversation ??
    element.initial_conversations ??
    element.initial_channel ??
    element.initial_channels ??
    null
  );
}

/** Mentions in legacy attachments, whichever of their fields they stand in. */
function attachmentPings(world: World, message: StoredMessage): string[] {
  return message.attachments.flatMap((attachment) => {
    const texts = JSON.stringify(attachment);
    return renderMrkdwn(texts, namesOf(world)).pings;
  });
}

/** What a person sees of a stored message, with its thread. */
export function seeMessage(world: World, message: StoredMessage): SeenMessage {
  const names = namesOf(world);
  const text = renderMrkdwn(message.text, names, message.parsesNames);
  const blocks = renderBlocks(message.blocks, names);
  const hasBlocks = message.blocks.length > 0;
  const replies = message.audience === undefined ? world.repliesTo(message) : [];
  return {
    channel: message.channel,
    ts: message.ts,
    threadTs: message.threadTs,
    author: message.author,
    byBot: message.byBot,
    ephemeral: message.audience !== undefined,
    text: message.text,
    visible: hasBlocks ? blocks.text : text.text,
    links: hasBlocks ? blocks.links : text.links,
    pings: [...new Set([...text.pings, ...blocks.pings, ...attachmentPings(world, message)])],
    buttons: buttonsOf(message.blocks),
    menus: inputsOf(message.blocks, stateOf(message.blocks, message.picked), {}),
    blocks: message.blocks,
    metadata: message.metadata,
    edited: message.edited !== undefined,
    reactions: Object.fromEntries([...message.reactions].map(([name, ids]) => [name, [...ids]])),
    files: message.files.flatMap((id) => {
      const file = world.files.get(id);
      return file === undefined
        ? []
        : [{ id, name: file.name, size: file.bytes.length, alt: file.alt ?? '' }];
    }),
    replies: message.threadTs === undefined ? replies.map((reply) => seeMessage(world, reply)) : [],
  };
}

/** What a person sees of a stored view. */
export function seeView(world: World, views: ViewStore, view: StoredView): SeenView {
  const rendered = renderBlocks(view.spec.blocks, namesOf(world));
  return {
    id: view.id,
    user: view.user,
    type: view.spec.type,
    callbackId: view.spec.callback_id ?? '',
    privateMetadata: view.spec.private_metadata ?? '',
    hash: view.hash,
    title: view.spec.title?.text ?? '',
    submit: view.spec.submit?.text,
    close: view.spec.close?.text,
    visible: rendered.text,
    links: rendered.links,
    pings: rendered.pings,
    inputs: inputsOf(view.spec.blocks, view.state, view.errors),
    buttons: buttonsOf(view.spec.blocks),
    errors: { ...view.errors },
    trouble: view.trouble,
    depth: Math.max(0, views.stack(view.user).indexOf(view)),
  };
}
