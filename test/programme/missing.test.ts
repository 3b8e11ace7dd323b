import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import { LANGUAGES } from '../../src/i18n/index.ts';
import { PROGRAMME_DUE } from '../../src/programme/dueNote.ts';
import { missingNumbers } from '../../src/programme/numbers.ts';
import { buttonsOf, type Desk, openDesk, opened, refused, textOf, told } from '../chat/desk.ts';
import { press, publish, TITLE } from '../chat/story.ts';
import { bringIn, handOver } from './story.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const missing = async (values: Record<string, string> = {}) =>
  told(await desk.uses('boss', 'office', 'programme.missing', values));
const letter = async (about: string, subject: string) =>
  told(await desk.presses('boss', 'office', 'programme.letter', [about, subject]));
const notes = () => desk.db.delivery.findMany({ where: { kind: PROGRAMME_DUE } });

/** Staff note a draft that was published elsewhere. */
async function sees(over: Record<string, string> = {}): Promise<Message> {
  const form = opened(await desk.uses('boss', 'office', 'sighting.add'));
  return told(
    await desk.submits('boss', 'office', form, {
      title: 'Projektligji për Prishtinën',
      institution: 'MPMS',
      source: 'https://konsultimet.rks-gov.net/',
      seenOn: '2026-11-20',
      window: '16.11.2026 – 04.12.2026',
      ...over,
    }),
  );
}

/** Real titles; the days are the test's own. */
const ROWS = [
  'Draft Law on Tourism,MIET,2026-09-30,',
  'Draft Law on Trademarks,MIET,2026-11-13,',
  'Draft Law on Spatial Planning,,2027-03-31,',
  'Draft Law on Health Inspections,,2026-01-30,withdrawn',
].join('\n');

