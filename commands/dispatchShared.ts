import type { ActOption } from '../src/chat/act.ts';
import type { Context } from '../src/chat/context.ts';
import type { Choice } from '../src/chat/form.ts';
import { fold, foldedMatch } from '../src/i18n/fold.ts';

/** The option that names a bundle: by its number, or by its draft for the last one. */
export const bundleOption: ActOption = {
  name: 'bundle',
  names: { sq: 'pakoja', sr: 'paket', en: 'bundle' },
  describe: 'dispatch.option.bundle',
  required: true,
  completes: true,
};

const CHOICES = 25;
/** Of so many one chooses; who wants an older one types its number. */
const LATEST = 300;

/** Frozen bundles whose number holds what was typed, the last ones first. */
export async function completeBundle(context: Context, typed: string): Promise<Choice[]> {
  const rows = await context.storage.db.bundle.findMany({
    where: { frozenAt: { not: null } },
    orderBy: { frozenAt: 'desc' },
    select: { number: true },
    take: LATEST,
  });
  return rows
    .filter(({ number }) => foldedMatch(fold(number), typed))
    .slice(0, CHOICES)
    .map(({ number }) => ({ value: number, label: number }));
}
