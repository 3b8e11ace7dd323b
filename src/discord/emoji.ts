import { type APIMessage, type APIUser, Routes } from 'discord.js';
import type { MessageRef } from '../chat/references.ts';
import { decodeMessage } from './ids.ts';
import * as limits from './limits.ts';
import type { Wire } from './posting.ts';

/** Skin tones (Unicode: emoji modifiers) and the selectors of text or emoji presentation. */
const VARIATION = /[\u{1f3fb}-\u{1f3ff}\ufe0e\ufe0f]/gu;

/** The emoji as the rest of the program knows it: bare Unicode, or `:name:` for a custom one. */
export function neutralEmoji(emoji: { id?: string | null; name?: string | null }): string {
  const name = emoji.name ?? '';
  return emoji.id ? `:${name}:` : name.replaceAll(VARIATION, '');
}

/** Discord tells ordinary reactions and the paid "super" ones apart; for us they mean the same. */
const KINDS = ['0', '1'];

/** Who has which emoji on a message now, bots left out. Each pair comes once. */
export async function fetchReactions(
  wire: Wire,
  ref: MessageRef,
): Promise<{ user: string; emoji: string }[]> {
  const { thread, message } = decodeMessage(ref.message);
  const place = thread ?? ref.channel;
  const { signal } = wire;
  const route = Routes.channelMessage(place, message);
  const { reactions = [] } = (await wire.rest.get(route, { signal })) as APIMessage;
  const found = new Map<string, { user: string; emoji: string }>();
  for (const { emoji, count_details } of reactions) {
    const counts = [count_details?.normal ?? 1, count_details?.burst ?? 0];
    const name = emoji.name ?? '';
    const path = encodeURIComponent(emoji.id ? `${name}:${emoji.id}` : name);
    const neutral = neutralEmoji(emoji);
    for (const type of KINDS.filter((_, index) => counts[index])) {
      for await (const { id, bot } of reactors(wire, place, message, path, type)) {
        if (!bot) found.set(`${id} ${neutral}`, { user: id, emoji: neutral });
      }
    }
  }
  return [...found.values()];
}

async function* reactors(
  wire: Wire,
  place: string,
  message: string,
  path: string,
  type: string,
): AsyncGenerator<APIUser> {
  let after = '0';
  for (;;) {
    const query = new URLSearchParams({ limit: String(limits.PAGE), after, type });
    const route = Routes.channelMessageReaction(place, message, path);
    const users = (await wire.rest.get(route, { query, signal: wire.signal })) as APIUser[];
    yield* users;
    const last = users.at(-1);
    if (!last || users.length < limits.PAGE) return;
    after = last.id;
  }
}
