import type { Act } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { notChangeable, withdrawContribution } from '../src/contributions/changeContribution.ts';
import { findOwnContribution, referenceOf } from '../src/contributions/find.ts';
import { referenceOption } from './shared.ts';

/** What the second button says, so that one slip of a thumb withdraws nothing. */
const CONFIRMED = 'yes';

export const contributionWithdraw: Act = {
  id: 'contribution.withdraw',
  names: null,
  describe: 'contribution.describe.withdraw',
  who: 'delegate',
  answers: 'private',
  options: [
    referenceOption,
    {
      name: 'confirm',
      names: { sq: 'konfirmimi', sr: 'potvrda', en: 'confirm' },
      describe: 'contribution.option.confirm',
      required: false,
    },
  ],
  async run(context, values) {
    const { storage, actor, language, t } = context;
    const row = await findOwnContribution(storage.db, actor, values.reference ?? '');
    if (isRefusal(row)) return row;
    const reference = referenceOf(row);
    if (values.confirm !== CONFIRMED) {
      const no = notChangeable(row, context.now);
      if (no) return no;
      return privately(
        sentence(language, t('contribution.confirmWithdraw', { reference }), [
          {
            act: 'contribution.withdraw',
            args: [reference, CONFIRMED],
            label: t('contribution.button.reallyWithdraw'),
            style: 'danger',
          },
        ]),
      );
    }
    const done = await context.transaction((work) => withdrawContribution(work, row));
    return isRefusal(done) ? done : say(language, 'contribution.withdrawn', { reference });
  },
};
