import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Desk,
  errorsOf,
  kosovo,
  openDesk,
  opened,
  refused,
  textOf,
  told,
} from '../chat/desk.ts';
import { press, publish } from '../chat/story.ts';

// Eid al-Fitr 2027 is estimated for Tuesday, 9 March.
const WINDOW = { receivedOn: '2027-02-16', opensOn: '2027-02-16', closesOn: '2027-03-10' };

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk('2027-02-16 09:00');
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

type Values = Readonly<Record<string, string>>;

/** Staff fill in a correction as far as its preview. */
async function preview(act: string, values: Values, command: Values = {}) {
  const form = opened(await desk.uses('boss', 'office', `holiday.${act}`, command));
  return desk.submits('boss', 'office', form, values);
}

async function correct(act: string, values: Values): Promise<string> {
  const shown = told(await preview(act, values));
  return textOf(told(await press(desk, 'boss', 'office', shown, 'holiday.apply')));
}

const draft = (number: string) => desk.db.draft.findUniqueOrThrow({ where: { number } });
const notes = () => desk.db.delivery.findMany({ where: { kind: 'draft.timesChanged' } });
const MOVED = { feast: 'eid-al-fitr', day: '2027-03-10', source: 'Decision 7/2027' };

describe('a moved Bajram', () => {
  it('is previewed with the old and the new deadline, and nothing is kept', async () => {
    const number = await publish(desk, WINDOW);
    const text = textOf(told(await preview('move', MOVED)));
    expect(text).toContain('Nothing is changed yet.');
    expect(text).toContain('becomes a working day: Tuesday, 9 March 2027 (Eid al-Fitr, first day)');
    expect(text).toContain('becomes a day off: Wednesday, 10 March 2027');
    expect(text).toContain('The deadline of 1 open draft changes:');
    expect(text).toContain(`${number}: 8 Mar 2027, 12:00 → 9 Mar 2027, 12:00`);
    expect(await desk.db.holidayCorrection.count()).toBe(0);
    expect((await draft(number)).dueOn).toBe('2027-03-08');
  });

  it('moves the deadline, refreshes the cards and tells each channel once', async () => {
    const number = await publish(desk, WINDOW);
    const { id } = await draft(number);
    const version = async () =>
      (await desk.db.delivery.findFirstOrThrow({ where: { kind: 'draft', subject: id } }))
        .wantedVersion;
    const before = await version();
    const shown = told(await preview('move', MOVED));
    const done = textOf(told(await press(desk, 'boss', 'office', shown, 'holiday.apply')));
    expect(done).toContain('The deadline of 1 draft was changed');
    expect(await draft(number)).toMatchObject({
      dueOn: '2027-03-09',
      dueAt: kosovo('2027-03-09 12:00'),
      closesOn: '2027-03-10',
      dueByRule: true,
    });
    expect(await version()).toBeGreaterThan(before);
    expect(await notes()).toHaveLength(4);
    const note = await desk.shown('draft.timesChanged', id, 'kcsf');
    expect(note).toContain('Monday, 8 March 2027 at 12:00');
    expect(note).toContain('Tuesday, 9 March 2027 at 12:00');
    expect(note).toContain('Because the calendar of holidays was corrected.');
    expect(note).toContain('on Wednesday, 10 March 2027, not on Tuesday, 9 March 2027');
    expect(await desk.shown('draft', id, 'kcsf')).toContain('closes on a day off');
    // Twice is once.
    expect(refused(await press(desk, 'boss', 'office', shown, 'holiday.apply'))).toContain(
      'was kept already',
    );
    expect(errorsOf(await preview('move', MOVED))).toEqual({
      day: 'This feast is on 10 Mar 2027 already.',
    });
    expect(await notes()).toHaveLength(4);
    const details = textOf(told(await desk.uses('ana', 'kcsf', 'draft.show', { draft: number })));
    expect(details).toContain('8 Mar 2027 → 9 Mar 2027');
    const audits = await desk.db.audit.findMany({ where: { act: 'draft.recount' } });
    expect(audits).toMatchObject([{ subject: id, detail: { after: '2027-03-09' } }]);
  });

  it('is seen at once by everything that counts days', async () => {
    await correct('move', MOVED);
    const { calendar } = await desk.surroundings();
    expect(calendar.isWorkingDay('2027-03-09')).toBe(true);
    expect(calendar.isWorkingDay('2027-03-10')).toBe(false);
    const number = await publish(desk, WINDOW);
    expect((await draft(number)).dueOn).toBe('2027-03-09');
  });

  it('leaves alone what staff set by hand, also when it is what the rule gives', async () => {
    const byHand = await publish(desk, { ...WINDOW, due: '08.03.2027 12:00' });
    const text = textOf(told(await preview('move', MOVED)));
    expect(text).toContain('No deadline of an open draft changes.');
    expect(text).toContain(`${byHand}: stays at 8 Mar 2027, 12:00, because the secretariat set it`);
    expect(await correct('move', MOVED)).toContain('0 drafts');
    expect((await draft(byHand)).dueOn).toBe('2027-03-08');
    expect(await notes()).toEqual([]);
  });

  it('leaves alone what is past due, closed or not counted over that day', async () => {
    const far = await publish(desk, { ...WINDOW, closesOn: '2027-03-05' });
    const over = await publish(desk, { ...WINDOW, closesOn: '2027-02-19' });
    const closed = await publish(desk, WINDOW);
    const form = opened(await desk.presses('boss', 'office', 'draft.close', [closed]));
    told(await desk.submits('boss', 'office', form, {}));
    desk.moveTo('2027-02-20 09:00');
    const before = await Promise.all([far, over, closed].map(draft));
    await correct('move', MOVED);
    expect(await Promise.all([far, over, closed].map(draft))).toEqual(before);
  });

  it('moves no deadline into the past', async () => {
    const number = await publish(desk, WINDOW);
    desk.moveTo('2027-03-08 11:00');
    // Monday is declared a day off in its morning: the Friday before has passed.
    const add = { day: '2027-03-08', nameSq: 'Ditë zie' };
    expect(textOf(told(await preview('add', add)))).toContain(
      `${number}: stays at 8 Mar 2027, 12:00, because the new moment has passed`,
    );
    await correct('add', { ...add, day: '2027-03-08' });
    expect(await draft(number)).toMatchObject({ dueOn: '2027-03-08', dueByRule: false });
  });

  it('judges drafts from before it was written down by what the rule gives', async () => {
    const counted = await publish(desk, WINDOW);
    const set = await publish(desk, { ...WINDOW, due: '08.03.2027 16:00' });
    await desk.db.draft.updateMany({ data: { dueByRule: null } });
    await correct('move', MOVED);
    expect((await draft(counted)).dueOn).toBe('2027-03-09');
    expect((await draft(set)).dueOn).toBe('2027-03-08');
  });

  it('moves nothing because a setting was changed since', async () => {
    const number = await publish(desk, WINDOW);
    const setting = { name: 'dueLeadWorkingDays', value: '5' };
    told(await desk.uses('boss', 'office', 'setting', setting));
    await correct('add', { day: '2027-02-18', nameSq: 'Ditë pushimi' });
    expect((await draft(number)).dueOn).toBe('2027-03-08');
    await correct('move', MOVED);
    expect((await draft(number)).dueOn).toBe('2027-03-09');
  });

  it('stays by rule when the draft is edited and its times are left alone', async () => {
    const number = await publish(desk, WINDOW);
    let answer = await desk.uses('boss', 'office', 'draft.edit', { draft: number });
    for (let step = 0; step < 3; step += 1) {
      const values: Values = step === 0 ? { titleEn: 'A title' } : {};
      answer = await desk.submits('boss', 'office', opened(answer), values);
    }
    told(answer);
    expect((await draft(number)).dueByRule).toBe(true);
  });
});

