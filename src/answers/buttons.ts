import type { Button } from '../chat/message.ts';
import type { Translate } from '../i18n/index.ts';

/** Opens the path of a contribution, from its text to the answer. */
export function pathButton(t: Translate, reference: string, label?: string): Button {
  return {
    act: 'contribution.show',
    args: [reference],
    label: label ?? t('answers.button.path'),
  };
}
