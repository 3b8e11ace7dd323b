import { afterChange } from '../src/bundles/afterChange.ts';
import type { Act, Values } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { withHead } from '../src/contributions/articles.ts';
import { receipt } from '../src/contributions/cards.ts';
import { notChangeable, reviseContribution } from '../src/contributions/changeContribution.ts';
import { keepConfirmed } from '../src/contributions/confirmEntered.ts';
import {
  type ContributionRow,
  currentVersion,
  findOwnContribution,
  loadContribution,
  mayChange,
  mayMend,
  referenceOf,
} from '../src/contributions/find.ts';
import { OPINIONS } from '../src/contributions/proposal.ts';
import type { ContributionText } from '../src/contributions/rules.ts';
import { readHandedOver } from '../src/documents/recentTexts.ts';
import type { Database, Tx } from '../src/storage/database.ts';
import { articleSteps, articleValues, type Basis, readArticleForm } from './articleForm.ts';
import { contributionIntro, receiptAgain } from './contribute.ts';
import { enteredAnswer } from './contributionEnter.ts';
import { withFrozen } from './frozenParts.ts';
import { referenceOption, shownDraft } from './shared.ts';
import { readWholeForm, valuesOfVersion, wholeSteps } from './wholeForm.ts';

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
      return notChangeable(row, now, mayMend(actor, row)) ?? row.id;
    },
    async begin({ storage }, subject) {
      const current = currentVersion(await contributionOf(storage.db, subject));
      const basis = basisOfVersion(current);
      if (!basis) return valuesOfVersion(current);
      const opinion = OPINIONS.find((kind) => kind === current.kind) ?? '';
      return {
        ...articleValues(basis),
        justification: current.justification ?? '',
        opinion,
      };
    },
    async intro(context: Context, subject) {
      const { draftId } = await contributionOf(context.storage.db, subject);
      return contributionIntro(context, await shownDraft(context, draftId));
    },
    async steps({ t, storage }, subject, values) {
      const basis = basisOfVersion(currentVersion(await contributionOf(storage.db, subject)));
      return basis ? articleSteps(t, basis, values) : wholeSteps(t, values, true);
    },
    handedOver: (files) => readHandedOver(files.get('file')),
    async submit(context, work, filled) {
      const row = await contributionOf(work.tx, filled.subject);
      // Since the form was opened its organisation may have confirmed what staff entered for it.
      if (!mayChange(context.actor, row)) {
        return refusal('contribution.unknown', { reference: referenceOf(row) });
      }
      const text = await readRevision(work.tx, currentVersion(row), filled.values);
      if (isRefusal(text)) return text;
      const mends = mayMend(context.actor, row);
      const done = await reviseContribution(work, row, text, mends);
      if (isRefusal(done)) return done;
      // An organisation that goes on with what was entered for it makes it its own.
      if (row.source !== 'chat' && !mends) await keepConfirmed(work, row);
      await afterChange(work, row, 'revised');
      await filled.finish(row.id);
      if (mends) return enteredAnswer(context, work.tx, row.id, true);
      const revised = await contributionOf(work.tx, row.id);
      const shown = receipt(context.language, revised, work, 'contribution.revised');
      return privately(await withFrozen(context, work.tx, row.id, shown));
    },
    again: (context, id) => receiptAgain(context, id),
  },
};

async function contributionOf(db: Database | Tx, id: string): Promise<ContributionRow> {
  const row = await loadContribution(db, id);
  if (!row) throw new Error(`no contribution ${id}`);
  return row;
}

type Version = ReturnType<typeof currentVersion>;

/** What a revision begins with where the version is about an article whose text is known. */
export function basisOfVersion({
  articleId,
  articleOf,
  kind,
  currentText,
  proposedText,
}: Version): Basis | null {
  if (!articleId) return null;
  if (kind === 'add') return { current: null, prefilled: proposedText ?? '' };
  if (currentText === null) return null;
  return {
    current: currentText,
    prefilled: kind === 'delete' ? '' : (proposedText ?? currentText),
    headed: (written) =>
      articleOf ? withHead({ ...articleOf, text: currentText }, written) : written,
  };
}

export async function readRevision(
  tx: Tx,
  current: Version,
  values: Values,
): Promise<ContributionText | Refusal> {
  const basis = basisOfVersion(current);
  if (!basis) return readWholeForm(tx, values);
  const proposal = await readArticleForm(tx, basis, values);
  if (isRefusal(proposal)) return proposal;
  return { article: current.article, articleId: current.articleId, ...proposal };
}
