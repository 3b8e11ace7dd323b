/** What a test may scale or switch. Durations are milliseconds of the server's clock. */
export interface Settings {
  /** An interaction must be answered within this (docs: 3 seconds). */
  answerWithin: number;
  /** An interaction token lives this long (docs: 15 minutes). */
  tokenLives: number;
  /** A lost gateway session can be resumed this long ("a few minutes"). */
  resumeWithin: number;
  /** Told to the client in HELLO. */
  heartbeatInterval: number;
  /** `enforce_nonce` looks back this far ("the past few minutes"). */
  nonceRemembered: number;
  /** Privileged intents switched on for the application; any other is refused with 4014. */
  privilegedIntents: number;
  /** Largest attachment in bytes (docs: 10 MiB by default). */
  attachmentLimit: number;
  /** Largest request in bytes (docs: 25 MiB). */
  requestLimit: number;
  /** How many edits of messages older than an hour are allowed (30046); null: any number. */
  oldEdits: number | null;
  /** Zone and locale in which people see `<t:…>` timestamps. */
  timeZone: string;
  locale: string;
  /** How long a wait of the test API may take before it fails, in real milliseconds. */
  patience: number;
}

export const DEFAULT_SETTINGS: Readonly<Settings> = {
  answerWithin: 3_000,
  tokenLives: 15 * 60_000,
  resumeWithin: 3 * 60_000,
  heartbeatInterval: 41_250,
  nonceRemembered: 5 * 60_000,
  privilegedIntents: 0,
  attachmentLimit: 10 * 1024 * 1024,
  requestLimit: 25 * 1024 * 1024,
  oldEdits: null,
  timeZone: 'Europe/Belgrade',
  locale: 'en-GB',
  patience: 10_000,
};
