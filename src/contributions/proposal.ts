import { type Refusal, refusal } from '../chat/refusal.ts';
import { sameWords } from './longText.ts';
import type { ContributionKind } from './rules.ts';

/** What one can say of an article without changing it. */
export const OPINIONS = ['comment', 'support', 'object'] as const;

/** What somebody wrote on an article, before it is known what that makes it. */
export interface Written {
  /** What stands in the article; null for a new article, which nothing stands in. */
  current: string | null;
  text: string;
  justification: string;
  /** One of {@link OPINIONS}, or nothing. */
  opinion: string;
}

export interface Proposal {
  kind: ContributionKind;
  currentText: string | null;
  proposedText: string | null;
  justification: string | null;
}

/**
 * What a person proposes follows from what became of the text: left as it was it is an opinion,
 * changed an amendment, emptied a deletion. Refusals name the field of the form.
 */
export function readProposal({ current, ...said }: Written): Proposal | Refusal {
  const text = said.text.trim();
  const justification = said.justification || null;
  if (current === null) {
    if (text === '') return refusal('contribution.textMissing', {}, 'text1');
    return { kind: 'add', currentText: null, proposedText: text, justification };
  }
  if (text === '') {
    return { kind: 'delete', currentText: current, proposedText: null, justification };
  }
  if (!sameWords(current, text)) {
    return { kind: 'amend', currentText: current, proposedText: text, justification };
  }
  const kind = OPINIONS.find((known) => known === said.opinion) ?? 'comment';
  if (kind !== 'support' && !justification) {
    return refusal('contribution.nothingChanged', {}, 'justification');
  }
  return { kind, currentText: current, proposedText: null, justification };
}
