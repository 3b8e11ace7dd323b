import type { FailureClass } from '../chat/platform.ts';
import type { Key, Translate } from '../i18n/index.ts';

/**
 * What a refusal is about: the channel (nothing gets through to it), the one message, the person
 * who is written to, or the bot as a whole, on that platform.
 */
export type About = 'channel' | 'message' | 'person' | 'bot';

type ReasonKey = Extract<Key, `delivery.reason.${string}`>;

interface Reason {
  about: About;
  key: ReasonKey;
  /** True when the channel, or the message that was to be edited, is no longer there. */
  gone?: boolean;
}

const notIn: Reason = { about: 'channel', key: 'delivery.reason.notInChannel' };
const noAccess: Reason = { about: 'channel', key: 'delivery.reason.noAccess' };
const archived: Reason = { about: 'channel', key: 'delivery.reason.archived', gone: true };
const unknown: Reason = { about: 'channel', key: 'delivery.reason.channelUnknown', gone: true };
const restricted: Reason = { about: 'channel', key: 'delivery.reason.restricted' };
const permission: Reason = { about: 'channel', key: 'delivery.reason.permission' };
const noThreads: Reason = { about: 'message', key: 'delivery.reason.noThreads' };
const messageGone: Reason = { about: 'message', key: 'delivery.reason.messageGone', gone: true };
const notEditable: Reason = { about: 'message', key: 'delivery.reason.notEditable' };
const content: Reason = { about: 'message', key: 'delivery.reason.content' };
const blocked: Reason = { about: 'message', key: 'delivery.reason.blocked' };
const file: Reason = { about: 'message', key: 'delivery.reason.file' };
const directClosed: Reason = { about: 'person', key: 'delivery.reason.directClosed' };
const personGone: Reason = { about: 'person', key: 'delivery.reason.personGone' };
const scope: Reason = { about: 'bot', key: 'delivery.reason.scope' };
const token: Reason = { about: 'bot', key: 'delivery.reason.token' };
const policy: Reason = { about: 'bot', key: 'delivery.reason.policy' };
const bug: Reason = { about: 'message', key: 'delivery.reason.unexpected' };

/**
 * By the platforms' own codes: Slack's from the references of chat.postMessage, chat.update,
 * conversations.open, conversations.history and files.completeUploadExternal; Discord's from
 * topics/opcodes-and-status-codes. `unexpected` is the outbox's own, for a bug.
 */
export const REASONS: Readonly<Record<string, Reason>> = {
  not_in_channel: notIn,
  channel_not_found: unknown,
  is_archived: archived,
  is_inactive: archived,
  channel_type_not_supported: restricted,
  method_not_supported_for_channel_type: restricted,
  restricted_action: restricted,
  restricted_action_read_only_channel: restricted,
  restricted_action_non_threadable_channel: noThreads,
  restricted_action_thread_only_channel: restricted,
  restricted_action_thread_locked: noThreads,
  message_not_found: messageGone,
  thread_not_found: messageGone,
  cannot_reply_to_message: noThreads,
  cant_update_message: notEditable,
  edit_window_closed: notEditable,
  msg_too_long: content,
  no_text: content,
  invalid_blocks: content,
  invalid_blocks_format: content,
  msg_blocks_too_long: content,
  block_mismatch: content,
  invalid_arguments: content,
  invalid_attachments: content,
  too_many_attachments: content,
  attachment_payload_limit_exceeded: content,
  invalid_metadata_format: content,
  invalid_metadata_schema: content,
  metadata_too_large: content,
  markdown_text_conflict: content,
  file_not_found: file,
  file_uploads_disabled: file,
  storage_limit_reached: file,
  cannot_dm_bot: directClosed,
  user_disabled: personGone,
  user_not_found: personGone,
  user_not_visible: directClosed,
  missing_scope: scope,
  no_permission: scope,
  not_allowed_token_type: scope,
  account_inactive: token,
  invalid_auth: token,
  not_authed: token,
  token_expired: token,
  token_revoked: token,
  team_not_found: token,
  access_denied: policy,
  ekm_access_denied: policy,
  enterprise_is_restricted: policy,
  org_login_required: policy,
  team_access_not_granted: policy,
  two_factor_setup_required: policy,

  '10003': unknown,
  '10004': token,
  '10008': messageGone,
  '10013': personGone,
  '40005': file,
  '50001': noAccess,
  '50005': notEditable,
  '50006': content,
  '50007': directClosed,
  '50008': restricted,
  '50013': permission,
  '50024': restricted,
  '50033': personGone,
  '50035': content,
  '50083': noThreads,
  '50109': content,
  '50278': directClosed,
  '160002': noThreads,
  '160005': noThreads,
  '160006': noThreads,
  '160007': noThreads,
  '200000': blocked,
  '200001': blocked,
  '240000': blocked,

  unexpected: bug,
};

/** What a parked delivery's code says in plain words, with what to do; an unknown one is named. */
export function reasonSentence(t: Translate, code: string): string {
  const reason = reasonOf(code);
  return reason ? t(reason.key) : t('delivery.reason.unknown', { code });
}

/**
 * What a refusal is about. What no list knows counts as the content's when the platform refused
 * the content, and as the channel's otherwise: better one channel too many told than none.
 */
export function aboutOf(code: string, failure: FailureClass): About {
  if (failure === 'invalid') return 'message';
  return reasonOf(code)?.about ?? 'channel';
}

/** Whether the channel of such a refusal is no longer there, so that no retry can help. */
export function isChannelGone(code: string): boolean {
  const reason = reasonOf(code);
  return reason?.about === 'channel' && reason.gone === true;
}

/** Codes after which an edit has nothing left to edit. */
export const MESSAGE_GONE_CODES: readonly string[] = Object.entries(REASONS).flatMap(
  ([code, reason]) => (reason === messageGone ? [code] : []),
);

function reasonOf(code: string): Reason | undefined {
  return Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
}
