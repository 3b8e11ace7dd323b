import type { Act, ActOption, Values } from '../src/chat/act.ts';
import { privately, sentence } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { RESUME_ACT } from '../src/chat/formMessage.ts';
import type { Answer } from '../src/chat/invocation.ts';
import type { Button } from '../src/chat/message.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { type RefusedRow, refusedPreview, tellCounts } from '../src/documents/importReport.ts';
import type { Key } from '../src/i18n/index.ts';
import type { Database, Tx } from '../src/storage/database.ts';

/** The options of a button under a preview: which import, what of it, and what was seen. */
export const importOptions: readonly [ActOption, ActOption, ActOption] = [
  {
    name: 'unfinished',
    names: { sq: 'i-papërfunduar', sr: 'nezavršeno', en: 'unfinished' },
    describe: 'plan.option.unfinished',
    required: true,
  },
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
];

/** The open import of this person; another's is answered as none. */
export async function openImport(
  context: Context,
  db: Database | Tx,
  act: string,
  id: string,
): Promise<{ id: string; values: Values } | Refusal> {
  const row = await db.unfinished.findUnique({ where: { id } });
  const own = row?.personId === context.actor.personId && row.act === act;
  if (!row || !own || row.state === 'discarded') return refusal('form.gone');
  if (row.state === 'submitted') {
    return refusal('imports.again', { counts: tellCounts(context.t, row.result ?? '[]') });
  }
  return { id: row.id, values: row.values as Values };
}

/** The buttons that every preview ends with: another file, and none. */
export function otherButtons({ t }: Context, discard: string, unfinished: string): Button[] {
  return [
    { act: RESUME_ACT, args: [unfinished, '0'], label: t('imports.anotherFile') },
    { act: discard, args: [unfinished], label: t('plan.button.discard') },
  ];
}

/** A file with rows that cannot be taken, and the way to another one. */
export function previewOfRefused(
  context: Context,
  about: string,
  rows: readonly RefusedRow[],
  buttons: readonly Button[],
): Answer {
  return privately(refusedPreview(context.language, about, rows, buttons));
}

/** The button that lays a file aside. */
export function discardAct(id: string, of: string, texts: { describe: Key; done: Key }): Act {
  return {
    id,
    names: null,
    describe: texts.describe,
    who: 'staff',
    answers: 'private',
    options: [importOptions[0]],
    async run(context, values) {
      const filled = await openImport(context, context.storage.db, of, values.unfinished ?? '');
      if (isRefusal(filled)) return filled;
      await context.transaction(({ tx }) =>
        tx.unfinished.updateMany({
          where: { id: filled.id, state: 'open' },
          data: { state: 'discarded' },
        }),
      );
      return privately(sentence(context.language, context.t(texts.done)));
    },
  };
}
