import { FileTooLarge, type IncomingFile } from '../chat/form.ts';
import type { Answer, Invocation } from '../chat/invocation.ts';
import type { Message } from '../chat/message.ts';
import type { Inbound } from '../chat/platform.ts';
import type { ChannelRef, UserRef } from '../chat/references.ts';
import type { Language } from '../i18n/languages.ts';
import { type Directory, directUser, sees } from './directory.ts';
import type { Messages } from './messages.ts';
import {
  type AnswerView,
  BOT,
  type DismissRequest,
  type ErrorCode,
  type FileUpload,
  type PressRequest,
  type ReactRequest,
  type SayRequest,
  type SubmitRequest,
} from './wire.ts';

/** The one community there is. */
export const COMMUNITY = 'sandbox';

export const channelRef = (channel: string): ChannelRef => ({
  platform: 'sandbox',
  community: COMMUNITY,
  channel,
});

export const userRef = (user: string): UserRef => ({
  platform: 'sandbox',
  community: COMMUNITY,
  user,
});

export type Refused = { error: ErrorCode };

/** Where a person stands when they do something. */
interface Place {
  user: string;
  request: string;
  channel: string;
  thread: string | null;
}

interface Parts {
  directory: Directory;
  messages: Messages;
  /** What is said where nobody has a language yet. */
  language: Language;
  inbound(): Inbound | null;
  /** The message is new or has changed: the pages that are open are told. */
  announce(message: string): Promise<void>;
  removed(message: string, user: string): void;
}

