import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from '../../src/chat/refusal.ts';
import { addPlanned, movePlanned, withdrawPlanned } from '../../src/programme/changePlanned.ts';
import { compareProgramme } from '../../src/programme/compareProgramme.ts';
import { type Choice, importProgramme, takeOver } from '../../src/programme/importProgramme.ts';
import { readProgramme } from '../../src/programme/readProgramme.ts';
import { type Desk, openDesk } from '../chat/desk.ts';
import { publish } from '../chat/story.ts';
import { cp1250, utf8 } from '../documents/bytes.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.dispose());

const HEAD = 'title,institution,deadline,status,source\n';

const brings = (text: string | Uint8Array, year = 2022) =>
  desk.work(async (work) => {
    const bytes = typeof text === 'string' ? utf8(text) : text;
    const report = await importProgramme(work, year, bytes);
    if (isRefusal(report)) throw new Error(report.refused);
    return report;
  });

async function takes(text: string, choice: Choice, year = 2022) {
  const file = await readProgramme(String(year), utf8(text));
  if (isRefusal(file)) throw new Error(file.refused);
  return desk.work(async (work) => takeOver(work, await compareProgramme(work.tx, file), choice));
}

const rows = () =>
  desk.db.plannedDraft.findMany({ orderBy: [{ programmeId: 'asc' }, { position: 'asc' }] });
const changes = () => desk.db.plannedChange.findMany({ orderBy: { seq: 'asc' } });
const everything = async () => ({
  programmes: await desk.db.programme.findMany(),
  rows: await rows(),
  changes: await changes(),
  audits: await desk.db.audit.findMany(),
});

/** The Government's meeting of 20 July 2022 gave these their deadlines. */
const JULY = `${HEAD}Draft Law on Protection of the Supply of Basic Products,,2022-08-10,,S18
Draft Law on Market Surveillance Inspectorate,,2022-12-05,,S18
Draft Law amending Law 06/L-037 on Metrology,,2022-12-05,,S18
`;

