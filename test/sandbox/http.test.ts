import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileUpload } from '../../src/sandbox/client.ts';
import { sentence } from './stub.ts';
import { channel, NOON, openSandbox, type SandboxWorld } from './world.ts';

let world: SandboxWorld;
let made = 0;
const next = (): number => {
  made += 1;
  return made;
};
beforeEach(async () => {
  world = await openSandbox();
});
afterEach(() => world.close());

const here = { channel: 'kdi', thread: null };
const as = (user: string) => ({ user, request: `r${next()}`, ...here });
const say = (user: string, text: string) => world.client.say({ ...as(user), text });

describe('what people do', () => {
  it('posts a plain line for everyone, once for one request', async () => {
    const line = { ...as('delegati-kdi'), text: 'Mirëdita <b>të gjithëve</b> @everyone' };
    const first = await world.client.say(line);
    expect(await world.client.say(line)).toEqual(first);
    const { messages } = await world.client.messages('i-jashtem', 'kdi');
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      author: 'delegati-kdi',
      content: { parts: [{ kind: 'text', text: 'Mirëdita <b>të gjithëve</b> @everyone' }] },
    });
    expect(world.stub.invocations).toEqual([]);
  });

  it.each([
    ['/menu', 'menu'],
    ['/civikos menu x', 'menu x'],
    ['/CiviKos   menu', 'menu'],
    ['  /  menu', 'menu'],
    ['/civikos', ''],
    ['/', ''],
    ['/civikosmenu', 'civikosmenu'],
  ])('brings the line %j to the bot as %j', async (typed, text) => {
    await say('delegati-kdi', typed);
    expect(world.stub.invocations).toMatchObject([
      {
        kind: 'text',
        text,
        id: `sandbox:r${made}`,
        user: { platform: 'sandbox', community: 'sandbox', user: 'delegati-kdi' },
        userName: 'Delegati i KDI-së',
        channel: channel('kdi'),
        channelName: 'kdi',
      },
    ]);
  });

  it('shows a private answer to nobody else', async () => {
    await say('delegati-kdi', '/menu');
    const own = await world.client.messages('delegati-kdi', 'kdi');
    expect(own.messages).toMatchObject([{ author: 'bot', onlyYou: true }]);
    expect((await world.client.messages('i-jashtem', 'kdi')).messages).toEqual([]);
    const [message] = own.messages;
    if (!message) throw new Error('no answer');
    const other = { user: 'i-jashtem', request: 'o1' };
    const nothing = { code: 'notFound' };
    await expect(world.client.thread('i-jashtem', message.id)).rejects.toMatchObject(nothing);
    await expect(
      world.client.press({ ...other, ...here, message: message.id, act: 'again', args: [] }),
    ).rejects.toMatchObject(nothing);
    await expect(world.client.dismiss({ ...other, message: message.id })).rejects.toMatchObject(
      nothing,
    );
    const state = await world.client.state('i-jashtem');
    expect(state.channels.find((one) => one.id === 'kdi')?.recent).toEqual([]);
  });

  it('shows a public answer to everyone', async () => {
    await say('delegati-kdi', '/public');
    const { messages } = await world.client.messages('i-jashtem', 'kdi');
    expect(messages).toMatchObject([{ author: 'bot', onlyYou: false }]);
  });

  it('puts the answer to a press in the place of what only that person saw', async () => {
    const menu = await say('delegati-kdi', '/menu');
    if (menu.kind !== 'message') throw new Error(menu.kind);
    const answer = await world.client.press({
      ...as('delegati-kdi'),
      message: menu.message.id,
      act: 'again',
      args: ['a', 'b:c'],
    });
    expect(world.stub.invocations.at(-1)).toMatchObject({
      kind: 'press',
      act: 'again',
      args: ['a', 'b:c'],
      message: { ...channel('kdi'), message: menu.message.id },
    });
    expect(answer).toMatchObject({
      kind: 'message',
      message: { id: menu.message.id, edited: false, content: { summary: 'U ndryshua.' } },
    });
    expect((await world.client.messages('delegati-kdi', 'kdi')).messages).toHaveLength(1);
  });

  it('answers a press on what everyone sees beside it', async () => {
    const message = await world.platform.send(channel('kdi'), sentence('Një.'), {
      deliveryId: 'd',
    });
    await world.client.press({ ...as('delegati-kdi'), message, act: 'again', args: [] });
    const { messages } = await world.client.messages('delegati-kdi', 'kdi');
    expect(messages.map((one) => [one.content.summary, one.onlyYou])).toEqual([
      ['Një.', false],
      ['U ndryshua.', true],
    ]);
  });

  it('answers in the thread in which it was asked', async () => {
    const thread = await world.platform.send(channel('kdi'), sentence('Një.'), { deliveryId: 'd' });
    await world.client.say({ ...as('delegati-kdi'), thread, text: '/menu' });
    await world.client.say({ ...as('i-jashtem'), thread, text: 'Edhe unë.' });
    const texts = async (user: string) =>
      (await world.client.thread(user, thread)).map((one) => one.content.summary);
    expect(await texts('delegati-kdi')).toEqual(['Një.', 'Çfarë doni?', 'Edhe unë.']);
    expect(await texts('i-jashtem')).toEqual(['Një.', 'Edhe unë.']);
  });

  it('shows the answer again, and asks the bot once, when a browser lost it', async () => {
    const asked = { ...as('delegati-kdi'), text: '/menu' };
    const first = await world.client.say(asked);
    expect(await world.client.say(asked)).toEqual(first);
    expect(world.stub.invocations).toHaveLength(1);
  });

  it('takes a form through its steps, with what is wrong and with a file', async () => {
    const opened = await say('delegati-kdi', '/contribute');
    if (opened.kind !== 'form') throw new Error(opened.kind);
    const { act, unfinished } = opened.form;
    const submit = (step: number, values: Record<string, string>, files = {}) =>
      world.client.submit({ ...as('delegati-kdi'), act, unfinished, step, values, files });
    expect(await submit(0, { kind: '', text: 'Teksti' })).toMatchObject({
      kind: 'invalid',
      errors: { kind: 'Plotësoni fushën «Lloji».' },
      form: { inputs: [{}, {}, { value: 'Teksti' }] },
    });
    expect(await submit(0, { kind: 'add', text: 'Teksti' })).toMatchObject({
      kind: 'form',
      form: { step: 1 },
    });
    const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
    const end = await submit(1, { why: 'Sepse.' }, { paper: [fileUpload('ë.pdf', bytes)] });
    expect(end).toMatchObject({ kind: 'message', message: { onlyYou: true } });
    expect(world.stub.files).toEqual([Buffer.from(bytes)]);
  });

  it('brings an emoji once, without its variation, and takes it off again', async () => {
    const message = await world.platform.send(channel('kdi'), sentence('Një.'), {
      deliveryId: 'd',
    });
    const react = (emoji: string, added: boolean) =>
      world.client.react({
        user: 'delegati-kdi',
        request: `e${next()}`,
        message,
        emoji,
        added,
      });
    await react('✍🏽', true);
    await react('✍️', true);
    await react('👀', true);
    await react('👀', false);
    expect(world.stub.reactions.map(({ emoji, added }) => [emoji, added])).toEqual([
      ['✍', true],
      ['👀', true],
      ['👀', false],
    ]);
    const { messages } = await world.client.messages('i-jashtem', 'kdi');
    expect(messages[0]?.reactions).toEqual([{ emoji: '✍', users: ['delegati-kdi'] }]);
    const reading = { matters: () => true, turn: async () => {} };
    expect(await world.platform.reactionsIn(channel('kdi'), [message, 'gone'], reading)).toEqual(
      new Map([[message, [{ user: 'delegati-kdi', emoji: '✍' }]]]),
    );
  });

  it('takes away what one was told alone, and nothing else', async () => {
    const menu = await say('delegati-kdi', '/menu');
    const post = await say('delegati-kdi', 'Mirëdita');
    if (menu.kind !== 'message' || post.kind !== 'message') throw new Error('no messages');
    const dismiss = (message: string) =>
      world.client.dismiss({ user: 'delegati-kdi', request: 'd1', message });
    await dismiss(menu.message.id);
    await expect(dismiss(post.message.id)).rejects.toMatchObject({ code: 'notFound' });
    const { messages } = await world.client.messages('delegati-kdi', 'kdi');
    expect(messages.map((one) => one.id)).toEqual([post.message.id]);
  });

  it('gives a long channel page by page', async () => {
    for (let n = 1; n <= 65; n += 1) {
      await world.platform.send(channel('kdi'), sentence(`${n}`), { deliveryId: `d${n}` });
    }
    const newest = await world.client.messages('i-jashtem', 'kdi');
    expect(newest).toMatchObject({ more: true });
    expect(newest.messages.map((one) => one.content.summary).slice(-2)).toEqual(['64', '65']);
    const before = newest.messages[0]?.seq;
    const oldest = await world.client.messages('i-jashtem', 'kdi', before);
    expect(oldest.more).toBe(false);
    expect(oldest.messages.map((one) => one.content.summary)).toEqual(['1', '2', '3', '4', '5']);
  });

  it('offers the verbs that can be typed, and values for them', async () => {
    const acts = await world.client.acts('en');
    expect(acts.map((one) => one.names.en)).toEqual([
      'contribute',
      'draft list',
      'draft show',
      'draft new',
      'help',
    ]);
    expect(acts.find((one) => one.id === 'draft.new')?.staffOnly).toBe(true);
    const asked = {
      user: 'i-jashtem',
      channel: 'kdi',
      act: 'draft.show',
      option: 'draft',
      given: {},
    };
    expect(await world.client.complete({ ...asked, typed: 'ma' })).toEqual([
      { value: 'MAPL-2026-003', label: 'MAPL-2026-003' },
    ]);
    expect(world.stub.completions).toMatchObject([{ act: 'draft.show', option: 'draft' }]);
  });

  it('moves its own time and no other', async () => {
    expect((await world.client.state('i-jashtem')).clock).toEqual({
      now: NOON.toISOString(),
      zone: 'Europe/Belgrade',
    });
    expect(await world.client.moveClock({ to: 'nextWorkingDay' })).toMatchObject({
      now: '2026-06-12T06:00:00.000Z',
    });
    // Winter time by then.
    expect(
      await world.client.moveClock({ to: 'moment', day: '2026-12-14', time: '09:00' }),
    ).toMatchObject({ now: '2026-12-14T08:00:00.000Z' });
    expect(world.moves).toHaveLength(2);
    await expect(
      world.client.moveClock({ to: 'moment', day: '2026-02-30', time: '09:00' }),
    ).rejects.toMatchObject({ code: 'badRequest' });
  });
});

