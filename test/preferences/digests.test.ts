import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asDay, type Day } from '../../src/calendar/index.ts';
import { monthNumbers } from '../../src/day/boardPage.ts';
import { tellDigests } from '../../src/day/digests.ts';
import { platformStates } from '../../src/delivery/parked.ts';
import { tellNotes, wantCard } from '../../src/delivery/queue.ts';
import { editDraft } from '../../src/drafts/changeDraft.ts';
import { loadDraft } from '../../src/drafts/find.ts';
import { formatMoment } from '../../src/i18n/dates.ts';
import { news } from '../../src/news.ts';
import { importPlan } from '../../src/plan/importPlan.ts';
import { moveDeadline } from '../../src/plan/moveDeadline.ts';
import { muteDraft, setPreferences } from '../../src/preferences/preferences.ts';
import type { DigestRhythm } from '../../src/preferences/rules.ts';
import { renderers } from '../../src/renderers.ts';
import { createMayTell } from '../../src/schedule/quiet.ts';
import { preview, tick } from '../../src/schedule/tick.ts';
import { deliver, kosovo, linkTwo, publish, sent, worldAt } from '../schedule/world.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';

let storage: TemporaryStorage;
let own: Awaited<ReturnType<typeof linkTwo>>['own'];
let draft: { id: string; number: string };
beforeEach(async () => {
  storage = await openTemporaryStorage();
  ({ own } = await linkTwo(storage));
  // Contributions are due on Friday, 29 October 2027; the clocks go back on the Sunday after.
  draft = await publish(storage, kosovo('2027-10-04 09:00'), '2027-10-04', '2027-11-01');
  await deliver(storage, kosovo('2027-10-04 09:00'));
});
afterEach(() => storage.dispose());

const prefer = (change: Parameters<typeof setPreferences>[2], at = '2027-10-04 09:00') =>
  storage.transaction((tx) =>
    setPreferences({ ...worldAt(kosovo(at)), tx }, { channelId: own.id }, change),
  );

/** Somebody moves the due time on; told by itself, it is a note in the thread of the card. */
async function extend(at: string, key: string, { nearer = false } = {}) {
  const [before, after] = ['2027-10-28T10:00:00.000Z', '2027-10-29T10:00:00.000Z'];
  const threadOf = await storage.db.delivery.findFirstOrThrow({
    where: { kind: 'draft', channelId: own.id },
  });
  await storage.transaction((tx) =>
    tellNotes({ ...worldAt(kosovo(at)), tx }, [
      {
        kind: 'draft.timesChanged',
        subject: draft.id,
        key,
        params: {
          closesBefore: '2027-11-01',
          closesAfter: '2027-11-01',
          dueBefore: nearer ? after : before,
          dueAfter: nearer ? before : after,
        },
        channel: own,
        threadOf: threadOf.id,
      },
    ]),
  );
}

const at = (text: string) => tick(storage, worldAt(kosovo(text)));
const send = (text: string) => deliver(storage, kosovo(text));
const changes = () =>
  storage.db.delivery.findMany({ where: { kind: 'draft.timesChanged' }, orderBy: { seq: 'asc' } });
const digests = () =>
  storage.db.delivery.findMany({ where: { kind: 'day.digest' }, orderBy: { seq: 'asc' } });

