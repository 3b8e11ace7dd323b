/** A JSON object as it travels; nothing about its fields is known yet. */
export type Json = Record<string, unknown>;

/** Slack's text object after validation. */
export interface TextObject {
  type: 'plain_text' | 'mrkdwn';
  text: string;
  emoji?: boolean;
  verbatim?: boolean;
}

/** An entry of a select, radio group, checkbox group or overflow menu. */
export interface Option {
  text: TextObject;
  value?: string;
  description?: TextObject;
  url?: string;
}

/** A block element after validation; which fields are set depends on `type`. */
export interface Element {
  type: string;
  action_id: string;
  text?: TextObject;
  value?: string;
  url?: string;
  style?: string;
  confirm?: { title?: TextObject; text: TextObject; confirm?: TextObject; deny?: TextObject };
  placeholder?: TextObject;
  options?: Option[];
  option_groups?: { label: TextObject; options: Option[] }[];
  initial_value?: string;
  initial_option?: Option;
  initial_options?: Option[];
  initial_date?: string;
  initial_time?: string;
  initial_date_time?: number;
  initial_user?: string;
  initial_users?: string[];
  initial_conversation?: string;
  initial_conversations?: string[];
  initial_channel?: string;
  initial_channels?: string[];
  multiline?: boolean;
  min_length?: number;
  max_length?: number;
  is_decimal_allowed?: boolean;
  min_value?: string;
  max_value?: string;
  filetypes?: string[];
  max_files?: number;
  max_selected_items?: number;
  alt_text?: string;
  elements?: Json[];
}

/** A layout block after validation; `text` is a plain string only in a markdown block. */
export interface Block {
  type: string;
  block_id: string;
  text?: TextObject | string;
  fields?: TextObject[];
  accessory?: Element;
  elements?: Element[];
  element?: Element;
  label?: TextObject;
  hint?: TextObject;
  optional?: boolean;
  dispatch_action?: boolean;
  title?: TextObject;
  alt_text?: string;
  rows?: Json[][];
}

/** A modal or home view as an app defines it, after validation. */
export interface ViewSpec {
  type: 'modal' | 'home';
  title?: TextObject;
  submit?: TextObject;
  close?: TextObject;
  blocks: Block[];
  private_metadata?: string;
  callback_id?: string;
  external_id?: string;
  clear_on_close?: boolean;
  notify_on_close?: boolean;
}

/** One entry of `view.state.values[block_id][action_id]`. */
export interface StateValue extends Json {
  type: string;
}

/** `state.values`: block_id → action_id → value. */
export type StateValues = Record<string, Record<string, StateValue>>;

/** A refusal as Slack words it: `{"ok":false,"error":…}`. */
export interface Refusal extends Json {
  ok: false;
  error: string;
}

/** The answer of a Web API method. */
export type Answer = (Json & { ok: true }) | Refusal;

/** Builds a refusal; `messages` are Slack's `response_metadata.messages`. */
export function refuse(error: string, messages?: readonly string[]): Refusal {
  if (messages === undefined || messages.length === 0) return { ok: false, error };
  return {
    ok: false,
    error,
    errors: [...messages],
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  };
}

/** True for a refusal, so that a look-up may return either its find or why there is none. */
export function isRefusal(value: unknown): value is Refusal {
  return isRecord(value) && value.ok === false && typeof value.error === 'string';
}

/** True for a JSON object (not null, not an array). */
export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
