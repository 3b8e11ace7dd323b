import type { Act } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { RESUME_ACT } from '../src/chat/formMessage.ts';
import type { Button, Part } from '../src/chat/message.ts';
import { articleOf, changeButtons, pathButton } from '../src/contributions/cards.ts';
import { notChangeable } from '../src/contributions/changeContribution.ts';
import { sourceText } from '../src/contributions/entered.ts';
import { confirmButtons } from '../src/contributions/enteredParts.ts';
import {
  type ContributionRow,
  currentVersion,
  listOwnContributions,
  referenceOf,
} from '../src/contributions/find.ts';
import { outcomeText } from '../src/contributions/outcomes.ts';
import { positionLines } from '../src/contributions/positions.ts';
import { unfinishedLabel, unfinishedTexts } from '../src/contributions/unfinished.ts';
import { formatShortMoment } from '../src/i18n/dates.ts';

const MOST = 10;
/** How many of each have buttons of their own: a message on Discord has room for 25. */
const WITH_BUTTONS = 3;

export const contributions: Act = {
  id: 'contributions',
  names: { sq: 'kontributet', sr: 'doprinosi', en: 'contributions' },
  describe: 'contribution.describe.list',
  who: 'anyone',
  answers: 'private',
  options: [],
  async run(context) {
    const { t, language, storage, actor } = context;
    const unfinished = await unfinishedParts(context);
    const rows = await listOwnContributions(storage.db, actor, MOST);
    if (unfinished.length === 0 && rows.length === 0)
      return say(language, 'contribution.list.none');
    const withButtons = new Set(rows.slice(0, WITH_BUTTONS));
    const listed = (heading: string, late: boolean): Part[] => {
      const some = rows.filter((row) => row.late === late);
      if (some.length === 0) return [];
      return [
        { kind: 'text', text: [{ bold: heading }] },
        ...some.flatMap((row) =>
          submittedParts(context, row, {
            withButtons: withButtons.has(row),
            answered: actor.staffRole !== null || row.announcedIn !== null,
          }),
        ),
      ];
    };
    return privately(
      message(language, t('contribution.describe.list'), [
        ...unfinished,
        ...listed(t('contribution.list.submitted'), false),
        ...listed(t('contribution.list.lateOnes'), true),
      ]),
    );
  },
};

async function unfinishedParts({ t, language, storage, actor, world }: Context): Promise<Part[]> {
  const texts = await unfinishedTexts(storage.db, actor.personId, MOST);
  if (texts.length === 0) return [];
  const lines = texts.flatMap((text, index): Part[] => {
    const number = unfinishedLabel(text, t);
    const at = formatShortMoment(language, text.updatedAt, world.zone);
    const resume: Button = {
      act: RESUME_ACT,
      args: [text.id, '0'],
      label: t('contribution.button.resume'),
      style: 'primary',
    };
    return [
      { kind: 'text', text: t('contribution.list.unfinishedLine', { number, at }) },
      ...buttonPart(index < WITH_BUTTONS ? [resume] : []),
    ];
  });
  return [{ kind: 'text', text: [{ bold: t('contribution.list.unfinished') }] }, ...lines];
}

function submittedParts(
  context: Context,
  row: ContributionRow,
  /** `answered`: what became of it may be seen, where anything did. */
  { withButtons, answered }: { withButtons: boolean; answered: boolean },
): Part[] {
  const { t, language, world } = context;
  const reference = referenceOf(row);
  const current = currentVersion(row);
  const facts = [
    t(`contribution.kind.${current.kind}`),
    articleOf(current, t),
    formatShortMoment(language, row.submittedAt, world.zone),
  ];
  if (row.source !== 'chat') facts.push(sourceText(row, t, language));
  if (row.late) facts.push(t('contribution.list.late'));
  if (row.state === 'withdrawn') facts.push(t('contribution.list.withdrawn'));
  if (row.shared) facts.push(t('contribution.list.shared'));
  const outcome = answered && row.outcome ? [' · ', { bold: outcomeText(row.outcome, t) }] : [];
  const changeable = notChangeable(row, context.now) === null;
  const history: Button = {
    act: 'contribution.history',
    args: [reference],
    label: t('contribution.button.history'),
  };
  const buttons = [
    ...confirmButtons(row, t),
    ...(changeable ? changeButtons(row, t) : []),
    ...(row.versions.length > 1 || current.currentText ? [history] : []),
    pathButton(reference, t),
  ];
  return [
    { kind: 'text', text: [{ bold: reference }, ` · ${facts.join(' · ')}`, ...outcome] },
    ...positionLines(row, t).map((text): Part => ({ kind: 'context', text })),
    ...buttonPart(withButtons ? buttons : []),
  ];
}
