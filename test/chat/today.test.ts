import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importPlan } from '../../src/plan/importPlan.ts';
import { asks, haveArticles } from '../contributions/law.ts';
import { buttonsOf, type Desk, openDesk, opened, textOf, told } from './desk.ts';
import { contribute, draftValues, fill, press, publish } from './story.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk('2026-11-23 09:00');
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const today = async (user: string, channel: string) =>
  told(await desk.uses(user, channel, 'today'));
const labels = async (user: string, channel: string) =>
  buttonsOf(await today(user, channel)).map(({ label }) => label);

describe('the day of a delegate', () => {
  it('is a kind word when nothing waits, in whatever language it is asked', async () => {
    const none = 'Nothing needs you today. Enjoy the day.';
    expect(textOf(await today('ana', 'kcsf'))).toBe(none);
    // Due on 11 December, more than ten working days ahead.
    await publish(desk);
    expect(textOf(await today('ana', 'kcsf'))).toBe(none);
    expect(textOf(told(await desk.types('ana', 'kcsf', 'danas')))).toBe(none);
    expect(textOf(told(await desk.types('ana', 'kcsf', 'sot')))).toBe(none);
  });

  it('tells what is due, that not acted on first, each with its button', async () => {
    const first = await publish(desk, { institution: 'MPMS', closesOn: '2026-12-08' });
    const second = await publish(desk, { institution: 'MSh', closesOn: '2026-12-09' });
    await contribute(desk, 'ana', 'kcsf', first);
    desk.moveTo('2026-12-02 09:00');
    const text = textOf(await today('ana', 'kcsf'));
    expect(text).toContain('Today, Wednesday, 2 December 2026');
    expect(text).toContain(`${second} – 4 working days`);
    expect(text).toContain(`${first} – 3 working days · you have answered`);
    expect(text.indexOf(second)).toBeLessThan(text.indexOf(first));
    expect(await labels('ana', 'kcsf')).toEqual([`Contribute: ${second}`, first]);
    // Whoever belongs nowhere speaks, in an organisation's own channel, for that one.
    expect(await labels('zef', 'kdi')).toEqual([`Contribute: ${first}`, `Contribute: ${second}`]);
    expect(textOf(await today('zef', 'all'))).toContain('Nothing needs you');
    // "Not for us" is an answer too.
    told(await desk.presses('ana', 'kcsf', 'draft.notForUs', [second]));
    expect(await labels('ana', 'kcsf')).toEqual([first, second]);
  });

  it('brings back a text that was begun, and no form that was only opened', async () => {
    const draft = await publish(desk, { closesOn: '2026-12-21' });
    const form = opened(await desk.presses('ana', 'kcsf', 'contribute', [draft]));
    expect(textOf(await today('ana', 'kcsf'))).toContain('Nothing needs you');
    await desk.submits('ana', 'kcsf', form, { kind: 'amend', article: 'Neni 1' });
    const seen = await today('ana', 'kcsf');
    expect(textOf(seen)).toContain(`${draft}, last changed 23 Nov 2026, 09:00`);
    const [button] = buttonsOf(seen);
    expect(button?.label).toBe(`Go on: ${draft}`);
    const again = opened(await desk.presses('ana', 'kcsf', button?.act ?? '', button?.args ?? []));
    expect(again.inputs.find(({ name }) => name === 'article')?.value).toBe('Neni 1');
    expect(textOf(await today('ada', 'kcsf'))).not.toContain(draft);
  });

  it('brings back a proposal for one article too', async () => {
    const draft = await publish(desk, { closesOn: '2026-12-21' });
    await haveArticles(desk, (await desk.db.draft.findFirstOrThrow()).id);
    const view = await asks(desk, 'ana', 'kcsf', draft, '5');
    const form = opened(await press(desk, 'ana', 'kcsf', view, 'contribution.article'));
    expect(textOf(await today('ana', 'kcsf'))).toContain('Nothing needs you');
    desk.moveTo('2026-11-23 09:05');
    const same = String(form.inputs.find(({ name }) => name === 'text1')?.value);
    expect((await desk.submits('ana', 'kcsf', form, { text1: same })).kind).toBe('invalid');
    expect(await labels('ana', 'kcsf')).toEqual([`Go on: ${draft} · Neni 5`]);
  });

  it('tells what came too late while the ministry still takes it', async () => {
    const draft = await publish(desk);
    desk.moveTo('2026-12-11 12:01');
    const text = textOf(await today('ana', 'kcsf'));
    expect(text).toContain('Too late, but still taken');
    expect(text).toContain(`${draft} – was due 11 Dec 2026, 12:00`);
    expect(await labels('ana', 'kcsf')).toEqual([`Contribute: ${draft}`]);
    desk.moveTo('2026-12-15 09:00');
    expect(textOf(await today('ana', 'kcsf'))).toContain('Nothing needs you');
  });
});