describe('importing a programme', () => {
  it('takes real rows with their deadlines, and changes nothing the second time', async () => {
    const report = await brings(JULY);
    expect(report.added[0]).toBe('P2022-1 Draft Law on Protection of the Supply of Basic Products');
    expect(await rows()).toMatchObject([
      { position: 1, deadline: '2022-08-10', deadlineOn: '2022-08-10', source: 'S18' },
      { position: 2, deadlineOn: '2022-12-05', state: 'planned', type: 'draft_law' },
      { position: 3, titleKey: 'draft lae amending lae 06 l 037 on metrology' },
    ]);
    const before = await everything();
    expect(await brings(JULY)).toMatchObject({ added: [], changed: [], left: 3 });
    expect(await everything()).toEqual(before);
  });

  it('reads Albanian and Serbian columns, states and kinds, semicolons and Windows-1250', async () => {
    await brings(
      cp1250(
        'Titulli;Institucioni;Afati;Gjendja;Lloji\n' +
          'Projektligji për Energjinë;MZHE;TM3 2026;i shtyrë;Ligj\n' +
          'Koncept dokumenti për vullnetarizmin;;30.06.2026;planifikuar;koncept dokument\n',
      ),
      2026,
    );
    await brings(
      utf8('Naziv;Predlagač;Rok;Status;Vrsta\nNacrt zakona o turizmu;MIET;;povučen;nacrt zakona\n'),
      2027,
    );
    expect(
      (await rows()).map(({ state, type, deadlineOn, written }) => [
        state,
        type,
        deadlineOn,
        written,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['postponed', 'draft_law', '2026-09-30', 'MZHE'],
        ['planned', 'concept_document', '2026-06-30', null],
        ['withdrawn', 'draft_law', null, 'MIET'],
      ]),
    );
  });

  it('postpones what gets a later day, and keeps the old one', async () => {
    await brings(`${HEAD}Draft Law on Tourism,MIET,2021-09-30,,\n`, 2021);
    await brings(`${HEAD}Draft Law on Tourism,MIET,2021-12-20,,\n`, 2021);
    expect(await rows()).toMatchObject([{ state: 'postponed', deadlineOn: '2021-12-20' }]);
    expect(await changes()).toMatchObject([
      { field: 'deadline', before: '2021-09-30', after: '2021-12-20', reason: null },
      { field: 'state', before: 'planned', after: 'postponed' },
    ]);
    // Spelt otherwise it is the same day; an earlier day postpones nothing more.
    expect(await brings(`${HEAD}Draft Law on Tourism,MIET,20.12.2021,,\n`, 2021)).toMatchObject({
      changed: [],
      left: 1,
    });
    await brings(`${HEAD}Draft Law on Tourism,MIET,2021-11-30,planned,\n`, 2021);
    expect(await rows()).toMatchObject([{ state: 'postponed', deadlineOn: '2021-11-30' }]);
  });

  it('has no day for what the file calls postponed without one', async () => {
    await brings(`${HEAD}Draft Law on Tourism,MIET,2021-09-30,,\n`, 2021);
    const text = `${HEAD}Draft Law on Tourism,MIET,,postponed,\n`;
    await brings(text, 2021);
    expect(await rows()).toMatchObject([{ state: 'postponed', deadline: null, deadlineOn: null }]);
    expect(await brings(text, 2021)).toMatchObject({ changed: [], left: 1 });
  });

  it('keeps what staff moved and withdrew, whatever an older file says', async () => {
    await brings(`${HEAD}Draft Law on Tourism,,2021-09-30,,\nDraft Law on Trademarks,,,planned,\n`);
    await desk.work(async (work) => {
      const reason = 'Government meeting of 24.11.2021';
      await movePlanned(work, 'P2022-1', { deadline: '2021-12-20', reason });
      await withdrawPlanned(work, 'P2022-2', reason);
    });
    const before = await rows();
    const text = `${HEAD}Draft Law on Tourism,,2021-09-30,,\nDraft Law on Trademarks,,,planned,\n`;
    expect(await brings(text)).toMatchObject({ changed: [], left: 2 });
    expect(await rows()).toEqual(before);
    const file = await readProgramme('2022', utf8(text));
    if (isRefusal(file)) throw new Error(file.refused);
    const comparison = await compareProgramme(desk.db, file);
    expect(comparison.keptMoved.map(({ handle }) => handle)).toEqual(['P2022-1']);
    expect(comparison.keptWithdrawn.map(({ handle }) => handle)).toEqual(['P2022-2']);
  });

  it('concludes nothing from a row that is missing, unless it is chosen', async () => {
    await brings(JULY);
    const text = JULY.split('\n').slice(0, 3).join('\n');
    await takes(text, {});
    expect((await rows()).map(({ state }) => state)).toEqual(['planned', 'planned', 'planned']);
    const report = await takes(text, { withdrawUnnamed: true });
    expect(report.withdrawn).toEqual(['P2022-3 Draft Law amending Law 06/L-037 on Metrology']);
    expect((await rows())[2]).toMatchObject({ state: 'withdrawn' });
    // What an import withdrew, another takes back by saying so.
    await takes(JULY.replace('Metrology,,2022-12-05,,', 'Metrology,,2022-12-05,planned,'), {});
    expect((await rows())[2]).toMatchObject({ state: 'planned' });
  });

  it('knows a draft by a new title that is much alike, and offers only new rows', async () => {
    await brings(`${HEAD}Draft Law on Protection of Trade Secrets,MIET,2021-11-24,,\n`, 2021);
    const text = `${HEAD}Draft Law on the Protection of Business Trade Secrets,MIET,2021-11-24,,\nDraft Law on Tourism,MIET,2021-11-24,,\n`;
    await takes(text, { onlyNew: true }, 2021);
    expect((await rows()).map(({ title }) => title)).toEqual([
      'Draft Law on Protection of Trade Secrets',
      'Draft Law on Tourism',
    ]);
    await takes(text, {}, 2021);
    expect((await rows()).map(({ title }) => title)).toEqual([
      'Draft Law on the Protection of Business Trade Secrets',
      'Draft Law on Tourism',
    ]);
    expect(await changes()).toMatchObject([{ field: 'title' }]);
  });

  it('takes nothing of a file with a row that it cannot read', async () => {
    const report = await brings(
      `${HEAD},MIET,,,\nDraft Law on Tourism,,soon,,\nDraft Law A,,,maybe,\nDraft Law B,,,,\nDraft law b,,,,\n${'x'.repeat(501)},,,,\n`,
    );
    expect(report.refusedRows.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'programme.import.titleMissing'],
      [3, 'imports.badDeadline'],
      [4, 'programme.import.badStatus'],
      [6, 'imports.duplicate'],
      [7, 'imports.fieldTooLong'],
    ]);
    expect(await desk.db.programme.count()).toBe(0);
    const kinds = await brings('title,kind\nDraft Law,poem\n');
    expect(kinds.refusedRows).toMatchObject([{ line: 2, reason: 'programme.import.badType' }]);
  });

  it('refuses what is no year, no table, and too much', async () => {
    for (const year of ['soon', '1999', '20266', '']) {
      expect(await readProgramme(year, utf8(JULY))).toMatchObject({
        refused: 'programme.badYear',
        field: 'year',
      });
    }
    expect(await readProgramme('2026', utf8('a,b\n1,2\n'))).toMatchObject({
      refused: 'programme.import.noTitleColumn',
    });
    const many = Array.from({ length: 1_001 }, (_one, index) => `Draft Law ${index}`);
    expect(await readProgramme('2026', utf8(`title\n${many.join('\n')}\n`))).toMatchObject({
      refused: 'imports.tooManyRows',
      context: { max: 1_000 },
    });
  });

  it('finds institutions by their spellings, also when they are added later', async () => {
    await publish(desk, { institution: 'MD' });
    const report = await brings(
      `${HEAD}Draft Law A,MD,,,\nDraft Law B,Ministria e Financave,,,\n`,
      2026,
    );
    expect(report.unknownInstitutions).toEqual(['Ministria e Financave']);
    const md = await desk.db.institution.findFirstOrThrow({ where: { code: 'MD' } });
    expect((await rows()).map(({ institutionId }) => institutionId)).toEqual([md.id, null]);
    const values = { institution: 'MD', alias: 'Ministria e Financave' };
    await desk.uses('boss', 'office', 'institution.alias', values);
    expect((await rows()).map(({ institutionId }) => institutionId)).toEqual([md.id, md.id]);
  });

  it('takes a thousand rows, more than one query can name', async () => {
    const many = Array.from({ length: 1_000 }, (_one, index) => `Draft Law ${index},,2026-12-05,,`);
    const text = `${HEAD}${many.join('\n')}\n`;
    expect((await brings(text, 2026)).added).toHaveLength(1_000);
    expect(await brings(text, 2026)).toMatchObject({ added: [], changed: [], left: 1_000 });
    const report = await takes(`${HEAD}Draft Law 7,,,,\n`, { withdrawUnnamed: true }, 2026);
    expect(report.withdrawn).toHaveLength(999);
  });

  it('adds what a meeting of the Government added, once', async () => {
    const input = {
      year: '2021',
      title: 'Draft Law on Investment Promotion and Protection',
      institution: 'MIET',
      deadline: '',
      reason: 'Government meeting of 24.11.2021',
    };
    const row = await desk.work((work) => addPlanned(work, input));
    expect(row).toMatchObject({ position: 1, source: input.reason, deadlineOn: null });
    expect(await changes()).toMatchObject([{ field: 'added', reason: input.reason }]);
    const again = { ...input, title: input.title.toUpperCase() };
    expect(await desk.work((work) => addPlanned(work, again))).toMatchObject({
      refused: 'programme.known',
      context: { handle: 'P2021-1' },
    });
  });
});

