/** A JSON object whose fields nobody has checked yet. */
export type Json = Record<string, unknown>;

/** True for a JSON object; arrays and null are not objects here. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of an array; anything else in it, or no array at all, is left out. */
export function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** The value when it is a string, else undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value when it is a number, else the fallback. */
export function number(value: unknown, fallback = 0): number {
  return typeof value === 'number' ? value : fallback;
}

/** How long Discord counts a text: in code points, not in UTF-16 units. */
export function lengthOf(value: string): number {
  return [...value].length;
}
