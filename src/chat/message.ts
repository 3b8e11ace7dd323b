import type { Language } from '../i18n/languages.ts';

/**
 * A piece of running text. A plain string is always literal: adapters escape it, so that nothing a
 * person typed can become markup or a ping.
 */
export type Inline =
  | string
  | { bold: string }
  | { code: string }
  | { link: string; url: string }
  /** Of a difference: what a text loses, struck through, and what it gains, in bold. */
  | { removed: string }
  | { added: string };

/** Pieces of a difference where there is no structure at all: words alone must tell them apart. */
export function unstructured(piece: { removed: string } | { added: string }): string {
  return 'removed' in piece ? `[−${piece.removed}−]` : `[+${piece.added}+]`;
}

export type Text = string | readonly Inline[];

export interface Field {
  label: string;
  value: Text;
}

/** A button does an act with arguments; together they stay under 100 characters (Discord). */
export interface Button {
  act: string;
  args: readonly string[];
  label: string;
  style?: 'primary' | 'danger';
}

/** One part of a message, in reading order. */
export type Part =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: Text }
  | { kind: 'fields'; fields: readonly Field[] }
  | { kind: 'warning'; text: Text }
  | { kind: 'list'; items: readonly Text[] }
  | { kind: 'quote'; text: string }
  | { kind: 'context'; text: Text }
  | { kind: 'divider' }
  | { kind: 'buttons'; buttons: readonly Button[] };

/** What a channel or a person is shown, without any platform's markup. */
export interface Message {
  language: Language;
  /** One plain sentence: the notification, and what a screen reader announces first. */
  summary: string;
  parts: readonly Part[];
}
