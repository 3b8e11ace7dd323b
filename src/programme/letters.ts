import { contactFor } from '../authority/contacts.ts';
import { prepareLetter } from '../authority/letters.ts';
import { localDay } from '../calendar/index.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { findDraft } from '../drafts/find.ts';
import type { Language } from '../i18n/languages.ts';
import { nameIn } from '../institutions/table.ts';
import type { Work } from '../storage/work.ts';
import { isWithdrawn } from './changePlanned.ts';
import { findPlanned, handleOf } from './find.ts';
import { type RequestFacts, requestLetter } from './letterText.ts';
import { factsOf, lateness } from './missing.ts';
import { standingOn } from './rules.ts';
import { lastMoves } from './showProgramme.ts';
import { openSighting, windowOf } from './sightings.ts';

/** What a letter of this area may be about. */
export const ABOUT = ['planned', 'sighting', 'late'] as const;
export type About = (typeof ABOUT)[number];

/** A letter is asked for again once the one before was sent or laid aside. */
interface Subject {
  reason: string;
  key: string;
  institutionId: string | null;
  ids: { plannedId?: string; sightingId?: string; draftId?: string };
  /** The facts in the language of whoever reads the letter. */
  facts(language: Language): Promise<RequestFacts>;
}

/**
 * A letter to the institution's coordinator that asks for a draft, or complains that it came late;
 * one that waits to be sent is not written twice. Gives its id.
 */
export async function requestLetterFor(
  work: Work,
  about: About,
  id: string,
): Promise<string | Refusal> {
  const subject = await SUBJECTS[about](work, id);
  if (isRefusal(subject)) return subject;
  const { key, reason, ids } = subject;
  const known = await work.tx.letter.findMany({
    where: { reason, ...ids },
    select: { id: true, sentOn: true, endedAt: true },
  });
  const waiting = known.find(({ sentOn, endedAt }) => sentOn === null && endedAt === null);
  if (waiting) return waiting.id;
  const contact = await contactFor(work.tx, 'coordinator', subject.institutionId, work);
  const language = contact?.language ?? 'sq';
  const today = localDay(work.now, work.zone);
  const prepared = await prepareLetter(work, {
    reason,
    key: `${key}:${known.length + 1}`,
    role: 'coordinator',
    ...ids,
    language,
    ...requestLetter(language, await subject.facts(language), today),
  });
  if (prepared === null) throw new Error(`a letter was prepared as ${key} before`);
  return prepared;
}

const SUBJECTS: Readonly<Record<About, (work: Work, id: string) => Promise<Subject | Refusal>>> = {
  planned: plannedSubject,
  sighting: sightingSubject,
  late: lateSubject,
};

async function plannedSubject(work: Work, handle: string): Promise<Subject | Refusal> {
  const row = await findPlanned(work.tx, handle);
  if (isRefusal(row)) return row;
  if (row.draft) {
    const context = { handle: handleOf(row), number: row.draft.number };
    return refusal('programme.matchedAlready', context);
  }
  const withdrawn = isWithdrawn(row);
  if (withdrawn) return withdrawn;
  if (standingOn(factsOf(row), localDay(work.now, work.zone)) !== 'missing') {
    return refusal('programme.notMissing', { handle: handleOf(row) });
  }
  return {
    reason: 'planned.missing',
    key: `planned.missing:${row.id}`,
    institutionId: row.institutionId,
    ids: { plannedId: row.id },
    facts: async (language) => ({
      about: 'planned',
      title: row.title,
      institution: await institutionName(work, language, row.institutionId, row.written),
      year: row.programme.year,
      deadline: row.deadline ?? '',
      before: (await lastMoves(work.tx, [row.id])).get(row.id)?.from ?? null,
    }),
  };
}

async function sightingSubject(work: Work, id: string): Promise<Subject | Refusal> {
  const row = await openSighting(work.tx, id);
  if (isRefusal(row)) return row;
  return {
    reason: 'sighting.missing',
    key: `sighting.missing:${row.id}`,
    institutionId: row.institutionId,
    ids: { sightingId: row.id },
    facts: async (language) => ({
      about: 'sighting',
      title: row.title,
      institution: await institutionName(work, language, row.institutionId, null),
      source: row.source,
      seenOn: row.seenOn,
      window: windowOf(row),
    }),
  };
}

async function lateSubject(work: Work, number: string): Promise<Subject | Refusal> {
  const draft = await findDraft(work.tx, number);
  if (isRefusal(draft)) return draft;
  const late = lateness(draft, work);
  if (!late) return refusal('programme.notLate', { number: draft.number });
  const { opensOn, closesOn, receivedOn, institutionId } = draft;
  return {
    reason: 'draft.late',
    key: `draft.late:${draft.id}`,
    institutionId,
    ids: { draftId: draft.id },
    facts: async (language) => ({
      about: 'late',
      title: { sq: draft.titleSq, sr: draft.titleSr, en: draft.titleEn }[language] ?? draft.titleSq,
      institution: await institutionName(work, language, institutionId, null),
      number: draft.number,
      receivedOn,
      opensOn,
      closesOn,
      ...late,
    }),
  };
}

/** The institution in full, as far as the table has it; else as the programme writes it. */
async function institutionName(
  work: Work,
  language: Language,
  id: string | null,
  written: string | null,
): Promise<string> {
  const row = id === null ? null : await work.tx.institution.findUnique({ where: { id } });
  return (row && (nameIn(language, row) ?? row.code)) ?? written ?? '–';
}
