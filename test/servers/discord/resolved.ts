import type { Json } from './json.ts';
import {
  attachmentsJson,
  channelJson,
  memberJson,
  messageJson,
  permissionsOf,
  roleJson,
  userJson,
} from './present.ts';
import type { DiscordServer } from './server.ts';
import { ORDINARY_PERMISSIONS } from './wire.ts';
import type { Attachment, Message } from './world.ts';

export interface Mentioned {
  readonly users?: readonly string[];
  readonly roles?: readonly string[];
  readonly channels?: readonly string[];
  readonly attachments?: readonly Attachment[];
  readonly messages?: readonly Message[];
}

/** The `resolved` of an interaction: what its ids stand for. Kinds without any are absent. */
export function resolved(server: DiscordServer, mentioned: Mentioned): Json {
  const { world } = server;
  const users = (mentioned.users ?? []).flatMap((id) => world.users.get(id) ?? []);
  const roles = (mentioned.roles ?? []).flatMap((id) => world.roles.get(id) ?? []);
  const channels = (mentioned.channels ?? []).flatMap((id) => world.channels.get(id) ?? []);
  const kinds: Record<string, [string, unknown][]> = {
    users: users.map((user) => [user.id, userJson(user)]),
    members: users.map((user) => [
      user.id,
      { ...memberJson(user), permissions: permissionsOf(user).toString() },
    ]),
    roles: roles.map((role) => [role.id, roleJson(role)]),
    channels: channels.map((channel) => [
      channel.id,
      { ...channelJson(world, channel), permissions: ORDINARY_PERMISSIONS.toString() },
    ]),
    attachments: attachmentsJson(mentioned.attachments ?? []).map((json) => [
      String(json.id),
      { ...json, ephemeral: true },
    ]),
    messages: (mentioned.messages ?? []).map((message) => [
      message.id,
      messageJson(world, message),
    ]),
  };
  const present = Object.entries(kinds).filter(([, entries]) => entries.length > 0);
  return Object.fromEntries(present.map(([kind, entries]) => [kind, Object.fromEntries(entries)]));
}
