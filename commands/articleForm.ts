import { createHash } from 'node:crypto';
import type { Values } from '../src/chat/act.ts';
import { INPUTS_PER_STEP, type Input } from '../src/chat/form.ts';
import { isRefusal, type Refusal } from '../src/chat/refusal.ts';
import { TEXT_FILES, textOfFile } from '../src/contributions/fileText.ts';
import { FIELD_LENGTH, joinText, splitText } from '../src/contributions/longText.ts';
import { OPINIONS, type Proposal, readProposal } from '../src/contributions/proposal.ts';
import type { Translate } from '../src/i18n/index.ts';
import type { Tx } from '../src/storage/database.ts';

/** What a form about one article begins with. */
export interface Basis {
  /** What stands in the article; null for a new article. */
  current: string | null;
  /** What stands in the fields when the form opens. */
  prefilled: string;
}

/** Fields of one step that hold parts of the text; more make a dialog too long for a phone. */
const PARTS_PER_STEP = 3;

/** A field that is as full as this may have cut off what was pasted into it. */
const NEARLY_FULL = FIELD_LENGTH - 150;

const partName = (index: number) => `text${index + 1}`;

/** The values of a form that begin as what stands. */
export function articleValues(basis: Basis): Record<string, string> {
  const { parts } = splitText(basis.prefilled);
  return {
    ...Object.fromEntries(parts.map((part, index) => [partName(index), part])),
    [BASIS]: fingerprint(basis),
  };
}

/** Whether another text stands in the article now than when the form was begun. */
export function changedSince(values: Values, basis: Basis): boolean {
  return values[BASIS] !== undefined && values[BASIS] !== fingerprint(basis);
}

/** The value that remembers what a form was begun with. */
const BASIS = 'basis';

const fingerprint = ({ current }: Basis) =>
  createHash('sha256')
    .update(current ?? '')
    .digest('base64url');

/**
 * The steps of a form about one article. A text that is longer than a field stands in several; when
 * the last one is full, a further step takes what goes on. Steps never change what those before
 * them hold, so nothing that was typed is passed over.
 */
export function articleSteps(t: Translate, basis: Basis, values: Values): Input[][] {
  const known = splitText(basis.prefilled).parts.length;
  const steps = chunks(known).map((indices) => indices.map((index) => partInput(t, basis, index)));
  const last = steps.at(-1);
  const end = endInputs(t, basis);
  if (last && known === 1 && last.length + end.length < INPUTS_PER_STEP) last.push(...end);
  else steps.push(end);
  for (let count = known; isFull(values[partName(count - 1)]); count += PARTS_PER_STEP) {
    steps.push(chunk(count, PARTS_PER_STEP).map((index) => partInput(t, basis, index)));
  }
  return steps;
}

const isFull = (value: string | undefined) => (value?.length ?? 0) >= NEARLY_FULL;

const chunk = (from: number, length: number) => Array.from({ length }, (_, index) => from + index);

function chunks(count: number): number[][] {
  const all: number[][] = [];
  for (let from = 0; from < count; from += PARTS_PER_STEP) {
    all.push(chunk(from, Math.min(PARTS_PER_STEP, count - from)));
  }
  return all;
}

function partInput(t: Translate, basis: Basis, index: number): Input {
  const whole = index === 0 && splitText(basis.prefilled).parts.length === 1;
  const first = basis.current === null ? 'contribution.hint.newText' : 'contribution.hint.text';
  return {
    kind: 'longText',
    name: partName(index),
    label: whole
      ? t('contribution.field.text')
      : t('contribution.field.textPart', { part: index + 1 }),
    hint: t(index === 0 ? first : 'contribution.hint.textPart'),
    required: false,
    maxLength: FIELD_LENGTH,
  };
}

function endInputs(t: Translate, basis: Basis): Input[] {
  const opinion: Input = {
    kind: 'choice',
    name: 'opinion',
    label: t('contribution.field.opinion'),
    hint: t('contribution.hint.opinion'),
    required: false,
    options: OPINIONS.map((kind) => ({ value: kind, label: t(`contribution.kind.${kind}`) })),
  };
  return [
    {
      kind: 'longText',
      name: 'justification',
      label: t('contribution.field.justification'),
      required: false,
      maxLength: FIELD_LENGTH,
    },
    ...(basis.current === null ? [] : [opinion]),
    {
      kind: 'file',
      name: 'file',
      label: t('contribution.field.textFile'),
      hint: t('contribution.hint.textFile', { kinds: TEXT_FILES.join(', ') }),
      required: false,
      extensions: TEXT_FILES,
    },
  ];
}

/** What the filled form proposes; a file takes the place of what stands in the fields. */
export async function readArticleForm(
  tx: Tx,
  basis: Basis,
  values: Values,
): Promise<Proposal | Refusal> {
  const text = values.file ? await textOfFile(tx, values.file, 'file') : typedText(basis, values);
  if (isRefusal(text)) return text;
  return readProposal({
    current: basis.current,
    text,
    justification: values.justification ?? '',
    opinion: values.opinion ?? '',
  });
}

/** The text of the fields, put together as it was cut. */
export function typedText(basis: Basis, values: Values): string {
  const numbers = Object.keys(values).flatMap((name) => /^text(\d{1,3})$/.exec(name)?.[1] ?? []);
  const count = Math.max(0, ...numbers.map(Number));
  const parts = chunk(0, count).map((index) => values[partName(index)] ?? '');
  return joinText(parts, splitText(basis.prefilled).joints);
}
