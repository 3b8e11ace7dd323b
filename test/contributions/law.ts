import type { Message } from '../../src/chat/message.ts';
import { fold } from '../../src/i18n/fold.ts';
import { type Desk, opened, told } from '../chat/desk.ts';

/** The articles of the tests' own law. */
export const ARTICLES = [
  ['Neni 1', 'Qëllimi', 'Ky ligj rregullon ndërmarrjet sociale.'],
  ['Neni 5', 'Regjistrimi', '1. Ndërmarrja sociale mund të regjistrohet pranë ministrisë.'],
  ['Neni 5A', 'Afati i regjistrimit', 'Regjistrimi bëhet brenda tridhjetë ditësh.'],
  ['Neni 6', 'Financimi', 'Financimi bëhet nga buxheti.'],
] as const;

export type Articles = readonly (readonly [label: string, heading: string, text: string])[];

type Tables = Pick<Desk, 'db'>;

/** The text of a draft is known article by article, as publication leaves it. */
export async function haveArticles(
  { db }: Tables,
  draftId: string,
  articles: Articles = ARTICLES,
): Promise<void> {
  await db.article.createMany({
    data: [
      {
        draftId,
        position: 0,
        kind: 'front' as const,
        label: '',
        key: '',
        text: 'Kuvendi miraton',
      },
      ...articles.map(([label, heading, text], index) => ({
        draftId,
        position: index + 1,
        kind: 'article' as const,
        label,
        heading,
        key: fold(`${label} ${heading}`),
        text,
      })),
    ],
  });
}

/** From the card to what is shown of the article that was typed. */
export async function asks(
  desk: Desk,
  user: string,
  channel: string,
  number: string,
  typed: string,
): Promise<Message> {
  const form = opened(await desk.presses(user, channel, 'contribute', [number]));
  return told(await desk.submits(user, channel, form, { article: typed }));
}
