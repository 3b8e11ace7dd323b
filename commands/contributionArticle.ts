import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import {
  type ArticleRow,
  articleName,
  articleOfSubject,
  loadArticle,
  readableText,
  subjectOf,
  withHead,
} from '../src/contributions/articles.ts';
import { receipt } from '../src/contributions/cards.ts';
import { loadContribution } from '../src/contributions/find.ts';
import { submitContribution } from '../src/contributions/submitContribution.ts';
import { readHandedOver } from '../src/documents/recentTexts.ts';
import { notOpen } from '../src/drafts/publishDraft.ts';
import { canSpeak } from '../src/membership/speakFor.ts';
import {
  articleSteps,
  articleValues,
  type Basis,
  changedSince,
  onBasis,
  readArticleForm,
} from './articleForm.ts';
import { contributionIntro, receiptAgain } from './contribute.ts';
import { shownDraft } from './shared.ts';

/** What a form about an article, or about a new one after it, begins with. */
export function basisOf(article: ArticleRow | null, adds: boolean): Basis {
  if (adds) return { current: null, prefilled: '' };
  if (!article) return { current: '', prefilled: '' };
  const text = readableText(article);
  return { current: text, prefilled: text, headed: (written) => withHead(article, written) };
}

/** A proposal for one article; its kind follows from what becomes of the text. */
export const contributionArticle: Act = {
  id: 'contribution.article',
  names: null,
  describe: 'contribution.describe.article',
  who: 'delegate',
  answers: 'form',
  options: [
    {
      name: 'article',
      names: { sq: 'neni', sr: 'clan', en: 'article' },
      describe: 'contribution.option.article',
      required: true,
    },
    {
      name: 'mode',
      names: { sq: 'menyra', sr: 'nacin', en: 'mode' },
      describe: 'contribution.option.mode',
      required: false,
    },
  ],
  form: {
    title: 'contribution.form.article',
    submitLabel: 'contribution.form.submit',
    async subject({ storage, actor }, values) {
      const article = await loadArticle(storage.db, values.article ?? '');
      if (!article) return refusal('contribution.article.gone');
      const no = canSpeak(actor) ?? notOpen(article.draft);
      return no ?? subjectOf(article, values.mode === 'add');
    },
    async begin({ storage }, subject) {
      const { article, adds } = await articleOfSubject(storage.db, subject);
      return articleValues(basisOf(article, adds));
    },
    async intro(context: Context, subject, values) {
      const { article, adds } = await articleOfSubject(context.storage.db, subject);
      if (!article) return context.t('contribution.article.gone');
      const name = articleName(article, context.t);
      const about = adds ? context.t('contribution.afterArticle', { article: name }) : name;
      const changed = changedSince(values, basisOf(article, adds));
      return [
        `${about}.`,
        ...(changed ? [context.t('contribution.article.changed')] : []),
        contributionIntro(context, await shownDraft(context, article.draftId)),
      ].join(' ');
    },
    async steps({ storage, t }, subject, values) {
      const { article, adds } = await articleOfSubject(storage.db, subject);
      return articleSteps(t, basisOf(article, adds), values);
    },
    handedOver: (files) => readHandedOver(files.get('file')),
    async submit(context, work, filled) {
      const { article, adds } = await articleOfSubject(work.tx, filled.subject);
      if (!article) return refusal('contribution.article.gone');
      const basis = basisOf(article, adds);
      const proposal = await readArticleForm(work.tx, basis, filled.values);
      if (isRefusal(proposal)) return proposal;
      if (changedSince(filled.values, basis) && proposal.proposedText !== null) {
        // Said once, before it is compared with a text that its author has not seen.
        await filled.keep(onBasis(filled.values, basis));
        return refusal('contribution.article.changed', {}, 'text1');
      }
      const done = await submitContribution(work, context.actor, article.draftId, {
        article: articleName(article, context.t),
        articleId: article.id,
        ...proposal,
      });
      if (isRefusal(done)) return done;
      await filled.finish(done.id);
      const row = await loadContribution(work.tx, done.id);
      if (!row) throw new Error(`contribution ${done.id} is gone`);
      return privately(receipt(context.language, row, work, 'contribution.received'));
    },
    again: (context, id) => receiptAgain(context, id),
  },
};