describe('what was due and never came', () => {
  it('is listed with the working days since, the longest due first, for staff alone', async () => {
    expect(textOf(await missing())).toContain('Nothing is missing');
    await bringIn(desk, ROWS);
    const list = await missing();
    expect(textOf(list)).toContain('2 drafts were due and never came');
    expect(textOf(list)).toContain(
      'P2026-1 Draft Law on Tourism · MIET · deadline: 30 Sept 2026 · for 38 working days',
    );
    expect(textOf(list)).toContain('P2026-2 Draft Law on Trademarks');
    expect(textOf(list)).not.toContain('Spatial');
    expect(textOf(list)).not.toContain('Health');
    expect(textOf(await missing({ year: '2025' }))).toContain('Nothing is missing');
    expect(refused(await desk.uses('ana', 'kcsf', 'programme.missing'))).toContain(
      'Only the secretariat can do this',
    );
    expect(refused(await desk.uses('boss', 'office', 'programme.missing', { year: 'x' }))).toBe(
      'Please give a year, e.g. 2026.',
    );
  });

  it('is leafed through part by part, and fits on every platform', async () => {
    const many = Array.from(
      { length: 40 },
      (_one, index) => `${'Draft Law on Ëndrra '.repeat(20)}${index},MIET,2026-09-30,`,
    );
    await bringIn(desk, many.join('\n'));
    const all = await missing();
    expect(textOf(all)).toContain('P2026-3 ');
    expect(textOf(all)).not.toContain('P2026-4 ');
    const more = buttonsOf(all).find(({ label }) => label === 'Never came: all 40');
    const page = told(await desk.presses('boss', 'office', 'programme.missing', more?.args ?? []));
    expect(textOf(page)).toContain('page 1 of 7');
    const next = buttonsOf(page).find(({ label }) => label === 'Next page');
    const second = told(
      await desk.presses('boss', 'office', 'programme.missing', next?.args ?? []),
    );
    expect(textOf(second)).toContain('P2026-7 ');
    for (const one of [all, page, second]) {
      expect(buttonsOf(one).length).toBeLessThanOrEqual(25);
      expect(textOf(one).length).toBeLessThan(3_000);
      for (const { act, args } of buttonsOf(one)) {
        expect([act, ...args].join('|').length).toBeLessThan(100);
      }
    }
  });

  it('is told the secretariat once, all of a morning in one note', async () => {
    await bringIn(desk, ROWS);
    expect(await desk.tick()).toMatchObject({ programme: 1 });
    expect(await desk.tick()).toMatchObject({ programme: 0 });
    const [note] = await notes();
    const text = await desk.shown(PROGRAMME_DUE, note?.subject ?? '', 'office');
    expect(text).toContain('2 drafts were due and never came');
    expect(text).toContain('P2026-1 Draft Law on Tourism · for 38 working days');
    desk.moveTo('2027-04-01 09:00');
    expect(await desk.tick()).toMatchObject({ programme: 1 });
    expect(await notes()).toHaveLength(2);
    expect(await desk.tick()).toMatchObject({ programme: 0 });
    // What has come by the time it is sent is not told.
    const [, later] = await notes();
    await publish(desk, { titleSq: 'Draft Law on Spatial Planning', closesOn: '2027-05-14' });
    await desk.db.plannedDraft.updateMany({ data: { state: 'withdrawn' } });
    expect(await desk.shown(PROGRAMME_DUE, later?.subject ?? '', 'office')).toBeNull();
  });

  it('is told again only when its deadline moved and passed anew, and never at night', async () => {
    await bringIn(desk, ROWS);
    desk.moveTo('2026-11-23 19:00');
    expect(await desk.tick()).toMatchObject({ programme: 0 });
    desk.moveTo('2026-11-24 09:00');
    await desk.tick();
    const form = opened(await desk.presses('boss', 'office', 'programme.move', ['P2026-1']));
    const reason = 'Government meeting of 24.11.2026';
    told(await desk.submits('boss', 'office', form, { deadline: '2026-12-10', reason }));
    desk.moveTo('2026-12-10 09:00');
    expect(await desk.tick()).toMatchObject({ programme: 0 });
    desk.moveTo('2026-12-11 09:00');
    expect(await desk.tick()).toMatchObject({ programme: 1 });
  });

  it('is told in no channel while the secretariat has none, and then', async () => {
    await bringIn(desk, ROWS);
    await desk.db.channel.updateMany({
      where: { purpose: 'secretariat' },
      data: { active: false },
    });
    expect(await desk.tick()).toMatchObject({ programme: 0 });
    await desk.db.channel.updateMany({ where: { purpose: 'secretariat' }, data: { active: true } });
    expect(await desk.tick()).toMatchObject({ programme: 1 });
  });

  it('is a line of the day of staff, and not of members', async () => {
    await bringIn(desk, ROWS);
    const day = told(await desk.uses('boss', 'office', 'today'));
    expect(textOf(day)).toContain('2 drafts were due and never came.');
    expect(textOf(told(await press(desk, 'boss', 'office', day, 'programme.missing')))).toContain(
      'What never reached us',
    );
    expect(textOf(told(await desk.uses('ana', 'kcsf', 'today')))).not.toContain('never came');
  });
});

