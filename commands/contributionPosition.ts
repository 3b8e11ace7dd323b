import type { Act } from '../src/chat/act.ts';
import { message, privately } from '../src/chat/answers.ts';
import type { Button, Part } from '../src/chat/message.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { findContribution, referenceOf } from '../src/contributions/find.ts';
import { type PositionKind, takePosition } from '../src/contributions/positions.ts';
import { formatShortMoment } from '../src/i18n/dates.ts';
import { referenceOption } from './shared.ts';

/** What the button says that takes back what another delegate said. */
const BACK = 'back';

const ACTS = { support: 'contribution.support', objection: 'contribution.object' } as const;

/** One tap says it for the organisation, the same tap again takes it back. */
function position(kind: PositionKind): NonNullable<Act['run']> {
  return async (context, values) => {
    const { t, language, world } = context;
    const back = values.back === BACK;
    const done = await context.transaction(async (work) => {
      const row = await findContribution(work.tx, values.reference ?? '');
      if (!row) return refusal('contribution.notShared');
      const taken = await takePosition(work, context.actor, row, kind, back);
      return isRefusal(taken) ? taken : { ...taken, reference: referenceOf(row) };
    });
    if (isRefusal(done)) return done;
    const { organisation, reference, stands, saidBy, accepted } = done;
    const takeBack: Button = {
      act: ACTS[kind],
      args: [reference, BACK],
      label: t('contribution.button.takeBack'),
    };
    const text = saidBy
      ? t(`contribution.position.saidBefore.${kind}`, {
          person: saidBy.person,
          at: formatShortMoment(language, saidBy.at, world.zone),
          organisation,
          reference,
        })
      : t(`contribution.position.taken.${stands ?? 'none'}`, { organisation, reference });
    const waits: Part[] =
      stands && !accepted ? [{ kind: 'context', text: t('contribution.position.waits') }] : [];
    const buttons: Part[] = saidBy ? [{ kind: 'buttons', buttons: [takeBack] }] : [];
    return privately(message(language, text, [{ kind: 'text', text }, ...waits, ...buttons]));
  };
}

const options: Act['options'] = [
  referenceOption,
  {
    name: 'back',
    names: { sq: 'prapa', sr: 'povuci', en: 'back' },
    describe: 'contribution.button.takeBack',
    required: false,
  },
];

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