describe('notices that are told together', () => {
  it('wait for the next working morning, and are one message then', async () => {
    await prefer({ digest: 'daily' });
    await at('2027-10-06 08:00');
    await extend('2027-10-06 10:00', 'a');
    await send('2027-10-06 10:00');
    await extend('2027-10-06 11:00', 'b');
    await send('2027-10-06 11:00');
    expect((await changes()).map(({ state }) => state)).toEqual(['held', 'held']);
    for (const moment of ['2027-10-06 12:00', '2027-10-06 17:59', '2027-10-07 07:59']) {
      expect(await at(moment)).toMatchObject({ digests: 0 });
    }
    expect(await at('2027-10-07 08:00')).toMatchObject({ digests: 1 });
    expect(await at('2027-10-07 08:01')).toMatchObject({ digests: 0 });
    await send('2027-10-07 08:01');
    expect(await sent(storage, 'day.digest')).toBe(1);
    expect(await sent(storage, 'draft.timesChanged')).toBe(0);
  });

  it('are one message after a pause of weeks', async () => {
    await prefer({ digest: 'daily' });
    await at('2027-10-06 08:00');
    await extend('2027-10-06 10:00', 'a');
    await send('2027-10-06 10:00');
    // Nineteen days and two Mondays later.
    expect(await at('2027-10-26 08:00')).toMatchObject({ digests: 1 });
    expect(await digests()).toHaveLength(1);
  });

  it('are told on the first working day of a week where that is wanted', async () => {
    await prefer({ digest: 'weekly' });
    await at('2027-10-06 08:00');
    await extend('2027-10-06 10:00', 'a');
    await send('2027-10-06 10:00');
    for (const day of ['07', '08', '09', '10']) {
      expect(await at(`2027-10-${day} 09:00`)).toMatchObject({ digests: 0 });
    }
    expect(await at('2027-10-11 08:00')).toMatchObject({ digests: 1 });
  });

  it.each([
    ['back', '2027-10-28', '2027-11-01'],
    // The Monday after is Easter Monday.
    ['forward', '2027-03-25', '2027-03-30'],
  ])(
    'come at eight of the first working day after clocks went %s',
    async (_, thursday, morning) => {
      await prefer({ digest: 'weekly' });
      await storage.db.draft.updateMany({ data: { dueAt: new Date('2027-11-29T11:00:00Z') } });
      await at(`${thursday} 08:00`);
      await extend(`${thursday} 10:00`, 'a');
      await send(`${thursday} 10:00`);
      expect((await changes()).map(({ state }) => state)).toEqual(['held']);
      expect(await at(`${morning} 07:59`)).toMatchObject({ digests: 0 });
      expect(await at(`${morning} 08:00`)).toMatchObject({ digests: 1 });
    },
  );

  it('come at once when a date moved nearer', async () => {
    await prefer({ digest: 'weekly' });
    await at('2027-10-06 08:00');
    await extend('2027-10-06 10:00', 'a', { nearer: true });
    await send('2027-10-06 10:00');
    expect((await changes()).map(({ state }) => state)).toEqual(['sent']);
  });

  it('come at once when the draft is due before the next digest', async () => {
    await prefer({ digest: 'weekly' });
    await at('2027-10-25 08:00');
    await extend('2027-10-25 10:00', 'a');
    await send('2027-10-25 10:00');
    expect((await changes()).map(({ state }) => state)).toEqual(['sent']);
  });

  it('hold the reminder that is due this morning, and tell it this morning', async () => {
    await prefer({ digest: 'daily' });
    // Five working days before; queued and joined by the same tick.
    expect(await at('2027-10-22 08:00')).toMatchObject({ due: 1, digests: 1 });
    await send('2027-10-22 08:00');
    expect(await sent(storage, 'day.digest')).toBe(1);
    expect(await sent(storage, 'contribution.reminder')).toBe(0);
  });

  it('are silent when the organisation answered meanwhile', async () => {
    await prefer({ digest: 'daily' });
    expect(await at('2027-10-22 08:00')).toMatchObject({ digests: 1 });
    await storage.db.stance.create({
      data: {
        draftId: draft.id,
        organisationId: own.organisationId ?? '',
        kind: 'not_for_us',
        personId: 'somebody',
        at: new Date(kosovo('2027-10-22 08:00')),
      },
    });
    await send('2027-10-22 08:01');
    expect((await digests()).map(({ state, error }) => [state, error])).toEqual([
      ['stopped', 'pointless'],
    ]);
  });

  it('remind of the drafts that were not muted, and of no other', async () => {
    const second = await publish(storage, kosovo('2027-10-04 09:00'), '2027-10-04', '2027-11-01');
    await send('2027-10-04 09:01');
    await storage.transaction((tx) =>
      muteDraft(
        { ...worldAt(kosovo('2027-10-05 09:00')), tx },
        { channelId: own.id },
        draft.id,
        true,
      ),
    );
    await at('2027-10-22 08:00');
    const row = await storage.db.delivery.findFirstOrThrow({
      where: { kind: 'contribution.reminder' },
      include: { channel: true, person: true, threadOf: true },
    });
    const named = (params: unknown) => (params as { items: string[] }).items;
    expect(named(row.params)).toHaveLength(2);
    const may = await createMayTell(storage)(row, worldAt(kosovo('2027-10-22 08:00')));
    expect(may.tell === 'now' && named(may.params)).toEqual([expect.stringContaining(second.id)]);
  });

  it('of a person are joined too, in a direct message', async () => {
    const person = await storage.db.person.create({
      data: {
        platform: 'sandbox',
        community: 'c',
        externalId: 'ana',
        displayName: 'Ana',
        createdAt: new Date(kosovo('2027-10-06 12:00')),
        reminders: { create: { draftId: draft.id, at: new Date(kosovo('2027-10-06 12:00')) } },
      },
    });
    await storage.transaction((tx) =>
      setPreferences(
        { ...worldAt(kosovo('2027-10-06 12:00')), tx },
        { personId: person.id },
        { digest: 'daily' },
      ),
    );
    // Two working days before; the channel's own reminder comes by itself.
    expect(await at('2027-10-27 08:00')).toMatchObject({ due: 2, digests: 1 });
    const [digest] = await digests();
    const rendered = await renderers['day.digest']?.({
      subject: digest?.subject ?? '',
      params: digest?.params as Record<string, unknown>,
      target: { id: person.id, purpose: 'person', organisationId: null, language: 'en' },
      db: storage.db,
      shared: (_group, _name, load) => load(),
      world: worldAt(kosovo('2027-10-27 08:00')),
    });
    const text = JSON.stringify(rendered);
    expect(text).toContain('News of drafts, Wednesday, 27 October 2027');
    expect(text).toContain(`"args":["${draft.number}"]`);
    expect(text).toContain('"act":"preferences","args":["me"]');
    await send('2027-10-27 08:00');
    expect((await digests()).map(({ personId, state }) => [personId, state])).toEqual([
      [person.id, 'sent'],
    ]);
    // On the last working morning it comes by itself, whatever the digest.
    expect(await at('2027-10-29 08:00')).toMatchObject({ due: 1, digests: 0 });
    await send('2027-10-29 08:00');
    expect(await sent(storage, 'contribution.remindMe')).toBe(1);
  });

  it('are told at once when somebody wants each by itself again', async () => {
    await prefer({ digest: 'weekly' });
    await at('2027-10-06 08:00');
    await extend('2027-10-06 10:00', 'a');
    await send('2027-10-06 10:00');
    await prefer({ digest: 'each' }, '2027-10-06 11:00');
    expect(await at('2027-10-06 11:01')).toMatchObject({ digests: 1 });
  });

  it('are not told of a draft that was muted, or outside the topics', async () => {
    await extend('2027-10-06 10:00', 'a');
    await prefer({ kinds: ['strategy'] });
    await send('2027-10-06 10:00');
    expect((await changes()).map(({ state, error }) => [state, error])).toEqual([
      ['stopped', 'pointless'],
    ]);
  });
});