describe('a letter that asks for a draft', () => {
  it('cites the two rules, names the deadline and the earlier one, and is written once', async () => {
    await bringIn(desk, ROWS);
    await bringIn(desk, 'Draft Law on Tourism,MIET,2026-10-30,\n');
    const first = textOf(await letter('planned', 'P2026-1'));
    for (const fact of [
      'Draft Law on Tourism',
      'MIET',
      '30 tetor 2026',
      '30 shtator 2026',
      'Rregullorja (QRK) nr. 05/2016',
      'janari 2012',
      'Zyrës Ligjore',
    ]) {
      expect(first).toContain(fact);
    }
    expect(textOf(await letter('planned', 'P2026-1'))).toBe(first);
    const [row, another] = await desk.db.letter.findMany();
    expect(another).toBeUndefined();
    expect(row).toMatchObject({ reason: 'planned.missing', role: 'coordinator', language: 'sq' });
    // Laid aside or sent, it can be asked for again.
    told(await desk.presses('boss', 'office', 'letter.aside', [row?.id ?? '']));
    await letter('planned', 'P2026-1');
    expect(await desk.db.letter.count()).toBe(2);
  });

  it('is in the language of the coordinator it goes to', async () => {
    await publish(desk, { institution: 'MIET', titleSq: 'Projektligji për Energjinë' });
    await bringIn(desk, ROWS);
    const { id } = await desk.db.institution.findFirstOrThrow({ where: { code: 'MIET' } });
    const contact = { role: 'coordinator', institutionId: id, name: 'Demonstration' } as const;
    for (const [language, word] of [
      ['sr', 'Poštovani koordinatore'],
      ['en', 'Dear coordinator'],
    ] as const) {
      await desk.db.contact.deleteMany();
      await desk.db.letter.deleteMany();
      await desk.db.contact.create({ data: { ...contact, language, at: new Date(0) } });
      expect(textOf(await letter('planned', 'P2026-1'))).toContain(word);
    }
  });

  it('ends when the draft comes, is withdrawn, or nothing is to be asked for', async () => {
    await bringIn(desk, ROWS);
    await letter('planned', 'P2026-1');
    await letter('planned', 'P2026-2');
    await publish(desk, { titleSq: 'Draft Law on Tourism', institution: 'MIET' });
    const form = opened(await desk.presses('boss', 'office', 'programme.withdraw', ['P2026-2']));
    told(await desk.submits('boss', 'office', form, { reason: 'Government meeting' }));
    expect(await desk.db.letter.findMany({ where: { endedAt: null } })).toEqual([]);
    for (const [handle, sentence] of [
      ['P2026-1', 'P2026-1 came already: MIET-2026-001.'],
      ['P2026-2', 'P2026-2 is withdrawn from the programme.'],
      ['P2026-3', 'P2026-3 is not overdue: there is nothing to ask for.'],
    ] as const) {
      const answer = await desk.presses('boss', 'office', 'programme.letter', ['planned', handle]);
      expect(refused(answer)).toBe(sentence);
    }
  });

  it('ends when a new programme moves the draft or has it no more', async () => {
    const rows = (first: string) => `Projektligji A,MPMS,${first},\nLigji B,MPMS,2026-09-30,\n`;
    await bringIn(desk, rows('2026-09-30'));
    for (const handle of ['P2026-1', 'P2026-2']) await letter('planned', handle);
    const waiting = async () =>
      (await desk.db.letter.findMany({ where: { endedAt: null }, include: { planned: true } })).map(
        ({ planned }) => planned?.position,
      );
    await bringIn(desk, rows('2027-03-31'));
    expect(await waiting()).toEqual([2]);
    const preview = await handOver(desk, 'Projektligji A,MPMS,2027-03-31,\n');
    const withdraw = buttonsOf(preview).find(({ args }) => args?.[1] === 'withdraw');
    told(await desk.presses('boss', 'office', 'programme.apply', withdraw?.args ?? []));
    expect(await waiting()).toEqual([]);
  });

  it.each(LANGUAGES)(
    'fits into what a letter takes, in %s, whatever the titles',
    async (language) => {
      const long = 'Projektligji për ndryshimin e ligjeve '.repeat(12).trim();
      await publish(desk, { titleSq: long.slice(0, 400), receivedOn: '2026-12-04' });
      const { id } = await desk.db.institution.findFirstOrThrow();
      await desk.db.institution.updateMany({ data: { nameSq: 'M'.repeat(250) } });
      await desk.db.contact.create({
        data: { role: 'coordinator', institutionId: id, language, at: new Date(0) },
      });
      await bringIn(desk, `${long} tjetër,MPMS,2026-09-30,\n`);
      await sees({ title: `${long.slice(0, 380)} i parë`, source: 's'.repeat(500) });
      const { id: seen } = await desk.db.sighting.findFirstOrThrow();
      await letter('planned', 'P2026-1');
      await letter('sighting', seen);
      await letter('late', 'MPMS-2026-001');
      const letters = await desk.db.letter.findMany();
      expect(letters).toHaveLength(3);
      for (const { title, body, language: written } of letters) {
        expect(written).toBe(language);
        expect(title.length).toBeLessThanOrEqual(150);
        expect(body.length).toBeLessThanOrEqual(2_400);
        expect(body).toContain('CiviKos');
        expect(body).not.toContain('{{');
      }
    },
  );
});

