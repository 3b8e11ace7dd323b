import { describe, expect, it, vi } from 'vitest';
import { bundleFile, bundleFileName, unlessTooMuch } from '../../src/bundles/bundleFile.ts';
import { type BundleContent, contentText } from '../../src/bundles/content.ts';
import { bundleDocument } from '../../src/bundles/document.ts';
import { contentHash } from '../../src/bundles/hash.ts';
import { bundleSheet } from '../../src/bundles/sheet.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { readText } from '../../src/documents/readText.ts';
import type { Block, Paragraph, TextDocument } from '../../src/documents/write/model.ts';
import { plainRuns } from '../../src/documents/write/runs.ts';
import { WritingExceeded } from '../../src/documents/write/write.ts';
import { LANGUAGES, type Language } from '../../src/i18n/index.ts';
import { bundleRow, sampleContent } from './sample.ts';

// A thread begins for each file; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 });

const zone = 'Europe/Belgrade';
const made = (content: BundleContent, language: Language = 'en', preview = false) =>
  bundleDocument(content, language, { zone, preview });

/** A paragraph with its marks: `~gone~`, `+come+`, `*bold*`. */
const runsText = (runs: Paragraph) =>
  plainRuns(runs)
    .map((run) => {
      if (typeof run === 'string') return run;
      if ('removed' in run) return `~${run.removed}~`;
      if ('added' in run) return `+${run.added}+`;
      return 'bold' in run ? `*${run.bold}*` : run.link;
    })
    .join('');

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [`# ${block.text}`];
    case 'paragraph':
      return [runsText(block.runs)];
    case 'list':
      return block.items.map((item) => `• ${runsText(item)}`);
    case 'table':
      return block.rows.map((row) => row.map((cell) => cell.map(runsText).join('¶')).join(' | '));
    default:
      return [`(${block.kind})`];
  }
}

const textOf = ({ blocks }: TextDocument) => blocks.flatMap(linesOf).join('\n');

