import { localDay } from '../calendar/index.ts';
import { drawPicture } from '../charts/picture.ts';
import { sentence } from '../chat/answers.ts';
import { type Receiver, tellNote } from '../delivery/queue.ts';
import type { Renderer, RenderJob } from '../delivery/render.ts';
import { writeDocx, writePdf, writeXlsx } from '../documents/write/write.ts';
import { isLanguage, type Language, translator } from '../i18n/index.ts';
import type { Work } from '../storage/work.ts';
import { type Book, readBook } from './book.ts';
import { drawReport } from './chart.ts';
import { chartAlt, sectionsOf } from './chartFacts.ts';
import { bookTitle, reportDocument, type SectionPicture } from './document.ts';
import { missingOf } from './missing.ts';
import { readerOfNote, readerParams } from './readerOfNote.ts';
import { type Reader, rowsBehind } from './rows.ts';
import { parseScope, type Scope, scopeCode } from './scope.ts';
import { CONTRIBUTION_ROWS, reportWorkbook } from './workbook.ts';

export const REPORT_FILE = 'report.file';

export const REPORT_FORMATS = ['docx', 'pdf', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Wants a report sent as a file, as things stand when it is sent and as far as the reader may see. */
export async function wantReportFile(
  work: Work,
  wish: {
    scope: Scope;
    format: ReportFormat;
    reader: Reader;
    receiver: Receiver;
    language: Language;
  },
): Promise<void> {
  const { scope, format, reader, receiver, language } = wish;
  const subject = scopeCode(scope);
  await tellNote(work, {
    ...receiver,
    kind: REPORT_FILE,
    subject,
    params: { format, language, ...readerParams(reader) },
    // Asked for again, it comes again.
    key: `${REPORT_FILE}:${subject}:${format}:${language}:${work.machineNow.toISOString()}:${work.personId}`,
  });
}

/** Renders a note of kind `report.file`. */
export const renderReportFile: Renderer = async (job) => {
  const { subject, params, target, db, world } = job;
  const scope = parseScope(subject);
  const format = REPORT_FORMATS.find((known) => known === params.format);
  const language = isLanguage(params.language) ? params.language : target.language;
  if (!scope || !format) return null;
  const reader = readerOfNote(params, target);
  const book = await readBook(db, world, language, scope, reader);
  if (!book) return null;
  const bytes = await writeBook(job, language, book, reader, format);
  const t = translator(language);
  const today = localDay(world.now, world.zone);
  const what = scope.kind === 'year' && scope.year !== null ? String(scope.year) : today;
  const name = `${t('annual.fileName', { what })}-${language}.${format}`;
  return {
    upload: { name, bytes },
    comment: sentence(language, bookTitle(language, book)),
  };
};

async function writeBook(
  { db, world }: Pick<RenderJob, 'db' | 'world'>,
  language: Language,
  book: Book,
  reader: Reader,
  format: ReportFormat,
): Promise<Uint8Array> {
  const today = localDay(world.now, world.zone);
  const { now: at, settings } = world;
  if (format === 'xlsx') {
    const page = { from: 0, most: CONTRIBUTION_ROWS };
    const found = await rowsBehind(db, world, book.facts, reader, 'contributions', page);
    const rows = found.of === 'contributions' ? found.rows : [];
    const { total } = found;
    return writeXlsx(reportWorkbook(language, book, { rows, total }, { today, at }));
  }
  const pictures = await picturesOf(language, book);
  const missing = await missingOf(db, world, book.facts.scope);
  const document = reportDocument(language, book, pictures, { today, at, settings, missing });
  return format === 'docx' ? writeDocx(document) : writePdf(document);
}

/** A picture a section, so that each stands beside its table and fits on a page. */
async function picturesOf(language: Language, book: Book): Promise<SectionPicture[]> {
  const pictures: SectionPicture[] = [];
  for (const { id, section } of sectionsOf(language, book, book.institutions)) {
    if (section.bars.length === 0) continue;
    // What stands below its bars in a picture alone stands beside it in the document.
    const more = id === 'institutions' ? section.more : null;
    const chart = { title: '', notes: [], sections: [{ ...section, more }] };
    const { svg, width, height } = drawReport(chart);
    const alt = chartAlt(language, { ...chart, title: section.heading });
    pictures.push({ section: id, png: await drawPicture(svg), width, height, alt });
  }
  return pictures;
}
