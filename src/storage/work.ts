import type { Calendar } from '../calendar/index.ts';
import type { Tx } from './database.ts';
import type { Settings } from './settings.ts';

/** What rules and use cases see of the world besides their input; nothing reads a clock itself. */
export interface World {
  /** Civil time: what day it is for people. The sandbox may move it. */
  now: Date;
  /** Machine time, for leases and retries; nobody moves it. */
  machineNow: Date;
  /** IANA zone of the deadlines. */
  zone: string;
  calendar: Calendar;
  settings: Settings;
  /** Where people reach the bot's pages, without a slash at the end; null when nowhere. */
  publicUrl: string | null;
  /** Whether a mail server is configured: without one staff hand over what is to leave. */
  canMail?: boolean;
  /** Who acts; null for the clock. */
  personId: string | null;
  /** The channel in which it was asked for, with platform and community; null for the clock. */
  place: string | null;
}

/** A use case's one transaction and its world. */
export interface Work extends World {
  tx: Tx;
}
