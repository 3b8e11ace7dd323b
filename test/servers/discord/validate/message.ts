import type { RefusalName } from '../errors.ts';
import { refusal } from '../errors.ts';
import { isJson, type Json, objects } from '../json.ts';
import { FLAG } from '../wire.ts';
import type { Message } from '../world.ts';
import { checkLayout, checkRows } from './components.ts';
import { readEmbeds } from './embeds.ts';
import type { Form, Path } from './form.ts';
import { type AllowedMentions, type INTERACTION_DEFAULT, readAllowed } from './mentions.ts';

// Limits: docs, resources/message, "Create Message".
const CONTENT = 2000;
const NONCE = 25;
const FILES = 10;

/** Flags that a sender may set; the others are ignored. */
const SETTABLE = FLAG.suppressEmbeds | FLAG.suppressNotifications | FLAG.componentsV2;

export interface AttachmentNote {
  readonly id: string;
  readonly filename?: string;
  readonly description?: string;
}

/** A checked message body. A field that the request left out is undefined. */
export interface MessageBody {
  readonly content: string | undefined;
  readonly embeds: Json[] | undefined;
  readonly components: Json[] | undefined;
  readonly attachments: AttachmentNote[] | undefined;
  readonly flags: number;
  readonly allowed: AllowedMentions;
  readonly nonce: string | number | undefined;
  readonly enforceNonce: boolean;
}

export interface Place {
  readonly fallback: typeof INTERACTION_DEFAULT;
  /** Where in the request the message stands: `data` in a callback. */
  readonly path: Path;
  /** The message being edited. */
  readonly edits?: Message;
  /** Whether flag 64 may be set (interaction answers only). */
  readonly mayHide?: boolean;
}

/** Checks everything about a message that the form of the request tells. */
export function readMessage(form: Form, body: Json, place: Place): MessageBody {
  const { path, edits } = place;
  const given = typeof body.flags === 'number' ? body.flags : 0;
  const flags = given & (place.mayHide ? SETTABLE | FLAG.ephemeral : SETTABLE);
  const layout = ((flags | (edits?.flags ?? 0)) & FLAG.componentsV2) !== 0;

  const content = readContent(form, path, body);
  const embeds =
    body.embeds === undefined ? undefined : readEmbeds(form, [...path, 'embeds'], body.embeds);
  if (layout) refuseLegacy(form, path, content ?? edits?.content, embeds ?? edits?.embeds);

  const at = [...path, 'components'];
  const read = layout ? checkLayout : checkRows;
  const needed = layout && !edits;
  const components =
    body.components === undefined && !needed ? undefined : read(form, at, body.components);
  return {
    content,
    embeds,
    components,
    flags: layout ? flags | FLAG.componentsV2 : flags,
    attachments: readAttachments(form, [...path, 'attachments'], body.attachments),
    allowed: readAllowed(
      form,
      [...path, 'allowed_mentions'],
      body.allowed_mentions,
      place.fallback,
    ),
    nonce: readNonce(form, path, body.nonce),
    enforceNonce: body.enforce_nonce === true,
  };
}

/** Discord trims the content; null empties it. */
function readContent(form: Form, path: Path, body: Json): string | undefined {
  if (body.content === undefined) return undefined;
  const trimmed = typeof body.content === 'string' ? body.content.trim() : body.content;
  return form.text([...path, 'content'], trimmed, { max: CONTENT }) ?? '';
}

function refuseLegacy(form: Form, path: Path, content?: string, embeds?: readonly Json[]): void {
  const used = { content: Boolean(content), embeds: (embeds?.length ?? 0) > 0 };
  for (const [field, isUsed] of Object.entries(used)) {
    if (!isUsed) continue;
    const message = `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
    const code = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
    form.add([...path, field], code, message);
  }
}

function readNonce(form: Form, path: Path, nonce: unknown): string | number | undefined {
  if (nonce === undefined || nonce === null) return undefined;
  if (typeof nonce === 'number' && Number.isInteger(nonce)) return nonce;
  return form.text([...path, 'nonce'], nonce, { max: NONCE });
}

function readAttachments(form: Form, path: Path, value: unknown): AttachmentNote[] | undefined {
  if (!Array.isArray(value)) return undefined;
  form.size(path, value.length, { max: FILES });
  return objects(value).map((note) => ({
    id: String(note.id),
    ...(typeof note.filename === 'string' ? { filename: note.filename } : {}),
    ...(typeof note.description === 'string' ? { description: note.description } : {}),
  }));
}

/** Refuses a message that shows nothing (50006). */
export function refuseEmpty(message: {
  readonly content: string;
  readonly embeds: readonly unknown[];
  readonly components: readonly unknown[];
  readonly attachments: readonly unknown[];
}): void {
  const parts = [message.embeds, message.components, message.attachments];
  if (message.content !== '' || parts.some((part) => part.length > 0)) return;
  throw refusal('emptyMessage' satisfies RefusalName);
}

/** The body of a request, which must be an object. */
export function objectBody(form: Form, path: Path, body: unknown): Json {
  if (isJson(body)) return body;
  form.add(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
  form.finish();
  return {};
}
