import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerSheet } from '../../src/answers/sheet.ts';
import { readContent } from '../../src/bundles/content.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { readTables } from '../../src/documents/readTables.ts';
import { writeXlsx } from '../../src/documents/write/write.ts';
import { LANGUAGES, type Language } from '../../src/i18n/index.ts';
import { type Desk, errorsOf, openDesk, refused, textOf, told, ZONE } from '../chat/desk.ts';
import { press, publish } from '../chat/story.ts';
import { makeXlsx } from '../documents/makeXlsx.ts';
import {
  file,
  freeze,
  handOver,
  preview,
  record,
  recorded,
  type Story,
  tellStory,
} from './work.ts';

let desk: Desk;
let story: Story;
beforeEach(async () => {
  desk = await openDesk();
  story = await tellStory(desk);
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

it('names the local day of a freeze in the first hour of a day', async () => {
  await freeze(desk, story);
  const bundle = await desk.db.bundle.findFirstOrThrow({ where: { frozenAt: { not: null } } });
  const content = { ...readContent(bundle.content ?? ''), frozenAt: '2026-11-23T23:30:00.000Z' };
  const book = answerSheet('en', content, bundle.sha256 ?? '', new Map(), ZONE);
  expect(book.sheets[0]?.preamble?.join('\n')).toContain('24 Nov 2026');
});

/** The sheet of the frozen bundle as a spreadsheet program shows it. */
async function sheetOf(language: Language = 'en'): Promise<string[][]> {
  const bundle = await desk.db.bundle.findFirstOrThrow({ where: { frozenAt: { not: null } } });
  const book = answerSheet(
    language,
    readContent(bundle.content ?? ''),
    bundle.sha256 ?? '',
    new Map(),
    ZONE,
  );
  const read = await readTables(await writeXlsx(book), []);
  if (isRefusal(read)) throw new Error(read.refused);
  return (read.tables[0] ?? []).map(({ cells }) => cells);
}

/** Fills in outcome, reason, quotation, day and correction of the rows, from the first on. */
function fillIn(sheet: readonly string[][], rows: readonly (readonly string[])[]): Uint8Array {
  const at = sheet.findIndex((cells) => cells.length >= 9);
  const filled = sheet.map((cells, index) => {
    const said = rows[index - at - 1];
    return said ? [...cells.slice(0, 4), ...said] : [...cells];
  });
  return makeXlsx([{ rows: filled }]);
}

const hand = (bytes: Uint8Array) => preview(desk, story.number, file('filled.xlsx', bytes));

describe.each(LANGUAGES)('the sheet of a bundle in %s', (language) => {
  it('is filled in and read back, and recorded with one press', async () => {
    await freeze(desk, story);
    const sheet = await sheetOf(language);
    const at = sheet.findIndex((cells) => cells.length >= 9);
    expect(sheet.slice(at + 1).map(([reference]) => reference)).toEqual([
      story.five,
      story.seven,
      story.twelve,
    ]);
    const shown = await hand(
      fillIn(sheet, [
        ['✅', 'U pranua.', '„Pranohet.“', '2026-11-20'],
        ['ODBIJENO', 'Nema sredstava.'],
        ['partly'],
      ]),
    );
    expect(textOf(shown)).toContain('3 new · 0 corrections · 0 recorded already · 0 unclear');
    expect(await recorded(desk)).toEqual({});
    const done = told(await press(desk, 'boss', 'office', shown, 'answer.apply'));
    expect(textOf(done)).toContain('Recorded for MPMS-2026-001: 3 answers.');
    expect(await recorded(desk)).toEqual({
      'Neni 5': 'accepted',
      'Neni 7': 'rejected',
      'Neni 12': 'partly',
    });
    expect(await desk.db.outcome.findFirst({ orderBy: { seq: 'asc' } })).toMatchObject({
      reason: 'U pranua.',
      quote: '„Pranohet.“',
      answeredOn: '2026-11-20',
      way: 'sheet',
    });
    // The same press again records nothing more, and the same file says what is so.
    expect(refused(await press(desk, 'boss', 'office', shown, 'answer.apply'))).toContain(
      'This file was dealt with already',
    );
    const again = await hand(
      fillIn(sheet, [
        ['✅', 'U pranua.', '„Pranohet.“', '2026-11-20'],
        ['refuzuar', 'Nema sredstava.'],
      ]),
    );
    expect(textOf(again)).toContain('0 new · 0 corrections · 2 recorded already · 0 unclear');
    expect(await desk.db.outcome.count()).toBe(3);
  });
});

it('says of each row why it is not recorded, and records the others', async () => {
  await freeze(desk, story);
  const shown = await hand(
    fillIn(await sheetOf(), [['rejected'], ['perhaps', 'x'], ['noted', '', '', '2027-01-01']]),
  );
  const text = textOf(shown);
  expect(text).toContain('0 new · 0 corrections · 0 recorded already · 3 unclear');
  expect(text).toContain('rejected without a reason');
  expect(text).toContain('“perhaps” is no outcome that I know');
  expect(text).toContain('2027-01-01 has not come yet');
  expect(text).not.toContain('[Record');
  const mended = await hand(
    fillIn(await sheetOf(), [
      ['rejected', 'No.'],
      ['perhaps', 'x'],
    ]),
  );
  told(await press(desk, 'boss', 'office', mended, 'answer.apply'));
  expect(await recorded(desk)).toEqual({ 'Neni 5': 'rejected' });
});

it('corrects what is recorded only where the sheet says why', async () => {
  await freeze(desk, story);
  told(await record(desk, story.five, { code: 'accepted' }));
  told(await record(desk, story.seven, { code: 'accepted' }));
  const shown = await hand(
    fillIn(await sheetOf(), [['noted', '', '', '', 'The letter was misread.'], ['noted']]),
  );
  expect(textOf(shown)).toContain('0 new · 1 correction · 0 recorded already · 1 unclear');
  expect(textOf(shown)).toContain('K-001 ✅ Accepted → 📝 Noted (The letter was misread.)');
  told(await press(desk, 'boss', 'office', shown, 'answer.apply'));
  expect(await recorded(desk)).toEqual({ 'Neni 5': 'noted', 'Neni 7': 'accepted' });
});

it('refuses the sheet of another draft, and of a bundle that was not frozen like that', async () => {
  await freeze(desk, story);
  const sheet = await sheetOf();
  const other = await publish(desk, { titleSq: 'Projektligji tjetër', institution: 'MAPL' });
  const bytes = fillIn(sheet, [['accepted']]);
  expect(errorsOf(await handOver(desk, other, file('x.xlsx', bytes))).file).toBe(
    `This spreadsheet belongs to ${story.number}/P-1, and not to ${other}.`,
  );
  const forged = sheet.map((row) =>
    row.map((cell) => cell.replace(/[0-9a-f]{64}/, 'f'.repeat(64))),
  );
  const wrong = fillIn(forged, [['accepted']]);
  expect(errorsOf(await handOver(desk, story.number, file('x.xlsx', wrong))).file).toContain(
    'no bundle was frozen like that',
  );
});

it('is handed out of a frozen bundle only', async () => {
  const ask = () => desk.uses('boss', 'office', 'answer.sheet', { draft: story.number });
  expect(refused(await ask())).toBe(
    'No bundle of MPMS-2026-001 is frozen yet: there is nothing to be answered.',
  );
  const number = await freeze(desk, story);
  expect(told(await ask()).summary).toBe(`The spreadsheet of ${number} is coming in this channel.`);
  const { id } = await desk.db.bundle.findFirstOrThrow({ where: { number } });
  expect(await desk.shown('answer.sheet', id, 'office')).toContain(number);
});

/** KCSF's text on article 5 and KDI's on article 7 have become one. */
async function join(): Promise<void> {
  const parts = await desk.db.contribution.findMany({
    where: { versions: { some: { article: { in: ['Neni 5', 'Neni 7'] } } } },
  });
  const person = await desk.db.person.findFirstOrThrow();
  await desk.db.merge.create({
    data: {
      draftId: story.draftId,
      ordinal: 1,
      state: 'agreed',
      article: 'Neni 5',
      kind: 'amend',
      proposedText: 'Një tekst i përbashkët.',
      proposedAt: new Date(),
      proposedById: person.id,
      parts: {
        create: parts.map(({ id, organisationId }) => ({
          contributionId: id,
          organisationId,
          version: 1,
          agreed: true,
        })),
      },
    },
  });
}

it('records an answer to a joint text for each of its parts', async () => {
  await join();
  await freeze(desk, story);
  const sheet = await sheetOf();
  const at = sheet.findIndex((cells) => cells.length >= 9);
  expect(sheet[at + 1]?.[0]).toBe(`${story.number}/B-01`);
  const shown = await hand(fillIn(sheet, [['partly', 'Only the first half.']]));
  told(await press(desk, 'boss', 'office', shown, 'answer.apply'));
  expect(await recorded(desk)).toEqual({ 'Neni 5': 'partly', 'Neni 7': 'partly' });
});

it('answers a contribution once, also where its joint text stands in another row', async () => {
  await join();
  await freeze(desk, story);
  const sheet = await sheetOf();
  const at = sheet.findIndex((cells) => cells.length >= 9);
  sheet[at + 2] = ['K-001', ...(sheet[at + 2] ?? []).slice(1, 2), '', ''];
  const shown = await hand(fillIn(sheet, [['accepted'], ['rejected', 'No.']]));
  expect(textOf(shown)).toContain('2 new · 0 corrections · 0 recorded already · 1 unclear');
  expect(textOf(shown)).toContain('K-001 is answered in row');
  told(await press(desk, 'boss', 'office', shown, 'answer.apply'));
  expect(await recorded(desk)).toEqual({ 'Neni 5': 'accepted', 'Neni 7': 'accepted' });
  expect(await desk.db.outcome.count()).toBe(2);
});

it('records a row of a joint text whole or not at all', async () => {
  await join();
  await freeze(desk, story);
  told(await record(desk, story.seven, { code: 'accepted' }));
  const said = ['rejected', 'No.', '', ''];
  const without = await hand(fillIn(await sheetOf(), [said]));
  expect(textOf(without)).toContain('0 new · 0 corrections · 0 recorded already · 1 unclear');
  const shown = await hand(fillIn(await sheetOf(), [[...said, 'Misread.']]));
  expect(textOf(shown)).toContain('1 new · 1 correction · 0 recorded already · 0 unclear');
});

it('takes no row whose text is that of another one, or whose number is of another draft', async () => {
  await freeze(desk, story);
  const sheet = await sheetOf();
  const at = sheet.findIndex((cells) => cells.length >= 9);
  // Somebody sorted the first column by itself.
  const [one, two, three] = sheet.slice(at + 1, at + 4).map((cells) => [...cells]);
  sheet[at + 1] = [two?.[0] ?? '', ...(one ?? []).slice(1)];
  sheet[at + 2] = [one?.[0] ?? '', ...(two ?? []).slice(1)];
  sheet[at + 3] = ['MAPL-2026-003/K-003', ...(three ?? []).slice(1)];
  const shown = await hand(fillIn(sheet, [['accepted'], ['noted'], ['accepted']]));
  expect(textOf(shown)).toContain('0 new · 0 corrections · 0 recorded already · 3 unclear');
  expect(textOf(shown)).toContain(`stands the text of ${story.five}: the rows are mixed up`);
  expect(textOf(shown)).toContain('there is no contribution “MAPL-2026-003/K-003”');
});
