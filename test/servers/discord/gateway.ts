import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import {
  CLOSE,
  type ConnectionState,
  FRAME_BYTES,
  FRAMES_A_MINUTE,
  MINUTE,
  membersChunk,
  NORMAL_CLOSES,
  OP,
  parseFrame,
  type Session,
} from './frames.ts';
import { isJson, type Json, number } from './json.ts';
import { guildCreateJson, userJson } from './present.ts';
import type { DiscordServer } from './server.ts';
import { INTENT, KNOWN_INTENTS, PRIVILEGED_INTENTS } from './wire.ts';

/** The gateway: sessions, their events, and every way to lose them. */
export class Gateway {
  /** What clients sent, in order. */
  readonly frames: { readonly op: number; readonly d: unknown }[] = [];
  /** While true heartbeats get no answer, as on a zombie connection. */
  muted = false;
  readonly #server: DiscordServer;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 });
  readonly #sessions = new Map<string, Session>();
  readonly #states = new Map<WebSocket, ConnectionState>();
  #resumesToRefuse = 0;
  #hellosHeld: (() => void)[] | null = null;

  constructor(server: DiscordServer) {
    this.#server = server;
  }

  /** Takes over websocket upgrades of the HTTP server. */
  attach(http: Server): void {
    http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        this.#accept(client, new URL(request.url ?? '/', 'ws://localhost'));
      });
    });
  }

  /** Sessions that have a connection now. */
  get connected(): readonly Session[] {
    return [...this.#sessions.values()].filter(({ socket }) => socket !== null);
  }

  /**
   * Sends an event to every session whose intents include `intent` (0: to all); sessions that
   * have lost their connection get it when they resume.
   */
  dispatch(name: string, intent: number, data: (session: Session) => Json): void {
    for (const session of this.#sessions.values()) {
      if (intent !== 0 && (session.intents & intent) === 0) continue;
      this.#emit(session, name, data(session));
    }
  }

  /** Op 7: asks every client to reconnect. */
  askReconnect(): void {
    this.#send({ op: OP.reconnect, d: null });
  }

  /**
   * Op 9: tells every client that its session is invalid; with false it is forgotten, with true it
   * may be resumed on the same connection.
   */
  invalidate(resumable: boolean): void {
    const connected = this.connected;
    if (!resumable) this.forgetSessions();
    for (const session of connected) {
      const { socket } = session;
      const state = socket && this.#states.get(socket);
      if (state) state.session = null;
      session.socket = null;
      session.lostAt = this.#server.clock.now();
      socket?.send(JSON.stringify({ op: OP.invalidSession, d: resumable }));
    }
  }

  /** Op 1: asks every client for a heartbeat. */
  requestHeartbeat(): void {
    this.#send({ op: OP.heartbeat, d: null });
  }

  /** Closes every connection with a code; 4007 and 4009 end the sessions too. */
  close(code: number): void {
    const connected = this.connected;
    if (code === 4009 || code === 4007) this.forgetSessions();
    for (const { socket } of connected) socket?.close(code);
  }

  /** Kills every connection without a word; the sessions stay resumable. */
  drop(): void {
    for (const { socket } of this.connected) socket?.terminate();
  }

  /** The next `times` resumes get op 9 `false`: events of the gap are lost. */
  refuseResume(times = 1): void {
    this.#resumesToRefuse += times;
  }

  /** Forgets every session, as after too long an absence. */
  forgetSessions(): void {
    this.#sessions.clear();
    this.#server.world.changed();
  }

  /** Lets new connections wait for HELLO until the returned function is called. */
  holdConnections(): () => void {
    const held: (() => void)[] = [];
    this.#hellosHeld = held;
    return () => {
      this.#hellosHeld = null;
      for (const greet of held) greet();
    };
  }

  stop(): void {
    for (const client of this.#sockets.clients) client.terminate();
    this.#sockets.close();
    this.#sessions.clear();
  }

  #send(frame: Json): void {
    for (const { socket } of this.connected) socket?.send(JSON.stringify(frame));
  }

  #accept(client: WebSocket, url: URL): void {
    // A broken connection ends in 'close'; there is nothing else to do about it.
    client.on('error', () => client.terminate());
    if (url.searchParams.get('v') !== '10' || url.searchParams.get('encoding') !== 'json') {
      client.close(CLOSE.invalidVersion);
      return;
    }
    const state: ConnectionState = { session: null, frames: 0, countedFrom: 0 };
    this.#states.set(client, state);
    client.on('message', (raw) => {
      const now = this.#server.clock.now();
      if (now - state.countedFrom >= MINUTE) Object.assign(state, { frames: 0, countedFrom: now });
      state.frames += 1;
      if (state.frames > FRAMES_A_MINUTE) return client.close(CLOSE.rateLimited);
      this.#read(client, state, raw);
    });
    client.on('close', (code) => {
      this.#states.delete(client);
      if (state.session) this.#lost(state.session, client, code);
    });
    const greet = () => {
      const hello = { heartbeat_interval: this.#server.settings.heartbeatInterval };
      client.send(JSON.stringify({ op: OP.hello, d: hello, s: null, t: null }));
    };
    if (this.#hellosHeld) this.#hellosHeld.push(greet);
    else greet();
  }

  /** A close with 1000 or 1001 by the client ends the session; anything else may be resumed. */
  #lost(session: Session, client: WebSocket, code: number): void {
    if (session.socket !== client) return;
    session.socket = null;
    session.lostAt = this.#server.clock.now();
    if (NORMAL_CLOSES.includes(code)) this.#sessions.delete(session.id);
    this.#server.world.changed();
  }

  #read(client: WebSocket, state: ConnectionState, raw: RawData): void {
    const bytes = Buffer.isBuffer(raw) ? raw : Buffer.from(raw as ArrayBuffer);
    if (bytes.length > FRAME_BYTES) {
      client.close(CLOSE.decodeError);
      return;
    }
    const frame = parseFrame(bytes.toString());
    if (!frame) {
      client.close(CLOSE.decodeError);
      return;
    }
    const op = number(frame.op, -1);
    this.frames.push({ op, d: frame.d });
    if (op === OP.heartbeat) {
      if (!this.muted) client.send(JSON.stringify({ op: OP.heartbeatAck }));
      this.#server.world.changed();
      return;
    }
    if (op === OP.identify || op === OP.resume) {
      if (state.session) {
        client.close(CLOSE.alreadyAuthenticated);
        return;
      }
      const data = isJson(frame.d) ? frame.d : {};
      const { token } = this.#server;
      if (data.token !== token) {
        client.close(CLOSE.authenticationFailed);
        return;
      }
      state.session =
        op === OP.identify ? this.#identify(client, data) : this.#resume(client, data);
      this.#server.world.changed();
      return;
    }
    if (!(Object.values(OP) as number[]).includes(op)) {
      client.close(CLOSE.unknownOpcode);
      return;
    }
    if (!state.session) {
      client.close(CLOSE.notAuthenticated);
      return;
    }
    if (op === OP.requestMembers && isJson(frame.d)) {
      const chunk = membersChunk(this.#server.world, state.session, frame.d);
      this.#emit(state.session, 'GUILD_MEMBERS_CHUNK', chunk);
    }
  }

  #identify(client: WebSocket, data: Json): Session | null {
    const server = this.#server;
    const intents = data.intents;
    const valid = typeof intents === 'number' && Number.isInteger(intents) && intents >= 0;
    if (!valid || (intents & ~KNOWN_INTENTS) !== 0) return refuse(client, CLOSE.invalidIntents);
    const forbidden = intents & PRIVILEGED_INTENTS & ~server.settings.privilegedIntents;
    if (forbidden !== 0) return refuse(client, CLOSE.disallowedIntents);
    const shard = Array.isArray(data.shard) ? data.shard : [0, 1];
    if (!(shard[0] < shard[1])) return refuse(client, CLOSE.invalidShard);

    const id = server.world.nextId();
    const session: Session = { id, intents, seq: 0, sent: [], socket: client, lostAt: null };
    this.#sessions.set(id, session);
    const application = { id: server.world.bot.id, flags: 0 };
    this.#emit(session, 'READY', {
      v: 10,
      user: { ...userJson(server.world.bot), mfa_enabled: false, verified: true, email: null },
      guilds: [{ id: server.world.guild.id, unavailable: true }],
      session_id: id,
      session_type: 'normal',
      resume_gateway_url: server.gatewayUrl,
      shard,
      application,
    });
    if (intents & INTENT.guilds) {
      const withMembers = (intents & INTENT.guildMembers) !== 0;
      this.#emit(session, 'GUILD_CREATE', guildCreateJson(server.world, withMembers));
    }
    return session;
  }

  #resume(client: WebSocket, data: Json): Session | null {
    const session = this.#sessions.get(String(data.session_id));
    const { clock, settings } = this.#server;
    const late =
      session?.lostAt !== undefined &&
      session.lostAt !== null &&
      clock.now() - session.lostAt > settings.resumeWithin;
    if (!session || late || this.#resumesToRefuse > 0) {
      this.#resumesToRefuse = Math.max(0, this.#resumesToRefuse - 1);
      if (session) this.#sessions.delete(session.id);
      client.send(JSON.stringify({ op: OP.invalidSession, d: false }));
      return null;
    }
    const seen = number(data.seq);
    if (seen > session.seq) return refuse(client, CLOSE.invalidSequence);
    const former = session.socket;
    session.socket = client;
    session.lostAt = null;
    former?.terminate();
    for (const { s, frame } of session.sent) if (s > seen) client.send(frame);
    this.#emit(session, 'RESUMED', { _trace: [] });
    return session;
  }

  #emit(session: Session, name: string, data: Json): void {
    session.seq += 1;
    const frame = JSON.stringify({ op: OP.dispatch, t: name, s: session.seq, d: data });
    session.sent.push({ s: session.seq, frame });
    session.socket?.send(frame);
  }
}

function refuse(client: WebSocket, code: number): null {
  client.close(code);
  return null;
}