it('are told however many channels and persons wait for a later digest', async () => {
  const [first = 0, last = 0] = [1, 1_500];
  const ids = Array.from({ length: last - first + 1 }, (_, index) => `many${first + index}`);
  const base = { platform: 'sandbox', community: 'c' } as const;
  const updatedAt = new Date(0);
  await storage.db.channel.createMany({
    data: ids.map((id) => ({
      ...base,
      id,
      externalId: id,
      name: id,
      purpose: 'member' as const,
      language: 'en' as const,
      linkedAt: updatedAt,
    })),
  });
  await storage.db.person.createMany({
    data: ids.map((id) => ({ ...base, id, externalId: id, displayName: id, createdAt: updatedAt })),
  });
  const chosen = { digest: 'weekly', kinds: [], institutions: [], updatedAt } as const;
  await storage.db.preference.createMany({
    data: ids.flatMap((id) => [
      { ...chosen, kinds: [], institutions: [], channelId: id },
      { ...chosen, kinds: [], institutions: [], personId: id },
    ]),
  });
  await prefer({ digest: 'daily' });
  await at('2027-10-06 08:00');
  await extend('2027-10-06 10:00', 'a');
  await send('2027-10-06 10:00');
  expect(await at('2027-10-07 08:00')).toMatchObject({ digests: 1 });
  expect(await digests()).toMatchObject([{ channelId: own.id }]);
}, 60_000);

it('cost nobody a deadline by a digest and quiet hours together', async () => {
  // Marks of five and two working days, and the daily digest of the day on which it is due.
  await prefer({ digest: 'daily', quiet: { from: '08:00', to: '15:00' } });
  await at('2027-10-06 08:00');
  await storage.db.draft.updateMany({ data: { dueAt: new Date(kosovo('2027-10-27 12:00')) } });
  await extend('2027-10-27 07:00', 'a');
  expect(await at('2027-10-27 08:00')).toMatchObject({ digests: 0 });
  await send('2027-10-27 08:00');
  expect((await changes()).map(({ state }) => state)).toEqual(['sent']);
});

