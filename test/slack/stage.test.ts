import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Invocation } from '../../src/chat/invocation.ts';
import type { Platform } from '../../src/chat/platform.ts';
import { createSlackPlatform } from '../../src/slack/platform.ts';
import type { Stage } from '../scenarios/driver.ts';
import { openSlackStage } from '../scenarios/slackStage.ts';
import { message } from './harness.ts';
import { FORM } from './samples.ts';

let stage: Stage;
let platform: Platform;
let asked: Invocation[];
let answers: Answer[];
let ticks: number;
let reactions: string[];

/** A core that answers what the test wrote down, with the real adapter. */
beforeEach(async () => {
  asked = [];
  answers = [];
  reactions = [];
  ticks = 0;
  const options = { storageUrl: 'file:unused', admins: ['arta'], now: new Date(0) };
  stage = await openSlackStage(options, async (config, { civil }) => {
    if (!config.slack) throw new Error('Slack is not configured');
    const parts = { language: config.language, log: pino({ level: 'silent' }) };
    platform = createSlackPlatform({ ...config.slack, ...parts, machineNow: () => new Date() });
    const invoke = async (invocation: Invocation): Promise<Answer> => {
      asked.push(invocation);
      return answers.shift() ?? { kind: 'nothing' };
    };
    await platform.start({
      invoke,
      acknowledging() {},
      take: async (given) => ({ kept: true, crowded: false, answer: invoke(given) }),
      reaction: async ({ emoji, added }) => void reactions.push(`${added ? '+' : '-'}${emoji}`),
      complete: async () => [],
      connected: () => {},
      lost: () => {},
    });
    expect(config.admins).toHaveLength(1);
    return {
      address: '',
      platforms: [platform],
      tick: async () => {
        ticks += civil.now().getTime();
      },
      settled: async () => {},
      stop: () => platform.stop(),
    };
  });
});

afterEach(() => stage.stop());

describe('the Slack stage', () => {
  it('types verbs with their options and sees private and public answers', async () => {
    const arta = await stage.person('arta');
    const general = await stage.channel('general');
    answers = [
      { kind: 'private', message: message('Only *you*', 'Open') },
      { kind: 'public', message: message('For all') },
    ];
    const first = await arta.uses(general, 'channel link', {
      purpose: 'member',
      name: 'KIPRED "X" a',
    });
    expect(first).toMatchObject({
      kind: 'private',
      message: { text: 'Only *you*', buttons: ['Open'], pings: [] },
    });
    expect(asked[0]).toMatchObject({ text: 'channel link purpose:member name:„KIPRED "X" a“' });
    const second = await arta.types(general, 'draft list');
    expect(second).toMatchObject({ kind: 'public', message: { text: 'For all' } });
    expect(await general.messages()).toHaveLength(1);
    expect(await arta.types(general, 'quiet')).toEqual({ kind: 'nothing' });
  });

  it('fills forms, sees errors, the next step and the end', async () => {
    const arta = await stage.person('arta');
    const general = await stage.channel('general');
    const other = { ...FORM, step: 0 };
    answers = [
      { kind: 'form', form: FORM },
      { kind: 'invalid', form: FORM, errors: { title: 'Too short.' } },
      { kind: 'invalid', form: other, errors: { text: 'Missing.' } },
      { kind: 'private', message: message('Done') },
    ];
    const opened = await arta.uses(general, 'contribute');
    expect(opened).toMatchObject({
      kind: 'form',
      form: { title: 'Contribute', errors: {}, intro: 'Step 2 of 3\nAbout Draft Law' },
    });
    const kinds =
      opened.kind === 'form' && opened.form.inputs.map(({ kind, value }) => [kind, value]);
    expect(kinds).toEqual([
      ['shortText', 'A'],
      ['longText', ''],
      ['choice', 'Delete'],
      ['date', '2026-12-14'],
      ['file', ''],
    ]);
    const file = { name: 'a.csv', bytes: new Uint8Array([65]) };
    const refused = await arta.submits({ Title: 'B', Kind: 'Amend', File: file });
    expect(refused).toMatchObject({ kind: 'form', form: { errors: { Title: 'Too short.' } } });
    const above = await arta.submits({});
    expect(above).toMatchObject({
      kind: 'form',
      form: { errors: { 'Proposed text': 'Missing.' } },
    });
    expect(await arta.submits({})).toMatchObject({ kind: 'private', message: { text: 'Done' } });
    await expect(arta.submits({})).rejects.toThrow('no form open');
    expect(asked[1]).toMatchObject({ values: { title: 'B', kind: 'amend' } });
  });

  it('presses, reacts, writes and moves the clock', async () => {
    const arta = await stage.person('arta');
    const general = await stage.channel('general');
    const ref = { platform: 'slack', community: 'T', channel: general.id } as const;
    const threadOf = await platform.send(ref, message('Card', 'Go', 'Stop'), { deliveryId: 'd1' });
    await platform.send(ref, message('Note'), { deliveryId: 'd2', threadOf });
    const [card] = await general.messages();
    if (!card) throw new Error('no card');
    expect(card).toMatchObject({
      text: 'Card',
      buttons: ['Go', 'Stop'],
      thread: [{ text: 'Note' }],
    });
    answers = [{ kind: 'private', message: message('Menu', 'More') }];
    const menu = await arta.presses(general, card, 'Go');
    answers = [{ kind: 'private', message: message('Replaced') }];
    if (menu.kind !== 'private') throw new Error('no menu');
    const replaced = await arta.presses(general, menu.message, 'Mo');
    expect(replaced).toMatchObject({ kind: 'private', message: { text: 'Replaced' } });
    await expect(arta.presses(general, card, 'Nothing')).rejects.toThrow('there is no button');
    await arta.reacts(general, card, '✍️');
    await arta.unreacts(general, card, '✍️');
    expect(reactions).toEqual(['+✍', '-✍']);
    await stage.clock(new Date(5_000));
    expect(ticks).toBe(5_000);
    const user = { platform: 'slack', community: 'T', user: arta.id } as const;
    await platform.send(await platform.directChannel(user), message('Hello'), { deliveryId: 'd3' });
    expect((await arta.direct()).map(({ text }) => text)).toEqual(['Hello']);
  });
});
