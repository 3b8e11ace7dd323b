import { expect, it } from 'vitest';
import { bundleMessage } from '../../src/bundles/cards.ts';
import type { BundlePage } from '../../src/bundles/page.ts';
import { PAGE } from '../../src/bundles/page.ts';
import type { UnnumberedRow } from '../../src/bundles/rows.ts';
import { readMove, shifts } from '../../src/bundles/rules.ts';
import { similarGroups } from '../../src/bundles/similar.ts';
import { renderMessage as onDiscord } from '../../src/discord/render.ts';
import { LANGUAGES, translate } from '../../src/i18n/index.ts';
import { renderMessage as onSlack } from '../../src/slack/renderMessage.ts';
import { openDesk } from '../chat/desk.ts';
import { publish } from '../chat/story.ts';

const LONG = 'Organizata e grave për zhvillim të qëndrueshëm dhe drejtësi '.repeat(2).slice(0, 120);
const said = { organisation: LONG, of: 'MPMS-2026-001/K-999', version: 1 };
const author = {
  organisation: LONG,
  fullName: LONG,
  member: true,
  reference: 'MPMS-2026-001/K-999',
  contributionId: 'c',
  version: 1,
  submittedAt: '2026-12-12T10:00:00.000Z',
  late: true,
  source: 'telephone' as const,
  sourceNote: LONG,
  heardOn: '2026-12-12',
  confirmed: false,
};
/** As long as a line can be: many authors, and all that can be said of each. */
const LONGEST: UnnumberedRow = {
  article: LONG,
  kind: 'amend',
  currentText: null,
  proposedText: 'x',
  justification: null,
  joint: 'MPMS-2026-001/B-99',
  authors: Array.from({ length: 12 }, () => author),
  originals: [],
  support: Array.from({ length: 40 }, (_, index) => ({
    ...said,
    organisation: `${index} ${LONG}`,
  })),
  objections: Array.from({ length: 40 }, (_, index) => ({
    ...said,
    organisation: `${index} ${LONG}`,
  })),
  note: LONG.repeat(8),
};

it.each(LANGUAGES)(
  'a page of the longest lines is shown whole on every platform, in %s',
  async (language) => {
    const desk = await openDesk();
    try {
      await publish(desk, { titleSq: LONG.repeat(3) });
      const draft = await desk.db.draft.findFirstOrThrow({ include: { institution: true } });
      const row = await desk.db.bundle.create({
        data: {
          draftId: draft.id,
          ordinal: 1,
          number: 'MPMS-2026-001/P-1',
          intro: LONG.repeat(20),
          openedAt: new Date(0),
        },
      });
      const shown: BundlePage = {
        bundle: { ...row, draft },
        rows: Array.from({ length: PAGE }, (_, index) => ({
          number: 900 + index,
          row: LONGEST,
          entryId: `entry${index}-of-sixteen`,
        })),
        page: 113,
        pages: 126,
        included: 1_000,
        leftOut: 12,
        withdrawn: Array.from({ length: 50 }, () => 'MPMS-2026-001/K-999'),
        openMerges: 9,
        content: null,
      };
      const message = bundleMessage(language, shown, await desk.surroundings(), {
        addendum: null,
        buttons: [],
      });
      const mark = translate(language, 'chat.shortened');
      for (const rendered of [onDiscord(message), onSlack(message)]) {
        const text = JSON.stringify(rendered);
        expect(text).not.toContain(mark);
        expect(text).toMatch(/907\\*\. /);
        expect(text).toContain('✘ 40');
        expect(text).toContain(translate(language, 'bundle.line.unconfirmed'));
      }
      const { components } = onDiscord(message);
      const labels = components.flatMap((line) => line.components.map((one) => one.label));
      expect(labels).toHaveLength(PAGE + 3 + 5);
    } finally {
      await desk.dispose();
    }
  },
);

it('reads a place and nothing else', () => {
  expect(['up', 'first', '12', ' 3. ', '0', 'x', '', '1e3'].map(readMove)).toEqual([
    'up',
    'first',
    12,
    3,
    null,
    null,
    null,
    null,
  ]);
});

it('moves together what moves by the same', () => {
  const places = [
    { id: 'a', before: 1, after: 2 },
    { id: 'b', before: 2, after: 3 },
    { id: 'c', before: 3, after: 1 },
    { id: 'd', before: 4, after: 4 },
  ];
  expect([...shifts(places)]).toEqual([
    [1, ['a', 'b']],
    [-2, ['c']],
  ]);
});

it('finds alike what says much the same on one article, of different organisations', () => {
  const one = (id: string, organisationId: string, place: string, text: string) => ({
    id,
    ordinal: Number(id),
    organisationId,
    place,
    text,
  });
  const same = 'Komuna mban regjistrin e ndërmarrjeve sociale';
  const groups = similarGroups(
    [
      one('1', 'a', 'Neni 5', same),
      one('2', 'b', 'Neni 5', `${same.toUpperCase()} dhe e publikon`),
      one('3', 'c', 'Neni 9', same),
      one('4', 'd', 'Neni 5', 'Ministria cakton tarifat'),
      one('5', 'e', 'Neni 7', same),
      one('6', 'e', 'Neni 7', same),
    ],
    12,
  );
  expect(groups.map((rows) => rows.map(({ id }) => id))).toEqual([['1', '2']]);
});
