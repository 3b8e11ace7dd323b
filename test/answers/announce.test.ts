import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordOutcomes } from '../../src/answers/recordOutcomes.ts';
import type { Message } from '../../src/chat/message.ts';
import { plainOnly, sharedReads } from '../../src/delivery/render.ts';
import { renderers } from '../../src/renderers.ts';
import {
  accept,
  buttonsOf,
  type Desk,
  decide,
  openDesk,
  refused,
  textOf,
  told,
} from '../chat/desk.ts';
import { contribute, press } from '../chat/story.ts';
import { freeze, record, type Story, tellStory } from './work.ts';

let desk: Desk;
let story: Story;
beforeEach(async () => {
  desk = await openDesk();
  story = await tellStory(desk);
  await freeze(desk, story);
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const preview = async (): Promise<Message> =>
  told(await desk.uses('boss', 'office', 'announce', { draft: story.number }));
const send = async (shown: Message) => press(desk, 'boss', 'office', shown, 'announce.send');
const announce = async () => told(await send(await preview()));

/** What was told, by receiver: `kcsf answer.announced`. */
async function notes(kind = 'answer.'): Promise<string[]> {
  const rows = await desk.db.delivery.findMany({
    where: { kind: { startsWith: kind }, form: 'note' },
    include: { channel: true, person: true },
    orderBy: { seq: 'asc' },
  });
  return rows.map((row) => `${row.channel?.name ?? row.person?.displayName} ${row.kind}`).sort();
}

it('shows what each organisation would be told, and tells nobody before a press', async () => {
  told(await record(desk, story.five, { code: 'accepted' }));
  told(await record(desk, story.seven, { code: 'rejected', reason: 'No budget.' }));
  const text = textOf(await preview());
  expect(text).toContain('2 answers are told to their authors and supporters. Organisations: 2.');
  expect(text).toContain('1 contribution has no outcome yet.');
  expect(text).toContain('KCSF: K-001 ✅ Accepted');
  expect(text).toContain('KDI: K-001 ✅ Accepted (supported); K-002 ❌ Rejected');
  expect(text).toContain('Nobody has been told yet.');
  expect(await notes()).toEqual([]);
});

it('tells each author and supporter once, accepted and rejected alike, with thanks', async () => {
  told(await record(desk, story.five, { code: 'accepted' }));
  told(await record(desk, story.seven, { code: 'rejected', reason: 'No budget.' }));
  const shown = await preview();
  expect(textOf(told(await send(shown)))).toContain('2 answers are being told. Organisations: 2.');
  expect(await notes()).toEqual(['kcsf answer.announced', 'kdi answer.announced']);
  const kdi = await desk.shown('answer.announced', story.draftId, 'kdi');
  expect(kdi).toContain('Thank you, KDI');
  expect(kdi).toContain(`${story.seven} · Neni 7: ❌ Rejected – No budget.`);
  expect(kdi).toContain(`${story.five} from KCSF, which you supported · Neni 5: ✅ Accepted`);
  expect(kdi).toContain(`[Path of ${story.seven}]`);
  expect(await desk.shown('answer.announced', story.draftId, 'kdi', 'sq')).toContain(
    'Faleminderit, KDI',
  );
  expect(await desk.shown('answer.announced', story.draftId, 'kcsf')).not.toContain(story.seven);
  // The same press again, and a new request, tell nothing more.
  expect(refused(await send(shown))).toBe(
    'All answers to MPMS-2026-001 that are recorded were announced already.',
  );
  expect(await notes()).toHaveLength(2);
});

it('announced again, tells only what is new', async () => {
  told(await record(desk, story.five, { code: 'accepted' }));
  await announce();
  told(await record(desk, story.twelve, { code: 'noted' }));
  expect(textOf(await preview())).not.toContain('K-001');
  await announce();
  expect(await notes()).toEqual([
    'kcsf answer.announced',
    'kdi answer.announced',
    'kdi answer.announced',
  ]);
  const last = await desk.shown('answer.announced', story.draftId, 'kdi');
  expect(last).toContain(story.twelve);
  expect(last).not.toContain(story.five);
});

it('tells later of what did not count yet when the rest was announced', async () => {
  told(await record(desk, story.five, { code: 'accepted' }));
  told(await record(desk, story.twelve, { code: 'noted' }));
  const where = { organisation: { name: 'KDI' } };
  await desk.db.membership.updateMany({ where, data: { state: 'proposed' } });
  await announce();
  await desk.db.membership.updateMany({ where, data: { state: 'accepted' } });
  const mine = async () =>
    textOf(told(await desk.uses('dan', 'kdi', 'contribution.show', { reference: story.twelve })));
  expect(await mine()).not.toContain('Noted');
  await announce();
  expect(await mine()).toContain('Noted');
  const last = await desk.shown('answer.announced', story.draftId, 'kdi');
  expect(last).toContain(story.twelve);
});

it('tells a correction of what was announced at once, and of nothing else', async () => {
  told(await record(desk, story.five, { code: 'accepted' }));
  told(await record(desk, story.seven, { code: 'accepted' }));
  told(await record(desk, story.seven, { code: 'noted', correction: 'Misread.' }));
  expect(await notes()).toEqual([]);
  await announce();
  const corrected = { code: 'rejected', reason: 'Too dear.', correction: 'They wrote again.' };
  told(await record(desk, story.five, corrected));
  expect(await notes('answer.corrected')).toEqual([
    'kcsf answer.corrected',
    'kdi answer.corrected',
  ]);
  const { id } = await desk.db.contribution.findFirstOrThrow({ orderBy: { ordinal: 'asc' } });
  const kdi = await desk.shown('answer.corrected', id, 'kdi');
  expect(kdi).toContain(`the answer to ${story.five} from KCSF, which you supported`);
  expect(kdi).toContain('✅ Accepted → ❌ Rejected');
  expect(kdi).toContain('Why: They wrote again.');
  expect(await desk.shown('answer.corrected', id, 'kcsf')).toContain(
    `the answer to your contribution ${story.five}`,
  );
  expect(refused(await desk.uses('boss', 'office', 'announce', { draft: story.number }))).toContain(
    'no outcome that is new is recorded',
  );
});

it('tells of an author who was accepted after others were told', async () => {
  const late = await contribute(desk, 'eda', 'kcsf', story.number, {
    kind: 'comment',
    justification: 'Pse?',
  });
  told(await record(desk, story.seven, { code: 'accepted' }));
  told(await record(desk, late, { code: 'noted' }));
  told(await record(desk, story.five, { code: 'partly' }));
  await announce();
  expect(await desk.shown('answer.announced', story.draftId, 'kcsf')).not.toContain(late);
  const path = async () =>
    textOf(told(await desk.uses('eda', 'kcsf', 'contribution.show', { reference: late })));
  await decide(desk, 'eda', 'KCSF', 'accept');
  expect(await path()).toContain('No answer is known yet.');
  const shown = await preview();
  expect(textOf(shown)).toContain('KCSF: K-004 📝 Noted');
  expect(textOf(shown)).not.toContain('K-001');
  told(await send(shown));
  const told2 = await desk.shown('answer.announced', story.draftId, 'kcsf');
  expect(told2).toContain(late);
  expect(told2).not.toContain(story.five);
  expect(await path()).toContain('authors and supporters were told');
  // Nor is anybody told anew who is accepted a second time.
  await decide(desk, 'eda', 'KCSF', 'reject');
  await decide(desk, 'eda', 'KCSF', 'accept');
  expect(refused(await desk.uses('boss', 'office', 'announce', { draft: story.number }))).toContain(
    'nothing to announce',
  );
});

it('tells several corrections that come together in one message', async () => {
  for (const reference of [story.five, story.seven, story.twelve]) {
    told(await record(desk, reference, { code: 'accepted' }));
  }
  await announce();
  const ids = await desk.db.contribution.findMany({ select: { id: true } });
  await desk.work(async (work) => {
    const done = await recordOutcomes(
      work,
      ids.map(({ id: contributionId }) => ({
        contributionId,
        code: 'noted',
        reason: null,
        quote: null,
        answeredOn: '2026-11-20',
        correction: 'They wrote again.',
      })),
      { draftId: story.draftId, sourceId: null, way: 'sheet' },
    );
    expect(done).toEqual({ added: 0, corrected: 3 });
  });
  expect(await notes('answer.correct')).toEqual([
    'kcsf answer.corrected',
    'kdi answer.corrections',
  ]);
  const kdi = await desk.shown('answer.corrections', story.draftId, 'kdi');
  expect(kdi).toContain(`Correction: the answers to ${story.number}`);
  expect(kdi).toContain(`${story.seven}: ✅ Accepted → 📝 Noted – They wrote again.`);
  expect(kdi).toContain(`${story.five} from KCSF, which you supported: ✅ Accepted → 📝 Noted`);
});

it('tells staff whom they tell of a correction themselves', async () => {
  told(await record(desk, story.five, { code: 'accepted' }));
  await announce();
  await desk.db.organisation.updateMany({ where: { name: 'KCSF' }, data: { member: false } });
  told(await record(desk, story.five, { code: 'noted', correction: 'Misread.' }));
  expect(await notes('answer.correct')).toEqual([
    'kdi answer.corrected',
    'office answer.correctedByHand',
  ]);
  expect(await desk.shown('answer.correctedByHand', story.draftId, 'office')).toContain(
    'please tell it yourselves: KCSF',
  );
});

it('is looked at again where something changed since it was shown', async () => {
  told(await record(desk, story.five, { code: 'accepted' }));
  const shown = await preview();
  told(await record(desk, story.seven, { code: 'noted' }));
  const anew = told(await send(shown));
  expect(textOf(anew)).toContain('Something changed meanwhile');
  expect(await notes()).toEqual([]);
  told(await send(anew));
  expect(await notes()).toHaveLength(2);
});

it('shows members the outcome from the announcement on: list, card and path', async () => {
  told(await record(desk, story.five, { code: 'partly' }));
  const { id } = await desk.db.contribution.findFirstOrThrow({ orderBy: { ordinal: 'asc' } });
  const list = async () => textOf(told(await desk.uses('ana', 'kcsf', 'contributions')));
  const card = async () => desk.shown('contribution.shared', id, 'kdi');
  expect(await list()).not.toContain('🟡');
  expect(await card()).not.toContain('🟡');
  await announce();
  expect(await list()).toContain('🟡 Partly accepted');
  expect(await card()).toContain('🟡 Partly accepted');
  const seen = told(await desk.uses('dan', 'kdi', 'contribution.show', { reference: story.five }));
  expect(textOf(seen)).toContain('authors and supporters were told');
  const mine = textOf(told(await desk.uses('dan', 'kdi', 'answer.list', { draft: story.number })));
  expect(mine).toContain('🟡 Partly accepted: 1');
  expect(mine).toContain(story.five);
});

it('tells the author directly where the organisation has no channel, and staff whom they tell', async () => {
  told(await desk.uses('boss', 'office', 'organisation.add', { name: 'ÇOHU' }));
  await accept(desk, 'eda', 'ÇOHU');
  const six = await contribute(desk, 'eda', 'all', story.number, {
    kind: 'comment',
    justification: 'Pse?',
  });
  const outsider = await desk.db.organisation.create({
    data: { name: 'Fshati', nameKey: 'fshati', member: false, createdAt: new Date() },
  });
  const staff = await desk.db.person.findFirstOrThrow({ where: { externalId: 'boss' } });
  const entered = await desk.db.contribution.create({
    data: {
      ordinal: 90,
      draftId: story.draftId,
      organisationId: outsider.id,
      personId: staff.id,
      source: 'meeting',
      late: false,
      submittedAt: new Date(),
      versions: { create: { version: 1, kind: 'comment', justification: 'Uji.', at: new Date() } },
    },
  });
  told(await record(desk, six, { code: 'accepted' }));
  told(await record(desk, `${story.number}/K-090`, { code: 'noted' }));
  const shown = await preview();
  expect(textOf(shown)).toContain('Fshati (no member: to be told by hand): K-090 📝 Noted');
  expect(textOf(told(await send(shown)))).toContain('Please tell these yourselves: Fshati');
  expect(await notes()).toEqual(['eda answer.announced', 'office answer.byHand']);
  expect(await desk.shown('answer.byHand', story.draftId, 'office')).toContain('Fshati');
  const delivery = await desk.db.delivery.findFirstOrThrow({ where: { kind: 'answer.announced' } });
  const rendered = await renderers['answer.announced']?.({
    subject: story.draftId,
    params: delivery.params as Record<string, unknown>,
    target: {
      id: delivery.personId ?? '',
      purpose: 'person',
      organisationId: null,
      language: 'en',
    },
    db: desk.db,
    shared: sharedReads(desk.storage, 1),
    world: await desk.surroundings(),
  });
  expect(rendered && !('upload' in rendered) ? textOf(rendered) : '').toContain(six);
  expect(entered.outcome).toBeNull();
});

it('tells of many contributions in one message that every platform takes', async () => {
  const reason = 'ë'.repeat(1_900);
  for (let index = 0; index < 14; index += 1) {
    const reference = await contribute(desk, 'ana', 'kcsf', story.number, {
      kind: 'comment',
      article: `Neni ${index + 20}`,
      justification: 'Pse?',
    });
    told(await record(desk, reference, { code: 'rejected', reason }));
  }
  await announce();
  const delivery = await desk.db.delivery.findFirstOrThrow({ where: { kind: 'answer.announced' } });
  const target = await desk.db.channel.findFirstOrThrow({ where: { externalId: 'kcsf' } });
  const rendered = await renderers['answer.announced']?.({
    subject: story.draftId,
    params: delivery.params as Record<string, unknown>,
    target,
    db: desk.db,
    shared: sharedReads(desk.storage, 1),
    world: await desk.surroundings(),
  });
  if (!rendered || 'upload' in rendered) throw new Error('a message was expected');
  const list = rendered.parts.find((part) => part.kind === 'list');
  expect(list?.kind === 'list' && list.items.length).toBe(8);
  expect(textOf(rendered)).toContain('and 6 more');
  // Discord's limit of a message with its parts is 4,000 characters, Slack's of one part 3,000.
  const length = rendered.parts.map((part) => JSON.stringify(part).length);
  expect(length.reduce((sum, one) => sum + one, 0)).toBeLessThan(4_000);
  expect(buttonsOf(rendered).map(({ act }) => act)).toEqual([
    ...Array.from({ length: 4 }, () => 'contribution.show'),
    'answer.list',
    'preferences',
  ]);
  expect(plainOnly(rendered).parts).toHaveLength(1);
});
