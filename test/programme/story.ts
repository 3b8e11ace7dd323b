import type { IncomingFile } from '../../src/chat/form.ts';
import type { Message } from '../../src/chat/message.ts';
import { type Desk, opened, told } from '../chat/desk.ts';
import { press } from '../chat/story.ts';
import { utf8 } from '../documents/bytes.ts';

export function fileOf(bytes: Uint8Array | string, name = 'programme.csv'): IncomingFile {
  const held = typeof bytes === 'string' ? utf8(bytes) : bytes;
  return { name, size: held.length, read: async () => held };
}

/** Hands a programme's file over as staff do; what is shown of it. */
export async function handOver(desk: Desk, rows: string, year = '2026'): Promise<Message> {
  const form = opened(await desk.uses('boss', 'office', 'programme.import'));
  const file = fileOf(`title,institution,deadline,status\n${rows}`);
  return told(await desk.submits('boss', 'office', form, { year }, { files: { file: [file] } }));
}

/** Brings a programme in. */
export async function bringIn(desk: Desk, rows: string, year = '2026'): Promise<Message> {
  const preview = await handOver(desk, rows, year);
  return told(await press(desk, 'boss', 'office', preview, 'programme.apply'));
}