describe('a draft that was seen elsewhere', () => {
  beforeEach(() => publish(desk));

  it('is kept with where and when, asked for with a letter, and ends when it comes', async () => {
    const kept = await sees();
    expect(textOf(kept)).toContain('Noted: nobody sent it to us.');
    expect(textOf(kept)).toContain('seen on 20 Nov 2026 · https://konsultimet.rks-gov.net/');
    expect(textOf(kept)).toContain('window there 16 Nov 2026 – 4 Dec 2026');
    const list = await missing();
    expect(textOf(list)).toContain('1 draft was published elsewhere and not sent to us');
    const asked = textOf(told(await press(desk, 'boss', 'office', list, 'programme.letter')));
    expect(asked).toContain('https://konsultimet.rks-gov.net/');
    expect(asked).toContain('16 nëntor 2026');

    const number = await publish(desk, { titleSq: 'Ligji për Prishtinën' });
    expect(await desk.db.sighting.findFirst()).toMatchObject({ endedAt: expect.any(Date) });
    expect(await desk.db.letter.findMany({ where: { endedAt: null } })).toEqual([]);
    const { id } = await desk.db.sighting.findFirstOrThrow();
    const card = told(await desk.presses('boss', 'office', 'sighting.show', [id]));
    expect(textOf(card)).toContain(`It came: ${number}.`);
    expect(textOf(await missing())).not.toContain('published elsewhere');
  });

  it('is offered when something like it comes, and is said to have come by hand', async () => {
    await sees({ title: 'Projektligji për Ndërmarrjet Sociale në Prishtinë' });
    const { id } = await desk.db.sighting.findFirstOrThrow();
    const form = opened(await desk.presses('boss', 'office', 'sighting.came', [id]));
    const wrong = await desk.submits('boss', 'office', form, { number: 'MD-2026-404' });
    expect(wrong.kind).toBe('invalid');
    const done = told(await desk.submits('boss', 'office', form, { number: 'MPMS-2026-001' }));
    expect(textOf(done)).toContain('came as MPMS-2026-001.');
    const twice = await desk.presses('boss', 'office', 'sighting.matched', [id, 'MPMS-2026-001']);
    expect(refused(twice)).toBe('It came: MPMS-2026-001.');
  });

  it('is laid aside with a reason that stays', async () => {
    const kept = await sees();
    const end = buttonsOf(kept).find(({ act }) => act === 'sighting.end');
    const form = opened(await desk.presses('boss', 'office', 'sighting.end', end?.args ?? []));
    told(await desk.submits('boss', 'office', form, { reason: 'It is of another year.' }));
    const card = told(await desk.presses('boss', 'office', 'sighting.show', end?.args ?? []));
    expect(textOf(card)).toContain('It was laid aside. It is of another year.');
    const again = await desk.presses('boss', 'office', 'sighting.end', end?.args ?? []);
    expect(refused(again)).toBe('It was laid aside.');
  });

  it('knows that it is in the programme, and comes with what is there', async () => {
    await bringIn(desk, 'Projektligji për Prishtinën,MPMS,2026-12-31,\n');
    const kept = await sees();
    expect(textOf(kept)).toContain('It is in the legislative programme: P2026-1.');
    await publish(desk, { titleSq: 'Projektligji për kryeqytetin', closesOn: '2026-12-18' });
    told(await desk.presses('boss', 'office', 'programme.confirm', ['P2026-1', 'MPMS-2026-002']));
    expect(await desk.db.sighting.findFirst()).toMatchObject({ endedAt: expect.any(Date) });
    told(await desk.presses('boss', 'office', 'programme.unmatch', ['P2026-1']));
    expect(await desk.db.sighting.findFirst()).toMatchObject({ endedAt: null, draftId: null });
  });

  it.each([
    [{ title: ' ' }, 'title', 'Please fill this in.'],
    [{ institution: 'XYZ' }, 'institution', 'I know no institution “XYZ”.'],
    [{ seenOn: '2026-11-24' }, 'seenOn', 'That day is still to come.'],
    [{ window: 'soon' }, 'window', 'Please write two days, e.g. 04.05.2026 – 22.05.2026.'],
    [
      { window: '4.12.2026 – 16.11.2026' },
      'window',
      'Please write two days, e.g. 04.05.2026 – 22.05.2026.',
    ],
  ])('is refused: %j', async (over, field, sentence) => {
    const form = opened(await desk.uses('boss', 'office', 'sighting.add'));
    const values = {
      title: 'Projektligji për Prishtinën',
      institution: 'MPMS',
      source: 'Gazeta Zyrtare',
      seenOn: '2026-11-20',
      window: '',
      ...over,
    };
    const answer = await desk.submits('boss', 'office', form, values);
    if (answer.kind !== 'invalid') throw new Error('taken');
    expect(answer.errors[field]).toContain(sentence.split('“')[0]);
    expect(await desk.db.sighting.count()).toBe(0);
  });

  it('is kept once', async () => {
    await sees();
    const form = opened(await desk.uses('boss', 'office', 'sighting.add'));
    const answer = await desk.submits('boss', 'office', form, {
      title: 'PROJEKTLIGJI PËR PRISHTINËN',
      institution: 'mpms',
      source: 'Gazeta Zyrtare',
      seenOn: '2026-11-20',
      window: '',
    });
    if (answer.kind !== 'invalid') throw new Error('taken');
    expect(answer.errors.title).toContain('noted already');
  });
});

