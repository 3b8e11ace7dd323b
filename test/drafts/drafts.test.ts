import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchDrafts } from '../../src/drafts/find.ts';
import { translate } from '../../src/i18n/index.ts';
import { type Desk, openDesk, opened, refused, textOf, told } from '../chat/desk.ts';
import { contribute, draftValues, fill, press, publish, TITLE } from '../chat/story.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

/** Which channels are to have a card of a kind, and in which state its delivery is. */
async function cards(subject: string) {
  const rows = await desk.db.delivery.findMany({
    where: { kind: 'draft', subject },
    include: { channel: true },
    orderBy: { channel: { name: 'asc' } },
  });
  return rows.map(({ channel, state }) => `${channel?.name} ${state}`);
}

const idOf = async (number: string) =>
  (await desk.db.draft.findUniqueOrThrow({ where: { number } })).id;
const notes = (kind: string) =>
  desk.db.delivery.findMany({ where: { kind }, orderBy: { seq: 'asc' } });
const sent = () => desk.db.delivery.updateMany({ data: { state: 'sent', messageId: 'm' } });

describe('publishing', () => {
  it('numbers the drafts of each institution and each year', async () => {
    expect(await publish(desk, { institution: 'MAPL' })).toBe('MAPL-2026-001');
    expect(await publish(desk, { institution: 'MPMS' })).toBe('MPMS-2026-001');
    expect(await publish(desk, { institution: 'mapl – Ministria' })).toBe('MAPL-2026-002');
    // Half past midnight in Kosovo is still the old year in UTC.
    desk.moveTo('2027-01-01 00:30');
    expect(await publish(desk, { institution: 'MAPL', closesOn: '2027-02-01' })).toBe(
      'MAPL-2027-001',
    );
    const institutions = await desk.db.institution.findMany({ where: { codeKey: 'mapl' } });
    expect(institutions).toMatchObject([{ code: 'MAPL', nameSq: 'Ministria' }]);
  });

  it('brings a card to every linked channel, and to no other', async () => {
    told(await desk.uses('boss', 'kdi', 'channel.unlink'));
    const number = await publish(desk);
    expect(await cards(await idOf(number))).toEqual([
      'all pending',
      'kcsf pending',
      'office pending',
    ]);
  });

  it('stops what is not sent yet, and lets the rest go on later', async () => {
    const number = await publish(desk);
    const id = await idOf(number);
    await desk.db.delivery.updateMany({
      where: { subject: id, channel: { name: 'office' } },
      data: { state: 'sent', messageId: 'm1' },
    });
    const stopped = told(await desk.presses('boss', 'office', 'draft.stop', [number]));
    expect(textOf(stopped)).toContain(`Stopped: 3 channels do not get ${number}.`);
    expect(await cards(id)).toEqual(['all stopped', 'kcsf stopped', 'kdi stopped', 'office sent']);
    const again = told(await desk.presses('boss', 'office', 'draft.stop', [number]));
    expect(textOf(again)).toBe(translate('en', 'draft.nothingToStop', { number }));
    told(await press(desk, 'boss', 'office', stopped, 'draft.resume'));
    expect(await cards(id)).toEqual(['all pending', 'kcsf pending', 'kdi pending', 'office sent']);
    const none = told(await desk.presses('boss', 'office', 'draft.resume', [number]));
    expect(textOf(none)).toBe(translate('en', 'draft.nothingToResume', { number }));
  });

  it('does not bring a stopped card back because something else changed', async () => {
    const number = await publish(desk);
    told(await desk.presses('boss', 'office', 'draft.stop', [number]));
    await contribute(desk, 'ana', 'kcsf', number);
    expect(await cards(await idOf(number))).toContain('kcsf stopped');
  });
});

describe('linking a channel', () => {
  it('brings the drafts that are open now, those due first', async () => {
    const later = await publish(desk, { closesOn: '2026-12-21' });
    const sooner = await publish(desk, { closesOn: '2026-12-14' });
    const over = await publish(desk, { closesOn: '2026-11-27' });
    const closed = await publish(desk);
    const form = opened(await desk.presses('boss', 'office', 'draft.close', [closed]));
    told(await desk.submits('boss', 'office', form, {}));
    desk.moveTo('2026-11-30 09:00');
    const values = { purpose: 'general', language: 'sr' };
    told(await desk.uses('boss', 'novi', 'channel.link', values));
    const numbers = async () => {
      const rows = await desk.db.delivery.findMany({
        where: { kind: 'draft', channel: { name: 'novi' } },
        orderBy: { seq: 'asc' },
      });
      const drafts = await desk.db.draft.findMany();
      return rows.map(({ subject }) => drafts.find(({ id }) => id === subject)?.number);
    };
    expect(await numbers()).toEqual([sooner, later]);
    expect(await numbers()).not.toContain(over);
    // Linking it once more posts nothing twice.
    told(await desk.uses('boss', 'novi', 'channel.link', values));
    expect(await numbers()).toEqual([sooner, later]);
  });
});

