import type { Act } from '../src/chat/act.ts';
import type { Actor } from '../src/chat/actor.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import type { Button, Part } from '../src/chat/message.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { articleOf } from '../src/contributions/cards.ts';
import { difference, differenceText } from '../src/contributions/difference.ts';
import {
  type ContributionRow,
  currentVersion,
  findContribution,
  findOwnContribution,
  maySee,
  referenceOf,
} from '../src/contributions/find.ts';
import { notPositionable } from '../src/contributions/positions.ts';
import { positionButtons, positionParts } from '../src/contributions/sharedCard.ts';
import { formatShortMoment } from '../src/i18n/dates.ts';
import type { Translate } from '../src/i18n/index.ts';
import { referenceOption } from './shared.ts';
import { textPages } from './textPages.ts';

/** The latest versions are what people compare. */
const MOST_VERSIONS = 5;

/** Somebody who could speak for another organisation; whether they do is told when they tap. */
function maySay(actor: Actor, row: ContributionRow): boolean {
  const speaks = actor.memberships.some(
    ({ state, role, organisationId }) =>
      state !== 'rejected' &&
      state !== 'ended' &&
      role === 'delegate' &&
      organisationId !== row.organisationId,
  );
  const here = actor.channel?.organisationId;
  return speaks || (here !== undefined && here !== null && here !== row.organisationId);
}

/** The texts as they are, page by page, where a card shows only what differs. */
export const contributionText: Act = {
  id: 'contribution.text',
  names: null,
  describe: 'contribution.describe.text',
  who: 'anyone',
  answers: 'private',
  options: [
    referenceOption,
    {
      name: 'page',
      names: { sq: 'pjesa', sr: 'deo', en: 'page' },
      describe: 'contribution.option.page',
      required: false,
    },
  ],
  async run({ storage, actor, language, t, now }, values) {
    const row = await findContribution(storage.db, values.reference ?? '');
    if (!row || !maySee(actor, row)) {
      const reference = (values.reference ?? '').trim().slice(0, 80);
      return refusal('contribution.unknown', { reference });
    }
    const reference = referenceOf(row);
    const pages = textPages(currentVersion(row), t);
    const wanted = Math.max(0, Number.parseInt(values.page ?? '1', 10) - 1 || 0);
    const index = Math.min(wanted, pages.length - 1);
    const page = pages[index];
    if (!page) return say(language, 'contribution.text.none', { reference });
    const summary = t('contribution.text.title', { reference });
    const buttons: Button[] = [
      ...(maySay(actor, row) && !notPositionable(row, now) ? positionButtons(row, t) : []),
      ...(index + 1 < pages.length
        ? [
            {
              act: 'contribution.text',
              args: [reference, String(index + 2)],
              label: t('contribution.button.more'),
            },
          ]
        : []),
    ];
    return privately(
      message(language, summary, [
        { kind: 'heading', text: summary },
        { kind: 'text', text: [{ bold: page.label }] },
        { kind: 'quote', text: page.text },
        ...(pages.length > 1
          ? [
              {
                kind: 'context',
                text: t('contribution.text.page', { page: index + 1, pages: pages.length }),
              } satisfies Part,
            ]
          : []),
        ...positionParts(row, t),
        ...buttonPart(buttons),
      ]),
    );
  },
};

/** Each version with its time and how it differs from the one before. */
export const contributionHistory: Act = {
  id: 'contribution.history',
  names: null,
  describe: 'contribution.describe.history',
  who: 'delegate',
  answers: 'private',
  options: [referenceOption],
  async run({ storage, actor, language, t, world }, values) {
    const row = await findOwnContribution(storage.db, actor, values.reference ?? '');
    if (isRefusal(row)) return row;
    const summary = t('contribution.history.title', { reference: referenceOf(row) });
    const parts = row.versions.slice(0, MOST_VERSIONS).flatMap((version, index): Part[] => {
      const at = formatShortMoment(language, version.at, world.zone);
      const head = t('contribution.history.version', { version: version.version, at });
      return [
        { kind: 'text', text: [{ bold: head }] },
        {
          kind: 'text',
          text: `${t(`contribution.kind.${version.kind}`)} · ${articleOf(version, t)}`,
        },
        ...versionParts(version, row.versions[index + 1], t),
      ];
    });
    return privately(message(language, summary, [{ kind: 'heading', text: summary }, ...parts]));
  },
};

type Version = ContributionRow['versions'][number];

/** How the article reads if this version is followed. */
const textOf = ({ kind, proposedText, currentText }: Version) =>
  kind === 'delete' ? '' : (proposedText ?? currentText);

function versionParts(version: Version, before: Version | undefined, t: Translate): Part[] {
  const parts: Part[] = [];
  // The first one differs from what stood in the article; without that it is shown as it is.
  const base = before ? textOf(before) : version.currentText;
  const text = textOf(version);
  if (text !== null && base !== null && text !== base) {
    parts.push({ kind: 'text', text: differenceText(difference(base, text)) });
  } else if (version.proposedText && !before) {
    parts.push({ kind: 'quote', text: version.proposedText });
  }
  const { justification } = version;
  if (justification && justification !== before?.justification) {
    parts.push({
      kind: 'context',
      text: t('contribution.history.justification', { text: justification }),
    });
  }
  return parts;
}
