import { afterChange } from '../src/bundles/afterChange.ts';
import type { Act } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { isRefusal, type Refusal } from '../src/chat/refusal.ts';
import { confirmEntered, denyEntered, notDeniable } from '../src/contributions/confirmEntered.ts';
import { findContribution, referenceOf } from '../src/contributions/find.ts';
import { CONFIRMED, confirmOption, referenceOption } from './shared.ts';

/** A delegate says that what staff entered for their organisation is its own. */
export const contributionConfirm: Act = {
  id: 'contribution.confirm',
  names: null,
  describe: 'entered.describe.confirm',
  who: 'delegate',
  answers: 'private',
  options: [referenceOption],
  async run(context, values) {
    const { actor, language } = context;
    const typed = values.reference ?? '';
    const done = await context.transaction(async (work) =>
      confirmEntered(work, actor, await findContribution(work.tx, typed), typed),
    );
    if (isRefusal(done)) return done;
    const names = { reference: referenceOf(done), organisation: done.organisation.name };
    return say(language, 'entered.confirmed', names);
  },
};

/** … or that it is not. */
export const contributionDeny: Act = {
  id: 'contribution.deny',
  names: null,
  describe: 'entered.describe.deny',
  who: 'delegate',
  answers: 'private',
  options: [referenceOption, confirmOption],
  async run(context, values) {
    const { actor, language, t } = context;
    const typed = values.reference ?? '';
    return context.transaction(async (work): Promise<Answer | Refusal> => {
      const row = await findContribution(work.tx, typed);
      const no = await notDeniable(work, actor, row, typed);
      if (no) return no;
      if (row && values.confirm !== CONFIRMED) {
        const reference = referenceOf(row);
        const names = { reference, organisation: row.organisation.name };
        return privately(
          sentence(language, t('entered.denyQuestion', names), [
            {
              act: 'contribution.deny',
              args: [reference, CONFIRMED],
              label: t('entered.button.reallyDeny'),
              style: 'danger',
            },
          ]),
        );
      }
      const done = await denyEntered(work, actor, row, typed);
      if (isRefusal(done)) return done;
      await afterChange(work, done, 'withdrawn');
      return say(language, 'entered.deniedNow', { reference: referenceOf(done) });
    });
  },
};
