import { draftOf, standingOutcomes } from '../src/answers/find.ts';
import {
  asUnanswered,
  type Comparison,
  compareAnswers,
  readAnswersAhead,
} from '../src/answers/importAnswers.ts';
import { answersPreview, countsText } from '../src/answers/importPreview.ts';
import { recordOutcomes } from '../src/answers/recordOutcomes.ts';
import { wantConfirmSheet } from '../src/answers/sheetNotes.ts';
import { localDay } from '../src/calendar/index.ts';
import type { Act, ActOption, Values } from '../src/chat/act.ts';
import { message, privately, say, sentence } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { RESUME_ACT } from '../src/chat/formMessage.ts';
import { finishUnfinished } from '../src/chat/forms.ts';
import type { Answer } from '../src/chat/invocation.ts';
import type { Button } from '../src/chat/message.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { ANY_TABLE_EXTENSIONS } from '../src/documents/readTables.ts';
import type { DraftRow } from '../src/drafts/find.ts';
import { findDraft } from '../src/drafts/find.ts';
import type { Database, Tx } from '../src/storage/database.ts';
import type { Work } from '../src/storage/work.ts';
import {
  type ChosenSource,
  chosenSource,
  dayOfSource,
  keptSource,
  sourceInput,
  sourceInputs,
} from './answerShared.ts';
import { bytesOfFile } from './importAnswer.ts';
import { completeDraft, draftOption, fileReceiver } from './shared.ts';

/** Takes our own sheet as it was filled in, or the institution's report as it is. */
export const answerImport: Act = {
  id: 'answer.import',
  names: { sq: 'përgjigja importo', sr: 'odgovor uvezi', en: 'answer import' },
  describe: 'answers.describe.import',
  who: 'staff',
  answers: 'form',
  options: [draftOption],
  complete: (context, _option, typed) => completeDraft(context, typed, false),
  form: {
    title: 'answers.form.import',
    submitLabel: 'answers.form.compare',
    async subject({ storage }, { draft = '' }) {
      const found = await findDraft(storage.db, draft);
      return isRefusal(found) ? found : found.id;
    },
    async intro({ storage, t }, subject) {
      const { number } = await draftOf(storage.db, subject);
      return t('answers.form.importIntro', { number });
    },
    async steps(context, subject) {
      const { title, datedOn, receivedOn } = sourceInputs(context);
      return [
        [
          {
            kind: 'file',
            name: 'file',
            label: context.t('answers.field.table'),
            hint: context.t('answers.hint.table'),
            required: true,
            extensions: ANY_TABLE_EXTENSIONS,
          },
          await sourceInput(context, subject, false),
          title,
          datedOn,
          receivedOn,
        ],
      ];
    },
    handedOver: (files) => readAnswersAhead(files.get('file')),
    async submit(context, work, { id, subject, values }) {
      const read = await readImport(work, { subject, values });
      return isRefusal(read) ? read : previewOf(context, work.tx, id, read);
    },
    again: async ({ language }, result) => say(language, 'answers.importedAlready', { result }),
  },
};

interface Import {
  draft: DraftRow;
  chosen: ChosenSource;
  comparison: Comparison;
  day: string;
  fileId: string;
}

/** What the file of a form says now. Writes nothing. */
async function readImport(
  work: Work,
  { subject, values }: { subject: string; values: Values },
): Promise<Import | Refusal> {
  const draft = await draftOf(work.tx, subject);
  const chosen = await chosenSource(work, subject, values);
  if (isRefusal(chosen)) return chosen;
  const day = dayOfSource(work, chosen);
  const today = localDay(work.now, work.zone);
  const bytes = await bytesOfFile(work.tx, values);
  const comparison = await compareAnswers(work.tx, draft, bytes, { day, today });
  if (isRefusal(comparison)) return comparison;
  return { draft, chosen, comparison, day, fileId: values.file ?? '' };
}

