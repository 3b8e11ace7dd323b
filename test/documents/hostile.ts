import { documentXml, makeDocx, zipParts } from './makeDocx.ts';
import { column, makePdf, makePdfOf, wrapped } from './makePdf.ts';

const ACT = ['Neni 1', 'Qëllimi', 'Ky akt është demonstrim.', 'Neni 2', 'Fusha', 'Vlen këtu.'];

const xml = (text: string) => zipParts({ 'word/document.xml': text });

/** The container of an encrypted or an old document (MS-CFB), as far as its first bytes go. */
const ole = (stream: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(512),
    Buffer.from(stream, 'utf16le'),
  ]);

/** A zip that says of its parts that they unpack to this many bytes, whatever they do. */
function claiming(zip: Uint8Array, size: number): Uint8Array {
  const bytes = Buffer.from(zip);
  for (const [signature, offset] of [
    ['PK\u0003\u0004', 22],
    ['PK\u0001\u0002', 24],
  ] as const) {
    for (let at = bytes.indexOf(signature); at !== -1; at = bytes.indexOf(signature, at + 4)) {
      bytes.writeUInt32LE(size, at + offset);
    }
  }
  return bytes;
}

/** The same zip with each part listed twice in its directory. */
function twice(zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip);
  const directory = bytes.indexOf('PK\u0001\u0002');
  const end = bytes.lastIndexOf('PK\u0005\u0006');
  const listed = bytes.subarray(directory, end);
  const tail = Buffer.from(bytes.subarray(end));
  const count = tail.readUInt16LE(10) * 2;
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE(listed.length * 2, 12);
  return Buffer.concat([bytes.subarray(0, directory), listed, listed, tail]);
}

