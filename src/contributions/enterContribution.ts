import { asDay, localDay } from '../calendar/index.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { type Receiver, wantCard } from '../delivery/queue.ts';
import { loadDraft } from '../drafts/find.ts';
import { refreshFor } from '../drafts/interest.ts';
import { secretariatChannels } from '../membership/channels.ts';
import { receiversOf } from '../membership/receivers.ts';
import { audit, nextNumber } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { ENTERED, type EnteredSource } from './entered.ts';
import type { ContributionText } from './rules.ts';

/** Whose word it is, and by which way it came. */
export interface Heard {
  organisation: { id: string; member: boolean };
  source: EnteredSource;
  note: string | null;
  /** The local day on which it was said or arrived. */
  heardOn: string;
}

/** A draft for which staff may enter something: any that the institution has not taken back. */
export function notEnterable(draft: { state: string; number: string }): Refusal | null {
  return draft.state === 'withdrawn'
    ? refusal('draft.isWithdrawn', { number: draft.number })
    : null;
}

/**
 * Enters what did not come through the bot. It counts at once, late where it was heard after the
 * day on which contributions were due; a member organisation is asked whether it is its own.
 */
export async function enterContribution(
  work: Work,
  draftId: string,
  heard: Heard,
  text: ContributionText,
): Promise<{ id: string } | Refusal> {
  const draft = await loadDraft(work.tx, draftId);
  if (!draft) throw new Error(`no draft ${draftId}`);
  const no = notEnterable(draft);
  if (no) return no;
  if (work.personId === null) throw new Error('nobody enters a contribution');
  const { organisation, source, note, heardOn } = heard;
  if (asDay(heardOn) > localDay(work.now, work.zone)) {
    return refusal('entered.heardLater', {}, 'heardOn');
  }
  const late = heardOn > draft.dueOn;
  const row = await work.tx.contribution.create({
    data: {
      ordinal: await nextNumber(work, `contribution:${draft.id}`),
      draftId: draft.id,
      organisationId: organisation.id,
      personId: work.personId,
      source,
      sourceNote: note,
      heardOn,
      late,
      submittedAt: work.now,
      versions: { create: { version: 1, at: work.now, ...text } },
    },
  });
  for (const channel of await secretariatChannels(work.tx)) {
    await wantCard(work, { kind: 'contribution', subject: row.id, channel });
  }
  if (organisation.member) {
    for (const receiver of await receiversOf(work.tx, organisation.id)) {
      await wantCard(work, { ...receiver, kind: ENTERED, subject: row.id });
    }
  }
  await refreshFor(work, draft.id, organisation.id);
  await audit(work, 'contribution.enter', row.id, { source, late, member: organisation.member });
  return { id: row.id };
}

/** What was entered for an organisation and waits for its word is brought where it can be asked now. */
export async function bringEntered(
  work: Work,
  organisationId: string,
  receiver: Receiver,
): Promise<void> {
  const rows = await work.tx.contribution.findMany({
    where: {
      organisationId,
      source: { not: 'chat' },
      state: 'submitted',
      confirmedAt: null,
      draft: {
        state: { not: 'withdrawn' },
        dueAt: { gte: new Date(work.now.getTime() - ASKED_MS) },
      },
    },
    select: { id: true },
    orderBy: { submittedAt: 'asc' },
    take: MOST_BROUGHT,
  });
  for (const { id } of rows) await wantCard(work, { ...receiver, kind: ENTERED, subject: id });
}

/** Of what was due longer ago nobody is asked any more. */
const ASKED_MS = 180 * 86_400_000;
const MOST_BROUGHT = 20;
