import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSender, type OutgoingMail } from '../../src/mail/sender.ts';
import { SLOW_MS, TestMailServer } from './server.ts';

const FROM = 'secretariat@civikos.example';
const TO = 'coordinator@ministry.example';

let server: TestMailServer;
let handed: number;
let stopping: AbortController;
beforeEach(async () => {
  server = new TestMailServer();
  await server.start();
  handed = 0;
  stopping = new AbortController();
});
afterEach(() => server.stop());

const mail = (over: Partial<OutgoingMail> = {}): OutgoingMail => ({
  to: TO,
  subject: 'Kontributet për projektligjin',
  text: 'Përshëndetje,\nČlan 5.',
  attachments: [],
  messageId: '<m1@civikos.example>',
  at: new Date('2026-12-14T10:00:00Z'),
  ...over,
});

function sends(over: Partial<OutgoingMail> = {}, url = server.url(), silenceMs = 20_000) {
  const sender = createSender({ url, from: FROM, silenceMs });
  return sender.send(mail(over), {
    signal: stopping.signal,
    async handing() {
      handed += 1;
    },
  });
}

it('hands an e-mail over with its name, its sender and its attachments', async () => {
  const bytes = new TextEncoder().encode('the file');
  const attachments = [{ name: 'P-1 ë.pdf', mime: 'application/pdf', bytes }];
  expect(await sends({ attachments })).toEqual({ end: 'sent' });
  const [taken] = server.taken;
  expect(taken?.from).toBe(FROM);
  expect(taken?.to).toEqual([TO]);
  expect(taken?.text).toContain('Message-ID: <m1@civikos.example>');
  expect(taken?.text).toContain(`Reply-To: ${FROM}`);
  expect(taken?.text).toContain(`To: ${TO}`);
  expect(taken?.text).toContain('Date: Mon, 14 Dec 2026 10:00:00 +0000');
  expect(taken?.text).toContain(Buffer.from(bytes).toString('base64'));
  expect(taken?.text).toContain('application/pdf');
  expect(handed).toBe(1);
});

it('makes no header of what stands in a subject or a file name', async () => {
  const attachments = [
    { name: 'a\r\nBcc: x@y.example', mime: 'text/plain', bytes: new Uint8Array(1) },
  ];
  await sends({ subject: 'a\r\nBcc: x@y.example\r\n\r\nbody', attachments });
  const [taken] = server.taken;
  expect(taken?.to).toEqual([TO]);
  expect(taken?.text).toContain('Subject: a Bcc: x@y.example body');
  expect(taken?.text).not.toMatch(/^bcc:/im);
});

it('is refused where the server does not know the recipient', async () => {
  server.behaviours.push('unknownRecipient');
  expect(await sends()).toEqual({ end: 'refused', reason: 'recipient' });
  expect(server.taken).toEqual([]);
});

it.each(['busy', 'busyAfterText'] as const)('may be tried again where it is %s', async (how) => {
  server.behaviours.push(how);
  expect(await sends()).toEqual({ end: 'later', reason: 'busy' });
  expect(await sends()).toEqual({ end: 'sent' });
});

it('is refused where the server does not take the text', async () => {
  server.behaviours.push('refuseText');
  expect(await sends()).toEqual({ end: 'refused', reason: 'content' });
});

it('is doubtful where the server had the text and closes without a word', async () => {
  server.behaviours.push('drop');
  expect(await sends()).toEqual({ end: 'doubtful' });
  expect(server.unanswered).toHaveLength(1);
});

it('is doubtful where the server had the text and falls silent', async () => {
  server.behaviours.push('silent');
  expect(await sends({}, server.url(), 250)).toEqual({ end: 'doubtful' });
});

it('waits for a server that looks through the text for longer than it may be silent otherwise', async () => {
  server.behaviours.push('slow');
  expect(await sends({}, server.url(), SLOW_MS / 3)).toEqual({ end: 'sent' });
  expect(server.taken).toHaveLength(1);
});

it('is refused at once where it is larger than the server takes', async () => {
  const small = new TestMailServer({ size: 500 });
  await small.start();
  const bytes = new Uint8Array(1_000);
  const attachments = [{ name: 'P-1.pdf', mime: 'application/pdf', bytes }];
  expect(await sends({ attachments }, small.url())).toEqual({ end: 'refused', reason: 'tooLarge' });
  expect(small.taken).toEqual([]);
  await small.stop();
});

it('may be tried again where the server says nothing at all', async () => {
  server.behaviours.push('mute');
  expect(await sends({}, server.url(), 300)).toEqual({ end: 'later', reason: 'unreachable' });
  expect(handed).toBe(0);
});

it('may be tried again where nobody listens', async () => {
  const url = server.url();
  await server.stop();
  expect(await sends({}, url)).toEqual({ end: 'later', reason: 'unreachable' });
  await server.start();
});

it('is not begun once the program ends', async () => {
  stopping.abort();
  expect(await sends()).toEqual({ end: 'later', reason: 'unreachable' });
  expect(server.taken).toEqual([]);
});

it('is ended by the program while the server has not answered', async () => {
  server.behaviours.push('mute');
  const sending = sends();
  stopping.abort();
  expect(await sending).toEqual({ end: 'later', reason: 'unreachable' });
});

it('says its name and password, and that they are not taken', async () => {
  const guarded = new TestMailServer({ withLogin: true });
  await guarded.start();
  guarded.login = { user: 'me', pass: 'wörd/1' };
  const url = (pass: string) => guarded.url(`me:${encodeURIComponent(pass)}@`);
  expect(await sends({}, url('wörd/1'))).toEqual({ end: 'sent' });
  expect(await sends({}, url('other'))).toEqual({ end: 'refused', reason: 'login' });
  await guarded.stop();
});
