import { announce, announcing } from '../answers/announce.ts';
import { recordOutcomes } from '../answers/recordOutcomes.ts';
import { keepSource } from '../answers/sources.ts';
import { acknowledge, dispatchesOf, handOver } from '../authority/dispatches.ts';
import { freezeBundle } from '../bundles/freezeBundle.ts';
import { gatherBundle } from '../bundles/gather.ts';
import { addWorkingDays, type Day, localDay, zonedToInstant } from '../calendar/index.ts';
import type { Actor } from '../chat/actor.ts';
import type { Refusal } from '../chat/refusal.ts';
import { articleName, findArticles } from '../contributions/articles.ts';
import { shareContribution } from '../contributions/changeContribution.ts';
import { loadContribution } from '../contributions/find.ts';
import { takePosition } from '../contributions/positions.ts';
import type { ContributionText } from '../contributions/rules.ts';
import { submitContribution } from '../contributions/submitContribution.ts';
import { splitAct } from '../documents/act/split.ts';
import { endDraft } from '../drafts/changeDraft.ts';
import { loadDraft } from '../drafts/find.ts';
import { publishDraft } from '../drafts/publishDraft.ts';
import { LANGUAGES, type Language, translate, translator } from '../i18n/index.ts';
import type { Work } from '../storage/work.ts';

/** When each step was, in working days before today: a consultation of 15 that is long over. */
const STEPS = { opened: 42, proposed: 33, closed: 28, frozen: 27, taken: 25, answered: 9 } as const;

/** Who plays in it: the delegates of two organisations, and somebody of the secretariat. */
export interface Players {
  proposer: Actor;
  supporter: Actor;
  /** The id of the person. */
  office: string;
}

/**
 * One consultation that is over, from the draft to the ministry's answer, so that a visitor can
 * follow a proposal on its way. Draft, organisations and answer are nobody's and are marked as
 * demonstration.
 */
export async function seedRegister(
  work: Work,
  language: Language,
  actText: string,
  { proposer, supporter, office }: Players,
): Promise<void> {
  const t = translator(language);
  const day = (step: keyof typeof STEPS): Day =>
    addWorkingDays(work.calendar, localDay(work.now, work.zone), -STEPS[step]);
  const on = (step: keyof typeof STEPS, personId = office): Work => ({
    ...work,
    now: zonedToInstant(day(step), '10:00', work.zone),
    personId,
  });
  const [titleSq, titleSr, titleEn] = LANGUAGES.map((one) =>
    translate(one, 'demonstration.register.title'),
  );
  const draft = must(
    await publishDraft(
      on('opened'),
      {
        titleSq: titleSq ?? '',
        titleSr: titleSr ?? '',
        titleEn: titleEn ?? '',
        type: 'draft_law',
        institution: 'DEMO',
        receivedOn: day('opened'),
        opensOn: day('opened'),
        closesOn: day('closed'),
        complex: 'no',
      },
      { demonstration: true, parts: splitAct(actText) ?? [] },
    ),
  );
  const proposes = async (
    actor: Actor,
    article: string,
    change: (text: string) => Omit<ContributionText, 'article'>,
  ): Promise<string> => {
    const at = on('proposed', actor.personId);
    const [found] = await findArticles(work.tx, draft.id, article);
    if (!found) throw new Error(`the demonstration act has no article ${article}`);
    const text = { article: articleName(found, t), articleId: found.id, ...change(found.text) };
    const { id } = must(await submitContribution(at, actor, draft.id, text));
    must(await shareContribution(at, await contribution(work, id), true));
    return id;
  };
  const first = await proposes(proposer, '5', (currentText) => ({
    kind: 'amend',
    currentText,
    proposedText: currentText.replace('mund të dëgjojë', 'dëgjon'),
    justification: t('demonstration.register.justification'),
  }));
  const second = await proposes(supporter, '7', () => ({
    kind: 'comment',
    proposedText: null,
    justification: t('demonstration.register.comment'),
  }));
  const row = await contribution(work, first);
  must(await takePosition(on('proposed', supporter.personId), supporter, row, 'support', false));

  const published = await loadDraft(work.tx, draft.id);
  if (!published) throw new Error('the demonstration draft is gone');
  must(await endDraft(on('frozen'), published, 'closed', null));
  const bundle = await gatherBundle(on('frozen'), draft);
  must(await freezeBundle(on('frozen'), bundle.id));
  const handed = { to: 'DEMO', how: t('demonstration.register.handed'), language };
  must(await handOver(on('frozen'), bundle.id, { ...handed, day: day('frozen') }));
  const [dispatch] = await dispatchesOf(work.tx, draft.id);
  if (!dispatch) throw new Error('the demonstration bundle has not left');
  must(await acknowledge(on('taken'), dispatch.id, { day: day('taken'), protocol: 'DEMO-1' }));

  const answered = day('answered');
  const source = must(
    await keepSource(on('answered'), draft.id, {
      kind: 'report',
      title: t('demonstration.register.report'),
      datedOn: answered,
      receivedOn: answered,
      link: '',
      fileId: null,
    }),
  );
  must(
    await recordOutcomes(
      on('answered'),
      [
        {
          contributionId: first,
          code: 'partly',
          reason: t('demonstration.register.reasonPartly'),
          quote: null,
          answeredOn: answered,
          correction: null,
        },
        {
          contributionId: second,
          code: 'rejected',
          reason: t('demonstration.register.reasonRejected'),
          quote: null,
          answeredOn: answered,
          correction: null,
        },
      ],
      { draftId: draft.id, sourceId: source.id, way: 'form' },
    ),
  );
  const { seen } = await announcing(work.tx, draft.id);
  must(await announce(on('answered'), draft, seen));
}

async function contribution(work: Work, id: string) {
  const row = await loadContribution(work.tx, id);
  if (!row) throw new Error(`the demonstration contribution ${id} is gone`);
  return row;
}

/** What a use case gives; in a world that is made here nothing can be refused. */
function must<T extends object | true>(done: T | Refusal | null): T {
  if (done === null || (typeof done === 'object' && 'refused' in done)) {
    throw new Error(`the demonstration register: ${JSON.stringify(done)}`);
  }
  return done as T;
}
