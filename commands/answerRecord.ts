import { findTarget, standingOutcomes, type Target } from '../src/answers/find.ts';
import {
  keptText,
  type NewOutcome,
  outcomeProblem,
  recordOutcomes,
} from '../src/answers/recordOutcomes.ts';
import {
  CORRECTION_LENGTH,
  QUOTE_LENGTH,
  REASON_LENGTH,
  saysTheSame,
} from '../src/answers/rules.ts';
import { localDay } from '../src/calendar/index.ts';
import type { Act, Values } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Input } from '../src/chat/form.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { pathButton } from '../src/contributions/cards.ts';
import { OUTCOME_CODES, outcomeText } from '../src/contributions/outcomes.ts';
import { contributionReference } from '../src/contributions/rules.ts';
import { registerAnswer } from './answerList.ts';
import {
  answeredOption,
  chosenSource,
  completeReference,
  dayOfSource,
  isDraftOnly,
  keptSource,
  sourceInput,
  sourceInputs,
} from './answerShared.ts';

export const answerRecord: Act = {
  id: 'answer.record',
  names: { sq: 'përgjigja regjistro', sr: 'odgovor upiši', en: 'answer record' },
  describe: 'answers.describe.record',
  who: 'staff',
  answers: 'form',
  options: [answeredOption],
  complete: (context, _option, typed) => completeReference(context, typed),
  form: {
    title: 'answers.form.record',
    submitLabel: 'draft.form.save',
    // A draft was named: whoever looks for a contribution of it gets all of them.
    instead: async (context, { reference = '' }) =>
      isDraftOnly(reference) ? registerAnswer(context, reference, 'none', 1) : null,
    async subject({ storage }, { reference = '' }) {
      const target = await findTarget(storage.db, reference);
      return isRefusal(target) ? target : target.reference;
    },
    async begin({ storage }, subject): Promise<Values> {
      const [standing] = await standingOf(storage.db, await targetOf(storage.db, subject));
      if (!standing) return {};
      const { code, reason, quote, answeredOn } = standing;
      return { code, reason: reason ?? '', quote: quote ?? '', answeredOn };
    },
    async intro({ storage, t }, subject) {
      const target = await targetOf(storage.db, subject);
      const [standing] = await standingOf(storage.db, target);
      if (!standing) return t('answers.form.recordIntro', { reference: target.reference });
      const outcome = outcomeText(standing.code, t);
      return t('answers.form.correctIntro', { reference: target.reference, outcome });
    },
    async steps(context, subject) {
      const target = await targetOf(context.storage.db, subject);
      const [standing] = await standingOf(context.storage.db, target);
      const { title, datedOn, link, file } = sourceInputs(context);
      const source = await sourceInput(context, target.draft.id, true);
      return [outcomeInputs(context, Boolean(standing)), [source, title, datedOn, link, file]];
    },
    async submit(context, work, filled) {
      const target = await targetOf(work.tx, filled.subject);
      const { values } = filled;
      const chosen = await chosenSource(work, target.draft.id, values);
      if (isRefusal(chosen)) return chosen;
      const code = OUTCOME_CODES.find((one) => one === values.code);
      if (!code) return refusal('form.badChoice', {}, 'code');
      if ('none' in chosen && code !== 'unanswered') {
        return refusal('answers.noSource', {}, 'source');
      }
      const today = localDay(work.now, work.zone);
      if ((values.answeredOn ?? '') > today) return refusal('answers.dayAhead', {}, 'answeredOn');
      const said = {
        code,
        reason: keptText(values.reason),
        quote: keptText(values.quote),
        answeredOn: values.answeredOn || dayOfSource(work, chosen),
        correction: keptText(values.correction),
      };
      const standing = await standingOutcomes(work.tx, target.contributionIds);
      const all = target.contributionIds.map((id): NewOutcome => ({ ...said, contributionId: id }));
      // Of the parts of a joint text some may have this outcome already.
      const others = all.filter(({ contributionId }) => {
        const before = standing.get(contributionId);
        return !before || !saysTheSame(before, said);
      });
      const outcomes = others.length > 0 ? others : all;
      const no = outcomeProblem(outcomes, standing);
      if (no) return no;
      const sourceId = await keptSource(work, target.draft.id, chosen);
      if (isRefusal(sourceId)) return sourceId;
      const recorded = { draftId: target.draft.id, sourceId, way: 'form' } as const;
      const done = await recordOutcomes(work, outcomes, recorded);
      if (isRefusal(done)) return done;
      await filled.finish(target.reference);
      const { t, language } = context;
      const outcome = outcomeText(code, t);
      const { reference, draft } = target;
      const key = done.corrected > 0 ? 'answers.corrected.done' : 'answers.recorded';
      return privately(
        sentence(language, t(key, { reference, outcome }), [
          pathButton(reference.includes('/B-') ? await firstOf(work.tx, outcomes) : reference, t),
          {
            act: 'answer.list',
            args: [draft.number, 'none'],
            label: t('answers.button.next'),
          },
        ]),
      );
    },
    again: async ({ language }, reference) =>
      say(language, 'answers.recordedAlready', { reference }),
  },
};

type Db = Parameters<typeof findTarget>[0];

/** What a form is about: it was there when the form opened, and contributions stay. */
async function targetOf(db: Db, subject: string): Promise<Target> {
  const target = await findTarget(db, subject);
  if (isRefusal(target)) throw new Error(`no ${subject}`);
  return target;
}

async function standingOf(db: Db, { contributionIds }: Target) {
  return [...(await standingOutcomes(db, contributionIds)).values()];
}

/** The path of a joint text is the one of its first part. */
async function firstOf(db: Db, outcomes: readonly NewOutcome[]): Promise<string> {
  const { draft, ordinal } = await db.contribution.findUniqueOrThrow({
    where: { id: outcomes[0]?.contributionId ?? '' },
    include: { draft: true },
  });
  return contributionReference(draft.number, ordinal);
}

function outcomeInputs({ t }: Context, corrects: boolean): Input[] {
  return [
    {
      kind: 'choice',
      name: 'code',
      label: t('answers.field.code'),
      required: true,
      options: OUTCOME_CODES.map((code) => ({ value: code, label: outcomeText(code, t) })),
    },
    {
      kind: 'longText',
      name: 'reason',
      label: t('answers.field.reason'),
      hint: t('answers.hint.reason'),
      required: false,
      maxLength: REASON_LENGTH,
    },
    {
      kind: 'longText',
      name: 'quote',
      label: t('answers.field.quote'),
      required: false,
      maxLength: QUOTE_LENGTH,
    },
    {
      kind: 'date',
      name: 'answeredOn',
      label: t('answers.field.answeredOn'),
      hint: t('answers.hint.answeredOn'),
      required: false,
    },
    ...(corrects
      ? [
          {
            kind: 'shortText',
            name: 'correction',
            label: t('answers.field.correction'),
            hint: t('answers.hint.correction'),
            required: true,
            maxLength: CORRECTION_LENGTH,
          } satisfies Input,
        ]
      : []),
  ];
}
