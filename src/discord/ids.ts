import { createHash } from 'node:crypto';
import { CUSTOM_ID, NONCE } from './limits.ts';

/** Discord counts time from 2015-01-01 (docs: reference, "Snowflakes"). */
const EPOCH_MS = 1_420_070_400_000;

/** The smallest id that Discord could give out at that moment. */
export function snowflakeAt(moment: Date): string {
  return (BigInt(Math.max(0, moment.getTime() - EPOCH_MS)) << 22n).toString();
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The nonce of a delivery: the same for every attempt, and within Discord's 25 characters. */
export function nonceOf(deliveryId: string): string {
  return digest(deliveryId).toString('base64url').slice(0, NONCE);
}

/**
 * A number of 31 bits that a message carries as the `id` of its first component. Discord does not
 * keep the nonce in its history (discord.py#2451), but it keeps component ids (docs:
 * components/reference, "Anatomy of a Component").
 */
export function markOf(deliveryId: string): number {
  return (digest(deliveryId).readUInt32BE(0) >>> 1) | 1;
}

/** Joins parts into a custom id; throws a programming error beyond Discord's 100 characters. */
export function customId(...parts: readonly string[]): string {
  const id = parts.map((part) => part.replaceAll(/[%:]/g, encodeURIComponent)).join(':');
  if (id.length === 0 || id.length > CUSTOM_ID) {
    throw new Error(
      `A custom id of ${id.length} characters for ${parts[0]}; 1 to ${CUSTOM_ID} fit`,
    );
  }
  return id;
}

/** The parts of a {@link customId}; null for one that is not ours. */
export function customIdParts(id: string): [string, ...string[]] | null {
  try {
    const [first, ...others] = id.split(':').map(decodeURIComponent);
    return first ? [first, ...others] : null;
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** A message of a thread bears the thread's id too, so that it can be found from its channel. */
export interface MessageAt {
  thread?: string;
  message: string;
}

export function encodeMessage({ thread, message }: MessageAt): string {
  return thread ? `${thread}/${message}` : message;
}

export function decodeMessage(id: string): MessageAt {
  const [first = '', second] = id.split('/');
  return second ? { thread: first, message: second } : { message: first };
}
