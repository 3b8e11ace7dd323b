import { localDay, yearOf } from '../src/calendar/index.ts';
import type { ActOption } from '../src/chat/act.ts';
import type { Actor } from '../src/chat/actor.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Choice } from '../src/chat/form.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { type Refusal, refusal } from '../src/chat/refusal.ts';
import type { Receiver } from '../src/delivery/queue.ts';
import { shorten } from '../src/documents/shorten.ts';
import { reportCard } from '../src/reports/cards.ts';
import { missingOf } from '../src/reports/missing.ts';
import { readCompared } from '../src/reports/readReport.ts';
import { type Reader, readerOf } from '../src/reports/rows.ts';
import { parseScope, type Scope } from '../src/reports/scope.ts';
import type { Database } from '../src/storage/database.ts';
import { fileReceiver } from './shared.ts';

export const yearOption: ActOption = {
  name: 'year',
  names: { sq: 'viti', sr: 'godina', en: 'year' },
  describe: 'numbers.option.yearOrAll',
  required: false,
  completes: true,
};

/** What a button of a report carries: of what it is. */
export const scopeOption: ActOption = {
  name: 'scope',
  names: { sq: 'raporti', sr: 'izveštaj', en: 'report' },
  describe: 'numbers.option.scope',
  required: true,
};

export const pageOption: ActOption = {
  name: 'page',
  names: { sq: 'faqja', sr: 'strana', en: 'page' },
  describe: 'numbers.option.page',
  required: false,
};

/** Pages count from 1 for people; what is no number shows the first. */
export function pageOf(text: string | undefined): number {
  const page = Number.parseInt(text ?? '', 10);
  return Number.isSafeInteger(page) ? Math.min(Math.max(page - 1, 0), 1_000_000) : 0;
}

/** `2026` or `2026.`; undefined where nothing was typed. */
export function readYear(text: string | undefined): number | undefined | Refusal {
  const typed = (text ?? '').trim();
  if (typed === '') return undefined;
  const match = /^((?:20|21)\d{2})\.?$/.exec(typed);
  return match ? Number(match[1]) : refusal('numbers.badYear', { text: shorten(typed, 40) });
}

/** A name and perhaps a year: names have several words, of which a typed line makes two options. */
export function nameAndYear(
  name: string | undefined,
  year: string | undefined,
): { name: string; year: number | null } {
  const text = `${name ?? ''} ${year ?? ''}`.trim().slice(0, 300);
  const match = /^(.*\S)\s+((?:20|21)\d{2})\.?$/s.exec(text);
  return match ? { name: match[1] ?? '', year: Number(match[2]) } : { name: text, year: null };
}

export function thisYear({ now, world }: Context): number {
  return yearOf(localDay(now, world.zone));
}

/** The years in which something was received, the latest first. */
export async function completeYear(context: Context, typed: string): Promise<Choice[]> {
  const years = await yearsOf(context.storage.db);
  return [...new Set([thisYear(context), ...years])]
    .map(String)
    .filter((year) => year.startsWith(typed.trim()))
    .map((year) => ({ value: year, label: year }));
}

async function yearsOf(db: Database): Promise<number[]> {
  const years: number[] = [];
  let before = '9999';
  // One look each year: the column has an index, and years are few.
  while (years.length < 25) {
    const last = await db.draft.findFirst({
      where: { receivedOn: { lt: before } },
      orderBy: { receivedOn: 'desc' },
      select: { receivedOn: true },
    });
    if (!last) break;
    before = last.receivedOn.slice(0, 4);
    years.push(Number(before));
  }
  return years;
}

/** The card of a report. */
export async function showReport(context: Context, scope: Scope): Promise<Answer | Refusal> {
  const { storage, world, language, actor } = context;
  const report = await readCompared(storage.db, world, language, scope, readerOf(actor));
  if (!report) return refusal('numbers.gone');
  const numbers = await missingOf(storage.db, world, scope);
  const missing = numbers && { numbers, opens: actor.staffRole !== null };
  return privately(reportCard(language, report, missing));
}

/** The scope that a button carries. */
export function scopeOfButton(text: string | undefined): Scope | Refusal {
  return parseScope(text ?? '') ?? refusal('numbers.gone');
}

/**
 * Where a file of a report goes, and as far as everybody there may see it: in a channel that is not
 * the secretariat's that is no more than the channel's own organisation sees.
 */
export function audienceOf(actor: Actor): { receiver: Receiver; reader: Reader } {
  const receiver = fileReceiver(actor);
  const { channel } = actor;
  if (!receiver.channel || !channel || channel.purpose === 'secretariat') {
    return { receiver, reader: readerOf(actor) };
  }
  const { organisationId } = channel;
  const organisations = organisationId === null ? [] : [organisationId];
  return { receiver, reader: { staff: false, organisations } };
}
