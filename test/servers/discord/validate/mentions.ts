import { isJson, type Json, objects, text } from '../json.ts';
import { COMPONENT, PERMISSION } from '../wire.ts';
import type { Mentions, World } from '../world.ts';
import { walk } from './components.ts';
import type { Form, Path } from './form.ts';

const KINDS = ['roles', 'users', 'everyone'] as const;
type Kind = (typeof KINDS)[number];

/** What is parsed when `allowed_mentions` is absent (docs: resources/message). */
export const REGULAR_DEFAULT: readonly Kind[] = ['users', 'roles', 'everyone'];
export const INTERACTION_DEFAULT: readonly Kind[] = ['users'];

export interface AllowedMentions {
  readonly parse: readonly string[];
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly repliedUser: boolean;
}

/** Checks `allowed_mentions`; absent, the default of the place applies. */
export function readAllowed(
  form: Form,
  path: Path,
  value: unknown,
  fallback: readonly Kind[],
): AllowedMentions {
  if (!isJson(value)) return { parse: fallback, users: [], roles: [], repliedUser: true };
  const parse = strings(value.parse);
  for (const [index, kind] of parse.entries()) form.choice([...path, 'parse', index], kind, KINDS);
  const users = strings(value.users);
  const roles = strings(value.roles);
  for (const [kind, ids] of Object.entries({ users, roles })) {
    form.size([...path, kind], ids.length, { max: 100 });
    if (ids.length > 0 && parse.includes(kind)) {
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      form.add(path, 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
    }
  }
  return { parse, users, roles, repliedUser: value.replied_user === true };
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** The texts of a message in which mentions count: the content and text displays, not embeds. */
export function mentionTexts(content: string, components: readonly Json[]): string[] {
  const shown = [...walk(objects(components))].filter(({ type }) => type === COMPONENT.text);
  return [content, ...shown.map((part) => text(part.content) ?? '')];
}

export interface Found {
  readonly mentions: Mentions;
  /** What would be pinged, as it stands in the text. */
  readonly pings: string[];
}

/**
 * Who is mentioned and who is pinged. A backslash or a code span is not taken for protection:
 * whether Discord's notifier honours them is documented nowhere, so the worse case is assumed.
 */
export function findMentions(
  world: World,
  texts: readonly string[],
  allowed: AllowedMentions,
  repliedTo?: string,
): Found {
  const whole = texts.join('\n');
  const mayMentionAll = (world.bot.permissions & PERMISSION.mentionEveryone) !== 0n;
  const pings: string[] = [];

  const everyone = allowed.parse.includes('everyone') && mayMentionAll;
  if (everyone) {
    for (const word of ['@everyone', '@here']) if (whole.includes(word)) pings.push(word);
  }
  const users = idsIn(whole, /<@!?(\d+)>/g).filter((id) => world.users.has(id));
  const pingedUsers = users.filter(
    (id) => allowed.parse.includes('users') || allowed.users.includes(id),
  );
  const roles = idsIn(whole, /<@&(\d+)>/g).filter((id) => {
    const role = world.roles.get(id);
    return role !== undefined && (role.mentionable || mayMentionAll);
  });
  const pingedRoles = roles.filter(
    (id) => allowed.parse.includes('roles') || allowed.roles.includes(id),
  );
  pings.push(...pingedRoles.map((id) => `<@&${id}>`), ...pingedUsers.map((id) => `<@${id}>`));
  if (repliedTo && allowed.repliedUser && !pingedUsers.includes(repliedTo)) {
    pingedUsers.push(repliedTo);
    pings.push(`<@${repliedTo}>`);
  }
  const all = pings.includes('@everyone') || pings.includes('@here');
  return { mentions: { users: pingedUsers, roles: pingedRoles, everyone: all }, pings };
}

function idsIn(whole: string, pattern: RegExp): string[] {
  return [...new Set([...whole.matchAll(pattern)].flatMap((match) => match[1] ?? []))];
}
