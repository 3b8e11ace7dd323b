import { randomUUID } from 'node:crypto';
import type { Core } from './core.ts';
import { emitMessage } from './events.ts';
import type { Holder } from './inputs.ts';
import { fileType, wireFile } from './messages.ts';
import { findHolder } from './screen.ts';
import { type SeenMessage, seeMessage } from './seen.ts';
import { readTyped } from './typed.ts';
import type { StateValue } from './types.ts';
import type { StoredView } from './viewStore.ts';
import type { Channel, StoredFile } from './world.ts';

/** A file to hand in. */
export interface FileEntry {
  name: string;
  bytes: Buffer;
}

/** What came of handing in a file. */
export interface Upload {
  fileId: string;
  /** The message that shows it, when it went to a conversation. */
  message: SeenMessage | undefined;
  /** Why Slack's client would not take it. */
  refused: string | undefined;
}

/** Puts a value into an input or menu of a view. */
export function setValue(view: StoredView, { block, element }: Holder, value: StateValue): void {
  view.state[block.block_id] = { ...view.state[block.block_id], [element.action_id]: value };
}

/** Stores a person's file. */
export function storeFile(
  core: Core,
  owner: string,
  { name, bytes }: FileEntry,
  openToApp: boolean,
): StoredFile {
  const file: StoredFile = {
    id: core.world.id('F'),
    name,
    title: name,
    bytes,
    owner,
    created: Math.floor(core.settings.now() / 1_000),
    channels: new Set(),
    openToApp,
  };
  core.world.files.set(file.id, file);
  return file;
}

/** Adds a file to a file input, unless Slack's client refuses its type or the number. */
export function attachFile(
  core: Core,
  owner: string,
  view: StoredView,
  input: string,
  entry: FileEntry,
): Upload {
  const holder = findHolder(view.spec.blocks, input);
  const { block, element } = holder;
  if (element.type !== 'file_input') throw new Error(`"${input}" takes no files`);
  const value = view.state[block.block_id]?.[element.action_id];
  const before = Array.isArray(value?.files) ? value.files : [];
  const types = element.filetypes;
  if (types !== undefined && !types.includes(fileType(entry.name))) {
    return { fileId: '', message: undefined, refused: `takes only ${types.join(', ')}` };
  }
  if (before.length >= (element.max_files ?? 10)) {
    return { fileId: '', message: undefined, refused: 'no more files' };
  }
  const file = storeFile(core, owner, entry, true);
  setValue(view, holder, { type: 'file_input', files: [...before, wireFile(core, file)] });
  core.world.changed();
  return { fileId: file.id, message: undefined, refused: undefined };
}

/** Posts a person's message and tells the app of it. */
export function postMessage(
  core: Core,
  author: string,
  place: Channel,
  content: { text: string; files: string[]; threadTs?: string },
): SeenMessage {
  const message = core.world.add({
    channel: place.id,
    author,
    byBot: false,
    ...readTyped(core, content.text),
    files: content.files,
    clientMsgId: randomUUID(),
    ...(content.threadTs === undefined ? {} : { threadTs: content.threadTs }),
  });
  emitMessage(core, place, message);
  return seeMessage(core.world, message);
}