describe('bundleDocument', () => {
  it('has the five columns that ministries know, with who said what', () => {
    const document = made(sampleContent());
    const [table] = document.blocks.filter((block) => block.kind === 'table');
    expect(table?.head).toEqual([
      'Article',
      'Text of the draft',
      'Proposed text',
      'Justification',
      'Organisations',
    ]);
    expect(document.orientation).toBe('landscape');
    expect(table && linesOf(table)).toEqual([
      '*1. The whole act*¶Comment | – | – | Akti duhet të harmonizohet me Ligjin për buxhetin. | *KDI*, Instituti Demokratik i Kosovës, K-001 (late, 20 Nov 2026)',
      '*2. Neni 5*¶Amendment | Afati është dhjetë ditë. | Afati është ~dhjetë~+pesëmbëdhjetë+ ditë. | Dhjetë ditë nuk mjaftojnë. | *KCSF*, K-007¶*With the support of:* KDI (version 1), YIHR¶*Objections:* GAP¶*Note of the secretariat: *Shih edhe nenin 12.',
      '*3. Neni 12*¶Amendment | Afati është dhjetë ditë. | Afati është ~dhjetë~+pesëmbëdhjetë+ ditë. | Dhjetë ditë nuk mjaftojnë. | *Joint text B-01*¶*KCSF*, K-008¶*FOL*, K-009¶*With the support of:* YIHR (B-01), KDI (K-008, K-009)',
      '*4. Neni 14*¶Addition | – | +Neni 14a\nPjesëmarrja e qytetarëve sigurohet.+ | Dhjetë ditë nuk mjaftojnë. | *Lagjja e Re*, K-010 (not a member of the platform; entered by the secretariat: takim rajonal në Pejë, 12 Nov 2026)¶*INPO*, K-011 (entered by the secretariat: telephone; not confirmed by the organisation)',
    ]);
  });

  it('says what it is: numbers, days, who froze it and the hash of what was frozen', () => {
    const content = sampleContent();
    const hash = contentHash(content);
    const text = textOf(made(content));
    expect(text).toContain('*Draft: *MAPL-2026-003, draft law');
    expect(text).toContain('*Bundle: *MAPL-2026-003/P-2, addendum to MAPL-2026-003/P-1');
    expect(text).toContain('*Public consultation: *3 Nov 2026 – 27 Nov 2026');
    expect(text).toContain(
      '*Frozen: *Thursday, 26 November 2026 at 12:30, Kosovo time (CET), by Arta Krasniqi',
    );
    expect(text).toContain(`*SHA-256 of the content: *${hash}`);
    expect(text).toContain('Të nderuar, ju lutemi');
    expect(made(content).footer).toContain(`MAPL-2026-003/P-2 · SHA-256 ${hash.slice(0, 12)}…`);
    expect(text).not.toContain('DEMONSTRATION');
  });

  it('lists what was withdrawn and, on pages of their own, what became of one text', () => {
    const text = textOf(made(sampleContent()));
    expect(text).toContain('• MAPL-2026-003/K-003: withdrawn; no longer to be considered.');
    expect(text).toContain(
      '(pageBreak)\n# Original texts of the joint texts\nThe authors agreed to the joint text. These are their own texts as they were.\n' +
        '*K-008* KCSF¶Joint text B-01¶*Neni 12*¶Amendment | Kuvendi mblidhet. | Kuvendi mblidhet+ çdo muaj+. | E para.\n' +
        '*K-009* FOL¶Joint text B-01¶*Neni 12, paragrafi 1*¶Deletion | Kuvendi mblidhet. | To be deleted.\n~Kuvendi mblidhet.~ | E dyta.',
    );
    const plain = textOf(made(sampleContent({ rows: [bundleRow(1)], withdrawn: [] })));
    expect(plain).not.toContain('Original texts');
    expect(plain).not.toContain('Withdrawn');
  });

  it('says in each language which one a title is in that is not in it', () => {
    const heading = (language: Language) => textOf(made(sampleContent(), language));
    expect(heading('sq')).toContain('# Kontribute të shoqërisë civile: Projektligji për');
    expect(heading('sr')).toContain('# Doprinosi civilnog društva: Nacrt zakona o lokalnoj');
    expect(heading('en')).toContain('Projektligji për vetëqeverisjen lokale (in Albanian)');
    expect(heading('sr')).toContain('Ministarstvo administracije lokalne samouprave (MAPL)');
  });

  it('marks what is not frozen, and what is a demonstration', () => {
    const content = sampleContent();
    const preview = made(content, 'en', true);
    expect(textOf(preview)).toContain('*PREVIEW: this bundle is not frozen yet');
    expect(textOf(preview)).not.toContain(contentHash(content));
    expect(textOf(preview)).not.toContain('Frozen:');
    expect(preview.footer).toContain('preview, not frozen');
    const shown = made(sampleContent({ draft: { ...content.draft, demonstration: true } }));
    expect(textOf(shown)).toContain('*DEMONSTRATION: this is no real consultation.*');
    expect(shown.footer).toContain('DEMONSTRATION');
  });

  it('says that an addendum brings nothing new', () => {
    const text = textOf(made(sampleContent({ rows: [] })));
    expect(text).toContain('This addendum brings no new contributions.');
    expect(text).toContain('K-003');
  });

  it('marks as new only what is known to be', () => {
    const proposed = (over: Parameters<typeof bundleRow>[1]) => {
      const { blocks } = made(sampleContent({ rows: [bundleRow(1, over)] }));
      return blocks.flatMap((block) => (block.kind === 'table' ? linesOf(block) : []))[0];
    };
    expect(proposed({ currentText: null })).toContain('| – | Afati është pesëmbëdhjetë ditë. |');
    expect(proposed({ kind: 'delete', proposedText: null, currentText: null })).toContain(
      '| – | To be deleted. |',
    );
  });
});