it('are a digest that quiet hours do not hold beyond the first deadline in it', async () => {
  await prefer({ digest: 'daily' });
  await at('2027-10-26 08:00');
  await extend('2027-10-26 10:00', 'a');
  await send('2027-10-26 10:00');
  expect((await changes()).map(({ state }) => state)).toEqual(['held']);
  await storage.db.draft.updateMany({ data: { dueAt: new Date(kosovo('2027-10-27 12:00')) } });
  await prefer({ quiet: { from: '08:00', to: '15:00' } });
  expect(await at('2027-10-27 08:00')).toMatchObject({ digests: 1 });
  await send('2027-10-27 08:00');
  const ofThatDay = (await digests()).filter(({ subject }) => subject === '2027-10-27');
  expect(ofThatDay.map(({ state }) => state)).toEqual(['sent']);
});

it('that wait for a digest are counted for the secretariat', async () => {
  await prefer({ digest: 'weekly' });
  await at('2027-10-06 08:00');
  await extend('2027-10-06 10:00', 'a');
  await send('2027-10-06 10:00');
  expect(await platformStates(storage.db)).toMatchObject([{ waiting: 0, held: 1 }]);
});

/** What the digests of this test's channel say, as they would be sent at that moment. */
async function shownDigests(moment: string): Promise<string[]> {
  const said = [];
  for (const { subject, params } of await digests()) {
    const rendered = await renderers['day.digest']?.({
      subject,
      params: params as Record<string, unknown>,
      target: { id: own.id, purpose: 'member', organisationId: own.organisationId, language: 'en' },
      db: storage.db,
      shared: (_group, _name, load) => load(),
      world: worldAt(kosovo(moment)),
    });
    said.push(rendered ? JSON.stringify(rendered) : '');
  }
  return said;
}

/** Staff edit when contributions to the draft are due. */
const moveDue = (moment: string, day: string) =>
  storage.transaction(async (tx) => {
    const work = { ...worldAt(kosovo(moment)), tx };
    const row = await loadDraft(tx, draft.id);
    if (!row) throw new Error('no draft');
    const { titleSq, type, receivedOn, opensOn, closesOn } = row;
    const values = { titleSq, type, institution: 'MAPL', receivedOn, opensOn, closesOn };
    return editDraft(work, row, { ...values, due: `${day} 12:00` });
  });

describe('changed dates in a digest', () => {
  it('are those of now, also when a later change was told by itself', async () => {
    await moveDue('2027-10-04 10:00', '2027-10-25');
    await send('2027-10-04 10:00');
    await prefer({ digest: 'weekly' }, '2027-10-04 11:00');
    await at('2027-10-06 08:00');
    await moveDue('2027-10-06 10:00', '2027-10-29');
    await send('2027-10-06 10:00');
    await moveDue('2027-10-07 10:00', '2027-10-20');
    await send('2027-10-07 10:00');
    const mine = (await changes()).filter(({ channelId }) => channelId === own.id);
    expect(mine.map(({ state }) => state)).toEqual(['sent', 'held', 'sent']);
    await at('2027-10-11 08:00');
    const [said] = await shownDigests('2027-10-11 08:00');
    expect(said).toContain('20 October 2027');
    expect(said).not.toContain('29 October 2027');
  });

  it.each(['withdrawn', 'closed'] as const)('are not told of a draft that is %s', async (state) => {
    await prefer({ digest: 'weekly' });
    await at('2027-10-06 08:00');
    await extend('2027-10-06 10:00', 'a');
    await send('2027-10-06 10:00');
    await storage.db.draft.update({ where: { id: draft.id }, data: { state } });
    await at('2027-10-11 08:00');
    expect(await shownDigests('2027-10-11 08:00')).toEqual(['']);
  });

  it('never tell a time at which it is not due', async () => {
    let seen = 0;
    const days = ['2027-10-18', '2027-10-20', '2027-10-22', '2027-10-25', '2027-10-27'];
    const step = fc.record({ day: fc.constantFrom(...days), after: fc.constantFrom('send', '') });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        await storage.db.delivery.deleteMany({ where: { form: 'note' } });
        await storage.db.reminder.deleteMany();
        await prefer({ digest: 'each' });
        await moveDue('2027-10-04 10:00', '2027-10-29');
        await send('2027-10-04 10:00');
        await prefer({ digest: 'weekly' });
        await at('2027-10-06 08:00');
        for (const [hour, { day, after }] of steps.entries()) {
          const moment = `2027-10-06 ${10 + hour}:00`;
          await moveDue(moment, day);
          if (after === 'send') await send(moment);
        }
        await at('2027-10-11 08:00');
        const { dueAt } = await storage.db.draft.findUniqueOrThrow({ where: { id: draft.id } });
        for (const said of await shownDigests('2027-10-11 08:00')) {
          for (const [, told] of said.matchAll(/now due ([^"]*?) \(before/g)) {
            expect(told).toBe(formatMoment('en', dueAt, 'Europe/Belgrade'));
            seen += 1;
          }
        }
      }),
      { numRuns: 15 },
    );
    expect(seen).toBeGreaterThan(0);
  }, 120_000);
});

