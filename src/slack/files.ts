import { FileTooLarge, type IncomingFile } from '../chat/form.ts';
import type { WebClient } from './clients.ts';

/** A file as a modal's file input names it. */
export interface HandedFile {
  id?: string;
  name?: string | null;
  size?: number;
}

export interface FileAccess {
  client: WebClient;
  token: string;
  apiUrl: string | undefined;
}

/** Long enough for the largest file over a slow line. */
const TIMEOUT_MS = 60_000;

/** A file somebody handed over; nothing is read before it is asked for. */
export function incomingFile(file: HandedFile, access: FileAccess): IncomingFile {
  return {
    name: file.name ?? '',
    size: file.size,
    async read(maxBytes) {
      if ((file.size ?? 0) > maxBytes) throw new FileTooLarge();
      const { file: info } = await access.client.files.info({ file: file.id ?? '' });
      if ((info?.size ?? 0) > maxBytes) throw new FileTooLarge();
      const url = info?.url_private_download ?? info?.url_private ?? '';
      if (!isSlackAddress(url, access.apiUrl)) throw new Error('the file is not with Slack');
      return download(url, access.token, maxBytes);
    },
  };
}

/** Whether the bot's token may be sent there: Slack's own hosts, and that of a configured API. */
export function isSlackAddress(address: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (apiUrl && URL.canParse(apiUrl) && url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === 'https:' && /(^|\.)slack\.com$/.test(url.hostname) && url.port === '';
}

async function download(url: string, token: string, maxBytes: number): Promise<Uint8Array> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    // To whom it may not show a file Slack shows its sign-in page instead.
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const { body } = response;
  if (response.status !== 200 || !body) {
    await body?.cancel();
    throw new Error(`Slack did not hand out the file: ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    // Leaving the loop cancels the body: no more of it is read.
    if (length > maxBytes) throw new FileTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
