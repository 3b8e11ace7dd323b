import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { news } from '../../src/news.ts';
import { renderers } from '../../src/renderers.ts';
import { createMayTell } from '../../src/schedule/quiet.ts';
import { buttonsOf, type Desk, openDesk, refused, textOf, told } from '../chat/desk.ts';
import { contribute, publish } from '../chat/story.ts';

let desk: Desk;
let draft: string;
beforeEach(async () => {
  desk = await openDesk('2026-11-23 09:00');
  // Due on Friday, 11 December: two working days before is the 9th.
  draft = await publish(desk);
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const remind = (user: string, channel: string, ...how: string[]) =>
  desk.presses(user, channel, 'draft.remind', [draft, ...how]);

/** What was queued for a person or, in their name, for a channel. */
const queued = (kind: string) =>
  desk.db.delivery.findMany({
    where: { kind },
    include: { person: true, channel: true },
    orderBy: { seq: 'asc' },
  });

/** A queued note as whoever gets it would read it now. */
async function read(row: Awaited<ReturnType<typeof queued>>[number] | undefined) {
  if (!row) throw new Error('nothing was queued');
  const target = row.channel ?? {
    id: row.personId ?? '',
    purpose: 'person' as const,
    organisationId: null,
    language: 'en' as const,
  };
  const rendered = await renderers[row.kind]?.({
    subject: row.subject,
    params: row.params as Record<string, unknown>,
    target,
    db: desk.storage.db,
    shared: (_group, _name, load) => load(),
    world: await desk.surroundings(),
  });
  return rendered && !('upload' in rendered) ? textOf(rendered) : null;
}

const labels = async (user: string) =>
  buttonsOf(told(await desk.presses(user, 'kcsf', 'draft.show', [draft]))).map(
    ({ label }) => label,
  );

/** Also behind the details of a draft. */
const MORE = ['Mute this draft', 'Preferences', 'How it was counted'];

describe('remind me', () => {
  it('sends a proof at once, then two working days before and on the last morning', async () => {
    expect(await labels('ana')).toEqual(['Contribute', 'Remind me', ...MORE]);
    const answer = textOf(told(await remind('ana', 'kcsf')));
    expect(answer).toContain('on 9 Dec 2026, 11 Dec 2026');
    expect(answer).toContain('[Nothing arrived] [Stop reminding me]');
    const [proof, ...more] = await queued('contribution.remindProof');
    expect(more).toEqual([]);
    expect(proof).toMatchObject({ channelId: null, person: { externalId: 'ana' } });
    expect(await read(proof)).toContain(`This is how I remind you of ${draft}.`);
    const days: string[] = [];
    for (const day of ['08', '09', '10', '11', '12']) {
      for (const time of ['07:59', '08:00', '12:00']) {
        desk.moveTo(`2026-12-${day} ${time}`);
        const before = (await queued('contribution.remindMe')).length;
        await desk.tick();
        if ((await queued('contribution.remindMe')).length > before) days.push(`${day} ${time}`);
      }
    }
    expect(days).toEqual(['09 08:00', '11 08:00']);
    desk.moveTo('2026-12-09 08:00');
    const [first] = await queued('contribution.remindMe');
    expect(first).toMatchObject({ channelId: null, person: { externalId: 'ana' } });
    expect(await read(first)).toContain(`Reminder: ${draft} – 2 working days`);
    expect(await read(first)).toContain('[Contribute] [Stop reminding me] [Details] [Preferences]');
    // The later mark took its place.
    desk.moveTo('2026-12-11 08:00');
    expect(await read(first)).toBeNull();
  });

  it('is off again by the same button, and then nothing more is told', async () => {
    told(await remind('ana', 'kcsf'));
    expect(await labels('ana')).toEqual(['Contribute', 'Stop reminding me', ...MORE]);
    expect(await labels('ada')).toEqual(['Contribute', 'Remind me', ...MORE]);
    const [proof] = await queued('contribution.remindProof');
    expect(textOf(told(await remind('ana', 'kcsf')))).toContain('no longer remind you');
    expect(await read(proof)).toBeNull();
    desk.moveTo('2026-12-09 09:00');
    await desk.tick();
    expect(await queued('contribution.remindMe')).toEqual([]);
    expect(refused(await remind('ana', 'kcsf', 'off'))).toContain('not being reminded');
    // Asked for anew, there is another proof.
    told(await remind('ana', 'kcsf'));
    expect(await queued('contribution.remindProof')).toHaveLength(2);
  });

  it('tells again of a draft that was muted before', async () => {
    told(await desk.presses('ana', 'kcsf', 'draft.mute', [draft, 'me', 'on']));
    told(await remind('ana', 'kcsf'));
    expect(await desk.db.draftMute.count()).toBe(0);
    desk.moveTo('2026-12-09 09:00');
    await desk.tick();
    const [row] = await queued('contribution.remindMe');
    if (!row) throw new Error('nothing was queued');
    const may = await createMayTell(desk.storage)(
      { ...row, threadOf: null },
      await desk.surroundings(),
    );
    expect(may.tell).toBe('now');
  });

  it('says nothing to whose organisation acted, before or after it was queued', async () => {
    told(await remind('ana', 'kcsf'));
    told(await remind('dan', 'kdi'));
    await contribute(desk, 'ada', 'kcsf', draft);
    desk.moveTo('2026-12-09 09:00');
    await desk.tick();
    const [only, ...more] = await queued('contribution.remindMe');
    expect(more).toEqual([]);
    expect(only?.person?.externalId).toBe('dan');
    told(await desk.presses('dan', 'kdi', 'draft.notForUs', [draft]));
    expect(await read(only)).toBeNull();
  });

  it('of several drafts on one morning is one message', async () => {
    const second = await publish(desk, { institution: 'MSh' });
    told(await remind('ana', 'kcsf'));
    told(await desk.presses('ana', 'kcsf', 'draft.remind', [second]));
    desk.moveTo('2026-12-09 09:00');
    await desk.tick();
    const [only, ...more] = await queued('contribution.remindMe');
    expect(more).toEqual([]);
    expect(await read(only)).toContain('2 drafts wait for your answer');
  });

  it('is refused when its last reminder would have come already', async () => {
    desk.moveTo('2026-12-11 09:00');
    expect(refused(await remind('ana', 'kcsf'))).toContain('too late');
    desk.moveTo('2026-12-10 09:00');
    expect(textOf(told(await remind('ana', 'kcsf')))).toContain('on 11 Dec 2026,');
    await desk.tick();
    expect(await queued('contribution.remindMe')).toEqual([]);
  });
});

describe('direct messages that do not arrive', () => {
  const park = async () => {
    await desk.db.delivery.updateMany({
      where: { kind: 'contribution.remindProof' },
      data: { state: 'parked', error: '50007' },
    });
    const { subject, personId } = await desk.db.delivery.findFirstOrThrow({
      where: { kind: 'contribution.remindProof' },
    });
    await desk.work(
      async (work) =>
        await news.unreached?.(work, {
          kind: 'contribution.remindProof',
          subject,
          personId: personId ?? '',
        }),
    );
  };

  it('are told where it was asked for, with the channel as another way', async () => {
    told(await remind('ana', 'kcsf'));
    await park();
    const [note, ...more] = await queued('contribution.remindClosed');
    expect(more).toEqual([]);
    expect(note?.channel?.externalId).toBe('kcsf');
    expect(await read(note)).toBe(
      `ana asked to be reminded of ${draft}, but takes no direct messages from me.\n` +
        '[Remind me in this channel] [Stop reminding me]',
    );
    const checked = textOf(told(await remind('ana', 'kcsf', 'check')));
    expect(checked).toContain('did not get through');
    expect(checked).toContain('[Remind me in this channel] [Stop reminding me]');
    const here = textOf(told(await remind('ana', 'kcsf', 'here')));
    expect(here).toContain('in #kcsf, on 9 Dec 2026');
    const proofs = await queued('contribution.remindProof');
    expect(proofs.at(-1)).toMatchObject({ personId: null, channel: { externalId: 'kcsf' } });
    expect(await read(proofs.at(-1))).toContain('For ana, who asked for it.');
    desk.moveTo('2026-12-09 09:00');
    await desk.tick();
    const [reminder] = await queued('contribution.remindMe');
    expect(reminder?.channel?.externalId).toBe('kcsf');
    expect(await read(reminder)).toContain('For ana, who asked for it.');
    expect(await read(note)).toBeNull();
  });

  it('are told also when the reminder went into a digest', async () => {
    const second = await publish(desk, { institution: 'MSh' });
    told(await remind('ana', 'kcsf'));
    told(await desk.presses('ana', 'kcsf', 'draft.remind', [second]));
    told(await desk.presses('ana', 'kcsf', 'preferences.set', ['me', 'digest', 'daily']));
    desk.moveTo('2026-12-09 08:00');
    await desk.tick();
    const [digest, ...others] = (await queued('day.digest')).filter(({ personId }) => personId);
    expect(others).toEqual([]);
    const { subject = '', personId } = digest ?? {};
    const lost = { kind: 'day.digest', subject, personId: personId ?? '' };
    const world = await desk.surroundings();
    await desk.storage.transaction(async (tx) => news.unreached?.({ ...world, tx }, lost));
    const notes = await queued('contribution.remindClosed');
    const texts = await Promise.all(notes.map(read));
    expect(notes.map(({ channel }) => channel?.externalId)).toEqual(['kcsf', 'kcsf']);
    for (const number of [draft, second]) expect(texts.join('\n')).toContain(number);
  });

  it('are never told in a channel of others, but to the person who looks', async () => {
    told(await remind('ana', 'all'));
    await park();
    expect(await queued('contribution.remindClosed')).toEqual([]);
    expect(textOf(told(await remind('ana', 'all', 'check')))).toContain('did not get through');
    const elsewhere = textOf(told(await remind('ana', 'nowhere', 'check')));
    expect(elsewhere).toContain('press “Remind me” on the draft there');
    expect(refused(await remind('ana', 'nowhere', 'here'))).toContain('no linked channel');
  });

  it('are told apart from those that wait, and from those that arrived', async () => {
    told(await remind('ana', 'kcsf'));
    expect(textOf(told(await remind('ana', 'kcsf', 'check')))).toContain('still on its way');
    await desk.db.delivery.updateMany({
      where: { kind: 'contribution.remindProof' },
      data: { state: 'sent', sentAt: new Date('2025-12-31T23:55:00Z') },
    });
    const sent = textOf(told(await remind('ana', 'kcsf', 'check')));
    expect(sent).toContain('The message was sent 5 minutes ago.');
  });
});
