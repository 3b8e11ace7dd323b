/** What a test may set when it starts the server. Times are milliseconds. */
export interface SlackServerOptions {
  /** Multiplies every time below that is not given itself; 0.1 makes Slack ten times as impatient. */
  scale?: number;
  /** The machine clock, for timestamps, triggers and response URLs. Default: `Date.now`. */
  now?: () => number;
  /** Time to acknowledge an envelope. Slack docs, "Acknowledgment response": 3 seconds. */
  ackTimeoutMs?: number;
  /** Life of a trigger_id. Slack docs, "Trigger IDs": 3 seconds. */
  triggerLifetimeMs?: number;
  /** Life of a response_url. Slack docs, "Handling user interaction": 30 minutes. */
  responseUrlLifetimeMs?: number;
  /** Waits before an unacknowledged event is sent again. Slack docs, Events API: at once, 1 min, 5 min. */
  eventRetryDelaysMs?: readonly number[];
  /** How often the server pings each socket. */
  pingIntervalMs?: number;
  /** The root commands that the app's manifest registers. */
  commands?: readonly string[];
  /** Whether `@name` and `#name` in a command's text become `<@U…|name>` (manifest `should_escape`). */
  escapeCommands?: boolean;
  /** Bot events that the manifest subscribes to. */
  events?: readonly string[];
  /** Granted bot scopes. When given, a method without its scope answers `missing_scope`. */
  scopes?: readonly string[];
}

/** The options with every value decided. */
export interface Settings {
  now: () => number;
  ackTimeoutMs: number;
  triggerLifetimeMs: number;
  responseUrlLifetimeMs: number;
  responseUrlUses: number;
  eventRetryDelaysMs: readonly number[];
  pingIntervalMs: number;
  maximumSockets: number;
  commands: readonly string[];
  escapeCommands: boolean;
  events: ReadonlySet<string>;
  scopes: ReadonlySet<string> | undefined;
}

const DEFAULT_EVENTS = [
  'reaction_added',
  'reaction_removed',
  'message.im',
  'file_shared',
  'app_home_opened',
  'member_joined_channel',
  'member_left_channel',
];

/** Fills in the defaults of `options`. */
export function decideSettings(options: SlackServerOptions): Settings {
  const scale = options.scale ?? 1;
  return {
    now: options.now ?? Date.now,
    ackTimeoutMs: options.ackTimeoutMs ?? 3_000 * scale,
    triggerLifetimeMs: options.triggerLifetimeMs ?? 3_000 * scale,
    responseUrlLifetimeMs: options.responseUrlLifetimeMs ?? 30 * 60_000 * scale,
    // Slack docs, "Message responses": up to 5 times within 30 minutes.
    responseUrlUses: 5,
    eventRetryDelaysMs:
      options.eventRetryDelaysMs ?? [0, 60_000, 300_000].map((delay) => delay * scale),
    // The client gives up 30 s after the last server ping (socket-mode 3.1, serverPingTimeout).
    pingIntervalMs: options.pingIntervalMs ?? 10_000,
    // Slack docs, Socket Mode: up to 10 connections for one app.
    maximumSockets: 10,
    commands: options.commands ?? ['/civikos'],
    escapeCommands: options.escapeCommands ?? true,
    events: new Set(options.events ?? DEFAULT_EVENTS),
    scopes: options.scopes === undefined ? undefined : new Set(options.scopes),
  };
}
