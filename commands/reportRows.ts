import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { institutionLines } from '../src/reports/institutions.ts';
import { readReport } from '../src/reports/readReport.ts';
import {
  institutionsMessage,
  meaningMessage,
  PAGE_ROWS,
  rowsMessage,
} from '../src/reports/rowCards.ts';
import { readerOf, rowsBehind } from '../src/reports/rows.ts';
import { byType, isNumberId, TYPES } from '../src/reports/rules.ts';
import { pageOf, pageOption, scopeOfButton, scopeOption, showReport } from './reportShared.ts';

/** Back to the card of a report. */
export const reportShow: Act = {
  id: 'report.show',
  names: null,
  describe: 'numbers.describe.show',
  who: 'anyone',
  answers: 'private',
  options: [scopeOption],
  async run(context, values) {
    const scope = scopeOfButton(values.scope);
    return isRefusal(scope) ? scope : showReport(context, scope);
  },
};

/** The rows that a number counted. */
export const reportRows: Act = {
  id: 'report.rows',
  names: null,
  describe: 'numbers.describe.rows',
  who: 'anyone',
  answers: 'private',
  options: [
    scopeOption,
    {
      name: 'number',
      names: { sq: 'shifra', sr: 'broj', en: 'number' },
      describe: 'numbers.option.number',
      required: true,
    },
    pageOption,
    {
      name: 'type',
      names: { sq: 'lloji', sr: 'vrsta', en: 'type' },
      describe: 'numbers.option.type',
      required: false,
    },
  ],
  async run({ storage, world, language, actor }, values) {
    const scope = scopeOfButton(values.scope);
    if (isRefusal(scope)) return scope;
    const id = values.number ?? '';
    if (!isNumberId(id)) return refusal('chat.unknownButton');
    const reader = readerOf(actor);
    const report = await readReport(storage.db, world, language, scope, reader);
    if (!report) return refusal('numbers.gone');
    if (!report.opens) return refusal('numbers.notYours');
    const type = TYPES.find((known) => known === values.type) ?? null;
    const page = pageOf(values.page);
    const rows = await rowsBehind(
      storage.db,
      world,
      report.facts,
      reader,
      id,
      { from: page * PAGE_ROWS, most: PAGE_ROWS },
      type ?? undefined,
    );
    const { title, facts } = report;
    const types = byType(facts.drafts).map((one) => one.type);
    return privately(rowsMessage(language, { title, facts, id, type, types, page, rows }));
  },
};

export const reportMeaning: Act = {
  id: 'report.meaning',
  names: null,
  describe: 'numbers.describe.meaning',
  who: 'anyone',
  answers: 'private',
  options: [scopeOption],
  async run({ storage, world, language, actor }, values) {
    const scope = scopeOfButton(values.scope);
    if (isRefusal(scope)) return scope;
    const report = await readReport(storage.db, world, language, scope, readerOf(actor));
    return report
      ? privately(meaningMessage(language, report.title, report.facts))
      : refusal('numbers.gone');
  },
};

export const reportInstitutions: Act = {
  id: 'report.institutions',
  names: null,
  describe: 'numbers.describe.institutions',
  who: 'anyone',
  answers: 'private',
  options: [scopeOption, pageOption],
  async run({ storage, world, language, actor }, values) {
    const scope = scopeOfButton(values.scope);
    if (isRefusal(scope)) return scope;
    const report = await readReport(storage.db, world, language, scope, readerOf(actor));
    if (!report || scope.kind !== 'year') return refusal('numbers.gone');
    const lines = await institutionLines(storage.db, language, world, report.facts);
    const { title } = report;
    const page = pageOf(values.page);
    return privately(institutionsMessage(language, { title, scope, page, lines }));
  },
};
