import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, refusal } from './errors.ts';
import type { Fault } from './faults.ts';
import type { Upload } from './files.ts';
import type { Json } from './json.ts';
import { Reply, type Route } from './rest/call.ts';
import { channelRoutes } from './rest/channels.ts';
import { commandRoutes } from './rest/commands.ts';
import { guildRoutes } from './rest/guilds.ts';
import { interactionRoutes } from './rest/interactions.ts';
import { messageRoutes } from './rest/messages.ts';
import { reactionRoutes } from './rest/reactions.ts';
import { webhookRoutes } from './rest/webhooks.ts';
import type { DiscordServer } from './server.ts';

const ROUTES: readonly Route[] = [
  ...guildRoutes,
  ...commandRoutes,
  ...channelRoutes,
  ...messageRoutes,
  ...reactionRoutes,
  ...interactionRoutes,
  ...webhookRoutes,
];

const PREFIX = /^\/api\/v(\d+)(\/.*)$/;
const HTML =
  '<!DOCTYPE html><html><head><title>discord.com</title></head><body>Error</body></html>';

interface Matched {
  readonly route: Route;
  readonly params: Record<string, string>;
}

/** Answers one HTTP request: the CDN's, or the API's with faults, limits and refusals. */
export async function answer(
  server: DiscordServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (/^\/(ephemeral-)?attachments\//.test(url.pathname)) {
    return sendFile(server, url.pathname, response);
  }
  const versioned = PREFIX.exec(url.pathname);
  const method = request.method ?? 'GET';
  const path = versioned?.[2] ?? url.pathname;
  const fault = server.faults.take({ method, path });
  const raw = await readAll(request);
  const { onlooker } = server.faults;
  if ((await onlooker?.('arrived', { method, path })) === 'abandon') {
    request.socket.destroy();
    return;
  }
  const record: RequestRecord = { method, path, body: undefined, status: 0 };
  server.requests.push(record);

  const matched = match(method, path);
  const resource = majorResource(matched?.params ?? {});
  const verdict = server.limits.count(`${method} ${matched?.route.template ?? path}`, resource);
  const send = (status: number, json: unknown, extra: Record<string, string> = {}) => {
    record.status = status;
    sendJson(response, status, json, { ...verdict.headers, ...extra });
    server.world.changed();
  };
  if (fault?.kind === 'rateLimited') return sendLimited(send, fault.retryAfter, fault.global);
  if (fault?.kind === 'killed' && !fault.workDone) return kill(request, fault);
  if (fault?.kind === 'hang' && !fault.workDone) return;
  if (fault?.kind === 'status' && !fault.workDone) return sendFault(response, record, fault);
  if (verdict.retryAfter !== null) return sendLimited(send, verdict.retryAfter, verdict.global);

  let reply: Reply;
  try {
    if (versioned?.[1] !== '10') throw refusal('invalidApiVersion');
    if (!matched) throw refusal('notFound');
    const authorized = request.headers.authorization === `Bot ${server.token}`;
    if (!matched.route.open && !authorized) throw refusal('unauthorized');
    if (raw.length > server.settings.requestLimit) throw refusal('tooLarge');
    const { body, uploads } = await readBody(request.headers['content-type'], raw);
    record.body = body;
    const { params, route } = matched;
    const query = url.searchParams;
    const result = route.handler({ server, params, query, body, uploads });
    reply = result instanceof Reply ? result : new Reply(result === undefined ? 204 : 200, result);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    reply = new Reply(error.status, error.body);
  }
  await onlooker?.('worked', { method, path });
  if (fault?.kind === 'killed') return kill(request, fault);
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'status') return sendFault(response, record, fault);
  if (fault?.kind === 'slow') await fault.until;
  if (!response.destroyed) send(reply.status, reply.json);
  await onlooker?.('replied', { method, path });
}

