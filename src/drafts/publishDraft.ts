import { localDay, yearOf } from '../calendar/index.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { reviveCardsIn, tellNote, wantCard } from '../delivery/queue.ts';
import type { ActPart } from '../documents/act/split.ts';
import { fold } from '../i18n/fold.ts';
import { institutionOfDraft } from '../institutions/keepInstitutions.ts';
import { readPreferences } from '../preferences/preferences.ts';
import { wantsCard } from '../preferences/rules.ts';
import { audit, nextNumber } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { type DraftData, readDraft } from './fields.ts';
import { searchKeyOf } from './find.ts';
import { createArticles } from './keepArticles.ts';
import { beginPublication, publicationBatch } from './publication.ts';
import { cardReceivers } from './receivers.ts';
import { draftNumber } from './rules.ts';

/**
 * Publishes a draft: it gets its number, and every linked channel is to have its card. Everything
 * is one transaction, so that a crash leaves either nothing or all of it queued.
 */
export async function publishDraft(
  work: Work,
  values: Readonly<Record<string, string>>,
  options: {
    demonstration?: boolean;
    /** The linked channel in which it was done: its progress is shown there if it is staff's. */
    pressedIn?: string | null;
    /** The act's text in its parts, read and parted before. */
    parts?: readonly ActPart[];
  } = {},
): Promise<
  { id: string; number: string; channels: number; institutionChanged: boolean } | Refusal
> {
  const data = readDraft(values, work);
  if (isRefusal(data)) return data;
  const institution = await institutionOfDraft(work, data.institution);
  const year = yearOf(localDay(work.now, work.zone));
  const ordinal = await nextNumber(work, `draft:${institution.codeKey}:${year}`);
  const number = draftNumber(institution.code.toUpperCase(), year, ordinal);
  const draft = await work.tx.draft.create({
    data: {
      number,
      numberKey: fold(number),
      institutionId: institution.id,
      ...columns(data),
      zone: work.zone,
      dueByRule: data.dueByRule,
      publishedAt: work.now,
      publishedById: work.personId,
      demonstration: options.demonstration ?? false,
      searchKey: draftSearchKey(number, institution, data),
      documents: { create: await documentsOf(work, data) },
    },
    include: { documents: true },
  });
  if (options.parts) await createArticles(work, draft.id, options.parts);
  const about = { kind: data.type, institutionId: institution.id };
  const today = localDay(work.now, work.zone);
  const { channels, declined } = await cardReceivers(work.tx, about, today);
  if (channels.length > 0) await beginPublication(work, draft.id, options.pressedIn ?? null);
  for (const channel of channels) {
    const card = await wantCard(work, {
      kind: 'draft',
      subject: draft.id,
      channel,
      batch: publicationBatch(draft.id),
    });
    await tellDocuments(work, draft, { id: card, channel });
  }
  await audit(work, 'draft.publish', draft.id, {
    number,
    channels: channels.length,
    declined: declined.length,
  });
  const institutionChanged = institution.namesChanged;
  return { id: draft.id, number, channels: channels.length, institutionChanged };
}

/** The columns that come straight from what staff said. */
export function columns(data: DraftData) {
  return {
    type: data.type,
    titleSq: data.titleSq,
    titleSr: data.titleSr,
    titleEn: data.titleEn,
    summary: data.summary,
    complex: data.complex,
    receivedOn: data.receivedOn,
    opensOn: data.opensOn,
    closesOn: data.closesOn,
    dueOn: data.dueOn,
    dueTime: data.dueTime,
    dueAt: data.dueAt,
  };
}

export function draftSearchKey(
  number: string,
  institution: { code: string; nameSq: string | null },
  data: DraftData,
): string {
  return searchKeyOf([
    number,
    data.titleSq,
    data.titleSr,
    data.titleEn,
    institution.code,
    institution.nameSq,
  ]);
}

/** The link and the file of a draft as its documents. */
export async function documentsOf(work: Work, data: DraftData) {
  const documents: { title: string; url?: string; fileId?: string }[] = [];
  if (data.link) documents.push({ title: new URL(data.link).hostname, url: data.link });
  if (data.fileId) {
    const file = await work.tx.storedFile.findUniqueOrThrow({
      where: { id: data.fileId },
      select: { name: true },
    });
    documents.push({ title: file.name, fileId: data.fileId });
  }
  return documents;
}

/** Where the bot has no page of its own, a file is brought into the thread of the card. */
export async function tellDocuments(
  work: Work,
  draft: { documents: readonly { id: string; fileId: string | null }[] },
  card: { id: string; channel: { id: string; platform: 'slack' | 'discord' | 'sandbox' } },
): Promise<void> {
  if (work.publicUrl) return;
  for (const document of draft.documents) {
    if (!document.fileId) continue;
    await tellNote(work, {
      kind: 'draft.document',
      subject: document.id,
      key: `draft.document:${document.id}`,
      channel: card.channel,
      threadOf: card.id,
    });
  }
}

/**
 * A newly linked channel gets the cards of the drafts that are open now, as far as it wants them;
 * those that it had before are brought up to date, also of drafts that ended meanwhile.
 */
export async function bringOpenDrafts(
  work: Work,
  channel: { id: string; platform: 'slack' | 'discord' | 'sandbox'; purpose: string },
): Promise<number> {
  await reviveCardsIn(work, channel.id);
  const open = await work.tx.draft.findMany({
    where: { state: 'published', dueAt: { gt: work.now } },
    include: { documents: true, institution: true },
    orderBy: { dueAt: 'asc' },
  });
  const all = await readPreferences(work.tx);
  const preferences = all.of({ channelId: channel.id });
  const today = localDay(work.now, work.zone);
  const wanted = open.filter(
    ({ type: kind, institutionId }) =>
      channel.purpose === 'secretariat' ||
      wantsCard(preferences, all.topic({ kind, institutionId }, today)),
  );
  for (const draft of wanted) {
    const card = await wantCard(work, { kind: 'draft', subject: draft.id, channel });
    await tellDocuments(work, draft, { id: card, channel });
  }
  return wanted.length;
}

/** Refuses what can only be done to a published draft. */
export function notOpen(draft: { state: string; number: string }): Refusal | null {
  if (draft.state === 'withdrawn') return refusal('draft.isWithdrawn', { number: draft.number });
  if (draft.state === 'closed') return refusal('draft.isClosed', { number: draft.number });
  return null;
}
