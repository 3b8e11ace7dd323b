import type { Button, Part } from '../chat/message.ts';
import type { Language, Translate } from '../i18n/index.ts';
import { sourceText } from './entered.ts';
import { type ContributionRow, referenceOf } from './find.ts';

/** `Entered by the secretariat: regional meeting in Pejë, 12 Nov 2026`; nothing where its author did. */
export function enteredParts(row: ContributionRow, t: Translate, language: Language): Part[] {
  if (row.source === 'chat') return [];
  const text = t('entered.by', { source: sourceText(row, t, language) });
  return [{ kind: 'context', text }];
}

/** Staff mend what they entered, until its organisation has confirmed it. */
export function mendButtons(row: ContributionRow, t: Translate): Button[] {
  if (row.source === 'chat' || row.confirmedAt !== null || row.state === 'withdrawn') return [];
  const args = [referenceOf(row)];
  return [
    { act: 'contribution.revise', args, label: t('contribution.button.revise') },
    { act: 'contribution.withdraw', args, label: t('contribution.button.withdraw') },
  ];
}

/** The two words of an organisation on what was entered for it; none once it said one. */
export function confirmButtons(row: ContributionRow, t: Translate): Button[] {
  if (row.source === 'chat' || row.confirmedAt !== null || row.state === 'withdrawn') return [];
  if (!row.organisation.member) return [];
  const args = [referenceOf(row)];
  return [
    {
      act: 'contribution.confirm',
      args,
      label: t('entered.button.confirm'),
      style: 'primary',
    },
    { act: 'contribution.deny', args, label: t('entered.button.deny') },
  ];
}
