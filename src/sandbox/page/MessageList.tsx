import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Button } from '../../chat/message.ts';
import { newRequest } from '../client.ts';
import type { MessageView } from '../wire.ts';
import { dayIn, dayLabel } from './format.ts';
import { DownIcon } from './icons.tsx';
import { buttonKey } from './MessageBody.tsx';
import { MessageItem } from './MessageItem.tsx';
import { type Place, useRoom } from './room.ts';
import { useWords } from './strings.ts';
import { codeOf } from './useChat.ts';

/** Messages of one author within this time stand together. */
const TOGETHER_MS = 5 * 60_000;
/** This near to its end a list stays there when something is added. */
const NEAR_END_PX = 120;

interface ListProps {
  place: Place;
  messages: readonly MessageView[];
  label: string;
  /** The number of the first message that was unread when the list was opened. */
  newFrom: number | null;
  /** A message to bring into view. */
  target: string | null;
  /** What stands before the messages. */
  top: ComponentChildren;
}

/** The messages of a channel or thread; arrows go from one to the next. */
export function MessageList({ place, messages, label, newFrom, target, top }: ListProps) {
  const words = useWords();
  const { t } = words;
  const { chat, zone, now, show } = useRoom();
  const box = useRef<HTMLElement>(null);
  const focused = useRef<HTMLElement | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const [busy, setBusy] = useState<{ message: string; button: string } | null>(null);
  const { atEnd, toEnd } = useScrolling(box, messages, target);

  async function press(message: MessageView, button: Button, opener: HTMLElement | null) {
    if (busy) return;
    setBusy({ message: message.id, button: buttonKey(button) });
    try {
      const answer = await chat.client.press({
        user: chat.user,
        request: newRequest(),
        ...place,
        message: message.id,
        act: button.act,
        args: button.args,
      });
      show(answer, place, opener);
    } catch (error) {
      chat.setProblem(codeOf(error));
    } finally {
      setBusy(null);
    }
  }

  // What had the focus may be gone: a button that was pressed away, an emoji taken off.
  useLayoutEffect(() => {
    const before = focused.current;
    if (!before || before.isConnected || document.activeElement !== document.body) return;
    focused.current = null;
    const list = box.current;
    const message = list?.querySelector<HTMLElement>(`[data-message="${active}"]`);
    const field = list?.closest('main, aside')?.querySelector<HTMLElement>('[data-composer]');
    (message ?? field)?.focus();
  });

  const tabbable = messages.some((one) => one.id === active) ? active : messages.at(-1)?.id;
  let before: MessageView | null = null;
  const rows = messages.map((message, index) => {
    const at = new Date(message.at);
    const day = dayIn(zone, at);
    const newDay = !before || dayIn(zone, new Date(before.at)) !== day;
    const isNew = message.seq === newFrom;
    const follows =
      !newDay &&
      !isNew &&
      !message.onlyYou &&
      !(place.thread !== null && index === 1) &&
      before?.author === message.author &&
      !before.onlyYou &&
      at.getTime() - Date.parse(before.at) < TOGETHER_MS;
    before = message;
    return (
      <li key={message.id}>
        {newDay && (
          <div class="divider day">
            <span>{dayLabel(words, zone, at, now)}</span>
          </div>
        )}
        {isNew && (
          <div class="divider new">
            <span>{t('sandbox.new')}</span>
          </div>
        )}
        {place.thread !== null && index === 1 && (
          <div class="divider replies-line">
            <span>{t('sandbox.replies', { count: messages.length - 1 })}</span>
          </div>
        )}
        <MessageItem
          message={message}
          follows={follows}
          tabbable={message.id === tabbable}
          inThread={place.thread !== null}
          busy={busy?.message === message.id ? busy.button : null}
          onPress={(pressed, button, opener) => void press(pressed, button, opener)}
        />
      </li>
    );
  });

  return (
    <div class="list-frame">
      <section
        ref={box}
        class="list"
        aria-label={label}
        onFocusIn={(event) => {
          focused.current = event.target as HTMLElement;
          const article = focused.current.closest<HTMLElement>('[data-message]');
          if (article) setActive(article.dataset.message ?? null);
        }}
        onKeyDown={(event) => moveAmongMessages(event)}
      >
        {top}
        {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the role with list-style none. */}
        <ol role="list">{rows}</ol>
      </section>
      {!atEnd && (
        <button type="button" class="to-end" onClick={toEnd}>
          <DownIcon />
          {t('sandbox.toLatest')}
        </button>
      )}
    </div>
  );
}

