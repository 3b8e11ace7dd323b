import { afterChange } from '../src/bundles/afterChange.ts';
import type { Act } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { notChangeable, withdrawContribution } from '../src/contributions/changeContribution.ts';
import { findOwnContribution, mayMend, referenceOf } from '../src/contributions/find.ts';
import { frozenText, withFrozen } from './frozenParts.ts';
import { CONFIRMED, confirmOption, referenceOption } from './shared.ts';

export const contributionWithdraw: Act = {
  id: 'contribution.withdraw',
  names: null,
  describe: 'contribution.describe.withdraw',
  who: 'delegate',
  answers: 'private',
  options: [referenceOption, confirmOption],
  async run(context, values) {
    const { storage, actor, language, t } = context;
    const row = await findOwnContribution(storage.db, actor, values.reference ?? '');
    if (isRefusal(row)) return row;
    const reference = referenceOf(row);
    if (values.confirm !== CONFIRMED) {
      const no = notChangeable(row, context.now, mayMend(actor, row));
      if (no) return no;
      const frozen = await frozenText(context, storage.db, row.id);
      const question = t('contribution.confirmWithdraw', { reference });
      return privately(
        sentence(language, frozen ? `${frozen} ${question}` : question, [
          {
            act: 'contribution.withdraw',
            args: [reference, CONFIRMED],
            label: t('contribution.button.reallyWithdraw'),
            style: 'danger',
          },
        ]),
      );
    }
    const done = await context.transaction(async (work) => {
      // Read again where nobody else writes: it may have been confirmed or withdrawn meanwhile.
      const current = await findOwnContribution(work.tx, actor, reference);
      if (isRefusal(current)) return current;
      const withdrawn = await withdrawContribution(work, current, mayMend(actor, current));
      if (!isRefusal(withdrawn)) await afterChange(work, current, 'withdrawn');
      return withdrawn;
    });
    if (isRefusal(done)) return done;
    const answer = say(language, 'contribution.withdrawn', { reference });
    return privately(await withFrozen(context, storage.db, row.id, answer.message));
  },
};
