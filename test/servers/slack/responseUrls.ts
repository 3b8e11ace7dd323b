import { randomBytes } from 'node:crypto';
import type { Core } from './core.ts';
import { emitMessage } from './events.ts';
import { checkContent, isBlank } from './messages.ts';
import { isRefusal, type Json, refuse } from './types.ts';
import type { StoredMessage } from './world.ts';

interface ResponseUrl {
  user: string;
  channel: string;
  issuedAt: number;
  uses: number;
  /** The message with the pressed button: what `replace_original` replaces. */
  original?: StoredMessage;
}

/** What POSTing to a response_url gave: an HTTP status and a body. */
export interface UrlAnswer {
  status: number;
  body: Json;
}

/** The response URLs of commands and interactions. */
export class ResponseUrls {
  private readonly issued = new Map<string, ResponseUrl>();
  private readonly core: () => Core;

  constructor(core: () => Core) {
    this.core = core;
  }

  /** A new response_url for something `user` did in `channel`, perhaps on a message. */
  issue(
    kind: 'commands' | 'actions',
    user: string,
    channel: string,
    original?: StoredMessage,
  ): string {
    const { world, settings, port } = this.core();
    const path = `/${kind}/${world.team.id}/${this.issued.size + 1}/${randomBytes(12).toString('hex')}`;
    this.issued.set(path, { user, channel, issuedAt: settings.now(), uses: 0, original });
    return `http://127.0.0.1:${port()}${path}`;
  }

  /** Whether a path is that of a response_url, valid or not. */
  knows(path: string): boolean {
    return path.startsWith('/commands/') || path.startsWith('/actions/');
  }

  /**
   * Carries out a message response: ephemeral unless `response_type` says `in_channel`; replaces
   * or deletes the original on demand. 404 with `used_url` or `expired_url` when it may not be
   * used any more. (The words and the 400 for malformed content are from memory.)
   */
  respond(path: string, body: Json): UrlAnswer {
    const core = this.core();
    const url = this.issued.get(path);
    if (url === undefined) return { status: 404, body: refuse('invalid_url') };
    if (core.settings.now() - url.issuedAt > core.settings.responseUrlLifetimeMs) {
      return { status: 404, body: refuse('expired_url') };
    }
    if (url.uses >= core.settings.responseUrlUses) return { status: 404, body: refuse('used_url') };
    url.uses += 1;
    if (body.delete_original === true) {
      if (url.original !== undefined) core.world.remove(url.original);
      url.original = undefined;
      return { status: 200, body: { ok: true } };
    }
    const refusal = this.show(url.user, url.channel, body, url.original);
    return refusal ?? { status: 200, body: { ok: true } };
  }

  /** Shows a message response (also that of a command's acknowledgement). */
  show(
    user: string,
    channelId: string,
    body: Json,
    original?: StoredMessage,
  ): UrlAnswer | undefined {
    const core = this.core();
    const { world } = core;
    const content = checkContent(core, body);
    if (isRefusal(content)) return { status: 400, body: content };
    if (isBlank(content)) return { status: 400, body: refuse('no_text') };
    const shown = {
      text: content.text ?? '',
      blocks: content.blocks ?? [],
      attachments: content.attachments ?? [],
      parsesNames: content.parsesNames,
    };
    if (body.replace_original === true && original !== undefined) {
      Object.assign(original, shown, { writtenAt: world.changes + 1, picked: {} });
      if (original.audience === undefined) {
        original.edited = { user: world.bot.userId, ts: world.nextTs() };
      }
      world.changed();
      return undefined;
    }
    const inChannel = body.response_type === 'in_channel';
    const message = world.add({
      channel: channelId,
      author: world.bot.userId,
      byBot: true,
      ...shown,
      ...(typeof body.thread_ts === 'string' ? { threadTs: body.thread_ts } : {}),
      ...(inChannel ? {} : { audience: user }),
    });
    const channel = world.channels.get(channelId);
    if (inChannel && channel !== undefined) emitMessage(core, channel, message);
    return undefined;
  }
}