describe('drafts that came late, and the numbers of a year', () => {
  it('counts the working days lost, by institution, and writes about one', async () => {
    // Open since Monday, 9 November: ten working days until the 23rd, of nineteen.
    await publish(desk, { opensOn: '2026-11-09', closesOn: '2026-12-03' });
    await publish(desk, { titleSq: 'Projektligji për Energjinë', institution: 'MZHE' });
    const list = textOf(await missing());
    expect(list).toContain('1 draft came late');
    expect(list).toContain(
      'received 23 Nov 2026, open since 9 Nov 2026: 10 working days lost of 19',
    );
    expect(list).toContain('MPMS: 1 draft late, 10 working days lost');
    const text = textOf(await letter('late', 'MPMS-2026-001'));
    expect(text).toContain('kishin kaluar 10 nga gjithsej 19 ditë pune');
    const none = await desk.presses('boss', 'office', 'programme.letter', [
      'late',
      'MZHE-2026-001',
    ]);
    expect(refused(none)).toBe('MZHE-2026-001 did not come late.');
  });

  it('adds up what was planned, what came, and what did not', async () => {
    await publish(desk, { opensOn: '2026-11-09', closesOn: '2026-12-03' });
    await bringIn(desk, `${ROWS}\n${TITLE},MPMS,2026-09-30,\n`);
    await bringIn(desk, 'Draft Law on Spatial Planning,,2027-04-30,\n');
    await sees();
    const world = await desk.surroundings();
    const numbers = await missingNumbers(desk.db, world, { year: 2026 });
    expect(numbers).toEqual({
      planned: 5,
      postponed: 1,
      withdrawn: 1,
      received: 1,
      dueNeverCame: 2,
      seenElsewhere: 1,
      late: 1,
      daysLost: 10,
    });
    const { id } = await desk.db.institution.findFirstOrThrow({ where: { code: 'MPMS' } });
    const theirs = await missingNumbers(desk.db, world, { year: 2026, institutionId: id });
    expect(theirs).toMatchObject({ planned: 1, received: 1, dueNeverCame: 0, late: 1 });
    expect(await missingNumbers(desk.db, world, { year: 2025 })).toMatchObject({
      planned: 0,
      seenElsewhere: 0,
      late: 0,
    });
  });
});
