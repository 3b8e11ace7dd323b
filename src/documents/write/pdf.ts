import type * as pdfmake from 'pdfmake';
import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import { translator } from '../../i18n/index.ts';
import { fontFile, inFont } from './fonts.ts';
import type { Block, Paragraph, Run, TextDocument } from './model.ts';
import { COLOUR, PAGE, pageWords, SIZE, SPELLING, textWidth } from './page.ts';
import { isSafeLink, MISSING, oneLine, printable } from './printable.ts';

export type PdfLibrary = Pick<
  typeof pdfmake,
  'createPdf' | 'setFonts' | 'setUrlAccessPolicy' | 'setLocalAccessPolicy'
>;

const FONT = 'Liberation';
const PADDING = { side: 4, above: 3 } as const;
const LINE = 0.5;

export async function pdfOf(document: TextDocument, library: PdfLibrary): Promise<Uint8Array> {
  const [normal, bold] = [fontFile('Regular'), fontFile('Bold')];
  library.setFonts({ [FONT]: { normal, bold, italics: normal, bolditalics: bold } });
  // A document fetches nothing, and reads no file but its letters.
  library.setUrlAccessPolicy(() => false);
  library.setLocalAccessPolicy((path) => path === normal || path === bold);
  const { language, orientation, at } = document;
  let missing = false;
  const inLetters = inFont(normal, () => {
    missing = true;
  });
  const writer = new Writer(inLetters, textWidth(orientation));
  const content = document.blocks.map((block) => writer.block(block));
  if (missing) {
    const runs = [translator(language)('document.missing', { sign: MISSING })];
    content.push(writer.block({ kind: 'paragraph', small: true, runs }));
  }
  const { margin } = PAGE;
  const pdf = library.createPdf({
    pageSize: 'A4',
    pageOrientation: orientation,
    pageMargins: [margin, margin, margin, margin],
    version: '1.5',
    language: SPELLING[language],
    displayTitle: true,
    info: {
      title: oneLine(document.title),
      author: oneLine(document.author),
      creationDate: at,
      modDate: at,
    },
    defaultStyle: { font: FONT, fontSize: SIZE.text, preserveLeadingSpaces: true },
    footer: (page, pages) => ({
      margin: [margin, 14, margin, 0],
      fontSize: SIZE.small,
      color: `#${COLOUR.soft}`,
      columns: [
        { width: '*', text: writer.text(oneLine(document.footer)) },
        { width: 'auto', text: pageWords(language, String(page), String(pages)).join('') },
      ],
      columnGap: 20,
    }),
    content,
  });
  return new Uint8Array(await pdf.getBuffer());
}

class Writer {
  readonly #inFont: (text: string) => string;
  readonly #width: number;

  constructor(inFont: (text: string) => string, width: number) {
    this.#inFont = inFont;
    this.#width = width;
  }

  /** A text as the letters of the PDF can show it. */
  text(text: string): string {
    return this.#inFont(printable(text).replaceAll('\t', '    '));
  }

  block(block: Block): Content {
    switch (block.kind) {
      case 'heading':
        return {
          text: this.text(block.text),
          bold: true,
          fontSize: SIZE.heading[block.level],
          margin: [0, block.level === 1 ? 0 : 8, 0, 6],
        };
      case 'paragraph':
        return {
          text: this.#runs(block.runs),
          margin: [0, 0, 0, 5],
          ...(block.small ? { fontSize: SIZE.small } : {}),
        };
      case 'list':
        return {
          ul: block.items.map((item) => ({ text: this.#runs(item), margin: [0, 0, 0, 3] })),
          margin: [4, 0, 0, 5],
        };
      case 'table':
        return this.#table(block);
      case 'picture': {
        const scale = Math.min(1, this.#width / block.width);
        return {
          image: `data:image/png;base64,${Buffer.from(block.png).toString('base64')}`,
          width: block.width * scale,
          height: block.height * scale,
          margin: [0, 0, 0, 5],
        };
      }
      case 'pageBreak':
        return { text: '', pageBreak: 'after' };
    }
  }

  #runs(runs: Paragraph): Content[] {
    // A paragraph of nothing is as high as one line.
    return runs.length > 0 ? runs.map((run) => this.#run(run)) : [{ text: ' ' }];
  }

  #run(run: Run): Content {
    if (typeof run === 'string') return { text: this.text(run) };
    if ('bold' in run) return { text: this.text(run.bold), bold: true };
    if ('removed' in run) {
      const color = `#${COLOUR.removed}`;
      return { text: this.text(run.removed), decoration: 'lineThrough', color };
    }
    if ('added' in run) {
      const color = `#${COLOUR.added}`;
      return { text: this.text(run.added), bold: true, decoration: 'underline', color };
    }
    const text = this.text(run.link);
    if (!isSafeLink(run.url)) return { text };
    return { text, link: run.url, decoration: 'underline', color: `#${COLOUR.link}` };
  }

  #table({ head, widths, rows }: Extract<Block, { kind: 'table' }>): Content {
    const cell = (paragraphs: readonly Paragraph[]): TableCell => ({
      stack: paragraphs.map((runs) => ({ text: this.#runs(runs), margin: [0, 0, 0, 2] })),
    });
    return {
      margin: [0, 2, 0, 8],
      fontSize: SIZE.table,
      layout: LAYOUT,
      table: {
        headerRows: 1,
        // Without this a head may stand alone at the foot of a page.
        keepWithHeaderRows: 0,
        widths: widths.map((width) => (this.#width * width) / 100 - 2 * PADDING.side - LINE),
        body: [
          head.map(
            (text): TableCell => ({
              text: this.text(text),
              bold: true,
              fillColor: `#${COLOUR.head}`,
            }),
          ),
          ...rows.map((cells) => head.map((_head, column) => cell(cells[column] ?? []))),
        ],
      },
    };
  }
}

const LAYOUT: CustomTableLayout = {
  hLineWidth: () => LINE,
  vLineWidth: () => LINE,
  hLineColor: () => `#${COLOUR.line}`,
  vLineColor: () => `#${COLOUR.line}`,
  paddingLeft: () => PADDING.side,
  paddingRight: () => PADDING.side,
  paddingTop: () => PADDING.above,
  paddingBottom: () => PADDING.above,
};
