import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/index.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { comparePlan } from '../../src/plan/comparePlan.ts';
import { type Choice, importPlan, takeOver } from '../../src/plan/importPlan.ts';
import { markDone } from '../../src/plan/markDone.ts';
import { moveDeadline } from '../../src/plan/moveDeadline.ts';
import { readPlanFile } from '../../src/plan/readPlanFile.ts';
import { cp1250, utf8 } from '../documents/bytes.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { importText, on } from './work.ts';

let storage: TemporaryStorage;
beforeEach(async () => {
  storage = await openTemporaryStorage();
});
afterEach(() => storage.dispose());

const activities = () =>
  storage.db.activity.findMany({
    orderBy: { position: 'asc' },
    include: { objective: { select: { code: true, title: true } } },
  });

const everything = async () => ({
  plans: await storage.db.plan.findMany(),
  objectives: await storage.db.objective.findMany({ orderBy: { id: 'asc' } }),
  activities: await activities(),
  counters: await storage.db.counter.findMany(),
  audits: await storage.db.audit.findMany(),
});

async function compareText(text: string, title = 'Strategjia 2024–2029') {
  const file = await readPlanFile(title, utf8(text), asDay('2026-10-07'));
  if (isRefusal(file)) throw new Error(file.refused);
  return comparePlan(storage.db, file);
}

async function takeOverText(text: string, choice: Choice) {
  const comparison = await compareText(text);
  return on(storage, '2026-10-07', (work) => takeOver(work, comparison, choice));
}

