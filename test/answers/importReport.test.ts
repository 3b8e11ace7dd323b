import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from '../../src/chat/refusal.ts';
import { sharedReads } from '../../src/delivery/render.ts';
import { readTables } from '../../src/documents/readTables.ts';
import { LANGUAGES } from '../../src/i18n/index.ts';
import { renderers } from '../../src/renderers.ts';
import { removeOld } from '../../src/schedule/retention.ts';
import { type Desk, openDesk, textOf, told } from '../chat/desk.ts';
import { contribute, press } from '../chat/story.ts';
import { makeDocx } from '../documents/makeDocx.ts';
import { makeXlsx } from '../documents/makeXlsx.ts';
import { FORMATS, HEADS, REPORTS, reportFile } from './reports.ts';
import {
  file,
  freeze,
  handOver,
  preview,
  record,
  recorded,
  type Story,
  TEXTS,
  tellStory,
} from './work.ts';

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

/** The last file that was handed out, as the rows of its first sheet. */
async function handedOut(kind: string): Promise<{ rows: string[][]; comment: string }> {
  const delivery = await desk.db.delivery.findFirstOrThrow({
    where: { kind },
    orderBy: { seq: 'desc' },
  });
  const target = await desk.db.channel.findFirstOrThrow({ where: { externalId: 'office' } });
  const rendered = await renderers[kind]?.({
    subject: delivery.subject,
    params: delivery.params as Record<string, unknown>,
    target,
    db: desk.db,
    shared: sharedReads(desk.storage, 1),
    world: await desk.surroundings(),
  });
  if (!rendered || !('upload' in rendered)) throw new Error(`no file of ${kind}`);
  const read = await readTables(rendered.upload.bytes, []);
  if (isRefusal(read)) throw new Error(read.refused);
  const rows = (read.tables[0] ?? []).map(({ cells }) => cells);
  return { rows, comment: textOf(rendered.comment) };
}

describe.each(LANGUAGES)('the report of a ministry in %s', (language) => {
  it.each(FORMATS)('is read as %s; nothing is recorded before a press', async (format) => {
    const shown = await preview(desk, story.number, await reportFile(language, format));
    const text = textOf(shown);
    expect(text).toContain('2 new · 0 corrections · 0 recorded already · 0 unclear');
    const five = { sq: '✅ Accepted', sr: '🟡 Partly accepted', en: '✅ Accepted' }[language];
    expect(text).toContain(`K-001 ${five} – ${REPORTS[language][0]?.reason}`);
    expect(text).toContain(`K-002 ❌ Rejected – ${REPORTS[language][1]?.reason}`);
    expect(text).toContain('The report does not mention 1 contribution: K-003');
    expect(await recorded(desk)).toEqual({});
    expect(await desk.db.answerSource.count()).toBe(0);
    told(await press(desk, 'boss', 'office', shown, 'answer.apply'));
    expect(await recorded(desk)).toEqual({
      'Neni 5': language === 'sr' ? 'partly' : 'accepted',
      'Neni 7': 'rejected',
    });
    expect(await desk.db.answerSource.findMany()).toMatchObject([
      { kind: 'report', title: 'Raporti', datedOn: '2026-11-20', fileId: expect.any(String) },
    ]);
  });
});

it('asks a person for what is doubtful, in a sheet that is read back', async () => {
  const rows = [
    ...REPORTS.sq,
    {
      organisation: 'Anonim',
      article: '',
      comment: 'Gjoba duhet të jetë më e ulët.',
      status: 'Pranuar',
      reason: '',
    },
    {
      organisation: 'KDI',
      article: 'Neni 12',
      comment: TEXTS.twelve,
      status: 'Shih më lart',
      reason: 'Pa koment.',
    },
  ];
  const shown = await preview(desk, story.number, await reportFile('sq', 'docx', rows));
  expect(textOf(shown)).toContain('2 new · 0 corrections · 0 recorded already · 2 unclear');
  expect(textOf(shown)).toContain('no contribution fits');
  expect(textOf(shown)).toContain('K-003? the text is nearly the same');
  told(await press(desk, 'boss', 'office', shown, 'answer.confirm'));
  expect(await recorded(desk)).toEqual({});
  const { rows: sheet, comment } = await handedOut('answer.confirmSheet');
  expect(comment).toContain('2 rows need you');
  const at = sheet.findIndex((row) => row[0] === 'To check');
  const body = sheet.slice(at + 1);
  expect(body.map(([check, reference, outcome]) => [check, reference, outcome])).toEqual([
    ['sure', story.five, 'Accepted'],
    ['sure', story.seven, 'Rejected'],
    ['NEEDS YOU', '', ''],
    ['NEEDS YOU', '', ''],
  ]);
  const filled = sheet.map((row, index) =>
    index === at + 4 ? [row[0] ?? '', 'K-3', 'Noted', ...row.slice(3)] : row,
  );
  // The day is that of the report, whatever day somebody gives the sheet.
  const back = file('back.xlsx', makeXlsx([{ rows: filled }]));
  const other = { source: 'new:other', datedOn: '2026-11-23' };
  const again = told(await handOver(desk, story.number, back, other));
  expect(textOf(again)).toContain(
    '3 new · 0 corrections · 0 recorded already · 1 still open · 0 unclear',
  );
  told(await press(desk, 'boss', 'office', again, 'answer.apply'));
  expect(await recorded(desk)).toEqual({
    'Neni 5': 'accepted',
    'Neni 7': 'rejected',
    'Neni 12': 'noted',
  });
  const outcomes = await desk.db.outcome.findMany({ include: { source: true } });
  expect(new Set(outcomes.map(({ answeredOn }) => answeredOn))).toEqual(new Set(['2026-11-20']));
  expect(await desk.db.answerSource.count()).toBe(1);
  expect(new Set(outcomes.map(({ way, source }) => `${way} ${source?.title}`))).toEqual(
    new Set(['report Raporti']),
  );
});

