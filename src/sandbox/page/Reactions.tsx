import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { showEmoji } from '../emoji.ts';
import type { MessageView, UserView } from '../wire.ts';
import { SmileIcon } from './icons.tsx';
import { moveFocus, Popover } from './Popover.tsx';
import { useWords } from './strings.ts';

/** The three that mean something on a draft's card, then what people say most. */
const COMMON = ['👀', '✍', '👍', '❤', '🎉', '🙏', '✅', '👏', '😄', '🤔', '👎', '❓'];
export const QUICK = COMMON.slice(0, 3);
const ACROSS = 6;

interface ReactionsProps {
  message: MessageView;
  user: string;
  users: readonly UserView[];
  onReact(emoji: string): void;
}

/** The emoji on a message: how many of each, and which are one's own. */
export function Reactions({ message, user, users, onReact }: ReactionsProps) {
  const { t } = useWords();
  if (message.reactions.length === 0) return null;
  const nameOf = (id: string) => users.find((one) => one.id === id)?.name ?? t('sandbox.someone');
  return (
    <fieldset class="reactions" aria-label={t('sandbox.reactions')}>
      {message.reactions.map((reaction) => {
        const who = t('sandbox.reactedBy', {
          emoji: showEmoji(reaction.emoji),
          names: reaction.users.map(nameOf).join(', '),
        });
        return (
          <button
            key={reaction.emoji}
            type="button"
            class="reaction"
            aria-pressed={reaction.users.includes(user)}
            aria-label={who}
            title={who}
            onClick={() => onReact(reaction.emoji)}
          >
            <span class="emoji">{showEmoji(reaction.emoji)}</span>
            <span class="count">{reaction.users.length}</span>
          </button>
        );
      })}
      <ReactionPicker onReact={onReact} class="reaction add" />
    </fieldset>
  );
}

/** A button that opens the common emoji. */
export function ReactionPicker({
  onReact,
  class: name,
}: {
  onReact(emoji: string): void;
  class: string;
}) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const choose = (emoji: string) => {
    setOpen(false);
    trigger.current?.focus();
    onReact(emoji);
  };
  return (
    <span class="anchor">
      <button
        ref={trigger}
        type="button"
        class={name}
        aria-label={t('sandbox.react')}
        title={t('sandbox.react')}
        aria-haspopup="true"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <SmileIcon />
      </button>
      {open && (
        <Popover trigger={trigger} onClose={() => setOpen(false)} class="picker">
          <Palette onChoose={choose} />
        </Popover>
      )}
    </span>
  );
}

function Palette({ onChoose }: { onChoose(emoji: string): void }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    box.current?.querySelector('button')?.focus();
    // Near the lower or right edge it would be cut off by the list.
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div
      ref={box}
      class="palette"
      role="toolbar"
      aria-label={t('sandbox.react')}
      onKeyDown={(event) => moveFocus(event, 'button', ACROSS)}
    >
      {COMMON.map((emoji, index) => (
        <button
          key={emoji}
          type="button"
          tabIndex={index === 0 ? 0 : -1}
          onClick={() => onChoose(emoji)}
        >
          {showEmoji(emoji)}
        </button>
      ))}
    </div>
  );
}