describe('bundleFile', () => {
  it('is read back in each language, as DOCX and as PDF', async () => {
    const content = sampleContent();
    for (const language of LANGUAGES) {
      for (const format of ['docx', 'pdf'] as const) {
        const file = await bundleFile(content, format, language, { zone });
        expect(file.name).toBe(`MAPL-2026-003_P-2_${language}.${format}`);
        const read = await readText(file.bytes);
        if (isRefusal(read)) throw new Error(read.refused);
        const text = read.text.replace(/\s+/g, '');
        for (const part of [contentHash(content), 'Lagjja e Re', 'Kuvendi mblidhet çdo muaj.']) {
          expect(text).toContain(part.replace(/\s+/g, ''));
        }
      }
    }
  });

  it('is, as JSON, byte by byte what the hash is of', async () => {
    const content = sampleContent();
    const { name, bytes } = await bundleFile(content, 'json', 'sr', { zone });
    expect(name).toBe('MAPL-2026-003_P-2.json');
    expect(new TextDecoder().decode(bytes)).toBe(contentText(content));
  });

  it('tells what is too much from what is a bug', async () => {
    const exceeded = new WritingExceeded('pdf', 'tooMuch');
    expect(await unlessTooMuch(() => Promise.reject(exceeded))).toBeNull();
    expect(await unlessTooMuch(async () => 'file')).toBe('file');
    await expect(unlessTooMuch(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
  });

  it('is named so that every system takes the name', () => {
    expect(bundleFileName('ŽUPA / ../x:2026-001/P-1', 'pdf', 'sr', true)).toBe(
      'ŽUPA_.._x_2026-001_P-1_sr_preview.pdf',
    );
  });
});

describe('bundleSheet', () => {
  /** Every text and number of a value, whatever it is called. */
  function leaves(value: unknown): (string | number)[] {
    if (typeof value === 'string' || typeof value === 'number') return [value];
    if (value === null || typeof value !== 'object') return [];
    return Object.values(value).flatMap(leaves);
  }

  it('holds every field of what is frozen, and its hash', () => {
    const content = sampleContent();
    const { rows, columns } = bundleSheet(content, 'en');
    const cells = rows.flat();
    const words = cells.join('\n');
    // Kept as stable codes, shown as words; and the form's own version.
    const { format: _one, ...rest } = content;
    const codes = new Set(['draft_law', 'comment', 'amend', 'add', 'delete', 'chat']);
    for (const code of ['meeting', 'telephone']) codes.add(code);
    for (const leaf of leaves(rest)) {
      if (codes.has(String(leaf))) continue;
      expect(cells.includes(leaf) || words.includes(String(leaf)), String(leaf)).toBe(true);
    }
    expect(cells).toContain(contentHash(content));
    expect(rows).toHaveLength(7);
    expect(new Set(columns.map(({ title }) => title)).size).toBe(columns.length);
  });

  it('has a line for each author, and for what was withdrawn', () => {
    const { rows, columns } = bundleSheet(sampleContent(), 'en');
    const at = (title: string) => columns.findIndex((column) => column.title === title);
    const taken = rows.map((row) =>
      [
        'No.',
        'State',
        'Contribution',
        'Joint text',
        'Support',
        'Proposed text (before joining)',
      ].map((title) => row[at(title)] || ''),
    );
    const K = 'MAPL-2026-003/K';
    const joint = ['MAPL-2026-003/B-01', 'YIHR (B-01); KDI (K-008, K-009)'];
    expect(taken).toEqual([
      [1, 'in the bundle', `${K}-001`, '', '', ''],
      [2, 'in the bundle', `${K}-007`, '', 'KDI (version 1); YIHR', ''],
      [3, 'in the bundle', `${K}-008`, ...joint, 'Kuvendi mblidhet çdo muaj.'],
      [3, 'in the bundle', `${K}-009`, ...joint, ''],
      [4, 'in the bundle', `${K}-010`, '', '', ''],
      [4, 'in the bundle', `${K}-011`, '', '', ''],
      ['', 'withdrawn', `${K}-003`, '', '', ''],
    ]);
  });

  it('has no hash and no moment while nothing is frozen', () => {
    const content = sampleContent();
    const sheet = bundleSheet(content, 'en', { preview: true });
    expect(sheet.rows.flat()).not.toContain(contentHash(content));
    expect(sheet.rows.flat()).not.toContain(content.frozenAt);
    expect(sheet.preamble?.[0]).toContain('PREVIEW');
  });
});
