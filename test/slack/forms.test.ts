import { afterEach, describe, expect, it } from 'vitest';
import { FileTooLarge, type Form } from '../../src/chat/form.ts';
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

const step = (at: number): Form => ({
  ...FORM,
  step: at,
  steps: 2,
  inputs: [
    { kind: 'longText', name: `t${at}`, label: `Text ${at}`, required: true, maxLength: 3_000 },
  ],
});
const FILE_FORM: Form = { ...FORM, step: 0, steps: 1, inputs: FORM.inputs.slice(4) };
const receipt: Answer = { kind: 'private', message: message('Received: K-007', 'Change it') };

/** A core that opens the first step and answers submissions one after the other. */
function script(
  first: Form,
  ...answers: (Answer | ((invocation: Invocation) => Promise<Answer>))[]
) {
  const left = [...answers];
  return async (invocation: Invocation): Promise<Answer> => {
    if (invocation.kind !== 'submit') return { kind: 'form', form: first };
    const next = left.shift() ?? { kind: 'nothing' };
    return typeof next === 'function' ? next(invocation) : next;
  };
}

async function begin(options: HarnessOptions) {
  const { server } = await open(options);
  const channel = server.addChannel('drafts', { member: true });
  const arta = server.addUser('arta');
  const modal = await (await arta.command(channel, 'contribute')).modal();
  return { server, channel, arta, modal };
}

describe('a form', () => {
  it('shows errors beside the fields, then the next step, then the receipt where it began', async () => {
    const { server, channel, arta, modal } = await begin({
      answer: script(
        step(0),
        { kind: 'invalid', form: step(0), errors: { t0: 'Say more.' } },
        { kind: 'form', form: step(1) },
        receipt,
      ),
    });
    const refused = await arta.submit(modal, { 'Text 0': 'short & <b>' });
    expect(refused.errors).toEqual({ t0: 'Say more.' });
    expect(refused.view?.inputs[0]?.value).toBe('short & <b>');
    const next = await (await arta.submit(modal, { 'Text 0': 'longer' })).modal();
    expect(next.visible).toContain('Step 2 of 2');
    const end = await arta.submit(next, { 'Text 1': 'the end' });
    const shown = await end.answer();
    expect(shown).toMatchObject({ channel: channel.id });
    expect(shown.visible).toContain('Received: K-007');
    expect(arta.modal()).toBeUndefined();
    expect(harness.invocations.slice(1)).toMatchObject([
      {
        kind: 'submit',
        act: 'contribute',
        unfinished: '0193aa',
        step: 0,
        values: { t0: 'short & <b>' },
      },
      {
        step: 0,
        values: { t0: 'longer' },
        channel: { channel: channel.id },
        channelName: 'drafts',
      },
      { step: 1, values: { t1: 'the end' } },
    ]);
    expect(harness.log()).not.toMatch(/longer|the end/);
    expect(server.failures).toEqual([]);
  });

  it('tells no name that Slack made up where the person’s own is not known', async () => {
    const { server } = await open({ answer: script(step(0), receipt) });
    server.faults.next('users.info', { kind: 'error', error: 'missing_scope' }, 9);
    const arta = server.addUser('arta');
    const channel = server.addChannel('drafts', { member: true });
    const modal = await (await arta.command(channel, 'contribute')).modal();
    await (await arta.submit(modal, { 'Text 0': 'the end' })).answer();
    expect(harness.invocations.map(({ userName }) => userName)).toEqual(['arta', '']);
  });

  it('gives every value as text, and tells of a cleared field', async () => {
    const { arta, modal } = await begin({ answer: script(FORM, receipt) });
    const end = await arta.submit(modal, {
      'Proposed text': null,
      Kind: 'Amend',
      Day: '2027-01-05',
    });
    await end.answer();
    expect(harness.invocations[1]).toMatchObject({
      values: { title: 'A', text: '', kind: 'amend', day: '2027-01-05' },
      files: {},
    });
  });

  it('shows the step that was refused when it is not the one on the screen', async () => {
    const { arta, modal } = await begin({
      answer: script(step(1), { kind: 'invalid', form: step(0), errors: { t0: 'Say more.' } }),
    });
    const reply = await arta.submit(modal, { 'Text 1': 'x' });
    expect(reply.outcome).toBe('acknowledged');
    expect((await reply.modal()).visible).toContain('⚠️ Text 0: Say more.');
  });

  it('sends the receipt directly where nobody can be told in the channel', async () => {
    const { server, channel, arta, modal } = await begin({ answer: script(step(0), receipt) });
    server.removeBot(channel);
    await arta.submit(modal, { 'Text 0': 'x' });
    await server.waitFor(() => server.messages(arta.dm()).length === 1, 'a direct message');
    expect(server.messages(arta.dm())[0]?.visible).toContain('Received');
  });

  it('that takes long is acknowledged in time, and the answer follows', async () => {
    let release = (_: Answer) => {};
    const late = () =>
      new Promise<Answer>((resolve) => {
        release = resolve;
      });
    const { server, arta, modal } = await begin({
      answer: script(step(0), late, late),
      platform: { patienceMs: 50 },
    });
    const reply = await arta.submit(modal, { 'Text 0': 'x' });
    expect(reply.view?.visible).toContain('is saved');
    release({ kind: 'form', form: step(1) });
    const next = await server.waitFor(
      () => (arta.modal()?.inputs.length ? arta.modal() : undefined),
      'the next step',
    );
    const second = await arta.submit(next, { 'Text 1': 'y' });
    release(receipt);
    expect((await second.answer()).visible).toContain('Received');
    await server.waitFor(() => arta.modal()?.visible === 'Received: K-007', 'the end of the modal');
  });

  it('that could not be kept stays open with what was written', async () => {
    const { arta, modal } = await begin({ answer: script(step(0)), taking: { kept: false } });
    const reply = await arta.submit(modal, { 'Text 0': 'x' });
    expect(Object.values(reply.errors).join()).toContain('could not be saved');
    expect(arta.modal()?.inputs[0]?.value).toBe('x');
  });

  it('of which a crowd comes is acknowledged before its answer is made', async () => {
    const { server, arta, modal } = await begin({
      answer: script(step(0), receipt),
      taking: { crowded: true },
    });
    const reply = await arta.submit(modal, { 'Text 0': 'x' });
    expect(reply.view?.visible).toContain('is saved');
    expect((await reply.answer()).visible).toContain('Received');
    await server.waitFor(() => arta.modal()?.visible === 'Received: K-007', 'the end of the modal');
  });

  it('closed while its answer was made comes back as a button', async () => {
    let release = (_: Answer) => {};
    const late = () =>
      new Promise<Answer>((resolve) => {
        release = resolve;
      });
    const { arta, modal } = await begin({
      answer: script(step(0), late),
      platform: { patienceMs: 50 },
    });
    const reply = await arta.submit(modal, { 'Text 0': 'x' });
    if (reply.view) await arta.close(reply.view);
    release({ kind: 'invalid', form: step(0), errors: { t0: 'Say more.' } });
    const offered = await reply.answer();
    expect(offered.visible).toContain('Text 0: Say more.');
    expect(offered.buttons.map(({ label }) => label)).toEqual(['Correct it']);
  });

  it('that is none of ours is left alone', async () => {
    const { arta, modal } = await begin({
      answer: script({ ...step(0), unfinished: '' }),
      server: { ackTimeoutMs: 100 },
    });
    const reply = await arta.submit(modal, { 'Text 0': 'x' });
    expect(reply).toMatchObject({ outcome: 'failed', error: 'operation_timeout' });
    expect(harness.invocations).toHaveLength(1);
    expect(harness.log()).toContain('a form was submitted that is none of ours');
  });
});

