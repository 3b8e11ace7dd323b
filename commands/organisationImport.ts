import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { tellCounts } from '../src/documents/importReport.ts';
import { TABLE_EXTENSIONS } from '../src/documents/readTable.ts';
import {
  importOrganisations,
  readOrganisationsAhead,
} from '../src/membership/importOrganisations.ts';
import { bytesOfFile, importAnswer } from './importAnswer.ts';

export const organisationImport = {
  id: 'organisation.import',
  names: { sq: 'organizata importo', sr: 'organizacija uvezi', en: 'organisation import' },
  describe: 'imports.describe.organisations',
  who: 'staff',
  answers: 'form',
  options: [],
  form: {
    title: 'imports.form.organisations',
    submitLabel: 'imports.form.submit',
    async subject() {
      return '';
    },
    async steps(context) {
      return [
        [
          {
            kind: 'file',
            name: 'file',
            label: context.t('imports.form.file'),
            hint: context.t('imports.form.organisationsHint'),
            required: true,
            extensions: TABLE_EXTENSIONS,
          },
        ],
      ];
    },
    handedOver: (files) => readOrganisationsAhead(files.get('file')),
    async submit(context, work, filled) {
      const report = await importOrganisations(work, await bytesOfFile(work.tx, filled.values));
      if (isRefusal(report)) return report;
      return importAnswer(context, filled, context.t('imports.organisations'), report);
    },
    async again(context, result) {
      return say(context.language, 'imports.again', { counts: tellCounts(context.t, result) });
    },
  },
} satisfies Act;
