import { searchReferences } from '../src/answers/find.ts';
import { SOURCE_TITLE_LENGTH } from '../src/answers/rules.ts';
import {
  ANSWER_KINDS,
  keepSource,
  type OfferedSource,
  type SourceRow,
  sourceProblem,
  sourcesOf,
  sourceText,
} from '../src/answers/sources.ts';
import { localDay } from '../src/calendar/index.ts';
import type { ActOption, Values } from '../src/chat/act.ts';
import type { Context } from '../src/chat/context.ts';
import type { Choice, Input } from '../src/chat/form.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { LINK_LENGTH } from '../src/documents/link.ts';
import { shorten } from '../src/documents/shorten.ts';
import { fold } from '../src/i18n/fold.ts';
import type { Work } from '../src/storage/work.ts';

/** Discord's limits of a choice: 25 of them, 100 characters each. */
const CHOICES = 25;
const CHOICE_LENGTH = 100;

/** What a file of an answer may be. */
export const SOURCE_EXTENSIONS = ['pdf', 'docx', 'doc', 'odt', 'xlsx', 'csv', 'txt', 'jpg', 'png'];

/** The option that names a contribution or a joint text, where people may type it. */
export const answeredOption: ActOption = {
  name: 'reference',
  names: { sq: 'numri', sr: 'broj', en: 'number' },
  describe: 'answers.option.reference',
  required: true,
  completes: true,
};

/** Contributions whose number, draft or article holds what was typed. */
export async function completeReference(context: Context, typed: string): Promise<Choice[]> {
  const rows = await searchReferences(context.storage.db, typed, CHOICES);
  return rows.map(({ reference, about }) => ({
    value: reference,
    label: shorten(`${reference} ${about}`, CHOICE_LENGTH),
  }));
}

/** No document: only for what was not answered at all. */
const NONE = 'none';
const OLD = 'old:';
const NEW = 'new:';

/** The question in which document something was said: one that is known, or a new one. */
export async function sourceInput(
  { storage, t, language }: Context,
  draftId: string,
  withNone: boolean,
): Promise<Input> {
  const known = await sourcesOf(storage.db, draftId, CHOICES - ANSWER_KINDS.length - 1);
  const options = [
    ...known.map((source) => ({
      value: `${OLD}${source.id}`,
      label: shorten(sourceText(language, source), CHOICE_LENGTH),
    })),
    ...ANSWER_KINDS.map((kind) => ({
      value: `${NEW}${kind}`,
      label: t('answers.source.new', { kind: t(`answers.kind.${kind}`) }),
    })),
    ...(withNone ? [{ value: NONE, label: t('answers.source.none') }] : []),
  ];
  return {
    kind: 'choice',
    name: 'source',
    label: t('answers.field.source'),
    required: true,
    value: options[0]?.value,
    options,
  };
}

/** A new source as the inputs of {@link sourceInputs} tell it. */
export function offeredSource(kind: OfferedSource['kind'], values: Values): OfferedSource {
  return {
    kind,
    title: values.title ?? '',
    datedOn: values.datedOn ?? '',
    receivedOn: values.receivedOn ?? '',
    link: values.link ?? '',
    fileId: values.file || null,
  };
}

/** What is asked of a new source beside its kind. */
export function sourceInputs({
  t,
}: Context): Readonly<Record<'title' | 'datedOn' | 'receivedOn' | 'link' | 'file', Input>> {
  return {
    title: {
      kind: 'shortText',
      name: 'title',
      label: t('answers.field.title'),
      hint: t('answers.hint.newOnly'),
      required: false,
      maxLength: SOURCE_TITLE_LENGTH,
    },
    datedOn: { kind: 'date', name: 'datedOn', label: t('answers.field.datedOn'), required: false },
    receivedOn: {
      kind: 'date',
      name: 'receivedOn',
      label: t('answers.field.receivedOn'),
      hint: t('answers.hint.receivedOn'),
      required: false,
    },
    link: {
      kind: 'shortText',
      name: 'link',
      label: t('answers.field.link'),
      required: false,
      maxLength: LINK_LENGTH,
    },
    file: {
      kind: 'file',
      name: 'file',
      label: t('answers.field.file'),
      required: false,
      extensions: SOURCE_EXTENSIONS,
    },
  };
}

/** A source that was chosen or told, not kept yet. */
export type ChosenSource = { old: SourceRow } | { offered: OfferedSource } | { none: true };

/** Reads the answers to the questions above; refused where a new source cannot be kept like that. */
export async function chosenSource(
  work: Work,
  draftId: string,
  values: Values,
): Promise<ChosenSource | Refusal> {
  const choice = values.source ?? '';
  if (choice === NONE) return { none: true };
  if (choice.startsWith(OLD)) {
    const old = await work.tx.answerSource.findFirst({
      where: { id: choice.slice(OLD.length), draftId, revokedAt: null },
    });
    return old ? { old } : refusal('form.badChoice', {}, 'source');
  }
  const kind = ANSWER_KINDS.find((one) => `${NEW}${one}` === choice);
  if (!kind) return refusal('form.badChoice', {}, 'source');
  const offered = offeredSource(kind, values);
  return sourceProblem(localDay(work.now, work.zone), offered) ?? { offered };
}

/** The day of a source: the one that stands on it, or the one on which it came. */
export function dayOfSource(work: Work, chosen: ChosenSource): string {
  const today = localDay(work.now, work.zone);
  if ('none' in chosen) return today;
  const { datedOn, receivedOn } = 'old' in chosen ? chosen.old : chosen.offered;
  return datedOn || receivedOn || today;
}

/** The id of the source, which is kept where it is a new one; null where there is none. */
export async function keptSource(
  work: Work,
  draftId: string,
  chosen: ChosenSource,
): Promise<string | null | Refusal> {
  if ('none' in chosen) return null;
  if ('old' in chosen) return chosen.old.id;
  const kept = await keepSource(work, draftId, chosen.offered);
  return isRefusal(kept) ? kept : kept.id;
}

/** Whether somebody typed the number of a draft, and no reference. */
export function isDraftOnly(text: string): boolean {
  return fold(text) !== '' && !text.includes('/');
}
