import { type Attachment, ComponentType, type ModalSubmitInteraction } from 'discord.js';
import { FileTooLarge, type IncomingFile } from '../chat/form.ts';
import { PlatformFailure } from '../chat/platform.ts';
import { failureOf } from './errors.ts';

const DOWNLOAD_TIMEOUT_MS = 20_000;

export interface Submitted {
  values: Record<string, string>;
  files: Record<string, readonly IncomingFile[]>;
}

type Components = ModalSubmitInteraction['components'];

/** What stood in a modal when it was sent; a field left empty is `''`, a file field `[]`. */
export function readSubmission(components: Components): Submitted {
  const values: Record<string, string> = {};
  const files: Record<string, readonly IncomingFile[]> = {};
  for (const part of components) {
    if (part.type !== ComponentType.Label || !('component' in part)) continue;
    const { component } = part;
    if (component.type === ComponentType.FileUpload) {
      // Absent when nothing was uploaded, although the types say otherwise.
      const uploaded = 'attachments' in component ? component.attachments : undefined;
      files[component.customId] = [...(uploaded?.values() ?? [])].map(incoming);
    } else if ('values' in component) {
      values[component.customId] = component.values[0] ?? '';
    } else if ('value' in component) {
      values[component.customId] = String(component.value ?? '');
    }
  }
  return { values, files };
}

/** A file that somebody attached; nothing is read before it is asked for. */
export function incoming({ name, size, url }: Attachment): IncomingFile {
  return { name, size, read: (maxBytes) => download(url, size, maxBytes) };
}

/** Never takes in more than `maxBytes`, whatever size was announced. */
async function download(url: string, size: number, maxBytes: number): Promise<Uint8Array> {
  if (size > maxBytes) throw new FileTooLarge();
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new PlatformFailure('doubtful', `download http ${response.status}`);
    }
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body) {
      length += chunk.length;
      // Leaving the loop cancels the rest of the download.
      if (length > maxBytes) throw new FileTooLarge();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof FileTooLarge) throw error;
    throw failureOf(error);
  }
}
