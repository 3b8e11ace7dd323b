import { localDay } from '../src/calendar/index.ts';
import type { Act, Values } from '../src/chat/act.ts';
import { buttonPart, privately, say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { finishUnfinished } from '../src/chat/forms.ts';
import type { Answer } from '../src/chat/invocation.ts';
import type { Button } from '../src/chat/message.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import {
  emptyReport,
  packCounts,
  reportMessage,
  tellCounts,
} from '../src/documents/importReport.ts';
import { TABLE_EXTENSIONS } from '../src/documents/readTable.ts';
import { shorten } from '../src/documents/shorten.ts';
import { findPlan } from '../src/plan/chartNote.ts';
import { changesNothing, comparePlan, type PlanComparison } from '../src/plan/comparePlan.ts';
import { type Choice, takeOver } from '../src/plan/importPlan.ts';
import { importPreview } from '../src/plan/importPreview.ts';
import { certainOf, unknownInPlan } from '../src/plan/institutionLinks.ts';
import { PLAN_TITLE_LENGTH } from '../src/plan/planRow.ts';
import { type PlanFile, readPlanAhead, readPlanFile } from '../src/plan/readPlanFile.ts';
import type { Database, Tx } from '../src/storage/database.ts';
import type { Work } from '../src/storage/work.ts';
import { bytesOfFile } from './importAnswer.ts';
import {
  discardAct,
  importOptions,
  openImport,
  otherButtons,
  previewOfRefused,
} from './importShared.ts';

export const planImport = {
  id: 'plan.import',
  names: { sq: 'plani importo', sr: 'plan uvezi', en: 'plan import' },
  describe: 'plan.describe.import',
  who: 'staff',
  answers: 'form',
  options: [],
  form: {
    title: 'plan.form.title',
    submitLabel: 'imports.form.compare',
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
            extensions: TABLE_EXTENSIONS,
          },
        ],
      ];
    },
    handedOver: (files) => readPlanAhead(files.get('file')),
    async submit(context, work, { id, values }) {
      const file = await fileOf(context, work.tx, values);
      if (isRefusal(file)) return file;
      if (file.refusedRows.length > 0) return refusedAnswer(context, id, file);
      const comparison = await comparePlan(work.tx, file);
      if (!changesNothing(comparison)) return previewAnswer(context, id, comparison);
      const report = { ...emptyReport(file.ignored), left: comparison.left };
      report.keptDone = comparison.keptDone.map(({ handle, title }) => `${handle} ${title}`);
      await finishUnfinished(work, id, packCounts(report));
      const about = context.t('plan.imported', { title: file.title });
      return privately(reportMessage(context.language, about, report));
    },
    async again(context, result) {
      return say(context.language, 'imports.again', { counts: tellCounts(context.t, result) });
    },
  },
} satisfies Act;

async function fileOf(
  context: Context,
  db: Database | Tx,
  values: Values,
): Promise<PlanFile | Refusal> {
  const today = localDay(context.now, context.world.zone);
  return readPlanFile(values.title ?? '', await bytesOfFile(db, values), today);
}

/** What a button under the preview takes over of the file. */
const CHOICES: Readonly<Record<string, Choice>> = {
  all: {},
  new: { onlyNew: true },
  drop: { dropUnnamed: true },
};

function previewAnswer(context: Context, unfinished: string, comparison: PlanComparison): Answer {
  const { t, language } = context;
  const { added, unnamed, seen } = comparison;
  const changes = comparison.planId !== null && added.length > 0;
  const apply = (choice: string, label: string, style?: Button['style']): Button => ({
    act: 'plan.apply',
    args: [unfinished, choice, seen],
    label,
    style,
  });
  const buttons = [apply('all', t('plan.button.apply'), 'primary')];
  if (changes && comparison.changed.length > 0) {
    buttons.push(apply('new', t('plan.button.onlyNew')));
  }
  if (unnamed.length > 0) {
    const label = t('plan.button.applyAndDrop', { count: unnamed.length });
    buttons.push(apply('drop', label, 'danger'));
  }
  buttons.push(...otherButtons(context, 'plan.discard', unfinished));
  return privately(importPreview(language, comparison, buttons));
}

function refusedAnswer(context: Context, unfinished: string, file: PlanFile): Answer {
  const about = context.t('plan.imported', { title: shorten(file.title, 150) });
  const buttons = otherButtons(context, 'plan.discard', unfinished);
  return previewOfRefused(context, about, file.refusedRows, buttons);
}

export const planApply: Act = {
  id: 'plan.apply',
  names: null,
  describe: 'plan.describe.apply',
  who: 'staff',
  answers: 'private',
  options: importOptions,
  async run(context, values) {
    const choice = CHOICES[values.choice ?? ''];
    if (!choice) return refusal('form.gone');
    const filled = await openImport(
      context,
      context.storage.db,
      planImport.id,
      values.unfinished ?? '',
    );
    if (isRefusal(filled)) return filled;
    // A workbook that is no longer kept is read before the transaction.
    await readPlanAhead(await bytesOfFile(context.storage.db, filled.values));
    return context.transaction((work) =>
      applyOnce(context, work, filled.id, choice, values.seen ?? ''),
    );
  },
};

/** Of two presses at once one writes; and none writes what nobody has seen. */
async function applyOnce(
  context: Context,
  work: Work,
  unfinished: string,
  choice: Choice,
  seen: string,
): Promise<Answer | Refusal> {
  const { t, language } = context;
  const filled = await openImport(context, work.tx, planImport.id, unfinished);
  if (isRefusal(filled)) return filled;
  const file = await fileOf(context, work.tx, filled.values);
  if (isRefusal(file)) return file;
  if (file.refusedRows.length > 0) return refusedAnswer(context, filled.id, file);
  const comparison = await comparePlan(work.tx, file);
  if (comparison.seen !== seen) {
    const anew = previewAnswer(context, filled.id, comparison);
    if (anew.kind !== 'private') return anew;
    const text = t('plan.preview.changedMeanwhile');
    const parts = [{ kind: 'warning', text } as const, ...anew.message.parts];
    return privately({ ...anew.message, parts });
  }
  const report = await takeOver(work, comparison, choice);
  await finishUnfinished(work, filled.id, packCounts(report));
  const about = t('plan.imported', { title: file.title });
  const shown = reportMessage(language, about, report);
  const plan = report.unknownInstitutions.length > 0 ? await findPlan(work.tx, file.title) : null;
  const count = plan ? certainOf(await unknownInPlan(work.tx, plan.id)).length : 0;
  if (!plan || count === 0) return privately(shown);
  const label = t('plan.button.addInstitutions', { count });
  const button = { act: 'institution.addUnknown', args: [plan.id], label };
  return privately({ ...shown, parts: [...shown.parts, ...buttonPart([button])] });
}

export const planDiscard = discardAct('plan.discard', planImport.id, {
  describe: 'plan.describe.discard',
  done: 'plan.importDiscarded',
});
