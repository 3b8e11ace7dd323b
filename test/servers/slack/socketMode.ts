import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Settings } from './settings.ts';
import { isRecord, type Json } from './types.ts';

/** What kinds of payload an envelope carries. */
export type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api';

/** What became of an envelope that somebody waits for. */
export type AckOutcome =
  | { outcome: 'acknowledged'; payload: Json }
  | { outcome: 'failed'; error: 'operation_timeout' | 'dispatch_failed' };

/** A record of one acknowledgement, in time or not. */
export interface AckRecord {
  envelopeId: string;
  type: EnvelopeType | 'unknown';
  payload: Json;
  late: boolean;
  /** Milliseconds after the envelope was sent; undefined when it came too late to be known. */
  afterMs: number | undefined;
}

/** A record of one sending of an event. */
export interface EventDelivery {
  eventId: string;
  type: string;
  retryAttempt: number;
  state: 'queued' | 'sent' | 'acknowledged' | 'lost';
}

interface Pending {
  type: EnvelopeType;
  sentAt: number;
  timer: NodeJS.Timeout;
  acknowledged: (payload: Json) => void;
  failed: (error: 'operation_timeout' | 'dispatch_failed') => void;
}

interface QueuedEvent {
  envelopeId: string;
  payload: Json;
  delivery: EventDelivery;
}

/**
 * The Socket Mode side: tickets, sockets, envelopes. Each envelope goes to one socket. Events
 * wait while nobody is connected and are sent again when not acknowledged in time; commands and
 * interactions do neither.
 */
export class SocketMode {
  /** Everything acknowledged so far. */
  readonly acks: AckRecord[] = [];
  /** Every event and what became of it; a retry updates its entry. */
  readonly events: EventDelivery[] = [];
  private readonly settings: Settings;
  private readonly appId: string;
  private readonly changed: () => void;
  private readonly wss = new WebSocketServer({ noServer: true });
  private readonly tickets = new Set<string>();
  private readonly open: WebSocket[] = [];
  /** They stand, and no envelope is put on them. */
  private readonly deaf: WebSocket[] = [];
  private readonly greeted = new WeakSet<WebSocket>();
  private readonly pending = new Map<string, Pending>();
  private readonly queue: QueuedEvent[] = [];
  private readonly retries = new Set<NodeJS.Timeout>();
  private readonly pinger: NodeJS.Timeout;
  private turn = 0;
  private closed = false;

  constructor(settings: Settings, appId: string, changed: () => void) {
    this.settings = settings;
    this.appId = appId;
    this.changed = changed;
    this.pinger = setInterval(() => {
      for (const socket of [...this.open, ...this.deaf]) socket.ping();
    }, settings.pingIntervalMs);
    this.pinger.unref();
  }

  /** How many sockets are connected and not told to leave. */
  get connections(): number {
    return this.open.length;
  }

  /** How many stand and bring nothing. */
  get deafened(): number {
    return this.deaf.length;
  }

  /** How many of them have read their hello: only then is the client done connecting. */
  get ready(): number {
    return this.open.filter((socket) => this.greeted.has(socket)).length;
  }

  /** The address for apps.connections.open; its ticket admits one socket. */
  issueUrl(port: number): string {
    const ticket = randomUUID();
    this.tickets.add(ticket);
    return `ws://127.0.0.1:${port}/link/?ticket=${ticket}&app_id=${this.appId}`;
  }

  /** Takes an HTTP upgrade; a wrong or used ticket is turned away. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const ticket = url.searchParams.get('ticket') ?? '';
    if (url.pathname !== '/link/' || !this.tickets.delete(ticket) || this.closed) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.wss.handleUpgrade(request, socket, head, (connected) => this.welcome(connected));
  }

  private welcome(socket: WebSocket): void {
    socket.on('error', () => socket.terminate());
    if (this.open.length >= this.settings.maximumSockets) {
      send(socket, { type: 'disconnect', reason: 'too_many_websockets', debug_info: {} });
      socket.close();
      return;
    }
    socket.on('close', () => this.leave(socket));
    socket.on('message', (data) => this.receive(String(data)));
    this.open.push(socket);
    send(socket, {
      type: 'hello',
      num_connections: this.open.length,
      debug_info: { host: 'local', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: this.appId },
    });
    // Frames are read in order, so the pong to this ping says that hello was read.
    socket.ping();
    socket.once('pong', () => {
      this.greeted.add(socket);
      this.changed();
    });
    for (const event of this.queue.splice(0)) this.deliver(event);
    this.changed();
  }

  private leave(socket: WebSocket): void {
    for (const sockets of [this.open, this.deaf]) {
      const index = sockets.indexOf(socket);
      if (index >= 0) sockets.splice(index, 1);
    }
    this.changed();
  }

  private receive(data: string): void {
    const frame: unknown = JSON.parse(data);
    if (!isRecord(frame) || typeof frame.envelope_id !== 'string') return;
    const payload = isRecord(frame.payload) ? frame.payload : {};
    const pending = this.pending.get(frame.envelope_id);
    this.acks.push({
      envelopeId: frame.envelope_id,
      type: pending?.type ?? 'unknown',
      payload,
      late: pending === undefined,
      afterMs: pending === undefined ? undefined : performance.now() - pending.sentAt,
    });
    if (pending !== undefined) {
      clearTimeout(pending.timer);
      this.pending.delete(frame.envelope_id);
      pending.acknowledged(payload);
    }
    this.changed();
  }

  /** Sends a command or interaction and waits for its acknowledgement or failure. */
  request(type: 'slash_commands' | 'interactive', payload: Json): Promise<AckOutcome> {
    return new Promise((resolve) => {
      const envelope = { envelope_id: randomUUID(), type, payload, accepts_response_payload: true };
      const sent = this.dispatch(envelope, {
        acknowledged: (answer) => resolve({ outcome: 'acknowledged', payload: answer }),
        failed: (error) => resolve({ outcome: 'failed', error }),
      });
      if (!sent) resolve({ outcome: 'failed', error: 'dispatch_failed' });
    });
  }

