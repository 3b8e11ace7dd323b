import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/chat/invocation.ts';
import { buttons, form, gate, note, openBot, type RunningBot, TOKEN } from './bot.ts';

let bot: RunningBot;

beforeEach(async () => {
  bot = await openBot();
});

afterEach(async () => {
  await bot.stop();
  expect(bot.logged.join('\n')).not.toContain(TOKEN);
});

const privately = (...parts: Parameters<typeof note>): Answer => ({
  kind: 'private',
  message: note(...parts),
});

describe('commands', () => {
  it('bring the act and its options by their stable names, and answer privately', async () => {
    bot.inbound.answer = () => privately('Here is the draft');
    const answer = await bot.person.command(bot.channel, 'draft show', { draft: 'D-1' });
    expect(bot.inbound.invocations).toEqual([
      {
        kind: 'command',
        id: expect.stringMatching(/^discord:\d+$/),
        act: 'draft.show',
        values: { draft: 'D-1' },
        user: { platform: 'discord', community: bot.server.guild.id, user: bot.person.id },
        userName: 'Arta',
        channel: bot.ref(bot.channel),
        channelName: 'rregulloret',
      },
    ]);
    expect([answer.kind, answer.text, answer.private]).toEqual([
      'reply',
      'Here is the draft',
      true,
    ]);
    expect(bot.server.messages(bot.channel)).toEqual([]);
  });

  it('give people and choices by their ids and values', async () => {
    bot.inbound.answer = () => privately('Done');
    const other = bot.server.addUser('Besa');
    await bot.person.command(bot.channel, 'role', { person: other, role: 'Next' });
    expect(bot.inbound.invocations[0]).toMatchObject({
      act: 'member.role',
      values: { person: other.id, role: 'delegate' },
    });
  });

  it('are deferred before any work, so that slow work is not lost', async () => {
    const work = gate<Answer>();
    bot.inbound.answer = () => work.opened;
    const answered = bot.person.command(bot.channel, 'draft show', { draft: 'D-1' });
    await bot.inbound.until(() => bot.inbound.invocations.length === 1);
    bot.server.clock.advance(10_000);
    work.open(privately('At last'));
    expect((await answered).text).toBe('At last');
  });

  it('answer publicly when the act does', async () => {
    bot.inbound.answer = () => ({ kind: 'public', message: note('For everybody') });
    const answer = await bot.person.command(bot.channel, 'announce');
    expect(answer.private).toBe(false);
    expect(bot.server.messages(bot.channel).map(({ text }) => text)).toEqual(['For everybody']);
  });

  it('tell a refusal of a public act to the person alone', async () => {
    bot.inbound.answer = () => privately('Only staff may');
    await bot.person.command(bot.channel, 'announce');
    const [refusal] = await bot.server.waitFor(() => {
      const seen = bot.person.privateMessages();
      return seen.length > 0 && seen;
    }, 'the refusal');
    expect(refusal?.text).toBe('Only staff may');
    expect(bot.server.messages(bot.channel)).toEqual([]);
  });

  it('take the placeholder away when there is nothing to say', async () => {
    await bot.person.command(bot.channel, 'draft show', { draft: 'D-1' });
    await bot.server.waitFor(() => bot.person.privateMessages().length === 0, 'silence');
    expect(bot.inbound.invocations).toHaveLength(1);
  });

  it('are not done when Discord already told the person that they failed', async () => {
    bot.server.settings.answerWithin = 0;
    const answer = await bot.person.command(bot.channel, 'draft show', { draft: 'D-1' });
    expect(answer.kind).toBe('failed');
    await expect.poll(() => bot.logged.join()).toContain('10062');
    expect(bot.inbound.invocations).toEqual([]);
  });
});

