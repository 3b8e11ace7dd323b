import { describe, expect, it } from 'vitest';
import {
  attemptOf,
  isMailAddress,
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
