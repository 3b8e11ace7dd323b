import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleFiles } from '../../src/authority/bundleFiles.ts';
import { mailNews } from '../../src/authority/mails.ts';
import { readContent } from '../../src/bundles/content.ts';
import { gatherBundle } from '../../src/bundles/gather.ts';
import {
  buttonsOf,
  type Desk,
  errorsOf,
  openDesk,
  opened,
  refused,
  textOf,
  told,
} from '../chat/desk.ts';
import { contribute, press, publish } from '../chat/story.ts';
import { composed, contact, EMAIL, freeze, frozen, handedOver } from './story.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const send = (bundle: string) => desk.uses('boss', 'office', 'bundle.send', { bundle });
const acts = (message: Parameters<typeof buttonsOf>[0]) => buttonsOf(message).map(({ act }) => act);
const mail = () => desk.db.mail.findFirstOrThrow({ orderBy: { seq: 'desc' } });
/** As the worker does when the server took it. */
async function leaves() {
  const row = await mail();
  await desk.work(async (work) => {
    await work.tx.mail.update({ where: { seq: row.seq }, data: { state: 'sent' } });
    await mailNews.sent(work, row);
  });
}

describe('a bundle that goes by e-mail', () => {
  it('is shown before it leaves, goes to who was shown, and tells its authors once it left', async () => {
    const bundle = await frozen(desk);
    await contact(desk);
    const preview = told(await send(bundle));
    expect(textOf(preview)).toContain(`A. Coordinator <${EMAIL}>`);
    expect(textOf(preview)).toContain('MPMS-2026-001_P-1_en.docx, MPMS-2026-001_P-1_en.pdf');
    expect(textOf(preview)).toContain('Nothing is sent yet');
    expect(await desk.db.mail.count()).toBe(0);
    const done = told(await press(desk, 'boss', 'office', preview, 'dispatch.email'));
    expect(textOf(done)).toContain('is on its way');
    const queued = await mail();
    expect(queued).toMatchObject({ kind: 'bundle', to: EMAIL, language: 'en', state: 'queued' });
    expect(await desk.shown('dispatch.went', queued.subject, 'kcsf')).toBeNull();
    const under = told(await send(bundle));
    expect(textOf(under)).toContain('is on its way');
    expect(acts(under)).toEqual(['dispatch.revoke']);

    const content = await composed(desk, queued);
    const row = await desk.db.bundle.findFirstOrThrow();
    expect(content?.subject).toContain('Projektligji për Ndërmarrjet Sociale (MPMS-2026-001/P-1)');
    expect(content?.text).toContain(row.sha256);
    const files = await bundleFiles(readContent(row.content ?? ''), 'en', 'Europe/Belgrade');
    expect(content?.attachments).toEqual(files);

    await leaves();
    const went = await desk.shown('dispatch.went', queued.subject, 'kcsf');
    expect(went).toContain('MPMS-2026-001/P-1 went to MPMS on 23 November 2026');
    expect(went).toContain('Yours: MPMS-2026-001/K-001');
    expect(went).toContain('(unverified)');
    expect(await desk.shown('mail.left', queued.id, 'office')).toContain(
      `left by e-mail to ${EMAIL}`,
    );
    expect(await desk.db.delivery.count({ where: { kind: 'dispatch.went' } })).toBe(1);
    expect(refused(await send(bundle))).toContain('has left already');
  });

  it('tells who supported a contribution which it was', async () => {
    const number = await publish(desk);
    const reference = await contribute(desk, 'ana', 'kcsf', number);
    await desk.presses('ana', 'kcsf', 'contribution.share', [reference]);
    told(await desk.presses('dan', 'kdi', 'contribution.support', [reference]));
    await handedOver(desk, await freeze(desk, number), '2026-11-23');
    const { id } = await desk.db.dispatch.findFirstOrThrow();
    expect(await desk.shown('dispatch.went', id, 'kdi')).toContain(`You supported: ${reference}`);
    expect(await desk.shown('dispatch.went', id, 'kcsf')).toContain(`Yours: ${reference}`);
  });

  it('tells an organisation whose name is spelt otherwise since the freeze', async () => {
    const bundle = await frozen(desk);
    await desk.db.organisation.updateMany({ where: { name: 'KCSF' }, data: { name: 'Kcsf' } });
    await handedOver(desk, bundle, '2026-11-23');
    const { id } = await desk.db.dispatch.findFirstOrThrow();
    expect(await desk.db.delivery.count({ where: { kind: 'dispatch.went' } })).toBe(1);
    expect(await desk.shown('dispatch.went', id, 'kcsf')).toContain('Yours: MPMS-2026-001/K-001');
  });

  it('is not sent while it is open, without an address, or without a mail server', async () => {
    const number = await publish(desk);
    expect(refused(await send(number))).toContain('has no bundle yet');
    await contribute(desk, 'ana', 'kcsf', number);
    const bundle = await freeze(desk, number);
    const without = told(await send(bundle));
    expect(textOf(without)).toContain('MPMS has no coordinator with an e-mail address');
    expect(acts(without)).toEqual(['contact.set', 'dispatch.hand', 'bundle.documents']);
    await contact(desk);
    desk.canMail = false;
    const unset = told(await send(bundle));
    expect(textOf(unset)).toContain('E-mail is not set up here');
    expect(acts(unset)).toEqual(['dispatch.hand', 'bundle.documents']);
    desk.canMail = true;
    const preview = told(await send(bundle));
    desk.canMail = false;
    const late = await press(desk, 'boss', 'office', preview, 'dispatch.email');
    expect(refused(late)).toContain('E-mail is not set up here');
  });

  it('is not sent to somebody else than was shown', async () => {
    const bundle = await frozen(desk);
    await contact(desk);
    const preview = told(await send(bundle));
    await contact(desk, { email: 'another@mpms.example' });
    const pressed = await press(desk, 'boss', 'office', preview, 'dispatch.email');
    expect(refused(pressed)).toContain('The contact was changed meanwhile');
    expect(await desk.db.mail.count()).toBe(0);
  });

  it('goes to the coordinator of what the ministry became, from that day on', async () => {
    const bundle = await frozen(desk);
    await contact(desk);
    await desk.work((work) =>
      work.tx.institution.create({ data: { code: 'MPX', codeKey: 'mpx', nameEn: 'Ministry X' } }),
    );
    await contact(desk, { institution: 'MPX', email: 'x@mpx.example' });
    const [before, after] = await Promise.all(
      ['MPMS', 'MPX'].map((code) => desk.db.institution.findFirstOrThrow({ where: { code } })),
    );
    await desk.work((work) =>
      work.tx.institutionSuccessor.create({
        data: {
          institutionId: before?.id ?? '',
          successorId: after?.id ?? '',
          kind: 'merged',
          fromDay: '2026-11-24',
          at: work.now,
        },
      }),
    );
    expect(textOf(told(await send(bundle)))).toContain(EMAIL);
    desk.moveTo('2026-11-24 09:00');
    const shown = textOf(told(await send(bundle)));
    expect(shown).toContain('x@mpx.example');
    expect(shown).toContain('The coordinator is that of MPX, which MPMS became');
  });

  it('can be sent anew once the e-mail failed, and the secretariat decides of a doubtful one', async () => {
    const bundle = await frozen(desk);
    await contact(desk);
    await press(desk, 'boss', 'office', told(await send(bundle)), 'dispatch.email');
    const first = await mail();
    const ends = (state: 'failed' | 'doubtful', error: string | null) =>
      desk.work(async (work) => {
        await work.tx.mail.update({ where: { id: first.id }, data: { state, error } });
        await mailNews.stuck(work, first);
      });
    await ends('failed', 'recipient');
    const failed = await desk.shown('mail.stuck', first.id, 'office');
    expect(failed).toContain('did not leave');
    expect(failed).toContain('does not know this address');
    expect(failed).toContain('[Send again]');
    const preview = told(await send(bundle));
    expect(textOf(preview)).toContain('The last attempt failed');
    await press(desk, 'boss', 'office', preview, 'dispatch.email');
    expect(await desk.db.dispatch.count({ where: { revokedAt: null } })).toBe(1);
    expect(await desk.db.mail.count()).toBe(2);
    const old = await desk.presses('boss', 'office', 'mail.again', [first.id]);
    expect(refused(old)).toContain('is over');
  });

  it('is called back before it left', async () => {
    const bundle = await frozen(desk);
    await contact(desk);
    await press(desk, 'boss', 'office', told(await send(bundle)), 'dispatch.email');
    const row = await mail();
    const asked = told(
      await press(desk, 'boss', 'office', told(await send(bundle)), 'dispatch.revoke'),
    );
    told(await press(desk, 'boss', 'office', asked, 'dispatch.revoke'));
    expect(await composed(desk, row)).toBeNull();
    told(await send(bundle));
    expect(await desk.db.delivery.count({ where: { kind: 'dispatch.went' } })).toBe(0);
  });

  it('counts as sent once somebody says that a doubtful e-mail arrived', async () => {
    const bundle = await frozen(desk);
    await contact(desk);
    await press(desk, 'boss', 'office', told(await send(bundle)), 'dispatch.email');
    const row = await mail();
    await desk.work(async (work) => {
      await work.tx.mail.update({ where: { id: row.id }, data: { state: 'doubtful' } });
      await mailNews.stuck(work, row);
    });
    expect(await desk.shown('mail.stuck', row.id, 'office')).toContain('[Send again] [It arrived]');
    // The same from the command, for whoever lost the note.
    expect(acts(told(await send(bundle)))).toEqual([
      'mail.again',
      'mail.arrived',
      'dispatch.revoke',
    ]);
    told(await desk.presses('boss', 'office', 'mail.arrived', [row.id]));
    expect(await desk.db.dispatch.findFirstOrThrow()).toMatchObject({ sentOn: '2026-11-23' });
    expect(await desk.shown('dispatch.went', row.subject, 'kcsf')).toContain('went to MPMS');
    const again = await desk.presses('boss', 'office', 'mail.again', [row.id]);
    expect(refused(again)).toContain('decided already');
  });
});