async function previewOf(
  context: Context,
  db: Database | Tx,
  unfinished: string,
  { draft, comparison, day }: Import,
  changed = false,
): Promise<Answer> {
  const { t, language } = context;
  const { answers, report, seen } = comparison;
  const missing = report ? asUnanswered(report.missing, await standingOf(db, report), day) : [];
  const apply = (choice: string, label: string, style?: Button['style']): Button => ({
    act: 'answer.apply',
    args: [unfinished, choice, seen],
    label,
    style,
  });
  const count = answers.found.length;
  const buttons: Button[] = [];
  if (report) {
    const label = t('answers.button.confirm');
    buttons.push({ act: 'answer.confirm', args: [unfinished], label, style: 'primary' });
  }
  if (count > 0) {
    const label = t(report ? 'answers.button.applySure' : 'answers.button.apply', { count });
    buttons.push(apply('found', label, report ? undefined : 'primary'));
  }
  if (missing.length > 0) {
    const label = t('answers.button.applyMissing', { count: missing.length });
    buttons.push(apply('missing', label));
  }
  buttons.push(
    { act: RESUME_ACT, args: [unfinished, '0'], label: t('imports.anotherFile') },
    { act: 'answer.discard', args: [unfinished], label: t('plan.button.discard') },
  );
  const { summary, parts } = answersPreview(language, draft.number, comparison, buttons);
  const warning = { kind: 'warning', text: t('answers.preview.changed') } as const;
  return privately(message(language, summary, changed ? [warning, ...parts] : parts));
}

function standingOf(db: Database | Tx, { missing }: NonNullable<Comparison['report']>) {
  return standingOutcomes(
    db,
    missing.flatMap(({ contributionIds }) => contributionIds),
  );
}

const unfinishedOption: ActOption = {
  name: 'unfinished',
  names: { sq: 'i-papërfunduar', sr: 'nezavršeno', en: 'unfinished' },
  describe: 'plan.option.unfinished',
  required: true,
};

/** The open import of this person; another's is answered as none. */
async function openImport(
  { actor, t }: Context,
  db: Database | Tx,
  id: string,
): Promise<{ id: string; subject: string; values: Values } | Refusal> {
  const row = await db.unfinished.findUnique({ where: { id } });
  const own = row?.personId === actor.personId && row.act === 'answer.import';
  if (!row || !own || row.state === 'discarded') return refusal('form.gone');
  if (row.state === 'submitted') {
    return refusal('answers.importedAlready', { result: row.result ?? t('answers.filter.none') });
  }
  return { id: row.id, subject: row.subject, values: row.values as Values };
}

/** Reads the file of an open import once more, before the transaction: it may be kept no longer. */
async function openAhead(context: Context, id: string): Promise<{ id: string } | Refusal> {
  const filled = await openImport(context, context.storage.db, id);
  if (isRefusal(filled)) return filled;
  await readAnswersAhead(await bytesOfFile(context.storage.db, filled.values));
  return filled;
}

/** Under the preview: records exactly what was seen. */
export const answerApply: Act = {
  id: 'answer.apply',
  names: null,
  describe: 'answers.describe.apply',
  who: 'staff',
  answers: 'private',
  options: [
    unfinishedOption,
    {
      name: 'choice',
      names: { sq: 'zgjedhja', sr: 'izbor', en: 'choice' },
      describe: 'plan.option.choice',
      required: true,
    },
    {
      name: 'seen',
      names: { sq: 'e-parë', sr: 'viđeno', en: 'seen' },
      describe: 'plan.option.seen',
      required: true,
    },
  ],
  async run(context, { unfinished = '', choice = '', seen = '' }) {
    if (choice !== 'found' && choice !== 'missing') return refusal('form.gone');
    const filled = await openAhead(context, unfinished);
    if (isRefusal(filled)) return filled;
    return context.transaction((work) => applyOnce(context, work, filled.id, choice, seen));
  },
};

