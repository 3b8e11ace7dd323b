import type { Json } from './json.ts';
import type { ModalForm } from './validate/modal.ts';

/** What a person gets to see of an interaction, one thing after the other. */
export type Outcome =
  | { readonly kind: 'reply'; readonly messageId: string }
  | { readonly kind: 'updated'; readonly messageId: string }
  | { readonly kind: 'edited'; readonly messageId: string }
  | { readonly kind: 'followUp'; readonly messageId: string }
  | { readonly kind: 'deleted'; readonly messageId: string }
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'modal'; readonly modal: ModalForm }
  | { readonly kind: 'choices'; readonly choices: readonly Json[] }
  | { readonly kind: 'failed'; readonly reason: string };

/** What Discord shows when no answer came in time. */
export const NO_RESPONSE = 'The application did not respond';

/**
 * One interaction from both sides. `waiting`: no callback yet; `deferred`: type 5 without content;
 * `answered`: has its answer; `dead`: the callback did not come in time.
 */
export interface Exchange {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly userId: string;
  readonly channelId: string;
  readonly createdAt: number;
  /** Monotonic milliseconds: when it was sent to the bot, and when its callback was carried out. */
  readonly sentMs: number;
  acknowledgedMs: number | undefined;
  /** The message with the pressed component, also for the modal that it opened. */
  readonly sourceId: string | undefined;
  readonly commandName: string | undefined;
  readonly commandType: number;
  /** The type of the focused option of an autocomplete. */
  readonly focusedType: number | undefined;
  state: 'waiting' | 'deferred' | 'answered' | 'dead';
  /** The callback type that answered it. */
  callback: number | undefined;
  /** What `@original` means. */
  originalId: string | undefined;
  readonly messageIds: Set<string>;
  readonly outcomes: Outcome[];
  callOff: () => void;
}