/** Arrows work on the messages themselves, not in what stands in them. */
function moveAmongMessages(event: KeyboardEvent): void {
  const here = document.activeElement;
  if (!(here instanceof HTMLElement) || !here.matches('[data-message]')) return;
  const list = event.currentTarget as HTMLElement;
  const all = [...list.querySelectorAll<HTMLElement>('[data-message]')];
  const at = all.indexOf(here);
  const targets: Record<string, HTMLElement | undefined> = {
    ArrowDown: all[at + 1],
    ArrowUp: all[at - 1],
    Home: all[0],
    End: all.at(-1),
  };
  if (!(event.key in targets)) return;
  event.preventDefault();
  targets[event.key]?.focus();
}

/** Keeps a list at its end while it is there, and where the reader was when earlier ones come. */
function useScrolling(
  box: { current: HTMLElement | null },
  messages: readonly MessageView[],
  target: string | null,
) {
  const [atEnd, setAtEnd] = useState(true);
  const stick = useRef(true);
  const seen = useRef<{ first: string | undefined; height: number }>({
    first: undefined,
    height: 0,
  });
  const me = useRoom().chat.user;

  useEffect(() => {
    const list = box.current;
    if (!list) return;
    let top = list.scrollTop;
    const scrolled = () => {
      const end = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END_PX;
      // Far from the end because of a picture that grew meanwhile is not somebody scrolling up.
      if (end || list.scrollTop < top) stick.current = end;
      top = list.scrollTop;
      setAtEnd(end);
    };
    list.addEventListener('scroll', scrolled, { passive: true });
    // The list grows and shrinks with the window, the composer and what is said.
    const settle = () => {
      if (stick.current) list.scrollTop = list.scrollHeight;
      scrolled();
    };
    const resized = new ResizeObserver(settle);
    resized.observe(list);
    // A picture has its height only once it is there; the event does not bubble.
    list.addEventListener('load', settle, true);
    return () => {
      list.removeEventListener('scroll', scrolled);
      list.removeEventListener('load', settle, true);
      resized.disconnect();
    };
  }, [box]);

  const last = messages.at(-1);
  const first = messages[0]?.id;
  const mine = last !== undefined && (last.author === me || last.onlyYou);
  const lastId = last?.id;
  // What one said oneself, or was told alone, comes into view wherever one was.
  useLayoutEffect(() => {
    if (lastId !== undefined && mine) stick.current = true;
  }, [lastId, mine]);

  useLayoutEffect(() => {
    const list = box.current;
    if (!list) return;
    if (stick.current) list.scrollTop = list.scrollHeight;
    else if (seen.current.first !== undefined && seen.current.first !== first) {
      list.scrollTop += list.scrollHeight - seen.current.height;
    }
    seen.current = { first, height: list.scrollHeight };
  }, [box, messages, first]);

  const shownTarget = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (target === null || shownTarget.current === target) return;
    const found = box.current?.querySelector<HTMLElement>(`[data-message="${target}"]`);
    // It comes with the page of messages that is still being loaded.
    if (!found) return;
    shownTarget.current = target;
    stick.current = false;
    found.scrollIntoView({ block: 'center' });
    found.focus();
  }, [box, target, messages]);

  return {
    atEnd,
    toEnd: () => {
      const list = box.current;
      if (list) list.scrollTop = list.scrollHeight;
    },
  };
}