describe('completion', () => {
  it('offers at most 25 choices, cut to Discord’s size', async () => {
    bot.inbound.choices = async () =>
      Array.from({ length: 40 }, (_, n) => ({ value: `v${n}`, label: `${n} ${'x'.repeat(200)}` }));
    const seen = await bot.person.autocomplete(
      bot.channel,
      'draft show',
      { draft: 'reg' },
      'draft',
    );
    expect(bot.inbound.completions).toEqual([
      {
        user: { platform: 'discord', community: bot.server.guild.id, user: bot.person.id },
        channel: bot.ref(bot.channel),
        act: 'draft.show',
        option: 'draft',
        typed: 'reg',
        given: {},
      },
    ]);
    expect(seen).toHaveLength(25);
    expect(seen[0]).toEqual({ name: `0 ${'x'.repeat(97)}…`, value: 'v0' });
  });

  it('tells what stands in the other options', async () => {
    await bot.person.autocomplete(
      bot.channel,
      'draft show',
      { verbose: 'yes', draft: 're' },
      'draft',
    );
    expect(bot.inbound.completions).toMatchObject([{ typed: 're', given: { verbose: 'yes' } }]);
  });

  it('comes empty rather than never', async () => {
    const never = gate<readonly []>();
    bot.inbound.choices = () => never.opened;
    const seen = await bot.person.autocomplete(bot.channel, 'draft show', { draft: '' }, 'draft');
    expect(seen).toEqual([]);
    never.open([]);
  });
});

describe('buttons', () => {
  async function posted(): Promise<string> {
    const message = note('Card', buttons({ act: 'interest.set', args: ['D:1'], label: 'Yes' }));
    return bot.platform.send(bot.ref(bot.channel), message, { deliveryId: 'd1' });
  }

  it('on a card answer the person alone and leave the card', async () => {
    const id = await posted();
    bot.inbound.answer = () => privately('Noted', buttons({ act: 'interest.set', label: 'Undo' }));
    const answer = await bot.person.press(id, 'Yes');
    expect(bot.inbound.invocations[0]).toMatchObject({
      kind: 'press',
      act: 'interest.set',
      args: ['D:1'],
      message: { ...bot.ref(bot.channel), message: id },
    });
    expect([answer.text, answer.private]).toEqual(['Noted', true]);
    expect(bot.server.messages(bot.channel).map(({ text }) => text)).toEqual(['Card']);
  });

  it('on a private message replace that message', async () => {
    const id = await posted();
    bot.inbound.answer = () => privately('Noted', buttons({ act: 'interest.set', label: 'Undo' }));
    const first = await bot.person.press(id, 'Yes');
    bot.inbound.answer = () => privately('Undone');
    await bot.person.press(first.message?.id ?? '', 'Undo');
    const replaced = await bot.server.waitFor(() => {
      const all = bot.person.privateMessages();
      return all.every(({ text }) => text === 'Undone') && all;
    }, 'the replacement');
    expect(replaced.map(({ id: which, buttons: left }) => [which, left])).toEqual([
      [first.message?.id, []],
    ]);
    expect(bot.inbound.invocations[1]).not.toHaveProperty('message');
  });

  it('leave a private message as it is when there is nothing to say', async () => {
    const id = await posted();
    bot.inbound.answer = () => privately('Noted', buttons({ act: 'interest.set', label: 'Undo' }));
    const first = await bot.person.press(id, 'Yes');
    bot.inbound.answer = () => ({ kind: 'nothing' });
    const answer = await bot.person.press(first.message?.id ?? '', 'Undo');
    expect(answer.kind).not.toBe('failed');
    expect(bot.person.privateMessages().map(({ text }) => text)).toEqual(['Noted']);
  });

  it('work in direct messages, for the guild through which the person is known', async () => {
    const user = {
      platform: 'discord' as const,
      community: bot.server.guild.id,
      user: bot.person.id,
    };
    const direct = await bot.platform.directChannel(user);
    const message = note('Reminder', buttons({ act: 'interest.set', label: 'Later' }));
    const id = await bot.platform.send(direct, message, { deliveryId: 'd2' });
    bot.inbound.answer = () => privately('Later, then');
    const answer = await bot.person.press(id, 'Later');
    expect(bot.inbound.invocations[0]).toMatchObject({ user, channel: direct });
    expect(answer.text).toBe('Later, then');
  });

  it('say so when nothing of this version understands them', async () => {
    bot.inbound.answer = () => privately('This button is from an earlier version');
    const message = note('Card', buttons({ act: 'gone.away', label: 'Old' }));
    const id = await bot.platform.send(bot.ref(bot.channel), message, { deliveryId: 'd3' });
    expect((await bot.person.press(id, 'Old')).text).toBe('This button is from an earlier version');
  });
});

