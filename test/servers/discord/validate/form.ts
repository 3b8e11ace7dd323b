import { ApiError } from '../errors.ts';
import { isJson, type Json, lengthOf } from '../json.ts';

export type Path = readonly (string | number)[];

export interface Bounds {
  readonly min?: number;
  readonly max: number;
  readonly required?: boolean;
}

/** Collects Discord's form errors at their paths and refuses with 50035 when there are any. */
export class Form {
  readonly #errors: Json = {};
  #count = 0;

  get valid(): boolean {
    return this.#count === 0;
  }

  /** Notes one error at a path (docs: reference, "Error Messages"). */
  add(path: Path, code: string, message: string): void {
    let node = this.#errors;
    for (const step of path) {
      const next = node[String(step)];
      const child = isJson(next) ? next : {};
      node[String(step)] = child;
      node = child;
    }
    const listed = Array.isArray(node._errors) ? node._errors : [];
    node._errors = [...listed, { code, message }];
    this.#count += 1;
  }

  required(path: Path): void {
    this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  }

  /** Refuses with 50035 and every error noted so far. */
  finish(): void {
    if (!this.valid) throw new ApiError(400, 50035, 'Invalid Form Body', this.#errors);
  }

  /** Checks a text; returns it when it is one. Lengths are in code points. */
  text(path: Path, value: unknown, bounds: Bounds): string | undefined {
    if (value === undefined || value === null) {
      if (bounds.required) this.required(path);
      return undefined;
    }
    if (typeof value !== 'string') {
      this.add(path, 'STRING_TYPE_CONVERT', `Could not interpret "${typeof value}" as string.`);
      return undefined;
    }
    this.size(path, lengthOf(value), bounds);
    return value;
  }

  /** Checks how many there are of something. */
  size(path: Path, size: number, { min = 0, max }: Bounds): void {
    if (size >= min && size <= max) return;
    if (min > 0) {
      this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    } else this.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
  }

  /** Checks a whole number between two bounds; returns it when it is one. */
  integer(path: Path, value: unknown, min: number, max: number): number | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      this.add(path, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
      return undefined;
    }
    if (value < min) {
      const message = `int value should be greater than or equal to ${min}.`;
      this.add(path, 'NUMBER_TYPE_MIN', message);
    }
    if (value > max) {
      const message = `int value should be less than or equal to ${max}.`;
      this.add(path, 'NUMBER_TYPE_MAX', message);
    }
    return value;
  }

  /** Checks that a value is one of a few. */
  choice(path: Path, value: unknown, choices: readonly unknown[]): void {
    if (choices.includes(value)) return;
    const listed = choices.join(', ');
    this.add(path, 'BASE_TYPE_CHOICES', `Value must be one of {${listed}}.`);
  }

  /** Checks an array of objects; returns it when it is one. */
  list(path: Path, value: unknown, bounds: Bounds): Json[] | undefined {
    if (value === undefined || value === null) {
      if (bounds.required) this.required(path);
      return undefined;
    }
    if (!Array.isArray(value)) {
      this.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return undefined;
    }
    this.size(path, value.length, bounds);
    return value.filter((item, index) => {
      if (isJson(item)) return true;
      const message = 'Only dictionaries may be used in a ModelType';
      this.add([...path, index], 'MODEL_TYPE_CONVERT', message);
      return false;
    });
  }

  /** Checks a web address. */
  url(path: Path, value: unknown, schemes: readonly string[]): void {
    if (typeof value !== 'string' || value === '') {
      this.required(path);
      return;
    }
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase();
    if (!scheme || !URL.canParse(value)) {
      this.add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
      return;
    }
    if (schemes.includes(scheme)) return;
    const listed = schemes.map((name) => `'${name}'`).join(', ');
    const message = `Scheme "${scheme}" is not supported. Scheme must be one of (${listed}).`;
    this.add(path, 'URL_TYPE_INVALID_SCHEME', message);
  }
}
