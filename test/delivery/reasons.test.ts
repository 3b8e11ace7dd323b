import { DiscordAPIError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { FailureClass } from '../../src/chat/platform.ts';
import {
  aboutOf,
  isChannelGone,
  MESSAGE_GONE_CODES,
  REASONS,
  reasonSentence,
} from '../../src/delivery/reasons.ts';
import { INVALID as DISCORD_INVALID, failureOf } from '../../src/discord/errors.ts';
import { LANGUAGES, translator } from '../../src/i18n/index.ts';
import { classOfError, INVALID as SLACK_INVALID } from '../../src/slack/failures.ts';

/** What people can do to a channel, a message, a person's account or the app, on Slack. */
const MET_ON_SLACK = [
  ['channel_not_found', 'channel'],
  ['not_in_channel', 'channel'],
  ['is_archived', 'channel'],
  ['is_inactive', 'channel'],
  ['restricted_action', 'channel'],
  ['restricted_action_read_only_channel', 'channel'],
  ['restricted_action_thread_only_channel', 'channel'],
  ['restricted_action_non_threadable_channel', 'message'],
  ['message_not_found', 'message'],
  ['thread_not_found', 'message'],
  ['cant_update_message', 'message'],
  ['cannot_dm_bot', 'person'],
  ['user_disabled', 'person'],
  ['user_not_found', 'person'],
  ['account_inactive', 'bot'],
  ['invalid_auth', 'bot'],
  ['token_revoked', 'bot'],
  ['missing_scope', 'bot'],
] as const;

/** The same on Discord. */
const MET_ON_DISCORD = [
  ['10003', 'channel'],
  ['50001', 'channel'],
  ['50013', 'channel'],
  ['10008', 'message'],
  ['40005', 'message'],
  ['50005', 'message'],
  ['50083', 'message'],
  ['160002', 'message'],
  ['160005', 'message'],
  ['200000', 'message'],
  ['50007', 'person'],
  ['50033', 'person'],
  ['10004', 'bot'],
] as const;

const INVALID = [...SLACK_INVALID, ...[...DISCORD_INVALID].map(String)];

const classOnDiscord = (code: string): FailureClass =>
  failureOf(new DiscordAPIError({ code: Number(code), message: '' }, Number(code), 403, '', '', {}))
    .failure;

describe('the reason of what failed', () => {
  it.each(LANGUAGES)('has a sentence in %s for every code that people can meet', (language) => {
    const t = translator(language);
    const unknown = reasonSentence(t, 'something_new');
    expect(unknown).toContain('something_new');
    const codes = [...MET_ON_SLACK, ...MET_ON_DISCORD].map(([code]) => code);
    for (const code of [...codes, ...INVALID, 'unexpected']) {
      const sentence = reasonSentence(t, code);
      expect(sentence.length, code).toBeGreaterThan(20);
      expect(sentence, code).toMatch(/\.$/);
      expect(sentence, code).not.toBe(unknown.replace('something_new', code));
    }
  });

  it('says what to do', () => {
    const t = translator('en');
    expect(reasonSentence(t, 'not_in_channel')).toContain('/invite @civikos');
    expect(reasonSentence(t, '50013')).toContain('Send Messages');
    expect(reasonSentence(t, 'constructor')).toContain('code: constructor');
  });

  it.each([...MET_ON_SLACK, ...MET_ON_DISCORD])('%s is about the %s', (code, about) => {
    expect(aboutOf(code, 'permanent')).toBe(about);
  });

  it('takes a refused content for the message’s, and what nobody foresaw for the channel’s', () => {
    for (const code of INVALID) expect(aboutOf(code, 'invalid')).toBe('message');
    expect(aboutOf('something_new', 'invalid')).toBe('message');
    expect(aboutOf('something_new', 'permanent')).toBe('channel');
    expect(aboutOf('unexpected', 'permanent')).toBe('message');
  });

  it('names no code that is never parked', () => {
    for (const code of Object.keys(REASONS)) {
      const failure = /^\d+$/.test(code) ? classOnDiscord(code) : classOfError(code);
      expect(['permanent', 'invalid'], code).toContain(failure);
    }
  });

  it('knows which channels and messages are no longer there', () => {
    const gone = Object.keys(REASONS).filter(isChannelGone);
    expect(gone.toSorted()).toEqual(['10003', 'channel_not_found', 'is_archived', 'is_inactive']);
    expect([...MESSAGE_GONE_CODES].toSorted()).toEqual([
      '10008',
      'message_not_found',
      'thread_not_found',
    ]);
  });
});
