import { afterEach, beforeEach, expect, it } from 'vitest';
import { type NoteWish, tellNotes } from '../../src/delivery/queue.ts';
import { type Delivery, openDelivery } from './world.ts';

let d: Delivery;
beforeEach(async () => {
  d = await openDelivery();
});
afterEach(() => d.close());

it('queues many notes at once as it would one by one: each once, and what was pointless again', async () => {
  const channels = await Promise.all(['c1', 'c2', 'c3'].map((name) => d.channel(name)));
  const wishes = (key: string): NoteWish[] =>
    channels.map((channel) => ({ kind: 'note', subject: 's', params: { mark: 2 }, key, channel }));
  const tell = (notes: NoteWish[]) => d.do((work) => tellNotes(work, notes));
  expect(await tell(wishes('a').slice(0, 2))).toBe(2);
  expect(await tell(wishes('a'))).toBe(1);
  expect(await tell(wishes('a'))).toBe(0);
  expect(await tell([...wishes('b'), ...wishes('b')])).toBe(3);
  expect(await tell([])).toBe(0);
  const where = { channelId: channels[0]?.id, key: { startsWith: 'note:a:' } };
  await d.storage.db.delivery.updateMany({ where, data: { state: 'stopped', error: 'pointless' } });
  expect(await tell(wishes('a'))).toBe(1);
  const rows = await d.storage.db.delivery.findMany({ orderBy: { seq: 'asc' } });
  expect(rows).toHaveLength(6);
  for (const row of rows) {
    expect(row).toMatchObject({ form: 'note', state: 'pending', params: { mark: 2 }, error: null });
  }
});

it('goes past the most keys that one query names', async () => {
  const channel = await d.channel('c1');
  const wishes = Array.from(
    { length: 1_201 },
    (_, index): NoteWish => ({ kind: 'note', subject: 's', key: `k${index}`, channel }),
  );
  expect(await d.do((work) => tellNotes(work, wishes.slice(600, 700)))).toBe(100);
  expect(await d.do((work) => tellNotes(work, wishes))).toBe(1_101);
  expect(await d.storage.db.delivery.count()).toBe(1_201);
});
