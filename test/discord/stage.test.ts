import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acts } from '../../commands/index.ts';
import type { Input } from '../../src/chat/form.ts';
import type { Invocation } from '../../src/chat/invocation.ts';
import type { ChannelRef } from '../../src/chat/references.ts';
import type { Config } from '../../src/config.ts';
import { openDiscordStage } from '../scenarios/discordStage.ts';
import type { Stage, StageChannel, StagePerson } from '../scenarios/driver.ts';
import { buttons, form, makePlatform, note, StubInbound } from './bot.ts';

let stage: Stage;
let inbound: StubInbound;
let config: Config;
let send: (channel: StageChannel, ...message: Parameters<typeof note>) => Promise<string>;
let channel: StageChannel;
let arta: StagePerson;
const ticks: Date[] = [];

beforeEach(async () => {
  inbound = new StubInbound();
  stage = await openDiscordStage(
    { storageUrl: 'file:unused.db', admins: ['Arta'], now: new Date(0) },
    async (given, { civil }) => {
      config = given;
      const { apiUrl = '', token = '' } = given.discord ?? {};
      const { platform } = makePlatform(apiUrl, token, acts);
      await platform.start(inbound);
      send = (to, ...message) => {
        const ref: ChannelRef = { platform: 'discord', community: 'guild', channel: to.id };
        return platform.send(ref, note(...message), { deliveryId: message[0] });
      };
      return {
        address: '',
        platforms: [platform],
        tick: async () => {
          ticks.push(civil.now());
        },
        settled: async () => {},
        stop: () => platform.stop(),
      };
    },
  );
  channel = await stage.channel('general');
  arta = await stage.person('Arta');
});

afterEach(() => stage.stop());

describe('the stage', () => {
  it('configures the bot with its admins and moves its time', async () => {
    expect(config.admins).toEqual([{ platform: 'discord', user: arta.id }]);
    await stage.clock(new Date(5));
    expect(ticks).toEqual([new Date(5)]);
  });

  it('uses verbs by their English names and options by their stable ones', async () => {
    inbound.answer = () => ({ kind: 'private', message: note('Linked @everyone') });
    const seen = await arta.uses(channel, 'channel link', { purpose: 'general', language: 'sq' });
    expect(seen).toMatchObject({
      kind: 'private',
      message: { text: 'Linked @everyone', buttons: [], pings: [] },
    });
    expect(inbound.invocations[0]).toMatchObject({
      act: 'channel.link',
      values: { purpose: 'general', language: 'sq' },
    });
    inbound.answer = () => ({ kind: 'nothing' });
    expect(await arta.uses(channel, 'help')).toEqual({ kind: 'nothing' });
    expect(await arta.uses(channel, 'no such')).toMatchObject({ kind: 'failed' });
    expect(await arta.types(channel, 'help')).toBeNull();
  });

  it('presses by the beginning of a label and fills forms through all steps', async () => {
    const day: Input = { name: 'day', label: 'Day', required: true, kind: 'date' };
    const kind: Input = {
      name: 'kind',
      label: 'Kind',
      required: true,
      kind: 'choice',
      options: [{ value: 'add', label: 'Add' }],
    };
    const step = (at: number, value?: string) =>
      form(at === 0 ? [{ ...day, value }] : [{ ...kind, value: 'add' }], { step: at, steps: 2 });
    inbound.answer = (invocation: Invocation) => {
      if (invocation.kind === 'press') {
        const at = Number(invocation.args[1] ?? 0);
        return { kind: 'form', form: step(at, '2026-12-04') };
      }
      if (invocation.kind !== 'submit') return { kind: 'nothing' };
      if (invocation.step === 1) return { kind: 'private', message: note('Received') };
      return invocation.values.day === '01.12.2026'
        ? { kind: 'invalid', form: step(0), errors: { day: 'Too early.' } }
        : { kind: 'form', form: step(1) };
    };
    await send(channel, 'Card', buttons({ act: 'contribute', label: 'Contribute now' }));
    const [card] = await channel.messages();
    if (!card) throw new Error('no card');
    expect(card.buttons).toEqual(['Contribute now']);
    const opened = await arta.presses(channel, card, 'Contribute');
    expect(opened).toEqual({
      kind: 'form',
      form: {
        title: 'Contribute',
        intro: '',
        errors: {},
        inputs: [{ label: 'Day', kind: 'date', value: '2026-12-04', options: [] }],
      },
    });
    const refused = await arta.submits({ Day: '2026-12-01' });
    expect(refused).toMatchObject({ kind: 'form', form: { errors: { Day: 'Too early.' } } });
    const next = await arta.submits({ Day: '2026-12-05' });
    expect(next).toMatchObject({
      kind: 'form',
      form: { inputs: [{ kind: 'choice', value: 'Add', options: ['Add'] }] },
    });
    expect(await arta.submits({})).toMatchObject({
      kind: 'private',
      message: { text: 'Received' },
    });
    expect(inbound.invocations.at(-1)).toMatchObject({ step: 1, values: { kind: 'add' } });
  });

  it('hands files over', async () => {
    const file: Input = { name: 'f', label: 'File', required: true, kind: 'file', extensions: [] };
    inbound.answer = async (invocation) => {
      if (invocation.kind !== 'submit') return { kind: 'form', form: form([file]) };
      const bytes = await invocation.files.f?.[0]?.read(100);
      return { kind: 'private', message: note(Buffer.from(bytes ?? []).toString()) };
    };
    await arta.uses(channel, 'organisation import');
    const bytes = new TextEncoder().encode('a;b');
    expect(await arta.submits({ File: { name: 'x.csv', bytes } })).toMatchObject({
      kind: 'private',
      message: { text: 'a;b' },
    });
  });

  it('reacts, and the bot has it when that is done', async () => {
    await send(channel, 'Card');
    const [card] = await channel.messages();
    if (!card) throw new Error('no card');
    await arta.reacts(channel, card, '👀');
    await arta.unreacts(channel, card, '👀');
    await stage.settled();
    expect(inbound.reactions.map(({ emoji, added }) => [emoji, added])).toEqual([
      ['👀', true],
      ['👀', false],
    ]);
    expect(await arta.direct()).toEqual([]);
  });
});
