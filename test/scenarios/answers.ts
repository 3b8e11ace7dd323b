import { expect } from 'vitest';
import { confirmMark } from '../../src/answers/reportRows.ts';
import { answerSheet } from '../../src/answers/sheet.ts';
import { readContent } from '../../src/bundles/content.ts';
import { createCalendar } from '../../src/calendar/index.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { readTables } from '../../src/documents/readTables.ts';
import { writeXlsx } from '../../src/documents/write/write.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import type { Work } from '../../src/storage/work.ts';
import { makeDocx } from '../documents/makeDocx.ts';
import { makeXlsx } from '../documents/makeXlsx.ts';
import type { StageFile } from './driver.ts';
import { besideBot, MONDAY } from './platforms.ts';
import { acceptAll, type Cast, contribute, messageWith, opened, publish, told } from './script.ts';
import type { Scenario } from './table.ts';

const SEVEN = 'The register of social enterprises is public and renewed every three months.';

/** KCSF proposes Article 5, which KDI supports, and KDI Article 7; the number of the draft. */
async function twoProposals(cast: Cast): Promise<string> {
  const { delegate, second, kcsf, kdi, stage } = cast;
  const number = await publish(cast);
  const receipt = await contribute(delegate, kcsf, number);
  expect(receipt.buttons).toContain('Path');
  await contribute(second, kdi, number, { Article: 'Article 7', 'Proposed text': SEVEN });
  await stage.settled();
  await acceptAll(cast);
  told(await delegate.presses(kcsf, receipt, 'Share with members'));
  await stage.settled();
  const { thread } = await messageWith(kdi, number);
  const card = thread.find(({ text }) => text.includes(`${number}/K-001`));
  if (!card) throw new Error('nothing was shared');
  told(await second.presses(kdi, card, 'Support'));
  await stage.settled();
  return number;
}

async function beside(cast: Cast, run: (work: Work) => Promise<void>): Promise<void> {
  await besideBot(cast.stage, (storage) =>
    storage.transaction((tx) =>
      run({
        tx,
        now: MONDAY,
        machineNow: new Date(),
        zone: 'Europe/Belgrade',
        calendar: createCalendar(),
        settings: DEFAULT_SETTINGS,
        publicUrl: null,
        personId: null,
        place: null,
      }),
    ),
  );
}

/** The sheet that was handed out, as a spreadsheet program saves it with these answers filled in. */
async function filledSheet(
  cast: Cast,
  answers: readonly (readonly string[])[],
): Promise<StageFile> {
  let rows: string[][] = [];
  await beside(cast, async ({ tx }) => {
    const { content, sha256 } = await tx.bundle.findFirstOrThrow();
    const book = answerSheet(
      'en',
      readContent(content ?? ''),
      sha256 ?? '',
      new Map(),
      'Europe/Belgrade',
    );
    const read = await readTables(await writeXlsx(book), []);
    if (isRefusal(read)) throw new Error(read.refused);
    rows = (read.tables[0] ?? []).map(({ cells }) => cells);
  });
  const at = rows.findIndex(([first]) => first === 'Reference');
  const filled = rows.map((cells, index) => {
    const said = answers[index - at - 1];
    return said ? [...cells.slice(0, 4), ...said] : cells;
  });
  return { name: 'answers.xlsx', bytes: makeXlsx([{ rows: filled }]) };
}

async function handOver({ staff, office }: Cast, number: string, file: StageFile) {
  opened(await staff.uses(office, 'answer import', { draft: number }));
  return told(
    await staff.submits({
      'Spreadsheet or report': file,
      'Where it is written': 'New document: Report',
      'Title of the document': 'Report on the consultation',
      'Date on the document': '2026-11-20',
    }),
  );
}