  /** Sends an event, or queues it while nobody is connected. */
  event(payload: Json & { event_id: string; event: Json }): void {
    const type = String(payload.event.type);
    const delivery: EventDelivery = {
      eventId: payload.event_id,
      type,
      retryAttempt: 0,
      state: 'queued',
    };
    this.events.push(delivery);
    this.deliver({ envelopeId: randomUUID(), payload, delivery });
  }

  private deliver(event: QueuedEvent): void {
    const { delivery } = event;
    const envelope = {
      envelope_id: event.envelopeId,
      type: 'events_api' as const,
      payload: event.payload,
      accepts_response_payload: false,
      retry_attempt: delivery.retryAttempt,
      retry_reason: delivery.retryAttempt === 0 ? '' : 'timeout',
    };
    const sent = this.dispatch(envelope, {
      acknowledged: () => {
        delivery.state = 'acknowledged';
      },
      failed: () => this.retry(event),
    });
    delivery.state = sent ? 'sent' : 'queued';
    if (!sent) this.queue.push(event);
    this.changed();
  }

  private retry(event: QueuedEvent): void {
    const { delivery } = event;
    const delay = this.settings.eventRetryDelaysMs[delivery.retryAttempt];
    if (delay === undefined || this.closed) {
      delivery.state = 'lost';
      this.changed();
      return;
    }
    delivery.retryAttempt += 1;
    const timer = setTimeout(() => {
      this.retries.delete(timer);
      this.deliver(event);
    }, delay);
    this.retries.add(timer);
  }

  /** Puts an envelope on the next socket in turn; false when there is none. */
  private dispatch(
    envelope: Json & { envelope_id: string; type: EnvelopeType },
    then: Pick<Pending, 'acknowledged' | 'failed'>,
  ): boolean {
    this.turn += 1;
    const socket = this.open[this.turn % Math.max(this.open.length, 1)];
    if (socket === undefined || this.closed) return false;
    const timer = setTimeout(() => {
      this.pending.delete(envelope.envelope_id);
      then.failed('operation_timeout');
      this.changed();
    }, this.settings.ackTimeoutMs);
    const sentAt = performance.now();
    this.pending.set(envelope.envelope_id, { type: envelope.type, sentAt, timer, ...then });
    send(socket, envelope);
    return true;
  }

  /** Tells every client to reconnect; no envelope goes to the old sockets any more. */
  disconnect(
    reason: 'warning' | 'refresh_requested' | 'link_disabled' = 'refresh_requested',
  ): void {
    for (const socket of this.open.splice(0)) {
      send(socket, { type: 'disconnect', reason, debug_info: { host: 'local' } });
    }
    this.changed();
  }

  /** Leaves every connection open and says nothing on it any more, not even to pings or a close. */
  freeze(): void {
    for (const socket of this.open.splice(0)) socket.pause();
    this.changed();
  }

  /** Leaves every connection alive, pings and all, and brings nothing through it any more. */
  deafen(): void {
    this.deaf.push(...this.open.splice(0));
    this.changed();
  }

  /** Cuts every connection without a word. */
  kill(): void {
    for (const socket of this.open.splice(0)) socket.terminate();
    this.changed();
  }

  /** Sends any frame to every socket, for what no method here models. */
  sendRaw(frame: Json): void {
    for (const socket of this.open) send(socket, frame);
  }

  /** Ends everything; who still waits for an acknowledgement is told `dispatch_failed`. */
  close(): void {
    this.closed = true;
    clearInterval(this.pinger);
    for (const timer of this.retries) clearTimeout(timer);
    for (const pending of this.pending.values()) {
      clearTimeout(pending.timer);
      pending.failed('dispatch_failed');
    }
    this.pending.clear();
    for (const socket of this.wss.clients) socket.terminate();
    this.wss.close();
  }
}

function send(socket: WebSocket, frame: Json): void {
  socket.send(JSON.stringify(frame));
}