describe('a file in a form', () => {
  const bytes = Buffer.from('name;region\nKIPRED;Prishtinë\n');
  const reading = (maxBytes: number, seen: unknown[]) => async (invocation: Invocation) => {
    const [file] = (invocation.kind === 'submit' && invocation.files.file) || [];
    seen.push(file?.name, file?.size);
    try {
      seen.push(Buffer.from((await file?.read(maxBytes)) ?? []).toString());
    } catch (error) {
      seen.push(error);
    }
    return receipt;
  };

  it('is read on demand, with its name and size', async () => {
    const seen: unknown[] = [];
    const { arta, modal } = await begin({ answer: script(FILE_FORM, reading(1_000, seen)) });
    const end = await arta.submit(modal, { File: [{ name: 'list.csv', bytes }] });
    expect((await end.answer()).visible).toContain('Received');
    expect(seen).toEqual(['list.csv', bytes.length, bytes.toString()]);
  });

  it('that takes long to read is acknowledged first', async () => {
    const seen: unknown[] = [];
    const { server, arta, modal } = await begin({
      answer: script(FILE_FORM, reading(1_000, seen)),
      platform: { patienceMs: 50 },
    });
    const held = server.faults.next('download', { kind: 'hold' });
    const reply = await arta.submit(modal, { File: [{ name: 'list.csv', bytes }] });
    expect(reply.view?.visible).toContain('Reading the file…');
    held.release();
    await reply.answer();
    expect(seen).toContain(bytes.toString());
  });

  it('is not read beyond what was asked for', async () => {
    const seen: unknown[] = [];
    const { server, arta, modal } = await begin({ answer: script(FILE_FORM, reading(10, seen)) });
    await (await arta.submit(modal, { File: [{ name: 'list.csv', bytes }] })).answer();
    expect(seen).toEqual(['list.csv', bytes.length, expect.any(FileTooLarge)]);
    expect(server.calls.filter(({ method }) => method === 'download')).toEqual([]);
  });

  it('that Slack does not hand out is an error for the core', async () => {
    const seen: unknown[] = [];
    const { server, arta, modal } = await begin({
      answer: script(FILE_FORM, reading(1_000, seen)),
    });
    server.faults.next('download', { kind: 'html', status: 404 });
    await (await arta.submit(modal, { File: [{ name: 'list.csv', bytes }] })).answer();
    expect(seen[2]).toMatchObject({ message: 'Slack did not hand out the file: 404' });
  });
});