describe('answers that Discord does not take', () => {
  it('are shown as a follow-up when Discord fails', async () => {
    bot.inbound.answer = () => privately('The answer');
    bot.server.faults.next(
      ({ method, path }) => method === 'PATCH' && path.endsWith('/@original'),
      { kind: 'status', status: 500 },
      4,
    );
    await bot.person.command(bot.channel, 'draft show', { draft: 'D-1' });
    const [shown] = await bot.server.waitFor(() => {
      const all = bot.person.privateMessages().filter(({ loading }) => !loading);
      return all.length > 0 && all;
    }, 'the follow-up');
    expect(shown?.text).toBe('The answer');
    expect(bot.logged.join()).not.toContain('The answer');
  });

  it('are logged as lost, without their text, when the interaction is over', async () => {
    const work = gate<Answer>();
    bot.inbound.answer = () => work.opened;
    const answered = bot.person.command(bot.channel, 'draft show', { draft: 'D-1' });
    await bot.inbound.until(() => bot.inbound.invocations.length === 1);
    bot.server.clock.advance(16 * 60_000);
    work.open(privately('Far too late'));
    await expect.poll(() => bot.logged.join()).toContain('lost an answer');
    expect(bot.logged.join()).not.toContain('Far too late');
    await answered;
    // And the bot is well.
    bot.inbound.answer = () => privately('Well');
    const next = await bot.person.command(bot.channel, 'draft show', { draft: 'D-1' });
    expect(next.text).toBe('Well');
  });

  it('replace the acknowledgement when its reply was lost on the way', async () => {
    bot.inbound.answer = () => privately('The answer');
    bot.server.faults.next(({ path }) => path.endsWith('/callback'), {
      kind: 'killed',
      workDone: true,
      how: 'reset',
    });
    const answer = await bot.person.command(bot.channel, 'draft show', { draft: 'D-1' });
    expect(answer.text).toBe('The answer');
    expect(bot.inbound.invocations).toHaveLength(1);
  });
});

describe('forms', () => {
  const text = {
    name: 'text',
    label: 'Text',
    required: true,
    kind: 'longText',
    maxLength: 50,
  } as const;

  it('open late behind a button when a modal can no longer be opened', async () => {
    const work = gate<Answer>();
    bot.inbound.answer = () => work.opened;
    const answered = bot.person.command(bot.channel, 'contribute');
    const waiting = await bot.server.waitFor(
      () => bot.person.privateMessages().find(({ loading }) => loading),
      'the acknowledgement',
    );
    work.open({ kind: 'form', form: form([text]) });
    await answered;
    const shown = await bot.server.waitFor(
      () => bot.person.privateMessages().find(({ loading }) => !loading),
      'the way to the form',
    );
    expect(shown.id).toBe(waiting.id);
    expect(shown.buttons).toMatchObject([{ label: 'Continue', customId: 'form.resume:u1:0' }]);
  });

  it('that are refused are answered at once and privately', async () => {
    bot.inbound.answer = () => privately('The window is closed');
    const answer = await bot.person.command(bot.channel, 'contribute');
    expect([answer.kind, answer.private, answer.text]).toEqual([
      'reply',
      true,
      'The window is closed',
    ]);
  });
});