it('joins each notice exactly once, whatever crashes between holding and telling', async () => {
  const step = fc.oneof(
    fc.constant('notice' as const),
    fc.constant('send' as const),
    fc.constant('crash' as const),
    fc.constant('tick' as const),
    fc.constantFrom<DigestRhythm>('each', 'daily', 'weekly'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      await storage.db.delivery.deleteMany({ where: { form: 'note' } });
      await storage.db.reminder.deleteMany();
      await prefer({ digest: 'daily' });
      let hour = 0;
      const wanted: string[] = [];
      // Each step is six hours on, from early in a month without a reminder's mark.
      const clock = () => {
        const day = 5 + Math.floor(hour / 4);
        return `2027-10-${String(day).padStart(2, '0')} ${['08:00', '11:00', '14:00', '17:00'][hour % 4]}`;
      };
      for (const one of steps) {
        hour += 1;
        if (one === 'notice') {
          const key = `n${hour}`;
          wanted.push(`note:${key}:${own.id}`);
          await extend(clock(), key);
        } else if (one === 'send') await send(clock());
        else if (one === 'tick') await at(clock());
        else if (one === 'crash') {
          const world = worldAt(kosovo(clock()));
          const dying = storage.transaction(async (tx) => {
            await tellDigests({ ...world, tx });
            throw new Error('killed');
          });
          await expect(dying).rejects.toThrow('killed');
        } else await prefer({ digest: one }, clock());
      }
      await prefer({ digest: 'each' }, '2027-10-08 17:30');
      await send('2027-10-08 17:30');
      await at('2027-10-08 17:31');
      await send('2027-10-08 17:31');
      const rows = await changes();
      const joined = (await digests()).flatMap(
        ({ params }) => (params as { notices: string[] }).notices,
      );
      const bySelf = rows.filter(({ state }) => state === 'sent').map(({ id }) => id);
      const told = [...joined, ...bySelf].sort();
      expect(told).toEqual(rows.map(({ id }) => id).sort());
      expect(rows.map(({ key }) => key).sort()).toEqual(wanted.sort());
      expect(
        await storage.db.delivery.count({ where: { kind: 'day.digest', state: 'sent' } }),
      ).toBe((await digests()).length);
    }),
    { numRuns: 25 },
  );
}, 120_000);

describe('the tick’s preview', () => {
  const shown = (text: string) => preview(storage, worldAt(kosovo(text)), 'en');

  it('names digests, overviews and personal reminders, and changes nothing', async () => {
    await prefer({ digest: 'weekly', overview: true });
    await at('2027-10-06 08:00');
    await extend('2027-10-06 10:00', 'a');
    await extend('2027-10-06 11:00', 'b');
    await send('2027-10-06 11:00');
    const person = await storage.db.person.create({
      data: {
        platform: 'sandbox',
        community: 'c',
        externalId: 'ana',
        displayName: 'Ana',
        createdAt: new Date(),
        board: true,
        reminders: { create: { draftId: draft.id, at: new Date(kosovo('2027-10-06 12:00')) } },
      },
    });
    const lines = await shown('2027-10-27 08:00');
    expect(lines).toContain(`${draft.number}: Ana, who asked for it, 2 working days`);
    expect(lines).toContain('#kdi (KDI, sandbox): digest of 2 notices');
    expect(lines).toContain('#kdi (KDI, sandbox): weekly overview, unless it is empty');
    expect(lines).toContain('Ana: monthly page of the board, unless it is empty');
    expect(lines).toContain(
      '#staff (sandbox): digest of the week for the secretariat, unless it is empty',
    );
    expect(await shown('2027-10-27 08:00')).toEqual(lines);
    expect(await shown('2027-10-27 07:00')).toEqual([]);
    expect(await storage.db.delivery.count({ where: { personId: person.id } })).toBe(0);
  });
});

