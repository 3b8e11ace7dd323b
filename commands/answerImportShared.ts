import { draftOf, standingOutcomes } from '../src/answers/find.ts';
import {
  asUnanswered,
  type Comparison,
  compareAnswers,
  readAnswersAhead,
} from '../src/answers/importAnswers.ts';
import { answersPreview } from '../src/answers/importPreview.ts';
import { localDay } from '../src/calendar/index.ts';
import type { Values } from '../src/chat/act.ts';
import { message, privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { RESUME_ACT } from '../src/chat/formMessage.ts';
import type { Answer } from '../src/chat/invocation.ts';
import type { Button } from '../src/chat/message.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import type { DraftRow } from '../src/drafts/find.ts';
import type { Database, Tx } from '../src/storage/database.ts';
import type { Work } from '../src/storage/work.ts';
import { type ChosenSource, chosenSource, dayOfSource } from './answerShared.ts';
import { bytesOfFile } from './importAnswer.ts';

/** What the file of a form holds, and what was said of it. */
export interface Import {
  draft: DraftRow;
  chosen: ChosenSource;
  comparison: Comparison;
  day: string;
  fileId: string;
}

/** What the file of a form says now. Writes nothing. */
export async function readImport(
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

/** What would be recorded, with the buttons that do it; with a warning where that changed. */
export async function previewOf(
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

/** What stands of what a report does not mention. */
export function standingOf(db: Database | Tx, { missing }: NonNullable<Comparison['report']>) {
  return standingOutcomes(
    db,
    missing.flatMap(({ contributionIds }) => contributionIds),
  );
}

/** The open import of this person; another's is answered as none. */
export async function openImport(
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
export async function openAhead(context: Context, id: string): Promise<{ id: string } | Refusal> {
  const filled = await openImport(context, context.storage.db, id);
  if (isRefusal(filled)) return filled;
  const { db } = context.storage;
  await readAnswersAhead(db, filled.subject, await bytesOfFile(db, filled.values));
  return filled;
}
