import type {
  ChannelView,
  ClockView,
  LiveEvent,
  MessageView,
  StateView,
  UserView,
} from '../wire.ts';

/** Civil time as it was told, and when by the page's own steady clock. */
export interface ClockReading {
  at: number;
  zone: string;
  readAt: number;
}

/** What the page knows of the chat, as one person sees it. */
export interface ChatState {
  /** False until the channels and people are there. */
  ready: boolean;
  /** Which database this is; see StateView. */
  world: string;
  channels: readonly ChannelView[];
  users: readonly UserView[];
  clock: ClockReading | null;
  messages: ReadonlyMap<string, MessageView>;
  /** The channels that are loaded, and whether they have older messages. */
  pages: ReadonlyMap<string, { more: boolean }>;
}

export const NOTHING_KNOWN: ChatState = {
  ready: false,
  world: '',
  channels: [],
  users: [],
  clock: null,
  messages: new Map(),
  pages: new Map(),
};

export type Change =
  | { type: 'forget' }
  | { type: 'state'; state: StateView; readAt: number }
  | { type: 'clock'; clock: ClockView; readAt: number }
  | { type: 'page'; channel: string; messages: readonly MessageView[]; more: boolean }
  | { type: 'messages'; messages: readonly MessageView[]; user: string }
  | { type: 'removed'; message: string };

/** The state after a change; nothing in the old one is touched. */
export function change(state: ChatState, step: Change): ChatState {
  switch (step.type) {
    case 'forget':
      return NOTHING_KNOWN;
    case 'state':
      return {
        ...state,
        ready: true,
        world: step.state.world,
        channels: step.state.channels,
        users: step.state.users,
        clock: reading(step.state.clock, step.readAt),
      };
    case 'clock':
      return { ...state, clock: reading(step.clock, step.readAt) };
    case 'page':
      return {
        ...state,
        messages: withMessages(state.messages, step.messages),
        pages: new Map(state.pages).set(step.channel, { more: step.more }),
      };
    case 'messages':
      return {
        ...state,
        messages: withMessages(state.messages, step.messages),
        channels: state.channels.map((channel) =>
          withRecent(
            channel,
            step.messages.filter((one) => one.channel === channel.id && one.author !== step.user),
          ),
        ),
      };
    case 'removed': {
      const messages = new Map(state.messages);
      const seq = messages.get(step.message)?.seq;
      messages.delete(step.message);
      const channels = state.channels.map((channel) => ({
        ...channel,
        recent: channel.recent.filter((one) => one !== seq),
      }));
      return { ...state, messages, channels };
    }
  }
}

/** What an event changes; null when it only says that there is something to load. */
export function changeOf(event: LiveEvent, user: string, readAt: number): Change | null {
  switch (event.type) {
    case 'message':
      return { type: 'messages', messages: [event.message], user };
    case 'removed':
      return { type: 'removed', message: event.message };
    case 'clock':
      return { type: 'clock', clock: event.clock, readAt };
    case 'directory':
      return null;
  }
}

/** The messages of a channel outside threads, oldest first. */
export function inChannel(state: ChatState, channel: string): MessageView[] {
  return sorted(
    [...state.messages.values()].filter((one) => one.channel === channel && !one.thread),
  );
}

/** The replies in a thread, oldest first. */
export function inThread(state: ChatState, root: string): MessageView[] {
  return sorted([...state.messages.values()].filter((one) => one.thread === root));
}

/** The messages someone has not read, by number. */
export function unread(channel: ChannelView, mark: number): readonly number[] {
  return channel.recent.filter((seq) => seq > mark);
}

function reading(clock: ClockView, readAt: number): ClockReading {
  return { at: Date.parse(clock.now), zone: clock.zone, readAt };
}

function withMessages(
  known: ReadonlyMap<string, MessageView>,
  messages: readonly MessageView[],
): ReadonlyMap<string, MessageView> {
  const next = new Map(known);
  for (const message of messages) next.set(message.id, message);
  return next;
}

function withRecent(channel: ChannelView, messages: readonly MessageView[]): ChannelView {
  const fresh = messages.map((one) => one.seq).filter((seq) => !channel.recent.includes(seq));
  if (fresh.length === 0) return channel;
  return { ...channel, recent: [...channel.recent, ...fresh].sort((a, b) => a - b) };
}

const sorted = (messages: MessageView[]) => messages.sort((a, b) => a.seq - b.seq);
