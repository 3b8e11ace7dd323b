import type { Form, IncomingFile } from './form.ts';
import type { Message } from './message.ts';
import type { ChannelRef, MessageRef, UserRef } from './references.ts';

interface InvocationBase {
  /** The platform's own id of the request, with the platform's name: a repeat acts once. */
  id: string;
  user: UserRef;
  /** As the platform shows it; may be empty. */
  userName: string;
  channel: ChannelRef;
  /** As the platform shows it; may be empty. */
  channelName: string;
}

/** Something a person asked for, whatever the platform. */
export type Invocation = InvocationBase &
  (
    | { kind: 'command'; act: string; values: Readonly<Record<string, string>> }
    /** What was typed behind the root command, verb and all, in any of the languages. */
    | { kind: 'text'; text: string }
    | { kind: 'press'; act: string; args: readonly string[]; message?: MessageRef }
    | {
        kind: 'submit';
        act: string;
        unfinished: string;
        step: number;
        values: Readonly<Record<string, string>>;
        files: Readonly<Record<string, readonly IncomingFile[]>>;
      }
    /** Something that a person wrote to the bot itself: a command, or what an act waits for. */
    | { kind: 'written'; text: string; files: Readonly<Record<string, readonly IncomingFile[]>> }
  );

/** A step of a form that somebody filled in and sent. */
export type Submission = Extract<Invocation, { kind: 'submit' }>;

/** What a person gave away: it is on disk before they are told that it arrived. */
export type HandedIn = Extract<Invocation, { kind: 'submit' | 'written' }>;

/** What the person is shown in return. */
export type Answer =
  /**
   * Only they see it. Pressed on a message that only they see, it takes that message's place.
   * `failed`: it says that a bug kept the bot from doing what was asked.
   */
  | { kind: 'private'; message: Message; failed?: true }
  | { kind: 'public'; message: Message }
  | { kind: 'form'; form: Form }
  /** A step that was refused; what was typed is kept. The keys are names of its inputs. */
  | { kind: 'invalid'; form: Form; errors: Readonly<Record<string, string>> }
  | { kind: 'nothing' };

/** An emoji put on a message or taken off it. */
export interface ReactionEvent {
  id: string;
  user: UserRef;
  userName: string;
  message: MessageRef;
  /** The Unicode emoji without skin tone and variation selector; `:name:` for a custom one. */
  emoji: string;
  added: boolean;
}

export interface CompletionRequest {
  user: UserRef;
  channel: ChannelRef;
  act: string;
  option: string;
  typed: string;
  /** What stands in the other options so far. */
  given: Readonly<Record<string, string>>;
}