describe('what the page is told by itself', () => {
  async function listen(user: string) {
    const stop = new AbortController();
    const response = await fetch(`${world.base}/api/sandbox/events?user=${user}`, {
      signal: stop.signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) throw new Error('no stream');
    let text = '';
    return {
      /** The next event, when it comes. */
      async next(): Promise<Record<string, unknown> | null> {
        for (;;) {
          const match = /data: (.*)\n\n/.exec(text);
          if (match) {
            text = text.slice(match.index + match[0].length);
            return JSON.parse(match[1] ?? 'null');
          }
          const { done, value } = await reader.read();
          if (done) return null;
          text += value;
        }
      },
      stop: () => stop.abort(),
    };
  }

  it('tells of new and changed messages those who see them', async () => {
    const outsider = await listen('i-jashtem');
    await say('delegati-kdi', '/menu');
    await say('delegati-kdi', 'Mirëdita');
    // The private answer is not there: the first that comes is what everyone sees.
    expect(await outsider.next()).toMatchObject({
      type: 'message',
      message: { author: 'delegati-kdi', content: { summary: 'Mirëdita' } },
    });
    const id = await world.platform.send(channel('kdi'), sentence('Një.'), { deliveryId: 'd' });
    await outsider.next();
    await world.platform.edit({ ...channel('kdi'), message: id }, sentence('Dy.'));
    expect(await outsider.next()).toMatchObject({ message: { id, content: { summary: 'Dy.' } } });
    await world.client.moveClock({ to: 'nextWorkingDay' });
    expect(await outsider.next()).toMatchObject({ type: 'clock' });
    outsider.stop();
  });

  it('tells of the root when somebody replies', async () => {
    const root = await world.platform.send(channel('kdi'), sentence('Një.'), { deliveryId: 'd' });
    const outsider = await listen('i-jashtem');
    await world.client.say({ ...as('delegati-kdi'), thread: root, text: 'Po.' });
    expect(await outsider.next()).toMatchObject({ message: { thread: root } });
    expect(await outsider.next()).toMatchObject({ message: { id: root, replies: 1 } });
    outsider.stop();
  });

  it('ends when the bot stops', async () => {
    const outsider = await listen('i-jashtem');
    await world.platform.stop();
    expect(await outsider.next()).toBeNull();
  });
});
