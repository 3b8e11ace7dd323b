import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { type Refusal, refusal } from '../src/chat/refusal.ts';
import { type ArticleRow, findArticles, loadArticle } from '../src/contributions/articles.ts';
import { articleChoice, articleView } from '../src/contributions/articleView.ts';
import { listShown } from '../src/contributions/find.ts';
import type { Database, Tx } from '../src/storage/database.ts';

/** Longer than any number and heading that somebody types. */
const TYPED_LENGTH = 120;

/** What was typed for an article: its view, a choice where several fit, a refusal where none does. */
export async function showFound(
  context: Context,
  db: Database | Tx,
  draftId: string,
  typed: string,
): Promise<Answer | Refusal> {
  const text = typed.trim().slice(0, TYPED_LENGTH);
  const found = await findArticles(db, draftId, text);
  const [only, another] = found;
  if (!only) return refusal('contribution.article.unknown', { text }, 'article');
  if (another) return privately(articleChoice(context.language, text, found));
  return showArticle(context, db, only);
}

/** An article with what members of other organisations propose for it. */
async function showArticle(context: Context, db: Database | Tx, article: ArticleRow) {
  const own = new Set(
    context.actor.memberships
      .filter(({ state }) => state === 'accepted' || state === 'proposed')
      .map(({ organisationId }) => organisationId),
  );
  const here = context.actor.channel?.organisationId;
  if (here) own.add(here);
  const shown = await listShown(db, article.draftId, article.id);
  const others = shown.filter(({ organisationId }) => !own.has(organisationId));
  return privately(articleView(context.language, article, others, context.world));
}

/** Only buttons do it: one for each article that fits. */
export const contributionView: Act = {
  id: 'contribution.view',
  names: null,
  describe: 'contribution.describe.view',
  who: 'anyone',
  answers: 'private',
  options: [
    {
      name: 'article',
      names: { sq: 'neni', sr: 'clan', en: 'article' },
      describe: 'contribution.option.article',
      required: true,
    },
  ],
  async run(context, values) {
    const article = await loadArticle(context.storage.db, values.article ?? '');
    if (!article) return refusal('contribution.article.gone');
    return showArticle(context, context.storage.db, article);
  },
};
