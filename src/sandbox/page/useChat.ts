import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { newRequest, SandboxClient, SandboxError } from '../client.ts';
import type { ClockRequest, ErrorCode, LiveEvent, MessageView } from '../wire.ts';
import { type Change, type ChatState, change, changeOf, NOTHING_KNOWN } from './chatState.ts';

export type Connection = 'opening' | 'live' | 'lost';

/** The chat as one person sees it, kept up to date, and what they can do in it. */
export interface Chat {
  client: SandboxClient;
  user: string;
  state: ChatState;
  connection: Connection;
  /** The last new messages, for those who listen to the page. */
  arrived: readonly MessageView[];
  loadEarlier(channel: string): Promise<void>;
  loadThread(message: string): Promise<void>;
  /** Takes in messages that an answer brought. */
  learn(messages: readonly MessageView[]): void;
  react(message: MessageView, emoji: string): Promise<void>;
  dismiss(message: MessageView): Promise<void>;
  moveClock(request: ClockRequest): Promise<void>;
  /** Tells a person what went wrong; null when that is over. */
  problem: ErrorCode | null;
  setProblem(problem: ErrorCode | null): void;
}

const ARRIVED_KEPT = 20;

export const codeOf = (error: unknown): ErrorCode =>
  error instanceof SandboxError ? error.code : 'failed';

export function useChat(user: string, channel: string | null): Chat {
  const client = useMemo(() => new SandboxClient(), []);
  const [state, dispatch] = useReducer(change, NOTHING_KNOWN);
  const [connection, setConnection] = useState<Connection>('opening');
  const [arrived, setArrived] = useState<readonly MessageView[]>([]);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [generation, setGeneration] = useState(0);
  // What arrives while something is loading is applied after it: it is newer than the answer.
  const loading = useRef(0);
  const waiting = useRef<Change[]>([]);
  const newest = useRef(0);

  const load = useCallback(async (work: () => Promise<Change | null>) => {
    loading.current += 1;
    try {
      const loaded = await work();
      if (loaded) dispatch(loaded);
    } catch (error) {
      setProblem(codeOf(error));
    } finally {
      loading.current -= 1;
      if (loading.current === 0) for (const step of waiting.current.splice(0)) dispatch(step);
    }
  }, []);

  const loadState = useCallback(
    () =>
      load(async () => {
        const state = await client.state(user);
        newest.current = Math.max(newest.current, ...state.channels.flatMap((one) => one.recent));
        return { type: 'state', state, readAt: performance.now() };
      }),
    [client, load, user],
  );

  useEffect(() => {
    dispatch({ type: 'forget' });
    setConnection('opening');
    if (user === '') return;
    return client.listen(user, {
      opened() {
        setConnection('live');
        setGeneration((before) => before + 1);
        void loadState();
      },
      lost: () => setConnection('lost'),
      event(event: LiveEvent) {
        if (event.type === 'directory') void loadState();
        const step = changeOf(event, user, performance.now());
        if (!step) return;
        if (event.type === 'message') {
          const { message } = event;
          // What was there before and is only drawn anew has not arrived; an answer to oneself has.
          if (message.seq > newest.current || message.onlyYou) {
            setArrived((before) => [...before, message].slice(-ARRIVED_KEPT));
          }
          newest.current = Math.max(newest.current, message.seq);
        }
        if (loading.current > 0) waiting.current.push(step);
        else dispatch(step);
      },
    });
  }, [client, user, loadState]);

  // Each time the connection is new, what was missed meanwhile is loaded with the page.
  useEffect(() => {
    if (channel === null || generation === 0) return;
    void load(async () => ({ type: 'page', channel, ...(await client.messages(user, channel)) }));
  }, [client, load, user, channel, generation]);

  const learn = useCallback(
    (messages: readonly MessageView[]) => dispatch({ type: 'messages', messages, user }),
    [user],
  );

  /** Does something and tells the person when it fails. */
  const attempt = useCallback(async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      setProblem(codeOf(error));
    }
  }, []);

  const own = (message: MessageView, emoji: string) =>
    message.reactions.some((one) => one.emoji === emoji && one.users.includes(user));

  return {
    client,
    user,
    state,
    connection,
    arrived,
    learn,
    problem,
    setProblem,
    loadEarlier: (id) => {
      const oldest = [...state.messages.values()]
        .filter((one) => one.channel === id && one.thread === null)
        .reduce((seq, one) => Math.min(seq, one.seq), Number.POSITIVE_INFINITY);
      const before = Number.isFinite(oldest) ? oldest : undefined;
      return load(async () => ({
        type: 'page',
        channel: id,
        ...(await client.messages(user, id, before)),
      }));
    },
    loadThread: useCallback(
      (message) =>
        load(async () => ({
          type: 'messages',
          messages: await client.thread(user, message),
          user,
        })),
      [client, load, user],
    ),
    react: (message, emoji) =>
      attempt(() =>
        client.react({
          user,
          request: newRequest(),
          message: message.id,
          emoji,
          added: !own(message, emoji),
        }),
      ),
    dismiss: (message) =>
      attempt(() => client.dismiss({ user, request: newRequest(), message: message.id })),
    moveClock: (request) =>
      attempt(async () => {
        const clock = await client.moveClock(request);
        dispatch({ type: 'clock', clock, readAt: performance.now() });
      }),
  };
}
