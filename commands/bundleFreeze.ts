import { openBundleOf } from '../src/bundles/arrange.ts';
import { freezeQuestion } from '../src/bundles/cards.ts';
import { type BundleRecord, loadBundle } from '../src/bundles/find.ts';
import { freezeAsSeen, prepareFreeze, type SeenOtherwise } from '../src/bundles/freezeBundle.ts';
import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { formatShortMoment } from '../src/i18n/dates.ts';
import type { Tx } from '../src/storage/database.ts';
import { bundleAnswer, bundleOption } from './bundleShared.ts';

/** Asks first and says what would be kept; the second button carries what was seen. */
export const bundleFreeze: Act = {
  id: 'bundle.freeze',
  names: null,
  describe: 'bundle.describe.freeze',
  who: 'staff',
  answers: 'private',
  options: [
    bundleOption,
    {
      name: 'seen',
      names: { sq: 'e-parë', sr: 'viđeno', en: 'seen' },
      describe: 'plan.option.seen',
      required: false,
    },
  ],
  async run(context, values) {
    const id = values.bundle ?? '';
    const seen = values.seen ?? '';
    return context.transaction(async (work): Promise<Answer | Refusal> => {
      const bundle = await openBundleOf(work.tx, id);
      if (isRefusal(bundle)) return frozenBefore(context, work.tx, id, bundle);
      if (seen === '') {
        const prepared = await prepareFreeze(work, id);
        return isRefusal(prepared) ? prepared : ask(context, work.tx, bundle, prepared, false);
      }
      const done = await freezeAsSeen(work, id, seen);
      if (isRefusal(done)) return done;
      if ('content' in done) return ask(context, work.tx, bundle, done, true);
      const frozen = await loadBundle(work.tx, id);
      if (!frozen) throw new Error(`no bundle ${id}`);
      return bundleAnswer(context, work.tx, frozen, 1);
    });
  },
};

async function ask(
  context: Context,
  tx: Tx,
  bundle: BundleRecord,
  prepared: SeenOtherwise,
  changed: boolean,
): Promise<Answer> {
  const leftOut = await tx.bundleEntry.count({ where: { bundleId: bundle.id, included: false } });
  const openMerges = await tx.merge.count({
    where: { draftId: bundle.draftId, state: 'proposed' },
  });
  const facts = { leftOut, openMerges, changed };
  return privately(freezeQuestion(context.language, bundle, prepared, facts, context.world));
}

/** Of two who freeze at once the second is told who was first. */
async function frozenBefore(
  { language, world }: Context,
  tx: Tx,
  id: string,
  otherwise: Refusal,
): Promise<Refusal> {
  const bundle = await loadBundle(tx, id);
  if (!bundle?.frozenAt) return otherwise;
  const by = bundle.frozenById
    ? await tx.person.findUnique({ where: { id: bundle.frozenById } })
    : null;
  return refusal('bundle.frozenBefore', {
    number: bundle.number,
    name: by?.displayName ?? '',
    at: formatShortMoment(language, bundle.frozenAt, world.zone),
  });
}