const laughs = () => {
  const entities = Array.from(
    { length: 9 },
    (_one, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
  );
  return `<!DOCTYPE d [<!ENTITY l0 "ha">${entities.join('')}]>${documentXml(['&l9;'])}`;
};

const nested = (depth: number) =>
  documentXml(['X']).replace(
    /<w:p>.*<\/w:p>/s,
    `${'<w:tbl><w:tr><w:tc>'.repeat(depth)}<w:p><w:r><w:t>Thellë</w:t></w:r></w:p>${'</w:tc></w:tr></w:tbl>'.repeat(depth)}`,
  );

const password =
  `/ID [<${'ab'.repeat(16)}> <${'ab'.repeat(16)}>] /Encrypt << /Filter /Standard /V 2 /R 3 ` +
  `/Length 128 /P -44 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`;

const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';

/** Documents that are made to trouble, or come like that; by what they should end in. */
export const HOSTILE: readonly [name: string, outcome: string, make: () => Uint8Array][] = [
  ['an empty file', 'empty', () => new Uint8Array()],
  ['a DOCX without text', 'empty', () => makeDocx(['', ' '])],
  ['an encrypted DOCX', 'encrypted', () => ole('EncryptedPackage')],
  ['an old DOC', 'notText', () => ole('WordDocument')],
  ['a PDF with a password', 'encrypted', () => makePdf([column(ACT)], { trailer: password })],
  ['a scanned PDF', 'scanned', () => makePdf([[], [], []])],
  [
    'a scanned PDF with numbers on its pages',
    'scanned',
    () => makePdf([1, 2, 3].map((page) => [{ x: 290, y: 30, text: `Faqe ${page}` }])),
  ],
  ['RTF by the name of TXT', 'notText', () => Buffer.from('{\\rtf1\\ansi Neni 1\\par}')],
  [
    'a web page by the name of TXT',
    'notText',
    () => Buffer.from('<!DOCTYPE html><p>Neni 1<p>Neni 2'),
  ],
  ['a spreadsheet by the name of DOCX', 'notText', () => zipParts({ 'xl/workbook.xml': '<x/>' })],
  ['a zip in a zip', 'notText', () => zipParts({ 'a.zip': zipParts({ 'b.zip': 'PK' }) })],
  [
    'a zip bomb',
    'tooMuch',
    () => zipParts({ 'word/document.xml': new Uint8Array(60_000_000).fill(32) }),
  ],
  [
    'a zip bomb that claims to be small',
    'damaged',
    () =>
      claiming(zipParts({ 'word/document.xml': documentXml(['x'.repeat(50_000_000)]) }), 10_000),
  ],
  ['a zip that claims to be enormous', 'tooMuch', () => claiming(makeDocx(ACT), 0xff_ff_ff_fe)],
  ['a zip that lists a part twice', 'damaged', () => twice(makeDocx(ACT))],
  ['entities within entities', 'entities', () => xml(laughs())],
  [
    'an entity that reads another file',
    'entities',
    () => xml(`<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/hostname">]>${documentXml(['&f;'])}`),
  ],
  ['an entity that nothing defines', 'entities', () => xml('<w:p><w:t>&b;</w:t></w:p>')],
  ['tables in tables without an end', 'damaged', () => xml('<w:tbl>'.repeat(100_000))],
  ['tables in tables, too deep', 'damaged', () => xml(nested(1_000))],
  ['XML that ends in a word', 'damaged', () => xml('<w:p><w:t>Neni')],
  [
    'XML in another encoding',
    'damaged',
    () => zipParts({ 'word/document.xml': Uint8Array.of(0xff, 0xfe, 60, 0) }),
  ],
  ['half a DOCX', 'damaged', () => makeDocx(ACT).subarray(0, 200)],
  ['the head of a PDF and nothing else', 'damaged', () => Buffer.from('%PDF-1.7\nasgjë')],
  ['a PDF that ends before its pages', 'damaged', () => makePdf([column(ACT)]).subarray(0, 60)],
  [
    'a PDF whose tree of pages is a ring',
    'damaged',
    () =>
      makePdfOf([
        CATALOG,
        '<< /Type /Pages /Kids [3 0 R] /Count 3 >>',
        '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 3 >>',
      ]),
  ],
  [
    'a PDF that claims a thousand million pages and has none',
    'empty',
    () => makePdfOf([CATALOG, '<< /Type /Pages /Kids [] /Count 1000000000 >>']),
  ],
  [
    'a PDF whose arrays nest without an end',
    'damaged',
    () => makePdfOf([CATALOG, `<< /Type /Pages /Kids ${'['.repeat(200_000)} /Count 1 >>`]),
  ],
];

/** Documents that look dangerous and can be read all the same. */
export const HARMLESS: readonly [name: string, make: () => Uint8Array][] = [
  [
    'a DOCX with macros',
    () =>
      zipParts({
        'word/document.xml': documentXml(ACT),
        'word/vbaProject.bin': Buffer.from('Sub AutoOpen()'),
      }),
  ],
  [
    'a PDF that draws itself in itself',
    () =>
      makePdfOf([
        CATALOG,
        '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> /XObject << /X 6 0 R >> >> >>',
        '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
        streamOf(
          `BT /F1 10 Tf 1 0 0 1 70 700 Tm (Neni 1) Tj 1 0 0 1 70 686 Tm (Ky akt eshte demonstrim.) Tj ET /X Do`,
        ),
        streamOf(
          '/X Do',
          '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>',
        ),
      ]),
  ],
];

function streamOf(content: string, entries = ''): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

const SENTENCE =
  'Ky akt demonstron rregullat për bibliotekat e lagjeve, të drejtat e lexuesve dhe mënyrën se si ' +
  'komuna i mban hapur, i pastron dhe i pajis me libra sipas nenit 5 të këtij akti.';

/** An act of that many pages, with an article on each. */
export const longPdf = (pages: number) =>
  makePdf(
    Array.from({ length: pages }, (_one, index) =>
      column([
        `Neni ${index + 1}`,
        ...wrapped(Array.from({ length: 15 }, () => SENTENCE).join(' '), 70),
      ]),
    ),
  );

export const longDocx = (pages: number) =>
  makeDocx(
    Array.from({ length: pages }, (_one, index) => [
      `Neni ${index + 1}`,
      ...Array.from({ length: 15 }, (_two, paragraph) => `${paragraph + 1}. ${SENTENCE}`),
    ]).flat(),
  );
