import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/i18n/index.ts';
import { importPlan } from '../../src/plan/importPlan.ts';
import { SHOW_PAGE } from '../../src/plan/showPlan.ts';
import { buttonsOf, type Desk, openDesk, opened, textOf, told } from '../chat/desk.ts';
import { publish } from '../chat/story.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk('2026-11-23 09:00');
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const ROW = {
  objective: '1 Pjesëmarrja',
  activity: 'Raporti i Këshillit',
  responsible: 'ZQM',
  supporting: 'CiviKos',
  deadline: 'Q4 2026',
  cost: '2500 EUR',
  'funding source': 'buxheti',
  indicator: 'raporti i publikuar',
  source: 'S49',
};

async function plan(rows: readonly Record<string, string>[], title = 'Plani 2026') {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','));
  const csv = [columns.join(','), ...lines].join('\n');
  await desk.work((work) => importPlan(work, title, new TextEncoder().encode(csv)));
}

const show = async (user: string, activity = '') =>
  told(await desk.uses(user, 'office', 'plan.show', { activity }));
const acts = async (user: string, activity: string) =>
  buttonsOf(await show(user, activity)).map(({ act }) => act);
const does = async (act: string, args: readonly string[], values: Record<string, string>) => {
  const form = opened(await desk.presses('boss', 'office', act, args));
  return told(await desk.submits('boss', 'office', form, values));
};

