import type { Act, Values } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { RESUME_ACT } from '../src/chat/formMessage.ts';
import type { Button, Part } from '../src/chat/message.ts';
import { articleName } from '../src/contributions/articles.ts';
import { articleOf, changeButtons } from '../src/contributions/cards.ts';
import { notChangeable } from '../src/contributions/changeContribution.ts';
import {
  type ContributionRow,
  currentVersion,
  listOwnContributions,
  loadContribution,
  referenceOf,
} from '../src/contributions/find.ts';
import { positionLines } from '../src/contributions/positions.ts';
import { loadDraft } from '../src/drafts/find.ts';
import { formatShortMoment } from '../src/i18n/dates.ts';
import { articleOfSubject } from './contributionArticle.ts';

const MOST = 10;
/** How many of each have buttons of their own: a message on Discord has room for 25. */
const WITH_BUTTONS = 3;
/** The acts whose unfinished rows are contributions. */
const WRITING = ['contribute', 'contribution.article', 'contribution.revise'];

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
        ...some.flatMap((row) => submittedParts(context, row, withButtons.has(row))),
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
    // A form that begins with what stands is unfinished once a step of it was submitted.
    const untouched = row.createdAt.getTime() === row.updatedAt.getTime();
    if (row.act !== 'contribute' && untouched) continue;
    if (row.act === 'contribute' && !article && !proposedText && !justification) continue;
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
  if (act === 'contribution.article') {
    const { article } = await articleOfSubject(context.storage.db, subject);
    return article && `${article.draft.number} · ${articleName(article, context.t)}`;
  }
  return (await loadDraft(context.storage.db, subject))?.number ?? null;
}

function submittedParts(context: Context, row: ContributionRow, withButtons: boolean): Part[] {
  const { t, language, world } = context;
  const reference = referenceOf(row);
  const current = currentVersion(row);
  const facts = [
    t(`contribution.kind.${current.kind}`),
    articleOf(current, t),
    formatShortMoment(language, row.submittedAt, world.zone),
  ];
  if (row.late) facts.push(t('contribution.list.late'));
  if (row.state === 'withdrawn') facts.push(t('contribution.list.withdrawn'));
  if (row.shared) facts.push(t('contribution.list.shared'));
  const changeable = notChangeable(row, context.now) === null;
  const history: Button = {
    act: 'contribution.history',
    args: [reference],
    label: t('contribution.button.history'),
  };
  const buttons = [
    ...(changeable ? changeButtons(row, t) : []),
    ...(row.versions.length > 1 || current.currentText ? [history] : []),
  ];
  return [
    { kind: 'text', text: [{ bold: reference }, ` · ${facts.join(' · ')}`] },
    ...positionLines(row, t).map((text): Part => ({ kind: 'context', text })),
    ...buttonPart(withButtons ? buttons : []),
  ];
}
