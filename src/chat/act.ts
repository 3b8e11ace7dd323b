import type { Key } from '../i18n/index.ts';
import type { Language } from '../i18n/languages.ts';
import type { Work } from '../storage/work.ts';
import type { Context } from './context.ts';
import type { Choice, IncomingFile, Input } from './form.ts';
import type { Answer } from './invocation.ts';
import type { Text } from './message.ts';
import type { Refusal } from './refusal.ts';

/** Who may do an act; admin may all that staff may, staff all that members may. */
export type Who = 'anyone' | 'delegate' | 'staff' | 'admin';

export interface ActOption {
  /** Stable name of the value. */
  name: string;
  /** As people type it on Discord: lower case, no spaces, at most 32 characters. */
  names: Readonly<Record<Language, string>>;
  describe: Key;
  required: boolean;
  choices?: readonly { value: string; label: Key }[];
  /** True where {@link Act.complete} offers values while one types. */
  completes?: boolean;
  /** A user of the platform: adapters give its id as the value. */
  user?: boolean;
}

/** What adapters, help and the command table need to know of an act. */
export interface ActInfo {
  /** Stable, e.g. `draft.new`; also the first part of a button's id. */
  id: string;
  /** The verb in each language, one or two words; null for what only a button does. */
  names: Readonly<Record<Language, string>> | null;
  describe: Key;
  who: Who;
  /** What it answers with when all goes well; Discord must know before any work is done. */
  answers: 'form' | 'private' | 'public';
  options: readonly ActOption[];
}

export type Values = Readonly<Record<string, string>>;

/** The form of an act: its steps over one unfinished row. */
export interface FormSpec {
  title: Key;
  submitLabel: Key;
  /** What the form is about, from the values of the call; `''` when nothing. A refusal ends it. */
  subject(context: Context, values: Values): Promise<string | Refusal>;
  /** What is shown instead of the form for some values of the call; null opens the form. */
  instead?(context: Context, values: Values): Promise<Answer | Refusal | null>;
  /** What the row holds when it is new; also read from the call's values. */
  begin?(context: Context, subject: string, values: Values): Promise<Values>;
  intro?(context: Context, subject: string, values: Values): Promise<Text | undefined>;
  /** The inputs, step by step, at most {@link INPUTS_PER_STEP} each. */
  steps(context: Context, subject: string, values: Values): Promise<readonly (readonly Input[])[]>;
  /**
   * Slow work on the files that a submitted form holds, before any transaction; what comes of it is
   * for the act to keep. By the names of their inputs.
   */
  handedOver?(
    files: ReadonlyMap<string, Uint8Array>,
    context: Context,
    subject: string,
  ): Promise<void>;
  /**
   * All steps are filled and each value has its input's shape; a file input holds the id of the
   * stored file. Runs in the transaction that also keeps the values: a refusal changes nothing
   * else, and one with `field` shows beside that field. Whoever finishes the row calls
   * {@link FilledForm.finish}; a form with a preview leaves it open.
   */
  submit(context: Context, work: Work, filled: FilledForm): Promise<Answer | Refusal>;
  /** What a row that was already submitted shows when it is submitted again. */
  again(context: Context, result: string): Promise<Answer>;
}

export interface FilledForm {
  id: string;
  subject: string;
  values: Values;
  /** Keeps other values in the row, which stays open. */
  keep(values: Values): Promise<void>;
  /** Marks the row as submitted; `result` is handed to {@link FormSpec.again}. */
  finish(result: string): Promise<void>;
}

/** One file of `commands/`: every entrance to one act. */
export interface Act extends ActInfo {
  /** A button's arguments fill the options in their order. Absent where a form is opened. */
  run?(context: Context, values: Values): Promise<Answer | Refusal>;
  /**
   * Takes what a person wrote to the bot itself, where that is no command; null when it has nothing
   * to do with it. Of all acts one has this.
   */
  written?(
    context: Context,
    text: string,
    files: readonly IncomingFile[],
  ): Promise<Answer | Refusal | null>;
  form?: FormSpec;
  /** `given` is what stands in the other options so far. */
  complete?(
    context: Context,
    option: string,
    typed: string,
    given: Values,
  ): Promise<readonly Choice[]>;
}
