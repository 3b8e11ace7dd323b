import type { Act, Values } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { RESUME_ACT } from '../src/chat/formMessage.ts';
import { finishUnfinished } from '../src/chat/forms.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import {
  correctHolidays,
  describedProposal,
  previewCorrection,
} from '../src/drafts/correctHolidays.ts';
import { correctionPreview } from '../src/drafts/correctionPreview.ts';
import { listButton, yearOfCorrection } from '../src/holidays/cards.ts';
import { correctionOf, correctionsInForce } from '../src/holidays/corrections.ts';
import { type CorrectionAct, type Proposal, readProposal, yearsOf } from '../src/holidays/rules.ts';
import { formatShortDay } from '../src/i18n/dates.ts';
import type { Database, Tx } from '../src/storage/database.ts';

/** A correction that staff filled in and have not kept. */
interface FilledCorrection {
  id: string;
  act: CorrectionAct;
  values: Values;
}

const ACTS: readonly CorrectionAct[] = ['add', 'move', 'confirm', 'remove'];

async function proposalOf(
  { language }: Context,
  db: Database | Tx,
  { act, values }: FilledCorrection,
): Promise<Proposal | Refusal> {
  const standing = (await correctionsInForce(db)).map(correctionOf);
  return readProposal(act, values, standing, (day) => formatShortDay(language, day));
}

/** What a filled-in correction would do, with the button that keeps it. */
export async function previewAnswer(
  context: Context,
  db: Database | Tx,
  filled: FilledCorrection,
): Promise<Answer | Refusal> {
  const { t, language, world } = context;
  const proposal = await proposalOf(context, db, filled);
  if (isRefusal(proposal)) return proposal;
  const preview = {
    head: 'holiday.preview.head',
    correction: describedProposal(proposal),
    years: yearsOf(proposal.correction),
    found: await previewCorrection(db, world, proposal),
    buttons: [
      {
        act: 'holiday.apply',
        args: [filled.id],
        label: t('holiday.button.apply'),
        style: 'primary',
      },
      { act: RESUME_ACT, args: [filled.id, '0'], label: t('holiday.button.change') },
      { act: 'holiday.discard', args: [filled.id], label: t('holiday.button.discard') },
    ],
  } as const;
  return privately(correctionPreview(language, preview, world));
}

const filledOption = {
  name: 'unfinished',
  names: { sq: 'i-papërfunduar', sr: 'nezavršeno', en: 'unfinished' },
  describe: 'holiday.describe.unfinished',
  required: true,
} as const;

/** The filled-in correction of this person; another's is answered as none. */
async function openFilled(context: Context, id: string): Promise<FilledCorrection | Refusal> {
  const row = await context.storage.db.unfinished.findUnique({ where: { id } });
  const act = ACTS.find((one) => row?.act === `holiday.${one}`);
  const own = row?.personId === context.actor.personId;
  if (!row || !act || !own || row.state === 'discarded') return refusal('form.gone');
  if (row.state === 'submitted') return refusal('holiday.keptAlready');
  return { id: row.id, act, values: row.values as Values };
}

export const holidayApply: Act = {
  id: 'holiday.apply',
  names: null,
  describe: 'holiday.describe.apply',
  who: 'staff',
  answers: 'private',
  options: [filledOption],
  async run(context, values) {
    const filled = await openFilled(context, values.unfinished ?? '');
    if (isRefusal(filled)) return filled;
    const done = await context.transaction(async (work) => {
      // Taken in the transaction: of two presses at once, one corrects.
      const taken = await work.tx.unfinished.updateMany({
        where: { id: filled.id, state: 'open' },
        data: { state: 'submitted' },
      });
      if (taken.count === 0) return refusal('holiday.keptAlready');
      const proposal = await proposalOf(context, work.tx, filled);
      if (isRefusal(proposal)) {
        await work.tx.unfinished.update({ where: { id: filled.id }, data: { state: 'open' } });
        return proposal;
      }
      const source = filled.values.source?.trim() || null;
      const { moved } = await correctHolidays(work, proposal, source);
      await finishUnfinished(work, filled.id, String(moved));
      return { moved, year: yearOfCorrection(describedProposal(proposal)) };
    });
    if (isRefusal(done)) return done;
    const text = context.t('holiday.done', { count: done.moved });
    return privately(sentence(context.language, text, [listButton(context.t, done.year)]));
  },
};

export const holidayDiscard: Act = {
  id: 'holiday.discard',
  names: null,
  describe: 'holiday.describe.discard',
  who: 'staff',
  answers: 'private',
  options: [filledOption],
  async run(context, values) {
    const filled = await openFilled(context, values.unfinished ?? '');
    if (isRefusal(filled)) return filled;
    await context.transaction(({ tx }) =>
      tx.unfinished.updateMany({
        where: { id: filled.id, state: 'open' },
        data: { state: 'discarded' },
      }),
    );
    return say(context.language, 'holiday.discarded');
  },
};
