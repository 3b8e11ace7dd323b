import { buttonPart } from '../chat/answers.ts';
import type { Part } from '../chat/message.ts';
import type { Translate } from '../i18n/index.ts';
import type { Database } from '../storage/database.ts';
import type { Work } from '../storage/work.ts';
import { listPlanned, type PlannedRow } from './find.ts';
import { cameRow, matchPublished, type Offer, offersOf } from './matchDrafts.ts';
import { offerParts, plannedParts, seenOfferParts } from './offerCards.ts';
import { matchSeen, type SightingRow } from './sightings.ts';

/** What a draft that was just published is of all that was waited for. */
export interface Awaited {
  planned: readonly PlannedRow[];
  offered: readonly Offer[];
  seen: readonly SightingRow[];
}

/** In the transaction that published a draft: whatever waited for it is matched, or offered. */
export async function awaited(work: Work, draftId: string): Promise<Awaited> {
  const { matched, offered } = await matchPublished(work, draftId);
  const seen = await matchSeen(work, await cameRow(work.tx, draftId));
  return { planned: matched, offered, seen: seen.offered };
}

/** The same for staff who published it, as parts of a message. */
export function awaitedParts(t: Translate, number: string, found: Awaited): Part[] {
  const { lines, buttons } = plannedParts(t, found.planned);
  return [
    ...lines.map((text): Part => ({ kind: 'text', text })),
    ...buttonPart(buttons),
    ...offerParts(t, found.offered),
    ...seenOfferParts(t, number, found.seen),
  ];
}

/** What a draft is in the programme, for staff who look at it; offers while it is nothing there. */
export async function plannedOf(db: Database, t: Translate, draftId: string): Promise<Part[]> {
  const planned = await listPlanned(db, { draftId });
  if (planned.length > 0) {
    const { lines, buttons } = plannedParts(t, planned);
    return [...lines.map((text): Part => ({ kind: 'text', text })), ...buttonPart(buttons)];
  }
  return offerParts(t, (await offersOf(db, await cameRow(db, draftId))).slice(0, 2));
}
