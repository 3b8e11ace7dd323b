import { refusal } from '../errors.ts';
import type { Json } from '../json.ts';
import { channelJson, guildJson, memberJson, roleJson, userJson } from '../present.ts';
import { CHANNEL, INTENT } from '../wire.ts';
import type { User, World } from '../world.ts';
import { type Call, limitOf, param, type Route, snowflake } from './call.ts';

function worldOf(call: Call): World {
  const { world } = call.server;
  if (param(call, 'guild') !== world.guild.id) throw refusal('unknownGuild');
  return world;
}

const fullMember = (user: User): Json => ({ ...memberJson(user), user: userJson(user) });

function get(call: Call): Json {
  const world = worldOf(call);
  const json = guildJson(world);
  if (call.query.get('with_counts') !== 'true') return json;
  return { ...json, approximate_member_count: world.users.size, approximate_presence_count: 1 };
}

function channels(call: Call): Json[] {
  const world = worldOf(call);
  return [...world.channels.values()]
    .filter(({ type }) => type === CHANNEL.text || type === CHANNEL.announcement)
    .map((channel) => channelJson(world, channel));
}

function activeThreads(call: Call): Json {
  const world = worldOf(call);
  const threads = [...world.channels.values()]
    .filter(({ type, archived }) => type === CHANNEL.publicThread && !archived)
    .map((channel) => channelJson(world, channel));
  return { threads, members: [], has_more: false };
}

function roles(call: Call): Json[] {
  return [...worldOf(call).roles.values()].map(roleJson);
}

/** The list of members needs the privileged members intent (docs: resources/guild). */
function members(call: Call): Json[] {
  const world = worldOf(call);
  const { privilegedIntents } = call.server.settings;
  if ((privilegedIntents & INTENT.guildMembers) === 0) throw refusal('missingAccess');
  const limit = limitOf(call, 1);
  const after = snowflake(call, 'after') ?? 0n;
  const found = [...world.users.values()].filter(({ id }) => BigInt(id) > after);
  return found.slice(0, limit).map(fullMember);
}

function member(call: Call): Json {
  const user = worldOf(call).users.get(param(call, 'user'));
  if (!user) throw refusal('unknownMember');
  return fullMember(user);
}

function ownGuilds(call: Call): Json[] {
  const { world } = call.server;
  const { id, name } = world.guild;
  const permissions = world.bot.permissions.toString();
  return [{ id, name, icon: null, owner: false, permissions, features: [] }];
}

function user(call: Call): Json {
  return userJson(call.server.world.user(param(call, 'user')));
}

function self(call: Call): Json {
  const json = userJson(call.server.world.bot);
  return { ...json, verified: true, email: null, mfa_enabled: false, flags: 0 };
}

function application(call: Call): Json {
  const { world } = call.server;
  return {
    id: world.bot.id,
    name: world.bot.displayName,
    icon: null,
    description: '',
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    team: null,
    owner: userJson(world.user(world.guild.ownerId)),
    bot: userJson(world.bot),
    flags: 0,
    tags: [],
    approximate_guild_count: 1,
    redirect_uris: [],
    interactions_endpoint_url: null,
    integration_types_config: { 0: {} },
  };
}

function gatewayBot(call: Call): Json {
  return {
    url: call.server.gatewayUrl,
    shards: 1,
    session_start_limit: {
      total: 1000,
      remaining: 999,
      reset_after: 86_400_000,
      max_concurrency: 1,
    },
  };
}

export const guildRoutes: readonly Route[] = [
  { method: 'GET', template: '/gateway/bot', handler: gatewayBot },
  {
    method: 'GET',
    template: '/gateway',
    handler: (call) => ({ url: call.server.gatewayUrl }),
    open: true,
  },
  { method: 'GET', template: '/users/@me', handler: self },
  { method: 'GET', template: '/users/@me/guilds', handler: ownGuilds },
  { method: 'GET', template: '/users/:user', handler: user },
  { method: 'GET', template: '/applications/@me', handler: application },
  { method: 'GET', template: '/oauth2/applications/@me', handler: application },
  { method: 'GET', template: '/guilds/:guild', handler: get },
  { method: 'GET', template: '/guilds/:guild/channels', handler: channels },
  { method: 'GET', template: '/guilds/:guild/threads/active', handler: activeThreads },
  { method: 'GET', template: '/guilds/:guild/roles', handler: roles },
  { method: 'GET', template: '/guilds/:guild/members', handler: members },
  { method: 'GET', template: '/guilds/:guild/members/:user', handler: member },
];
