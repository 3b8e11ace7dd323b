import type { Act, Values } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { RESUME_ACT } from '../src/chat/formMessage.ts';
import type { Button, Part } from '../src/chat/message.ts';
import { changeButtons } from '../src/contributions/cards.ts';
import { notChangeable } from '../src/contributions/changeContribution.ts';
import {
  type ContributionRow,
  currentVersion,
  listOwnContributions,
  loadContribution,
  referenceOf,
} from '../src/contributions/find.ts';
import { loadDraft } from '../src/drafts/find.ts';
import { formatShortMoment } from '../src/i18n/dates.ts';

const MOST = 10;
/** How many of each have buttons of their own: a message on Discord has room for 25. */
const WITH_BUTTONS = 3;
/** The acts whose unfinished rows are contributions. */
const WRITING = ['contribute', 'contribution.revise'];

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
    const submitted: Part[] =
      rows.length === 0
        ? []
        : [
            { kind: 'text', text: [{ bold: t('contribution.list.submitted') }] },
            ...rows.flatMap((row, index) => submittedParts(context, row, index < WITH_BUTTONS)),
          ];
    return privately(
      message(language, t('contribution.describe.list'), [...unfinished, ...submitted]),
    );
  },
};

/** What was begun and holds a text; a form that was only opened is nothing to come back to. */
async function unfinishedParts(context: Context): Promise<Part[]> {
  const { t, language, storage, actor, world } = context;
  const rows = await storage.db.unfinished.findMany({
    where: { personId: actor.personId, state: 'open', act: { in: WRITING } },
    orderBy: { updatedAt: 'desc' },
    take: MOST,
  });
  const parts: Part[] = [];
  for (const row of rows) {
    const { article, proposedText, justification } = row.values as Values;
    // A revision begins with what stands; it is unfinished once a step of it was submitted.
    const untouched = row.createdAt.getTime() === row.updatedAt.getTime();
    if (row.act === 'contribution.revise' && untouched) continue;
    if (!article && !proposedText && !justification) continue;
    const number = await numberOf(context, row.act, row.subject);
    if (!number) continue;
    const at = formatShortMoment(language, row.updatedAt, world.zone);
    parts.push({ kind: 'text', text: t('contribution.list.unfinishedLine', { number, at }) });
    const resume: Button = {
      act: RESUME_ACT,
      args: [row.id, '0'],
      label: t('contribution.button.resume'),
      style: 'primary',
    };
    if (parts.length <= 2 * WITH_BUTTONS) parts.push(...buttonPart([resume]));
  }
  if (parts.length === 0) return [];
  return [{ kind: 'text', text: [{ bold: t('contribution.list.unfinished') }] }, ...parts];
}

async function numberOf(context: Context, act: string, subject: string): Promise<string | null> {
  if (act === 'contribution.revise') {
    const row = await loadContribution(context.storage.db, subject);
    return row && referenceOf(row);
  }
  return (await loadDraft(context.storage.db, subject))?.number ?? null;
}

function submittedParts(context: Context, row: ContributionRow, withButtons: boolean): Part[] {
  const { t, language, world } = context;
  const reference = referenceOf(row);
  const current = currentVersion(row);
  const facts = [
    t(`contribution.kind.${current.kind}`),
    current.article ?? t('contribution.wholeAct'),
    formatShortMoment(language, row.submittedAt, world.zone),
  ];
  if (row.late) facts.push(t('contribution.list.late'));
  if (row.state === 'withdrawn') facts.push(t('contribution.list.withdrawn'));
  const changeable = withButtons && notChangeable(row, context.now) === null;
  return [
    { kind: 'text', text: [{ bold: reference }, ` · ${facts.join(' · ')}`] },
    ...buttonPart(changeable ? changeButtons(reference, t) : []),
  ];
}