describe('the day of the secretariat', () => {
  it('tells who waits, what failed, what is due or over, and the plan', async () => {
    const silent = await publish(desk, { institution: 'MSh', closesOn: '2026-12-14' });
    const answered = await publish(desk);
    const over = await publish(desk, { institution: 'MD', closesOn: '2026-12-07' });
    await contribute(desk, 'ana', 'kcsf', answered);
    told(await desk.uses('zef', 'all', 'member.join', { organisation: 'KDI' }));
    const form = opened(await desk.uses('boss', 'office', 'draft.new'));
    await fill(desk, 'boss', 'office', form, draftValues({ titleSq: 'Ligj i ri' }).slice(0, 1));
    await desk.db.delivery.updateMany({
      where: { channel: { externalId: 'kdi' } },
      data: { state: 'parked', error: 'not_in_channel' },
    });
    await desk.work((work) =>
      importPlan(work, 'Plan', Buffer.from('activity,deadline\nOne,2026-12-10\nTwo,2027-06-01\n')),
    );
    desk.moveTo('2026-12-09 09:00');
    const seen = await today('boss', 'office');
    const text = textOf(seen);
    expect(text).toContain('new draft Ligj i ri');
    expect(text).toContain('1 person is waiting to be accepted');
    expect(text).toContain('Messages do not reach 1 place.');
    expect(text).toContain(`No organisation has answered yet\n${silent} – 2 working days`);
    expect(text).toContain(`${answered} – 2 working days · 1 organisation answered`);
    expect(text).toContain(`${over} – was due 4 Dec 2026, 12:00`);
    expect(text).toContain('1 activity overdue or due within 7 days');
    expect(text).toContain('One — ');
    expect(text).not.toContain('Two');
    expect(buttonsOf(seen).map(({ label }) => label)).toEqual([
      'Go on: Ligj i ri',
      'Who is waiting',
      'What failed',
      silent,
      answered,
      `Close: ${over}`,
      'Show the plan',
      'A1 done',
      'Show A1',
    ]);
    // None of it is a delegate's business.
    expect(textOf(await today('dan', 'all'))).not.toContain('waiting to be accepted');
  });

  it('stays on one screen whatever there is', async () => {
    for (let index = 0; index < 7; index += 1) {
      await publish(desk, { institution: `M${'ABCDEFG'[index]}` });
    }
    desk.moveTo('2026-12-09 09:00');
    const seen = await today('boss', 'office');
    expect(textOf(seen)).toContain('and 3 more');
    expect(buttonsOf(seen).length).toBeLessThanOrEqual(20);
  });
});

describe('the digest of the secretariat', () => {
  const digests = () =>
    desk.db.delivery.findMany({ where: { kind: 'day.officeDigest' }, orderBy: { seq: 'asc' } });
  it('comes once a week, on its first working morning, unless it is not wanted', async () => {
    const draft = await publish(desk);
    for (const [at, count] of [
      ['2026-12-06 09:00', 0],
      ['2026-12-07 07:59', 0],
      ['2026-12-07 08:00', 1],
      ['2026-12-07 08:01', 1],
      ['2026-12-11 17:00', 1],
      ['2026-12-14 07:59', 1],
      ['2026-12-15 09:00', 2],
    ] as const) {
      desk.moveTo(at);
      await desk.tick();
      expect(await digests(), at).toHaveLength(count);
    }
    desk.moveTo('2026-12-07 08:00');
    const shown = await desk.shown('day.officeDigest', '2026-12-07', 'office');
    expect(shown).toContain('The week from Monday, 7 December 2026');
    expect(shown).toContain(`No organisation has answered yet\n${draft} – 4 working days`);
    expect(shown).toContain('[My day] [Preferences]');
    // In the week after, the next one tells what is so.
    desk.moveTo('2026-12-14 08:00');
    expect(await desk.shown('day.officeDigest', '2026-12-07', 'office')).toBeNull();
  });

  it('does not come where staff turned it off', async () => {
    told(await desk.uses('boss', 'office', 'setting', { name: 'officeDigest', value: 'false' }));
    await desk.tick();
    expect(await digests()).toEqual([]);
  });

  it('is silent when there is nothing to tell', async () => {
    await desk.tick();
    expect(await digests()).toHaveLength(1);
    expect(await desk.shown('day.officeDigest', '2026-11-23', 'office')).toBeNull();
  });
});
