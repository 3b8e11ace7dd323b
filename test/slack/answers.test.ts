import { afterEach, describe, expect, it } from 'vitest';
import type { Answer, Invocation } from '../../src/chat/invocation.ts';
import { connect, type Harness, type HarnessOptions, message, SECRETS } from './harness.ts';
import { FORM } from './samples.ts';

let harness: Harness;
const open = async (options: HarnessOptions = {}) => {
  harness = await connect(options);
  return harness;
};

afterEach(async () => {
  expect(harness.server.pings()).toEqual([]);
  expect(harness.log()).not.toMatch(SECRETS);
  await harness.end();
});

const privately = (text: string, ...labels: string[]): Answer => ({
  kind: 'private',
  message: message(text, ...labels),
});

describe('a command', () => {
  it('is answered privately, with who asked, where and what', async () => {
    const { server, invocations, log } = await open({
      answer: () => privately('Hello *you* <!here>'),
    });
    const channel = server.addChannel('drafts');
    const arta = server.addUser('arta', { realName: 'Arta Krasniqi' });
    const besa = server.addUser('besa');
    const reply = await arta.command(channel, 'Member role @besa “staff” a&b secret-words');
    expect((await reply.answer()).visible).toBe('Hello *you* <!here>');
    expect(server.messages(channel)).toEqual([]);
    expect(invocations).toEqual([
      {
        id: expect.stringMatching(/^slack:\d+\.\d+\.\w+$/),
        kind: 'text',
        text: `Member role ${besa.id} “staff” a&b secret-words`,
        user: { platform: 'slack', community: server.team.id, user: arta.id },
        userName: 'arta',
        channel: harness.channel(channel.id),
        channelName: 'drafts',
      },
    ]);
    expect(log()).not.toContain('secret-words');
  });

  it('is answered publicly in the channel, even where the bot is no member', async () => {
    const { server } = await open({
      answer: () => ({ kind: 'public', message: message('For all') }),
    });
    const inside = server.addChannel('inside', { member: true });
    const arta = server.addUser('arta');
    await arta.command(inside, 'list');
    await server.waitFor(() => server.messages(inside).length === 1, 'a public answer');
    const outside = server.addChannel('outside');
    await arta.command(outside, 'list');
    await server.waitFor(() => server.messages(outside).length === 1, 'a public answer outside');
    expect(arta.ephemerals()).toEqual([]);
  });

  it('still reaches the person when the response URL and the channel fail', async () => {
    const { server } = await open({ answer: () => privately('Here it is') });
    const outside = server.addChannel('outside');
    const arta = server.addUser('arta');
    server.faults.next('response_url', { kind: 'status', status: 404 }, 2);
    await arta.command(outside, 'list');
    const dm = arta.dm();
    await server.waitFor(() => server.messages(dm).length === 1, 'a direct message');
    expect(server.messages(dm)[0]?.visible).toBe('Here it is');
  });

  it('says in words alone what Slack refuses as blocks', async () => {
    const { server } = await open({ answer: () => privately('Just words', 'Button') });
    const channel = server.addChannel('drafts');
    const arta = server.addUser('arta');
    server.faults.next('response_url', { kind: 'status', status: 400 });
    const answer = await (await arta.command(channel, 'list')).answer();
    expect(answer).toMatchObject({ visible: 'Just words', buttons: [] });
  });

  it('that opens a form shows a modal', async () => {
    const { server } = await open({ answer: () => ({ kind: 'form', form: FORM }) });
    const arta = server.addUser('arta');
    const modal = await (await arta.command(server.addChannel('drafts'), 'contribute')).modal();
    expect(modal).toMatchObject({ title: 'Contribute', submit: 'Next', close: 'Cancel' });
    expect(modal.inputs.map(({ label, value }) => [label, value])).toEqual([
      ['Title', 'A'],
      ['Proposed text', null],
      ['Kind', 'Delete'],
      ['Day', '2026-12-14'],
      ['File', []],
    ]);
  });

  it('offers a button for a form when the trigger has expired', async () => {
    const { server, invocations } = await open({
      answer: ({ kind }) =>
        kind === 'text' ? { kind: 'form', form: FORM } : privately('Going on'),
    });
    const arta = server.addUser('arta');
    server.faults.next('views.open', { kind: 'error', error: 'expired_trigger_id' });
    const reply = await arta.command(server.addChannel('drafts'), 'contribute');
    const offer = await reply.answer();
    expect(offer.visible).toContain('Contribute');
    await (await arta.press(offer, 'Continue')).answer();
    expect(invocations[1]).toMatchObject({ act: 'form.resume', args: ['0193aa', '1'] });
  });

  it('whose answer cannot be rendered says that the answer is lost', async () => {
    const form = { ...FORM, inputs: [{ ...FORM.inputs[0], name: 'n'.repeat(300) }] } as typeof FORM;
    const { server, log } = await open({ answer: () => ({ kind: 'form', form }) });
    const reply = await server.addUser('arta').command(server.addChannel('drafts'), 'contribute');
    expect((await reply.answer()).visible).toContain('the answer could not be shown');
    expect(log()).toContain('an answer could not be rendered');
  });
});