describe('what was handed over', () => {
  it('starts the clock, is acknowledged with a number, corrected, and taken back', async () => {
    const bundle = await frozen(desk);
    expect(refused(await desk.uses('zef', 'all', 'bundle.clock', { bundle }))).toContain(
      'was not sent to the institution yet',
    );
    await handedOver(desk, bundle, '2026-11-23');
    desk.moveTo('2026-11-25 09:00');
    // What came in since then waits for an addendum; the draft's number still means what left.
    await desk.work(async (work) => gatherBundle(work, await work.tx.draft.findFirstOrThrow()));
    const draft = { bundle: 'MPMS-2026-001' };
    const form = opened(await desk.uses('boss', 'office', 'bundle.acknowledge', draft));
    const wrong = await desk.submits('boss', 'office', form, { day: '2026-11-22' });
    expect(errorsOf(wrong)).toEqual({ day: 'The bundle had not left yet on that day.' });
    const early = await desk.submits('boss', 'office', form, { day: '2026-11-26' });
    expect(errorsOf(early)).toEqual({ day: 'This day is still to come.' });
    const said = { day: '2026-11-24', protocol: '01-1234/26' };
    expect(textOf(told(await desk.submits('boss', 'office', form, said)))).toContain('01-1234/26');
    const correction = opened(await desk.uses('boss', 'office', 'bundle.acknowledge', { bundle }));
    expect(correction.inputs.map(({ value }) => value)).toEqual(['2026-11-24', '01-1234/26']);
    told(await desk.submits('boss', 'office', correction, { ...said, protocol: '01-1235/26' }));

    const outside = textOf(told(await desk.uses('zef', 'all', 'bundle.clock', { bundle })));
    expect(outside).toContain(
      'MPMS-2026-001/P-1 left on 23 Nov 2026 · acknowledged on 24 Nov 2026',
    );
    expect(outside).toContain('protocol number 01-1235/26');
    expect(outside).not.toContain('The registry');
    expect(outside).toContain('Friday, 8 January 2027: report due');
    expect(outside).toContain('unverified');
    const inside = told(await desk.uses('boss', 'office', 'bundle.clock', { bundle }));
    expect(textOf(inside)).toContain('The registry · By hand');
    const counted = textOf(told(await press(desk, 'zef', 'all', inside, 'bundle.counted')));
    expect(counted).toContain('15 working days (the day of the close does not count)');
    expect(counted).toContain('day of the close, does not count');
    expect(counted).not.toContain('opening');
    expect(counted).toContain('Catholic Christmas');

    const asked = told(await press(desk, 'boss', 'office', inside, 'dispatch.revoke'));
    expect(await desk.db.dispatch.count({ where: { revokedAt: null } })).toBe(1);
    told(await press(desk, 'boss', 'office', asked, 'dispatch.revoke'));
    const gone = await desk.uses('zef', 'all', 'bundle.clock', { bundle });
    expect(refused(gone)).toContain('was not sent to the institution yet');
    told(await send(bundle));
  });

  it.each([
    ['2026-11-22', 'The bundle was not frozen yet on that day.'],
    ['2026-11-24', 'This day is still to come.'],
  ])('is not noted for %s', async (day, sentence) => {
    const bundle = await frozen(desk);
    const { id } = await desk.db.bundle.findUniqueOrThrow({ where: { number: bundle } });
    const form = opened(await desk.presses('boss', 'office', 'dispatch.hand', [id]));
    const values = { to: 'The registry', how: 'By hand', day, language: 'sq' };
    expect(errorsOf(await desk.submits('boss', 'office', form, values))).toEqual({ day: sentence });
    expect(await desk.db.dispatch.count()).toBe(0);
  });
});

