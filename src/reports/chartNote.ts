import { asDay, localDay } from '../calendar/index.ts';
import { drawPicture } from '../charts/picture.ts';
import { message } from '../chat/answers.ts';
import { type Receiver, tellNote } from '../delivery/queue.ts';
import type { Renderer } from '../delivery/render.ts';
import { isLanguage, type Language, translator } from '../i18n/index.ts';
import type { Work } from '../storage/work.ts';
import { drawReport } from './chart.ts';
import { chartAlt, chartOf } from './chartFacts.ts';
import { institutionLines } from './institutions.ts';
import { readerOfNote, readerParams } from './readerOfNote.ts';
import { readCompared } from './readReport.ts';
import type { Reader } from './rows.ts';
import { parseScope, type Scope, scopeCode } from './scope.ts';

export const REPORT_CHART = 'report.chart';

/** Wants the picture of a report sent, as things stand when it is sent and as far as the reader may see. */
export async function wantReportChart(
  work: Work,
  wish: { scope: Scope; reader: Reader; receiver: Receiver; language: Language },
): Promise<void> {
  const { scope, reader, receiver, language } = wish;
  const subject = scopeCode(scope);
  await tellNote(work, {
    ...receiver,
    kind: REPORT_CHART,
    subject,
    params: { language, ...readerParams(reader) },
    // Asked for again, it comes again.
    key: `${REPORT_CHART}:${subject}:${work.machineNow.toISOString()}:${work.personId}`,
  });
}

/** Renders a note of kind `report.chart`: the picture, and the same in words. */
export const renderReportChart: Renderer = async ({ subject, params, target, db, world }) => {
  const scope = parseScope(subject);
  const wanted = params.language;
  const language = isLanguage(wanted) ? wanted : target.language;
  const reader = readerOfNote(params, target);
  const report = scope && (await readCompared(db, world, language, scope, reader));
  if (!report) return null;
  const today = localDay(world.now, world.zone);
  const institutions = await institutionLines(db, language, world, report.facts);
  const chart = chartOf(language, report, institutions, asDay(today));
  const bytes = await drawPicture(drawReport(chart).svg);
  const { numbers } = report;
  const text = translator(language)('numbers.summary', {
    drafts: numbers.received.rows,
    contributions: numbers.contributions.rows,
  });
  return {
    upload: { name: `report-${today}.png`, bytes, alt: chartAlt(language, chart) },
    comment: message(language, `${report.title}: ${text}`, [
      { kind: 'text', text: [{ bold: report.title }] },
      { kind: 'text', text },
    ]),
  };
};
