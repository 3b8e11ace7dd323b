import type { Act, Values } from '../src/chat/act.ts';
import { privately, say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { finishUnfinished } from '../src/chat/forms.ts';
import type { Answer } from '../src/chat/invocation.ts';
import type { Button, Part } from '../src/chat/message.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import {
  emptyReport,
  packCounts,
  reportMessage,
  tellCounts,
} from '../src/documents/importReport.ts';
import { TABLE_EXTENSIONS } from '../src/documents/readTable.ts';
import { shorten } from '../src/documents/shorten.ts';
import {
  changesNothing,
  compareProgramme,
  type ProgrammeComparison,
} from '../src/programme/compareProgramme.ts';
import { programmePreview } from '../src/programme/importPreview.ts';
import { type Choice, type ProgrammeReport, takeOver } from '../src/programme/importProgramme.ts';
import {
  type ProgrammeFile,
  readProgramme,
  readProgrammeAhead,
} from '../src/programme/readProgramme.ts';
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

const DISCARD = 'programme.discard';

export const programmeImport = {
  id: 'programme.import',
  names: { sq: 'programi importo', sr: 'program uvezi', en: 'programme import' },
  describe: 'programme.describe.import',
  who: 'staff',
  answers: 'form',
  options: [],
  form: {
    title: 'programme.form.import',
    submitLabel: 'imports.form.compare',
    subject: async () => '',
    steps: async ({ t }) => [
      [
        {
          kind: 'shortText',
          name: 'year',
          label: t('programme.field.year'),
          hint: t('programme.form.yearHint'),
          required: true,
          maxLength: 5,
        },
        {
          kind: 'file',
          name: 'file',
          label: t('imports.form.file'),
          hint: t('programme.form.fileHint'),
          required: true,
          extensions: TABLE_EXTENSIONS,
        },
      ],
    ],
    handedOver: (files) => readProgrammeAhead(files.get('file')),
    async submit(context, work, { id, values }) {
      const file = await fileOf(work.tx, values);
      if (isRefusal(file)) return file;
      if (file.refusedRows.length > 0) return refusedAnswer(context, id, file);
      const comparison = await compareProgramme(work.tx, file);
      if (!changesNothing(comparison)) return previewAnswer(context, id, comparison);
      const report = { ...emptyReport(file.ignored), left: comparison.left };
      await finishUnfinished(work, id, packCounts(report));
      return privately(reportMessage(context.language, aboutOf(context, file), report));
    },
    again: async (context, result) =>
      say(context.language, 'imports.again', { counts: tellCounts(context.t, result) }),
  },
} satisfies Act;

async function fileOf(db: Database | Tx, values: Values): Promise<ProgrammeFile | Refusal> {
  return readProgramme(values.year ?? '', await bytesOfFile(db, values));
}

function aboutOf({ t }: Context, { year }: ProgrammeFile): string {
  return t('programme.imported', { year });
}

/** What a button under the preview takes over of the file. */
const CHOICES: Readonly<Record<string, Choice>> = {
  all: {},
  new: { onlyNew: true },
  withdraw: { withdrawUnnamed: true },
};

function previewAnswer(
  context: Context,
  unfinished: string,
  comparison: ProgrammeComparison,
): Extract<Answer, { kind: 'private' }> {
  const { t, language } = context;
  const { added, changed, unnamed, seen, programmeId } = comparison;
  const apply = (choice: string, label: string, style?: Button['style']): Button => ({
    act: 'programme.apply',
    args: [unfinished, choice, seen],
    label,
    style,
  });
  const buttons = [apply('all', t('plan.button.apply'), 'primary')];
  if (programmeId !== null && added.length > 0 && changed.length > 0) {
    buttons.push(apply('new', t('plan.button.onlyNew')));
  }
  if (unnamed.length > 0) {
    const label = t('programme.button.applyAndWithdraw', { count: unnamed.length });
    buttons.push(apply('withdraw', label, 'danger'));
  }
  buttons.push(...otherButtons(context, DISCARD, unfinished));
  return privately(programmePreview(language, comparison, buttons));
}

function refusedAnswer(context: Context, unfinished: string, file: ProgrammeFile): Answer {
  const buttons = otherButtons(context, DISCARD, unfinished);
  return previewOfRefused(context, aboutOf(context, file), file.refusedRows, buttons);
}

export const programmeApply: Act = {
  id: 'programme.apply',
  names: null,
  describe: 'programme.describe.apply',
  who: 'staff',
  answers: 'private',
  options: importOptions,
  async run(context, values) {
    const choice = CHOICES[values.choice ?? ''];
    if (!choice) return refusal('form.gone');
    const { db } = context.storage;
    const filled = await openImport(context, db, programmeImport.id, values.unfinished ?? '');
    if (isRefusal(filled)) return filled;
    // A workbook that is no longer kept is read before the transaction.
    await readProgrammeAhead(await bytesOfFile(db, filled.values));
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
  const filled = await openImport(context, work.tx, programmeImport.id, unfinished);
  if (isRefusal(filled)) return filled;
  const file = await fileOf(work.tx, filled.values);
  if (isRefusal(file)) return file;
  if (file.refusedRows.length > 0) return refusedAnswer(context, filled.id, file);
  const comparison = await compareProgramme(work.tx, file);
  if (comparison.seen !== seen) {
    const { message } = previewAnswer(context, filled.id, comparison);
    const text = context.t('programme.preview.changedMeanwhile');
    return privately({ ...message, parts: [{ kind: 'warning', text }, ...message.parts] });
  }
  const report = await takeOver(work, comparison, choice);
  await finishUnfinished(work, filled.id, packCounts(report));
  const shown = reportMessage(context.language, aboutOf(context, file), report);
  return privately({ ...shown, parts: [...shown.parts, ...endParts(context, file, report)] });
}

/** What an import of a programme did besides, and the way to it. */
function endParts(
  { t }: Context,
  { year }: ProgrammeFile,
  { withdrawn, matched }: ProgrammeReport,
): Part[] {
  const remarks: string[] = [];
  if (withdrawn.length > 0) {
    const names = shorten(withdrawn.join(', '), 300);
    remarks.push(t('programme.import.withdrawn', { names }));
  }
  if (matched > 0) remarks.push(t('programme.import.matched', { count: matched }));
  const label = t('programme.head', { year });
  return [
    ...remarks.map((text): Part => ({ kind: 'context', text })),
    {
      kind: 'buttons',
      buttons: [
        { act: 'programme.page', args: [String(year), 'all', '1'], label },
        { act: 'programme.missing', args: [], label: t('programme.button.missing') },
      ],
    },
  ];
}

export const programmeDiscard = discardAct(DISCARD, programmeImport.id, {
  describe: 'programme.describe.discard',
  done: 'programme.importDiscarded',
});