describe('searching', () => {
  it.each([
    'NDERMARRJET sociale',
    'ndërmarrjet',
    'ndermarrjet',
    'projektligji SOCIALE',
    'mpms',
    'MPMS-2026-001',
    'preduzecima',
    'PREDUZEĆIMA',
    'друштвеним предузећима',
    'drustvenim',
    'social enterprises',
  ])('finds it by “%s”', async (text) => {
    const number = await publish(desk, {
      titleSr: 'Nacrt zakona o društvenim preduzećima',
      titleEn: 'Draft law on social enterprises',
    });
    await publish(desk, { institution: 'MAPL', titleSq: 'Projektligji për Çështjet e Pronës' });
    const found = await searchDrafts(desk.db, { text, most: 10 });
    expect(found.map((row) => row.number)).toEqual([number]);
  });

  it('does not find what lacks one of the words', async () => {
    await publish(desk);
    expect(await searchDrafts(desk.db, { text: 'sociale pronës', most: 10 })).toEqual([]);
  });

  it('lists what is open, due next first, until the ministry’s last day', async () => {
    await publish(desk, { institution: 'LATE', closesOn: '2026-12-21' });
    await publish(desk, { institution: 'SOON', closesOn: '2026-12-01' });
    const list = async () => textOf(told(await desk.uses('zef', 'all', 'draft.list')));
    expect((await list()).match(/\w+-2026-001/g)?.slice(0, 2)).toEqual([
      'SOON-2026-001',
      'LATE-2026-001',
    ]);
    desk.moveTo('2026-12-01 23:00');
    expect(await list()).toContain('SOON-2026-001');
    desk.moveTo('2026-12-02 00:00');
    expect(await list()).not.toContain('SOON-2026-001');
  });
});

describe('editing', () => {
  async function edit(number: string, over: Record<string, string>) {
    const form = opened(await desk.presses('boss', 'office', 'draft.edit', [number]));
    const due = { due: '2026-12-11 12:00' };
    return fill(desk, 'boss', 'office', form, [...draftValues({ ...due, ...over })]);
  }

  it('changes the documents, and asks every card to follow', async () => {
    const number = await publish(desk, { link: 'https://konsultimet.rks-gov.net/1' });
    await sent();
    told(await edit(number, { link: 'https://konsultimet.rks-gov.net/2' }));
    const documents = await desk.db.draftDocument.findMany();
    expect(documents.map(({ url }) => url)).toEqual(['https://konsultimet.rks-gov.net/2']);
    expect(await cards(await idOf(number))).toEqual([
      'all pending',
      'kcsf pending',
      'kdi pending',
      'office pending',
    ]);
    // A link is no time: nothing is told in the threads.
    expect(await notes('draft.timesChanged')).toEqual([]);
    told(await edit(number, { link: '' }));
    expect(await desk.db.draftDocument.count()).toBe(0);
  });

  it('says so when nothing changed, and touches no card', async () => {
    const number = await publish(desk);
    await sent();
    expect(textOf(told(await edit(number, {})))).toBe(
      translate('en', 'draft.unchanged', { number }),
    );
    expect(await cards(await idOf(number))).toContain('kcsf sent');
    expect(await desk.db.draftChange.count()).toBe(0);
  });

  it('is found under its new title at once, and tells a changed time once', async () => {
    const number = await publish(desk);
    told(await edit(number, { titleSq: 'Projektligji për Çerdhet', due: '10.12.2026 16:00' }));
    expect(await searchDrafts(desk.db, { text: 'cerdhet', most: 5 })).toHaveLength(1);
    expect(await searchDrafts(desk.db, { text: 'sociale', most: 5 })).toHaveLength(0);
    expect(await notes('draft.timesChanged')).toHaveLength(4);
    expect(await desk.shown('draft.timesChanged', await idOf(number), 'kcsf')).toMatch(
      /due Thursday, 10 December 2026 at 16:00.*before: Friday, 11 December 2026 at 12:00/,
    );
  });

  it('corrects a title after the due moment, but does not move it into the past', async () => {
    const number = await publish(desk);
    desk.moveTo('2026-12-14 09:00');
    expect(textOf(told(await edit(number, { titleSq: `${TITLE} (II)` })))).toBe(
      translate('en', 'draft.edited', { number }),
    );
    const moved = await edit(number, { due: '11.12.2026 13:00' });
    expect(moved).toMatchObject({ errors: { due: translate('en', 'draft.dueInPast') } });
  });
});

