import { message } from '../chat/answers.ts';
import type { Part } from '../chat/message.ts';
import { pathButton } from '../contributions/cards.ts';
import { loadContribution, referenceOf } from '../contributions/find.ts';
import { outcomeText } from '../contributions/outcomes.ts';
import { type NoteWish, tellNotes } from '../delivery/queue.ts';
import type { Renderer } from '../delivery/render.ts';
import { shorten } from '../documents/shorten.ts';
import { translator } from '../i18n/index.ts';
import type { Work } from '../storage/work.ts';
import { outcomesOf } from './find.ts';
import { hearersOf, receiversOf } from './hearers.ts';

/** The kind of the note that tells a correction of what was announced. */
export const CORRECTED = 'answer.corrected';

/** Author and supporters hear at once that an outcome they were told was corrected. */
export async function tellCorrections(
  work: Work,
  contributionIds: readonly string[],
  announced: ReadonlySet<string>,
): Promise<void> {
  const ids = contributionIds.filter((id) => announced.has(id));
  if (ids.length === 0) return;
  const wishes: NoteWish[] = [];
  for (const hearer of await hearersOf(work.tx, ids)) {
    for (const item of hearer.items) {
      const { contributionId } = item;
      const last = await work.tx.outcome.findFirstOrThrow({
        where: { contributionId },
        orderBy: { seq: 'desc' },
        select: { id: true, seq: true },
      });
      for (const receiver of await receiversOf(work.tx, { ...hearer, items: [item] })) {
        wishes.push({
          ...receiver,
          kind: CORRECTED,
          subject: contributionId,
          params: { seq: last.seq, organisation: hearer.organisationId },
          key: `${CORRECTED}:${last.id}`,
        });
      }
    }
  }
  await tellNotes(work, wishes);
}

/** Renders a note of kind `answer.corrected`: what it was, what it is, and why. */
export const renderCorrected: Renderer = async ({ subject, params, target, db }) => {
  const row = await loadContribution(db, subject);
  if (!row) return null;
  const all = await outcomesOf(db, subject);
  const at = all.findIndex(({ seq }) => seq === Number(params.seq));
  const [now, before] = [all[at], all[at - 1]];
  if (!now || !before) return null;
  const { language } = target;
  const t = translator(language);
  const reference = referenceOf(row);
  const own = row.organisationId === params.organisation;
  const summary = t(own ? 'answers.corrected.own' : 'answers.corrected.supported', {
    reference,
    organisation: row.organisation.name,
  });
  const parts: Part[] = [
    { kind: 'heading', text: summary },
    {
      kind: 'text',
      text: [outcomeText(before.code, t), ' → ', { bold: outcomeText(now.code, t) }],
    },
  ];
  if (now.correction) {
    parts.push({ kind: 'text', text: t('answers.corrected.why', { reason: now.correction }) });
  }
  if (now.reason) parts.push({ kind: 'quote', text: shorten(now.reason, 1_000) });
  return message(language, summary, [
    ...parts,
    { kind: 'buttons', buttons: [pathButton(reference, t)] },
  ]);
};
