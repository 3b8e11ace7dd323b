import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ChannelView } from '../wire.ts';
import { unread } from './chatState.ts';
import { readMarks, writeMarks } from './memory.ts';

export interface Marks {
  /** How many messages someone has not read in a channel. */
  count(channel: ChannelView): number;
  /** The first message that was unread when the channel was opened; null when all was read. */
  newFrom: number | null;
}

/** Unread marks of one person; the open channel counts as read while the page is looked at. */
export function useMarks(world: string, person: string, open: ChannelView | null): Marks {
  const user = `${world}.${person}`;
  const [marks, setMarks] = useState(() => ({ user, read: readMarks(user) }));
  const [looking, setLooking] = useState(() => document.visibilityState === 'visible');
  const opened = useRef<{ place: string; newFrom: number | null } | null>(null);
  const current = marks.user === user ? marks.read : readMarks(user);

  useEffect(() => {
    const changed = () => setLooking(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', changed);
    return () => document.removeEventListener('visibilitychange', changed);
  }, []);

  const place = open ? `${user} ${open.id}` : '';
  if (open && opened.current?.place !== place) {
    opened.current = { place, newFrom: unread(open, current.get(open.id) ?? 0)[0] ?? null };
  }
  if (!open) opened.current = null;

  const newest = open?.recent.at(-1) ?? 0;
  const id = open?.id;
  useEffect(() => {
    if (id === undefined || !looking || newest === 0) return;
    const read = new Map(readMarks(user)).set(id, newest);
    writeMarks(user, read);
    setMarks({ user, read });
  }, [user, id, newest, looking]);

  const count = useCallback(
    (channel: ChannelView) =>
      channel.id === id && looking ? 0 : unread(channel, current.get(channel.id) ?? 0).length,
    [current, id, looking],
  );
  return { count, newFrom: opened.current?.newFrom ?? null };
}