describe('extending', () => {
  async function extend(number: string, closesOn: string) {
    const form = opened(await desk.presses('boss', 'office', 'draft.extend', [number]));
    return told(await desk.submits('boss', 'office', form, { closesOn, due: '' }));
  }

  it('tells each change once, and refuses to shorten', async () => {
    const number = await publish(desk);
    const days = ['2026-12-21', '2026-12-28', '2027-01-11'];
    for (const [index, day] of days.entries()) {
      await extend(number, day);
      expect(await notes('draft.timesChanged')).toHaveLength(4 * (index + 1));
    }
    const told = (await notes('draft.timesChanged'))
      .filter((_, index) => index % 4 === 0)
      .map(({ params }) => (params as { closesAfter: string }).closesAfter);
    expect(told).toEqual(days);
    const form = opened(await desk.presses('boss', 'office', 'draft.extend', [number]));
    const shorter = await desk.submits('boss', 'office', form, { closesOn: '2026-12-21', due: '' });
    expect(shorter).toMatchObject({
      kind: 'invalid',
      errors: { closesOn: translate('en', 'draft.wouldShorten') },
    });
    expect(await notes('draft.timesChanged')).toHaveLength(12);
  });

  it('opens what was past due again', async () => {
    const number = await publish(desk);
    desk.moveTo('2026-12-11 12:01');
    expect(await contribute(desk, 'ana', 'kcsf', number)).toBe(`${number}/K-001`);
    await extend(number, '2026-12-21');
    await contribute(desk, 'ana', 'kcsf', number);
    const rows = await desk.db.contribution.findMany({ orderBy: { ordinal: 'asc' } });
    // What came late came late; what comes now does not.
    expect(rows.map(({ late }) => late)).toEqual([true, false]);
  });
});

describe.each([
  ['draft.close', 'draft.isClosed'],
  ['draft.withdraw', 'draft.isWithdrawn'],
] as const)('after %s', (ending, key) => {
  it('nothing more is taken', async () => {
    const number = await publish(desk);
    const id = await idOf(number);
    const begun = opened(await desk.presses('ana', 'kcsf', 'contribute', [number]));
    const reference = await contribute(desk, 'ada', 'kcsf', number);
    const form = opened(await desk.presses('boss', 'office', ending, [number]));
    told(await desk.submits('boss', 'office', form, { reason: 'U tërhoq nga ministria.' }));

    const sentence = translate('en', key, { number });
    for (const act of [
      'contribute',
      'draft.interested',
      'draft.notForUs',
      'contribution.revise',
      'contribution.withdraw',
    ]) {
      const about = act.startsWith('contribution.') ? reference : number;
      expect(refused(await desk.presses('ada', 'kcsf', act, [about]))).toBe(sentence);
    }
    for (const act of ['draft.edit', 'draft.extend', 'draft.close', 'draft.withdraw']) {
      expect(refused(await desk.presses('boss', 'office', act, [number]))).toBe(sentence);
    }
    // A form that was open all the while is refused as well, and its text is kept.
    const values = { kind: 'comment', justification: 'Tepër vonë.' };
    expect(refused(await desk.submits('ana', 'kcsf', begun, values))).toBe(sentence);
    const row = await desk.db.unfinished.findUniqueOrThrow({ where: { id: begun.unfinished } });
    expect(row).toMatchObject({ state: 'open', values });
    expect(await desk.db.contribution.count()).toBe(1);

    const card = await desk.shown('draft', id, 'kcsf');
    expect(card).toContain('Reason: U tërhoq nga ministria.');
    expect(card).toMatch(/\n\[Details\]$/);
    expect(await notes('draft.withdrawn')).toHaveLength(ending === 'draft.withdraw' ? 4 : 0);
  });
});
