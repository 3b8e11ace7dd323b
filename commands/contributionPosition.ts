import type { Act, ActOption } from '../src/chat/act.ts';
import { buttonPart, message, privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/invocation.ts';
import type { Part } from '../src/chat/message.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { findContribution, referenceOf } from '../src/contributions/find.ts';
import { type PositionKind, type Taken, takePosition } from '../src/contributions/positions.ts';
import { formatShortMoment } from '../src/i18n/dates.ts';
import { referenceOption } from './shared.ts';

/** What the button says that takes back what another delegate said. */
export const BACK = 'back';

export const backOption: ActOption = {
  name: 'back',
  names: { sq: 'prapa', sr: 'povuci', en: 'back' },
  describe: 'contribution.button.takeBack',
  required: false,
};

const ACTS = { support: 'contribution.support', objection: 'contribution.object' } as const;

/** One tap says it for the organisation, the same tap again takes it back. */
function position(kind: PositionKind): NonNullable<Act['run']> {
  return async (context, values) => {
    const back = values.back === BACK;
    const done = await context.transaction(async (work) => {
      const row = await findContribution(work.tx, values.reference ?? '');
      if (!row) return refusal('contribution.notShared');
      const taken = await takePosition(work, context.actor, row, kind, back);
      return isRefusal(taken) ? taken : { ...taken, reference: referenceOf(row) };
    });
    if (isRefusal(done)) return done;
    const { reference, stands, accepted } = done;
    const waits = stands !== null && !accepted;
    return positionAnswer(context, kind, { ...done, waits }, [ACTS[kind], reference]);
  };
}

/** What came of a tap; where another delegate tapped before, the way to take that back. */
export function positionAnswer(
  { t, language, world }: Context,
  kind: PositionKind,
  said: Pick<Taken, 'organisation' | 'stands' | 'saidBy'> & { reference: string; waits: boolean },
  [act, subject]: readonly [act: string, subject: string],
): Answer {
  const { organisation, reference, stands, saidBy, waits } = said;
  const text = saidBy
    ? t(`contribution.position.saidBefore.${kind}`, {
        person: saidBy.person,
        at: formatShortMoment(language, saidBy.at, world.zone),
        organisation,
        reference,
      })
    : t(`contribution.position.taken.${stands ?? 'none'}`, { organisation, reference });
  const label = t('contribution.button.takeBack');
  const waiting: Part = { kind: 'context', text: t('contribution.position.waits') };
  return privately(
    message(language, text, [
      { kind: 'text', text },
      ...(waits ? [waiting] : []),
      ...buttonPart(saidBy ? [{ act, args: [subject, BACK], label }] : []),
    ]),
  );
}

const options: Act['options'] = [referenceOption, backOption];

export const contributionSupport: Act = {
  id: 'contribution.support',
  names: null,
  describe: 'contribution.describe.support',
  who: 'delegate',
  answers: 'private',
  options,
  run: position('support'),
};

export const contributionObject: Act = {
  id: 'contribution.object',
  names: null,
  describe: 'contribution.describe.object',
  who: 'delegate',
  answers: 'private',
  options,
  run: position('objection'),
};