describe('any programme', () => {
  let own: Desk;
  let year = 2026;
  afterAll(() => own?.dispose());

  it('is as it was when the same file comes twice', async () => {
    own = await openDesk();
    const title = fc.constantFrom(
      'Projektligji për Turizmin',
      'Projektligji për Energjinë',
      'Ligji për ndryshimin e Ligjit për Turizmin',
      'Nacrt zakona o turizmu',
    );
    const row = fc.record({
      title,
      deadline: fc.constantFrom('', '2026-06-30', 'TM4 2026', '2027', '–'),
      status: fc.constantFrom('', 'planned', 'shtyrë', 'povučen'),
      institution: fc.constantFrom('', 'MIET', 'MD'),
    });
    const file = fc.uniqueArray(row, { selector: ({ title: key }) => key, minLength: 1 });
    const textOf = (
      all: readonly { title: string; institution: string; deadline: string; status: string }[],
    ) =>
      HEAD +
      all.map((one) => `${one.title},${one.institution},${one.deadline},${one.status},`).join('\n');
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 3 }), async (files) => {
        year = year === 2099 ? 2026 : year + 1;
        await own.db.plannedChange.deleteMany();
        await own.db.plannedDraft.deleteMany();
        for (const all of files) {
          const bring = () => own.work((work) => importProgramme(work, year, utf8(textOf(all))));
          await bring();
          expect(await bring()).toMatchObject({ added: [], changed: [], left: all.length });
        }
      }),
      { numRuns: 40 },
    );
  });
});
