import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileTooLarge, type IncomingFile, type Input } from '../../src/chat/form.ts';
import type { Answer, Invocation } from '../../src/chat/invocation.ts';
import type { Answer as Seen } from '../servers/discord/index.ts';
import { buttons, form, gate, note, openBot, type RunningBot } from './bot.ts';

let bot: RunningBot;

beforeEach(async () => {
  bot = await openBot();
});

afterEach(() => bot.stop());

const KIND: Input = {
  name: 'kind',
  label: 'Kind',
  required: true,
  kind: 'choice',
  options: [
    { value: 'add', label: 'Add' },
    { value: 'delete', label: 'Delete' },
  ],
};
const TEXT: Input = {
  name: 'text',
  label: 'Text',
  required: false,
  kind: 'longText',
  maxLength: 100,
};
const DAY: Input = { name: 'day', label: 'Day', required: false, kind: 'date' };

type Submit = Extract<Invocation, { kind: 'submit' }>;

/** A form of two steps, of which the first insists on a text; the steps' values are kept. */
function twoSteps(): Record<string, string> {
  const kept: Record<string, string> = {};
  const filled = (input: Input): Input => ({ ...input, value: kept[input.name] });
  const step = (at: number) =>
    form((at === 0 ? [KIND, TEXT] : [DAY]).map(filled), { step: at, steps: 2 });
  const submitted = ({ step: at, values }: Submit): Answer => {
    Object.assign(kept, values);
    const errors = { text: 'Write what should change.' };
    if (at === 0 && !kept.text) return { kind: 'invalid', form: step(0), errors };
    if (at === 0) return { kind: 'form', form: step(1) };
    return { kind: 'private', message: note('Received as K-001.') };
  };
  bot.inbound.answer = (invocation) => {
    if (invocation.kind === 'submit') return submitted(invocation);
    const at = invocation.kind === 'press' ? Number(invocation.args[1] ?? 0) : 0;
    return { kind: 'form', form: step(at) };
  };
  return kept;
}

describe('a form that is submitted', () => {
  it('and could not be kept is not acknowledged: Discord leaves it open', async () => {
    twoSteps();
    await bot.person.command(bot.channel, 'contribute');
    bot.inbound.taking = { kept: false, crowded: false };
    const submitted = fill({ Kind: 'Add', Text: 'x' });
    await bot.inbound.until(() => bot.inbound.invocations.length === 2);
    bot.server.clock.advance(3_000);
    expect((await submitted).kind).toBe('failed');
    expect(bot.person.modal).toBeDefined();
  });

  it('is acknowledged before its answer is made', async () => {
    twoSteps();
    await bot.person.command(bot.channel, 'contribute');
    const answer = gate();
    const made = bot.inbound.answer;
    bot.inbound.answer = async (invocation) => {
      await answer.opened;
      return made(invocation);
    };
    const open = bot.person.modal;
    if (!open) throw new Error('no modal is open');
    const submitted = bot.person.submit(open, { Kind: 'Add', Text: 'x' });
    await bot.server.waitFor(
      () => bot.server.exchanges.all.at(-1)?.state === 'deferred',
      'the acknowledgement',
    );
    answer.open();
    expect((await submitted).text).toContain('Step 1 of 2 is saved');
  });
});

async function fill(values: Parameters<typeof bot.person.submit>[1]): Promise<Seen> {
  const open = bot.person.modal;
  if (!open) throw new Error('no modal is open');
  const answer = await bot.person.submit(open, values);
  // On a message of one's own the acknowledgement shows nothing; the answer takes its place.
  return answer.kind === 'acknowledged' ? answer.later() : answer;
}

