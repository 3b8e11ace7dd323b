import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerArrived } from '../../src/authority/answered.ts';
import { mailNews } from '../../src/authority/mails.ts';
import { reachedSteps, STEPS, shortNotice, stepsOf } from '../../src/authority/rules.ts';
import { addDays, asDay, createCalendar, type Day, isWeekend } from '../../src/calendar/index.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../src/storage/settings.ts';
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
import { contribute, press } from '../chat/story.ts';
import { composed, contact, freeze, frozen, handedOver } from './story.ts';

describe('the steps', () => {
  const day = fc.integer({ min: 0, max: 900 }).map((n) => addDays(asDay('2026-01-01'), n));
  const holidays = fc
    .uniqueArray(
      day.filter((one) => !isWeekend(one)),
      { maxLength: 12 },
    )
    .map((days) =>
      createCalendar(
        days.map((one, index) => ({ kind: 'add', day: one, feast: `x${index}` }) as never),
      ),
    );
  const settings = fc.record({
    acknowledgementWorkingDays: fc.integer({ min: 1, max: 60 }),
    reportDueWorkingDays: fc.integer({ min: 1, max: 60 }),
    reportVeryOverdueWorkingDays: fc.integer({ min: 2, max: 60 }),
    reportCouncilWorkingDays: fc.integer({ min: 3, max: 60 }),
  });

  it('come on working days only, one after the other, whatever the settings and the holidays', () => {
    fc.assert(
      fc.property(
        day,
        day,
        settings,
        holidays,
        fc.boolean(),
        (sentOn, closesOn, set, calendar, acknowledged) => {
          const facts = { sentOn, closesOn, acknowledged, ended: false };
          const steps = stepsOf(facts, set, calendar);
          for (const { on } of steps) expect(calendar.isWorkingDay(on)).toBe(true);
          const report = steps.filter(({ kind }) => kind !== 'acknowledgement');
          expect(report.map(({ kind }) => kind)).toEqual(STEPS.slice(1));
          for (const [index, { on }] of report.entries()) {
            const before: Day = report[index - 1]?.on ?? closesOn;
            expect(on > before).toBe(true);
          }
          expect(steps.some(({ kind }) => kind === 'acknowledgement')).toBe(!acknowledged);
          expect(stepsOf({ ...facts, ended: true }, set, calendar)).toEqual([]);
          for (const today of [closesOn, ...steps.map(({ on }) => on), addDays(closesOn, 400)]) {
            const reached = reachedSteps(steps, today);
            expect(reached.filter(({ kind }) => kind !== 'acknowledgement').length).toBeLessThan(2);
            for (const { on } of reached) expect(on <= today).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are the ones that the settings say', () => {
    const facts = {
      sentOn: asDay('2026-12-11'),
      closesOn: asDay('2026-12-14'),
      acknowledged: false,
      ended: false,
    };
    expect(stepsOf(facts, DEFAULT_SETTINGS, createCalendar())).toEqual([
      { kind: 'acknowledgement', on: '2026-12-16' },
      { kind: 'reportDue', on: '2027-01-08' },
      { kind: 'overdue', on: '2027-01-11' },
      { kind: 'veryOverdue', on: '2027-01-29' },
      { kind: 'council', on: '2027-02-22' },
    ]);
  });

  it('cannot be set to fall on no working day', () => {
    for (const name of ['acknowledgementWorkingDays', 'reportDueWorkingDays'] as const) {
      expect(settingsSchema.shape[name].safeParse(0).success).toBe(false);
    }
  });
});

it.each([
  ['2027-01-10', '2027-01-15', null],
  ['2027-01-11', '2027-01-15', 4],
  ['2027-01-14', '2027-01-15', 1],
  ['2027-01-15', '2027-01-15', 0],
])('a hearing called on %s for %s has a notice of %s days too few', (called, on, days) => {
  expect(shortNotice(asDay(called), asDay(on))).toBe(days);
});

describe('the letters', () => {
  let desk: Desk;
  let bundle: string;
  beforeEach(async () => {
    desk = await openDesk();
    bundle = await frozen(desk);
    await contact(desk);
  });
  afterEach(async () => {
    expect(desk.errors).toEqual([]);
    await desk.dispose();
  });

  const letters = () => desk.db.letter.findMany({ orderBy: { preparedAt: 'asc' } });
  const reasons = async () => (await letters()).map(({ reason }) => reason);
  const draftId = async () => (await desk.db.draft.findFirstOrThrow()).id;
  const at = async (day: string, time = '09:00') => {
    desk.moveTo(`${day} ${time}`);
    await desk.tick();
  };
  const card = async (reason: string) => {
    const { id } = await desk.db.letter.findFirstOrThrow({ where: { reason } });
    return { id, text: (await desk.shown('letter', id, 'office')) ?? '' };
  };
  const source = (over: object = {}) =>
    desk.work(async (work) => {
      const data = {
        draftId: await work.tx.draft.findFirstOrThrow().then(({ id }) => id),
        kind: 'report',
        title: 'Report',
        datedOn: '2027-01-04',
        receivedOn: '2027-01-04',
        at: work.now,
        ...over,
      } as const;
      return work.tx.answerSource.create({ data });
    });

  it('are prepared step by step, each once, up the ladder, in sending hours only', async () => {
    await handedOver(desk, bundle, '2026-11-23');
    await at('2026-11-25');
    expect(await reasons()).toEqual([]);
    await at('2026-11-26', '07:00');
    expect(await reasons()).toEqual([]);
    await at('2026-11-26');
    await at('2026-11-27');
    expect(await reasons()).toEqual(['acknowledgement']);
    await at('2027-01-08');
    await at('2027-01-09');
    await at('2027-01-11');
    await at('2027-01-29');
    await at('2027-02-22');
    await at('2027-06-22');
    const all = await letters();
    expect(all.map(({ reason, role }) => [reason, role])).toEqual([
      ['acknowledgement', 'coordinator'],
      ['report.reportDue', 'coordinator'],
      ['report.overdue', 'good_governance'],
      ['report.veryOverdue', 'secretary_general'],
      ['report.council', 'council'],
    ]);
    const office = await desk.db.channel.findFirstOrThrow({ where: { externalId: 'office' } });
    const cards = await desk.db.delivery.findMany({ where: { kind: 'letter' } });
    expect(cards.map(({ channelId }) => channelId)).toEqual(all.map(() => office.id));
  });

  it('say the facts, in the language of who is written to, and cite the rules', async () => {
    await handedOver(desk, bundle, '2026-11-23');
    await at('2027-01-11');
    const { text, id } = await card('report.overdue');
    expect(text).toContain('MPMS-2026-001/P-1, më 23 nëntor 2026');
    expect(text).toContain('nr. 05/2016');
    expect(text).toContain('nr. 09/2011');
    expect(text).toContain('15 ditë pune');
    expect(text).toContain('8 janar 2027');
    expect(text).toContain('The number of working days in it is unverified');
    expect(text).toContain('No e-mail address is set: Office for Good Governance');
    expect(text).toContain('[Set the contact]');
    await contact(desk, { role: 'good_governance', institution: '', email: 'ogg@zkm.example' });
    expect((await card('report.overdue')).text).toContain('ogg@zkm.example');
    const wanted = await desk.db.delivery.findFirstOrThrow({ where: { subject: id } });
    expect(wanted.wantedVersion).toBeGreaterThan(1);
    await at('2026-11-26');
    const asked = (await card('acknowledgement')).text;
    expect(asked).toContain('We have received no confirmation yet');
    // The consultation is still open then.
    expect(asked).toContain('day on which it closes: 14 December 2026');
  });

  it('are not four at once after a long absence', async () => {
    await handedOver(desk, bundle, '2026-11-23');
    await at('2027-03-01');
    expect(await reasons()).toEqual(['acknowledgement', 'report.council']);
  });

  it('follow a corrected holiday, and repeat nothing', async () => {
    await handedOver(desk, bundle, '2026-11-23');
    await at('2027-01-07', '07:00');
    await desk.work((work) =>
      work.tx.holidayCorrection.create({
        data: { kind: 'add', day: '2027-01-08', feast: 'added', nameEn: 'Day off', at: work.now },
      }),
    );
    await at('2027-01-08');
    expect(await reasons()).toEqual([]);
    await at('2027-01-11');
    expect(await reasons()).toEqual(['acknowledgement', 'report.reportDue']);
    await desk.work((work) =>
      work.tx.holidayCorrection.updateMany({ data: { revokedAt: work.now } }),
    );
    await at('2027-01-11', '10:00');
    expect(await reasons()).toEqual(['acknowledgement', 'report.reportDue', 'report.overdue']);
  });

  it('stop at once when an answer arrives', async () => {
    await handedOver(desk, bundle, '2026-11-23');
    await at('2027-01-08');
    const before = await card('report.reportDue');
    expect(before.text).toContain('Ready to send');
    await source();
    const id = await draftId();
    await desk.work((work) => answerArrived(work, id));
    const after = await card('report.reportDue');
    expect(after.text).toContain('No longer needed');
    expect(after.text).not.toContain('[');
    const seen = await desk.presses('boss', 'office', 'letter.edit', [after.id]);
    expect(refused(seen)).toContain('no longer needed');
    await at('2027-06-22');
    expect(await reasons()).toEqual(['acknowledgement', 'report.reportDue']);
    const clock = told(await desk.uses('zef', 'all', 'bundle.clock', { bundle }));
    expect(textOf(clock)).toContain('The institution has answered');
  });

  it('stop at the next tick where nobody called, and go on when the answer is taken back', async () => {
    await handedOver(desk, bundle, '2026-11-23');
    await at('2027-01-08');
    const { id } = await source();
    await at('2027-01-08', '22:00');
    expect((await card('report.reportDue')).text).toContain('No longer needed');
    await desk.work((work) =>
      work.tx.answerSource.update({ where: { id }, data: { revokedAt: work.now } }),
    );
    await at('2027-01-11');
    expect(await reasons()).toContain('report.overdue');
  });

  it.each([
    ['accepted', true],
    ['unanswered', false],
  ] as const)(
    'stop when all has an outcome that the institution gave (%s)',
    async (outcome, stops) => {
      await handedOver(desk, bundle, '2026-11-23');
      await desk.work((work) => work.tx.contribution.updateMany({ data: { outcome } }));
      await at('2027-01-08');
      expect((await reasons()).length).toBe(stops ? 0 : 2);
    },
  );

  it('do not ask for what was acknowledged', async () => {
    await handedOver(desk, bundle, '2026-11-23');
    await at('2026-11-26');
    const form = opened(await desk.uses('boss', 'office', 'bundle.acknowledge', { bundle }));
    told(await desk.submits('boss', 'office', form, { day: '2026-11-25', protocol: '17/26' }));
    expect((await card('acknowledgement')).text).toContain('No longer needed');
    await at('2027-01-08');
    expect((await card('report.reportDue')).text).toContain('protocol number 17/26');
  });

  it('ask for one report, whatever the number of bundles', async () => {
    await handedOver(desk, bundle, '2026-11-23');
    await contribute(desk, 'dan', 'kdi', 'MPMS-2026-001');
    await handedOver(desk, await freeze(desk, 'MPMS-2026-001'), '2026-11-23');
    await at('2027-01-08');
    expect((await reasons()).sort()).toEqual([
      'acknowledgement',
      'acknowledgement',
      'report.reportDue',
    ]);
    const { text } = await card('report.reportDue');
    expect(text).toContain('MPMS-2026-001/P-1 on');
    expect(text).toContain('MPMS-2026-001/P-2 on');
  });

  it('end when the dispatch is taken back', async () => {
    await handedOver(desk, bundle, '2026-11-23');
    await at('2026-11-26');
    const { id } = await desk.db.dispatch.findFirstOrThrow();
    told(await desk.presses('boss', 'office', 'dispatch.revoke', [id, 'yes']));
    expect((await card('acknowledgement')).text).toContain('No longer needed');
    await at('2027-01-08');
    expect(await reasons()).toEqual(['acknowledgement']);
  });

  it('are edited, and sent by e-mail as they were seen', async () => {
    await handedOver(desk, bundle, '2026-11-23');
    await at('2026-11-26');
    const list = told(await desk.uses('boss', 'office', 'letter.list'));
    expect(textOf(list)).toContain('1 letter waits to be sent');
    expect(textOf(list)).toContain('Coordinator for public consultations – MPMS-2026-001');
    const shown = told(await press(desk, 'boss', 'office', list, 'letter.show'));
    const { id } = await desk.db.letter.findFirstOrThrow();
    const form = opened(await desk.presses('boss', 'office', 'letter.edit', [id]));
    expect(form.inputs[1]?.value).toContain('Dear Sir or Madam,');
    const words = { title: 'Please confirm', body: 'Did it arrive?\n\nCiviKos' };
    told(await desk.submits('boss', 'office', form, words));
    const old = await press(desk, 'boss', 'office', shown, 'letter.send');
    expect(refused(old)).toContain('was changed meanwhile');
    const fresh = told(await desk.presses('boss', 'office', 'letter.show', [id]));
    told(await press(desk, 'boss', 'office', fresh, 'letter.send'));
    const twice = await press(desk, 'boss', 'office', fresh, 'letter.send');
    expect(refused(twice)).toContain('on its way');
    const mail = await desk.db.mail.findFirstOrThrow();
    const content = await composed(desk, mail);
    expect(content?.subject).toBe('Please confirm');
    expect(content?.text).toBe(words.body);
    expect(content?.attachments.map(({ name }) => name)).toEqual([
      'MPMS-2026-001-acknowledgement.pdf',
    ]);
    expect((await card('acknowledgement')).text).toContain('On its way');
    await desk.work((work) => mailNews.sent(work, mail));
    expect((await card('acknowledgement')).text).toContain('Sent on 26 November 2026');
    expect(textOf(told(await desk.uses('boss', 'office', 'letter.list')))).toContain('No letter');
  });

  it('are not sent once they are needed no more, though they were on their way', async () => {
    await handedOver(desk, bundle, '2026-11-23');
    await at('2026-11-26');
    const { id } = await desk.db.letter.findFirstOrThrow();
    const shown = told(await desk.presses('boss', 'office', 'letter.show', [id]));
    told(await press(desk, 'boss', 'office', shown, 'letter.send'));
    await source();
    const draft = await draftId();
    await desk.work((work) => answerArrived(work, draft));
    const mail = await desk.db.mail.findFirstOrThrow();
    expect(await composed(desk, mail)).toBeNull();
  });

  it('are marked as sent, laid aside, and come as files', async () => {
    await handedOver(desk, bundle, '2026-11-23');
    await at('2026-11-26');
    const { id } = await desk.db.letter.findFirstOrThrow();
    for (const format of ['docx', 'pdf']) {
      told(await desk.presses('boss', 'office', 'letter.file', [id, format]));
    }
    const form = opened(await desk.presses('boss', 'office', 'letter.sent', [id]));
    const wrong = await desk.submits('boss', 'office', form, { day: '2026-11-25', how: 'By post' });
    expect(errorsOf(wrong)).toEqual({ day: 'The letter was not written yet on that day.' });
    told(await desk.submits('boss', 'office', form, { day: '2026-11-26', how: 'By post' }));
    expect((await card('acknowledgement')).text).toContain('By post');
    await at('2027-01-08');
    const due = await desk.db.letter.findFirstOrThrow({ where: { reason: 'report.reportDue' } });
    told(await desk.presses('boss', 'office', 'letter.aside', [due.id]));
    expect((await card('report.reportDue')).text).toContain('No longer needed');
    await at('2027-01-11');
    expect((await card('report.overdue')).text).not.toContain('[Send by e-mail]');
    expect(buttonsOf(told(await desk.uses('boss', 'office', 'letter.list'))).length).toBe(1);
  });

  it('name the letters that were sent before', async () => {
    await contact(desk, { role: 'good_governance', institution: '', email: 'ogg@zkm.example' });
    await handedOver(desk, bundle, '2026-11-23');
    await at('2027-01-08');
    const due = await desk.db.letter.findFirstOrThrow({ where: { reason: 'report.reportDue' } });
    const form = opened(await desk.presses('boss', 'office', 'letter.sent', [due.id]));
    told(await desk.submits('boss', 'office', form, { day: '2027-01-08', how: 'By post' }));
    await at('2027-01-11');
    const { text } = await card('report.overdue');
    expect(text).toContain('8 Jan 2027: Coordinator for public consultations');
  });

  it('stand in today and in the digest of the week', async () => {
    await handedOver(desk, bundle, '2026-11-23');
    await at('2027-01-12');
    const today = textOf(told(await desk.uses('boss', 'office', 'today')));
    expect(today).toContain('letters wait to be sent');
    expect(today).toContain('MPMS-2026-001: the report was due on 8 Jan 2027 (unverified)');
    expect(textOf(told(await desk.uses('dan', 'kdi', 'today')))).not.toContain('letters');
  });
});