describe('taking back', () => {
  it('is previewed, restores the deadline, tells it, and keeps the history', async () => {
    const number = await publish(desk, WINDOW);
    await correct('move', MOVED);
    const list = told(await desk.uses('boss', 'office', 'holiday.list', { year: '2027' }));
    expect(textOf(list)).toContain('Wednesday, 10 March 2027: Eid al-Fitr, first day');
    expect(textOf(list)).toContain('boss, 16 Feb 2027; source: Decision 7/2027');
    const shown = told(await press(desk, 'boss', 'office', list, 'holiday.takeBack'));
    expect(textOf(shown)).toContain(`${number}: 9 Mar 2027, 12:00 → 8 Mar 2027, 12:00`);
    expect((await draft(number)).dueOn).toBe('2027-03-09');
    const done = told(await press(desk, 'boss', 'office', shown, 'holiday.takeBack'));
    expect(textOf(done)).toContain('Taken back. The deadline of 1 draft');
    expect((await draft(number)).dueOn).toBe('2027-03-08');
    expect(await notes()).toHaveLength(8);
    expect(refused(await press(desk, 'boss', 'office', shown, 'holiday.takeBack'))).toContain(
      'taken back already',
    );
    const again = textOf(told(await desk.uses('ana', 'kcsf', 'holiday.list', { year: '2027' })));
    expect(again).toContain('Tuesday, 9 March 2027: Eid al-Fitr, first day (estimated)');
    expect(again).toContain('taken back: boss, 16 Feb 2027');
    expect(again).not.toContain('[Take back');
    const { id } = await draft(number);
    expect(await desk.shown('draft.timesChanged', id, 'kdi')).toContain(
      'Because a correction of the holidays was taken back.',
    );
  });
});

