import { asDay } from '../calendar/index.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { refreshCards, standingCards, tellNote } from '../delivery/queue.ts';
import { institutionOfDraft } from '../institutions/keepInstitutions.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { type DraftData, readDraft, readWindow } from './fields.ts';
import type { DraftRow } from './find.ts';
import { columns, documentsOf, draftSearchKey, notOpen, tellDocuments } from './publishDraft.ts';
import { bringToReceivers } from './receivers.ts';

type Columns = ReturnType<typeof columns>;

/** Changes what staff said of a published draft; the posted cards follow in place. */
export async function editDraft(
  work: Work,
  draft: DraftRow,
  values: Readonly<Record<string, string>>,
): Promise<{ changed: number; institutionChanged: boolean } | Refusal> {
  const no = notOpen(draft);
  if (no) return no;
  const data = readEdited(values, draft, work);
  if (isRefusal(data)) return data;
  const institution = await institutionOfDraft(work, data.institution);
  const documents = await documentsOf(work, data);
  const next = columns(data);
  const changes = await keepChanges(work, draft, next);
  const documentsChanged =
    documents.map(documentKey).join('|') !== draft.documents.map(documentKey).join('|');
  if (documentsChanged) {
    await work.tx.draftDocument.deleteMany({ where: { draftId: draft.id } });
    await work.tx.draftDocument.createMany({
      data: documents.map((document) => ({ ...document, draftId: draft.id })),
    });
  }
  await work.tx.draft.update({
    where: { id: draft.id },
    data: {
      ...next,
      dueByRule: sameTimes(draft, data) ? draft.dueByRule : data.dueByRule,
      institutionId: institution.id,
      searchKey: draftSearchKey(draft.number, institution, data),
    },
  });
  const changed =
    changes + Number(documentsChanged) + Number(institution.id !== draft.institutionId);
  if (changed > 0) {
    await refreshCards(work, 'draft', draft.id);
    await tellChangedTimes(work, draft, next);
    await bringToReceivers(work, draft.id, { kind: next.type, institutionId: institution.id });
    if (documentsChanged) await tellNewDocuments(work, draft.id);
    await audit(work, 'draft.edit', draft.id, { changed });
  }
  return { changed, institutionChanged: institution.namesChanged };
}

/** The form holds the due moment as it stands: left alone, it says nothing of who put it there. */
function sameTimes(draft: DraftRow, data: DraftData): boolean {
  return draft.closesOn === data.closesOn && draft.dueAt.getTime() === data.dueAt.getTime();
}

/** A draft whose due moment has passed may still be corrected, as long as its times stay. */
function readEdited(
  values: Readonly<Record<string, string>>,
  draft: DraftRow,
  work: Work,
): DraftData | Refusal {
  const data = readDraft(values, { ...work, now: new Date(0) });
  if (isRefusal(data)) return data;
  const moved = data.dueAt.getTime() !== draft.dueAt.getTime();
  return moved && data.dueAt <= work.now ? refusal('draft.dueInPast', {}, 'due') : data;
}

/** Moves the end of the window, and with it when contributions are due. */
export async function extendDraft(
  work: Work,
  draft: DraftRow,
  values: Readonly<Record<string, string>>,
): Promise<true | Refusal> {
  const no = notOpen(draft);
  if (no) return no;
  if (!values.closesOn) return refusal('form.required', {}, 'closesOn');
  const window = readWindow(asDay(draft.opensOn), asDay(values.closesOn), values.due ?? '', work);
  if (isRefusal(window)) return window;
  const { closesOn, dueOn, dueTime, dueAt, dueByRule } = window;
  // Whoever was told a time may rely on it; a mistake is mended with `draft edit`.
  if (closesOn < draft.closesOn) return refusal('draft.wouldShorten', {}, 'closesOn');
  if (dueAt < draft.dueAt) return refusal('draft.wouldShorten', {}, 'due');
  if (closesOn === draft.closesOn && dueAt.getTime() === draft.dueAt.getTime()) {
    return refusal('draft.nothingChanged', {}, 'closesOn');
  }
  const next = { ...currentColumns(draft), closesOn, dueOn, dueTime, dueAt };
  await keepChanges(work, draft, next);
  await work.tx.draft.update({
    where: { id: draft.id },
    data: { closesOn, dueOn, dueTime, dueAt, dueByRule },
  });
  await refreshCards(work, 'draft', draft.id);
  await tellChangedTimes(work, draft, next);
  await audit(work, 'draft.extend', draft.id, { closesOn, dueOn });
  return true;
}

