import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from './core.ts';
import type { Fault } from './faults.ts';
import { isRecord, type Json, refuse } from './types.ts';
import { isReadable, receiveUpload } from './webApi/files.ts';
import { callMethod, parseArguments } from './webApi/index.ts';
import { text } from './webApi/method.ts';

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

const JSON_TYPE = 'application/json; charset=utf-8';

function json(status: number, body: Json, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': JSON_TYPE, ...headers }, body: JSON.stringify(body) };
}

/** Answers one HTTP request: Web API, response URLs, uploads and downloads. */
export async function serve(
  core: Core,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const body = await readBody(request);
  const path = url.pathname;
  if (path.startsWith('/api/')) {
    const method = path.slice('/api/'.length);
    const form = await readForm(request, body, url);
    const token = bearer(request) ?? (text(form, 'token') || undefined);
    const { args } = parseArguments(form);
    delete args.token;
    await underFaults(core, { method, args }, response, () => {
      const wait = core.limits.check(method, text(form, 'channel'));
      if (wait !== undefined) return rateLimited(wait);
      return json(200, callMethod(core, method, token, form));
    });
  } else if (core.responses.knows(path)) {
    const args: unknown = JSON.parse(body.toString() || '{}');
    const message = isRecord(args) ? args : {};
    await underFaults(core, { method: 'response_url', args: message }, response, () => {
      const answer = core.responses.respond(path, message);
      return json(answer.status, answer.body);
    });
  } else if (path.startsWith('/upload/v1/')) {
    const id = path.slice('/upload/v1/'.length);
    const bytes = await uploadedBytes(request, body);
    await underFaults(core, { method: 'upload', args: { id } }, response, () => ({
      status: receiveUpload(core, id, bytes) ? 200 : 400,
      headers: { 'content-type': 'text/plain' },
      body: `OK - ${bytes.length}`,
    }));
  } else if (path.startsWith('/files-pri/')) {
    await underFaults(core, { method: 'download', args: { path } }, response, () =>
      download(core, path, bearer(request)),
    );
  } else if (path === '/signin') {
    send(response, {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html>',
    });
  } else {
    send(response, json(404, refuse('not_found')));
  }
}

/**
 * Serves a file to a bearer of the bot token. Without it Slack does not say 403 but sends the
 * browser to its sign-in page, which is HTML with status 200.
 */
function download(core: Core, path: string, token: string | undefined): Reply {
  const id = /^\/files-pri\/[A-Z0-9]+-([A-Z0-9]+)\//.exec(path)?.[1] ?? '';
  const file = core.world.files.get(id);
  if (token !== core.world.botToken)
    return { status: 302, headers: { location: '/signin' }, body: '' };
  if (file === undefined || !isReadable(core, file)) {
    return { status: 404, headers: { 'content-type': 'text/html' }, body: '<!doctype html>' };
  }
  const headers = { 'content-type': 'application/octet-stream' };
  return { status: 200, headers, body: file.bytes };
}

function rateLimited(retryAfter: number | undefined): Reply {
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return json(429, { ok: false, error: 'ratelimited' }, headers);
}

/** Does the work of a call, or what the fault ordered for it says, and records it. */
async function underFaults(
  core: Core,
  call: { method: string; args: Json },
  response: ServerResponse,
  work: () => Reply,
): Promise<void> {
  const order = core.faults.take(call);
  const { onlooker } = core.faults;
  if ((await onlooker?.('arrived', call)) === 'abandon') {
    response.destroy();
    return;
  }
  const fault = order?.fault;
  const instead = fault && faultyReply(fault);
  const done = fault === undefined || doesWork(fault);
  const reply = done ? work() : instead;
  core.calls.push({
    ...call,
    result: fault === undefined || done ? resultOf(reply) : fault.kind,
    done,
  });
  core.world.changed();
  if (done) await onlooker?.('worked', call);
  if (fault?.kind === 'hang') return;
  if (reply === undefined || fault?.kind === 'dropReply') {
    response.destroy();
    return;
  }
  if (fault?.kind === 'hold') await order?.released;
  if (fault?.kind === 'slow') await later(fault.ms);
  send(response, instead ?? reply);
  await onlooker?.('replied', call);
}

function doesWork(fault: Fault): boolean {
  switch (fault.kind) {
    case 'dropReply':
    case 'slow':
    case 'hold':
      return true;
    case 'status':
    case 'hang':
      return fault.workDone ?? false;
    default:
      return false;
  }
}

/** What a fault answers in place of the call's own reply, if it answers at all. */
function faultyReply(fault: Fault): Reply | undefined {
  switch (fault.kind) {
    case 'rateLimited':
      return rateLimited(fault.retryAfter);
    case 'status': {
      const headers = { 'content-type': 'text/plain' };
      return { status: fault.status, headers, body: fault.body ?? 'error' };
    }
    case 'html': {
      const headers = { 'content-type': 'text/html' };
      const body = '<!doctype html><title>Server error</title>';
      return { status: fault.status ?? 502, headers, body };
    }
    case 'error':
      return json(200, { ok: false, error: fault.error });
    default:
      return undefined;
  }
}

function resultOf(reply: Reply | undefined): string {
  if (reply === undefined) return 'dropped';
  if (reply.headers['content-type'] !== JSON_TYPE) return String(reply.status);
  const body: unknown = JSON.parse(String(reply.body));
  if (!isRecord(body)) return String(reply.status);
  return body.ok === true ? 'ok' : String(body.error);
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return;
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}

function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function readForm(request: IncomingMessage, body: Buffer, url: URL): Promise<Json> {
  const form: Json = Object.fromEntries(url.searchParams);
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return form;
  if (type.startsWith('application/json')) {
    const parsed: unknown = JSON.parse(body.toString());
    return isRecord(parsed) ? { ...form, ...parsed } : form;
  }
  if (type.startsWith('multipart/form-data')) {
    for (const [name, value] of await readMultipart(body, type)) {
      if (typeof value === 'string') form[name] = value;
    }
    return form;
  }
  return { ...form, ...Object.fromEntries(new URLSearchParams(body.toString())) };
}

function readMultipart(body: Buffer, type: string): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
}

/** The bytes of an upload: raw, or the multipart field `body` in which the SDK sends them. */
async function uploadedBytes(request: IncomingMessage, body: Buffer): Promise<Buffer> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return body;
  for (const [, value] of await readMultipart(body, type)) {
    if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}
