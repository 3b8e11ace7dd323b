import { standingDispatch } from '../src/authority/dispatches.ts';
import { type EntryRecord, findEntry } from '../src/bundles/arrange.ts';
import { type Beside, bundleMessage } from '../src/bundles/cards.ts';
import { entryMessage } from '../src/bundles/entryCards.ts';
import { type BundleRecord, bundlesOf } from '../src/bundles/find.ts';
import { waitingFor } from '../src/bundles/gather.ts';
import { loadPage, numberOfEntry, pageOfEntry } from '../src/bundles/page.ts';
import { rowsOf } from '../src/bundles/rows.ts';
import type { ActOption } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Choice } from '../src/chat/form.ts';
import type { Answer } from '../src/chat/invocation.ts';
import type { Button } from '../src/chat/message.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import type { Database, Tx } from '../src/storage/database.ts';
import { documentsButton } from './bundleDocuments.ts';
import { completeDraft } from './shared.ts';

/** The option that names an entry of a bundle; only buttons carry it. */
export const entryOption: ActOption = {
  name: 'entry',
  names: { sq: 'zëri', sr: 'stavka', en: 'entry' },
  describe: 'bundle.option.entry',
  required: true,
};

/** The option that names a bundle by its id; only buttons carry it. */
export const bundleOption: ActOption = {
  name: 'bundle',
  names: { sq: 'pakoja', sr: 'paket', en: 'bundle' },
  describe: 'bundle.option.bundle',
  required: true,
};

export const pageOption: ActOption = {
  name: 'page',
  names: { sq: 'faqja', sr: 'strana', en: 'page' },
  describe: 'plan.option.page',
  required: false,
};

/** Drafts of any state: a bundle is made when contributions are due, often after the close. */
export function completeBundleDraft(context: Context, typed: string): Promise<Choice[]> {
  return completeDraft(context, typed, false);
}

/** What else can be done with a bundle: its documents, and, once it is frozen, its way from here. */
async function furtherButtons(
  context: Context,
  db: Database | Tx,
  bundle: BundleRecord,
): Promise<Button[]> {
  const { t } = context;
  const documents = documentsButton(context, bundle);
  if (!bundle.frozenAt) return [documents];
  const left = await standingDispatch(db, bundle.id);
  const args = [bundle.number];
  return [
    documents,
    left
      ? { act: 'bundle.clock', args, label: t('dispatch.button.clock') }
      : { act: 'bundle.send', args, label: t('dispatch.button.send'), style: 'primary' },
    { act: 'answer.list', args: [bundle.draft.number], label: t('answers.button.list') },
  ];
}

/** A page of a bundle, with what could be done next. */
export async function bundleAnswer(
  context: Context,
  db: Database | Tx,
  bundle: BundleRecord,
  page: number,
): Promise<Answer> {
  const shown = await loadPage(db, bundle, page);
  const beside: Beside = {
    addendum: bundle.frozenAt ? await addendumOf(db, bundle.draft) : null,
    buttons: await furtherButtons(context, db, bundle),
  };
  return privately(bundleMessage(context.language, shown, context.world, beside));
}

/** What waits for an addendum; null while one is open, or nothing does. */
async function addendumOf(
  db: Database | Tx,
  draft: { id: string; number: string },
): Promise<Beside['addendum']> {
  const open = (await bundlesOf(db, draft.id)).some(({ frozenAt }) => frozenAt === null);
  if (open) return null;
  const { entries, leftOut, withdrawn } = await waitingFor(db, draft);
  const all = { entries, leftOut, withdrawn: withdrawn.length };
  return all.entries + all.leftOut + all.withdrawn > 0 ? all : null;
}

/** An entry as it stands now, with its buttons. */
export async function entryAnswer(
  context: Context,
  db: Database | Tx,
  found: EntryRecord | Refusal,
): Promise<Answer | Refusal> {
  if (isRefusal(found)) return found;
  const entry = await findEntry(db, found.id);
  if (isRefusal(entry)) return entry;
  const [read] = await rowsOf(db, entry.bundle.draft.number, [entry]);
  if (!read) return refusal('bundle.entryGone');
  const place = { number: await numberOfEntry(db, entry), page: await pageOfEntry(db, entry) };
  return privately(entryMessage(context.language, entry, read.row, place, context.world));
}
