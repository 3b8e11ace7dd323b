import type * as docx from 'docx';
import type { Block, Paragraph, Run, TextDocument } from './model.ts';
import { COLOUR, PAGE, pageWords, SIZE, SPELLING, textWidth } from './page.ts';
import { isSafeLink, oneLine, printable } from './printable.ts';
import { repack, w3cMoment } from './repack.ts';

export type DocxLibrary = typeof docx;

/** Twentieths of a point, in which Word measures. */
const twips = (points: number) => Math.round(points * 20);
/** Half points, in which it measures letters. */
const letters = (points: number) => points * 2;

/** Arial is on every machine, or something as wide as it stands in for it. */
const FONT = 'Arial';
const BULLETS = 'bullets';

export async function docxOf(document: TextDocument, library: DocxLibrary): Promise<Uint8Array> {
  const file = fileOf(document, library);
  const bytes = await library.Packer.toBuffer(file);
  const at = w3cMoment(document.at);
  const links = new Map<string, string>();
  return repack(new Uint8Array(bytes), (name, xml) => {
    if (name === 'docProps/core.xml') return xml.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, at);
    return xml.replace(LINK_ID, (_all, id: string) => {
      if (!links.has(id)) links.set(id, `"rIdLink${links.size + 1}"`);
      return links.get(id) ?? '';
    });
  });
}

/** What the library draws by lot, and would make each file another one. */
const LINK_ID = /"(rId[a-z0-9_-]{12,})"/g;