describe('the other corrections', () => {
  it('confirm a Bajram by its year or its day, which changes no day', async () => {
    const shown = told(await preview('confirm', { feast: 'eid-al-fitr', when: '2027' }));
    expect(textOf(shown)).toContain('No day off changes.');
    told(await press(desk, 'boss', 'office', shown, 'holiday.apply'));
    const { calendar } = await desk.surroundings();
    expect(calendar.holidayOn('2027-03-09')?.estimated).toBeUndefined();
    const values = { feast: 'eid-al-fitr', when: '9.3.2027' };
    expect(errorsOf(await preview('confirm', values))).toEqual({
      when: 'It is not estimated then; there is nothing to confirm.',
    });
    // The feast itself is on a Sunday; the day off is the Monday after it.
    await correct('confirm', { feast: 'eid-al-adha', when: '16.5.2027' });
    const { calendar: later } = await desk.surroundings();
    expect(later.holidayOn('2027-05-17')?.estimated).toBeUndefined();
  });

  it('ask for the day where a year has two, and for a move where it is another', async () => {
    const when = async (text: string) =>
      errorsOf(await preview('confirm', { feast: 'eid-al-fitr', when: text })).when;
    expect(await when('2033')).toContain('There are two in that year.');
    expect(await when('10.3.2027')).toContain('It is expected on 9 Mar 2027.');
    expect(await when('soon')).toContain('Please write a year');
    told(await preview('confirm', { feast: 'eid-al-fitr', when: '23.12.2033' }));
  });

  it('add and remove a day, as the command named it', async () => {
    const form = opened(
      await desk.types('boss', 'office', 'praznik dodaj 26.02.2027 Dan žalosti u zemlji'),
    );
    expect(form.inputs.map(({ name, value }) => [name, value])).toEqual([
      ['day', '2027-02-26'],
      ['nameSq', 'Dan žalosti u zemlji'],
      ['nameSr', undefined],
      ['nameEn', undefined],
      ['source', undefined],
    ]);
    const shown = told(
      await desk.submits('boss', 'office', form, { nameSr: 'Dan žalosti', nameEn: 'Mourning' }),
    );
    told(await press(desk, 'boss', 'office', shown, 'holiday.apply'));
    const off = async () => (await desk.surroundings()).calendar.holidayOn('2027-02-26');
    expect((await off())?.names).toEqual({
      sq: 'Dan žalosti u zemlji',
      sr: 'Dan žalosti',
      en: 'Mourning',
    });
    await correct('remove', { day: '2027-02-26' });
    expect(await off()).toBeUndefined();
  });

  it('are refused beside the field, and not at all kept', async () => {
    const error = async (act: string, values: Values) => errorsOf(await preview(act, values)).day;
    const name = { nameSq: 'Ditë' };
    expect(await error('add', { day: '2027-02-17', ...name })).toContain('is a day off already');
    expect(await error('add', { day: '2027-02-20', ...name })).toContain('on a weekend');
    expect(await error('remove', { day: '2027-02-18' })).toContain('is no day off');
    expect(await error('move', { feast: 'eid-al-fitr', day: '2027-06-01' })).toContain(
      'expected on 9 Mar 2027',
    );
    expect(await desk.db.holidayCorrection.count()).toBe(0);
  });

  it('name the feast in any language, and ask which of several', async () => {
    const types = (feast: string) => desk.uses('boss', 'office', 'holiday.move', { feast });
    const feastOf = async (text: string) =>
      opened(await types(text)).inputs.find(({ name }) => name === 'feast')?.value;
    expect(await feastOf('kurban bajram')).toBe('eid-al-adha');
    expect(await feastOf('bajrami i madh')).toBe('eid-al-fitr');
    expect(await feastOf('Orthodox Easter')).toBe('orthodox-easter');
    expect(refused(await types('bajram'))).toContain('Several feasts fit');
    expect(refused(await types('halloween'))).toContain('I know no feast called');
  });

  it('are dropped with a button, and belong to who filled them in', async () => {
    const shown = told(await preview('remove', { day: '2027-02-17' }));
    expect(refused(await press(desk, 'sara', 'office', shown, 'holiday.apply'))).not.toBe('');
    told(await press(desk, 'boss', 'office', shown, 'holiday.discard'));
    refused(await press(desk, 'boss', 'office', shown, 'holiday.apply'));
    expect(await desk.db.holidayCorrection.count()).toBe(0);
  });
});

