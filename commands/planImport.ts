import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { tellCounts } from '../src/documents/importReport.ts';
import { oneLine } from '../src/documents/shorten.ts';
import { importPlan } from '../src/plan/importPlan.ts';
import { PLAN_TITLE_LENGTH } from '../src/plan/planRow.ts';
import { importAnswer, storedBytes } from './importAnswer.ts';

export const planImport = {
  id: 'plan.import',
  names: { sq: 'plani importo', sr: 'plan uvezi', en: 'plan import' },
  describe: 'plan.describe.import',
  who: 'staff',
  answers: 'form',
  options: [],
  form: {
    title: 'plan.form.title',
    submitLabel: 'imports.form.submit',
    async subject() {
      return '';
    },
    async steps(context) {
      return [
        [
          {
            kind: 'shortText',
            name: 'title',
            label: context.t('plan.form.planTitle'),
            hint: context.t('plan.form.planTitleHint'),
            required: true,
            maxLength: PLAN_TITLE_LENGTH,
          },
          {
            kind: 'file',
            name: 'file',
            label: context.t('imports.form.file'),
            hint: context.t('plan.form.fileHint'),
            required: true,
            extensions: ['csv', 'txt'],
          },
        ],
      ];
    },
    async submit(context, work, filled) {
      const title = oneLine(filled.values.title ?? '');
      const report = await importPlan(work, title, await storedBytes(work, filled));
      if (isRefusal(report)) return report;
      return importAnswer(context, filled, context.t('plan.imported', { title }), report);
    },
    async again(context, result) {
      return say(context.language, 'imports.again', { counts: tellCounts(context.t, result) });
    },
  },
} satisfies Act;