describe('a form', () => {
  it('leads through refusal, correction and the next step to its receipt', async () => {
    const kept = twoSteps();
    const opened = await bot.person.command(bot.channel, 'contribute');
    expect(opened.modal?.title).toBe('Contribute · Step 1 of 2');

    const refused = await fill({ Kind: 'Add' });
    expect(refused.private).toBe(true);
    expect(refused.text).toBe(
      'Not accepted yet. What you wrote is saved.\n\n- Text: Write what should change.',
    );
    await bot.person.press(refused.message?.id ?? '', 'Correct it');
    expect(bot.person.modal?.inputs.map(({ label }) => label)).toEqual(['Kind', 'Text']);

    const saved = await fill({ Kind: 'Delete', Text: 'Article 5' });
    expect(saved.text).toBe('Step 1 of 2 is saved.');
    await bot.person.press(saved.message?.id ?? '', 'Continue');
    expect(bot.person.modal?.title).toBe('Contribute · Step 2 of 2');

    const done = await fill({ Day: '4.12.2026' });
    expect(done.text).toBe('Received as K-001.');
    expect(kept).toEqual({ kind: 'delete', text: 'Article 5', day: '4.12.2026' });
    expect(bot.inbound.invocations.at(-1)).toMatchObject({
      kind: 'submit',
      act: 'contribute',
      unfinished: 'u1',
      step: 1,
      channel: bot.ref(bot.channel),
      values: { day: '4.12.2026' },
      files: {},
    });
    // Each answer took the place of the one before: no pile of old buttons is left.
    expect(bot.person.privateMessages().map(({ text }) => text)).toEqual(['Received as K-001.']);
    expect(bot.server.messages(bot.channel)).toEqual([]);
  });

  it('opens from a button on a card and answers beside the card', async () => {
    twoSteps();
    const card = note('Card', buttons({ act: 'contribute', args: ['D1'], label: 'Contribute' }));
    const id = await bot.platform.send(bot.ref(bot.channel), card, { deliveryId: 'd' });
    await bot.person.press(id, 'Contribute');
    const refused = await fill({ Kind: 'Add' });
    expect(refused.private).toBe(true);
    expect(bot.server.messages(bot.channel).map(({ text }) => text)).toEqual(['Card']);
  });

  it('acknowledges meanwhile when its answer takes longer than Discord waits', async () => {
    twoSteps();
    const work = gate<Answer>();
    await bot.person.command(bot.channel, 'contribute');
    bot.inbound.answer = () => work.opened;
    const answered = fill({ Kind: 'Add', Text: 'x' });
    await bot.server.waitFor(
      () => bot.person.privateMessages().find(({ loading }) => loading),
      'the acknowledgement',
    );
    work.open({ kind: 'private', message: note('Received') });
    expect((await answered).text).toBe('Received');
  });

  it('is taken even when its answer cannot be shown any more', async () => {
    const kept = twoSteps();
    await bot.person.command(bot.channel, 'contribute');
    bot.server.settings.answerWithin = 0;
    const answer = await fill({ Kind: 'Add', Text: 'Not to be lost' });
    expect(answer.kind).toBe('failed');
    await expect.poll(() => bot.logged.join()).toContain('lost an answer');
    expect(kept.text).toBe('Not to be lost');
    expect(bot.logged.join()).not.toContain('Not to be lost');
  });

  it('that no modal can hold is answered, and is an error of the program', async () => {
    bot.inbound.answer = () => ({ kind: 'form', form: form(Array(6).fill(TEXT)) });
    const answer = await bot.person.command(bot.channel, 'contribute');
    expect(answer.text).toBe('Your request was taken, but the answer could not be shown.');
    expect(bot.logged.join()).toContain('lost an answer');
  });
});

describe('a form with a file', () => {
  const FILE: Input = {
    name: 'file',
    label: 'File',
    required: true,
    kind: 'file',
    extensions: ['csv'],
  };

  async function hand(content: string, read: (file: IncomingFile) => Promise<string>) {
    bot.inbound.answer = () => ({ kind: 'form', form: form([FILE, TEXT]) });
    await bot.person.command(bot.channel, 'contribute');
    bot.inbound.answer = async (invocation) => {
      const [file] = (invocation as Submit).files.file ?? [];
      if (!file) throw new Error('no file came');
      return { kind: 'private', message: note(await read(file)) };
    };
    return fill({ File: [{ name: 'orgs.csv', content }] });
  }

  it('says that it reads, then answers in the same place', async () => {
    const first = await hand('name;city\nÇ;Prishtinë', async (file) => {
      const bytes = await file.read(1000);
      return `${file.name}: ${bytes.length} of ${file.size} bytes`;
    });
    expect(first.text).toBe('Reading the file…');
    const then = await first.later();
    expect(then.text).toBe('orgs.csv: 23 of 23 bytes');
    expect(bot.person.privateMessages()).toHaveLength(1);
  });

  it('reads no more than it may', async () => {
    const first = await hand('x'.repeat(100), (file) =>
      file.read(99).then(
        () => 'read',
        (error: unknown) => (error instanceof FileTooLarge ? 'too large' : 'other'),
      ),
    );
    expect((await first.later()).text).toBe('too large');
  });
});
