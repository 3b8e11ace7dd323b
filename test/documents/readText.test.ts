import { deflateSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { isRefusal } from '../../src/chat/refusal.ts';
import { outlineOf } from '../../src/documents/act/split.ts';
import { readText } from '../../src/documents/readText.ts';
import { documentXml, makeDocx, zipParts } from './makeDocx.ts';
import { column, makePdf, type PdfPage, wrapped } from './makePdf.ts';

// Only this thread is told so; the one that reads has the real thing.
vi.mock('../../src/documents/act/split.ts', () => ({
  outlineOf: () => {
    throw new Error('not in the thread of everybody');
  },
}));

// A thread begins for each document; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 });

async function textOf(bytes: Uint8Array): Promise<string> {
  const read = await readText(bytes);
  if (isRefusal(read)) throw new Error(`refused: ${read.refused}`);
  return read.text;
}

async function refusedOf(...given: Parameters<typeof readText>): Promise<string> {
  const read = await readText(...given);
  if (!isRefusal(read)) throw new Error(`read: ${read.text.slice(0, 80)}`);
  return read.refused.replace('document.text.', '');
}

describe('plain text', () => {
  const text = 'Neni 1\nQëllimi\nÇdo person gëzon të drejtën.';
  const serbian = 'Član 1\nOvaj zakon uređuje šume, đake i ćilime.';
  const windows1250: Record<string, number> = {
    Č: 0xc8,
    č: 0xe8,
    š: 0x9a,
    ž: 0x9e,
    đ: 0xf0,
    ć: 0xe6,
    ë: 0xeb,
    ç: 0xe7,
    Ç: 0xc7,
  };
  const old = (from: string) =>
    Uint8Array.from([...from].map((letter) => windows1250[letter] ?? letter.charCodeAt(0)));
  const wide = (from: string, swap: boolean) => {
    const bytes = Buffer.from(from, 'utf16le');
    return Uint8Array.from(swap ? bytes.swap16() : bytes);
  };

  it.each([
    ['UTF-8', Buffer.from(text), text],
    ['UTF-8 with its mark and CRLF', Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`), text],
    ['UTF-16 with its mark', wide(`\ufeff${text}`, false), text],
    ['UTF-16, big end first', wide(`\ufeff${text}`, true), text],
    ['UTF-16 without a mark', wide(text, false), text],
    ['Windows-1250, Albanian', old(text), text],
    ['Windows-1250, Serbian', old(serbian), serbian],
  ])('reads %s', async (_name, bytes, expected) => {
    expect(await textOf(Uint8Array.from(bytes))).toBe(expected);
  });

  it('refuses what is no text', async () => {
    expect(await refusedOf(new Uint8Array())).toBe('empty');
    expect(await refusedOf(Buffer.from(' \n\t\n'))).toBe('empty');
    const noise = Uint8Array.from({ length: 5_000 }, (_one, index) => (index * 7919) % 251);
    expect(await refusedOf(noise)).toBe('notText');
    expect(await refusedOf(new Uint8Array(10 * 1024 * 1024 + 1))).toBe('tooLarge');
  });
});

describe('DOCX', () => {
  it('reads paragraphs, tables, footnotes and numbers', async () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Neni %1"/></w:lvl>' +
      '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>' +
      '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>';
    const docx = makeDocx(
      [
        { text: 'Qëllimi & fusha <e zbatimit>', list: { id: 3, level: 0 } },
        { text: 'Ky ligj rregullon kontributet.', note: 1 },
        { text: 'e para', list: { id: 3, level: 1 } },
        { text: 'e dyta', list: { id: 3, level: 1 } },
        {
          rows: [
            ['Nr.', 'Tarifa'],
            ['1', '20 €'],
          ],
        },
        { text: 'Përkufizimet', list: { id: 3, level: 0 } },
        { text: 'një', list: { id: 3, level: 1 } },
      ],
      { notes: ['Shih Ligjin Nr. 04/L-002.'], numbering },
    );
    expect((await textOf(docx)).split('\n')).toEqual([
      'Neni 1 Qëllimi & fusha <e zbatimit>',
      'Ky ligj rregullon kontributet.[1]',
      'a) e para',
      'b) e dyta',
      'Nr. | Tarifa',
      '1 | 20 €',
      'Neni 2 Përkufizimet',
      'a) një',
      '',
      '[1] Shih Ligjin Nr. 04/L-002.',
    ]);
  });

  it('leaves out what was deleted, and says once what stands there twice', async () => {
    const xml = documentXml(['Mbetet.']).replace(
      '</w:body>',
      '<w:p><w:moveFrom><w:r><w:t>Iku.</w:t></w:r></w:moveFrom><w:r><w:t>Tjetra.</w:t></w:r>' +
        '<w:del><w:r><w:t>Hequr.</w:t></w:r></w:del>' +
        '<mc:AlternateContent><mc:Choice><w:r><w:t> Njëherë.</w:t></w:r></mc:Choice>' +
        '<mc:Fallback><w:r><w:t> Njëherë.</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p></w:body>',
    );
    expect(await textOf(zipParts({ 'word/document.xml': xml }))).toBe('Mbetet.\nTjetra. Njëherë.');
  });
});

const SENTENCE =
  'Ky ligj përcakton rregullat për bashkëpunimin e institucioneve me organizatat e shoqërisë ' +
  'civile, të drejtat dhe detyrimet e tyre si dhe mbikëqyrjen e zbatimit.';

describe('PDF', () => {
  it('joins lines and parted words, and leaves heads, feet and page numbers out', async () => {
    const page = (number: number, lines: string[]): PdfPage => [
      { x: 70, y: 810, text: 'Gazeta Zyrtare e Republikës, nr. 12 / 2026' },
      ...column(lines),
      { x: 290, y: 30, text: `Faqe ${number} nga 3` },
    ];
    const pdf = makePdf([
      page(1, ['Neni 1', 'Qëllimi', '', ...wrapped(SENTENCE, 70)]),
      page(2, [
        'Neni 2',
        'Fusha',
        '',
        '1. Rregullat vlejnë për të gjitha institucio-',
        'net publike.',
      ]),
      page(3, ['Neni 3', 'Hyrja në fuqi', '', 'Ky ligj hyn në fuqi pas publikimit.']),
    ]);
    expect((await textOf(pdf)).replaceAll('\n\n', '\n').split('\n')).toEqual([
      'Neni 1',
      'Qëllimi',
      SENTENCE,
      'Neni 2',
      'Fusha',
      '1. Rregullat vlejnë për të gjitha institucionet publike.',
      'Neni 3',
      'Hyrja në fuqi',
      'Ky ligj hyn në fuqi pas publikimit.',
    ]);
  });

  it('reads two columns one after the other', async () => {
    const left = wrapped(`Neni 1 ${SENTENCE}`, 36);
    const right = wrapped(`Član 1 Ovaj zakon uređuje saradnju institucija. ${SENTENCE}`, 36);
    const pdf = makePdf([
      [
        { x: 70, y: 790, text: 'REPUBLIKA E KOSOVËS – REPUBLIKA KOSOVO – REPUBLIC OF KOSOVO' },
        ...column(left, { x: 50 }),
        ...column(right, { x: 310 }),
      ],
    ]);
    const text = (await textOf(pdf)).replace(/\s+/g, ' ');
    expect(text).toBe(
      'REPUBLIKA E KOSOVËS – REPUBLIKA KOSOVO – REPUBLIC OF KOSOVO ' +
        `${left.join(' ')} ${right.join(' ')}`,
    );
  });

  it('keeps the rows of a table together', async () => {
    const rows = [
      ['Nr.', 'Lloji i lejes', 'Tarifa'],
      ['1', 'Leje e re', '20 euro'],
      ['2', 'Vazhdim', '10 euro'],
    ];
    const pdf = makePdf([
      rows.flatMap((row, line) =>
        row.map((text, cell) => ({ x: 70 + cell * 150, y: 700 - line * 16, text })),
      ),
    ]);
    expect(await textOf(pdf)).toContain('2 Vazhdim | 10 euro');
  });

  it('reads 400 pages and refuses more than the bound', async () => {
    const pages = (count: number) =>
      makePdf(
        Array.from({ length: count }, (_one, index) =>
          column([`Neni ${index + 1}`, ...wrapped(`${SENTENCE} ${SENTENCE}`, 70)]),
        ),
      );
    const read = await readText(pages(400));
    expect(read).toMatchObject({ pages: 400 });
    expect((read as { text: string }).text).toContain('Neni 400');
    expect(await refusedOf(pages(1_001))).toBe('tooManyPages');
  });
});

describe('bounds', () => {
  it('ends what takes too much memory, and reads the next document', async () => {
    // A page whose content unpacks to far more than it may; kept, so that the process only grows.
    const content = Buffer.alloc(400_000_000, ' ');
    const bomb = makePdf([[]], { streams: [deflateSync(content, { level: 1 })] });
    const bounds = { withinMs: 60_000, heapMb: 128, growthMb: 150 };
    expect(await refusedOf(bomb, bounds)).toBe('tooMuch');
    expect(content.length).toBe(400_000_000);
    expect(await textOf(Buffer.from('Neni 1'))).toBe('Neni 1');
  });

  it('ends what takes too long, and the caller’s bytes are still there', async () => {
    const bytes = Uint8Array.from(Buffer.from('Neni 1'));
    const bounds = { withinMs: 1, heapMb: 128, growthMb: 250 };
    expect(await refusedOf(bytes, bounds)).toBe('tooSlow');
    expect(await textOf(bytes)).toBe('Neni 1');
  });

  it('tells the articles in the thread, where 400 pages hold nobody up', async () => {
    const act = Array.from({ length: 40 }, (_one, index) => `Neni ${index + 1}\nTeksti.\n`);
    const read = await readText(Buffer.from(act.join('')));
    if (isRefusal(read)) throw new Error(read.refused);
    expect(read.outline[0]?.cuts).toHaveLength(40);
    // Here it would have failed.
    expect(outlineOf).toThrow('not in the thread of everybody');
  });

  it('goes on serving while a document is read', async () => {
    let turns = 0;
    const turn = setInterval(() => {
      turns += 1;
    }, 5);
    await textOf(makePdf(Array.from({ length: 30 }, () => column(wrapped(SENTENCE, 70)))));
    clearInterval(turn);
    expect(turns).toBeGreaterThan(5);
  });
});