describe('a button', () => {
  const answer = (invocation: Invocation): Answer =>
    privately(invocation.kind === 'press' ? `Pressed ${invocation.args.join()}` : 'Menu', 'Next');

  it('on a message for all is answered privately', async () => {
    const { server, platform, invocations } = await open({ answer });
    const channel = server.addChannel('drafts', { member: true });
    const arta = server.addUser('arta');
    const ts = await platform.send(harness.channel(channel.id), message('Card', 'a:b', 'Other'), {
      deliveryId: 'd1',
    });
    const [card] = server.messages(channel);
    if (!card) throw new Error('no card');
    const shown = await (await arta.press(card, 'a:b')).answer();
    expect(shown.visible).toContain('Pressed a:b');
    expect(server.messages(channel)[0]?.visible).toContain('Card');
    expect(invocations).toMatchObject([
      { kind: 'press', act: 'demo', args: ['a:b'], message: { channel: channel.id, message: ts } },
    ]);
  });

  it('in a thread is answered in that thread', async () => {
    const { server, platform } = await open({ answer });
    const channel = server.addChannel('drafts', { member: true });
    const ref = harness.channel(channel.id);
    const threadOf = await platform.send(ref, message('Card'), { deliveryId: 'd1' });
    await platform.send(ref, message('Note', 'Go'), { deliveryId: 'd2', threadOf });
    const note = server.messages(channel)[0]?.replies[0];
    if (!note) throw new Error('no note');
    const shown = await (await server.addUser('arta').press(note, 'Go')).answer();
    expect(shown.threadTs).toBe(threadOf);
  });

  it('on a message that only its reader sees takes that message’s place', async () => {
    const { server, invocations } = await open({ answer });
    const arta = server.addUser('arta');
    const menu = await (await arta.command(server.addChannel('drafts'), 'menu')).answer();
    const shown = await (await arta.press(menu, 'Next')).answer();
    expect(shown.visible).toContain('Pressed Next');
    expect(arta.ephemerals()).toHaveLength(1);
    expect(invocations[1]).not.toHaveProperty('message');
  });
});

describe('a message to the bot itself', () => {
  it('is taken in and answered there', async () => {
    const { server, invocations } = await open({ answer: () => privately('Hello') });
    const arta = server.addUser('arta');
    arta.say(arta.dm(), '/civikos draft list <5>');
    await server.waitFor(() => server.messages(arta.dm()).length === 2, 'an answer');
    expect(invocations).toMatchObject([
      { kind: 'written', text: '/civikos draft list <5>', files: {} },
    ]);
    // The bot's own message comes back as an event and is nobody's command.
    expect(server.messages(arta.dm())[1]?.visible).toBe('Hello');
    expect(invocations).toHaveLength(1);
  });

  it('may hold a file, which is read when it is asked for', async () => {
    const { server, invocations } = await open({
      answer: async (invocation) => {
        const [file] = invocation.kind === 'written' ? (invocation.files.files ?? []) : [];
        const bytes = await file?.read(100);
        return privately(`${file?.name}: ${Buffer.from(bytes ?? []).toString()}`);
      },
    });
    const arta = server.addUser('arta');
    arta.uploadFile(arta.dm(), 'neni.txt', Buffer.from('Teksti.'), { text: 'Ja' });
    await server.waitFor(() => server.messages(arta.dm()).length === 2, 'an answer');
    expect(invocations).toMatchObject([{ kind: 'written', text: 'Ja' }]);
    expect(server.messages(arta.dm())[1]?.visible).toBe('neni.txt: Teksti.');
  });

  it('offers a form by a button, for want of a trigger', async () => {
    const { server } = await open({ answer: () => ({ kind: 'form', form: FORM }) });
    const arta = server.addUser('arta');
    arta.say(arta.dm(), 'contribute');
    await server.waitFor(() => server.messages(arta.dm()).length === 2, 'an answer');
    const offered = server.messages(arta.dm())[1];
    expect(offered?.buttons.map(({ label }) => label)).toEqual(['Continue']);
    if (offered) await (await arta.press(offered, 'Continue')).modal();
  });
});

describe('a reaction', () => {
  it('is told with its neutral emoji, once per event, added and removed', async () => {
    const { server, platform, reactions } = await open();
    const channel = server.addChannel('drafts', { member: true });
    const ts = await platform.send(harness.channel(channel.id), message('Card'), {
      deliveryId: 'd',
    });
    const arta = server.addUser('arta', { realName: 'Arta Krasniqi' });
    const [card] = server.messages(channel);
    if (!card) throw new Error('no card');
    arta.react(card, '+1::skin-tone-3');
    arta.react(card, 'party-civikos');
    await server.waitFor(() => reactions.length === 2, 'two reactions');
    const ref = { ...harness.channel(channel.id), message: ts };
    const reading = { matters: () => true, turn: async () => {} };
    expect((await platform.reactionsIn(ref, [ts], reading)).get(ts)).toEqual([
      { user: arta.id, emoji: '👍' },
      { user: arta.id, emoji: ':party-civikos:' },
    ]);
    arta.unreact(card, '+1::skin-tone-3');
    await server.waitFor(() => reactions.length === 3, 'three reactions');
    expect(reactions.map(({ emoji, added, userName }) => [emoji, added, userName])).toEqual([
      ['👍', true, 'arta'],
      [':party-civikos:', true, 'arta'],
      ['👍', false, 'arta'],
    ]);
    expect(reactions[0]?.message).toEqual(ref);
    expect(new Set(reactions.map(({ id }) => id)).size).toBe(3);
  });
});
