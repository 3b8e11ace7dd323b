import type { Command } from '../commands.ts';
import { refusal } from '../errors.ts';
import { isJson, type Json } from '../json.ts';
import { checkCommand } from '../validate/commands.ts';
import { Form } from '../validate/form.ts';
import { objectBody } from '../validate/message.ts';
import { type Call, param, Reply, type Route } from './call.ts';

/** The guild of the call, undefined for global commands. Another application is refused. */
function scopeOf(call: Call): string | undefined {
  const { world } = call.server;
  if (param(call, 'application') !== world.bot.id) throw refusal('unknownApplication');
  if (!('guild' in call.params)) return undefined;
  if (param(call, 'guild') !== world.guild.id) throw refusal('missingAccess');
  return world.guild.id;
}

function list(call: Call): Command[] {
  return call.server.commands.of(scopeOf(call));
}

function get(call: Call): Command {
  return call.server.commands.byId(param(call, 'command'), scopeOf(call));
}

function replace(call: Call): Command[] {
  const scope = scopeOf(call);
  const form = new Form();
  const given = form.list([], call.body, { max: 130 }) ?? [];
  const names = new Set<string>();
  for (const [index, command] of given.entries()) {
    checkCommand(form, [index], command);
    const key = `${command.type ?? 1} ${String(command.name)}`;
    if (names.has(key)) {
      const message = 'Application command names must be unique';
      form.add([index], 'APPLICATION_COMMANDS_DUPLICATE_NAME', message);
    }
    names.add(key);
  }
  form.finish();
  return call.server.commands.replace(given, scope);
}

function checked(call: Call, base: Json = {}): Json {
  const form = new Form();
  const body = { ...base, ...objectBody(form, [], call.body) };
  checkCommand(form, [], body);
  form.finish();
  return body;
}

function create(call: Call): Reply {
  const { command, isNew } = call.server.commands.put(checked(call), scopeOf(call));
  return new Reply(isNew ? 201 : 200, command);
}

function modify(call: Call): Command {
  const former = get(call);
  const body = checked(call, former);
  return call.server.commands.put(body, scopeOf(call), former.id).command;
}

function remove(call: Call): undefined {
  call.server.commands.remove(get(call));
}

const handlers = [
  { method: 'GET', tail: '', handler: list },
  { method: 'PUT', tail: '', handler: replace },
  { method: 'POST', tail: '', handler: create },
  { method: 'GET', tail: '/:command', handler: get },
  { method: 'PATCH', tail: '/:command', handler: modify },
  { method: 'DELETE', tail: '/:command', handler: remove },
];

const places = [
  '/applications/:application/commands',
  '/applications/:application/guilds/:guild/commands',
];

export const commandRoutes: readonly Route[] = places.flatMap((place) =>
  handlers.map(({ method, tail, handler }) => ({ method, template: place + tail, handler })),
);

/** The options of a command or of a nested option. */
export function optionsOf(part: Json): Json[] {
  return Array.isArray(part.options) ? part.options.filter(isJson) : [];
}
