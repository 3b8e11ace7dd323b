// Discord's own numbers, each from discord/discord-api-docs (August 2026).

/** Component types (docs: components/reference, "Component Types"). */
export const COMPONENT = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

/** Every kind of select menu. */
export const SELECTS: readonly number[] = [3, 5, 6, 7, 8];

/** Button styles that matter here: 5 opens a link, 6 sells something. */
export const LINK_BUTTON = 5;
export const PREMIUM_BUTTON = 6;

/** Message flags (docs: resources/message, "Message Flags"). */
export const FLAG = {
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

/** Permission bits (docs: topics/permissions). */
export const PERMISSION = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  addReactions: 1n << 6n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useApplicationCommands: 1n << 31n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  sendMessagesInThreads: 1n << 38n,
} as const;

export type PermissionName = keyof typeof PERMISSION;

/** What a role gives when nobody changes it: no management, but @everyone may be mentioned. */
export const ORDINARY_PERMISSIONS =
  PERMISSION.addReactions |
  PERMISSION.viewChannel |
  PERMISSION.sendMessages |
  PERMISSION.embedLinks |
  PERMISSION.attachFiles |
  PERMISSION.readMessageHistory |
  PERMISSION.mentionEveryone |
  PERMISSION.useApplicationCommands |
  PERMISSION.createPublicThreads |
  PERMISSION.sendMessagesInThreads;

/** Gateway intents (docs: events/gateway, "List of Intents"). */
export const INTENT = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  guildMessageReactions: 1 << 10,
  directMessages: 1 << 12,
  directMessageReactions: 1 << 13,
  messageContent: 1 << 15,
} as const;

export const PRIVILEGED_INTENTS =
  INTENT.guildMembers | INTENT.guildPresences | INTENT.messageContent;

/** Every bit that names an intent: 0–16, 20, 21, 24, 25. */
export const KNOWN_INTENTS = 0x1_ffff | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);

export const CHANNEL = { text: 0, dm: 1, announcement: 5, publicThread: 11 } as const;

export const MESSAGE_TYPE = { plain: 0, reply: 19, command: 20, contextMenu: 23 } as const;

/** Interaction types (docs: interactions/receiving-and-responding). */
export const INTERACTION = { command: 2, component: 3, autocomplete: 4, modalSubmit: 5 } as const;

/** Interaction callback types (same page). */
export const CALLBACK = {
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const;

/** Application command option types (docs: interactions/application-commands). */
export const OPTION = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;
