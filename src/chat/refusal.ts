import type { Key } from '../i18n/index.ts';

/** An expected "no", told to the person in their language. `refused` is a translation key. */
export interface Refusal {
  refused: Key;
  context?: Readonly<Record<string, string | number>>;
  /** The input of a form that it stands beside. */
  field?: string;
}

export function refusal(
  refused: Key,
  context?: Readonly<Record<string, string | number>>,
  field?: string,
): Refusal {
  return { refused, context, field };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
