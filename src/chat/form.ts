import type { Language } from '../i18n/languages.ts';
import type { Text } from './message.ts';

interface InputBase {
  /** Stable name of the value in the unfinished row. */
  name: string;
  /** At most 45 characters, Discord's limit of a label. */
  label: string;
  /** At most 100 characters, Discord's limit of a description. */
  hint?: string;
  required: boolean;
  /** What stands in the field when it opens. Days are `YYYY-MM-DD`. */
  value?: string;
}

/** One question of a form. Every platform gives its value back as text; files come beside. */
export type Input = InputBase &
  (
    | { kind: 'shortText'; maxLength: number }
    | { kind: 'longText'; maxLength: number }
    | { kind: 'choice'; options: readonly Choice[] }
    | { kind: 'date' }
    | { kind: 'file'; extensions: readonly string[] }
  );

export interface Choice {
  value: string;
  label: string;
}

/** The most inputs a step may have: Discord's limit of a modal's components. */
export const INPUTS_PER_STEP = 5;

/** One step of a form, ready to be shown; its values live in the unfinished row. */
export interface Form {
  language: Language;
  act: string;
  /** The id of the unfinished row. */
  unfinished: string;
  /** At most 24 characters, Slack's limit of a modal's title. */
  title: string;
  /** A sentence above the inputs, e.g. which draft this is about. */
  intro?: Text;
  inputs: readonly Input[];
  /** Counted from 0. */
  step: number;
  steps: number;
  /** At most 24 characters. The last step's button submits, the others go on. */
  submitLabel: string;
  cancelLabel: string;
}

/** What was handed over did not outlast a restart of the bot. */
export class FileLost extends Error {
  override name = 'FileLost';
}

/** A file that a person handed over; it is read only when asked for, and never beyond `maxBytes`. */
export interface IncomingFile {
  name: string;
  /** As the platform says it; undefined where it does not. */
  size?: number;
  /** Resolves with the bytes, or rejects with a FileTooLarge when there are more. */
  read(maxBytes: number): Promise<Uint8Array>;
}

export class FileTooLarge extends Error {
  override name = 'FileTooLarge';
}
