import { asDay, type Day } from '../calendar/index.ts';
import type { Language } from '../i18n/languages.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { DraftType } from '../storage/generated/sqlite/enums.ts';
import type { DraftData } from './fields.ts';
import type { DraftRow } from './find.ts';

/** What a card shows of a draft itself, wherever it comes from. */
export interface DraftView {
  /** Null while it is only previewed. */
  number: string | null;
  type: DraftType;
  titles: Readonly<Record<Language, string | null>> & { sq: string };
  institution: string;
  summary: string | null;
  complex: boolean;
  receivedOn: Day;
  opensOn: Day;
  closesOn: Day;
  dueOn: Day;
  dueAt: Date;
  state: 'published' | 'closed' | 'withdrawn';
  stateReason: string | null;
  demonstration: boolean;
  /** A document without an address is brought into the thread. */
  documents: readonly { title: string; url: string | null }[];
}

export function viewOfRow(row: DraftRow, publicUrl: string | null): DraftView {
  return {
    number: row.number,
    type: row.type,
    titles: { sq: row.titleSq, sr: row.titleSr, en: row.titleEn },
    institution: institutionLabel(row.institution.code, row.institution.nameSq),
    summary: row.summary,
    complex: row.complex,
    receivedOn: asDay(row.receivedOn),
    opensOn: asDay(row.opensOn),
    closesOn: asDay(row.closesOn),
    dueOn: asDay(row.dueOn),
    dueAt: row.dueAt,
    state: row.state,
    stateReason: row.stateReason,
    demonstration: row.demonstration,
    documents: row.documents.map((document) => ({
      title: document.title,
      url: document.url ?? (publicUrl ? `${publicUrl}/documents/${document.id}` : null),
    })),
  };
}

/** A draft as it would be shown, before it is published. */
export function viewOfData(data: DraftData, fileName: string | null): DraftView {
  const documents: { title: string; url: string | null }[] = [];
  if (data.link) documents.push({ title: new URL(data.link).hostname, url: data.link });
  if (fileName) documents.push({ title: fileName, url: null });
  return {
    ...data,
    number: null,
    titles: { sq: data.titleSq, sr: data.titleSr, en: data.titleEn },
    institution: institutionLabel(data.institution.code, data.institution.name),
    state: 'published',
    stateReason: null,
    demonstration: false,
    documents,
  };
}

function institutionLabel(code: string, name: string | null): string {
  return name ? `${name} (${code})` : code;
}

/** What one organisation has said and done about a draft. */
export interface OrganisationState {
  stance: 'interested' | 'not_for_us' | null;
  reactions: readonly ('reading' | 'will_contribute' | 'interested')[];
  contributions: number;
}

/** Over all organisations, each counted once. */
export interface Totals {
  reading: number;
  willContribute: number;
  interested: number;
  notForUs: number;
  /** Organisations that contributed, and their contributions. */
  contributing: number;
  contributions: number;
}

/** The stance and the reactions of one organisation. */
export async function interestOf(db: Database | Tx, draftId: string, organisationId: string) {
  const stance = await db.stance.findUnique({
    where: { draftId_organisationId: { draftId, organisationId } },
  });
  return {
    stance: stance?.kind ?? null,
    reactions: await reactionsOf(db, draftId, organisationId),
  };
}

/** The kinds of emoji that an organisation's people put on a draft's cards. */
export async function reactionsOf(db: Database | Tx, draftId: string, organisationId: string) {
  const reactions = await db.reaction.findMany({
    where: { draftId, organisationId },
    distinct: ['kind'],
    orderBy: { kind: 'asc' },
    select: { kind: true },
  });
  return reactions.map((row) => row.kind);
}

/** How many organisations show which interest, by button or emoji, each once. */
export async function interestTotals(db: Database | Tx, draftId: string) {
  const stances = await db.stance.findMany({ where: { draftId } });
  const reactions = await db.reaction.findMany({
    where: { draftId, organisationId: { not: null } },
  });
  const reacting = (kind: string) =>
    reactions.filter((row) => row.kind === kind).map((row) => row.organisationId);
  const saying = (kind: string) =>
    stances.filter((row) => row.kind === kind).map((row) => row.organisationId);
  return {
    reading: new Set(reacting('reading')).size,
    willContribute: new Set(reacting('will_contribute')).size,
    interested: new Set([...reacting('interested'), ...saying('interested')]).size,
    notForUs: saying('not_for_us').length,
  };
}
