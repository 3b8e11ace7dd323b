import type { Key, Params } from '../i18n/index.ts';
import type { Language } from '../i18n/languages.ts';
import type { Storage } from '../storage/database.ts';
import type { Work, World } from '../storage/work.ts';
import type { Actor } from './actor.ts';
import type { Answer } from './invocation.ts';
import type { Refusal } from './refusal.ts';

/** What a new unfinished row holds. */
export interface Begun {
  act: string;
  subject: string;
  personId: string;
  channelKey: string;
  values: Readonly<Record<string, string>>;
}

/** A form that a person has before them or left half-way. */
export interface Unfinished extends Begun {
  id: string;
  state: 'open' | 'submitted' | 'discarded';
  result: string | null;
}

/** What an act gets to work with: who, when, in which language, and the way to the data. */
export interface Context {
  actor: Actor;
  language: Language;
  t(key: Key, params?: Params): string;
  /** As the platform shows it; may be empty. */
  channelName: string;
  /** Civil time of the request. */
  now: Date;
  storage: Storage;
  /** The rules' surroundings without a transaction: for reading and showing. */
  world: World;
  /**
   * One transaction for all that the act changes. The request's id is stored in it, so that the
   * same request never acts twice: the second time it throws RepeatedRequest, which the
   * router answers with nothing.
   */
  transaction<T>(work: (work: Work) => Promise<T>): Promise<T>;
  /** Makes the row of a form that opens; on disk when this resolves, in no transaction of others. */
  beginUnfinished(begun: Begun): Promise<Unfinished>;
  /** Opens the form of an act, resuming the person's unfinished row about the same subject. */
  openForm(act: string, values: Readonly<Record<string, string>>): Promise<Answer | Refusal>;
}
