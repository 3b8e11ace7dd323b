import { answerFor, answerMerge } from '../src/bundles/answerMerge.ts';
import { loadMerge, referenceOfMerge } from '../src/bundles/findMerge.ts';
import { officeCard, showMerge } from '../src/bundles/mergeCards.ts';
import { sayOfMerge } from '../src/bundles/mergeSupport.ts';
import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import type { PositionKind } from '../src/contributions/positions.ts';
import { BACK, backOption, positionAnswer } from './contributionPosition.ts';
import { mergeOption } from './mergeShow.ts';

/** An author's delegate answers for the organisation. */
function answer(agreed: boolean): NonNullable<Act['run']> {
  return async (context, values) => {
    const done = await context.transaction((work) =>
      answerMerge(work, context.actor, values.merge ?? '', agreed),
    );
    if (isRefusal(done)) return done;
    const { merge, organisation } = done;
    const reference = referenceOfMerge(merge);
    const stands = merge.state === 'proposed' ? 'waits' : merge.state;
    const key = agreed ? 'merge.agreedNow' : 'merge.declinedNow';
    const { t, language } = context;
    const text = `${t(key, { reference, organisation })} ${t(`merge.then.${stands}`)}`;
    return privately({ language, summary: text, parts: [{ kind: 'text', text }] });
  };
}

export const mergeAgree: Act = {
  id: 'merge.agree',
  names: null,
  describe: 'merge.describe.agree',
  who: 'delegate',
  answers: 'private',
  options: [mergeOption],
  run: answer(true),
};

export const mergeDecline: Act = {
  id: 'merge.decline',
  names: null,
  describe: 'merge.describe.decline',
  who: 'delegate',
  answers: 'private',
  options: [mergeOption],
  run: answer(false),
};

/** Staff write down what an organisation that is no member answered elsewhere. */
export const mergeRecord: Act = {
  id: 'merge.record',
  names: null,
  describe: 'merge.describe.record',
  who: 'staff',
  answers: 'private',
  options: [
    mergeOption,
    {
      name: 'organisation',
      names: { sq: 'organizata', sr: 'organizacija', en: 'organisation' },
      describe: 'membership.option.organisation',
      required: true,
    },
    {
      name: 'answer',
      names: { sq: 'përgjigjja', sr: 'odgovor', en: 'answer' },
      describe: 'merge.option.answer',
      required: true,
    },
  ],
  async run(context, values) {
    const { answer: said } = values;
    if (said !== 'agreed' && said !== 'declined') return refusal('chat.unknownButton');
    const id = values.merge ?? '';
    return context.transaction(async (work) => {
      const done = await answerFor(work, id, values.organisation ?? '', said === 'agreed');
      if (isRefusal(done)) return done;
      const merge = await loadMerge(work.tx, id);
      if (!merge) throw new Error(`no joint text ${id}`);
      return privately(
        officeCard(context.language, await showMerge(work.tx, merge), context.world),
      );
    });
  },
};

const ACTS = { support: 'merge.support', objection: 'merge.object' } as const;

/** One tap says it of the joint text, the same tap again takes it back. */
function position(kind: PositionKind): NonNullable<Act['run']> {
  return async (context, values) => {
    const done = await context.transaction((work) =>
      sayOfMerge(work, context.actor, values.merge ?? '', kind, values.back === BACK),
    );
    if (isRefusal(done)) return done;
    const { merge } = done;
    const said = { ...done, reference: referenceOfMerge(merge), waits: false };
    return positionAnswer(context, kind, said, [ACTS[kind], merge.id]);
  };
}

export const mergeSupport: Act = {
  id: 'merge.support',
  names: null,
  describe: 'merge.describe.support',
  who: 'delegate',
  answers: 'private',
  options: [mergeOption, backOption],
  run: position('support'),
};

export const mergeObject: Act = {
  id: 'merge.object',
  names: null,
  describe: 'merge.describe.object',
  who: 'delegate',
  answers: 'private',
  options: [mergeOption, backOption],
  run: position('objection'),
};
