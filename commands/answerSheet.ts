import { wantSheet } from '../src/answers/sheetNotes.ts';
import { findBundle } from '../src/bundles/find.ts';
import type { Act } from '../src/chat/act.ts';
import { privately, sentence } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { completeDraft, draftOption, fileReceiver } from './shared.ts';

/** Hands out the sheet of a frozen bundle in which the institution, or staff, write what became of it. */
export const answerSheet: Act = {
  id: 'answer.sheet',
  names: { sq: 'përgjigja tabela', sr: 'odgovor tabela', en: 'answer sheet' },
  describe: 'answers.describe.sheet',
  who: 'staff',
  answers: 'private',
  options: [draftOption],
  complete: (context, _option, typed) => completeDraft(context, typed, false),
  async run({ storage: { db }, actor, language, t, transaction }, { draft: typed = '' }) {
    const named = await findBundle(db, typed);
    if (isRefusal(named) && named.refused !== 'bundle.none') return named;
    // An open bundle has not gone anywhere: what it followed was sent.
    const bundle = isRefusal(named)
      ? null
      : named.frozenAt
        ? named
        : await db.bundle.findFirst({
            where: { draftId: named.draftId, frozenAt: { not: null } },
            orderBy: { ordinal: 'desc' },
          });
    if (!bundle) return refusal('answers.noBundle', { text: typed.trim().slice(0, 60) });
    const receiver = fileReceiver(actor);
    await transaction((work) => wantSheet(work, bundle.id, receiver, language));
    const key = receiver.channel ? 'answers.sheet.comingHere' : 'answers.sheet.comingDirectly';
    return privately(sentence(language, t(key, { number: bundle.number })));
  },
};
