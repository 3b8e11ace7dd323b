import { type FaultRates, USUAL_RATES } from '../servers/seeded.ts';
import type { Call } from '../servers/slack/faults.ts';
import type { SeenMessage } from '../servers/slack/seen.ts';
import { type SlackServer, startSlackServer } from '../servers/slack/server.ts';
import { type CallKind, type Community, type Posted, placesOf } from './community.ts';

export interface SlackCommunity extends Community {
  readonly server: SlackServer;
}

/** A local Slack with that many members' channels. */
export async function openSlackCommunity(
  channels: number,
  rates: FaultRates = USUAL_RATES,
): Promise<SlackCommunity> {
  let aheadMs = 0;
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
      server.faults.onlooker = watcher
        ? (moment, call) => watcher(moment, kindOf(call))
        : undefined;
    },
    advance(ms) {
      aheadMs += ms;
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
