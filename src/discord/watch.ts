import { type Client, Events, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { type Language, translate } from '../i18n/index.ts';
import { failureOf } from './errors.ts';
import { closedSentence, operatorSentence } from './operator.ts';
import { API } from './rest.ts';

/**
 * discord.js ends a connection whose heartbeats (one in 41 s) are not answered and makes another,
 * for ever and seldom more than half a minute apart. Ten minutes without one, while Discord itself
 * can be reached, means that it has stopped trying (discord.js#8486, #9411).
 */
export const STUCK_MS = 10 * 60_000;

/** Between looks at the connection. */
const LOOK_MS = 30_000;

export interface WatchParts {
  client: Client;
  /** Whether events arrive. */
  connected(): boolean;
  machineNow: () => Date;
  language: Language;
  apiUrl: string | undefined;
  log: Logger;
  /** Called once, with a sentence for the operator: the connection is lost for good. */
  lost(why: string): void;
  lookMs?: number;
}

/** Notices a connection that will not come back; returns how to stop looking. */
export function watchConnection(parts: WatchParts): () => void {
  const { client, machineNow, language, log } = parts;
  let downSince: number | null = null;
  let asking = false;

  function lose(why: string): void {
    clearInterval(timer);
    parts.lost(why);
  }

  async function look(): Promise<void> {
    const now = machineNow().getTime();
    if (parts.connected()) downSince = null;
    else downSince ??= now;
    // A clock that was set back must not make the wait longer.
    if (asking || downSince === null || Math.abs(now - downSince) < STUCK_MS) return;
    asking = true;
    try {
      await client.rest.get(Routes.gatewayBot());
      if (!parts.connected()) lose(translate(language, 'discord.stuck'));
    } catch (error) {
      const { code } = failureOf(error);
      // An outage of Discord or of the network ends by itself; a token that is refused does not.
      if (code === '401') lose(operatorSentence(error, parts.apiUrl ?? API, language));
      else log.warn({ code }, 'Discord has not been connected for long and cannot be reached');
    } finally {
      asking = false;
    }
  }

  const timer = setInterval(() => void look(), parts.lookMs ?? LOOK_MS);
  client.on(Events.ShardDisconnect, ({ code }) => {
    log.error({ code }, 'Discord closed the connection for good');
    lose(closedSentence(code, language));
  });
  return () => clearInterval(timer);
}
