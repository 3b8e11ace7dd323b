import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Message, Part } from '../chat/message.ts';
import { type Language, translator } from '../i18n/index.ts';
import type { World } from '../storage/work.ts';
import { type ArticleRow, articleTitle, readableText } from './articles.ts';
import { contributionParts } from './cards.ts';
import { enteredParts } from './enteredParts.ts';
import { type ContributionRow, referenceOf } from './find.ts';
import { notPositionable } from './positions.ts';
import { positionButtons, positionParts } from './sharedCard.ts';

/** As many of the others' proposals are shown with their difference and buttons. */
const MOST_SHOWN = 3;

/** The most articles that are offered when several fit: two rows of buttons. */
const MOST_OFFERED = 10;

/** Enough to know the article again; the form holds the whole of it. */
const SHOWN_LENGTH = 1_200;

/**
 * An article as it stands, what other organisations already propose for it, and the way to a
 * proposal of one's own.
 */
export function articleView(
  language: Language,
  article: ArticleRow,
  others: readonly ContributionRow[],
  world: World,
): Message {
  const t = translator(language);
  const summary = `${article.draft.number}: ${articleTitle(article, t)}`;
  const args = (mode: string) => [article.id, mode];
  const own: Button[] = [
    {
      act: 'contribution.article',
      args: args('change'),
      label: t(others.length > 0 ? 'contribution.button.writeOwn' : 'contribution.button.propose'),
      style: 'primary',
    },
    {
      act: 'contribution.article',
      args: args('add'),
      label: t('contribution.button.addAfter'),
    },
  ];
  return message(language, summary, [
    { kind: 'heading', text: summary },
    ...similarParts(language, others, world),
    { kind: 'text', text: [{ bold: t('contribution.field.currentText') }] },
    { kind: 'quote', text: beginning(readableText(article)) },
    { kind: 'context', text: t('contribution.article.how') },
    ...buttonPart(own),
  ]);
}

/** First what others propose: most organisations only want to say that they agree. */
function similarParts(
  language: Language,
  others: readonly ContributionRow[],
  world: World,
): Part[] {
  const t = translator(language);
  if (others.length === 0) return [];
  const count = new Set(others.map(({ organisationId }) => organisationId)).size;
  // Those that most support come first.
  const ranked = [...others].sort((a, b) => support(b) - support(a) || a.ordinal - b.ordinal);
  return [
    { kind: 'text', text: [{ bold: t('contribution.similar.head', { count }) }] },
    ...ranked.slice(0, MOST_SHOWN).flatMap((row): Part[] => [
      { kind: 'text', text: [{ bold: `${referenceOf(row)} · ${row.organisation.name}` }] },
      ...enteredParts(row, t, language),
      ...contributionParts(row, t),
      ...positionParts(row, t),
      ...buttonPart(
        notPositionable(row, world.now)
          ? []
          : positionButtons(row, t).map((button) => ({
              ...button,
              label: `${button.label} (K-${String(row.ordinal).padStart(3, '0')})`,
              style: undefined,
            })),
      ),
    ]),
    ...(ranked.length > MOST_SHOWN
      ? [
          {
            kind: 'context',
            text: t('contribution.similar.more', { count: ranked.length - MOST_SHOWN }),
          } satisfies Part,
        ]
      : []),
    { kind: 'divider' },
  ];
}

const support = (row: ContributionRow) =>
  row.positions.filter(({ kind, membership }) => {
    return kind === 'support' && membership.state === 'accepted';
  }).length;

function beginning(text: string): string {
  if (text.length <= SHOWN_LENGTH) return text;
  return `${text.slice(0, SHOWN_LENGTH).replace(/\s*\S*$/, '')} …`;
}

/** Several articles fit what was typed: a button for each. */
export function articleChoice(
  language: Language,
  typed: string,
  found: readonly ArticleRow[],
): Message {
  const t = translator(language);
  const summary = t('contribution.article.several', { text: typed });
  const more = found.length - MOST_OFFERED;
  return message(language, summary, [
    { kind: 'text', text: summary },
    ...buttonPart(
      found.slice(0, MOST_OFFERED).map((row) => ({
        act: 'contribution.view',
        args: [row.id],
        label: articleTitle(row, t),
      })),
    ),
    ...(more > 0
      ? [
          {
            kind: 'context',
            text: t('contribution.article.more', { count: more }),
          } satisfies Part,
        ]
      : []),
  ]);
}
