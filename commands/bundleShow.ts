import { bundlesOf, findBundle, loadBundle } from '../src/bundles/find.ts';
import { gatherBundle, waitingFor } from '../src/bundles/gather.ts';
import { splitNumber } from '../src/bundles/rules.ts';
import type { Act } from '../src/chat/act.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { findDraft } from '../src/drafts/find.ts';
import type { Work } from '../src/storage/work.ts';
import { bundleAnswer, completeBundleDraft, pageOption } from './bundleShared.ts';
import { draftOption } from './shared.ts';

/** Gathers what counts of a draft and shows it; what is frozen is shown as it was frozen. */
export const bundleShow: Act = {
  id: 'bundle.show',
  names: { sq: 'pako shfaq', sr: 'paket prikaži', en: 'bundle show' },
  describe: 'bundle.describe.show',
  who: 'staff',
  answers: 'private',
  options: [draftOption, pageOption],
  complete: (context, _option, typed) => completeBundleDraft(context, typed),
  async run(context, values) {
    const typed = values.draft ?? '';
    const page = Number.parseInt(values.page ?? '1', 10) || 1;
    if (splitNumber(typed, 'P').ordinal === undefined) return showDraft(context, typed, page);
    const bundle = await findBundle(context.storage.db, typed);
    if (isRefusal(bundle)) return bundle;
    if (bundle.frozenAt) return bundleAnswer(context, context.storage.db, bundle, page);
    return context.transaction((work) => showOpen(context, work, bundle.draft, page));
  },
};

/** The bundle that is open, or the last that was frozen; the first one opens by being asked for. */
async function showDraft(context: Context, typed: string, page: number): Promise<Answer | Refusal> {
  const draft = await findDraft(context.storage.db, typed);
  if (isRefusal(draft)) return draft;
  const bundles = await bundlesOf(context.storage.db, draft.id);
  const last = bundles.at(-1);
  if (last?.frozenAt) return bundleAnswer(context, context.storage.db, last, page);
  if (!last) {
    const { entries } = await waitingFor(context.storage.db, draft);
    if (entries === 0) return refusal('bundle.nothing', { number: draft.number });
  }
  return context.transaction((work) => showOpen(context, work, draft, page));
}

async function showOpen(
  context: Context,
  work: Work,
  draft: { id: string; number: string },
  page: number,
): Promise<Answer> {
  const { id } = await gatherBundle(work, draft);
  const bundle = await loadBundle(work.tx, id);
  if (!bundle) throw new Error(`no bundle ${id}`);
  return bundleAnswer(context, work.tx, bundle, page);
}

/** Opens the next bundle of a draft for what the frozen ones do not hold. */
export const bundleAddendum: Act = {
  id: 'bundle.addendum',
  names: null,
  describe: 'bundle.describe.addendum',
  who: 'staff',
  answers: 'private',
  options: [draftOption],
  async run(context, values) {
    const draft = await findDraft(context.storage.db, values.draft ?? '');
    if (isRefusal(draft)) return draft;
    return context.transaction(async (work) => {
      const bundles = await bundlesOf(work.tx, draft.id);
      const open = bundles.some(({ frozenAt }) => frozenAt === null);
      const { entries, leftOut, withdrawn } = await waitingFor(work.tx, draft);
      if (!open && entries + leftOut + withdrawn.length === 0) {
        return refusal('bundle.nothing', { number: draft.number });
      }
      return showOpen(context, work, draft, 1);
    });
  },
};
