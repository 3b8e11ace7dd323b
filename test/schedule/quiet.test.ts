import { afterEach, beforeEach, expect, it } from 'vitest';
import { PlatformFailure } from '../../src/chat/platform.ts';
import { refreshCards } from '../../src/delivery/queue.ts';
import { mayTellAt } from '../../src/schedule/quiet.ts';
import { tick } from '../../src/schedule/tick.ts';
import { fakePlatform } from '../delivery/fakePlatform.ts';
import { importText } from '../plan/work.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { deliver, kosovo, linkTwo, MACHINE_NOW, publish, sent, worldAt } from './world.ts';

let storage: TemporaryStorage;
beforeEach(async () => {
  storage = await openTemporaryStorage();
  await linkTwo(storage);
});
afterEach(() => storage.dispose());

const minutesOn = (minutes: number) => new Date(MACHINE_NOW.getTime() + minutes * 60_000);
const reminders = async () => [
  await sent(storage, 'contribution.reminder'),
  await sent(storage, 'plan.reminder'),
];

it('lets reminders that could not be sent in time wait for the next working morning', async () => {
  // Friday 29 October 2027 is the mark of two days; clocks go back on Sunday.
  const { id } = await publish(storage, kosovo('2027-10-18 09:00'), '2027-10-18', '2027-11-03');
  await importText(storage, 'activity,deadline\nOne,2027-10-29\n');
  await deliver(storage, kosovo('2027-10-18 09:00'));
  const at = worldAt(kosovo('2027-10-29 17:59'));
  expect(await tick(storage, at)).toMatchObject({ due: 1, milestones: 1 });
  const chat = fakePlatform();
  chat.answers(() => Promise.reject(new PlatformFailure('doubtful', 'timeout')));
  await deliver(storage, kosovo('2027-10-29 17:59'), { chat });
  expect(await reminders()).toEqual([0, 0]);
  // Two minutes later the platform is back, but the hours are over; cards do not wait behind them.
  await storage.transaction((tx) => refreshCards({ ...at, tx }, 'draft', id));
  const edits = async (when: string, minutes: number) => {
    const { calls } = await deliver(storage, kosovo(when), { machineNow: minutesOn(minutes) });
    return calls.filter(({ kind }) => kind === 'edit').length;
  };
  expect(await edits('2027-10-29 18:01', 2)).toBe(2);
  expect(await reminders()).toEqual([0, 0]);
  for (const [when, minutes] of [
    ['2027-10-30 12:00', 1_081],
    ['2027-10-31 12:00', 2_581],
    ['2027-11-01 07:59', 3_780],
  ] as const) {
    await edits(when, minutes);
    expect(await reminders()).toEqual([0, 0]);
  }
  await edits('2027-11-01 08:05', 3_790);
  expect(await reminders()).toEqual([1, 1]);
  expect(await tick(storage, worldAt(kosovo('2027-11-01 08:06')))).toMatchObject({ due: 0 });
});

it('holds up nothing but reminders', () => {
  const night = worldAt(kosovo('2027-10-29 22:00'));
  expect(mayTellAt('draft', night)).toEqual(night.now);
  expect(mayTellAt('contribution', night)).toEqual(night.now);
  for (const kind of ['plan.reminder', 'plan.escalation', 'plan.escalationClosed']) {
    expect(mayTellAt(kind, night).toISOString()).toBe(kosovo('2027-11-01 08:00'));
  }
  const noon = worldAt(kosovo('2027-10-29 12:00'));
  expect(mayTellAt('contribution.reminder', noon)).toEqual(noon.now);
});