/** What people do in the chat, brought to the bot, and what it answers, shown to them. */
export class Conversation {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * A line with a slash is for the bot; any other is posted for everyone to read, and where only the
   * bot reads it is for the bot, too.
   */
  async say(request: SayRequest): Promise<AnswerView | Refused> {
    const text = request.text.trim();
    if (text.startsWith('/')) {
      return this.#invoke(request, { kind: 'text', text: withoutRoot(text) }, null);
    }
    const standing = await this.#standing(request);
    if ('error' in standing) return standing;
    const id = await this.#parts.messages.add({
      channel: request.channel,
      thread: request.thread,
      author: request.user,
      content: plain(text, this.#parts.language),
      onlyFor: null,
      key: `say:${request.user}:${request.request}`,
    });
    const posted = await this.#shown(id, request.user);
    if (directUser(request.channel) === null) return posted;
    return this.#invoke(request, { kind: 'written', text, files: {} }, null);
  }

  async press(request: PressRequest): Promise<AnswerView | Refused> {
    const { act, args, message } = request;
    if (message !== null && (await this.#parts.messages.view(message, request.user)) === null) {
      return { error: 'notFound' };
    }
    return this.#invoke(
      request,
      {
        kind: 'press',
        act,
        args,
        ...(message === null ? {} : { message: { ...channelRef(request.channel), message } }),
      },
      message,
    );
  }

  async submit(request: SubmitRequest): Promise<AnswerView | Refused> {
    const { act, unfinished, step, values } = request;
    const files = Object.fromEntries(
      Object.entries(request.files).map(([name, uploads]) => [name, uploads.map(incoming)]),
    );
    return this.#invoke(request, { kind: 'submit', act, unfinished, step, values, files }, null);
  }

  /** Nothing comes back: the pages see the emoji as everyone else does. */
  async react(request: ReactRequest): Promise<{ kind: 'nothing' } | Refused> {
    const { user, message, emoji, added } = request;
    const inbound = this.#parts.inbound();
    if (!inbound) return { error: 'notStarted' };
    const userName = await this.#parts.directory.userName(user);
    const view = await this.#parts.messages.view(message, user);
    if (userName === null || view === null || view.onlyYou) return { error: 'notFound' };
    if (await this.#parts.messages.react(message, user, emoji, added)) {
      await this.#parts.announce(message);
      await inbound.reaction({
        id: `sandbox:${request.request}`,
        user: userRef(user),
        userName,
        message: { ...channelRef(view.channel), message },
        emoji,
        added,
      });
    }
    return { kind: 'nothing' };
  }

  async dismiss(request: DismissRequest): Promise<{ kind: 'nothing' } | Refused> {
    const gone = await this.#parts.messages.dismiss(request.message, request.user);
    if (!gone) return { error: 'notFound' };
    this.#parts.removed(request.message, request.user);
    return { kind: 'nothing' };
  }

  async #invoke(place: Place, what: Doing, pressed: string | null): Promise<AnswerView | Refused> {
    const inbound = this.#parts.inbound();
    if (!inbound) return { error: 'notStarted' };
    const standing = await this.#standing(place);
    if ('error' in standing) return standing;
    // A browser that lost the answer asks again: what was shown is shown again.
    const before = await this.#parts.messages.byKey(answerKey(place));
    if (before !== null) return this.#shown(before, place.user);
    const invocation: Invocation = {
      id: `sandbox:${place.request}`,
      user: userRef(place.user),
      userName: standing.userName,
      channel: channelRef(place.channel),
      channelName: standing.channelName,
      ...what,
    };
    const answer =
      invocation.kind === 'submit' || invocation.kind === 'written'
        ? (await inbound.take(invocation)).answer
        : inbound.invoke(invocation);
    return this.#show(place, await answer, pressed);
  }

  async #show(place: Place, answer: Answer, pressed: string | null): Promise<AnswerView> {
    if (answer.kind !== 'private' && answer.kind !== 'public') return answer;
    const { messages } = this.#parts;
    const own = pressed === null ? null : await messages.view(pressed, place.user);
    if (answer.kind === 'private' && own?.onlyYou) {
      await messages.replace(own.channel, own.id, answer.message, false);
      return this.#shown(own.id, place.user);
    }
    const id = await messages.add({
      channel: place.channel,
      thread: place.thread,
      author: BOT,
      content: answer.message,
      onlyFor: answer.kind === 'private' ? place.user : null,
      key: answerKey(place),
    });
    return this.#shown(id, place.user);
  }

  async #shown(id: string, user: string): Promise<AnswerView> {
    await this.#parts.announce(id);
    const message = await this.#parts.messages.view(id, user);
    return message ? { kind: 'message', message } : { kind: 'nothing' };
  }

  /** The names that belong to a place; refused where there is no such place for this person. */
  async #standing(place: Place): Promise<{ userName: string; channelName: string } | Refused> {
    const { directory, messages } = this.#parts;
    const userName = await directory.userName(place.user);
    const channelName = await directory.channelName(place.channel);
    if (userName === null || channelName === null || !sees(place.user, place.channel)) {
      return { error: 'notFound' };
    }
    if (place.thread !== null) {
      const root = await messages.view(place.thread, place.user);
      if (root?.channel !== place.channel || root.thread !== null) return { error: 'notFound' };
    }
    return { userName, channelName };
  }
}

/** An invocation without who, where and which request. */
type Doing = Invocation extends infer Each
  ? Each extends Invocation
    ? Omit<Each, 'id' | 'user' | 'userName' | 'channel' | 'channelName'>
    : never
  : never;

const answerKey = (place: Place) => `answer:${place.user}:${place.request}`;

/** `/civikos draft new` and `/draft new` are both the verb `draft new`. */
function withoutRoot(line: string): string {
  return line.replace(/^\/\s*(?:civikos(?=\s|$)\s*)?/i, '');
}

function plain(text: string, language: Language): Message {
  return { language, summary: text, parts: [{ kind: 'text', text }] };
}

function incoming(file: FileUpload): IncomingFile {
  const size = Buffer.byteLength(file.base64, 'base64');
  return {
    name: file.name,
    size,
    async read(maxBytes) {
      if (size > maxBytes) throw new FileTooLarge();
      return Buffer.from(file.base64, 'base64');
    },
  };
}
