import type { Act } from '../src/chat/act.ts';
import { privately, sentence } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { isLanguage, LANGUAGES } from '../src/i18n/index.ts';
import { REPORT_FORMATS, wantReportFile } from '../src/reports/fileNote.ts';
import { mayOpen } from '../src/reports/readReport.ts';
import { readerOf } from '../src/reports/rows.ts';
import { scopeCode } from '../src/reports/scope.ts';
import { scopeTitle } from '../src/reports/words.ts';
import { audienceOf, scopeOfButton, scopeOption } from './reportShared.ts';
import { personally } from './shared.ts';

/** The report as a document or a workbook, in the language of who asks or in another. */
export const reportFile: Act = {
  id: 'report.file',
  names: null,
  describe: 'numbers.describe.file',
  who: 'anyone',
  answers: 'private',
  options: [
    scopeOption,
    {
      name: 'format',
      names: { sq: 'formati', sr: 'format', en: 'format' },
      describe: 'numbers.option.format',
      required: true,
    },
    {
      name: 'language',
      names: { sq: 'gjuha', sr: 'jezik', en: 'language' },
      describe: 'house.option.language',
      required: false,
    },
  ],
  async run(context, values) {
    const scope = scopeOfButton(values.scope);
    if (isRefusal(scope)) return scope;
    const format = REPORT_FORMATS.find((known) => known === values.format);
    if (!format) return refusal('chat.unknownButton');
    const { storage, t, actor } = context;
    if ((await scopeTitle(storage.db, context.language, scope)) === null) {
      return refusal('numbers.gone');
    }
    const own = readerOf(actor);
    if (!mayOpen(scope, own)) return refusal('numbers.notYours');
    const language = isLanguage(values.language) ? values.language : context.language;
    const there = audienceOf(actor);
    // What not all who are in the channel may open comes to whoever asked.
    const { receiver, reader } = mayOpen(scope, there.reader)
      ? there
      : { receiver: personally(actor), reader: own };
    await context.transaction((work) =>
      wantReportFile(work, { scope, format, reader, receiver, language }),
    );
    const text = t(receiver.channel ? 'numbers.file.comingHere' : 'numbers.file.comingDirectly');
    const others = LANGUAGES.filter((one) => one !== language).map((one) => ({
      act: 'report.file',
      args: [scopeCode(scope), format, one],
      label: t('annual.inLanguage', { language: t(`language.${one}`) }),
    }));
    return privately(sentence(context.language, text, others));
  },
};
