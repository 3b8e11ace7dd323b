import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCalendar, type HolidayCorrection } from '../../src/calendar/index.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { editDraft, extendDraft } from '../../src/drafts/changeDraft.ts';
import { loadDraft } from '../../src/drafts/find.ts';
import { bringOpenDrafts } from '../../src/drafts/publishDraft.ts';
import { tick } from '../../src/schedule/tick.ts';
import { importText } from '../plan/work.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { deliver, every, kosovo, linkTwo, publish, remindersAt, sent, worldAt } from './world.ts';

let storage: TemporaryStorage;
beforeEach(async () => {
  storage = await openTemporaryStorage();
  await linkTwo(storage);
});
afterEach(() => storage.dispose());

const hourly = (from: string, to: string) => every(60, kosovo(from), kosovo(to));
const due = (at: string) => ({ at: kosovo(at), due: 1, milestones: 0 });
const added = (day: string): HolidayCorrection =>
  ({
    kind: 'add',
    day,
    feast: 'day-of-mourning',
    names: { sq: 'Zi', sr: 'Žalost', en: 'Mourning' },
  }) as HolidayCorrection;
const withHolidays = (...days: string[]) => ({ calendar: createCalendar(days.map(added)) });

/** Contributions are due on Tuesday 2 November 2027, 12:00; marks on 26 and 29 October. */
const published = () => publish(storage, kosovo('2027-10-18 09:00'), '2027-10-18', '2027-11-03');

it('lets a holiday that is entered later bring a mark forward, and tells none twice', async () => {
  await published();
  expect(await remindersAt(storage, hourly('2027-10-25 07:00', '2027-10-27 19:00'))).toEqual([
    due('2027-10-26 08:00'),
  ]);
  // Monday 1 November will not be worked: two working days before are Thursday the 28th now, and
  // five Monday the 25th, of which everybody was told.
  const holiday = withHolidays('2027-11-01');
  expect(
    await remindersAt(storage, hourly('2027-10-28 07:00', '2027-11-02 11:00'), holiday),
  ).toEqual([due('2027-10-28 08:00')]);
});

it('writes to nobody on a holiday that is entered for today, and to all on the day after', async () => {
  await published();
  const holiday = withHolidays('2027-10-26');
  expect(
    await remindersAt(storage, hourly('2027-10-25 17:00', '2027-10-27 19:00'), holiday),
  ).toEqual([due('2027-10-25 17:00')]);
  await storage.db.reminder.deleteMany({ where: { key: { startsWith: 'due:' } } });
  expect(
    await remindersAt(storage, hourly('2027-10-26 07:00', '2027-10-27 19:00'), holiday),
  ).toEqual([due('2027-10-27 08:00')]);
});

it("counts over the year's end, and numbers by the year of publication", async () => {
  // 1 and 4 January 2027 are days off, and so is the 7th: due on Friday the 8th, two working days
  // before is the 5th, five the 29th of December.
  const draft = await publish(storage, kosovo('2026-12-21 09:00'), '2026-12-21', '2027-01-11');
  expect(draft.number).toBe('MAPL-2026-001');
  expect(await remindersAt(storage, hourly('2026-12-28 17:00', '2027-01-08 13:00'))).toEqual([
    due('2026-12-29 08:00'),
    due('2027-01-05 08:00'),
  ]);
  const next = await publish(storage, kosovo('2027-01-05 09:00'), '2027-01-05', '2027-01-25');
  expect(next.number).toBe('MAPL-2027-001');
});

it('knows the leap day', async () => {
  // 28 February 2028 is the expected first day of Bajram; due on Wednesday 1 March: two working
  // days before is Friday 25 February (29 February is one).
  await publish(storage, kosovo('2028-02-14 09:00'), '2028-02-14', '2028-03-02');
  await importText(storage, 'activity,deadline\nOne,2028-02-29\n', { day: '2028-02-14' });
  expect(await remindersAt(storage, hourly('2028-02-22 18:00', '2028-03-01 13:00'))).toEqual([
    // Five working days before was Tuesday the 22nd; a week before the milestone, too.
    { at: kosovo('2028-02-23 08:00'), due: 1, milestones: 1 },
    due('2028-02-25 08:00'),
    { at: kosovo('2028-02-29 08:00'), due: 0, milestones: 1 },
  ]);
});