describe('importPlan', () => {
  it('takes the real plan, and changes nothing the second time', async () => {
    const file = readFileSync(new URL('action-plan.csv', import.meta.url));
    const report = await importText(storage, file);
    expect(report).toMatchObject({ changed: [], left: 0, refusedRows: [], ignored: [] });
    expect(report.added).toHaveLength(11);
    const rows = await activities();
    expect(rows.map(({ handle }) => handle)).toEqual(
      Array.from({ length: 11 }, (_, index) => `A${index + 1}`),
    );
    expect(rows.every(({ state }) => state === 'done')).toBe(true);
    expect(rows[1]).toMatchObject({
      title: 'Council for implementation of the Strategy established',
      responsible: 'Government',
      supporting: 'CiviKos',
      deadline: '2014-06-30',
      deadlineOn: '2014-06-30',
      doneOn: '2014-10-15',
      source: 'S24',
      cost: null,
      objective: { code: '1' },
    });
    expect(rows[3]).toMatchObject({ deadline: '2015', deadlineOn: '2015-12-31', doneOn: '2015' });
    expect(rows[8]).toMatchObject({ deadline: null, deadlineOn: null, doneOn: null });
    expect(rows[9]).toMatchObject({ objective: { code: '' } });

    const before = await everything();
    const second = await importText(storage, file, { day: '2026-10-06' });
    expect(second).toMatchObject({ added: [], changed: [], left: 11, refusedRows: [] });
    expect(await everything()).toEqual(before);
  });

  it('takes Albanian and Serbian columns, words, semicolons and Windows-1250', async () => {
    await importText(
      storage,
      cp1250(
        'Cilj;Aktivnost;Odgovorna institucija;Pomoćne institucije;Rok;Trošak;Izvor finansiranja;Indikator;Status\r\n' +
          '2 Finansiranje;Održati obuke;Kancelarija (KDU);KCSF;Q3 2027;5.000 €;Budžet;Broj obuka;u toku\r\n',
      ),
    );
    await importText(
      storage,
      'Objektivi,Aktiviteti,Përgjegjës,Mbështetës,Afati,Kosto,Burimi i financimit,Treguesi,Gjendja\n' +
        'OS3: Vullnetarizmi,Të miratohet ligji,ZQM,,vazhdimisht,,,,e kryer\n',
      { title: 'Plani tjetër' },
    );
    expect(await storage.db.plan.count()).toBe(2);
    const rows = await storage.db.activity.findMany({
      orderBy: { handle: 'asc' },
      include: { objective: true },
    });
    expect(rows).toMatchObject([
      {
        handle: 'A1',
        title: 'Održati obuke',
        responsible: 'Kancelarija (KDU)',
        supporting: 'KCSF',
        deadline: 'Q3 2027',
        deadlineOn: '2027-09-30',
        cost: '5.000 €',
        fundingSource: 'Budžet',
        indicator: 'Broj obuka',
        state: 'open',
        objective: { code: '2', title: 'Finansiranje' },
      },
      {
        handle: 'A2',
        deadline: 'vazhdimisht',
        deadlineOn: null,
        state: 'done',
        objective: { code: 'OS3', title: 'Vullnetarizmi' },
      },
    ]);
  });

  it('changes what is written differently, never erases, and leaves what is not named', async () => {
    await importText(
      storage,
      'objective,activity,responsible,deadline,cost\n1,First one,ZQM,2026-12-14,100\n1,Second one,ZQM,2027,\n',
    );
    const report = await importText(
      storage,
      'objective,activity,responsible,deadline,cost,status\n1,FIRST ONE,,Q1 2027,200,\n',
      { title: 'STRATEGJIA 2024-2029' },
    );
    expect(report).toMatchObject({
      added: [],
      changed: [{ name: 'A1 FIRST ONE', fields: ['title', 'deadline', 'cost'] }],
      left: 0,
    });
    expect(await storage.db.plan.count()).toBe(1);
    expect(await activities()).toMatchObject([
      { title: 'FIRST ONE', responsible: 'ZQM', deadlineOn: '2027-03-31', cost: '200' },
      { title: 'Second one', deadlineOn: '2027-12-31' },
    ]);
  });

  it('keeps the handle of an activity whose objective changed', async () => {
    await importText(storage, 'activity\nOne\nTwo\n');
    const moved = await importText(storage, 'objective,activity\n1 Participation,One\n,Two\n');
    expect(moved.changed).toEqual([{ name: 'A1 One', fields: ['objective'] }]);
    expect(moved.left).toBe(1);
    expect((await importText(storage, 'activity\nOne\nTwo\n')).left).toBe(2);
    expect(await activities()).toMatchObject([
      { handle: 'A1', objective: { code: '1', title: 'Participation' } },
      { handle: 'A2', objective: { code: '' } },
    ]);
    const renamed = await importText(storage, 'objective,activity\n1 Taking part,One\n');
    expect(renamed.changed).toEqual([{ name: '1', fields: ['title'] }]);
  });

  it('does not reopen what was marked done here, and tells so', async () => {
    const file = 'activity,deadline,status\nOne,2026-12-14,in progress\n';
    await importText(storage, file);
    await on(storage, '2026-10-06', (work) => markDone(work, 'A1', 'minutes'));
    const before = await everything();
    const report = await importText(storage, file);
    expect(report).toMatchObject({ changed: [], left: 1, keptDone: ['A1 One'] });
    expect(await everything()).toEqual(before);
  });

  it('takes what the file calls done or dropped', async () => {
    await importText(storage, 'activity,deadline\nOne,2026\nTwo,2026\n');
    const report = await importText(
      storage,
      'activity,status,done_on\nOne,,01.10.2026\nTwo,dropped,\n',
    );
    expect(report.changed.map(({ fields }) => fields)).toEqual([['status', 'doneOn'], ['status']]);
    expect(await activities()).toMatchObject([
      { state: 'done', doneOn: '2026-10-01' },
      { state: 'dropped', doneOn: null },
    ]);
  });

  it('writes nothing when one row is refused, and tells each line and reason', async () => {
    const before = await everything();
    const report = await importText(
      storage,
      [
        'objective,activity,deadline,status,done_on',
        '1,Good,2026,open,',
        '1,,2026,open,',
        '1,Late,soonish,open,',
        '1,Odd,2026,perhaps,',
        '1,good,2026,open,',
        '1,Future,2026,done,2026-10-06',
        '1,Both,2026,open,2026-10-01',
        '1,Day,2026,done,yesterday',
        '1,Few',
        `1,${'x'.repeat(501)},2026,open,`,
        '2 Some title,A,,,',
        '2 Another title,B,,,',
      ].join('\n'),
    );
    expect(report.added).toEqual([]);
    expect(report.refusedRows).toEqual([
      { line: 3, reason: 'imports.titleMissing', context: {} },
      { line: 4, reason: 'imports.badDeadline', context: { value: 'soonish' } },
      { line: 5, reason: 'imports.badStatus', context: { value: 'perhaps' } },
      { line: 6, reason: 'imports.duplicate', context: { first: 2 } },
      { line: 7, reason: 'imports.doneInFuture', context: { value: '2026-10-06' } },
      { line: 8, reason: 'imports.doneButOpen', context: {} },
      { line: 9, reason: 'imports.badDoneOn', context: { value: 'yesterday' } },
      { line: 10, reason: 'imports.ragged', context: { cells: 2, columns: 5 } },
      { line: 11, reason: 'imports.fieldTooLong', context: { field: 'title', max: 500 } },
      { line: 13, reason: 'imports.objectiveTitles', context: { code: '2', first: 12 } },
    ]);
    expect(await everything()).toEqual(before);
  });

  it.each([
    ['no title', ' ', 'activity\nOne\n', 'plan.titleMissing', 'title'],
    ['a title too long', 'x'.repeat(151), 'activity\nOne\n', 'form.tooLongOption', 'title'],
    ['an unshowable title', 'a\u202eb', 'activity\nOne\n', 'form.unshowable', 'title'],
    ['no activities', 'Plan', 'name\nOne\n', 'imports.noActivityColumn', 'file'],
    ['too many', 'Plan', `activity\n${'x\n'.repeat(1_001)}`, 'imports.tooManyRows', 'file'],
  ])('refuses %s', async (_what, title, file, refused, field) => {
    const end = await on(storage, '2026-10-05', (work) => importPlan(work, title, utf8(file)));
    expect(end).toMatchObject({ refused, field });
    expect(await storage.db.plan.count()).toBe(0);
  });

  it('takes the largest plan that it allows', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => `Activity ${index},2026-12-14`);
    const report = await importText(storage, ['activity,deadline', ...rows].join('\n'));
    expect(report.added).toHaveLength(1_000);
  });

  it('compares the largest plan again, and drops all of it', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => `${index + 1},Activity ${index},2026`);
    const file = ['objective,activity,deadline', ...rows].join('\n');
    await importText(storage, file);
    expect(await importText(storage, file)).toMatchObject({ added: [], changed: [], left: 1_000 });
    const dropped = await takeOverText('activity\nAnother\n', { dropUnnamed: true });
    expect(dropped.dropped).toHaveLength(1_000);
    expect(await storage.db.activity.count({ where: { state: 'dropped' } })).toBe(1_000);
  });

  it('takes a date in another spelling for the same', async () => {
    const head = 'activity,deadline,status,done_on\n';
    await importText(storage, `${head}One,14.12.2026,,\nTwo,IV kvartal 2025,done,10.2025\n`);
    const report = await importText(storage, `${head}One,2026-12-14,,\nTwo,Q4 2025,done,2025-10\n`);
    expect(report).toMatchObject({ changed: [], left: 2 });
    expect(await activities()).toMatchObject([
      { deadline: '14.12.2026' },
      { deadline: 'IV kvartal 2025' },
    ]);
    expect((await importText(storage, `${head}One,2026-12-15,,\n`)).changed).toHaveLength(1);
  });

  it('says that a deadline was moved here only where the file has another', async () => {
    const file = 'activity,deadline\nOne,Q4 2026\n';
    await importText(storage, file);
    const move = (deadline: string) =>
      on(storage, '2026-10-06', (work) => moveDeadline(work, 'A1', { deadline, reason: 'So.' }));
    await move('Q1 2027');
    expect((await compareText(file)).keptMoved).toHaveLength(1);
    await move('Q4 2026');
    expect(await compareText(file)).toMatchObject({ keptMoved: [], changed: [], left: 1 });
  });

  it('makes no objective for rows that are not taken', async () => {
    await importText(storage, 'objective,activity\n1,One\n');
    await takeOverText('objective,activity\n2,One\n3,Two\n', { onlyNew: true });
    const codes = (await storage.db.objective.findMany({ orderBy: { code: 'asc' } })).map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['1', '3']);
  });

  it('labels demonstration rows', async () => {
    await on(storage, '2026-10-05', (work) =>
      importPlan(work, 'Plan', utf8('activity\nOne\n'), { demonstration: true }),
    );
    expect(await activities()).toMatchObject([{ demonstration: true }]);
  });
});
