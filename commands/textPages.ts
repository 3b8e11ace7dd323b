import { splitText } from '../src/contributions/longText.ts';
import type { Translate } from '../src/i18n/index.ts';

/** What one message holds on every platform without shortening (Discord's embeds: 4,096). */
const PAGE_LENGTH = 3_000;

/** The texts of a proposal: what a contribution and a joint text have alike. */
interface Texts {
  proposedText: string | null;
  currentText: string | null;
  justification: string | null;
}

/** A proposal's texts as a whole, page by page: the proposed one first, what it is to replace, and why. */
export function textPages(
  { proposedText, currentText, justification }: Texts,
  t: Translate,
): { label: string; text: string }[] {
  const texts = [
    [t('contribution.field.proposedText'), proposedText],
    [t('contribution.field.currentText'), currentText],
    [t('contribution.field.justification'), justification],
  ] as const;
  return texts.flatMap(([label, text]) =>
    text ? splitText(text, PAGE_LENGTH).parts.map((part) => ({ label, text: part })) : [],
  );
}