const draftOf = async (id: string) => {
  const draft = await loadDraft(storage.db, id);
  if (!draft) throw new Error('no draft');
  return draft;
};

async function change(at: string, id: string, closesOn: string, how: 'edit' | 'extend', due = '') {
  const draft = await draftOf(id);
  const values = {
    titleSq: draft.titleSq,
    type: draft.type,
    institution: draft.institution.code,
    receivedOn: draft.receivedOn,
    opensOn: draft.opensOn,
    closesOn,
    due,
  };
  const end = await storage.transaction(async (tx) => {
    const work = { ...worldAt(kosovo(at)), tx };
    return how === 'edit' ? editDraft(work, draft, values) : extendDraft(work, draft, values);
  });
  if (isRefusal(end)) throw new Error(end.refused);
}

it('reminds anew of a due time that became earlier, and not again when it comes back', async () => {
  const { id } = await published();
  await remindersAt(storage, hourly('2027-10-26 07:00', '2027-10-26 19:00'));
  // Due on Friday 29 October now: two working days before is Wednesday the 27th.
  await change('2027-10-27 09:30', id, '2027-11-01', 'edit');
  expect(await remindersAt(storage, hourly('2027-10-27 10:00', '2027-10-27 19:00'))).toEqual([
    due('2027-10-27 10:00'),
  ]);
  await change('2027-10-28 09:30', id, '2027-11-03', 'edit');
  // Told already of this due time that five days were left; of two on Friday.
  expect(await remindersAt(storage, hourly('2027-10-28 10:00', '2027-11-02 13:00'))).toEqual([
    due('2027-10-29 08:00'),
  ]);
});

it('tells nothing of the old due time when it became later before the reminder was sent', async () => {
  const { id } = await published();
  await deliver(storage, kosovo('2027-10-18 09:00'));
  expect(await tick(storage, worldAt(kosovo('2027-10-26 08:00')))).toMatchObject({ due: 1 });
  await change('2027-10-26 08:01', id, '2027-11-17', 'extend');
  await deliver(storage, kosovo('2027-10-26 08:02'));
  expect(await sent(storage, 'contribution.reminder')).toBe(0);
  expect(await sent(storage, 'draft.timesChanged')).toBe(2);
  expect(await remindersAt(storage, hourly('2027-11-08 07:00', '2027-11-16 13:00'))).toEqual([
    due('2027-11-09 08:00'),
    due('2027-11-12 08:00'),
  ]);
});

it('brings cards up to date at the end of a window that became longer after its end', async () => {
  const { id } = await published();
  const cards = async (at: string) => (await tick(storage, worldAt(kosovo(at)))).cards;
  expect(await cards('2027-11-02 12:01')).toBe(1);
  expect(await cards('2027-11-04 00:01')).toBe(1);
  await change('2027-11-04 09:00', id, '2027-11-05', 'edit', '2027-11-02 12:00');
  expect(await cards('2027-11-05 23:59')).toBe(0);
  expect(await cards('2027-11-06 00:01')).toBe(1);
  expect(await cards('2027-11-06 00:02')).toBe(0);
});

it('brings the cards of a channel that was unlinked for a while up to date, ended drafts too', async () => {
  const { id } = await published();
  await deliver(storage, kosovo('2027-10-18 09:00'));
  const own = await storage.db.channel.findFirstOrThrow({ where: { purpose: 'member' } });
  const setActive = (active: boolean) =>
    storage.db.channel.update({ where: { id: own.id }, data: { active } });
  await setActive(false);
  await tick(storage, worldAt(kosovo('2027-11-02 13:00')));
  await deliver(storage, kosovo('2027-11-02 13:00'));
  const card = () =>
    storage.db.delivery.findFirstOrThrow({ where: { subject: id, channelId: own.id } });
  expect(await card()).toMatchObject({ state: 'stopped', error: 'pointless' });
  await setActive(true);
  await storage.transaction((tx) =>
    bringOpenDrafts({ ...worldAt(kosovo('2027-11-02 14:00')), tx }, own),
  );
  const chat = await deliver(storage, kosovo('2027-11-02 14:00'));
  expect(chat.calls.map(({ kind, channel }) => `${kind} ${channel}`)).toEqual(['edit kdi']);
  const { wantedVersion, sentVersion, state } = await card();
  expect(state).toBe('sent');
  expect(sentVersion).toBe(wantedVersion);
});
