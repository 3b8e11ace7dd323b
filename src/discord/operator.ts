import { GatewayCloseCodes } from 'discord.js';
import { type Language, translate } from '../i18n/index.ts';
import { failureOf, networkCode } from './errors.ts';

const PORTAL = 'https://discord.com/developers/applications';

/** A sentence for the operator when Discord could not be connected to; it holds no token. */
export function operatorSentence(error: unknown, address: string, language: Language): string {
  const text = error instanceof Error ? error.message : '';
  if (networkCode(error) === 'TokenInvalid' || text === 'Authentication failed') {
    return translate(language, 'discord.tokenRefused', { portal: PORTAL });
  }
  if (text === 'Used disallowed intents' || text === 'Used invalid intents') {
    return translate(language, 'discord.intentsRefused', { portal: PORTAL });
  }
  const { code } = failureOf(error);
  return translate(language, 'discord.unreachable', { address, code });
}

/**
 * A sentence for the operator when Discord closed a connection with a code after which discord.js
 * makes no other (docs: topics/opcodes-and-status-codes, "Gateway Close Event Codes").
 */
export function closedSentence(code: number, language: Language): string {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return translate(language, 'discord.tokenRefused', { portal: PORTAL });
    case GatewayCloseCodes.InvalidIntents:
    case GatewayCloseCodes.DisallowedIntents:
      return translate(language, 'discord.intentsRefused', { portal: PORTAL });
    default:
      return translate(language, 'discord.closed', { code, portal: PORTAL });
  }
}
