import { type FaultRates, USUAL_RATES } from '../servers/seeded.ts';
import type { Call } from '../servers/slack/faults.ts';
import type { Person } from '../servers/slack/person.ts';
import type { SeenMessage } from '../servers/slack/seen.ts';
import { type SlackServer, startSlackServer } from '../servers/slack/server.ts';
import {
  type CallKind,
  type Community,
  type Posted,
  placesOf,
  type Watcher,
  type Writer,
} from './community.ts';

export interface SlackCommunity extends Community {
  readonly server: SlackServer;
}

/** A local Slack with that many members' channels. */
export async function openSlackCommunity(
  channels: number,
  rates: FaultRates = USUAL_RATES,
): Promise<SlackCommunity> {
  let aheadMs = 0;
  let watching: Watcher | null = null;
  const server = await startSlackServer({ now: () => Date.now() + aheadMs });
  const places = placesOf(channels, (name) => server.addChannel(name, { member: true }).id);
  return {
    platform: 'slack',
    name: server.team.id,
    ...places,
    server,
    environment: {
      SLACK_BOT_TOKEN: server.botToken,
      SLACK_APP_TOKEN: server.appToken,
      SLACK_API_URL: server.apiUrl,
    },
    posted: async ({ externalId }) =>
      server
        .messages(externalId)
        .filter(({ byBot }) => byBot)
        .map(postedOf),
    markOf: (deliveryId) => deliveryId,
    keptId: ({ id }) => id,
    faults(seed) {
      if (seed === null) server.faults.clear();
      else server.faults.atRandom(seed, rates);
    },
    watch(watcher) {
      watching = watcher;
      server.faults.onlooker = watcher
        ? (moment, call) => watcher(moment, kindOf(call))
        : undefined;
    },
    advance(ms) {
      aheadMs += ms;
    },
    writer({ externalId, name }) {
      const person = server.addUser(`delegate-${name}`);
      const answered = async () => {
        await watching?.('replied', 'answer');
      };
      return { contribute: (text) => contribute(server, person, externalId, text, answered) };
    },
    close: () => server.close(),
  };
}

function postedOf({ ts, metadata, visible, replies }: SeenMessage): Posted {
  const payload = metadata?.event_payload as { id?: unknown } | undefined;
  return {
    id: ts,
    delivery: typeof payload?.id === 'string' ? payload.id : undefined,
    text: visible,
    thread: replies.filter(({ byBot }) => byBot).map(postedOf),
  };
}

function kindOf({ method, args }: Call): CallKind {
  switch (method) {
    case 'auth.test':
    case 'apps.connections.open':
      return 'connect';
    case 'chat.postMessage':
      return args.thread_ts ? 'note' : 'card';
    case 'chat.update':
      return 'edit';
    case 'conversations.history':
    case 'conversations.replies':
      return 'look';
    default:
      return 'other';
  }
}

async function contribute(
  server: SlackServer,
  person: Person,
  channel: string,
  text: string,
  answered: () => Promise<void>,
): ReturnType<Writer['contribute']> {
  const card = server.messages(channel).find(({ byBot }) => byBot);
  if (!card) throw new Error(`there is no card in ${channel}`);
  const open = person.modal();
  if (open) await person.close(open, { all: true });
  await person.press(card, 'Contribute');
  // Whether the form comes is told by nothing else: the request that opens it may have failed.
  const form = await server.waitFor(() => person.modal(), 'a form', FORM_MS).catch(() => undefined);
  if (!form) return false;
  const reply = await person.submit(form, { proposedText: text });
  if (reply.outcome !== 'acknowledged') return false;
  await answered();
  const again = reply.view?.inputs.length ?? 0;
  return again === 0 && Object.keys(reply.errors).length === 0;
}

/** A person who sees no form for this long presses the button again. */
const FORM_MS = 2_000;
