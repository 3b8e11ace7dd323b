import { expect } from 'vitest';
import { makeXlsx, type XlsxCell } from '../documents/makeXlsx.ts';
import type { StageChannel, StageFile } from './driver.ts';
import { type Cast, opened, publish, told } from './script.ts';
import type { Scenario } from './table.ts';

const HEAD = ['Objektivi', 'Aktiviteti', 'Institucioni përgjegjës', 'Afati'];

/** Rows of a demonstration plan. */
const STANDING: XlsxCell[][] = [
  HEAD,
  ['1', 'Council report published', 'OGG/OPM', 'Q4 2026'],
  ['1', 'Regional meetings held', 'CiviKos', 'Q1 2027'],
];
const CHANGED: XlsxCell[][] = [
  HEAD,
  // 46 477 is 31 March 2027.
  ['1', 'Council report published', 'OGG/OPM', { day: 46_477 }],
  ['2', 'Training for officials', 'CiviKos', 'Q2 2027'],
];

const csv = (rows: readonly (readonly XlsxCell[])[]): StageFile => ({
  name: 'plan.csv',
  bytes: new TextEncoder().encode(
    rows
      .map((row) => row.map((cell) => (typeof cell === 'string' ? cell : '31.03.2027')).join(';'))
      .join('\n'),
  ),
});
const xlsx = (rows: readonly (readonly XlsxCell[])[]): StageFile => ({
  name: 'plan.xlsx',
  bytes: makeXlsx([{ rows: [['A plan'], [], ...rows] }]),
});

async function handOver({ staff, office }: Cast, file: StageFile) {
  opened(await staff.uses(office, 'plan import'));
  return told(await staff.submits({ 'Title of the plan': 'Plan 2026', 'XLSX or CSV file': file }));
}

const TAKEN_OVER: readonly Scenario[] = [csv, xlsx].map((make) => ({
  name: `a plan comes as ${make === csv ? 'CSV' : 'XLSX'}; a newer file shows what changes before it is written`,
  async play(cast) {
    const { staff, office, general, outsider } = cast;
    const due = async () => told(await outsider.uses(general, 'plan due')).text;
    const first = await handOver(cast, make(STANDING));
    expect(first.text).toContain('New plan “Plan 2026”');
    expect(first.text).toContain('Nothing is written yet');
    expect(await due()).not.toContain('Council report');
    expect(told(await staff.presses(office, first, 'Apply')).text).toContain('2 added');
    expect(await due()).toContain('fourth quarter of 2026');

    const preview = await handOver(cast, make(CHANGED));
    expect(preview.text).toContain('1 new row');
    expect(preview.text).toContain('A1 Council report published');
    expect(preview.text).toMatch(/deadline: Q4 2026 → (2027-03-31|31\.03\.2027)/);
    expect(preview.text).toContain('In the plan but not in the file');
    expect(preview.text).toContain('A2 Regional meetings held');
    const left = told(await staff.presses(office, preview, 'Discard'));
    expect(left.text).toContain('The plan is as it was');
    expect(await due()).toContain('fourth quarter of 2026');

    const again = await handOver(cast, make(CHANGED));
    const done = told(await staff.presses(office, again, 'Apply and drop 1 missing'));
    expect(done.text).toContain('1 added · 1 changed');
    expect(done.text).toContain('A2 Regional meetings held');
    expect(await due()).not.toContain('Council report');
    const missing = told(await staff.uses(office, 'plan done', { activity: 'A2' }));
    expect(missing.text).toContain('was dropped from the plan');
  },
}));

const CHART: Scenario = {
  name: 'the chart of a plan comes as a picture with its facts in words, to staff in their channel',
  async play(cast) {
    const { staff, office, general, outsider, stage } = cast;
    const nothing = told(await outsider.uses(general, 'plan chart'));
    expect(nothing.text).toContain('There is no plan with activities yet');
    const preview = await handOver(cast, csv(STANDING));
    told(await staff.presses(office, preview, 'Apply'));

    const mine = told(await outsider.uses(general, 'plan chart'));
    expect(mine.text).toContain('The picture is coming as a direct message');
    expect(mine.text).toContain('Due within 90 days: 1 · Due later: 1');
    await stage.settled();
    const direct = (await outsider.direct()).at(-1);
    expect(Object.keys(direct?.pictures ?? {})).toEqual([expect.stringMatching(/^plan-.*\.png$/)]);
    expect(Object.values(direct?.pictures ?? {})[0]).toMatch(
      /Plan 2026\. Due within 90 days: 1 · Due later: 1\.\nA1 Council report published — 31 Dec 2026/,
    );
    expect(await withPicture(general)).toHaveLength(0);

    const due = told(await staff.uses(office, 'plan due'));
    const ours = told(await staff.presses(office, due, 'Chart'));
    expect(ours.text).toContain('The picture is coming in this channel');
    await stage.settled();
    const shown = await withPicture(office);
    expect(shown).toHaveLength(1);
    expect(shown[0]?.text).toContain('The plan “Plan 2026” as it stands');
    const unknown = told(await outsider.uses(general, 'plan chart', { plan: 'Another' }));
    expect(unknown.text).toContain('I know no plan “Another”');
  },
};

