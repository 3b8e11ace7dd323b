import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from '../../src/chat/refusal.ts';
import { sharedReads } from '../../src/delivery/render.ts';
import { publicationBatch, renderPublication } from '../../src/drafts/publication.ts';
import { publishDraft } from '../../src/drafts/publishDraft.ts';
import { LANGUAGES, type Language } from '../../src/i18n/index.ts';
import { type Desk, openDesk, told } from '../chat/desk.ts';

const TITLE = 'Projektligji për Ndërmarrjet Sociale';
const VALUES = {
  titleSq: TITLE,
  type: 'draft_law',
  institution: 'MPMS',
  receivedOn: '2026-11-23',
  opensOn: '2026-11-23',
  closesOn: '2026-12-14',
};

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.dispose());

async function publish(pressedIn: string | null, user: string | null = 'boss') {
  const person = user && (await desk.db.person.findFirstOrThrow({ where: { externalId: user } }));
  const channel =
    pressedIn && (await desk.db.channel.findFirstOrThrow({ where: { externalId: pressedIn } }));
  const done = await desk.work((work) =>
    publishDraft({ ...work, personId: person ? person.id : null }, VALUES, {
      pressedIn: channel ? channel.id : null,
    }),
  );
  if (isRefusal(done)) throw new Error(done.refused);
  return done.id;
}

const progress = () =>
  desk.db.delivery.findMany({
    where: { kind: 'publication' },
    orderBy: { seq: 'asc' },
    include: { channel: true, person: true },
  });
const goesTo = async () =>
  (await progress()).map(({ channel, person }) => channel?.name ?? person?.displayName);

describe('the progress of a publication', () => {
  it('goes to the secretariat’s channel in which it was published, before any card', async () => {
    told(await desk.uses('boss', 'second', 'channel.link', { purpose: 'secretariat' }));
    const id = await publish('second');
    expect(await goesTo()).toEqual(['second']);
    const [first] = await progress();
    const cards = await desk.db.delivery.findMany({ where: { batch: publicationBatch(id) } });
    expect(cards).toHaveLength(5);
    for (const card of cards) expect(card.seq).toBeGreaterThan(first?.seq ?? Number.NaN);
    expect(first?.batch).toBeNull();
    expect(await desk.db.batch.findMany()).toMatchObject([
      { id: publicationBatch(id), subject: id, endedAt: null },
    ]);
  });

  it.each(['all', 'kcsf', null])(
    'goes to every channel of the secretariat from %s',
    async (from) => {
      told(await desk.uses('boss', 'second', 'channel.link', { purpose: 'secretariat' }));
      await publish(from);
      // Which of two that were linked at the same moment comes first is chance.
      expect((await goesTo()).toSorted()).toEqual(['office', 'second']);
    },
  );

  it('goes to the publisher where the secretariat has no channel', async () => {
    await desk.db.channel.updateMany({
      where: { purpose: 'secretariat' },
      data: { active: false },
    });
    await publish(null);
    expect(await goesTo()).toEqual(['boss']);
  });

  it('goes to nobody when nobody published, or when there is no channel to publish to', async () => {
    await publish(null, null);
    expect(await goesTo()).toEqual([]);
    await desk.db.channel.updateMany({ data: { active: false } });
    await publish(null);
    expect(await goesTo()).toEqual([]);
    expect(await desk.db.batch.count()).toBe(1);
  });
});

describe('the card of a publication', () => {
  /** As the office would be shown it, after the cards of some channels came to some end. */
  async function shown(
    id: string,
    ends: Readonly<Record<string, object>>,
    language: Language = 'en',
  ): Promise<string> {
    for (const [externalId, data] of Object.entries(ends)) {
      const where = { batch: publicationBatch(id), channel: { externalId } };
      await desk.db.delivery.updateMany({ where, data });
    }
    return (await desk.shown('publication', id, 'office', language)) ?? '';
  }
  const sent = { state: 'sent', messageId: 'm', sentAt: new Date('2026-01-01T00:00:00Z') };
  const parked = { state: 'parked', error: '50001' };
  const stopped = { state: 'stopped' };

  it('tells what was sent and what waits, and offers to stop', async () => {
    const id = await publish('office');
    expect(await shown(id, { kcsf: sent })).toBe(
      [
        'MPMS-2026-001 is being sent',
        `${TITLE} (in Albanian)`,
        'Sent to 1 of 4 channels. 3 still wait.',
        '[Stop what is not yet sent] [Details]',
      ].join('\n'),
    );
  });

  it.each([
    [new Date('2025-12-31T23:58:00Z'), 'About 6 minutes left.'],
    [new Date('2025-12-31T23:59:45Z'), 'Less than a minute left.'],
  ])('tells about how long it still takes: begun %s', async (startedAt, words) => {
    const id = await publish('office');
    await desk.db.batch.updateMany({ data: { startedAt } });
    expect(await shown(id, { kcsf: sent })).toContain(`3 still wait. ${words}`);
  });

  it('ends in a summary: who did not get it and why, what is held back, what can be done', async () => {
    const id = await publish('office');
    const text = await shown(id, { office: sent, all: sent, kcsf: parked, kdi: stopped });
    expect(text).toContain('MPMS-2026-001 is published');
    expect(text).toContain('Sent to 2 of 4 channels.');
    expect(text).toContain('1 is held back.');
    expect(text).toContain('1 channel did not get it:');
    expect(text).toContain('• #kcsf (KCSF, sandbox): The bot cannot see this channel.');
    expect(text).toContain('[Send the rest] [Retry failed] [Details]');
  });

  it('names a few channels of many that did not get it', async () => {
    for (let at = 0; at < 6; at += 1) {
      told(await desk.uses('boss', `extra${at}`, 'channel.link', { purpose: 'general' }));
    }
    const id = await publish('office');
    const ends = Object.fromEntries([0, 1, 2, 3, 4, 5].map((at) => [`extra${at}`, parked]));
    const text = await shown(id, { ...ends, office: sent, all: sent, kcsf: sent, kdi: sent });
    expect(text).toContain('6 channels did not get it:');
    expect(text.match(/• #extra/g)).toHaveLength(5);
    expect(text).toContain('and 1 more channel');
  });

  it.each(LANGUAGES)('reads in %s', async (language) => {
    const id = await publish('office');
    const text = await shown(id, { office: sent, kcsf: parked, kdi: stopped }, language);
    expect(text).not.toContain('{{');
    expect(text).toContain('MPMS-2026-001');
    if (language !== 'en') expect(text).not.toMatch(/Sent|channel|Retry|held/);
  });

  it('is nothing for a draft that was not published so', async () => {
    const world = await desk.surroundings();
    const target = {
      id: 'x',
      purpose: 'secretariat',
      organisationId: null,
      language: 'en',
    } as const;
    const shared = sharedReads(desk.storage, 0);
    const job = { subject: 'gone', params: {}, target, db: desk.db, shared, world };
    expect(await renderPublication(job)).toBeNull();
  });
});
