import type { Actor } from '../chat/actor.ts';
import { isRefusal, type Refusal } from '../chat/refusal.ts';
import { wantCard } from '../delivery/queue.ts';
import { loadDraft } from '../drafts/find.ts';
import { refreshFor } from '../drafts/interest.ts';
import { notOpen } from '../drafts/publishDraft.ts';
import { secretariatChannels } from '../membership/channels.ts';
import { speakFor } from '../membership/speakFor.ts';
import { audit, nextNumber } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { type ContributionText, isLate } from './rules.ts';
import { showShared } from './sharing.ts';

/**
 * Takes a contribution. It has its number and is in the transaction that this returns from; a late
 * one is taken and marked. While the person is not accepted yet it waits for that, and then counts
 * from now.
 */
export async function submitContribution(
  work: Work,
  actor: Actor,
  draftId: string,
  text: ContributionText,
): Promise<{ id: string } | Refusal> {
  const draft = await loadDraft(work.tx, draftId);
  if (!draft) throw new Error(`no draft ${draftId}`);
  const no = notOpen(draft);
  if (no) return no;
  const voice = await speakFor(work, actor);
  if (isRefusal(voice)) return voice;
  const late = isLate(work.now, draft.dueAt);
  const row = await work.tx.contribution.create({
    data: {
      ordinal: await nextNumber(work, `contribution:${draft.id}`),
      draftId: draft.id,
      organisationId: voice.organisationId,
      personId: actor.personId,
      membershipId: voice.membershipId,
      late,
      // A late one is the secretariat's to decide on: nobody can say anything of it any more.
      shared: work.settings.contributionsShared && !late,
      submittedAt: work.now,
      versions: { create: { version: 1, at: work.now, ...text } },
    },
  });
  for (const channel of await secretariatChannels(work.tx)) {
    await wantCard(work, { kind: 'contribution', subject: row.id, channel });
  }
  await refreshFor(work, draft.id, voice.organisationId);
  if (row.shared) await showShared(work, row.id);
  await audit(work, 'contribution.submit', row.id, { late: row.late });
  return { id: row.id };
}
