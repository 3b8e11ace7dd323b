import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { CloseIcon } from './icons.tsx';
import { useWords } from './strings.ts';

interface DialogProps {
  title: string;
  class?: string;
  onClose(): void;
  /** Where focus goes back to; the message field when that is gone by then. */
  opener: HTMLElement | null;
  children: ComponentChildren;
}

/**
 * A modal dialog. The browser's own <dialog> keeps focus inside, makes the rest inert and closes on
 * Esc (HTML, 4.11.4); giving focus back is done here, because what opened it may have been redrawn.
 */
export function Dialog({ title, class: name = '', onClose, opener, children }: DialogProps) {
  const { t } = useWords();
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();

  // Before what stands in it chooses where focus begins.
  useLayoutEffect(() => {
    const dialog = box.current;
    if (!dialog) return;
    dialog.showModal();
    return () => {
      dialog.close();
      const home = opener?.isConnected
        ? opener
        : document.querySelector<HTMLElement>('[data-composer]');
      home?.focus();
    };
  }, [opener]);

  return (
    <dialog
      ref={box}
      class={`dialog ${name}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // Esc belongs to the dialog alone.
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
    >
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" class="icon-button" aria-label={t('sandbox.close')} onClick={onClose}>
          <CloseIcon />
        </button>
      </div>
      {children}
    </dialog>
  );
}
