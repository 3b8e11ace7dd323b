import { asUnanswered } from '../src/answers/importAnswers.ts';
import { countsText } from '../src/answers/importPreview.ts';
import { recordOutcomes } from '../src/answers/recordOutcomes.ts';
import { wantConfirmSheet } from '../src/answers/sheetNotes.ts';
import type { Act } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { finishUnfinished } from '../src/chat/forms.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import type { Work } from '../src/storage/work.ts';
import { openAhead, openImport, previewOf, readImport, standingOf } from './answerImportShared.ts';
import { keptSource } from './answerShared.ts';
import { importOptions } from './importShared.ts';
import { fileReceiver } from './shared.ts';

/** Under the preview: records exactly what was seen. */
export const answerApply: Act = {
  id: 'answer.apply',
  names: null,
  describe: 'answers.describe.apply',
  who: 'staff',
  answers: 'private',
  options: importOptions,
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
  options: [importOptions[0]],
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
  options: [importOptions[0]],
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
