import type { Values } from '../src/chat/act.ts';
import { INPUTS_PER_STEP, type Input } from '../src/chat/form.ts';
import type { Refusal } from '../src/chat/refusal.ts';
import { TEXT_FILES, textOfFile } from '../src/contributions/fileText.ts';
import { FIELD_LENGTH, joinText, splitText } from '../src/contributions/longText.ts';
import type { Key, Translate } from '../src/i18n/index.ts';
import type { Tx } from '../src/storage/database.ts';

/**
 * A text in the fields of a form: its first field, and further ones for what goes on. `prefilled` is
 * what stands there when the form is new.
 */
export interface TextFields {
  first: string;
  prefilled: string;
  /** What is said beside the first field. */
  hint: Key;
}

/** Fields of one step that hold parts of the text; more make a dialog too long for a phone. */
const PARTS_PER_STEP = 3;

/** A field that is as full as this may have cut off what was pasted into it. */
const NEARLY_FULL = FIELD_LENGTH - 150;

/** How the parts were cut, where the text did not come out of the fields. */
const JOINTS = 'joints';

/** The fields behind the first. */
const PART = /^text(\d{1,3})$/;

const partName = ({ first }: TextFields, index: number) =>
  index === 0 ? first : `text${index + 1}`;

/** How many fields the form begins with. */
export function fieldCount({ prefilled }: TextFields): number {
  return splitText(prefilled).parts.length;
}

/** The values that hold a text. */
export function textValues(fields: TextFields, text: string): Record<string, string> {
  const { parts, joints } = splitText(text);
  return {
    ...Object.fromEntries(parts.map((part, index) => [partName(fields, index), part])),
    [JOINTS]: JSON.stringify(joints),
  };
}

/** The values of a form with another text in the place of the one that its fields hold. */
export function withText(fields: TextFields, text: string, before: Values): Values {
  const others = Object.entries(before).filter(
    ([name]) => name !== fields.first && !PART.test(name),
  );
  return { ...Object.fromEntries(others), ...textValues(fields, text) };
}

/** The text of the fields, put together as it was cut. */
export function typedText(fields: TextFields, values: Values): string {
  const count = countParts(fields, values);
  const parts = Array.from({ length: count }, (_, index) => values[partName(fields, index)] ?? '');
  return joinText(parts, jointsOf(fields, values));
}

function jointsOf(fields: TextFields, values: Values): readonly string[] {
  const kept = values[JOINTS];
  return kept ? (JSON.parse(kept) as string[]) : splitText(fields.prefilled).joints;
}

function countParts(fields: TextFields, values: Values): number {
  const numbers = Object.keys(values).flatMap((name) => PART.exec(name)?.[1] ?? []);
  return Math.max(values[fields.first] === undefined ? 0 : 1, ...numbers.map(Number));
}

/**
 * The steps that take what goes on behind the fields with which the form begins: those that hold
 * something, and when the last one is full, one more. Steps never change what those before them
 * hold, so nothing that was typed is passed over.
 */
export function furtherSteps(
  t: Translate,
  fields: TextFields,
  values: Values,
  known: number,
): Input[][] {
  const steps: Input[][] = [];
  const held = countParts(fields, values);
  for (
    let count = known;
    count < held || isFull(values[partName(fields, count - 1)]);
    count += PARTS_PER_STEP
  ) {
    steps.push(chunk(count, PARTS_PER_STEP).map((index) => partInput(t, fields, index)));
  }
  return steps;
}

const isFull = (value: string | undefined) => (value?.length ?? 0) >= NEARLY_FULL;

const chunk = (from: number, length: number) => Array.from({ length }, (_, index) => from + index);

/** The fields with which a form about a known text begins, step by step. */
export function firstSteps(t: Translate, fields: TextFields, end: readonly Input[]): Input[][] {
  const known = fieldCount(fields);
  const steps: Input[][] = [];
  for (let from = 0; from < known; from += PARTS_PER_STEP) {
    const length = Math.min(PARTS_PER_STEP, known - from);
    steps.push(chunk(from, length).map((index) => partInput(t, fields, index)));
  }
  const last = steps.at(-1);
  if (last && known === 1 && last.length + end.length <= INPUTS_PER_STEP) last.push(...end);
  else steps.push([...end]);
  return steps;
}

/** One part of the text as a field. */
function partInput(t: Translate, fields: TextFields, index: number): Input {
  const whole = index === 0 && fieldCount(fields) === 1;
  return {
    kind: 'longText',
    name: partName(fields, index),
    label: whole
      ? t('contribution.field.text')
      : t('contribution.field.textPart', { part: index + 1 }),
    hint: t(index === 0 ? fields.hint : 'contribution.hint.textPart'),
    required: false,
    maxLength: FIELD_LENGTH,
  };
}

/** A text that somebody has in a file. */
export function fileInput(t: Translate): Input {
  return {
    kind: 'file',
    name: 'file',
    label: t('contribution.field.textFile'),
    hint: t('contribution.hint.textFile', { kinds: TEXT_FILES.join(', ') }),
    required: false,
    extensions: TEXT_FILES,
  };
}

/** The text of the form; a file takes the place of what stands in the fields. */
export async function formText(
  tx: Tx,
  fields: TextFields,
  values: Values,
): Promise<string | Refusal> {
  return values.file ? textOfFile(tx, values.file, 'file') : typedText(fields, values);
}
