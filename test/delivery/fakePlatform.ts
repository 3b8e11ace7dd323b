import type { Message } from '../../src/chat/message.ts';
import {
  type Platform,
  PlatformFailure,
  type ReactionReading,
  type SendOptions,
  type Standing,
  type UploadFile,
} from '../../src/chat/platform.ts';
import type { ChannelRef, MessageRef, PlatformName } from '../../src/chat/references.ts';

/** One call that the worker made. */
export interface Call {
  kind: 'send' | 'edit' | 'upload' | 'find';
  channel: string;
  text: string;
  deliveryId?: string;
  threadOf?: string;
  message?: string;
}

/** What becomes of a call instead of its usual end; undefined leaves it to the usual end. */
type Answer = (call: Call) => Promise<string | null> | undefined;

/** A chat in memory: keeps what was posted, and does on request what real ones do on bad days. */
export function fakePlatform(name: PlatformName = 'sandbox') {
  const calls: Call[] = [];
  const posted = new Map<string, { channel: string; deliveryId: string; texts: string[] }>();
  const standing = new Map<string, { user: string; emoji: string }[] | Error>();
  const reads: { channel: string; messages: readonly string[] }[] = [];
  let during: () => Promise<void> = async () => {};
  let answer: Answer = () => undefined;
  let number = 0;
  let connected = true;
  let lastEventAt: Date | null = null;

  function post(channel: string, text: string, deliveryId: string): string {
    number += 1;
    const id = `m${number}`;
    posted.set(id, { channel, deliveryId, texts: [text] });
    return id;
  }

  async function sent(call: Call): Promise<string> {
    calls.push(call);
    const instead = await answer(call);
    return instead ?? post(call.channel, call.text, call.deliveryId ?? '');
  }

  const platform = {
    name,
    async start() {},
    async stop() {},
    send(channel: ChannelRef, message: Message, options: SendOptions) {
      return sent({ kind: 'send', channel: channel.channel, text: textOf(message), ...options });
    },
    upload(channel: ChannelRef, file: UploadFile, _comment: Message, options: SendOptions) {
      return sent({ kind: 'upload', channel: channel.channel, text: file.name, ...options });
    },
    async edit(message: MessageRef, content: Message) {
      const text = textOf(content);
      const call: Call = {
        kind: 'edit',
        channel: message.channel,
        text,
        message: message.message,
      };
      calls.push(call);
      await answer(call);
      posted.get(message.message)?.texts.push(text);
    },
    async find(channel: ChannelRef, options: SendOptions) {
      const call: Call = { kind: 'find', channel: channel.channel, text: '', ...options };
      calls.push(call);
      const instead = await answer(call);
      if (instead) return instead;
      for (const [id, { deliveryId }] of posted) if (deliveryId === options.deliveryId) return id;
      return null;
    },
    async directChannel() {
      return { platform: name, community: 'c', channel: 'direct' };
    },
    async reactionsIn(
      channel: ChannelRef,
      messages: readonly string[],
      reading: ReactionReading,
    ): Promise<Map<string, Standing | PlatformFailure>> {
      await reading.turn();
      reads.push({ channel: channel.channel, messages });
      const found = new Map(messages.map((id) => [id, standing.get(id) ?? []] as const));
      await during();
      const broken = [...found.values()].find(
        (one) => one instanceof Error && !(one instanceof PlatformFailure),
      );
      if (broken) throw broken;
      return found as Map<string, Standing | PlatformFailure>;
    },
    async permalink(message: MessageRef) {
      return `https://chat.example/${message.message}`;
    },
    health: () => ({ connected, lastEventAt }),
  } satisfies Platform;

  return {
    platform: platform as Platform,
    calls,
    posted,
    standing,
    /** What was asked of the reactions in channels. */
    reads,
    /** Happens after the reactions were read and before they are told. */
    whileReading(next: () => Promise<void>) {
      during = next;
    },
    /** Posts as the platform would, for an answer that then fails all the same. */
    post: (call: Call) => post(call.channel, call.text, call.deliveryId ?? ''),
    answers(next: Answer) {
      answer = next;
    },
    givesSign(at: Date) {
      lastEventAt = at;
    },
    disconnect() {
      connected = false;
    },
    /** The calls as `send c1 text`. */
    told: () => calls.map(({ kind, channel, text }) => `${kind} ${channel} ${text}`.trim()),
  };
}

export type FakePlatform = ReturnType<typeof fakePlatform>;

export function textOf(message: Message): string {
  return message.parts
    .flatMap((part) => (part.kind === 'text' && typeof part.text === 'string' ? [part.text] : []))
    .join('|');
}

/** A promise with its end in the test's hands. */
export function gate<T = void>() {
  let open: (value: T) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const promise = new Promise<T>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { promise, open, fail };
}
