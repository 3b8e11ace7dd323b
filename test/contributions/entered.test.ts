import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readContent } from '../../src/bundles/content.ts';
import { freezeBundle } from '../../src/bundles/freezeBundle.ts';
import { gatherBundle } from '../../src/bundles/gather.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { type Desk, errorsOf, openDesk, opened, refused, textOf, told } from '../chat/desk.ts';
import { contribute, press, publish } from '../chat/story.ts';

const SAID = { kind: 'comment', article: 'Neni 5', justification: 'It is too short.' };
const MEETING = {
  organisation: 'KDI',
  member: 'yes',
  source: 'meeting',
  sourceNote: 'regional meeting in Pejë',
  heardOn: '2026-11-23',
};

let desk: Desk;
let number: string;
beforeEach(async () => {
  desk = await openDesk();
  number = await publish(desk);
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

async function enter(over: Record<string, string> = {}, said: Record<string, string> = SAID) {
  const form = opened(await desk.uses('boss', 'office', 'contribution.enter', { draft: number }));
  const next = opened(await desk.submits('boss', 'office', form, { ...MEETING, ...over }));
  return told(await desk.submits('boss', 'office', next, said));
}
const row = () => desk.db.contribution.findFirstOrThrow({ orderBy: { ordinal: 'desc' } });

describe('what staff enter', () => {
  it('has a number, its source, and a card that asks the organisation', async () => {
    const receipt = await enter();
    expect(textOf(receipt)).toContain('MPMS-2026-001/K-001 from KDI is entered.');
    expect(textOf(receipt)).toContain(
      'Entered by the secretariat: regional meeting in Pejë, 23 Nov 2026',
    );
    expect(textOf(receipt)).toContain('KDI is asked to confirm it');
    const { id, membershipId, source, late } = await row();
    expect({ membershipId, source, late }).toEqual({
      membershipId: null,
      source: 'meeting',
      late: false,
    });
    const card = (await desk.shown('contribution.entered', id, 'kdi')) ?? '';
    expect(card).toContain('Did KDI say this?');
    expect(card).toContain('regional meeting in Pejë, 23 Nov 2026');
    expect(card).toContain('[Confirm] [That is not ours]');
    const office = (await desk.shown('contribution', id, 'office')) ?? '';
    expect(office).toContain('The organisation has not confirmed it yet');
    expect(office).toContain('entered by boss');
    expect(office).toContain('[Revise] [Withdraw]');
    expect(await desk.db.delivery.count({ where: { kind: 'contribution.entered' } })).toBe(1);
  });

  it('goes on with the next one from the same meeting', async () => {
    const receipt = await enter({ heardOn: '2026-11-20' });
    const form = opened(await press(desk, 'boss', 'office', receipt, 'contribution.enter'));
    const values = Object.fromEntries(form.inputs.map(({ name, value }) => [name, value ?? '']));
    expect(values).toMatchObject({
      organisation: '',
      source: 'meeting',
      sourceNote: 'regional meeting in Pejë',
      heardOn: '2026-11-20',
    });
  });

  it('is late by the day on which it was heard, and is taken after the due time', async () => {
    desk.moveTo('2026-12-13 10:00');
    await enter({ heardOn: '2026-12-11' });
    expect((await row()).late).toBe(false);
    await enter({ heardOn: '2026-12-12' });
    expect((await row()).late).toBe(true);
    told(
      await desk.submits(
        'boss',
        'office',
        opened(await desk.uses('boss', 'office', 'draft.close', { draft: number })),
        {},
      ),
    );
    await enter({ heardOn: '2026-12-13' });
    expect(await desk.db.contribution.count()).toBe(3);
  });

  it('is refused for a withdrawn draft, a day to come, and an unknown member', async () => {
    const form = opened(await desk.uses('boss', 'office', 'contribution.enter', { draft: number }));
    const tries = async (over: Record<string, string>) => {
      await desk.submits('boss', 'office', form, { ...MEETING, ...over });
      return errorsOf(await desk.submits('boss', 'office', { ...form, step: 1 }, SAID));
    };
    expect(await tries({ heardOn: '2026-11-24' })).toEqual({
      heardOn: 'That day is still to come.',
    });
    expect((await tries({ organisation: 'Nobody' })).organisation).toContain(
      'I know no organisation called',
    );
    expect((await tries({ member: 'no' })).organisation).toContain('KDI is a member');
    const end = opened(await desk.uses('boss', 'office', 'draft.withdraw', { draft: number }));
    told(await desk.submits('boss', 'office', end, { reason: 'x' }));
    expect(
      refused(await desk.uses('boss', 'office', 'contribution.enter', { draft: number })),
    ).toContain('was withdrawn');
    expect(await desk.db.contribution.count()).toBe(0);
    expect(await desk.db.organisation.count({ where: { member: false } })).toBe(0);
  });

  it('is compared with the article where that text is known', async () => {
    const draft = await desk.db.draft.findFirstOrThrow();
    await desk.db.article.create({
      data: {
        draftId: draft.id,
        position: 1,
        kind: 'article',
        label: 'Neni 5',
        key: 'neni 5',
        heading: 'Afati',
        text: 'Neni 5\nAfati\nAfati është pesë ditë.\n',
      },
    });
    await enter({}, { kind: 'amend', article: '5', proposedText: 'Afati është tetë ditë.' });
    const version = await desk.db.contributionVersion.findFirstOrThrow();
    expect(version.article).toBe('Neni 5');
    expect(version.currentText).toBe('Neni 5\nAfati\nAfati është pesë ditë.');
    expect(version.proposedText).toBe('Neni 5\nAfati\nAfati është tetë ditë.');
  });

  it('is theirs to mend also after the due time, until the organisation confirms it', async () => {
    await enter();
    const reference = `${number}/K-001`;
    desk.moveTo('2026-12-13 10:00');
    const form = opened(await desk.presses('boss', 'office', 'contribution.revise', [reference]));
    const revised = told(await desk.submits('boss', 'office', form, { justification: 'Mended.' }));
    expect(textOf(revised)).toContain('was revised');
    told(await desk.presses('dan', 'kdi', 'contribution.confirm', [reference]));
    expect(
      refused(await desk.presses('boss', 'office', 'contribution.revise', [reference])),
    ).toContain('no contribution');
    expect(refused(await desk.presses('dan', 'kdi', 'contribution.revise', [reference]))).toContain(
      'due time has passed',
    );
  });

  it('is no contribution of the person who typed it', async () => {
    await enter();
    expect(textOf(told(await desk.uses('boss', 'office', 'contributions')))).not.toContain('K-001');
    const theirs = textOf(told(await desk.uses('dan', 'kdi', 'contributions')));
    expect(theirs).toContain('K-001');
    expect(theirs).toContain('regional meeting in Pejë, 23 Nov 2026');
    expect(theirs).toContain('[Confirm]');
    expect(textOf(told(await desk.uses('ana', 'kcsf', 'contributions')))).not.toContain('K-001');
  });
});

describe('the organisation', () => {
  it('confirms it through a delegate, and nobody else does', async () => {
    await enter();
    const { id } = await row();
    const reference = `${number}/K-001`;
    for (const [user, channel, why] of [
      ['ana', 'kcsf', 'no contribution'],
      ['zef', 'all', 'for whom you speak'],
      ['eva', 'kdi', 'confirm you as a delegate first'],
    ] as const) {
      for (const act of ['contribution.confirm', 'contribution.deny']) {
        const answer = await desk.presses(user, channel, act, [reference, 'yes']);
        expect(refused(answer), `${act} by ${user}`).toContain(why);
      }
    }
    const own = await contribute(desk, 'dan', 'kdi', number);
    expect(refused(await desk.presses('dan', 'kdi', 'contribution.confirm', [own]))).toContain(
      'no contribution',
    );
    const done = told(await desk.presses('dan', 'kdi', 'contribution.confirm', [reference]));
    expect(textOf(done)).toBe(`KDI confirms ${reference}.`);
    expect(await desk.shown('contribution.entered', id, 'kdi')).toContain('Confirmed by dan');
    expect(await desk.shown('contribution', id, 'office')).not.toContain('not confirmed');
    expect(refused(await desk.presses('dan', 'kdi', 'contribution.deny', [reference]))).toContain(
      'was confirmed already',
    );
  });

  it('says that it is not its own: it is withdrawn on record, and the office is told', async () => {
    await enter();
    const { id } = await row();
    const reference = `${number}/K-001`;
    const asked = told(await desk.presses('dan', 'kdi', 'contribution.deny', [reference]));
    expect((await row()).state).toBe('submitted');
    told(await press(desk, 'dan', 'kdi', asked, 'contribution.deny'));
    expect((await row()).state).toBe('withdrawn');
    expect(await desk.shown('contribution.denied', id, 'office')).toBe(
      `dan says that ${reference} is not from KDI: it is withdrawn.`,
    );
    expect(await desk.db.audit.count({ where: { act: 'contribution.deny' } })).toBe(1);
    expect(
      refused(await desk.presses('dan', 'kdi', 'contribution.confirm', [reference])),
    ).toContain('was withdrawn');
  });

  it('makes it its own by revising it', async () => {
    await enter();
    const form = opened(
      await desk.presses('dan', 'kdi', 'contribution.revise', [`${number}/K-001`]),
    );
    told(await desk.submits('dan', 'kdi', form, { justification: 'In our words.' }));
    expect((await row()).confirmedAt).not.toBeNull();
  });

  it('without a channel is asked directly, and in a channel that it gets later', async () => {
    const kdi = await desk.db.channel.findFirstOrThrow({ where: { externalId: 'kdi' } });
    await desk.db.channel.update({ where: { id: kdi.id }, data: { active: false } });
    await enter();
    const direct = await desk.db.delivery.findFirstOrThrow({
      where: { kind: 'contribution.entered' },
      include: { person: true },
    });
    expect(direct.person?.externalId).toBe('dan');
    const values = { purpose: 'member', organisation: 'KDI', language: 'en' };
    told(await desk.uses('boss', 'new-kdi', 'channel.link', values));
    expect(await desk.shown('contribution.entered', (await row()).id, 'new-kdi')).toContain(
      'Did KDI say this?',
    );
  });

  it('cannot be reached: staff are told so', async () => {
    told(await desk.uses('boss', 'office', 'organisation.add', { name: 'FIQ' }));
    expect(textOf(await enter({ organisation: 'FIQ' }))).toContain('nobody can confirm it');
  });
});

describe('an organisation that is no member', () => {
  const outsider = { organisation: 'Shoqata e Bletarëve', member: 'no' };

  it('is noted by its name, once, and offered to nobody as a member', async () => {
    expect(textOf(await enter(outsider))).toContain('is no member');
    await enter({ ...outsider, organisation: 'shoqata e bletareve' });
    const noted = await desk.db.organisation.findMany({ where: { member: false } });
    expect(noted.map(({ name }) => name)).toEqual(['Shoqata e Bletarëve']);
    expect(
      refused(await desk.uses('zef', 'all', 'member.join', { organisation: noted[0]?.name ?? '' })),
    ).toContain('I know no organisation called');
    const values = { purpose: 'member', organisation: 'Bletarëve', language: 'en' };
    expect(refused(await desk.uses('boss', 'new', 'channel.link', values))).toContain(
      'I know no organisation called',
    );
    const { id } = await row();
    expect(await desk.shown('contribution', id, 'office')).not.toContain('not confirmed');
    expect(await desk.db.delivery.count({ where: { kind: 'contribution.entered' } })).toBe(0);
  });

  it('becomes a member when it is added or imported; what it said stays its own', async () => {
    await enter(outsider);
    told(await desk.uses('boss', 'office', 'organisation.add', { name: 'Shoqata e Bletarëve' }));
    expect(await desk.db.organisation.count({ where: { member: false } })).toBe(0);
    expect(
      refused(
        await desk.uses('boss', 'office', 'organisation.add', { name: 'Shoqata e Bletarëve' }),
      ),
    ).toContain('already');
    await enter({ organisation: 'Rrjeti', member: 'no' });
    const form = opened(await desk.uses('boss', 'office', 'organisation.import'));
    const bytes = new TextEncoder().encode('name,region\nRrjeti,Pejë\n');
    const file = { name: 'o.csv', read: async () => bytes };
    const done = told(await desk.submits('boss', 'office', form, {}, { files: { file: [file] } }));
    expect(textOf(done)).toContain('1 added');
    expect(
      await desk.db.organisation.findFirstOrThrow({ where: { name: 'Rrjeti' } }),
    ).toMatchObject({ member: true, region: 'Pejë' });
  });
});

it('stands in the bundle with its source, late and unconfirmed as it is', async () => {
  desk.moveTo('2026-12-13 10:00');
  await enter({ heardOn: '2026-12-12' });
  await enter({ organisation: 'Rrjeti', member: 'no', source: 'telephone', sourceNote: '' });
  const draft = await desk.db.draft.findFirstOrThrow();
  const { id } = await desk.work((work) => gatherBundle(work, draft));
  const text = textOf(told(await desk.presses('boss', 'office', 'bundle.show', [number])));
  expect(text).toContain(
    'not confirmed by the organisation · late (12 Dec 2026) · regional meeting in Pejë, 12 Dec 2026',
  );
  expect(text).toContain('Rrjeti (K-002) · telephone, 23 Nov 2026');
  const done = await desk.work((work) => freezeBundle(work, id));
  expect(isRefusal(done)).toBe(false);
  const kept = await desk.db.bundle.findUniqueOrThrow({ where: { id } });
  const authors = readContent(kept.content ?? '').rows.flatMap((one) => one.authors);
  expect(authors).toMatchObject([
    { organisation: 'KDI', member: true, source: 'meeting', confirmed: false, late: true },
    { organisation: 'Rrjeti', member: false, source: 'telephone', confirmed: true, late: false },
  ]);
});

it('denied after the freeze leaves the bundle as it is, and the addendum says so', async () => {
  await enter();
  const draft = await desk.db.draft.findFirstOrThrow();
  const { id } = await desk.work((work) => gatherBundle(work, draft));
  await desk.work((work) => freezeBundle(work, id));
  const again = await enter({ heardOn: '2026-11-22' });
  expect(textOf(again)).toContain('what is entered now goes into an addendum');
  told(await desk.presses('dan', 'kdi', 'contribution.deny', [`${number}/K-001`, 'yes']));
  expect(await desk.shown('bundle.changed', id, 'office')).toContain('an addendum will say so');
  const shown = textOf(told(await desk.presses('boss', 'office', 'bundle.show', [number])));
  expect(shown).toContain('1 contribution in no frozen bundle · 1 withdrawn after it');
});

describe('what changes while something is entered', () => {
  it('staff do not change in a form that is open what its organisation confirmed', async () => {
    await enter();
    const reference = `${number}/K-001`;
    const form = opened(await desk.presses('boss', 'office', 'contribution.revise', [reference]));
    told(await desk.presses('dan', 'kdi', 'contribution.confirm', [reference]));
    const late = await desk.submits('boss', 'office', form, { ...SAID, justification: 'Other' });
    expect(refused(late)).toContain('I find no contribution');
    const { id, confirmedById } = await row();
    expect(await desk.db.contributionVersion.count({ where: { contributionId: id } })).toBe(1);
    const dan = await desk.db.person.findFirstOrThrow({ where: { externalId: 'dan' } });
    expect(confirmedById).toBe(dan.id);
  });

  it('a member is not noted beside itself under its full name', async () => {
    await desk.db.organisation.updateMany({
      where: { name: 'KDI' },
      data: { fullName: 'Instituti Demokratik i Kosovës', nameEn: 'Kosova Democratic Institute' },
    });
    for (const organisation of ['Instituti Demokratik i Kosoves', 'Kosova Democratic Institute']) {
      const form = opened(
        await desk.uses('boss', 'office', 'contribution.enter', { draft: number }),
      );
      await desk.submits('boss', 'office', form, { ...MEETING, organisation, member: 'no' });
      const errors = errorsOf(await desk.submits('boss', 'office', { ...form, step: 1 }, SAID));
      expect(errors.organisation).toContain('KDI is a member');
    }
    expect(await desk.db.organisation.count()).toBe(2);
  });

  it('nothing of it is shown in a channel that is another’s by now', async () => {
    await enter();
    const { id } = await row();
    told(await desk.uses('boss', 'office', 'organisation.add', { name: 'Rrjeti' }));
    const link = { purpose: 'member', organisation: 'Rrjeti', language: 'en' };
    told(await desk.uses('boss', 'kdi', 'channel.link', link));
    expect(await desk.shown('contribution.entered', id, 'kdi')).toBeNull();
    told(await desk.uses('boss', 'office2', 'channel.link', { purpose: 'secretariat' }));
    told(await desk.uses('boss', 'office', 'channel.link', link));
    expect(await desk.shown('contribution', id, 'office')).toBeNull();
  });
});
