import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { UserView } from '../wire.ts';
import { Avatar } from './Avatar.tsx';
import { CheckIcon, ChevronIcon } from './icons.tsx';
import { moveFocus, Popover } from './Popover.tsx';
import { useWords } from './strings.ts';

interface PeopleProps {
  users: readonly UserView[];
  user: string;
  onSwitch(user: string): void;
}

/** Who one is, and a list of whom one can be instead. */
export function People({ users, user, onSwitch }: PeopleProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  const me = users.find((one) => one.id === user);
  const choose = (next: string) => {
    setOpen(false);
    trigger.current?.focus();
    onSwitch(next);
  };
  return (
    <div class="people anchor">
      <button
        ref={trigger}
        type="button"
        class="me"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={`${t('sandbox.actingAs')}: ${me?.name ?? ''}, ${me?.about ?? ''}. ${t('sandbox.switchUser')}`}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <Avatar id={user} name={me?.name ?? ''} />
        <span class="me-text">
          <span class="me-line">{t('sandbox.actingAs')}</span>
          <strong>{me?.name}</strong>
          <span class="me-about">{me?.about}</span>
        </span>
        <ChevronIcon />
      </button>
      {open && (
        <Popover trigger={trigger} onClose={() => setOpen(false)} class="people-list">
          <p class="popover-hint" id={id}>
            {t('sandbox.switchUserHint')}
          </p>
          <PeopleMenu users={users} user={user} hint={id} onChoose={choose} />
        </Popover>
      )}
    </div>
  );
}

function PeopleMenu({
  users,
  user,
  hint,
  onChoose,
}: {
  users: readonly UserView[];
  user: string;
  hint: string;
  onChoose(user: string): void;
}) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    box.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();
  }, []);
  return (
    <div
      ref={box}
      role="menu"
      aria-label={t('sandbox.switchUser')}
      aria-describedby={hint}
      tabIndex={-1}
      onKeyDown={(event) => moveFocus(event, '[role="menuitemradio"]')}
    >
      {users.map((one) => (
        <button
          key={one.id}
          type="button"
          role="menuitemradio"
          aria-checked={one.id === user}
          tabIndex={one.id === user ? 0 : -1}
          class="person"
          onClick={() => onChoose(one.id)}
        >
          <Avatar id={one.id} name={one.name} small />
          <span class="person-text">
            <strong>{one.name}</strong>
            {one.about !== '' && <span>{one.about}</span>}
          </span>
          {one.id === user && <CheckIcon />}
        </button>
      ))}
    </div>
  );
}
