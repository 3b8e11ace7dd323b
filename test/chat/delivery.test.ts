import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliveredThing, TOLD_APART } from '../../commands/deliveredThing.ts';
import { publishDraft } from '../../src/drafts/publishDraft.ts';
import { LANGUAGES, translator } from '../../src/i18n/index.ts';
import { renderers } from '../../src/renderers.ts';
import { buttonsOf, type Desk, openDesk, refused, textOf, told } from './desk.ts';

/** The desk's machine time. */
const NOW = new Date('2026-01-01T00:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.db.delivery.deleteMany();
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

let keys = 0;

/** A delivery to a channel that came to some end. */
async function delivered(externalId: string, more: object = {}) {
  const { id } = await desk.db.channel.findFirstOrThrow({ where: { externalId } });
  keys += 1;
  return desk.db.delivery.create({
    data: {
      form: 'card',
      kind: 'draft',
      subject: 'gone',
      params: {},
      key: `k${keys}`,
      platform: 'sandbox',
      channelId: id,
      queuedAt: minutesAgo(120),
      nextAt: minutesAgo(120),
      ...more,
    },
  });
}
const failed = (externalId: string, error = 'not_in_channel', more: object = {}) =>
  delivered(externalId, { state: 'parked', error, ...more });

const show = async (page?: string) =>
  told(await desk.uses('boss', 'office', 'delivery.show', page ? { page } : {}));

describe('delivery', () => {
  it('is one sentence when all is well', async () => {
    expect(textOf(await show())).toBe('Nothing was sent yet, and nothing waits.');
    await delivered('kcsf', { state: 'sent', messageId: 'm', sentAt: minutesAgo(5) });
    expect(textOf(await show())).toBe('Everything gets through. Last message: 5 minutes ago.');
    expect(textOf(await desk.types('boss', 'office', 'dërgesat').then(told))).toContain(
      '5 minutes',
    );
    expect(refused(await desk.uses('zef', 'all', 'delivery.show'))).toContain(
      'Only the secretariat',
    );
  });

  it('tells what waits, what is tried again, and since when', async () => {
    await delivered('kcsf', { state: 'sent', messageId: 'm', sentAt: minutesAgo(5) });
    await delivered('kdi', { queuedAt: minutesAgo(3) });
    await delivered('all', { state: 'doubtful', error: 'timeout', queuedAt: minutesAgo(90) });
    expect(textOf(await show())).toBe(
      [
        'Deliveries',
        'sandbox: waiting 2; being tried again 1; the oldest was queued 90 minutes ago; last message 5 minutes ago',
      ].join('\n'),
    );
  });

  it('lists what failed by channel, with its reason and the ways out of it', async () => {
    const draft = await publishOne();
    await failed('kcsf', 'not_in_channel', { subject: draft });
    await failed('kcsf', 'not_in_channel', { kind: 'plan.reminder' });
    await failed('kdi', 'is_archived', { kind: 'contribution.reminder', subject: draft });
    const seen = await show();
    const text = textOf(seen);
    expect(text).toContain('failed 3');
    expect(text).toContain('#kcsf (KCSF, sandbox) · 2 messages failed, the first 2 hours ago');
    expect(text).toContain('Invite it there with /invite @civikos');
    expect(text).toContain('• card of MPMS-2026-001');
    expect(text).toContain('• message');
    expect(text).toContain('• reminder of MPMS-2026-001');
    expect(text).toContain('The channel was archived.');
    expect(buttonsOf(seen).map(({ label }) => label)).toEqual([
      'Retry: #kcsf',
      'Retry: #kdi',
      'Unlink: #kdi',
      'Retry all',
    ]);
  });

  it('tells an outage since it began, and cuts a long list', async () => {
    await desk.db.channel.updateMany({
      where: { externalId: 'kcsf' },
      data: { failingSince: minutesAgo(3 * 24 * 60) },
    });
    for (let at = 0; at < 5; at += 1) await failed('kcsf');
    const text = textOf(await show());
    expect(text).toContain('5 messages failed, the first 3 days ago');
    expect(text).toContain('• and 2 more');
  });

  it('shows a page at a time, the last one where there is no such page', async () => {
    for (let at = 0; at < 7; at += 1) {
      told(await desk.uses('boss', `extra${at}`, 'channel.link', { purpose: 'general' }));
      await failed(`extra${at}`, 'is_archived');
    }
    const first = await show();
    expect(textOf(first)).toContain('and 2 more channels');
    expect(textOf(first)).not.toContain('#extra5 ');
    // Discord has room for 25 buttons.
    expect(buttonsOf(first)).toHaveLength(12);
    const more = buttonsOf(first).at(-1);
    expect(more?.label).toBe('More');
    const second = told(await desk.presses('boss', 'office', more?.act ?? '', more?.args ?? []));
    expect(textOf(second)).toContain('#extra6 ');
    expect(textOf(second)).not.toContain('#extra4 ');
    expect(textOf(await show('99'))).toBe(textOf(second));
    expect(textOf(await show('no number'))).toBe(textOf(first));
  });

  it('lists a person who takes no messages', async () => {
    const { id } = await desk.db.person.findFirstOrThrow({ where: { externalId: 'ana' } });
    const row = await failed('kcsf', '50007', { kind: 'membership' });
    await desk.db.delivery.update({
      where: { id: row.id },
      data: { channelId: null, personId: id },
    });
    const seen = await show();
    expect(textOf(seen)).toContain('ana (sandbox) · 1 message failed');
    expect(textOf(seen)).toContain('takes no direct messages');
    const [button] = buttonsOf(seen);
    expect(button).toMatchObject({ act: 'delivery.retry', args: ['person', id] });
    expect(
      textOf(told(await desk.presses('boss', 'office', 'delivery.retry', ['person', id]))),
    ).toBe('1 message goes out again.');
  });

  it.each(LANGUAGES)('reads in %s', async (language) => {
    await desk.speaks('boss', language);
    await failed('kcsf');
    await failed('kdi', 'strange');
    const text = textOf(await show());
    expect(text).not.toContain('{{');
    if (language !== 'en') expect(text).not.toMatch(/failed|message\b|Retry|channel/);
  });
});

describe('retrying', () => {
  it('says how many go out again, keeps who did it, and does it once', async () => {
    await failed('kcsf');
    await failed('kcsf');
    await failed('kdi');
    const { id } = await desk.db.channel.findFirstOrThrow({ where: { externalId: 'kcsf' } });
    const press = (args: string[], request?: string) =>
      desk.presses('boss', 'office', 'delivery.retry', args, request);
    expect(textOf(told(await press(['channel', id], 'one')))).toBe('2 messages go out again.');
    expect(await press(['channel', id], 'one')).toEqual({ kind: 'nothing' });
    expect(textOf(told(await press(['channel', id])))).toBe('Nothing is left here that failed.');
    expect(textOf(told(await press(['all'])))).toBe('1 message goes out again.');
    const boss = await desk.db.person.findFirstOrThrow({ where: { externalId: 'boss' } });
    const audits = await desk.db.audit.findMany({ where: { act: 'delivery.retry' } });
    expect(audits).toMatchObject([
      { personId: boss.id, subject: id, detail: { what: 'channel', retried: 2 } },
      { subject: 'all', detail: { what: 'all', retried: 1 } },
    ]);
  });

  it.each([['channel'], ['batch', ''], ['nonsense', 'x']])(
    'sends nothing for %s',
    async (...args) => {
      await failed('kcsf');
      const answer = await desk.presses('boss', 'office', 'delivery.retry', args);
      expect(textOf(told(answer))).toBe('Nothing is left here that failed.');
      expect(await desk.db.delivery.count({ where: { state: 'parked' } })).toBe(1);
      expect(refused(await desk.presses('zef', 'all', 'delivery.retry', ['all']))).toContain(
        'Only',
      );
    },
  );
});

describe('unlinking from afar', () => {
  it('unlinks a channel that is gone, but not the secretariat’s last', async () => {
    await failed('kdi', 'is_archived');
    const press = async (externalId: string) => {
      const { id } = await desk.db.channel.findFirstOrThrow({ where: { externalId } });
      return desk.presses('boss', 'office', 'delivery.unlink', [id]);
    };
    expect(textOf(told(await press('kdi')))).toContain('#kdi (KDI, sandbox) is no longer linked.');
    expect(textOf(await show())).not.toContain('#kdi');
    expect(refused(await press('office'))).toContain('only');
    expect(refused(await desk.presses('boss', 'office', 'delivery.unlink', ['gone']))).toContain(
      'not linked',
    );
  });
});

describe('what failed', () => {
  it('is told apart for every kind that is delivered', () => {
    expect([...TOLD_APART].toSorted()).toEqual(Object.keys(renderers).toSorted());
  });

  it.each(Object.keys(renderers))(
    'of kind %s whose subject is gone is still something',
    async (kind) => {
      for (const language of LANGUAGES) {
        const text = await deliveredThing(desk.db, translator(language), { kind, subject: 'gone' });
        expect(text).toMatch(/\S/);
        expect(text).not.toContain('{{');
      }
    },
  );
});

async function publishOne(): Promise<string> {
  const done = await desk.work((work) =>
    publishDraft(work, {
      titleSq: 'Projektligji për Ndërmarrjet Sociale',
      type: 'draft_law',
      institution: 'MPMS',
      receivedOn: '2026-11-23',
      opensOn: '2026-11-23',
      closesOn: '2026-12-14',
    }),
  );
  if ('refused' in done) throw new Error(done.refused);
  await desk.db.delivery.deleteMany();
  return done.id;
}
