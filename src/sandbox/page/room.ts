import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AnswerView, MessageView } from '../wire.ts';
import type { Chat } from './useChat.ts';

/** Where something is said: a channel, or a thread in it. */
export interface Place {
  channel: string;
  thread: string | null;
}

/** What the parts of the page share. */
export interface Room {
  chat: Chat;
  zone: string;
  /** Civil time, to the minute. */
  now: Date;
  /** The name of an author as this person sees it. */
  nameOf(author: string): string;
  openThread(message: MessageView): void;
  /** Shows what came back for something a person did at a place. */
  show(answer: AnswerView, place: Place, opener: HTMLElement | null): void;
}

export const RoomContext = createContext<Room | null>(null);

export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (!room) throw new Error('this part of the page stands in no room');
  return room;
}
