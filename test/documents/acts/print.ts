import type { Browser } from 'playwright-core';
import { chunked, noteOf, wordsOf } from './render.ts';
import type { ActBlock, ActSample } from './shape.ts';

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The act as a browser prints it: real fonts with ligatures, justified lines, columns, tables. */
export async function print(browser: Browser, act: ActSample): Promise<Uint8Array> {
  const page = await browser.newPage();
  await page.setContent(htmlOf(act));
  const small = (text: string) => `<span style="font-size:8pt;margin:0 22mm">${text}</span>`;
  const bytes = await page.pdf({
    format: 'A4',
    margin: { top: '25mm', bottom: '25mm', left: '22mm', right: '22mm' },
    displayHeaderFooter: true,
    headerTemplate: small(escapeHtml(act.pages?.head ?? '')),
    footerTemplate: small('<span class="pageNumber"></span>/<span class="totalPages"></span>'),
  });
  await page.close();
  return new Uint8Array(bytes);
}

function htmlOf({ blocks, pages }: ActSample): string {
  const notes: string[] = [];
  const block = (one: ActBlock): string => {
    if (typeof one === 'object' && 'rows' in one) {
      const row = (cells: string[]) => cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('');
      return `<table>${one.rows.map((cells) => `<tr>${row(cells)}</tr>`).join('')}</table>`;
    }
    const note = noteOf(one);
    const mark = note === undefined ? '' : `<sup>${notes.push(note)}</sup>`;
    const kind = typeof one === 'object' && 'centred' in one ? ' class="centred"' : '';
    return `<p${kind}>${escapeHtml(wordsOf(one)[0] ?? '')}${mark}</p>`;
  };
  const column = (some: readonly ActBlock[]) => some.map(block).join('');
  const body = 'columns' in blocks ? besides(blocks.columns, column) : column(blocks);
  const foot = notes.map(
    (note, index) => `<p class="note"><sup>${index + 1}</sup> ${escapeHtml(note)}`,
  );
  return `<meta charset="utf-8"><style>
    body { font: 11pt/1.25 serif; text-align: justify; column-count: ${pages?.columns ?? 'auto'} }
    p { margin: 0 0 5pt; hyphens: ${pages?.parted ? 'auto' : 'manual'} }
    .centred { text-align: center; font-weight: bold }
    .note { font-size: 8pt; margin: 0 }
    sup { font-size: 7pt; line-height: 0 }
    table { width: 100%; border-collapse: collapse }
    td { border: 1px solid; padding: 3pt; vertical-align: top }
  </style><body lang="sq">${body}${foot.join('')}`;
}

function besides(
  columns: readonly (readonly ActBlock[])[],
  html: (blocks: readonly ActBlock[]) => string,
): string {
  const parts = columns.map(chunked);
  const rows = Math.max(...parts.map((part) => part.length));
  const row = (at: number) => parts.map((part) => `<td>${html(part[at] ?? [])}</td>`).join('');
  const all = Array.from({ length: rows }, (_one, at) => `<tr>${row(at)}</tr>`);
  return `<table>${all.join('')}</table>`;
}
