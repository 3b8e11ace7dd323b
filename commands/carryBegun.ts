import type { Values } from '../src/chat/act.ts';
import { readableText } from '../src/contributions/articles.ts';
import { type ArticleRow, PROPOSAL_ACT } from '../src/drafts/keepArticles.ts';
import type { Work } from '../src/storage/work.ts';
import { articleFields, isBasedOn, onBasis } from './articleForm.ts';
import { typedText, withText } from './textParts.ts';

/**
 * Two parts of an act became one: what somebody had begun to write for either of them goes on as
 * a text for both, with the other part as it stands in the act.
 */
export async function carryBegun(
  work: Work,
  [first, second]: readonly [ArticleRow, ArticleRow],
  merged: ArticleRow,
): Promise<void> {
  const rows = await work.tx.unfinished.findMany({
    where: { act: PROPOSAL_ACT, state: 'open', subject: merged.id },
  });
  const current = readableText(merged);
  const basis = { current, prefilled: current };
  const before = merged.text.slice(0, merged.text.length - second.text.length);
  for (const { id, values } of rows) {
    const held = values as Values;
    const typedFor = (part: ArticleRow) => {
      const text = readableText(part);
      if (!isBasedOn(held, text)) return null;
      return typedText(articleFields({ current: text, prefilled: text }), held);
    };
    const [one, two] = [typedFor(first), typedFor(second)];
    if (one === null && two === null) continue;
    const text = one === null ? `${before}${two}` : `${one}\n${second.text}`;
    const kept = onBasis(withText(articleFields(basis), text, held), basis);
    await work.tx.unfinished.update({ where: { id }, data: { values: { ...kept } } });
  }
}
