import { nonceOf } from '../../src/discord/ids.ts';
import { DiscordServer, type Person, type SeenMessage } from '../servers/discord/index.ts';
import { type FaultRates, USUAL_RATES } from '../servers/seeded.ts';
import { type CallKind, type Community, type Posted, placesOf, type Writer } from './community.ts';

export interface DiscordCommunity extends Community {
  readonly server: DiscordServer;
}

/** A local Discord with that many members' channels. */
export async function openDiscordCommunity(
  channels: number,
  rates: FaultRates = USUAL_RATES,
): Promise<DiscordCommunity> {
  const server = await DiscordServer.start();
  const places = placesOf(channels, (name) => server.addChannel(name).id);
  const known = new Set([places.office, ...places.members].map(({ externalId }) => externalId));
  const bot = server.bot.displayName;
  return {
    platform: 'discord',
    name: server.guild.id,
    ...places,
    server,
    environment: { DISCORD_TOKEN: server.token, DISCORD_API_URL: server.api },
    posted: async ({ externalId }) =>
      server
        .messages(externalId)
        .filter(({ author }) => author === bot)
        .map(postedOf),
    markOf: nonceOf,
    keptId: ({ id }, parent) => (parent ? `${parent.id}/${id}` : id),
    faults(seed) {
      if (seed === null) server.faults.clear();
      else server.faults.atRandom(seed, rates);
    },
    watch(watcher) {
      server.faults.onlooker = watcher
        ? (moment, { method, path }) => watcher(moment, kindOf(method, path, known))
        : undefined;
    },
    advance: (ms) => server.clock.advance(ms),
    writer({ externalId, name }) {
      const person = server.addUser(`delegate-${name}`);
      return { contribute: (text) => contribute(server, person, externalId, text) };
    },
    close: () => server.stop(),
  };
}

function postedOf({ id, nonce, text, thread }: SeenMessage): Posted {
  return {
    id,
    delivery: nonce === undefined ? undefined : String(nonce),
    text,
    thread: (thread?.messages ?? []).map(postedOf),
  };
}

function kindOf(method: string, path: string, channels: ReadonlySet<string>): CallKind {
  const [, top, id = '', what, , below] = path.split('/');
  if (top === 'interactions') return 'answer';
  if (top !== 'channels') return path.startsWith('/gateway') ? 'connect' : 'other';
  if (below === 'threads') return 'thread';
  if (what !== 'messages' || below) return 'other';
  if (method === 'PATCH') return 'edit';
  if (method === 'GET') return path.endsWith('/messages') ? 'look' : 'thread';
  return channels.has(id) ? 'card' : 'note';
}

async function contribute(
  server: DiscordServer,
  person: Person,
  channel: string,
  text: string,
): ReturnType<Writer['contribute']> {
  const card = server.messages(channel)[0];
  if (!card) throw new Error(`there is no card in ${channel}`);
  if (person.modal) person.dismiss(person.modal);
  if (!(await taken(server, person, () => person.press(card.id, 'Contribute')))) return false;
  const form = person.modal;
  if (!form) return false;
  return taken(server, person, () => person.submit(form, { 'Proposed text': text }));
}

/** Whether Discord got an answer to what a person did: then it shows no failure. */
async function taken(
  server: DiscordServer,
  person: Person,
  act: () => Promise<unknown>,
): Promise<boolean> {
  const answered = act();
  // A deferred answer may never be filled, when the bot dies; what counts is that it was deferred.
  answered.catch(() => undefined);
  const exchange = server.exchanges.all.findLast(({ userId }) => userId === person.id);
  if (!exchange) throw new Error('nothing was sent to the bot');
  await server.waitFor(
    () => exchange.callback !== undefined || exchange.state === 'dead',
    'an answer, or none in time',
  );
  return exchange.callback !== undefined;
}