describe('the list', () => {
  it('marks what is estimated and explains substitutes, in each language', async () => {
    const list = async (text: string) => textOf(told(await desk.types('zef', 'all', text)));
    const english = await list('holiday list');
    expect(english).toContain('Official holidays 2027');
    expect(english).toContain(
      'Monday, 4 January 2027: New Year (instead of Saturday, 2 January 2027)',
    );
    expect(english).toContain('Eid al-Fitr, first day (estimated)');
    expect(english).toContain(
      'Monday, 17 May 2027: Eid al-Adha, first day (instead of Sunday, 16 May 2027; estimated)',
    );
    await desk.speaks('zef', 'sr');
    expect(await list('praznik spisak 2028')).toContain('Zvanični praznici 2028');
    await desk.speaks('zef', 'sq');
    expect(await list('festa lista 2026')).toContain('e parashikuar');
    expect(refused(await desk.types('zef', 'all', 'holiday list 1800'))).not.toBe('');
  });
});

describe('explain', () => {
  const explains = async (text: string) => textOf(told(await desk.types('zef', 'all', text)));

  it('accounts for every day of a draft, grouped by week', async () => {
    const number = await publish(desk, WINDOW);
    const text = await explains(`explain ${number}`);
    expect(text).toContain('15 working days (the opening day counts)');
    expect(text).toContain(
      '• Tue 16 Feb: 1 · Wed 17 Feb: Independence Day · Thu 18 Feb: 2 · Fri 19 Feb: 3 · Sat 20 Feb, Sun 21 Feb: weekend',
    );
    expect(text).toContain(
      '• Mon 8 Mar: 14 · Tue 9 Mar: Eid al-Fitr, first day (estimated) · Wed 10 Mar: 15',
    );
    expect(text).toContain('Contributions are due 1 working day before the ministry’s close');
    expect(text).toContain('Kosovo time (CET)');
    expect(text).toContain('unverified');
    const byHand = await publish(desk, { ...WINDOW, due: '05.03.2027 16:00' });
    expect(await explains(`shpjego ${byHand}`)).toContain('The secretariat itself set');
  });

  it('finds a draft by words of its title', async () => {
    const number = await publish(desk, WINDOW);
    expect(await explains('objasni ndermarrjet sociale')).toContain(number);
  });

  it('does the same for two days', async () => {
    const text = await explains('explain 30.4.2027 5.5.2027');
    expect(text).toContain('2 working days');
    expect(text).toContain('Fri 30 Apr: 1 · Sat 1 May, Sun 2 May: weekend');
    expect(text).toContain(
      "Mon 3 May: International Workers' Day (instead of Saturday, 1 May 2027)",
    );
    const no = async (line: string) => refused(await desk.types('zef', 'all', line));
    expect(await no('explain 5.5.2027 30.4.2027')).toContain('before the first');
    expect(await no('explain 5.5.2027 30.4.2029')).toContain('too long');
    expect(await no('explain 5.5.2027 never')).toContain('is no day');
    expect(await no('explain 5.5.2027')).toContain('is no day');
  });

  it('counts as the kind of act does', async () => {
    const number = await publish(desk, WINDOW);
    const set = async (name: string, value: string) =>
      told(await desk.uses('boss', 'office', 'setting', { name, value }));
    await set('countOpeningDayByKind', 'draft_law=false, strategy=true');
    await set('minimumByKind', 'draft_law=30');
    const text = await explains(`explain ${number}`);
    expect(text).toContain('14 working days (the opening day does not count)');
    expect(text).toContain('Tue 16 Feb: opening day, does not count');
    expect(text).toContain('is 30 working days');
    const strategy = await publish(desk, { ...WINDOW, type: 'strategy' });
    expect(await explains(`explain ${strategy}`)).toContain(
      '15 working days (the opening day counts)',
    );
    await set('minimumByKind', '-');
    expect(await explains(`explain ${number}`)).toContain('is 15 working days');
    const bad = { name: 'minimumByKind', value: 'nothing=3' };
    refused(await desk.uses('boss', 'office', 'setting', bad));
  });
});