it('who was told that a bundle went hears that it was taken back, unless it goes anew', async () => {
  const bundle = await frozen(desk);
  await handedOver(desk, bundle, '2026-11-23');
  await desk.db.delivery.updateMany({ where: { kind: 'dispatch.went' }, data: { state: 'sent' } });
  const { id } = await desk.db.dispatch.findFirstOrThrow();
  told(await desk.presses('boss', 'office', 'dispatch.revoke', [id, 'yes']));
  expect(await desk.shown('dispatch.wentBack', id, 'kcsf')).toContain(
    `${bundle} has not gone to MPMS yet`,
  );
  const heard = { where: { kind: 'dispatch.wentBack' }, include: { channel: true } } as const;
  const rows = await desk.db.delivery.findMany(heard);
  expect(rows.map(({ channel }) => channel?.externalId)).toEqual(['kcsf']);
  await handedOver(desk, bundle, '2026-11-23');
  expect(await desk.shown('dispatch.wentBack', id, 'kcsf')).toBeNull();
});

describe('what was just handed over', () => {
  it('leads on to what is expected of the institution', async () => {
    const bundle = await frozen(desk);
    const { id } = await desk.db.bundle.findUniqueOrThrow({ where: { number: bundle } });
    const form = opened(await desk.presses('boss', 'office', 'dispatch.hand', [id]));
    const day = form.inputs.find(({ name }) => name === 'day')?.value ?? '';
    const values = { to: 'The registry', how: 'By hand', day, language: 'sq' };
    const done = told(await desk.submits('boss', 'office', form, values));
    expect(textOf(done)).toContain('was handed over on 23 November 2026');
    const clock = told(await press(desk, 'boss', 'office', done, 'bundle.clock'));
    expect(textOf(clock)).toContain(`${bundle} left on 23 Nov 2026`);
  });
});

