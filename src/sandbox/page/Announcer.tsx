import { useEffect, useRef, useState } from 'preact/hooks';
import type { ClockReading } from './chatState.ts';
import { momentIn } from './format.ts';
import { type Place, useRoom } from './room.ts';
import { useWords } from './strings.ts';

/** As many as can be heard; older ones are in the list itself. */
const KEPT = 20;
const SPOKEN_LENGTH = 400;
/** A clock that differs by this much from what it would be was moved. */
const MOVED_MS = 60_000;

/**
 * What listeners hear of what others see appear: new messages where they are, in one sentence each.
 * The list itself is no live region, or loading a channel would read all of it aloud.
 */
export function Announcer({ place }: { place: Place }) {
  const words = useWords();
  const { t } = words;
  const { chat, nameOf, zone } = useRoom();
  const [spoken, setSpoken] = useState<readonly { key: string; text: string }[]>([]);
  const told = useRef(new WeakSet<object>());
  const shownClock = useRef<ClockReading | null>(null);

  function say(key: string, text: string) {
    setSpoken((before) =>
      before.some((one) => one.key === key) ? before : [...before, { key, text }].slice(-KEPT),
    );
  }

  useEffect(() => {
    for (const message of chat.arrived) {
      if (told.current.has(message)) continue;
      told.current.add(message);
      const here =
        message.channel === place.channel &&
        (message.thread === null || message.thread === place.thread);
      if (!here || message.author === chat.user) continue;
      const text = [...message.content.summary].slice(0, SPOKEN_LENGTH).join('');
      say(
        `${message.id} ${text}`,
        t(message.onlyYou ? 'sandbox.saidPrivately' : 'sandbox.said', {
          name: nameOf(message.author),
          text,
        }),
      );
    }
  });

  const clock = chat.state.clock;
  useEffect(() => {
    const before = shownClock.current;
    shownClock.current = clock;
    // The first reading is no move, and neither is one that says what went on by itself.
    if (!clock || !before) return;
    const expected = before.at + (clock.readAt - before.readAt);
    if (Math.abs(clock.at - expected) < MOVED_MS) return;
    const when = momentIn(words, zone, new Date(clock.at));
    say(`clock ${clock.at}`, t('sandbox.moved', { when }));
  });

  return (
    <div class="unseen" role="log" aria-live="polite" aria-label={t('sandbox.live')}>
      {spoken.map((one) => (
        <p key={one.key}>{one.text}</p>
      ))}
    </div>
  );
}
