import type { Faults } from './faults.ts';
import type { RateLimits } from './rateLimits.ts';
import type { ResponseUrls } from './responseUrls.ts';
import type { Settings } from './settings.ts';
import type { SocketMode } from './socketMode.ts';
import type { Triggers } from './triggers.ts';
import type { Json } from './types.ts';
import type { ViewStore } from './viewStore.ts';
import type { World } from './world.ts';

/** A record of one call of the app. */
export interface CallRecord {
  method: string;
  args: Json;
  /** `ok`, Slack's error, or the fault that struck. */
  result: string;
  /** Whether the call was carried out (also when its reply was dropped). */
  done: boolean;
}

/** Something a person was told because the app failed them. */
export interface Failure {
  user: string;
  /** What they did, such as `/civikos help` or `press Contribute`. */
  action: string;
  error: string;
  /** Slack's reasons, when the app's answer was malformed. */
  messages: readonly string[];
}

/** The parts of the server, for those parts that need each other. */
export interface Core {
  settings: Settings;
  world: World;
  views: ViewStore;
  triggers: Triggers;
  sockets: SocketMode;
  responses: ResponseUrls;
  faults: Faults;
  limits: RateLimits;
  calls: CallRecord[];
  failures: Failure[];
  /** The port once the server listens. */
  port(): number;
}
