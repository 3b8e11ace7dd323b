import type { Core } from './core.ts';
import { type Holder, holders } from './inputs.ts';
import { elementsOf, type SeenMessage, type SeenView } from './seen.ts';
import type { Block, Element } from './types.ts';
import type { StoredView } from './viewStore.ts';
import type { Channel, StoredMessage } from './world.ts';

/** A channel by itself, its id or its name. */
export type ChannelRef = string | { id: string };

/** Finds a channel; throws when the test names one that is not there. */
export function channelOf(core: Core, ref: ChannelRef): Channel {
  const { channels } = core.world;
  const wanted = typeof ref === 'string' ? ref.replace(/^#/, '') : ref.id;
  const found =
    channels.get(wanted) ?? [...channels.values()].find((channel) => channel.name === wanted);
  if (found === undefined) throw new Error(`there is no channel ${wanted}`);
  return found;
}

/** True for a view, false for a message. */
export function isView(target: SeenMessage | SeenView): target is SeenView {
  return 'privateMetadata' in target;
}

/** The view as it is now; throws when it has left the screen. */
export function currentView(core: Core, seen: SeenView): StoredView {
  const view = core.views.find({ id: seen.id });
  if (view === undefined) throw new Error(`the view "${seen.title}" is no longer on the screen`);
  return view;
}

/** The message as it is now; throws when it was deleted. */
export function currentMessage(core: Core, seen: SeenMessage): StoredMessage {
  const { world } = core;
  const message =
    world.message(seen.channel, seen.ts) ??
    world.ephemerals.find((one) => one.channel === seen.channel && one.ts === seen.ts);
  if (message === undefined) throw new Error(`the message "${seen.visible}" is gone`);
  return message;
}

/** The button with this label, or else this action_id. */
export function findButton(
  blocks: readonly Block[],
  wanted: string,
): { block: Block; element: Element } {
  const buttons = elementsOf(blocks).filter(({ element }) => element.type === 'button');
  const labelled = buttons.filter(({ element }) => element.text?.text === wanted);
  const found =
    labelled.length > 0 ? labelled : buttons.filter(({ element }) => element.action_id === wanted);
  return only(
    found,
    `button "${wanted}"`,
    buttons.map(({ element }) => element.text?.text ?? ''),
  );
}

/** The input or menu with this label, block_id, action_id or placeholder, in this order. */
export function findHolder(blocks: readonly Block[], wanted: string): Holder {
  const all = holders(blocks);
  const ways: ((holder: Holder) => unknown)[] = [
    ({ block }) => block.label?.text,
    ({ block }) => block.block_id,
    ({ element }) => element.action_id,
    ({ element }) => element.placeholder?.text,
    ({ block }) => (typeof block.text === 'object' ? block.text.text : block.text),
  ];
  const names = all.map(({ block, element }) => block.label?.text ?? element.action_id);
  for (const way of ways) {
    const found = all.filter((holder) => way(holder) === wanted);
    if (found.length > 0) return only(found, `input "${wanted}"`, names);
  }
  return only([], `input "${wanted}"`, names);
}

/** The overflow menu with this action_id or block_id, or the only one there is. */
export function findOverflow(
  blocks: readonly Block[],
  wanted: string,
): { block: Block; element: Element } | undefined {
  const all = elementsOf(blocks).filter(({ element }) => element.type === 'overflow');
  return all.find(
    ({ block, element }) => element.action_id === wanted || block.block_id === wanted,
  );
}

function only<T>(found: readonly T[], what: string, there: readonly string[]): T {
  const [first] = found;
  if (first === undefined || found.length > 1) {
    const problem = found.length === 0 ? 'there is no' : 'there is more than one';
    throw new Error(
      `${problem} ${what}; on the screen: ${there.map((one) => `"${one}"`).join(', ')}`,
    );
  }
  return first;
}
