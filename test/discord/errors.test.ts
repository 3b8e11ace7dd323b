import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { PlatformFailure } from '../../src/chat/platform.ts';
import { failureOf, loggable } from '../../src/discord/errors.ts';
import { operatorSentence } from '../../src/discord/operator.ts';

const SECRET = 'a contribution nobody may see';
const url = `https://discord.com/api/v10/webhooks/1/token-${SECRET}`;
const request = { files: undefined, body: { content: SECRET } };

const refused = (code: number | undefined, status: number): DiscordAPIError =>
  new DiscordAPIError(
    {
      message: SECRET,
      code: code as number,
      errors: { embeds: { 0: { title: { _errors: [{ code: 'TOO_LONG', message: SECRET }] } } } },
    },
    code as number,
    status,
    'POST',
    url,
    request,
  );

const limited = (retryAfter: number): RateLimitError =>
  new RateLimitError({
    timeToReset: retryAfter,
    limit: 5,
    method: 'POST',
    hash: 'h',
    url,
    route: '/channels/:id/messages',
    majorParameter: '1',
    global: false,
    retryAfter,
    sublimitTimeout: 0,
    scope: 'user',
  });

const network = (code: string): Error => Object.assign(new Error(SECRET), { code });

describe('failureOf', () => {
  it.each([
    ['an unknown channel', refused(10003, 404), 'permanent', '10003'],
    ['no access', refused(50001, 403), 'permanent', '50001'],
    ['no permission', refused(50013, 403), 'permanent', '50013'],
    ['a closed mailbox', refused(50007, 403), 'permanent', '50007'],
    ['too large a file', refused(40005, 413), 'permanent', '40005'],
    ['a refused form', refused(50035, 400), 'invalid', '50035'],
    ['an empty message', refused(50006, 400), 'invalid', '50006'],
    ['too many edits of old messages', refused(30046, 400), 'rateLimit', '30046'],
    ['a token that was reset', refused(0, 401), 'rateLimit', '401'],
    ['a proxy in between', refused(undefined, 403), 'rateLimit', 'http 403'],
    ['a wrong address', refused(undefined, 404), 'permanent', 'http 404'],
    ['a timeout by Discord', refused(undefined, 408), 'doubtful', 'http 408'],
    [
      'an error of Discord',
      new HTTPError(502, SECRET, 'POST', url, request),
      'doubtful',
      'http 502',
    ],
    ['a timeout', new DOMException(SECRET, 'AbortError'), 'doubtful', 'AbortError'],
    ['a reset connection', network('ECONNRESET'), 'doubtful', 'ECONNRESET'],
    ['a closed connection', network('UND_ERR_SOCKET'), 'doubtful', 'UND_ERR_SOCKET'],
    ['no connection at all', network('ECONNREFUSED'), 'rateLimit', 'ECONNREFUSED'],
    ['no address', network('ENOTFOUND'), 'rateLimit', 'ENOTFOUND'],
    ['a thing thrown', 'text', 'doubtful', 'unknown'],
  ])('knows %s', (_, error, failure, code) => {
    const known = failureOf(error);
    expect([known.failure, known.code]).toEqual([failure, code]);
  });

  it('comes back when Discord says, or soon when it does not say', () => {
    expect(failureOf(limited(12_000.4)).retryAfterMs).toBe(12_001);
    expect(failureOf(limited(0)).retryAfterMs).toBe(5_000);
    expect(failureOf(limited(0)).failure).toBe('rateLimit');
  });

  it('leaves a failure as it is', () => {
    const failure = new PlatformFailure('doubtful', 'x');
    expect(failureOf(failure)).toBe(failure);
  });
});

describe('what reaches a log or an operator', () => {
  it('holds neither text nor token nor address', () => {
    const all = [refused(50035, 400), refused(0, 401), limited(1), network('ECONNRESET')];
    for (const error of [...all, new HTTPError(500, SECRET, 'GET', url, request)]) {
      const failure = failureOf(error);
      const said = [
        loggable(error),
        operatorSentence(error, 'https://discord.com/api', 'en'),
        { ...failure, message: failure.message, cause: failure.cause },
      ];
      expect(JSON.stringify(said)).not.toContain(SECRET);
    }
  });

  it('names the fields that were refused', () => {
    expect(loggable(refused(50035, 400))).toMatchObject({
      code: 50035,
      fields: ['embeds.0.title: TOO_LONG'],
    });
  });
});