export interface RequestRecord {
  readonly method: string;
  readonly path: string;
  body: unknown;
  /** 0 while unanswered, or when the connection was killed. */
  status: number;
}

function match(method: string, path: string): Matched | undefined {
  const steps = path.split('/').map(decodeURIComponent);
  for (const route of ROUTES) {
    if (route.method !== method) continue;
    const parts = route.template.split('/');
    if (parts.length !== steps.length) continue;
    const params: Record<string, string> = {};
    const fits = parts.every((part, index) => {
      const step = steps[index] ?? '';
      if (!part.startsWith(':')) return part === step;
      params[part.slice(1)] = step;
      return step !== '';
    });
    if (fits) return { route, params };
  }
  return undefined;
}

/** What a rate limit counts apart: channel, guild, or webhook with token. */
function majorResource(params: Readonly<Record<string, string>>): string {
  return params.channel ?? params.guild ?? params.token ?? '';
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function readBody(
  contentType: string | undefined,
  raw: Buffer,
): Promise<{ body: unknown; uploads: Upload[] }> {
  if (raw.length === 0) return { body: undefined, uploads: [] };
  if (contentType?.startsWith('multipart/form-data')) return readMultipart(contentType, raw);
  return { body: parseJson(raw.toString('utf8')), uploads: [] };
}

async function readMultipart(contentType: string, raw: Buffer) {
  const headers = { 'content-type': contentType };
  const form = await new Response(new Uint8Array(raw), { headers }).formData();
  const uploads: Upload[] = [];
  const loose: Json = {};
  let body: unknown;
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      if (name === 'payload_json') body = parseJson(value);
      else loose[name] = value;
      continue;
    }
    const index = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (index === undefined) continue;
    const bytes = Buffer.from(await value.arrayBuffer());
    uploads.push({ index, filename: value.name, contentType: value.type, bytes });
  }
  return { body: body ?? loose, uploads };
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    throw refusal('invalidJson');
  }
}

/** A 204 goes without a content type: with one, discord.js would try to parse the empty body. */
function sendJson(
  response: ServerResponse,
  status: number,
  json: unknown,
  headers: Record<string, string>,
): void {
  if (status === 204) {
    response.writeHead(204, headers);
    response.end();
    return;
  }
  response.writeHead(status, { ...headers, 'content-type': 'application/json' });
  response.end(JSON.stringify(json));
}

type Send = (status: number, json: unknown, extra?: Record<string, string>) => void;

function sendLimited(send: Send, seconds: number | null, global = false): void {
  const scope = global ? 'global' : 'user';
  const extra: Record<string, string> = {
    ...(seconds === null ? {} : { 'Retry-After': String(seconds) }),
    'X-RateLimit-Scope': scope,
  };
  if (global) extra['X-RateLimit-Global'] = 'true';
  const message = 'You are being rate limited.';
  send(429, { message, ...(seconds === null ? {} : { retry_after: seconds }), global }, extra);
}

function sendFault(
  response: ServerResponse,
  record: RequestRecord,
  fault: Extract<Fault, { kind: 'status' }>,
): void {
  record.status = fault.status;
  const type = fault.html ? 'text/html' : 'application/json';
  const message = `${fault.status}: Server Error`;
  response.writeHead(fault.status, { 'content-type': type });
  response.end(fault.html ? HTML : JSON.stringify({ message, code: 0 }));
}

function kill(request: IncomingMessage, fault: Extract<Fault, { kind: 'killed' }>): void {
  if (fault.how === 'reset') request.socket.resetAndDestroy();
  else request.socket.destroy();
}

function sendFile(server: DiscordServer, path: string, response: ServerResponse): void {
  const file = server.world.files.get(decodeURIComponent(path));
  if (!file) {
    response.writeHead(404, { 'content-type': 'text/plain' });
    response.end('This content is no longer available.');
    return;
  }
  response.writeHead(200, { 'content-type': file.contentType });
  response.end(file.bytes);
}