it('offers what the report does not mention as unanswered, if it went to the ministry', async () => {
  const later = { kind: 'comment', article: 'Neni 20', justification: 'Pas pakos.' };
  await contribute(desk, 'dan', 'kdi', story.number, later);
  const shown = await preview(desk, story.number, await reportFile('sq', 'csv'));
  const buttons = shown.parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : []));
  const missing = buttons.find(({ args }) => args[1] === 'missing');
  expect(missing?.label).toBe('Record 1 as unanswered');
  told(await desk.presses('boss', 'office', 'answer.apply', missing?.args ?? []));
  expect(await recorded(desk)).toEqual({ 'Neni 12': 'unanswered' });
});

it('leaves alone what is recorded, and asks where the report says something else', async () => {
  told(await record(desk, story.five, { code: 'accepted', reason: REPORTS.sq[0]?.reason ?? '' }));
  told(await record(desk, story.seven, { code: 'noted' }));
  const shown = textOf(await preview(desk, story.number, await reportFile('sq', 'xlsx')));
  expect(shown).toContain('0 new · 0 corrections · 1 recorded already · 1 unclear');
  expect(shown).toContain('recorded already as 📝 Noted: write why that is corrected');
});

it('shows anew what changed between the preview and the press', async () => {
  const shown = await preview(desk, story.number, await reportFile('sq', 'xlsx'));
  told(await record(desk, story.five, { code: 'noted' }));
  const anew = told(await press(desk, 'boss', 'office', shown, 'answer.apply'));
  expect(textOf(anew)).toContain('Something changed meanwhile');
  expect(await recorded(desk)).toEqual({ 'Neni 5': 'noted' });
});

it('keeps the document of an answer for as long as the answer, and no file that was only read', async () => {
  const shown = await preview(desk, story.number, await reportFile('sq', 'docx'));
  told(await press(desk, 'boss', 'office', shown, 'answer.apply'));
  const other = await preview(desk, story.number, await reportFile('sq', 'xlsx'));
  told(await press(desk, 'boss', 'office', other, 'answer.discard'));
  await desk.db.unfinished.deleteMany();
  desk.moveTo('2027-03-01 09:00');
  await removeOld(desk.storage, await desk.surroundings());
  expect((await desk.db.storedFile.findMany()).map(({ name }) => name)).toEqual(['report.docx']);
});

it('reads a report that is no table, by its labels', async () => {
  const lines = REPORTS.en.flatMap(({ organisation, article, comment, status, reason }) => [
    `Organisation: ${organisation}`,
    `Article: ${article}`,
    `Comment: ${comment}`,
    `Status: ${status}`,
    `Reason: ${reason}`,
    '',
  ]);
  const shown = await preview(desk, story.number, file('report.docx', makeDocx(lines)));
  expect(textOf(shown)).toContain('K-001 ✅ Accepted');
  expect(textOf(shown)).toContain('K-002 ❌ Rejected');
});

it('takes a cell that goes down for each of its rows, and a table that goes on without heads', async () => {
  const [one, two] = REPORTS.sq.map((row, index) => [
    String(index + 1),
    row.organisation,
    row.article,
    row.comment,
    row.status,
    row.reason,
  ]) as [string[], string[]];
  const bytes = makeDocx([{ rows: [[...HEADS.sq], one] }, 'Faqe 2', { rows: [two] }]);
  expect(textOf(await preview(desk, story.number, file('report.docx', bytes)))).toContain('2 new');
});