describe('plan show of one activity', () => {
  it.each<[Language, string[]]>([
    [
      'sq',
      [
        'Plani: Plani 2026',
        'Objektivi: 1 – Pjesëmarrja',
        'Institucioni përgjegjës: ZQM',
        'Institucionet mbështetëse: CiviKos',
        'Afati: tremujori IV 2026 (deri më 31 dhjetor 2026) · edhe 38 ditë · afati i mëparshëm: tremujori III 2026 — Pritet ligji.',
        'Gjendja: i hapur',
        'Kostoja: 2500 EUR',
        'Burimi i financimit: buxheti',
        'Treguesi: raporti i publikuar',
        'Burimi: S49',
        'Kujt i paraqitet kur vonohet: Dikush, ZKM',
        'Dëshmitë',
        'Historiku',
        'afati: tremujori III 2026 → tremujori IV 2026 — Pritet ligji.',
        'u shtua dëshmia „example.org“',
      ],
    ],
    [
      'sr',
      [
        'Odgovorna institucija: ZQM',
        'Rok: IV kvartal 2026. (do 31.12.2026.) · još 38 dana · raniji rok: III kvartal 2026.',
        'Status: otvoreno',
        'Kome se predočava kad kasni: Dikush, ZKM',
        'rok: III kvartal 2026. → IV kvartal 2026. — Pritet ligji.',
        'dodat je dokaz „example.org“',
      ],
    ],
    [
      'en',
      [
        'Deadline: fourth quarter of 2026 (until 31 December 2026) · in 38 days · moved from third quarter of 2026',
        'When overdue, put before: Dikush, ZKM',
        '23 Nov 2026, boss: deadline: third quarter of 2026 → fourth quarter of 2026',
        'evidence added: “example.org”',
      ],
    ],
  ])('tells everything in %s, to everybody', async (language, lines) => {
    await plan([{ ...ROW, deadline: 'Q3 2026' }]);
    await does('plan.move', ['A1'], { deadline: 'TM4 2026', reason: 'Pritet ligji.' });
    await does('plan.evidence', ['A1'], { link: 'https://example.org/a' });
    const { id } = await desk.db.plan.findFirstOrThrow();
    await does('plan.escalate', [], { scope: id, office: 'ZKM', name: 'Dikush' });
    await desk.speaks('zef', language);
    const text = textOf(await show('zef', 'a1'));
    for (const line of lines) expect(text).toContain(line);
    expect(text).not.toMatch(/undefined|\{\{|plan\.|null/);
    expect(await acts('zef', 'A1')).toEqual([]);
  });

  it('shows a long title whole under its heading, which platforms cut', async () => {
    const activity = `Miratimi ${'i rregullores '.repeat(20)}`.trim();
    await plan([{ ...ROW, activity }]);
    const { summary, parts } = await show('zef', 'A1');
    expect([...summary].length).toBeLessThan(150);
    expect(parts[1]).toEqual({ kind: 'text', text: activity });
  });

  it('names nobody any more when a dash says so', async () => {
    await plan([ROW]);
    const { id } = await desk.db.plan.findFirstOrThrow();
    await does('plan.escalate', [], { scope: id, office: 'ZKM', name: '' });
    expect(textOf(await show('zef', 'A1'))).toContain('put before: ZKM');
    const ended = await does('plan.escalate', [], { scope: id, office: '–', name: '' });
    expect(textOf(ended)).toBe('Overdue activities are no longer put before: ZKM.');
    expect(textOf(await show('zef', 'A1'))).not.toContain('put before');
  });

  it('keeps much evidence to the latest, and counts the rest', async () => {
    await plan([ROW]);
    for (let n = 1; n <= 11; n += 1) {
      await does('plan.evidence', ['A1'], { link: `https://example.org/${n}`, title: `No ${n}` });
    }
    const text = textOf(await show('zef', 'A1'));
    expect(text).toContain('and 3 earlier\n• 4. No 4');
    expect(text).toContain('11. No 11');
    expect(text).not.toContain('3. No 3 ');
  });

  it('says of a continuous activity that it is, and never that it is overdue', async () => {
    await plan([
      { activity: 'Always', deadline: 'vazhdimisht' },
      { activity: 'Nothing', deadline: '' },
    ]);
    desk.moveTo('2030-01-07 09:00');
    const text = textOf(await show('zef', 'A1'));
    expect(text).toContain('Deadline: continuous');
    expect(text).not.toContain('overdue');
    expect(textOf(await show('zef', 'A2'))).toContain('Deadline: no deadline');
    expect(textOf(told(await desk.uses('zef', 'all', 'plan.due')))).toContain('No open activity');
  });

  it('gives staff what they can do with it, in its state', async () => {
    const number = await publish(desk);
    await plan([ROW]);
    expect(await acts('boss', 'A1')).toEqual([
      'plan.done',
      'plan.move',
      'plan.evidence',
      'plan.drop',
    ]);
    await does('plan.evidence', ['A1'], { draft: number });
    expect((await acts('boss', 'A1')).slice(4)).toEqual(['draft.show', 'plan.evidenceBack']);
    expect(await acts('zef', 'A1')).toEqual(['draft.show']);
    told(await desk.uses('boss', 'office', 'plan.done', { activity: 'A1', note: 'seen' }));
    expect((await acts('boss', 'A1')).slice(0, 2)).toEqual(['plan.evidence', 'plan.reopen']);
    expect(textOf(await show('zef', 'A1'))).toContain('Status: done: 23 Nov 2026 — seen');
    told(await desk.presses('boss', 'office', 'plan.reopen', ['A1']));
    await does('plan.drop', ['A1'], { reason: 'Nuk ka buxhet.' });
    expect((await acts('boss', 'A1'))[0]).toBe('plan.reopen');
    expect(textOf(await show('zef', 'A1'))).toContain('Status: dropped — Nuk ka buxhet.');
  });

  it('keeps a long history to its latest changes, and counts the others', async () => {
    await plan([ROW]);
    for (let month = 1; month <= 11; month += 1) {
      await does('plan.move', ['A1'], { deadline: `${month}.2027`, reason: `Reason ${month}` });
    }
    const message = await show('zef', 'A1');
    const history = message.parts.findLast((part) => part.kind === 'list')?.items ?? [];
    expect(history).toHaveLength(9);
    expect(history[0]).toContain('Reason 11');
    expect(history.at(-1)).toBe('and 3 earlier changes');
  });
});

describe('plan show of everything', () => {
  it('goes through the plans by objective, page by page', async () => {
    const rows = Array.from({ length: 13 }, (_, n) => ({
      objective: `${n < 4 ? 1 : 2} ${n < 4 ? 'First' : 'Second'}`,
      activity: `Row ${n}`,
      deadline: n === 0 ? '2026-11-02' : n === 1 ? 'continuous' : '',
      status: n === 2 ? 'dropped' : '',
    }));
    await plan(rows);
    const first = await show('zef');
    const text = textOf(first);
    expect(text.indexOf('1 – First')).toBeLessThan(text.indexOf('A4 Row 3'));
    expect(text.indexOf('A4 Row 3')).toBeLessThan(text.indexOf('2 – Second'));
    expect(text).toContain('A1 Row 0 — overdue since 2 Nov 2026 (3 weeks)');
    expect(text).toContain('A2 Row 1 — deadline: continuous');
    expect(text).toContain('A3 Row 2 — dropped');
    expect(text).toContain('A4 Row 3 — no deadline');
    expect(text).toContain('13 activities · page 1 of 2');
    const handles = (seen: string) => seen.match(/A\d+ Row/g)?.length;
    expect(handles(text)).toBe(SHOW_PAGE);
    const [next] = buttonsOf(first);
    expect(next?.label).toBe('Next page');
    const second = told(await desk.presses('zef', 'all', next?.act ?? '', next?.args ?? []));
    expect(handles(textOf(second))).toBe(3);
    expect(buttonsOf(second).map(({ label }) => label)).toEqual(['Previous page']);
    for (const page of ['99', '-1', 'x']) {
      expect(textOf(told(await desk.presses('zef', 'all', 'plan.page', [page])))).toContain('Row');
    }
  });

  it('keeps the old deadline visible of what is done, too', async () => {
    await plan([ROW]);
    await does('plan.move', ['A1'], { deadline: 'Q1 2027', reason: 'Pritet ligji.' });
    told(await desk.uses('boss', 'office', 'plan.done', { activity: 'A1' }));
    const text = textOf(await show('zef'));
    expect(text).toContain('done: 23 Nov 2026 · moved from fourth quarter of 2026 — Pritet ligji.');
  });

  it('names each plan, and says when there is none', async () => {
    for (const language of LANGUAGES) {
      await desk.speaks('zef', language);
      expect(textOf(await show('zef'))).toMatch(/plan/i);
    }
    await plan([ROW]);
    await plan([{ activity: 'Old' }], 'Plani 2019–2023');
    const text = textOf(await show('boss'));
    expect(text).toContain('Plani 2026');
    expect(text).toContain('Plani 2019–2023');
  });
});
