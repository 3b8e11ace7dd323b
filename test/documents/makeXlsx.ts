import { escapeXml, zipParts } from './makeDocx.ts';

/** A text, a number, a day by its number, or the XML of a cell as it stands. */
export type XlsxCell = string | number | { day: number } | { xml: string } | null;

export interface XlsxSheet {
  name?: string;
  rows: readonly (readonly XlsxCell[])[];
  /** Rows, counted from 1, that the spreadsheet hides. */
  hidden?: readonly number[];
  /** `A2:A4`, … */
  merged?: readonly string[];
}

export interface XlsxOptions {
  epoch?: 1900 | 1904;
  /** Texts stand in the cells themselves instead of in the table that cells share. */
  inline?: boolean;
  /** Before every name of the sheets, as some programs write: `x:`. */
  prefix?: string;
  /** Parts that take the place of those made here. */
  parts?: Readonly<Record<string, string | Uint8Array>>;
}

const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The letters of a column, counted from 0. */
export function lettersOf(column: number): string {
  const above = Math.floor(column / 26);
  return (above > 0 ? lettersOf(above - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** A workbook as a spreadsheet program writes it, as far as its cells go. */
export function makeXlsx(sheets: readonly XlsxSheet[], options: XlsxOptions = {}): Uint8Array {
  const { epoch = 1900, inline = false, prefix = '', parts = {} } = options;
  const strings: string[] = [];
  const p = prefix;
  const cellXml = (cell: XlsxCell, address: string): string => {
    if (cell === null) return `<${p}c r="${address}" s="0"/>`;
    if (typeof cell === 'number') return `<${p}c r="${address}"><${p}v>${cell}</${p}v></${p}c>`;
    if (typeof cell === 'string') {
      if (inline) {
        return `<${p}c r="${address}" t="inlineStr"><${p}is><${p}t>${escapeXml(cell)}</${p}t></${p}is></${p}c>`;
      }
      strings.push(cell);
      return `<${p}c r="${address}" t="s"><${p}v>${strings.length - 1}</${p}v></${p}c>`;
    }
    if ('day' in cell) return `<${p}c r="${address}" s="1"><${p}v>${cell.day}</${p}v></${p}c>`;
    return cell.xml.replace('<c', `<c r="${address}"`);
  };
  const sheetXml = ({ rows, hidden = [], merged = [] }: XlsxSheet): string => {
    const lines = rows.map((cells, index) => {
      const row = index + 1;
      const inside = cells.map((cell, column) => cellXml(cell, `${lettersOf(column)}${row}`));
      const hide = hidden.includes(row) ? ' hidden="1"' : '';
      return `<${p}row r="${row}"${hide}>${inside.join('')}</${p}row>`;
    });
    const merges = merged.map((ref) => `<${p}mergeCell ref="${ref}"/>`).join('');
    const ns = p ? NS.replace('xmlns', `xmlns:${p.slice(0, -1)}`) : NS;
    return `<${p}worksheet ${ns}><${p}sheetData>${lines.join('')}</${p}sheetData><${p}mergeCells>${merges}</${p}mergeCells></${p}worksheet>`;
  };
  const bodies = sheets.map(sheetXml);
  const listed = sheets.map(
    ({ name }, index) =>
      `<sheet name="${escapeXml(name ?? `Sheet${index + 1}`)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const relations = sheets.map(
    (_sheet, index) =>
      `<Relationship Id="rId${index + 1}" Type="${REL}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return zipParts({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook ${NS} xmlns:r="${REL}"><workbookPr${epoch === 1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet ${NS}><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${NS}>${strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
    ...Object.fromEntries(
      bodies.map((body, index) => [`xl/worksheets/sheet${index + 1}.xml`, body]),
    ),
    ...parts,
  });
}
