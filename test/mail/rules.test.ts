import { describe, expect, it } from 'vitest';
import {
  attemptOf,
  isMailAddress,
  isThisMachine,
  isTimeFor,
  messageIdOf,
  PAUSES_MINUTES,
  pauseAfter,
} from '../../src/mail/rules.ts';

describe('an address', () => {
  it.each([
    'a@b.example',
    'coordinator@mpms.rks-gov.net',
    "o'neil+civikos.1@sub.example-a.org",
    'x@xn--prishtin-b0a.example',
    `${'a'.repeat(64)}@example.org`,
  ])('is taken: %s', (text) => expect(isMailAddress(text)).toBe(true));

  it.each([
    '',
    'a',
    'a@b',
    'a@@b.example',
    'a b@c.example',
    'a@b.example, c@d.example',
    'a@b.example\r\nBcc: c@d.example',
    'a@b.example\n',
    'Name <a@b.example>',
    '"a b"@c.example',
    'a@127.0.0.1',
    'a@[127.0.0.1]',
    '.a@b.example',
    'a..b@c.example',
    'a@-b.example',
    'a@b.example.',
    'ë@b.example',
    'a@bë.example',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.example.org`,
  ])('is none: %j', (text) => expect(isMailAddress(text)).toBe(false));

  it('is looked at in no time, whatever it is', () => {
    expect(isMailAddress(`${'a.'.repeat(120)}@`)).toBe(false);
  });
});

describe('the end of an attempt', () => {
  it.each([
    [{ code: 'ESOCKET', command: 'CONN' }, false, { end: 'later', reason: 'unreachable' }],
    [{ code: 'ESOCKET', command: 'CONN' }, true, { end: 'doubtful' }],
    [{}, true, { end: 'doubtful' }],
    [{ code: 'ETLS' }, false, { end: 'later', reason: 'insecure' }],
    [{ code: 'EAUTH', responseCode: 535 }, false, { end: 'refused', reason: 'login' }],
    [{ code: 'EAUTH', responseCode: 454 }, false, { end: 'later', reason: 'busy' }],
    [{ command: 'MAIL FROM', responseCode: 553 }, false, { end: 'refused', reason: 'sender' }],
    [{ command: 'RCPT TO', responseCode: 550 }, false, { end: 'refused', reason: 'recipient' }],
    [{ command: 'RCPT TO', responseCode: 450 }, false, { end: 'later', reason: 'busy' }],
    [{ command: 'MAIL FROM', responseCode: 530 }, false, { end: 'refused', reason: 'login' }],
    [{ command: 'MAIL FROM', responseCode: 552 }, false, { end: 'refused', reason: 'tooLarge' }],
    [{ code: 'EMESSAGE' }, false, { end: 'refused', reason: 'tooLarge' }],
    [{ code: 'ETLS', responseCode: 502 }, false, { end: 'refused', reason: 'insecure' }],
    [{ command: 'CONN', responseCode: 554 }, false, { end: 'later', reason: 'unreachable' }],
    [{ command: 'DATA', responseCode: 552 }, true, { end: 'refused', reason: 'content' }],
    [{ command: 'DATA', responseCode: 421 }, true, { end: 'later', reason: 'busy' }],
  ] as const)('of %j, the text begun: %j', (error, handing, expected) => {
    expect(attemptOf(error, handing)).toEqual(expected);
  });
});

it('waits longer each time, for about a day, and then no more', () => {
  const pauses = PAUSES_MINUTES.map((_, index) => pauseAfter(index + 1, 1) ?? 0);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  const hours = pauses.reduce((sum, minutes) => sum + minutes, 0) / 60;
  expect(hours).toBeGreaterThan(20);
  expect(hours).toBeLessThan(30);
  expect(pauseAfter(pauses.length + 1, 1)).toBeNull();
});

it('is always handed over under one name', () => {
  expect(messageIdOf('abc', 'a@civikos.example')).toBe('<abc@civikos.example>');
});

it.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['::1', true],
  ['localhost.example.org', false],
  ['127.example.org', false],
  ['10.0.0.1', false],
])('a password goes to %s over an open line: %s', (host, open) => {
  expect(isThisMachine(host)).toBe(open);
});

it('waits for no time that a clock only reached because it was wrong', () => {
  const now = new Date('2026-12-14T09:00:00Z');
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  expect(isTimeFor(at(0), now, 60_000)).toBe(true);
  expect(isTimeFor(at(1), now, 60_000)).toBe(false);
  expect(isTimeFor(at(720), now, 60_000)).toBe(false);
  expect(isTimeFor(at(721), now, 60_000)).toBe(true);
});
