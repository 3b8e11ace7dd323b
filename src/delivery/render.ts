import { type Message, unstructured } from '../chat/message.ts';
import type { UploadFile } from '../chat/platform.ts';
import type { Language } from '../i18n/languages.ts';
import type { Database, Storage } from '../storage/database.ts';
import type { World } from '../storage/work.ts';

/** For whom a message is rendered: a linked channel, or one person in a direct message. */
export interface RenderTarget {
  /** Of the channel or the person. */
  id: string;
  purpose: 'member' | 'general' | 'secretariat' | 'person';
  /** Whose channel it is; null for all others. */
  organisationId: string | null;
  language: Language;
}

export interface RenderJob {
  subject: string;
  params: Readonly<Record<string, unknown>>;
  target: RenderTarget;
  db: Database;
  /**
   * What many channels show alike is read once for all of them, and again as soon as one of them is
   * to show something newer.
   */
  shared: Storage['cached'];
  world: World;
}

/** {@link RenderJob.shared} for a delivery of this version. */
export function sharedReads(storage: Storage, version: number): RenderJob['shared'] {
  return (group, name, load) => storage.cached(group, `${name} ${version}`, load);
}

/** A message, a file with its line, or null when there is nothing left worth telling. */
export type Rendered = Message | { upload: UploadFile; comment: Message } | null;

/** Makes a message of one kind from what the database holds now. */
export type Renderer = (job: RenderJob) => Promise<Rendered>;

/** By kind of delivery; put together in renderers.ts, so that delivery knows no feature. */
export type Renderers = Readonly<Record<string, Renderer>>;

/** The same content without any structure, for when a platform refuses the structured form. */
export function plainOnly(message: Message): Message {
  const lines = message.parts.flatMap((part) => {
    switch (part.kind) {
      case 'heading':
      case 'quote':
        return [part.text];
      case 'text':
      case 'warning':
      case 'context':
        return [plain(part.text)];
      case 'fields':
        return part.fields.map((field) => `${field.label}: ${plain(field.value)}`);
      case 'list':
        return part.items.map((item) => `• ${plain(item)}`);
      default:
        return [];
    }
  });
  const text = lines.join('\n').slice(0, PLAIN_LENGTH);
  return { ...message, parts: [{ kind: 'text', text }] };
}

/** Discord's limit of a message's content is the smallest: 2,000 characters. */
const PLAIN_LENGTH = 1_900;

type Text = Extract<Message['parts'][number], { kind: 'text' }>['text'];

function plain(text: Text): string {
  if (typeof text === 'string') return text;
  return text
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if ('bold' in piece) return piece.bold;
      if ('code' in piece) return piece.code;
      if ('removed' in piece || 'added' in piece) return unstructured(piece);
      return `${piece.link} (${piece.url})`;
    })
    .join('');
}
