import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readContent } from '../../src/bundles/content.ts';
import { freezeBundle } from '../../src/bundles/freezeBundle.ts';
import { gatherBundle } from '../../src/bundles/gather.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import {
  accept,
  buttonsOf,
  type Desk,
  errorsOf,
  openDesk,
  opened,
  refused,
  textOf,
  told,
} from '../chat/desk.ts';
import { contribute, press, publish } from '../chat/story.ts';

const KCSF_TEXT = 'A social enterprise serves the public interest first of all.';
const KDI_TEXT = 'A social enterprise serves the public interest above all else.';
const JOINT = 'A social enterprise serves the public interest first and above all else.';

let desk: Desk;
let number: string;
let first: string;
let second: string;
beforeEach(async () => {
  desk = await openDesk();
  told(await desk.uses('boss', 'office', 'organisation.add', { name: 'ÇOHU' }));
  told(
    await desk.uses('boss', 'cohu', 'channel.link', {
      purpose: 'member',
      organisation: 'ÇOHU',
      language: 'en',
    }),
  );
  await accept(desk, 'cem', 'ÇOHU');
  number = await publish(desk);
  const amend = (user: string, channel: string, proposedText: string) =>
    contribute(desk, user, channel, number, { kind: 'amend', article: 'Neni 5', proposedText });
  first = await amend('ana', 'kcsf', KCSF_TEXT);
  second = await amend('dan', 'kdi', KDI_TEXT);
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

/** Staff choose what I found alike and ask the authors; the id of the joint text. */
async function propose(text = JOINT): Promise<string> {
  const found = told(await desk.uses('boss', 'office', 'merge.propose', { draft: number }));
  const form = opened(await press(desk, 'boss', 'office', found, 'merge.propose'));
  told(await desk.submits('boss', 'office', form, { proposedText: text }));
  const merge = await desk.db.merge.findFirstOrThrow({ orderBy: { ordinal: 'desc' } });
  return merge.id;
}
const answer = (user: string, channel: string, act: string, id: string) =>
  desk.presses(user, channel, act, [id]);
const agree = async (id: string) => {
  told(await answer('ana', 'kcsf', 'merge.agree', id));
  return told(await answer('dan', 'kdi', 'merge.agree', id));
};
const freeze = async () => {
  const draft = await desk.db.draft.findFirstOrThrow();
  const { id } = await desk.work((work) => gatherBundle(work, draft));
  const done = await desk.work((work) => freezeBundle(work, id));
  if (isRefusal(done)) throw new Error(done.refused);
  const row = await desk.db.bundle.findUniqueOrThrow({ where: { id } });
  return readContent(row.content ?? '');
};
const state = async (id: string) =>
  (await desk.db.merge.findUniqueOrThrow({ where: { id } })).state;

describe('proposing', () => {
  it('offers what says much the same, and begins with the longest text', async () => {
    await contribute(desk, 'ana', 'kcsf', number, {
      kind: 'amend',
      article: 'Neni 9',
      proposedText: 'Something else entirely about registration fees.',
    });
    const found = told(await desk.uses('boss', 'office', 'merge.propose', { draft: number }));
    expect(textOf(found)).toContain('Neni 5: K-001 (KCSF), K-002 (KDI)');
    expect(textOf(found)).not.toContain('K-003');
    const form = opened(await press(desk, 'boss', 'office', found, 'merge.propose'));
    const text = form.inputs.find(({ name }) => name === 'proposedText');
    expect(text?.value).toBe(KDI_TEXT);
    expect(form.intro).toContain('2 of them are not shared with members');
  });

  it('begins with what is supported most', async () => {
    told(await desk.presses('ana', 'kcsf', 'contribution.share', [first, 'on']));
    told(await desk.presses('cem', 'cohu', 'contribution.support', [first]));
    const form = opened(await desk.presses('boss', 'office', 'merge.propose', [number, '1 2']));
    expect(form.inputs.find(({ name }) => name === 'proposedText')?.value).toBe(KCSF_TEXT);
  });

  it('asks each author with its own text, the joint one and the difference', async () => {
    const id = await propose();
    const card = (await desk.shown('merge', id, 'kcsf')) ?? '';
    expect(card).toContain('Joint text MPMS-2026-001/B-01: does your organisation agree?');
    expect(card).toContain('one text stand for yours and for: KDI (K-002)');
    expect(card).toContain(`Your text, K-001\n${KCSF_TEXT}`);
    expect(card).toContain('[+');
    expect(card).toContain(JOINT);
    expect(card).toContain('K-002 · KDI: no answer yet');
    expect(card).toContain('[Agree] [Decline]');
    // The others' own text is not shown to it.
    expect(card).not.toContain(KDI_TEXT);
    expect(await desk.db.delivery.count({ where: { kind: 'merge', subject: id } })).toBe(3);
  });

  it('lets staff choose themselves, and refuses what cannot be joined', async () => {
    await contribute(desk, 'cem', 'cohu', number, { kind: 'comment', justification: 'x' });
    const form = opened(await desk.presses('boss', 'office', 'merge.choose', [number, 'K-001']));
    const wrong = async (parts: string) =>
      errorsOf(await desk.submits('boss', 'office', form, { parts })).parts;
    expect(form.inputs[0]?.value).toBe('K-001');
    expect(await wrong('K-001')).toContain('at least two');
    expect(await wrong('K-001, K-009')).toContain('K-009 does not count');
    expect(await wrong(Array.from({ length: 13 }, (_, one) => one + 1).join(' '))).toContain(
      'at most 12',
    );
    await propose();
    expect(await wrong('K-001, K-003')).toContain('is a part of MPMS-2026-001/B-01 already');
    const chosen = await desk.submits('boss', 'office', form, { parts: 'K-003, K-001' });
    expect(chosen.kind).toBe('invalid');
  });
});

describe('answering', () => {
  it('all agree: it stands as one row with both authors, and keeps the originals', async () => {
    const id = await propose();
    const waits = told(await answer('ana', 'kcsf', 'merge.agree', id));
    expect(textOf(waits)).toContain('KCSF agrees to MPMS-2026-001/B-01. Others have not answered');
    const done = told(await answer('dan', 'kdi', 'merge.agree', id));
    expect(textOf(done)).toContain('All have agreed: it stands.');
    expect(await desk.shown('merge.ended', id, 'kcsf')).toContain(
      'All authors agree to the joint text MPMS-2026-001/B-01: KCSF (K-001), KDI (K-002)',
    );
    const { rows } = await freeze();
    expect(rows).toHaveLength(1);
    const [row] = rows;
    expect(row?.joint).toBe('MPMS-2026-001/B-01');
    expect(row?.proposedText).toBe(JOINT);
    expect(row?.authors.map(({ organisation }) => organisation)).toEqual(['KCSF', 'KDI']);
    expect(row?.originals.map(({ proposedText }) => proposedText)).toEqual([KCSF_TEXT, KDI_TEXT]);
    expect(await desk.db.contribution.count({ where: { state: 'submitted' } })).toBe(2);
    const audited = await desk.db.audit.findMany({ where: { act: { startsWith: 'merge.' } } });
    expect(audited.map(({ act }) => act)).toEqual([
      'merge.propose',
      'merge.agree',
      'merge.agree',
      'merge.end',
    ]);
  });

  it('any delegate may answer, and otherwise, until all have; then no more', async () => {
    const id = await propose();
    told(await answer('ana', 'kcsf', 'merge.decline', id));
    expect(await state(id)).toBe('proposed');
    told(await answer('ada', 'kcsf', 'merge.agree', id));
    const card = await desk.shown('merge', id, 'office');
    expect(card).toContain('K-001 · KCSF: agrees (ada, 23 Nov 2026, 09:00)');
    told(await answer('dan', 'kdi', 'merge.decline', id));
    expect(await state(id)).toBe('declined');
    expect(refused(await answer('dan', 'kdi', 'merge.agree', id))).toContain('decided already');
    expect((await freeze()).rows).toHaveLength(2);
  });

  it('is for accepted delegates of an author only', async () => {
    const id = await propose();
    expect(refused(await answer('cem', 'cohu', 'merge.agree', id))).toContain('no author');
    expect(refused(await answer('zef', 'all', 'merge.agree', id))).toContain('for whom you speak');
    expect(refused(await answer('eva', 'kcsf', 'merge.agree', id))).toContain('confirm you');
    expect(refused(await answer('ana', 'kcsf', 'merge.agree', 'none'))).toContain('no such joint');
    expect(refused(await desk.presses('cem', 'cohu', 'merge.text', [id]))).toContain('no such');
    told(await desk.presses('ana', 'kcsf', 'merge.text', [id]));
    expect(await state(id)).toBe('proposed');
  });
});

describe('an author of whom nobody is here', () => {
  it('answers through staff, who write it down; a member that can be asked does not', async () => {
    const form = opened(await desk.uses('boss', 'office', 'contribution.enter', { draft: number }));
    const heard = { organisation: 'Rrjeti', member: 'no', source: 'telephone' };
    const next = opened(await desk.submits('boss', 'office', form, heard));
    const said = { kind: 'amend', article: 'Neni 5', proposedText: KDI_TEXT };
    told(await desk.submits('boss', 'office', next, said));
    const joint = opened(await desk.presses('boss', 'office', 'merge.propose', [number, '1 3']));
    const asked = told(await desk.submits('boss', 'office', joint, { proposedText: JOINT }));
    expect(textOf(asked)).toContain('Nobody of Rrjeti can be reached here');
    const merge = await desk.db.merge.findFirstOrThrow({ include: { parts: true } });
    const kcsf = await desk.db.organisation.findFirstOrThrow({ where: { name: 'KCSF' } });
    expect(
      refused(await desk.presses('boss', 'office', 'merge.record', [merge.id, kcsf.id, 'agreed'])),
    ).toContain('its own delegates answer');
    const kdi = await desk.db.organisation.findFirstOrThrow({ where: { name: 'KDI' } });
    expect(
      refused(await desk.presses('boss', 'office', 'merge.record', [merge.id, kdi.id, 'agreed'])),
    ).toContain('no author');
    told(await press(desk, 'boss', 'office', asked, 'merge.record'));
    told(await answer('ana', 'kcsf', 'merge.agree', merge.id));
    expect(await state(merge.id)).toBe('agreed');
  });
});

describe('an author who can be asked only later', () => {
  const asked = async () => {
    told(await desk.uses('boss', 'office', 'organisation.add', { name: 'Rrjeti' }));
    const form = opened(await desk.uses('boss', 'office', 'contribution.enter', { draft: number }));
    const heard = { organisation: 'Rrjeti', member: 'yes', source: 'telephone' };
    const next = opened(await desk.submits('boss', 'office', form, heard));
    const said = { kind: 'amend', article: 'Neni 5', proposedText: KDI_TEXT };
    told(await desk.submits('boss', 'office', next, said));
    const joint = opened(await desk.presses('boss', 'office', 'merge.propose', [number, '1 3']));
    told(await desk.submits('boss', 'office', joint, { proposedText: JOINT }));
    return desk.db.merge.findFirstOrThrow();
  };

  it('is asked in the channel that is linked then, and answers itself', async () => {
    const { id } = await asked();
    const link = { purpose: 'member', organisation: 'Rrjeti', language: 'en' };
    told(await desk.uses('boss', 'rrjeti', 'channel.link', link));
    expect(await desk.shown('merge', id, 'rrjeti')).toContain('[Agree] [Decline]');
    const channel = await desk.db.channel.findFirstOrThrow({ where: { externalId: 'rrjeti' } });
    const cards = await desk.db.delivery.findMany({ where: { channelId: channel.id } });
    expect(cards.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['merge', 'contribution.entered']),
    );
    expect(await desk.shown('merge', id, 'office')).not.toContain('Rrjeti agrees');
  });

  it('is asked through the delegate who is confirmed then', async () => {
    await asked();
    await accept(desk, 'rina', 'Rrjeti');
    const direct = await desk.db.delivery.findMany({
      where: { person: { externalId: 'rina' } },
      select: { kind: true },
    });
    expect(direct.map(({ kind }) => kind).sort()).toEqual(['contribution.entered', 'merge']);
  });
});

it('nothing of a joint text is shown in a channel that is another’s by now', async () => {
  told(await desk.presses('ana', 'kcsf', 'contribution.share', [first, 'on']));
  told(await desk.presses('cem', 'cohu', 'contribution.support', [first]));
  const id = await propose();
  await agree(id);
  told(await desk.uses('boss', 'office', 'organisation.add', { name: 'Rrjeti' }));
  const link = { purpose: 'member', organisation: 'Rrjeti', language: 'en' };
  for (const channel of ['cohu', 'kdi']) {
    told(await desk.uses('boss', channel, 'channel.link', link));
  }
  expect(await desk.shown('merge.agreed', id, 'cohu')).toBeNull();
  expect(await desk.shown('merge.ended', id, 'kdi')).toBeNull();
  expect(await desk.shown('merge.ended', id, 'kcsf')).toContain('All authors agree');
});

describe('what ends it', () => {
  it.each(['revised', 'withdrawn'] as const)('a part is %s', async (how) => {
    const id = await propose();
    await agree(id);
    if (how === 'withdrawn') {
      told(await desk.presses('ana', 'kcsf', 'contribution.withdraw', [first, 'yes']));
    } else {
      const form = opened(await desk.presses('ana', 'kcsf', 'contribution.revise', [first]));
      told(await desk.submits('ana', 'kcsf', form, { proposedText: 'New' }));
    }
    expect(await state(id)).toBe('withdrawn');
    expect(await desk.shown('merge.ended', id, 'kdi')).toContain(`is ended: K-001 was ${how}`);
    const rows = (await freeze()).rows.map((row) => [row.joint, row.authors[0]?.reference]);
    expect(rows).toEqual(
      how === 'revised'
        ? [
            [null, first],
            [null, second],
          ]
        : [[null, second]],
    );
  });

  it('its delegate is not accepted after all', async () => {
    const id = await propose();
    await agree(id);
    const membership = await desk.db.membership.findFirstOrThrow({
      where: { person: { externalId: 'dan' } },
    });
    told(await desk.presses('boss', 'office', 'member.reject', [membership.id]));
    expect(await state(id)).toBe('withdrawn');
  });

  it('staff take it back after a question, but not out of a frozen bundle', async () => {
    const id = await propose();
    const asked = told(await desk.presses('boss', 'office', 'merge.withdraw', [id]));
    expect(await state(id)).toBe('proposed');
    told(await press(desk, 'boss', 'office', asked, 'merge.withdraw'));
    expect(await state(id)).toBe('withdrawn');
    expect(refused(await desk.presses('boss', 'office', 'merge.withdraw', [id]))).toContain(
      'decided already',
    );
    const other = await propose();
    await agree(other);
    await freeze();
    expect(refused(await desk.presses('boss', 'office', 'merge.withdraw', [other]))).toContain(
      'A frozen bundle holds',
    );
  });
});

describe('what was said of its parts', () => {
  beforeEach(async () => {
    told(await desk.presses('ana', 'kcsf', 'contribution.share', [first, 'on']));
    told(await desk.presses('cem', 'cohu', 'contribution.support', [first]));
  });

  it('stays said of these; who said it is asked, and says it of the joint text itself', async () => {
    const id = await propose();
    await agree(id);
    const asked = (await desk.shown('merge.agreed', id, 'cohu')) ?? '';
    expect(asked).toContain('K-001 (you support it)');
    expect(asked).toContain('Nothing is carried over');
    expect(asked).toContain('[Support] [Object]');
    expect(await desk.db.mergeSupport.count()).toBe(0);
    told(await desk.presses('cem', 'cohu', 'merge.support', [id]));
    expect(refused(await desk.presses('ana', 'kcsf', 'merge.support', [id]))).toContain(
      'your own organisation',
    );
    const [row] = (await freeze()).rows;
    expect(row?.support.map(({ organisation, of }) => [organisation, of])).toEqual([
      ['ÇOHU', 'MPMS-2026-001/B-01'],
      ['ÇOHU', first],
    ]);
    expect(refused(await desk.presses('cem', 'cohu', 'merge.object', [id]))).toContain(
      'A frozen bundle holds',
    );
  });

  it('moves no support by itself', async () => {
    const id = await propose();
    await agree(id);
    const [row] = (await freeze()).rows;
    expect(row?.support.map(({ of }) => of)).toEqual([first]);
    expect(await state(id)).toBe('agreed');
  });

  it('said again it is taken back, and of what is not agreed nothing is said', async () => {
    const id = await propose();
    expect(refused(await desk.presses('cem', 'cohu', 'merge.support', [id]))).toContain(
      'is not agreed',
    );
    await agree(id);
    told(await desk.presses('cem', 'cohu', 'merge.object', [id]));
    expect(await desk.shown('merge', id, 'office')).toContain('1 organisation objects: ÇOHU');
    told(await desk.presses('cem', 'cohu', 'merge.object', [id]));
    expect(await desk.db.mergeSupport.count()).toBe(0);
  });
});

describe('staff', () => {
  it('see all joint texts of a draft, and each with its history', async () => {
    const none = told(await desk.uses('boss', 'office', 'merge.show', { draft: 'MPMS-2026-001' }));
    expect(textOf(none)).toContain('has no joint texts');
    const id = await propose();
    told(await answer('dan', 'kdi', 'merge.decline', id));
    told(await answer('ana', 'kcsf', 'merge.agree', id));
    await propose('Another one');
    const list = told(await desk.uses('boss', 'office', 'merge.show', { draft: number }));
    expect(textOf(list)).toContain('B-02 · Neni 5 · KCSF, KDI · Waits for answers');
    expect(textOf(list)).toContain('B-01 · Neni 5 · KCSF, KDI · Declined');
    const one = told(await desk.uses('boss', 'office', 'merge.show', { draft: `${number}/B-01` }));
    expect(textOf(one)).toContain('K-002 · KDI: declines (dan, 23 Nov 2026, 09:00)');
    expect(buttonsOf(one).map(({ act }) => act)).toEqual(['merge.text']);
  });
});
