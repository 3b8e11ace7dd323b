import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftTotals } from '../../src/contributions/draftState.ts';
import { isLate, parseReference } from '../../src/contributions/rules.ts';
import { applyReaction } from '../../src/drafts/reactions.ts';
import { translate } from '../../src/i18n/index.ts';
import { resolveActor } from '../../src/membership/resolveActor.ts';
import {
  channelRef,
  type Desk,
  decide,
  kosovo,
  openDesk,
  opened,
  refused,
  textOf,
  told,
  userRef,
} from '../chat/desk.ts';
import { contribute, publish } from '../chat/story.ts';

let desk: Desk;
let draft: string;
let id: string;
beforeEach(async () => {
  desk = await openDesk();
  draft = await publish(desk);
  id = (await desk.db.draft.findFirstOrThrow()).id;
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const totals = () => draftTotals(desk.db, id);

describe('lateness', () => {
  it('begins after the due moment, to the millisecond', () => {
    const due = kosovo('2026-12-11 12:00');
    expect(isLate(new Date(due.getTime() - 1), due)).toBe(false);
    expect(isLate(due, due)).toBe(false);
    expect(isLate(new Date(due.getTime() + 1), due)).toBe(true);
  });

  it('is said on the form and on the receipt, and ends revising', async () => {
    desk.moveTo('2026-12-11 12:00');
    const inTime = await contribute(desk, 'ana', 'kcsf', draft);
    told(await desk.presses('ana', 'kcsf', 'contribution.withdraw', [inTime]));
    desk.moveTo('2026-12-11 12:01');
    for (const act of ['contribution.revise', 'contribution.withdraw']) {
      expect(refused(await desk.presses('ana', 'kcsf', act, [inTime, 'yes']))).toBe(
        translate('en', 'contribution.tooLateToChange', { reference: inTime }),
      );
    }
    const form = opened(await desk.presses('ana', 'kcsf', 'contribute', [draft]));
    expect(form.intro).toContain('will be marked late');
    const receipt = textOf(told(await desk.submits('ana', 'kcsf', form, { kind: 'support' })));
    expect(receipt).toContain(translate('en', 'contribution.isLate'));
    expect(receipt).toContain(translate('en', 'contribution.cannotChange'));
    const rows = await desk.db.contribution.findMany({ orderBy: { ordinal: 'asc' } });
    expect(rows.map(({ late }) => late)).toEqual([false, true]);
  });

  it('of a form that was begun in time is that of its submission', async () => {
    const form = opened(await desk.presses('ana', 'kcsf', 'contribute', [draft]));
    desk.moveTo('2026-12-11 12:01');
    told(await desk.submits('ana', 'kcsf', form, { kind: 'support' }));
    expect((await desk.db.contribution.findFirstOrThrow()).late).toBe(true);
  });
});

describe('a person who is not confirmed yet', () => {
  it('counts once accepted, from when it was submitted', async () => {
    const reference = await contribute(desk, 'zef', 'kcsf', draft);
    desk.moveTo('2026-12-01 10:00');
    await decide(desk, 'zef', 'KCSF', 'accept');
    const row = await desk.db.contribution.findFirstOrThrow({ include: { membership: true } });
    expect(row.submittedAt).toEqual(kosovo('2026-11-23 09:00'));
    expect(row.membership?.state).toBe('accepted');
    expect(await totals()).toMatchObject({ contributions: 1, contributing: 1 });
    expect(reference).toBe(`${draft}/K-001`);
  });

  it('does not count once rejected, and does again when that is changed', async () => {
    await contribute(desk, 'zef', 'kcsf', draft);
    const card = async () =>
      desk.shown('contribution', (await desk.db.contribution.findFirstOrThrow()).id, 'office');
    expect(await card()).toContain('The delegate is not confirmed yet');
    await decide(desk, 'zef', 'KCSF', 'reject');
    expect(await totals()).toMatchObject({ contributions: 0, contributing: 0 });
    expect(await card()).toContain('Does not count');
    expect(refused(await desk.presses('zef', 'kcsf', 'contribute', [draft]))).toBe(
      translate('en', 'membership.rejected', { name: 'KCSF' }),
    );
    await decide(desk, 'zef', 'KCSF', 'accept');
    expect(await totals()).toMatchObject({ contributions: 1 });
  });

  it('is proposed once, however often they speak', async () => {
    await contribute(desk, 'zef', 'kcsf', draft);
    await contribute(desk, 'zef', 'kcsf', draft);
    told(await desk.presses('zef', 'kcsf', 'draft.interested', [draft]));
    expect(await desk.db.delivery.count({ where: { kind: 'membership' } })).toBe(4);
    expect(await desk.db.membership.count({ where: { state: 'proposed' } })).toBe(1);
  });
});

describe('one organisation is one voice', () => {
  it('whoever of it contributes, the organisation counts once', async () => {
    await contribute(desk, 'ana', 'kcsf', draft);
    await contribute(desk, 'ada', 'kcsf', draft);
    await contribute(desk, 'dan', 'kdi', draft);
    expect(await totals()).toMatchObject({ contributions: 3, contributing: 2 });
  });

  it('its delegates may revise and withdraw for each other', async () => {
    const reference = await contribute(desk, 'ana', 'kcsf', draft);
    const form = opened(await desk.presses('ada', 'kcsf', 'contribution.revise', [reference]));
    told(await desk.submits('ada', 'kcsf', form, { kind: 'comment', justification: 'Po.' }));
    told(await desk.presses('ada', 'all', 'contribution.withdraw', [reference, 'yes']));
    expect(await totals()).toMatchObject({ contributions: 0, contributing: 0 });
    const row = await desk.db.contribution.findFirstOrThrow({ include: { versions: true } });
    expect(row).toMatchObject({ state: 'withdrawn', late: false });
    expect(row.versions).toHaveLength(2);
  });

  it('two delegates’ emoji count once, until both are taken off', async () => {
    await desk.db.delivery.updateMany({
      where: { kind: 'draft', channel: { name: 'kcsf' } },
      data: { state: 'sent', messageId: 'm1' },
    });
    const message = { ...channelRef('kcsf'), message: 'm1' };
    const react = async (user: string, emoji: string, added: boolean) => {
      const { now } = await desk.surroundings();
      const actor = await resolveActor(
        desk.storage,
        { user: userRef(user), userName: user, channel: channelRef('kcsf') },
        now,
        () => false,
      );
      await desk.work((work) => applyReaction(work, actor, message, emoji, added));
      return (await totals()).reading;
    };
    expect(await react('ana', '👀', true)).toBe(1);
    expect(await react('ada', '👀', true)).toBe(1);
    expect(await react('ana', '👀', true)).toBe(1);
    expect(await react('ana', '👀', false)).toBe(1);
    expect(await react('ana', '👀', false)).toBe(1);
    expect(await react('ada', '👀', false)).toBe(0);
    expect(await react('ana', '🎉', true)).toBe(0);
    // Skin tones and variation selectors mean the same.
    await react('ana', '✍🏽', true);
    await react('ada', '✍️', true);
    await react('ada', '👍', true);
    told(await desk.presses('ana', 'kcsf', 'draft.interested', [draft]));
    expect(await totals()).toMatchObject({ willContribute: 1, interested: 1 });
    expect(await desk.shown('draft', id, 'kcsf')).toContain(
      'KCSF: we are interested · will contribute',
    );
  });

  it('a second delegate’s button changes what the first one said', async () => {
    told(await desk.presses('ana', 'kcsf', 'draft.interested', [draft]));
    told(await desk.presses('ada', 'all', 'draft.notForUs', [draft]));
    expect(await totals()).toMatchObject({ interested: 0, notForUs: 1 });
    told(await desk.presses('ana', 'kcsf', 'draft.notForUs', [draft]));
    expect(await totals()).toMatchObject({ interested: 0, notForUs: 0 });
  });
});

it.each([
  ['MAPL-2026-003/K-007', 'MAPL-2026-003', 7],
  [' mapl-2026-3 / k7 ', 'mapl-2026-3', 7],
  ['MAPL-2026-003/K-1234', 'MAPL-2026-003', 1234],
])('parseReference reads “%s”', (text, number, ordinal) => {
  expect(parseReference(text)).toEqual({ number, ordinal });
});