describe('contacts', () => {
  it('are listed, replaced and ended', async () => {
    expect(textOf(told(await desk.uses('boss', 'office', 'contact.list')))).toContain('No contact');
    await publish(desk);
    await contact(desk);
    await contact(desk, { name: 'B. Coordinator' });
    await contact(desk, { role: 'council', institution: '', name: 'The Council', email: '' });
    const list = told(await desk.uses('boss', 'office', 'contact.list'));
    expect(textOf(list)).toContain('MPMS: Coordinator for public consultations – B. Coordinator');
    expect(textOf(list)).not.toContain('A. Coordinator');
    expect(textOf(list)).toContain('Council for the Strategy – The Council, in English');
    const before = opened(
      await desk.presses('boss', 'office', 'contact.set', ['coordinator', 'MPMS']),
    );
    expect(before.inputs.map(({ value }) => value)).toEqual([
      'coordinator',
      'MPMS',
      'B. Coordinator',
      EMAIL,
      'en',
    ]);
    const end = buttonsOf(list).find(({ label }) => label.includes('MPMS'));
    told(await desk.presses('boss', 'office', 'contact.end', end?.args ?? []));
    const twice = await desk.presses('boss', 'office', 'contact.end', end?.args ?? []);
    expect(refused(twice)).toContain('has ended already');
  });

  it.each([
    [{ email: 'a@b.example, c@d.example' }, 'email', 'not one e-mail address'],
    [{ email: 'a@b.example\u2028Bcc: c@d.example' }, 'email', 'one line'],
    [{ email: '', name: '' }, 'name', 'a name or an e-mail address'],
    [{ institution: '' }, 'institution', 'belongs to an institution'],
    [{ institution: 'XYZ' }, 'institution', 'no institution “XYZ”'],
  ])('refuse %j', async (over, field, sentence) => {
    await publish(desk);
    const form = opened(await desk.uses('boss', 'office', 'contact.set'));
    const values = {
      role: 'coordinator',
      institution: 'MPMS',
      name: 'A',
      email: EMAIL,
      language: 'en',
      ...over,
    };
    const errors = errorsOf(await desk.submits('boss', 'office', form, values));
    expect(errors[field]).toContain(sentence);
    expect(await desk.db.contact.count()).toBe(0);
  });
});
