import type { Upload } from '../files.ts';
import { isJson, type Json } from '../json.ts';
import type { DiscordServer } from '../server.ts';
import { Form } from '../validate/form.ts';

/** A request that has passed authorization, with its body read. */
export interface Call {
  readonly server: DiscordServer;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body or `payload_json`; undefined when there was none. */
  readonly body: unknown;
  readonly uploads: readonly Upload[];
}

/** An answer with a status of its own; otherwise 200 with JSON, or 204 for undefined. */
export class Reply {
  readonly status: number;
  readonly json: unknown;

  constructor(status: number, json: unknown) {
    this.status = status;
    this.json = json;
  }
}

/** Answers a call: JSON, a Reply, or undefined for 204. Throws ApiError to refuse. */
export type Handler = (call: Call) => unknown;

export interface Route {
  readonly method: string;
  /** As in Discord's docs, `:name` for a parameter. */
  readonly template: string;
  readonly handler: Handler;
  /** Interaction callbacks and their webhooks go without authorization. */
  readonly open?: boolean;
}

/** A parameter of the path. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}

/** A snowflake of the query, undefined when absent; anything else is refused with 50035. */
export function snowflake(call: Call, name: string): bigint | undefined {
  const value = call.query.get(name);
  if (value === null) return undefined;
  if (/^\d{1,20}$/.test(value)) return BigInt(value);
  const form = new Form();
  form.add([name], 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`);
  form.finish();
  return undefined;
}

/** How many the query asks for, 1–100. */
export function limitOf(call: Call, fallback: number): number {
  const form = new Form();
  const limit = Number(call.query.get('limit') ?? fallback);
  form.integer(['limit'], limit, 1, 100);
  form.finish();
  return limit;
}

/** The body when it is an object, else an empty one. */
export function bodyOf(call: Call): Json {
  return isJson(call.body) ? call.body : {};
}
