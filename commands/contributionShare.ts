import type { Act } from '../src/chat/act.ts';
import { privately, sentence } from '../src/chat/answers.ts';
import type { Button } from '../src/chat/message.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { shareContribution } from '../src/contributions/changeContribution.ts';
import { findOwnContribution, referenceOf } from '../src/contributions/find.ts';
import { referenceOption } from './shared.ts';

/** Lets the other members see a contribution, or no longer. */
export const contributionShare: Act = {
  id: 'contribution.share',
  names: null,
  describe: 'contribution.describe.share',
  who: 'delegate',
  answers: 'private',
  options: [
    referenceOption,
    {
      name: 'shared',
      names: { sq: 'ndarja', sr: 'deljenje', en: 'shared' },
      describe: 'contribution.option.shared',
      required: false,
    },
  ],
  async run(context, values) {
    const { actor, language, t } = context;
    const shared = values.shared !== 'off';
    const row = await context.transaction(async (work) => {
      const own = await findOwnContribution(work.tx, actor, values.reference ?? '');
      if (isRefusal(own)) return own;
      const done = await shareContribution(work, own, shared);
      return isRefusal(done) ? done : own;
    });
    if (isRefusal(row)) return row;
    const reference = referenceOf(row);
    const other: Button = {
      act: 'contribution.share',
      args: [reference, shared ? 'off' : 'on'],
      label: t(shared ? 'contribution.button.unshare' : 'contribution.button.share'),
    };
    const text = t(shared ? 'contribution.shared.on' : 'contribution.shared.off', { reference });
    return privately(sentence(language, text, [other]));
  },
};