function fileOf(document: TextDocument, library: DocxLibrary): docx.File {
  const { orientation, language } = document;
  const margin = twips(PAGE.margin);
  const writer = new Writer(library, textWidth(orientation));
  return new library.Document({
    title: oneLine(document.title),
    creator: oneLine(document.author),
    lastModifiedBy: oneLine(document.author),
    // Word opens what names no version in a mode for old files, and says so.
    compatibility: { version: 15 },
    styles: {
      default: {
        document: {
          run: { font: FONT, size: letters(SIZE.text), language: { value: SPELLING[language] } },
          paragraph: { spacing: { after: twips(5) } },
        },
        heading1: headingStyle(SIZE.heading[1], 0),
        heading2: headingStyle(SIZE.heading[2], 10),
      },
    },
    numbering: {
      config: [
        {
          reference: BULLETS,
          levels: [
            {
              level: 0,
              format: 'bullet',
              text: '•',
              alignment: 'left',
              style: { paragraph: { indent: { left: twips(18), hanging: twips(12) } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            // The library turns the page itself.
            size: { width: twips(PAGE.short), height: twips(PAGE.long), orientation },
            margin: {
              top: margin,
              bottom: margin,
              left: margin,
              right: margin,
              header: twips(25),
              footer: twips(25),
            },
          },
        },
        footers: { default: writer.footer(document) },
        children: document.blocks.flatMap((block) => writer.block(block)),
      },
    ],
  });
}

function headingStyle(size: number, before: number): docx.IBaseParagraphStyleOptions {
  return {
    run: { size: letters(size), bold: true, font: FONT, color: '000000' },
    paragraph: { spacing: { before: twips(before), after: twips(6) }, keepNext: true },
  };
}

type Style = docx.IRunOptions;

class Writer {
  readonly #library: DocxLibrary;
  readonly #width: number;

  constructor(library: DocxLibrary, width: number) {
    this.#library = library;
    this.#width = width;
  }

  footer({ footer, language }: TextDocument): docx.Footer {
    const { Footer, Paragraph, PageNumber, TextRun } = this.#library;
    const pages = pageWords(
      language,
      { field: PageNumber.CURRENT },
      { field: PageNumber.TOTAL_PAGES },
    ).map((part) => (typeof part === 'string' ? part : part.field));
    const size = letters(SIZE.small);
    return new Footer({
      children: [
        new Paragraph({
          tabStops: [{ type: 'right', position: twips(this.#width) }],
          children: [
            new TextRun({ text: oneLine(footer), size, color: COLOUR.soft }),
            new TextRun({ children: ['\t', ...pages], size, color: COLOUR.soft }),
          ],
        }),
      ],
    });
  }

  block(block: Block): (docx.Paragraph | docx.Table)[] {
    const { Paragraph, HeadingLevel, TextRun } = this.#library;
    switch (block.kind) {
      case 'heading':
        return [
          new Paragraph({
            heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
            children: this.#text(block.text, {}),
          }),
        ];
      case 'paragraph':
        return [this.#paragraph(block.runs, block.small ? { size: letters(SIZE.small) } : {})];
      case 'list':
        return block.items.map((item) =>
          this.#paragraph(item, {}, { numbering: { reference: BULLETS, level: 0 } }),
        );
      case 'table':
        // Tables that touch become one, and Word wants a paragraph behind the last.
        return [this.#table(block), new Paragraph({ spacing: { after: 0 } })];
      case 'picture':
        return [this.#picture(block)];
      case 'pageBreak':
        return [
          new Paragraph({ children: [new TextRun({ children: [new this.#library.PageBreak()] })] }),
        ];
    }
  }

  #paragraph(runs: Paragraph, style: Style, options: docx.IParagraphOptions = {}): docx.Paragraph {
    const children = runs.flatMap((run) => this.#run(run, style));
    return new this.#library.Paragraph({ ...options, children });
  }

  #run(run: Run, style: Style): docx.ParagraphChild[] {
    if (typeof run === 'string') return this.#text(run, style);
    if ('bold' in run) return this.#text(run.bold, { ...style, bold: true });
    if ('removed' in run) {
      return this.#text(run.removed, { ...style, strike: true, color: COLOUR.removed });
    }
    if ('added' in run) {
      const added = { bold: true, underline: {}, color: COLOUR.added };
      return this.#text(run.added, { ...style, ...added });
    }
    if (!isSafeLink(run.url)) return this.#text(run.link, style);
    const children = this.#text(run.link, { ...style, underline: {}, color: COLOUR.link });
    return [new this.#library.ExternalHyperlink({ link: run.url, children })];
  }

  /** Lines of a text, one below the other in the same paragraph. */
  #text(text: string, style: Style): docx.TextRun[] {
    return printable(text)
      .split('\n')
      .map((line, index) => {
        const pieces = line.split(/(\t)/).filter((piece) => piece !== '');
        return new this.#library.TextRun({ ...style, children: pieces, break: index > 0 ? 1 : 0 });
      });
  }

  #table({ head, widths, rows }: Extract<Block, { kind: 'table' }>): docx.Table {
    const { Table, TableRow, TableCell, TableLayoutType } = this.#library;
    const columns = widths.map((width) => twips((this.#width * width) / 100));
    const size = letters(SIZE.table);
    const cell = (paragraphs: readonly Paragraph[], column: number, style: Style, fill?: string) =>
      new TableCell({
        width: { size: columns[column] ?? 0, type: 'dxa' },
        margins: { top: twips(3), bottom: twips(3), left: twips(4), right: twips(4) },
        ...(fill ? { shading: { type: 'clear', color: 'auto', fill } } : {}),
        // A cell without a paragraph is a damaged file.
        children: (paragraphs.length > 0 ? paragraphs : [[]]).map((runs) =>
          this.#paragraph(runs, style, { spacing: { after: twips(2) } }),
        ),
      });
    const line = { style: 'single', size: 4, color: COLOUR.line } as const;
    return new Table({
      width: { size: columns.reduce((sum, width) => sum + width, 0), type: 'dxa' },
      columnWidths: columns,
      layout: TableLayoutType.FIXED,
      borders: {
        top: line,
        bottom: line,
        left: line,
        right: line,
        insideHorizontal: line,
        insideVertical: line,
      },
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: head.map((text, column) =>
            cell([[{ bold: text }]], column, { size }, COLOUR.head),
          ),
        }),
        ...rows.map(
          (cells) =>
            new TableRow({
              children: head.map((_head, column) => cell(cells[column] ?? [], column, { size })),
            }),
        ),
      ],
    });
  }

  #picture({ png, width, height, alt }: Extract<Block, { kind: 'picture' }>): docx.Paragraph {
    const { Paragraph, ImageRun } = this.#library;
    const scale = Math.min(1, this.#width / width);
    // The library measures in pixels, of which 96 are an inch.
    const pixels = (points: number) => Math.round((points * scale * 96) / 72);
    const text = oneLine(alt);
    return new Paragraph({
      children: [
        new ImageRun({
          type: 'png',
          data: png,
          transformation: { width: pixels(width), height: pixels(height) },
          altText: { name: text.slice(0, 60), title: text.slice(0, 60), description: text },
        }),
      ],
    });
  }
}
