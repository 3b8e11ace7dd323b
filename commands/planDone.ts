import type { Act } from '../src/chat/act.ts';
import { privately, sentence } from '../src/chat/answers.ts';
import { isRefusal, type Refusal } from '../src/chat/refusal.ts';
import { readLink } from '../src/documents/link.ts';
import { shorten } from '../src/documents/shorten.ts';
import { fold } from '../src/i18n/fold.ts';
import type { Translate } from '../src/i18n/index.ts';
import { addEvidence, type EvidenceDone, type OfferedEvidence } from '../src/plan/evidence.ts';
import { markDone } from '../src/plan/markDone.ts';
import type { Tx } from '../src/storage/database.ts';
import { activityOption, completeActivity } from './planShared.ts';

export const planDone = {
  id: 'plan.done',
  names: { sq: 'plani kryer', sr: 'plan završeno', en: 'plan done' },
  describe: 'plan.describe.done',
  who: 'staff',
  answers: 'private',
  options: [
    activityOption,
    {
      name: 'note',
      names: { sq: 'shënim', sr: 'napomena', en: 'note' },
      describe: 'plan.option.note',
      required: false,
    },
  ],
  async run(context, values) {
    const done = await context.transaction(async (work) => {
      const marked = await markDone(work, values.activity ?? '', values.note);
      if (isRefusal(marked)) return marked;
      const evidence = await evidenceIn(work.tx, values.note ?? '');
      const added = evidence && (await addEvidence(work, marked.handle, evidence));
      // What cannot be evidence is no reason to leave the activity open; it is said beside.
      return { ...marked, added };
    });
    if (isRefusal(done)) return done;
    const { t, language } = context;
    const { handle, added } = done;
    const text = t('plan.done', { handle, title: shorten(done.title, 300) });
    const proof = proofText(t, added);
    return privately(
      sentence(language, proof ? `${text} ${proof}` : text, [
        { act: 'plan.evidence', args: [handle], label: t('plan.button.evidence') },
        { act: 'plan.reopen', args: [handle], label: t('plan.button.reopen') },
      ]),
    );
  },
  complete: (context, _option, typed) => completeActivity(context, typed, true),
} satisfies Act;

/** What became of the evidence in a note; what stands there already needs no word. */
function proofText(t: Translate, added: EvidenceDone | Refusal | null): string {
  if (added === null) return '';
  if (!isRefusal(added)) return t('plan.evidence.withDone', { title: added.title });
  return added.refused === 'plan.evidence.twice' ? '' : t(added.refused, added.context);
}

/** The evidence that a note begins with: a link, or the number of a draft. */
async function evidenceIn(tx: Tx, note: string): Promise<OfferedEvidence | null> {
  const [word = ''] = note.trim().split(/\s/);
  const none = { title: '', draft: null, link: '', fileId: null };
  if (readLink(word)) return { ...none, link: word };
  const numberKey = fold(word).slice(0, 200);
  if (numberKey === '') return null;
  const select = { id: true, number: true } as const;
  const draft = await tx.draft.findUnique({ where: { numberKey }, select });
  return draft && { ...none, draft };
}
