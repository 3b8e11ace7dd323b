import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SHARED } from '../../src/contributions/sharing.ts';
import { translate } from '../../src/i18n/index.ts';
import {
  buttonsOf,
  type Desk,
  decide,
  openDesk,
  opened,
  refused,
  textOf,
  told,
} from '../chat/desk.ts';
import { press, publish } from '../chat/story.ts';
import { ARTICLES, asks, haveArticles } from './law.ts';

let desk: Desk;
let number: string;
let draftId: string;
let reference: string;
beforeEach(async () => {
  desk = await openDesk();
  number = await publish(desk);
  draftId = (await desk.db.draft.findFirstOrThrow()).id;
  await haveArticles(desk, draftId);
  reference = await amend('ana', 'kcsf', 'duhet');
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

/** A change of one word of article 5. */
async function amend(user: string, channel: string, word: string): Promise<string> {
  const view = await asks(desk, user, channel, number, '5');
  const form = opened(await press(desk, user, channel, view, 'contribution.article'));
  const values = { text1: ARTICLES[1][2].replace('mund', word) };
  const receipt = textOf(told(await desk.submits(user, channel, form, values)));
  return /\S+\/K-\d{3}/.exec(receipt)?.[0] ?? '';
}

const share = (how = 'on', user = 'ana') =>
  desk.presses(user, 'kcsf', 'contribution.share', [reference, how]);
const says = (user: string, channel: string, act: 'support' | 'object', ...more: string[]) =>
  desk.presses(user, channel, `contribution.${act}`, [reference, ...more]);
const id = async () => (await desk.db.contribution.findFirstOrThrow()).id;
const card = async (channel: string) => desk.shown(SHARED, await id(), channel);
const cards = () =>
  desk.db.delivery.findMany({
    where: { kind: SHARED },
    include: { channel: true, threadOf: true },
    // Which of two channels comes first is chance.
    orderBy: { channel: { name: 'asc' } },
  });
/** As if the worker had sent all that waits. */
const send = async () => {
  for (const { seq, id, wantedVersion } of await desk.db.delivery.findMany({
    where: { state: 'pending' },
  })) {
    const sent = { state: 'sent', messageId: `m-${id}`, sentVersion: wantedVersion } as const;
    await desk.db.delivery.update({ where: { seq }, data: sent });
  }
};

describe('sharing', () => {
  it('is off unless a setting says otherwise, and then the author may still stop it', async () => {
    expect(await cards()).toEqual([]);
    told(
      await desk.uses('boss', 'office', 'setting', { name: 'contributionsShared', value: 'true' }),
    );
    const second = await amend('ana', 'kcsf', 'do të');
    expect((await cards()).map(({ channel }) => channel?.name)).toEqual(['kcsf', 'kdi']);
    told(await desk.presses('ana', 'kcsf', 'contribution.share', [second, 'off']));
    // None was sent yet: none is.
    expect((await cards()).map(({ state, error }) => [state, error])).toEqual([
      ['stopped', 'pointless'],
      ['stopped', 'pointless'],
    ]);
  });

  it('brings a card into the thread of the draft’s card in each member channel, once', async () => {
    await send();
    told(await share());
    told(await share());
    const shown = await cards();
    expect(
      shown.map(({ channel, threadOf, form }) => [channel?.name, threadOf?.kind, form]),
    ).toEqual([
      ['kcsf', 'draft', 'card'],
      ['kdi', 'draft', 'card'],
    ]);
    expect(await card('kdi')).toBe(
      [
        `KCSF proposes: ${reference}`,
        'Amendment · Neni 5',
        'What changes',
        '1. Ndërmarrja sociale [−mund−][+duhet+] të regjistrohet pranë ministrisë.',
        '[Support] [Object] [Whole text]',
      ].join('\n'),
    );
    expect(await card('kcsf')).toMatch(/\n\[Whole text\]$/);
  });

  it('ends with a sentence in place of the text, and can begin again', async () => {
    told(await share());
    await send();
    told(await share('off'));
    expect(await card('kdi')).toBe(`KCSF no longer shares ${reference}.`);
    expect((await cards()).map(({ state }) => state)).toEqual(['pending', 'pending']);
    expect(refused(await says('dan', 'kdi', 'support'))).toBe(
      translate('en', 'contribution.notShared'),
    );
    told(await share());
    expect(await card('kdi')).toContain('[Support]');
    told(await desk.presses('ana', 'kcsf', 'contribution.withdraw', [reference, 'yes']));
    expect(await card('kdi')).toBe(`KCSF withdrew ${reference}.`);
  });

  it('waits until the author is confirmed', async () => {
    told(
      await desk.uses('boss', 'office', 'setting', { name: 'contributionsShared', value: 'true' }),
    );
    await amend('zef', 'kdi', 'do të');
    expect(await cards()).toEqual([]);
    await decide(desk, 'zef', 'KDI', 'accept');
    expect(await cards()).toHaveLength(2);
    await send();
    await decide(desk, 'zef', 'KDI', 'reject');
    expect((await cards()).map(({ state }) => state)).toEqual(['pending', 'pending']);
  });

  it('reaches a channel that is linked later', async () => {
    told(await share());
    told(await desk.uses('boss', 'office', 'organisation.add', { name: 'CDF' }));
    told(
      await desk.uses('boss', 'cdf', 'channel.link', {
        purpose: 'member',
        organisation: 'CDF',
        language: 'en',
      }),
    );
    expect((await cards()).map(({ channel }) => channel?.name)).toEqual(['cdf', 'kcsf', 'kdi']);
  });

  it('is its people’s to decide, until it is due', async () => {
    expect(refused(await share('on', 'dan'))).toContain('I find no contribution');
    told(await share('on', 'ada'));
    desk.moveTo('2026-12-11 12:01');
    expect(refused(await share('off'))).toContain('can no longer be changed');
  });
});

describe('a position', () => {
  beforeEach(async () => {
    told(await share());
    await send();
  });

  it('is one tap, shown by name, changed by the other, and taken back by the same', async () => {
    expect(textOf(told(await says('dan', 'kdi', 'support')))).toBe(`KDI supports ${reference}.`);
    expect(await card('kdi')).toContain('Supported by 1 organisation: KDI');
    expect(await card('kdi')).toContain('KDI supports it: dan, 23 Nov 2026');
    expect(await card('kcsf')).not.toContain('dan');
    expect((await cards()).map(({ state }) => state)).toEqual(['pending', 'pending']);
    expect(await desk.shown('contribution', await id(), 'office')).toContain(
      'Supported by 1 organisation: KDI',
    );
    const staff = textOf(told(await desk.presses('boss', 'office', 'draft.show', [number])));
    expect(staff).toContain(`${reference} (KCSF, Neni 5): Supported by 1 organisation: KDI`);
    told(await says('dan', 'kdi', 'object'));
    expect(await card('kcsf')).toContain('1 organisation objects: KDI');
    expect(await card('kcsf')).not.toContain('Supported by');
    told(await says('dan', 'kdi', 'object'));
    expect(await card('kdi')).not.toContain('KDI');
    expect(await desk.db.position.count()).toBe(0);
  });

  it('of a second delegate tells what the first one did, and takes nothing back unasked', async () => {
    told(await desk.uses('dea', 'all', 'member.join', { organisation: 'KDI' }));
    await decide(desk, 'dea', 'KDI', 'accept');
    told(await says('dan', 'kdi', 'support'));
    const said = told(await says('dea', 'kdi', 'support'));
    expect(textOf(said)).toContain(`dan already supported ${reference} for KDI`);
    expect(await desk.db.position.count()).toBe(1);
    told(await press(desk, 'dea', 'kdi', said, 'contribution.support'));
    expect(await desk.db.position.count()).toBe(0);
    // Pressed once more, there is nothing left to take back, and nothing is said anew.
    told(await press(desk, 'dea', 'kdi', said, 'contribution.support'));
    expect(await desk.db.position.count()).toBe(0);
  });

  it('is for other organisations, until contributions are due', async () => {
    expect(refused(await says('ada', 'kcsf', 'support'))).toBe(
      translate('en', 'contribution.ownPosition'),
    );
    await desk.tick();
    await send();
    desk.moveTo('2026-12-11 12:01');
    await desk.tick();
    expect((await cards()).map(({ state }) => state)).toEqual(['pending', 'pending']);
    expect(await card('kdi')).not.toContain('[Support]');
    expect(refused(await says('dan', 'kdi', 'object'))).toBe(
      translate('en', 'contribution.positionsOver', { reference }),
    );
  });

  it('of somebody who is not confirmed counts once they are', async () => {
    const answer = textOf(told(await says('zef', 'kdi', 'support')));
    expect(answer).toContain(translate('en', 'contribution.position.waits'));
    expect(await card('kcsf')).not.toContain('Supported by');
    await send();
    await decide(desk, 'zef', 'KDI', 'accept');
    expect(await card('kcsf')).toContain('Supported by 1 organisation: KDI');
    expect((await cards()).map(({ state }) => state)).toEqual(['pending', 'pending']);
  });

  it('says of which version it is when a newer one stands', async () => {
    told(await says('dan', 'kdi', 'support'));
    desk.moveTo('2026-11-24 09:00');
    const form = opened(await desk.presses('ana', 'kcsf', 'contribution.revise', [reference]));
    told(await desk.submits('ana', 'kcsf', form, { text1: 'Krejt tjetër.' }));
    expect(await card('kdi')).toContain('Supported by 1 organisation: KDI (version 1)');
  });

  it('loses its buttons when the draft ends', async () => {
    const form = opened(await desk.presses('boss', 'office', 'draft.close', [number]));
    told(await desk.submits('boss', 'office', form, { reason: '' }));
    expect((await cards()).map(({ state }) => state)).toEqual(['pending', 'pending']);
    expect(await card('kdi')).not.toContain('[Support]');
    expect(refused(await says('dan', 'kdi', 'support'))).toContain('closed');
  });
});

describe('while one writes on an article', () => {
  it('what others share of it comes first, with their buttons', async () => {
    told(await share());
    const view = await asks(desk, 'dan', 'kdi', number, '5');
    expect(textOf(view)).toContain(
      '1 organisation already proposes something for this article: support it?',
    );
    expect(textOf(view)).toContain('[−mund−][+duhet+]');
    expect(buttonsOf(view).map(({ label }) => label)).toEqual([
      'Support (K-001)',
      'Object (K-001)',
      'Write my own',
      'New article after this',
    ]);
    expect(textOf(told(await press(desk, 'dan', 'kdi', view, 'contribution.support')))).toBe(
      `KDI supports ${reference}.`,
    );
    expect(textOf(await asks(desk, 'dan', 'kdi', number, '6'))).not.toContain('already');
    expect(textOf(await asks(desk, 'ada', 'kcsf', number, '5'))).not.toContain('already');
  });

  it('what is not shared is nobody else’s to see', async () => {
    expect(textOf(await asks(desk, 'dan', 'kdi', number, '5'))).not.toContain('duhet');
    const whole = await desk.presses('dan', 'kdi', 'contribution.text', [reference]);
    expect(refused(whole)).toContain('I find no contribution');
    expect(refused(await says('dan', 'kdi', 'support'))).toBe(
      translate('en', 'contribution.notShared'),
    );
  });
});

it('more than one query names can be shared of one draft, and of one article', async () => {
  const first = await desk.db.contribution.findFirstOrThrow({ include: { versions: true } });
  const [version] = first.versions;
  const ordinals = Array.from({ length: 1_050 }, (_, index) => index + 2);
  const { versions: _versions, ...row } = first;
  await desk.db.contribution.createMany({
    data: ordinals.map((ordinal) => ({ ...row, id: `c${ordinal}`, ordinal, shared: true })),
  });
  await desk.db.contributionVersion.createMany({
    data: ordinals.map((ordinal) => ({
      ...version,
      id: `v${ordinal}`,
      contributionId: `c${ordinal}`,
      version: 1,
      kind: 'comment' as const,
      at: row.submittedAt,
    })),
  });
  const shown = textOf(told(await desk.presses('boss', 'office', 'draft.show', [number])));
  expect(shown).toContain('K-002 (KCSF, Neni 5)');
  expect(textOf(await asks(desk, 'dan', 'kdi', number, '5'))).toContain('already proposes');
  told(await desk.uses('boss', 'office', 'organisation.add', { name: 'ÇOHU' }));
  const link = { purpose: 'member', organisation: 'ÇOHU', language: 'en' };
  told(await desk.uses('boss', 'cohu', 'channel.link', link));
  const cards = { kind: SHARED, channel: { externalId: 'cohu' } };
  expect(await desk.db.delivery.count({ where: cards })).toBe(ordinals.length);
});
