import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface PopoverProps {
  /** What opened it; focus goes back there. */
  trigger: RefObject<HTMLElement | null>;
  onClose(): void;
  class?: string;
  children: ComponentChildren;
}

/** What lies over the page beside its trigger until it is left, by Esc, Tab or a press elsewhere. */
export function Popover({ trigger, onClose, class: name = '', children }: PopoverProps) {
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const outside = (event: Event) => {
      const target = event.target as Node;
      if (!box.current?.contains(target) && !trigger.current?.contains(target)) close.current();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [trigger]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc comes up from the controls inside.
    <div
      ref={box}
      class={`popover ${name}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close.current();
        trigger.current?.focus();
      }}
    >
      {children}
    </div>
  );
}

/**
 * Moves focus among the controls inside an element that a selector names, by arrows, Home and End;
 * true when it did. `across` is how many stand in one row.
 */
export function moveFocus(event: KeyboardEvent, selector: string, across = 1): boolean {
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(selector)];
  const at = all.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return false;
  const steps: Record<string, number> = {
    ArrowDown: at + across,
    ArrowUp: at - across,
    ...(across > 1 ? { ArrowRight: at + 1, ArrowLeft: at - 1 } : {}),
    Home: 0,
    End: all.length - 1,
  };
  const next = steps[event.key];
  if (next === undefined) return false;
  event.preventDefault();
  all[Math.max(0, Math.min(all.length - 1, next))]?.focus();
  return true;
}
