import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { PlatformFailure } from '../../src/chat/platform.ts';
import { classOfError, platformFailure } from '../../src/slack/failures.ts';

describe('the class of Slack’s errors', () => {
  it.each([
    ['channel_not_found', 'permanent'],
    ['is_archived', 'permanent'],
    ['not_in_channel', 'permanent'],
    ['restricted_action', 'permanent'],
    ['restricted_action_read_only_channel', 'permanent'],
    ['account_inactive', 'permanent'],
    ['invalid_auth', 'permanent'],
    ['message_not_found', 'permanent'],
    ['something_slack_invents_tomorrow', 'permanent'],
    ['ratelimited', 'rateLimit'],
    ['internal_error', 'doubtful'],
    ['fatal_error', 'doubtful'],
    ['invalid_blocks', 'invalid'],
    ['msg_blocks_too_long', 'invalid'],
    ['msg_too_long', 'invalid'],
    ['no_text', 'invalid'],
  ] as const)('%s is %s', (error, failure) => {
    expect(classOfError(error)).toBe(failure);
    const thrown = platformFailure(new webApi.WebAPIPlatformError({ ok: false, error }));
    expect(thrown).toMatchObject({ failure, code: error });
  });

  it('takes the time that Slack gives', () => {
    expect(platformFailure(new webApi.WebAPIRateLimitedError(7))).toMatchObject({
      failure: 'rateLimit',
      retryAfterMs: 7_000,
    });
  });

  it('waits longer than a minute where Slack gives no time', () => {
    const error = new Error('Retry header did not contain a valid timeout (url: x)');
    expect(platformFailure(error)).toMatchObject({ failure: 'rateLimit', retryAfterMs: 61_000 });
  });

  it('doubts whatever ended without a clear answer', () => {
    const page = '<!doctype html><title>secret draft</title>';
    const cases = [
      new webApi.WebAPIHTTPError(503, 'x', {}, page),
      new webApi.WebAPIPlatformError({ ok: false, error: page }),
      new webApi.WebAPIRequestError(
        new TypeError('fetch failed', {
          cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }),
        }),
      ),
      new webApi.WebAPIRequestError(new DOMException('late', 'TimeoutError')),
    ];
    const failures = cases.map((error) => platformFailure(error));
    expect(failures.map(({ failure, code }) => [failure, code])).toEqual([
      ['doubtful', 'http_503'],
      ['doubtful', 'unreadable_answer'],
      ['doubtful', 'ECONNRESET'],
      ['doubtful', 'timeout'],
    ]);
    expect(JSON.stringify(failures) + failures.map(String)).not.toContain('secret');
  });

  it('leaves a failure that has its class as it is', () => {
    const failure = new PlatformFailure('invalid', 'x');
    expect(platformFailure(failure)).toBe(failure);
  });
});
