import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { receipt } from '../src/contributions/cards.ts';
import { notChangeable, reviseContribution } from '../src/contributions/changeContribution.ts';
import {
  type ContributionRow,
  currentVersion,
  findOwnContribution,
  loadContribution,
} from '../src/contributions/find.ts';
import { readContribution } from '../src/contributions/rules.ts';
import type { Database, Tx } from '../src/storage/database.ts';
import {
  contributionInputs,
  contributionIntro,
  receiptAgain,
  valuesOfVersion,
} from './contribute.ts';
import { referenceOption, shownDraft } from './shared.ts';

export const contributionRevise: Act = {
  id: 'contribution.revise',
  names: null,
  describe: 'contribution.describe.revise',
  who: 'delegate',
  answers: 'form',
  options: [referenceOption],
  form: {
    title: 'contribution.form.revise',
    submitLabel: 'contribution.form.submit',
    async subject({ storage, actor, now }, values) {
      const row = await findOwnContribution(storage.db, actor, values.reference ?? '');
      if (isRefusal(row)) return row;
      return notChangeable(row, now) ?? row.id;
    },
    begin: async ({ storage }, subject) =>
      valuesOfVersion(currentVersion(await contributionOf(storage.db, subject))),
    async intro(context: Context, subject) {
      const { draftId } = await contributionOf(context.storage.db, subject);
      return contributionIntro(context, await shownDraft(context, draftId));
    },
    steps: async ({ t }) => [contributionInputs(t)],
    async submit(context, work, filled) {
      const text = readContribution(filled.values);
      if (isRefusal(text)) return text;
      const row = await contributionOf(work.tx, filled.subject);
      const done = await reviseContribution(work, row, text);
      if (isRefusal(done)) return done;
      await filled.finish(row.id);
      const revised = await contributionOf(work.tx, row.id);
      return privately(receipt(context.language, revised, work, 'contribution.revised'));
    },
    again: (context, id) => receiptAgain(context, id),
  },
};

async function contributionOf(db: Database | Tx, id: string): Promise<ContributionRow> {
  const row = await loadContribution(db, id);
  if (!row) throw new Error(`no contribution ${id}`);
  return row;
}
