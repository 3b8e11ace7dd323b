import { afterEach, beforeEach, expect, it } from 'vitest';
import { answerArrived, isAnswered } from '../../src/authority/answered.ts';
import { dueLetters } from '../../src/authority/clock.ts';
import { prepareLetter } from '../../src/authority/letters.ts';
import { mailNews } from '../../src/authority/mails.ts';
import { type Desk, openDesk, opened, refused, textOf, told } from '../chat/desk.ts';
import { contribute, press } from '../chat/story.ts';
import { contact, freeze, frozen, handedOver } from './story.ts';

const NUMBER = 'MPMS-2026-001';

let desk: Desk;
let bundle: string;
beforeEach(async () => {
  desk = await openDesk();
  bundle = await frozen(desk);
  await contact(desk);
  await handedOver(desk, bundle, '2026-11-23');
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const at = async (day: string, time = '09:00') => {
  desk.moveTo(`${day} ${time}`);
  await desk.tick();
};
const draft = () => desk.db.draft.findFirstOrThrow();
/** The letters about the report, the oldest first, and whether each waits. */
const reports = async () => {
  const rows = await desk.db.letter.findMany({
    where: { reason: { startsWith: 'report.' } },
    orderBy: { preparedAt: 'asc' },
  });
  return rows.map(({ reason, sentOn, endedAt }) => [
    reason,
    sentOn ? 'sent' : endedAt ? 'ended' : 'waits',
  ]);
};
const last = (reason: string) =>
  desk.db.letter.findFirstOrThrow({
    where: { reason, endedAt: null },
    orderBy: { preparedAt: 'desc' },
  });
const sentByHand = async (reason: string, day: string) => {
  const { id } = await last(reason);
  const form = opened(await desk.presses('boss', 'office', 'letter.sent', [id]));
  told(await desk.submits('boss', 'office', form, { day, how: 'By post' }));
};
const holiday = (day: string) =>
  desk.work((work) =>
    work.tx.holidayCorrection.create({
      data: { kind: 'add', day, feast: 'added', nameEn: 'Day off', at: work.now },
    }),
  );
const answer = async () => {
  const { id: draftId } = await draft();
  const days = { datedOn: '2027-01-04', receivedOn: '2027-01-04' };
  return desk.work(async (work) => {
    const row = await work.tx.answerSource.create({
      data: { draftId, kind: 'report', title: 'Report', ...days, at: work.now },
    });
    await answerArrived(work, draftId);
    return row.id;
  });
};

it('a letter of a window that was extended is not needed, and comes when the new one is over', async () => {
  await at('2027-01-08');
  expect(await reports()).toEqual([['report.reportDue', 'waits']]);
  await desk.work((work) => work.tx.draft.updateMany({ data: { closesOn: '2027-01-22' } }));
  await at('2027-01-08', '10:00');
  expect(await reports()).toEqual([['report.reportDue', 'ended']]);
  await at('2027-02-12');
  expect(await reports()).toEqual([
    ['report.reportDue', 'ended'],
    ['report.reportDue', 'waits'],
  ]);
  expect((await last('report.reportDue')).body).toContain('12 February 2027');
});

it('a letter that a corrected holiday put off comes on its day', async () => {
  await at('2027-01-08');
  await holiday('2027-01-06');
  await at('2027-01-08', '10:00');
  expect(await reports()).toEqual([['report.reportDue', 'ended']]);
  await at('2027-01-11');
  expect(await reports()).toEqual([
    ['report.reportDue', 'ended'],
    ['report.reportDue', 'waits'],
  ]);
});

it('a letter that waits says the day as it is now, unless staff wrote it', async () => {
  await at('2027-01-15');
  expect((await last('report.overdue')).body).toContain('8 janar 2027');
  await holiday('2027-01-06');
  await at('2027-01-15', '10:00');
  expect((await last('report.overdue')).body).toContain('11 janar 2027');
  const { id } = await last('report.overdue');
  const form = opened(await desk.presses('boss', 'office', 'letter.edit', [id]));
  told(await desk.submits('boss', 'office', form, { title: 'Ours', body: 'Our words' }));
  await holiday('2027-01-08');
  await at('2027-01-15', '11:00');
  expect(await last('report.overdue')).toMatchObject({ title: 'Ours', body: 'Our words' });
});

it('a letter is in the language of whoever was named after it was prepared', async () => {
  await at('2027-01-11');
  expect((await last('report.overdue')).body).toContain('Të nderuar');
  await contact(desk, {
    role: 'good_governance',
    institution: '',
    email: 'ogg@zkm.example',
    language: 'sr',
  });
  const letter = await last('report.overdue');
  expect(letter).toMatchObject({ language: 'sr' });
  expect(letter.body).toContain('Poštovani');
  expect(letter.title).toContain('Izveštaj');
});

it('the letters come again where an answer is taken back, and none that was sent', async () => {
  await at('2027-01-08');
  await sentByHand('report.reportDue', '2027-01-08');
  await at('2027-01-11');
  const id = await answer();
  await at('2027-01-11', '10:00');
  expect(await reports()).toEqual([
    ['report.reportDue', 'sent'],
    ['report.overdue', 'ended'],
  ]);
  await desk.work((work) =>
    work.tx.answerSource.update({ where: { id }, data: { revokedAt: work.now } }),
  );
  await at('2027-01-11', '11:00');
  await at('2027-01-11', '11:05');
  expect(await reports()).toEqual([
    ['report.reportDue', 'sent'],
    ['report.overdue', 'ended'],
    ['report.overdue', 'waits'],
  ]);
});

it('a bundle that was taken back and sent anew has no letter sent twice', async () => {
  await at('2027-01-08');
  await sentByHand('report.reportDue', '2027-01-08');
  const { id } = await desk.db.dispatch.findFirstOrThrow();
  told(await desk.presses('boss', 'office', 'dispatch.revoke', [id, 'yes']));
  await handedOver(desk, bundle, '2027-01-08');
  await at('2027-01-08', '10:00');
  expect(await reports()).toEqual([['report.reportDue', 'sent']]);
});

it('what staff laid aside does not come again', async () => {
  await at('2027-01-08');
  const { id } = await last('report.reportDue');
  told(await desk.presses('boss', 'office', 'letter.aside', [id]));
  await at('2027-01-08', '10:00');
  expect(await reports()).toEqual([['report.reportDue', 'ended']]);
});

it('a confirmation asked for late speaks of a consultation that is over', async () => {
  await at('2026-11-26');
  expect((await last('acknowledgement')).body).toContain('day on which it closes');
  await at('2026-12-15');
  expect((await last('acknowledgement')).body).toContain('which closed on 14 December 2026');
});

it('only what left is waited for: not a bundle that was frozen since', async () => {
  await contribute(desk, 'dan', 'kdi', NUMBER);
  await freeze(desk, NUMBER);
  const { id } = await draft();
  await desk.work(({ tx }) =>
    tx.contribution.updateMany({
      where: { organisation: { name: 'KCSF' } },
      data: { outcome: 'accepted' },
    }),
  );
  expect(await isAnswered(desk.db, id)).toBe(true);
});

it('nobody has answered where the authors withdrew all that went', async () => {
  const { id } = await draft();
  await desk.work(({ tx }) => tx.contribution.updateMany({ data: { state: 'withdrawn' } }));
  expect(await isAnswered(desk.db, id)).toBe(false);
});

it('an answer ends no letter about something else', async () => {
  const { id: draftId } = await draft();
  await desk.work((work) =>
    prepareLetter(work, {
      reason: 'draft.late',
      key: 'draft.late:1',
      role: 'coordinator',
      draftId,
      language: 'en',
      title: 'Late',
      body: 'It came late.',
    }),
  );
  await answer();
  expect(await last('draft.late')).toMatchObject({ endedAt: null });
});

it('asks for as many drafts as there are', async () => {
  const { id: draftId } = await draft();
  const dispatch = await desk.db.dispatch.findFirstOrThrow();
  const many = Array.from({ length: 1_100 }, (_, index) => `many-${index}`);
  await desk.work(async ({ tx, now }) => {
    await tx.bundle.createMany({
      data: many.map((id, index) => ({
        id,
        draftId,
        ordinal: index + 10,
        number: `${NUMBER}/P-${index + 10}`,
        openedAt: now,
        frozenAt: now,
      })),
    });
    await tx.dispatch.createMany({ data: many.map((id) => ({ ...dispatch, id, bundleId: id })) });
  });
  desk.moveTo('2027-01-08 09:00');
  const due = await dueLetters(desk.db, await desk.surroundings());
  expect(due).toHaveLength(1_102);
});

/** The letter that asks for a confirmation, on its way by e-mail. */
async function onItsWay() {
  await at('2026-11-26');
  const { id } = await last('acknowledgement');
  const shown = told(await desk.presses('boss', 'office', 'letter.show', [id]));
  told(await press(desk, 'boss', 'office', shown, 'letter.send'));
  const mail = await desk.db.mail.findFirstOrThrow();
  const ends = (state: 'failed' | 'doubtful', error: string | null) =>
    desk.work(async (work) => {
      await work.tx.mail.update({ where: { id: mail.id }, data: { state, error } });
      await mailNews.stuck(work, mail);
    });
  return { id, mail, ends };
}

it('an e-mail that failed goes to no address that was corrected since', async () => {
  const { id, mail, ends } = await onItsWay();
  await ends('failed', 'recipient');
  await contact(desk, { email: 'right@mpms.example' });
  const old = await desk.presses('boss', 'office', 'mail.again', [mail.id]);
  expect(refused(old)).toContain('The contact is another one now');
  const shown = told(await desk.presses('boss', 'office', 'letter.show', [id]));
  told(await press(desk, 'boss', 'office', shown, 'letter.send'));
  expect(await desk.db.mail.findFirstOrThrow()).toMatchObject({
    state: 'queued',
    to: 'right@mpms.example',
  });
});

it('an e-mail that failed is over once its letter went by post', async () => {
  const { mail, ends } = await onItsWay();
  await ends('failed', 'busy');
  await sentByHand('acknowledgement', '2026-11-26');
  const old = await desk.presses('boss', 'office', 'mail.again', [mail.id]);
  expect(refused(old)).toContain('is over');
  expect(await desk.db.mail.findFirstOrThrow()).toMatchObject({ error: 'pointless' });
});

it('a letter of which nobody knows whether it arrived is decided of on its own card', async () => {
  const { id, ends } = await onItsWay();
  await ends('doubtful', null);
  const shown = told(await desk.presses('boss', 'office', 'letter.show', [id]));
  told(await press(desk, 'boss', 'office', shown, 'mail.arrived'));
  expect(textOf(told(await desk.presses('boss', 'office', 'letter.show', [id])))).toContain(
    'Sent on',
  );
});