/** Ends a draft: `closed` takes no more contributions, `withdrawn` says the ministry took it back. */
export async function endDraft(
  work: Work,
  draft: DraftRow,
  state: 'closed' | 'withdrawn',
  reason: string | null,
): Promise<true | Refusal> {
  const no = notOpen(draft);
  if (no) return no;
  await work.tx.draft.update({ where: { id: draft.id }, data: { state, stateReason: reason } });
  await work.tx.draftChange.create({
    data: {
      draftId: draft.id,
      at: work.now,
      personId: work.personId,
      field: 'state',
      before: draft.state,
      after: state,
    },
  });
  await refreshCards(work, 'draft', draft.id);
  if (state === 'withdrawn') {
    for (const card of await standingCards(work, 'draft', draft.id)) {
      if (!card.channel) continue;
      await tellNote(work, {
        kind: 'draft.withdrawn',
        subject: draft.id,
        key: `draft.withdrawn:${draft.id}`,
        channel: card.channel,
        threadOf: card.id,
      });
    }
  }
  await audit(work, `draft.${state}`, draft.id);
  return true;
}

function currentColumns(draft: DraftRow): Columns {
  return {
    type: draft.type,
    titleSq: draft.titleSq,
    titleSr: draft.titleSr,
    titleEn: draft.titleEn,
    summary: draft.summary,
    complex: draft.complex,
    receivedOn: asDay(draft.receivedOn),
    opensOn: asDay(draft.opensOn),
    closesOn: asDay(draft.closesOn),
    dueOn: asDay(draft.dueOn),
    dueTime: draft.dueTime as Columns['dueTime'],
    dueAt: draft.dueAt,
  };
}

/** Writes down field by field what changed; returns how many did. */
async function keepChanges(work: Work, draft: DraftRow, next: Columns): Promise<number> {
  const before = currentColumns(draft);
  const fields = (Object.keys(next) as (keyof Columns)[]).filter(
    (field) => field !== 'dueAt' && text(before[field]) !== text(next[field]),
  );
  for (const field of fields) {
    await work.tx.draftChange.create({
      data: {
        draftId: draft.id,
        at: work.now,
        personId: work.personId,
        field,
        before: text(before[field]),
        after: text(next[field]),
      },
    });
  }
  return fields.length;
}

const text = (value: Columns[keyof Columns]) => (value === null ? null : String(value));

type Times = Pick<Columns, 'closesOn' | 'dueAt'>;

/**
 * A changed time is told once in the thread of every card, with the old and the new, and where a
 * correction of the holidays changed it, with that. Follows what was written down as a change.
 */
export async function tellChangedTimes(
  work: Work,
  draft: DraftRow,
  next: Times,
  because: { correction?: number; takenBack?: boolean } = {},
): Promise<void> {
  const same = draft.closesOn === next.closesOn && draft.dueAt.getTime() === next.dueAt.getTime();
  if (same) return;
  const change = await work.tx.draftChange.count({ where: { draftId: draft.id } });
  for (const card of await standingCards(work, 'draft', draft.id)) {
    if (!card.channel) continue;
    await tellNote(work, {
      kind: 'draft.timesChanged',
      subject: draft.id,
      // Numbered by the change: the same day may come back later and is news again then.
      key: `draft.timesChanged:${draft.id}:${change}`,
      params: {
        closesBefore: draft.closesOn,
        closesAfter: next.closesOn,
        dueBefore: draft.dueAt.toISOString(),
        dueAfter: next.dueAt.toISOString(),
        ...because,
      },
      channel: card.channel,
      threadOf: card.id,
    });
  }
}

async function tellNewDocuments(work: Work, draftId: string): Promise<void> {
  const documents = await work.tx.draftDocument.findMany({ where: { draftId } });
  for (const card of await standingCards(work, 'draft', draftId)) {
    if (card.channel) {
      await tellDocuments(work, { documents }, { id: card.id, channel: card.channel });
    }
  }
}

function documentKey(document: { url?: string | null; fileId?: string | null }): string {
  return document.url ?? document.fileId ?? '';
}