const ROUND: Scenario = {
  name: 'the sheet of a bundle is filled in, read back and announced, and a correction is told',
  async play(cast) {
    const { staff, office, delegate, kcsf, kdi, stage } = cast;
    const number = await twoProposals(cast);
    const early = told(await staff.uses(office, 'answer sheet', { draft: number }));
    expect(early.text).toContain('is frozen yet');
    const bundle = told(await staff.uses(office, 'bundle show', { draft: number }));
    const question = told(await staff.presses(office, bundle, 'Freeze'));
    told(await staff.presses(office, question, 'Yes, freeze it'));
    await stage.settled();
    told(await staff.uses(office, 'answer sheet', { draft: number }));
    await stage.settled();
    await messageWith(office, `The spreadsheet of ${number}/P-1`);

    const file = await filledSheet(cast, [
      ['✅ Accepted', 'As proposed.'],
      ['rejected', 'There is no budget for it.'],
    ]);
    const preview = await handOver(cast, number, file);
    expect(preview.text).toContain('2 new');
    expect(preview.text).toContain('Nothing is recorded yet');
    const done = told(await staff.presses(office, preview, 'Record 2 answers'));
    expect(done.text).toContain('Recorded for');
    expect(told(await delegate.uses(kcsf, 'contributions')).text).not.toContain('Accepted');

    const shown = told(await staff.presses(office, done, 'Announce'));
    expect(shown.text).toContain('KDI: K-001 ✅ Accepted (supported); K-002 ❌ Rejected');
    told(await staff.presses(office, shown, 'Tell them now'));
    await stage.settled();
    const theirs = await messageWith(kdi, 'What became of your contributions');
    expect(theirs.text).toContain('There is no budget for it.');
    const ours = await messageWith(kcsf, 'What became of your contributions');
    expect(ours.text).toContain('Thank you, KCSF');
    expect(ours.text).not.toContain('K-002');
    expect(told(await delegate.uses(kcsf, 'contributions')).text).toContain('✅ Accepted');

    const path = told(await delegate.presses(kcsf, ours, `Path of ${number}/K-001`));
    for (const step of [
      'submitted',
      `in the frozen bundle ${number}/P-1, row 1`,
      'the institution answered: ✅ Accepted – As proposed.',
      'authors and supporters were told',
      'Supported by 1 organisation: KDI',
    ]) {
      expect(path.text).toContain(step);
    }

    opened(await staff.uses(office, 'answer record', { reference: `${number}/K-001` }));
    const first = { Outcome: '📝 Noted', 'Why it is corrected': 'The ministry wrote again.' };
    opened(await staff.submits(first));
    expect(told(await staff.submits({})).text).toContain('is corrected: 📝 Noted');
    await stage.settled();
    const told1 = await messageWith(kcsf, 'Correction: the answer to your contribution');
    expect(told1.text).toContain('✅ Accepted → 📝 Noted');
    await messageWith(kdi, 'which you supported\n');
    const nothing = told(await staff.uses(office, 'announce', { draft: number }));
    expect(nothing.text).toContain('announced already');
  },
};

const REPORT: Scenario = {
  name: 'a ministry’s own report is matched, and what is doubtful comes back in a sheet to confirm',
  async play(cast) {
    const { staff, office, general, outsider, stage } = cast;
    const number = await twoProposals(cast);
    const head = ['Nr.', 'Organizata', 'Neni', 'Komenti', 'Statusi', 'Arsyetimi'];
    const rows = [
      head,
      ['1', 'KCSF', 'Neni 5', 'A social enterprise serves the public interest.', 'Pranohet', ''],
      ['2', '', '', 'Regjistri', 'Nuk pranohet', 'Nuk ka buxhet.'],
    ];
    const file = { name: 'report.docx', bytes: makeDocx(['Raport', { rows }]) };
    const preview = await handOver(cast, number, file);
    expect(preview.text).toContain('1 new');
    expect(preview.text).toContain('1 unclear');
    told(await staff.presses(office, preview, 'Spreadsheet to confirm'));
    await stage.settled();
    await messageWith(office, '1 row needs you');
    const list = async () => told(await staff.uses(office, 'answer list', { draft: number })).text;
    expect(await list()).toContain('Nothing recorded: 2');

    let mark = '';
    await beside(cast, async ({ tx }) => {
      const { id } = await tx.answerSource.findFirstOrThrow();
      mark = confirmMark(number, id);
    });
    const confirmed = makeXlsx([
      {
        rows: [
          [mark],
          ['To check', 'Reference', 'Outcome', 'Reason'],
          ['sure', 'K-001', 'Accepted', ''],
          ['NEEDS YOU', 'K-002', 'Rejected', 'Nuk ka buxhet.'],
        ],
      },
    ]);
    const again = await handOver(cast, number, { name: 'confirmed.xlsx', bytes: confirmed });
    told(await staff.presses(office, again, 'Record 2 answers'));
    expect(await list()).toContain('✅ Accepted: 1');
    expect(await list()).toContain('❌ Rejected: 1');

    const refused = told(await outsider.uses(general, 'announce', { draft: number }));
    expect(refused.text).toContain('Only the secretariat can do this');
    opened(await staff.uses(office, 'answer verify', { reference: `${number}/K-001` }));
    const found = told(await staff.submits({ 'What was found': '🔎❌ Not in the adopted text' }));
    expect(found.text).toContain('Not in the adopted text');
    const path = told(await staff.presses(office, found, 'Path'));
    expect(path.text).toContain('the institution answered: ✅ Accepted');
    expect(path.text).toContain('CiviKos found: 🔎❌ Not in the adopted text');
  },
};

/** What an institution answered: read back, matched, announced, corrected. */
export const ANSWER_SCENARIOS: readonly Scenario[] = [ROUND, REPORT];