/** Of two presses at once one writes; and none writes what nobody has seen. */
async function applyOnce(
  context: Context,
  work: Work,
  unfinished: string,
  choice: 'found' | 'missing',
  seen: string,
): Promise<Answer | Refusal> {
  const { t, language } = context;
  const filled = await openImport(context, work.tx, unfinished);
  if (isRefusal(filled)) return filled;
  const read = await readImport(work, filled);
  if (isRefusal(read)) return read;
  const { draft, chosen, comparison, day } = read;
  if (comparison.seen !== seen) return previewOf(context, work.tx, unfinished, read, true);
  const { report, answers, kind } = comparison;
  const outcomes =
    choice === 'found' || !report
      ? answers.found
      : asUnanswered(report.missing, await standingOf(work.tx, report), day);
  if (outcomes.length === 0) return refusal('form.gone');
  const sourceId = comparison.sourceId ?? (await keptSource(work, draft.id, chosen));
  if (isRefusal(sourceId)) return sourceId;
  const way = kind === 'sheet' ? 'sheet' : 'report';
  const done = await recordOutcomes(work, outcomes, { draftId: draft.id, sourceId, way });
  if (isRefusal(done)) throw new Error(`a previewed outcome is refused: ${done.refused}`);
  const counts = countsText(t, outcomes);
  // The other part of a report can still be recorded.
  if (report) {
    const old = { ...filled.values, source: `old:${sourceId}` };
    await work.tx.unfinished.update({ where: { id: unfinished }, data: { values: old } });
  } else await finishUnfinished(work, unfinished, counts);
  const text = t('answers.imported', { number: draft.number, count: outcomes.length, counts });
  return privately(
    sentence(language, text, [
      { act: 'answer.list', args: [draft.number], label: t('announce.button.all') },
      { act: 'announce', args: [draft.number], label: t('announce.button.preview') },
    ]),
  );
}

/** Under the preview of a report: hands out the sheet in which its answers are confirmed. */
export const answerConfirm: Act = {
  id: 'answer.confirm',
  names: null,
  describe: 'answers.describe.confirm',
  who: 'staff',
  answers: 'private',
  options: [unfinishedOption],
  async run(context, { unfinished = '' }) {
    const ahead = await openAhead(context, unfinished);
    if (isRefusal(ahead)) return ahead;
    const { language, t, actor } = context;
    const receiver = fileReceiver(actor);
    return context.transaction(async (work): Promise<Answer | Refusal> => {
      const filled = await openImport(context, work.tx, unfinished);
      if (isRefusal(filled)) return filled;
      const read = await readImport(work, filled);
      if (isRefusal(read)) return read;
      const { draft, chosen, comparison, fileId } = read;
      if (!comparison.report) return previewOf(context, work.tx, unfinished, read, true);
      const sourceId = await keptSource(work, draft.id, chosen);
      if (isRefusal(sourceId) || sourceId === null) return sourceId ?? refusal('form.gone');
      await wantConfirmSheet(work, { sourceId, fileId }, receiver, language);
      await finishUnfinished(work, unfinished, t('answers.confirm.handedOut'));
      const key = receiver.channel
        ? 'answers.confirm.comingHere'
        : 'answers.confirm.comingDirectly';
      const button = {
        act: 'answer.import',
        args: [draft.number],
        label: t('answers.button.readBack'),
      };
      return privately(sentence(language, t(key), [button]));
    });
  },
};

export const answerDiscard: Act = {
  id: 'answer.discard',
  names: null,
  describe: 'answers.describe.discard',
  who: 'staff',
  answers: 'private',
  options: [unfinishedOption],
  async run(context, { unfinished = '' }) {
    const filled = await openImport(context, context.storage.db, unfinished);
    if (isRefusal(filled)) return filled;
    await context.transaction(({ tx }) =>
      tx.unfinished.updateMany({
        where: { id: filled.id, state: 'open' },
        data: { state: 'discarded' },
      }),
    );
    return say(context.language, 'answers.discarded');
  },
};
