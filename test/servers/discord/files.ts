import { refusal } from './errors.ts';
import { isJson, type Json, objects, text } from './json.ts';
import type { DiscordServer } from './server.ts';
import { walk } from './validate/components.ts';
import type { Form, Path } from './validate/form.ts';
import type { AttachmentNote } from './validate/message.ts';
import type { Attachment } from './world.ts';

/** A file in a multipart request: `files[index]`. */
export interface Upload {
  readonly index: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** A file that a person attaches. */
export interface GivenFile {
  readonly name: string;
  readonly content: string | Buffer;
  readonly contentType?: string;
}

/** Stores bytes on the local CDN. Discord's file names are ASCII without spaces [memory]. */
export function storeFile(
  server: DiscordServer,
  channelId: string,
  file: { name: string; bytes: Buffer; contentType: string },
  ephemeral = false,
): Attachment {
  if (file.bytes.length > server.settings.attachmentLimit) throw refusal('tooLarge');
  const id = server.world.nextId();
  const filename = file.name.replaceAll(' ', '_').replaceAll(/[^\w.()-]/g, '') || 'unknown';
  const folder = ephemeral ? 'ephemeral-attachments' : 'attachments';
  const path = `/${folder}/${channelId}/${id}/${filename}`;
  server.world.files.set(path, { path, bytes: file.bytes, contentType: file.contentType });
  const url = `${server.origin}${path}?ex=1&is=1&hm=1`;
  return { id, filename, size: file.bytes.length, url, contentType: file.contentType };
}

/** Stores a file that a person handed over. */
export function storeGiven(server: DiscordServer, channelId: string, file: GivenFile): Attachment {
  const bytes = Buffer.from(file.content);
  const contentType = file.contentType ?? 'application/octet-stream';
  return storeFile(server, channelId, { name: file.name, bytes, contentType });
}

/**
 * The attachments of a message after a request: those kept, then the uploads. On a new message
 * everything uploaded is kept; an edit that lists `attachments` keeps only what it lists.
 */
export function placeUploads(
  server: DiscordServer,
  channelId: string,
  uploads: readonly Upload[],
  notes: readonly AttachmentNote[] | undefined,
  existing: readonly Attachment[] = [],
): Attachment[] {
  const kept = notes ? existing.filter(({ id }) => notes.some((note) => note.id === id)) : existing;
  const added = uploads.map((upload) => {
    const note = notes?.find(({ id }) => id === upload.index);
    const name = note?.filename ?? upload.filename;
    const { bytes, contentType } = upload;
    const stored = storeFile(server, channelId, { name, bytes, contentType });
    if (note?.description) stored.description = note.description;
    return stored;
  });
  return [...kept, ...added];
}

/** Points `attachment://name` in embeds and components at the stored files. */
export function linkAttachments(
  form: Form,
  path: Path,
  parts: { readonly embeds: Json[]; readonly components: Json[] },
  attachments: readonly Attachment[],
): void {
  for (const embed of parts.embeds) {
    for (const picture of [embed.image, embed.thumbnail]) {
      if (isJson(picture)) link(picture, attachments);
    }
  }
  for (const component of walk(parts.components)) {
    const media = [component.media, component.file, ...objects(component.items).map(mediaOf)];
    for (const item of media) {
      if (!isJson(item) || link(item, attachments)) continue;
      const code = 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND';
      form.add([...path, 'components'], code, 'The referenced attachment was not found');
    }
  }
}

const mediaOf = (item: Json): unknown => item.media;

/** False when the item names an attachment that is not there. */
function link(item: Json, attachments: readonly Attachment[]): boolean {
  const url = text(item.url) ?? '';
  if (!url.startsWith('attachment://')) return true;
  const name = url.slice('attachment://'.length);
  const found = attachments.find(({ filename }) => filename === name);
  if (!found) return false;
  item.url = found.url;
  item.proxy_url = found.url;
  item.attachment_id = found.id;
  item.content_type = found.contentType;
  return true;
}
