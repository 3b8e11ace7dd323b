import { type Refusal, refusal } from '../chat/refusal.ts';

export const CONTRIBUTION_KINDS = [
  'amend',
  'add',
  'delete',
  'comment',
  'support',
  'object',
] as const;
export type ContributionKind = (typeof CONTRIBUTION_KINDS)[number];

/** What a person says of an article, or of the whole act. */
export interface ContributionText {
  /** Null means the whole act. */
  article: string | null;
  /** The article of the draft's text that it is about, where that text is known. */
  articleId?: string | null;
  kind: ContributionKind;
  /** What stood in that article when this was written. */
  currentText?: string | null;
  proposedText: string | null;
  justification: string | null;
}

/** `MAPL-2026-003/K-007`, K for kontribut. */
export function contributionReference(draftNumber: string, ordinal: number): string {
  return `${draftNumber}/K-${String(ordinal).padStart(3, '0')}`;
}

/** Reads `MAPL-2026-003/K-007` in any case; null when it is no reference. */
export function parseReference(text: string): { number: string; ordinal: number } | null {
  const match = /^\s*(.{1,60})\/\s*k-?(\d{1,6})\s*$/i.exec(text);
  return match?.[1] ? { number: match[1].trim(), ordinal: Number(match[2]) } : null;
}

/** Reads the values of the form; the refusal names the field that is wrong. */
export function readContribution(
  values: Readonly<Record<string, string>>,
): ContributionText | Refusal {
  const kind = CONTRIBUTION_KINDS.find((known) => known === values.kind);
  if (!kind) return refusal('form.badChoice', {}, 'kind');
  const article = values.article || null;
  const proposedText = values.proposedText || null;
  const justification = values.justification || null;
  if (kind === 'delete' && !article) return refusal('contribution.articleMissing', {}, 'article');
  if ((kind === 'amend' || kind === 'add') && !proposedText) {
    return refusal('contribution.textMissing', {}, 'proposedText');
  }
  if ((kind === 'comment' || kind === 'object') && !proposedText && !justification) {
    return refusal('contribution.reasonMissing', {}, 'justification');
  }
  return { article, kind, proposedText, justification };
}

/** Whether something submitted at `at` is late: the due moment itself is still in time. */
export function isLate(at: Date, dueAt: Date): boolean {
  return at > dueAt;
}
