import type { Act } from '../src/chat/act.ts';
import { message, privately, say, sentence } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Button, Part } from '../src/chat/message.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { daysText, remindHereButton } from '../src/contributions/personalReminderCards.ts';
import {
  beginReminding,
  personalDays,
  personalReminder,
  proofOf,
  stopReminding,
} from '../src/contributions/personalReminders.ts';
import { remindOffButton } from '../src/contributions/reminderCards.ts';
import { reasonSentence } from '../src/delivery/reasons.ts';
import { type DraftRow, findDraft } from '../src/drafts/find.ts';
import { formatAgo } from '../src/i18n/dates.ts';
import { draftOption } from './shared.ts';

/**
 * "Remind me" on a draft: the same button again turns it off. `here` asks for the channel instead
 * of a direct message, `check` says what became of the proof, `off` only turns off.
 */
export const draftRemind: Act = {
  id: 'draft.remind',
  names: null,
  describe: 'contribution.describe.remind',
  who: 'anyone',
  answers: 'private',
  options: [
    draftOption,
    {
      name: 'how',
      names: { sq: 'si', sr: 'kako', en: 'how' },
      describe: 'contribution.option.remindHow',
      required: false,
    },
  ],
  async run(context, values) {
    const { storage, actor } = context;
    const draft = await findDraft(storage.db, values.draft ?? '');
    if (isRefusal(draft)) return draft;
    if (values.how === 'check') return whatBecame(context, draft);
    if (values.how === 'here') return begin(context, draft, true);
    const asked = await personalReminder(storage.db, actor.personId, draft.id);
    return asked || values.how === 'off' ? stop(context, draft) : begin(context, draft, false);
  },
};

async function stop(context: Context, { id, number }: DraftRow) {
  const stopped = await context.transaction((work) =>
    stopReminding(work, context.actor.personId, id),
  );
  if (!stopped) return refusal('contribution.remind.notOn', { number });
  return say(context.language, 'contribution.remind.off', { number });
}

async function begin(context: Context, draft: DraftRow, inChannel: boolean) {
  const { t, language, world, actor } = context;
  const begun = await context.transaction((work) => beginReminding(work, actor, draft, inChannel));
  if (isRefusal(begun)) return begun;
  const { number } = draft;
  const days = daysText(language, personalDays(draft, world.now, world));
  if (inChannel) {
    const channel = `#${context.channelName}`;
    const text = t('contribution.remind.onHere', { number, channel, days });
    return privately(sentence(language, text, [remindOffButton(t, number)]));
  }
  const text = t('contribution.remind.on', { number, days });
  return privately(
    sentence(language, text, [checkButton(context, number), remindOffButton(t, number)]),
  );
}

const checkButton = ({ t }: Context, number: string): Button => ({
  act: 'draft.remind',
  args: [number, 'check'],
  label: t('contribution.button.remindCheck'),
});

/** Whether the proof arrived; where direct messages are closed, the channel is offered. */
async function whatBecame(context: Context, draft: DraftRow) {
  const { t, language, storage, actor, world } = context;
  const { number } = draft;
  const asked = await personalReminder(storage.db, actor.personId, draft.id);
  if (!asked) return refusal('contribution.remind.notOn', { number });
  const proof = await proofOf(storage.db, asked.id);
  const off = remindOffButton(t, number);
  if (proof?.state === 'sent' && proof.sentAt) {
    const ago = formatAgo(language, proof.sentAt, world.machineNow);
    return privately(sentence(language, t('contribution.remind.sent', { ago }), [off]));
  }
  if (proof?.state !== 'parked') {
    const buttons = [checkButton(context, number), off];
    return privately(sentence(language, t('contribution.remind.waiting'), buttons));
  }
  const reason = reasonSentence(t, proof.error ?? '');
  const closed = t('contribution.remind.closed', { reason });
  const button = t('contribution.button.remind');
  const offer: Part = {
    kind: 'text',
    text: actor.channel
      ? t('contribution.remind.closedOffer')
      : t('contribution.remind.closedElsewhere', { button }),
  };
  const buttons = actor.channel ? [remindHereButton(t, number), off] : [off];
  return privately(
    message(language, closed, [
      { kind: 'warning', text: closed },
      offer,
      { kind: 'buttons', buttons },
    ]),
  );
}
