/** What the sandbox’s server and its page tell each other, shared by both sides. */
import type { Choice, Form } from '../chat/form.ts';
import type { Message } from '../chat/message.ts';
import type { Language } from '../i18n/languages.ts';

/** The author of what the bot says. */
export const BOT = 'bot';

/** The largest file that can be handed over; the same as the bot takes on Slack and Discord. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** The longest message that can be typed; Slack's limit of a message's text. */
export const MAX_TEXT_LENGTH = 40_000;

export interface ChannelView {
  id: string;
  name: string;
  /** A direct channel is between one person and the bot. */
  direct: boolean;
  /** Numbers of the newest messages by others that this person sees there, ascending. */
  recent: readonly number[];
}

export interface UserView {
  id: string;
  name: string;
  /** Who this is, in a few words; may be empty. */
  about: string;
}

export interface ClockView {
  /** Civil time of the sandbox, ISO 8601. */
  now: string;
  /** IANA zone. */
  zone: string;
}

export interface FileView {
  name: string;
  size: number;
  /** What it shows, where it is a picture. */
  alt: string | null;
}

export interface ReactionView {
  emoji: string;
  /** Ids of users, in the order of the directory. */
  users: readonly string[];
}

/** A message as one person sees it. */
export interface MessageView {
  id: string;
  /** Grows with time in the whole sandbox. */
  seq: number;
  channel: string;
  /** The message in whose thread this stands. */
  thread: string | null;
  /** The id of a user, or {@link BOT}. */
  author: string;
  content: Message;
  file: FileView | null;
  /** Nobody else sees it. */
  onlyYou: boolean;
  /** Civil time, ISO 8601. */
  at: string;
  edited: boolean;
  reactions: readonly ReactionView[];
  replies: number;
  /** Civil time of the newest reply; null without one. */
  repliedAt: string | null;
}

export interface StateView {
  /** Differs from one database to the next: what a browser remembers belongs to one. */
  world: string;
  channels: readonly ChannelView[];
  users: readonly UserView[];
  clock: ClockView;
}

export interface PageView {
  /** Oldest first. */
  messages: readonly MessageView[];
  /** Whether there are older ones. */
  more: boolean;
}

/** What the page is made of in one language. */
export interface WordsView {
  strings: Readonly<Record<string, string>>;
  /** Sunday first, as they begin a date. */
  weekdays: readonly string[];
  months: readonly string[];
  monthsShort: readonly string[];
}

export interface OptionView {
  name: string;
  names: Readonly<Record<Language, string>>;
  description: string;
  required: boolean;
  choices: readonly Choice[];
  completes: boolean;
  user: boolean;
}

/** A verb that can be typed. */
export interface ActView {
  id: string;
  names: Readonly<Record<Language, string>>;
  description: string;
  staffOnly: boolean;
  options: readonly OptionView[];
}

export type AnswerView =
  | { kind: 'message'; message: MessageView }
  | { kind: 'form'; form: Form }
  | { kind: 'invalid'; form: Form; errors: Readonly<Record<string, string>> }
  | { kind: 'nothing' };

/** What the server tells a page without being asked. */
export type LiveEvent =
  /** A message is new, or has changed. */
  | { type: 'message'; message: MessageView }
  | { type: 'removed'; message: string }
  | { type: 'clock'; clock: ClockView }
  /** Channels or people were added. */
  | { type: 'directory' };

/** Why a request was refused; the page has a sentence for each. */
export type ErrorCode =
  | 'badRequest'
  | 'crossSite'
  | 'failed'
  | 'notFound'
  | 'notStarted'
  | 'tooLarge'
  | 'unreachable';

export interface FileUpload {
  name: string;
  /** Standard base64 of at most {@link MAX_FILE_BYTES} bytes. */
  base64: string;
}

interface Doing {
  /** Who acts. */
  user: string;
  /** Made anew for each thing a person does: the same one twice acts once. */
  request: string;
}

export interface SayRequest extends Doing {
  channel: string;
  thread: string | null;
  text: string;
}

export interface PressRequest extends Doing {
  channel: string;
  thread: string | null;
  message: string | null;
  act: string;
  args: readonly string[];
}

export interface SubmitRequest extends Doing {
  channel: string;
  thread: string | null;
  act: string;
  unfinished: string;
  step: number;
  values: Readonly<Record<string, string>>;
  files: Readonly<Record<string, readonly FileUpload[]>>;
}

export interface ReactRequest extends Doing {
  message: string;
  emoji: string;
  added: boolean;
}

export interface DismissRequest extends Doing {
  message: string;
}

export type ClockRequest =
  | { to: 'nextWorkingDay' }
  /** A local day `YYYY-MM-DD` and time `HH:MM` in the sandbox's zone. */
  | { to: 'moment'; day: string; time: string };
