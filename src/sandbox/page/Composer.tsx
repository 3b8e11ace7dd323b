import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { newRequest } from '../client.ts';
import { SendIcon, SlashIcon } from './icons.tsx';
import { keepTypedText, typedText } from './memory.ts';
import { type Place, useRoom } from './room.ts';
import { Suggestions } from './Suggestions.tsx';
import { useWords } from './strings.ts';
import { codeOf } from './useChat.ts';
import { useCompletion } from './useCompletion.ts';

interface ComposerProps {
  place: Place;
  label: string;
  hint: string;
  /** Focused when it appears. */
  eager: boolean;
}

/** The field in which one writes; a slash makes it a command. */
export function Composer({ place, label, hint, eager }: ComposerProps) {
  const { t } = useWords();
  const { chat, show } = useRoom();
  const memory = `${chat.user}/${place.channel}/${place.thread ?? ''}`;
  const [text, setText] = useState(() => typedText(memory));
  const [closed, setClosed] = useState(false);
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const completion = useCompletion(text, place);
  const { suggestions, sendable, reading } = completion;
  const [chosen, setChosen] = useState<{ line: string; index: number } | null>(null);
  const open = !closed && reading.kind !== 'none';
  const first = sendable || suggestions.length === 0 ? -1 : 0;
  const active = !open ? -1 : chosen?.line === text ? chosen.index : first;

  useEffect(() => {
    if (eager) field.current?.focus();
  }, [eager]);

  // The field is as high as its text; how high at most is for the style sheet to say.
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);

  function write(next: string) {
    setText(next);
    setClosed(false);
    keepTypedText(memory, next);
  }

  function choose(index: number) {
    const suggestion = suggestions[index];
    if (!suggestion) return;
    write(suggestion.line);
    field.current?.focus();
  }

  async function send() {
    if (sending || text.trim() === '') return;
    setSending(true);
    try {
      const answer = await chat.client.say({
        user: chat.user,
        request: newRequest(),
        ...place,
        text,
      });
      write('');
      show(answer, place, field.current);
    } catch (error) {
      // What was typed stays in the field.
      chat.setProblem(codeOf(error));
    } finally {
      setSending(false);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    const count = suggestions.length;
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setClosed(true);
    } else if (open && count > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const index = active < 0 && step < 0 ? count - 1 : (active + step + count) % count;
      setChosen({ line: text, index });
    } else if (open && count > 0 && event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      choose(Math.max(active, 0));
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (active >= 0) choose(active);
      else void send();
    }
  }

  const list = `${id}-list`;
  return (
    <div class="composer">
      {open && <Suggestions id={list} completion={completion} active={active} onChoose={choose} />}
      <div class="unseen" role="status">
        {open && suggestions.length > 0 && t('sandbox.found', { count: suggestions.length })}
        {sending && t('sandbox.working')}
      </div>
      <form
        class="composer-box"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <button
          type="button"
          class="icon-button slash"
          aria-label={t('sandbox.openCommands')}
          title={t('sandbox.openCommands')}
          onClick={() => {
            if (!text.startsWith('/')) write(`/${text}`);
            setClosed(false);
            field.current?.focus();
          }}
        >
          <SlashIcon />
        </button>
        <textarea
          ref={field}
          data-composer={place.thread === null ? 'channel' : 'thread'}
          rows={1}
          value={text}
          aria-label={label}
          placeholder={hint}
          autocomplete="off"
          autocapitalize="sentences"
          enterkeyhint="send"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={open && suggestions.length > 0 ? list : undefined}
          aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => setClosed(true)}
          onFocus={() => setClosed(false)}
        />
        <button
          type="submit"
          class="icon-button send"
          aria-label={t('sandbox.send')}
          title={t('sandbox.send')}
          aria-disabled={text.trim() === ''}
          aria-busy={sending}
        >
          <SendIcon />
        </button>
      </form>
    </div>
  );
}
