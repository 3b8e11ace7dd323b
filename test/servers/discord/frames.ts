import type { WebSocket } from 'ws';
import { isJson, type Json } from './json.ts';
import { memberJson, userJson } from './present.ts';
import { INTENT } from './wire.ts';
import type { World } from './world.ts';

// Docs: events/gateway and topics/opcodes-and-status-codes.
export const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  requestMembers: 8,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;

export const CLOSE = {
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  rateLimited: 4008,
  invalidShard: 4010,
  invalidVersion: 4012,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const;

export const MINUTE = 60_000;
export const FRAMES_A_MINUTE = 120;
export const FRAME_BYTES = 4096;
export const NORMAL_CLOSES: readonly number[] = [1000, 1001];

export interface Session {
  readonly id: string;
  readonly intents: number;
  seq: number;
  /** Everything dispatched, for replay. */
  readonly sent: { readonly s: number; readonly frame: string }[];
  socket: WebSocket | null;
  /** When the connection was lost; null while there is one. */
  lostAt: number | null;
}

export interface ConnectionState {
  session: Session | null;
  /** Frames received since `countedFrom`. */
  frames: number;
  countedFrom: number;
}

/** A frame of a client, undefined when it is no JSON object. */
export function parseFrame(source: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(source);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Answers op 8: by ids, or by the start of a name; the whole list needs the members intent. */
export function membersChunk(world: World, session: Session, data: Json): Json {
  const wanted = [data.user_ids].flat().filter((id) => typeof id === 'string');
  const query = typeof data.query === 'string' ? data.query.toLowerCase() : undefined;
  const mayList = (session.intents & INTENT.guildMembers) !== 0;
  const found = [...world.users.values()].filter(({ id, username }) => {
    if (wanted.length > 0) return wanted.includes(id);
    return query !== undefined && (query !== '' || mayList) && username.startsWith(query);
  });
  const known = found.map(({ id }) => id);
  const chunk: Json = {
    guild_id: world.guild.id,
    members: found.map((user) => ({ ...memberJson(user), user: userJson(user) })),
    chunk_index: 0,
    chunk_count: 1,
    not_found: wanted.filter((id) => !known.includes(id)),
  };
  if (typeof data.nonce === 'string') chunk.nonce = data.nonce;
  return chunk;
}
