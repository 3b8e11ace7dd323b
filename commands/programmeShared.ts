import type { ActOption, Values } from '../src/chat/act.ts';
import type { Context } from '../src/chat/context.ts';
import type { Choice, Input } from '../src/chat/form.ts';
import { isRefusal, type Refusal } from '../src/chat/refusal.ts';
import { REASON_LENGTH } from '../src/documents/reason.ts';
import { shorten } from '../src/documents/shorten.ts';
import { DEADLINE_LENGTH } from '../src/i18n/deadline.ts';
import type { Translate } from '../src/i18n/index.ts';
import { findPlanned, handleOf, loadPlanned, searchPlanned } from '../src/programme/find.ts';

/** Discord's limits of a choice: 100 characters, 25 choices. */
const CHOICE_LENGTH = 100;
const CHOICES = 25;

/** The option that names a planned draft, in every act that is about one. */
export const plannedOption: ActOption = {
  name: 'planned',
  names: { sq: 'shenja', sr: 'oznaka', en: 'planned' },
  describe: 'programme.option.planned',
  required: true,
  completes: true,
};

/** The option that names a year. */
export const yearOption: ActOption = {
  name: 'year',
  names: { sq: 'viti', sr: 'godina', en: 'year' },
  describe: 'programme.option.year',
  required: false,
};

/** The option that names a page. */
export const pageOption: ActOption = {
  name: 'page',
  names: { sq: 'faqja', sr: 'strana', en: 'page' },
  describe: 'plan.option.page',
  required: false,
};

/** Pages count from 1 for people; what is no number is the first. */
export function pageOf(typed: string | undefined): number {
  return (Number.parseInt(typed ?? '', 10) || 1) - 1;
}

/** Planned drafts of a handle, or whose title holds what was typed. */
export async function completePlanned(
  context: Context,
  typed: string,
  openOnly: boolean,
): Promise<Choice[]> {
  const rows = await searchPlanned(context.storage.db, typed, { openOnly, most: CHOICES });
  return rows.map((row) => ({
    value: handleOf(row),
    label: shorten(`${handleOf(row)} ${row.title}`, CHOICE_LENGTH),
  }));
}

/** The subject of a form about a planned draft: its id. */
export async function plannedSubject(context: Context, values: Values): Promise<string | Refusal> {
  const row = await findPlanned(context.storage.db, values.planned ?? '');
  return isRefusal(row) ? row : row.id;
}

/** `P2026-12 Title` above a form about it. */
export async function plannedIntro(context: Context, id: string): Promise<string> {
  const row = await loadPlanned(context.storage.db, id);
  return `${handleOf(row)} ${shorten(row.title, 300)}`;
}

/** Nobody changes a programme without saying where that was decided. */
export function decidedInput(t: Translate): Input {
  return {
    kind: 'shortText',
    name: 'reason',
    label: t('programme.field.reason'),
    hint: t('programme.hint.reason'),
    required: true,
    maxLength: REASON_LENGTH,
  };
}

/** A deadline, or nothing where none is known. */
export function deadlineInput(t: Translate): Input {
  return {
    kind: 'shortText',
    name: 'deadline',
    label: t('programme.field.deadline'),
    hint: t('programme.hint.deadline'),
    required: false,
    maxLength: DEADLINE_LENGTH,
  };
}