it('tells the secretariat when the page of the board reaches nobody', async () => {
  const person = await storage.db.person.create({
    data: {
      platform: 'sandbox',
      community: 'c',
      externalId: 'ana',
      displayName: 'Ana',
      createdAt: new Date(),
    },
  });
  const world = worldAt(kosovo('2027-11-01 08:00'));
  const lost = { kind: 'day.boardPage', subject: '2027-10-01', personId: person.id };
  await storage.transaction(async (tx) => news.unreached?.({ ...world, tx }, lost));
  const rows = await storage.db.delivery.findMany({ where: { kind: 'day.boardUnreached' } });
  expect(rows).toHaveLength(1);
  const rendered = await renderers['day.boardUnreached']?.({
    subject: rows[0]?.subject ?? '',
    params: rows[0]?.params as Record<string, unknown>,
    target: { id: '', purpose: 'secretariat', organisationId: null, language: 'en' },
    db: storage.db,
    shared: (_group, _name, load) => load(),
    world,
  });
  expect(rendered && 'summary' in rendered && rendered.summary).toContain(
    'Ana, a member of the board, takes no direct messages from me: the page for October 2027',
  );
});

it('shows no other member’s contribution in the thread of a draft that was muted', async () => {
  const world = worldAt(kosovo('2027-10-06 09:00'));
  const card = await storage.db.delivery.findFirstOrThrow({
    where: { kind: 'draft', channelId: own.id },
  });
  await storage.transaction(async (tx) => {
    const work = { ...world, tx };
    await muteDraft(work, { channelId: own.id }, draft.id, true);
    await wantCard(work, {
      kind: 'contribution.shared',
      subject: 'none',
      channel: own,
      threadOf: card.id,
    });
  });
  const gate = createMayTell(storage);
  const row = await storage.db.delivery.findFirstOrThrow({
    where: { kind: 'contribution.shared' },
    include: { channel: true, person: true, threadOf: true },
  });
  expect(await gate(row, world)).toEqual({ tell: 'never' });
  // Where it stands already it changes with what it shows.
  expect(await gate({ ...row, messageId: 'm1' }, world)).toEqual({ tell: 'now' });
  await storage.transaction((tx) =>
    muteDraft({ ...world, tx }, { channelId: own.id }, draft.id, false),
  );
  expect(await gate(row, world)).toEqual({ tell: 'now' });
});

describe('quiet hours', () => {
  it('hold what is told unasked, and let it go when they end', async () => {
    await prefer({ quiet: { from: '10:00', to: '14:00' } });
    await extend('2027-10-06 11:00', 'a');
    await send('2027-10-06 11:00');
    expect((await changes()).map(({ state }) => state)).toEqual(['pending']);
    // Machine time stands still here; what waits is looked at again after some minutes of it.
    const machineNow = new Date(Date.parse('2026-01-01T04:00:00Z'));
    await deliver(storage, kosovo('2027-10-06 14:00'), { machineNow });
    expect((await changes()).map(({ state }) => state)).toEqual(['sent']);
  });

  it('hold nothing beyond the time at which it would be too late', async () => {
    await prefer({ quiet: { from: '08:00', to: '15:00' } });
    // Due at 12:00 the same day.
    await at('2027-10-29 08:00');
    await send('2027-10-29 08:00');
    expect(await sent(storage, 'contribution.reminder')).toBe(1);
  });
});

it('counts on the page of the board the activities that got another deadline that month', async () => {
  const world = worldAt(kosovo('2027-10-12 09:00'));
  const csv = 'activity,deadline\nOne,2027-11-30\nTwo,2027-12-10\n';
  await storage.transaction(async (tx) => {
    const work = { ...world, tx };
    await importPlan(work, 'Plan', new TextEncoder().encode(csv));
    for (const deadline of ['2027-12-15', '2027-12-20']) {
      await moveDeadline(work, 'A1', { deadline, reason: 'Pritet buxheti.' });
    }
  });
  const moved = async (first: Day) => (await monthNumbers(storage.db, first, world)).moved;
  expect(await moved(asDay('2027-10-01'))).toBe(1);
  expect(await moved(asDay('2027-09-01'))).toBe(0);
});
