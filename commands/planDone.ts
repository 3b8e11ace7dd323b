import type { Act } from '../src/chat/act.ts';
import { privately, sentence } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import { fold } from '../src/i18n/fold.ts';
import { markDone, normaliseHandle } from '../src/plan/markDone.ts';
import { openActivities } from '../src/plan/planDue.ts';

/** Discord's limits of a choice: 100 characters, 25 choices. */
const CHOICE_LENGTH = 100;
const CHOICES = 25;

export const planDone = {
  id: 'plan.done',
  names: { sq: 'plani kryer', sr: 'plan završeno', en: 'plan done' },
  describe: 'plan.describe.done',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'activity',
      names: { sq: 'aktiviteti', sr: 'aktivnost', en: 'activity' },
      describe: 'plan.option.activity',
      required: true,
      completes: true,
    },
    {
      name: 'note',
      names: { sq: 'shënim', sr: 'napomena', en: 'note' },
      describe: 'plan.option.note',
      required: false,
    },
  ],
  async run(context, values) {
    const done = await context.transaction((work) =>
      markDone(work, values.activity ?? '', values.note),
    );
    if (isRefusal(done)) return done;
    const { handle, title } = done;
    const text = context.t('plan.done', { handle, title: shorten(title, 300) });
    return privately(
      sentence(context.language, text, [
        { act: 'plan.reopen', args: [handle], label: context.t('plan.button.reopen') },
      ]),
    );
  },
  async complete(context, _option, typed) {
    const rows = await openActivities(
      context.storage.db,
      { handle: normaliseHandle(typed), titleKey: fold(typed) },
      CHOICES,
    );
    return rows.map(({ handle, title }) => ({
      value: handle,
      label: shorten(`${handle} ${title}`, CHOICE_LENGTH),
    }));
  },
} satisfies Act;
