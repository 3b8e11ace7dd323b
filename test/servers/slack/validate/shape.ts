import { isRecord, type Json } from '../types.ts';

/**
 * Collects what is wrong with a payload in Slack's own words, each with the JSON pointer of the
 * place, as they come back in `response_metadata.messages`.
 */
export class Problems {
  readonly messages: string[] = [];

  /** Adds one problem at `pointer`. */
  add(message: string, pointer: string): void {
    this.messages.push(`${message} [json-pointer:${pointer}]`);
  }

  /** True when nothing was found. */
  get none(): boolean {
    return this.messages.length === 0;
  }
}

/** Checks that `value` is an object with all of `required` and nothing beyond `optional`. */
export function checkObject(
  value: unknown,
  pointer: string,
  required: readonly string[],
  optional: readonly string[],
  problems: Problems,
): value is Json {
  if (!isRecord(value)) {
    problems.add('must provide an object', pointer);
    return false;
  }
  let complete = true;
  for (const field of required) {
    if (value[field] === undefined) {
      problems.add(`missing required field: ${field}`, pointer);
      complete = false;
    }
  }
  for (const field of Object.keys(value)) {
    if (!required.includes(field) && !optional.includes(field)) {
      problems.add(`invalid additional property: ${field}`, pointer);
    }
  }
  return complete;
}

/**
 * Checks a string's length. Lengths are UTF-16 units: never more generous than Slack, whichever
 * unit it counts in.
 */
export function checkString(
  value: unknown,
  pointer: string,
  bounds: { min?: number; max: number },
  problems: Problems,
): value is string {
  if (typeof value !== 'string') {
    problems.add('must provide a string', pointer);
    return false;
  }
  const min = bounds.min ?? 1;
  if (value.length < min) {
    problems.add(`must be more than ${min - 1} characters`, pointer);
    return false;
  }
  if (value.length > bounds.max) {
    problems.add(`must be less than ${bounds.max + 1} characters`, pointer);
    return false;
  }
  return true;
}

/** Checks an array's length. */
export function checkArray(
  value: unknown,
  pointer: string,
  bounds: { min?: number; max: number },
  problems: Problems,
): value is unknown[] {
  if (!Array.isArray(value)) {
    problems.add('must provide an array', pointer);
    return false;
  }
  const min = bounds.min ?? 1;
  if (value.length < min) {
    problems.add(`must have at least ${min} items`, pointer);
    return false;
  }
  if (value.length > bounds.max) {
    problems.add(`no more than ${bounds.max} items allowed`, pointer);
    return false;
  }
  return true;
}

/** Checks a boolean that may be absent. */
export function checkFlag(value: unknown, pointer: string, problems: Problems): void {
  if (value !== undefined && typeof value !== 'boolean') {
    problems.add('must be a valid boolean', pointer);
  }
}

/** Checks a whole number within bounds that may be absent. */
export function checkCount(
  value: unknown,
  pointer: string,
  bounds: { min: number; max: number },
  problems: Problems,
): void {
  if (value === undefined) return;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    problems.add('must be a valid integer', pointer);
  } else if (value < bounds.min || value > bounds.max) {
    problems.add(`must be between ${bounds.min} and ${bounds.max}`, pointer);
  }
}

/** Checks one of a list of words that may be absent. */
export function checkWord(
  value: unknown,
  pointer: string,
  words: readonly string[],
  problems: Problems,
): void {
  if (value !== undefined && !(typeof value === 'string' && words.includes(value))) {
    problems.add('must be a valid enum value', pointer);
  }
}
