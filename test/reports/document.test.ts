import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { readText } from '../../src/documents/readText.ts';
import { readXlsx } from '../../src/documents/sheets/xlsx.ts';
import { LANGUAGES, type Language, translator } from '../../src/i18n/index.ts';
import { type ReportFormat, renderReportFile } from '../../src/reports/fileNote.ts';
import type { Reader } from '../../src/reports/rows.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { fillRegister } from './anyRegister.ts';

// A thread begins for each file and picture; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 });

const draft = {
  institution: 0,
  type: 'draft_law',
  complex: false,
  received: 0,
  opens: 300,
  lasts: 30,
  state: 'closed',
  demonstration: false,
} as const;
const contribution = {
  draft: 0,
  organisation: 0,
  membership: 'accepted',
  state: 'submitted',
  shared: true,
  outcome: 'accepted',
  announcedIn: 1,
  answered: 14,
} as const;

/** 2025: a strategy that came four days late, of which one was worked, and was short, and a law with three contributions. */
const REGISTER = {
  drafts: [
    draft,
    { ...draft, institution: 1, type: 'strategy' as const, received: 4, lasts: 9 },
    { ...draft, opens: 10 },
  ],
  contributions: [
    contribution,
    { ...contribution, organisation: 1, shared: false, outcome: 'rejected' as const },
    { ...contribution, organisation: 2, outcome: null, answered: null },
  ],
};

const AT = new Date('2025-02-01T08:00:00Z');

const STAFF: Reader = { staff: true, organisations: [] };
const OUTSIDER: Reader = { staff: false, organisations: [] };

describe('a report as a file', () => {
  let storage: TemporaryStorage;
  beforeAll(async () => {
    storage = await openTemporaryStorage();
    await fillRegister(storage, REGISTER);
    const planned = (position: number, deadlineOn: string) => ({
      position,
      title: `Planned ${position}`,
      titleKey: `planned ${position}`,
      deadlineOn,
    });
    await storage.db.programme.create({
      data: {
        year: 2025,
        title: 'Programme 2025',
        importedAt: AT,
        planned: { create: [planned(1, '2025-06-30'), planned(2, '2026-12-31')] },
      },
    });
    await storage.db.sighting.create({
      data: { title: 'Seen', source: 'https://example.org', seenOn: '2025-05-05', at: AT },
    });
  });
  afterAll(() => storage.dispose());

  async function fileOf(
    format: ReportFormat,
    language: Language,
    { reader = STAFF, subject = 'y.2025.' }: { reader?: Reader; subject?: string } = {},
  ) {
    const rendered = await renderReportFile({
      subject,
      params: { format, language, ...reader },
      target: { id: 'p', purpose: 'person', organisationId: null, language: 'en' },
      db: storage.db,
      shared: (_group, _name, load) => load(),
      world: {
        now: new Date('2026-01-20T10:00:00Z'),
        machineNow: new Date('2026-01-20T10:00:00Z'),
        zone: 'Europe/Belgrade',
        calendar: createCalendar(),
        settings: DEFAULT_SETTINGS,
        publicUrl: null,
        personId: null,
        place: null,
      },
    });
    if (!rendered || !('upload' in rendered)) throw new Error('no file');
    return rendered.upload;
  }

  async function textOf(bytes: Uint8Array): Promise<string> {
    const read = await readText(bytes);
    if (isRefusal(read)) throw new Error(read.refused);
    return read.text.replace(/\s+/g, ' ');
  }

  it.each(LANGUAGES)(
    'is the annual report of a year as DOCX and as PDF, in %s',
    async (language) => {
      const t = translator(language);
      for (const format of ['docx', 'pdf'] as const) {
        const { name, bytes } = await fileOf(format, language);
        expect(name).toContain('2025');
        const text = await textOf(bytes);
        for (const words of [
          t('annual.title', { year: 2025 }),
          t('annual.counted'),
          t('numbers.means.delay'),
          t('numbers.unverified'),
          t('numbers.type.strategy'),
          'DM0-2026-000',
          'DM1-2026-001',
          '66',
        ]) {
          expect(text).toContain(words);
        }
      }
    },
  );

  it('shows in English what was late, what was short, and who took part', async () => {
    const text = await textOf((await fileOf('docx', 'en')).bytes);
    expect(text).toContain('Drafts received | 2 | 1');
    expect(text).toContain('Answered | 2 of 3 (67%)');
    expect(text).toContain(
      'DM1-2026-001 Demonstration 1 (in Albanian) | 28 Mar 2025 | 1 Apr 2025 | 1',
    );
    expect(text).toContain('DM1-2026-001 Demonstration 1 (in Albanian) | 5 | 15');
    expect(text).toContain('Planned in the legislative programme | 2');
    expect(text).toContain('of these due and never came | 1');
    expect(text).toContain('Seen elsewhere, never sent to us | 1');
    for (const name of ['O0', 'O1', 'O2']) expect(text).toContain(`${name} | 1`);
  });

  it('has in its workbook a sheet a table and the rows behind, as far as the reader may see', async () => {
    const sheets = async (reader: Reader) => {
      const read = readXlsx((await fileOf('xlsx', 'en', { reader })).bytes);
      return read.map(({ rows }) => rows.map(({ cells }) => cells.join(' | ')).join('\n'));
    };
    const staff = await sheets(STAFF);
    expect(staff).toHaveLength(6);
    const [numbers = '', kinds = '', institutions = '', , drafts = '', contributions = ''] = staff;
    expect(numbers).toContain('Accepted | 1 | 3 | 33.3');
    expect(kinds).toContain('draft laws | 1');
    expect(institutions).toContain('DM1');
    expect(drafts).toContain('DM1-2026-001 | Demonstration 1 (in Albanian) | strategy');
    expect(contributions).toContain('DM0-2026-000/K-002 | DM0-2026-000 | O1 | rejected');
    const outside = (await sheets(OUTSIDER)).at(-1);
    expect(outside).toContain('K-002 | DM0-2026-000 | an organisation that has not shared it');
    expect(outside).toContain('K-001 | DM0-2026-000 | O0');
  });

  it('is of one draft, one institution or one organisation just as well', async () => {
    for (const subject of ['d.all.draft-0', 'i.2025.institution-0', 'o.all.organisation-0']) {
      const { bytes } = await fileOf('docx', 'en', { subject });
      expect(await textOf(bytes)).toContain('What became of the contributions');
    }
  });
});