const INSTITUTIONS: Scenario = {
  name: 'a plan names institutions by other spellings, and shows what became of them',
  async play(cast) {
    const { staff, office, general, outsider } = cast;
    const rows = [
      HEAD,
      ['1', 'Demonstration one', 'Demonstration Ministry / DMA', 'Q4 2026'],
      ['1', 'Demonstration two', 'DMA', 'Q4 2026'],
    ];
    const preview = await handOver(cast, csv(rows));
    expect(preview.text).toContain('Institutions that the table does not know');
    expect(preview.text).toContain('Demonstration Ministry / DMA');
    const done = told(await staff.presses(office, preview, 'Apply'));
    expect(done.text).toContain('Not in the table of institutions');

    opened(await staff.uses(office, 'institution add'));
    told(await staff.submits({ Abbreviation: 'DMA', 'Name in English': 'Demonstration A' }));
    const alias = { institution: 'dma', alias: 'Demonstration Ministry / DMA' };
    const aliased = told(await staff.uses(office, 'institution alias', alias));
    expect(aliased.text).toContain('now stands for DMA');
    const theirs = told(await outsider.uses(general, 'plan due', { institution: 'dma' }));
    expect(theirs.text).toContain('2 open activities');
    const other = told(await outsider.uses(general, 'plan due', { institution: 'DMB' }));
    expect(other.text).toContain('I know no institution “DMB”');

    opened(await staff.uses(office, 'institution add'));
    told(await staff.submits({ Abbreviation: 'DMB', 'Other spellings': 'Demonstration B' }));
    opened(await staff.uses(office, 'institution successor'));
    const succeeded = {
      'Institution that was': 'DMA',
      'What it became': 'Demonstration B',
      'From which day on': '2026-11-01',
      Source: 'Demonstration only',
    };
    expect(told(await staff.submits(succeeded)).text).toContain('Kept: DMA became DMB');
    const due = told(await outsider.uses(general, 'plan due', { institution: 'DMB' }));
    expect(due.text).toContain('responsible: DMA (now DMB)');
    const shown = told(await outsider.uses(general, 'institutions', { institution: 'DMA' }));
    expect(shown.text).toContain('Became DMB on 1 Nov 2026 (renamed).');
    expect(shown.text).toContain('Source: Demonstration only');
    const number = await publish(cast);
    opened(await staff.uses(office, 'institution successor'));
    told(await staff.submits({ ...succeeded, 'Institution that was': 'MPMS' }));
    const draft = told(await outsider.uses(general, 'draft show', { draft: number }));
    expect(draft.text).toContain('MPMS (now DMB)');
    const refused = told(await outsider.uses(general, 'institution alias', alias));
    expect(refused.text).toContain('Only the secretariat can do this');
  },
};

const UNKNOWN: Scenario = {
  name: 'all institutions that a plan names and nobody knows are added at once',
  async play(cast) {
    const { staff, office } = cast;
    const rows = [
      HEAD,
      ['1', 'Demonstration one', 'DMA', 'Q4 2026'],
      ['1', 'Demonstration two', 'dma', 'Q4 2026'],
      ['1', 'Demonstration three', 'DMC', 'Q4 2026'],
      ['1', 'Demonstration four', 'DMD, DME', 'Q4 2026'],
    ];
    const preview = await handOver(cast, csv(rows));
    const done = told(await staff.presses(office, preview, 'Apply'));
    const added = told(await staff.presses(office, done, 'Add 2 institutions'));
    expect(added.text).toContain('2 institutions were added');
    expect(added.text).toContain('DMA');
    expect(added.text).not.toContain('DMD');
    const list = told(await staff.uses(office, 'institutions'));
    expect(list.text).toContain('DMA');
    expect(list.text).toContain('DMC');
  },
};

async function withPicture(channel: StageChannel) {
  return (await channel.messages()).filter(({ pictures }) => Object.keys(pictures).length > 0);
}

/** Plans from files, what becomes of them with a newer file, whom they name, and their chart. */
export const IMPORT_SCENARIOS: readonly Scenario[] = [...TAKEN_OVER, INSTITUTIONS, UNKNOWN, CHART];
