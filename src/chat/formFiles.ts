import { createHash } from 'node:crypto';
import type { Work } from '../storage/work.ts';
import type { Values } from './act.ts';
import type { Context } from './context.ts';
import { FileLost, FileTooLarge, type IncomingFile, type Input } from './form.ts';
import { isRefusal, type Refusal, refusal } from './refusal.ts';

/** The largest file the bot takes; Discord's default limit of an attachment is 10 MiB. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** A file that somebody sent, read as far as it may be; refused where it is none of these kinds. */
export async function readSent(
  file: IncomingFile,
  extensions: readonly string[],
): Promise<Uint8Array | Refusal> {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(file.name)?.[1]?.toLowerCase() ?? '';
  if (!extensions.includes(extension)) {
    return refusal('form.badFile', { kinds: extensions.join(', ') });
  }
  try {
    const bytes = await file.read(MAX_FILE_BYTES);
    return bytes.length === 0 ? refusal('form.emptyFile') : bytes;
  } catch (error) {
    if (error instanceof FileTooLarge) {
      return refusal('form.fileTooLarge', { mib: MAX_FILE_BYTES / 1024 / 1024 });
    }
    if (error instanceof FileLost) return refusal('form.fileLost');
    throw error;
  }
}

interface ReadFile {
  name: string;
  bytes: Uint8Array;
}

interface ReadFiles {
  read: Map<string, ReadFile>;
  errors: Record<string, string>;
  /** Why a file did not arrive; what was typed beside it is kept first, and then it is thrown. */
  failure?: { cause: unknown };
}

/** Reads the files of a step before any transaction begins: they may come over the network. */
export async function readFiles(
  inputs: readonly Input[],
  files: Readonly<Record<string, readonly IncomingFile[]>>,
  context: Context,
): Promise<ReadFiles> {
  const read = new Map<string, ReadFile>();
  const errors: Record<string, string> = {};
  for (const input of inputs) {
    const file = input.kind === 'file' ? files[input.name]?.[0] : undefined;
    if (!file || input.kind !== 'file') continue;
    try {
      const bytes = await readSent(file, input.extensions);
      if (isRefusal(bytes)) errors[input.name] = context.t(bytes.refused, bytes.context);
      else read.set(input.name, { name: file.name.slice(0, 200), bytes });
    } catch (cause) {
      return { read, errors, failure: { cause } };
    }
  }
  return { read, errors };
}

/** The files of earlier steps, which may have been read before a restart or long ago. */
export async function heldFiles(
  { storage }: Context,
  inputs: readonly Input[],
  values: Values,
): Promise<Map<string, Uint8Array>> {
  const held = new Map<string, Uint8Array>();
  for (const { kind, name } of inputs) {
    const id = kind === 'file' ? values[name] : undefined;
    if (!id) continue;
    const row = await storage.db.storedFile.findUnique({ where: { id }, select: { bytes: true } });
    if (row) held.set(name, row.bytes);
  }
  return held;
}

/** Keeps a file that was handed over; its id is the value of the input. */
export async function keepFile(work: Work, file: ReadFile): Promise<string> {
  const row = await work.tx.storedFile.create({
    data: {
      name: file.name,
      mime: 'application/octet-stream',
      size: file.bytes.length,
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
      bytes: Uint8Array.from(file.bytes),
      createdAt: work.now,
    },
    select: { id: true },
  });
  return row.id;
}
