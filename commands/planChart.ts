import { localDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { type Refusal, refusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import { fold, foldedMatch } from '../src/i18n/fold.ts';
import { chartMessage, chartPlans, findPlan, loadChart, wantChart } from '../src/plan/chartNote.ts';
import { fileReceiver } from './shared.ts';

/** Discord's limits of a choice: 100 characters, 25 choices. */
const CHOICE_LENGTH = 100;
const CHOICES = 25;

/** As many plans as are offered as buttons; the last imported ones. */
const BUTTONS = 5;
/** Slack's limit of a button's label. */
const LABEL_LENGTH = 75;

export const planChart: Act = {
  id: 'plan.chart',
  names: { sq: 'plani grafiku', sr: 'plan grafikon', en: 'plan chart' },
  describe: 'plan.describe.chart',
  who: 'anyone',
  answers: 'private',
  options: [
    {
      name: 'plan',
      names: { sq: 'plani', sr: 'plan', en: 'plan' },
      describe: 'plan.option.plan',
      required: false,
      completes: true,
    },
  ],
  async run(context, values) {
    const { db } = context.storage;
    const text = (values.plan ?? '').trim();
    if (text === '') {
      const plans = await chartPlans(db, BUTTONS);
      const [only, another] = plans;
      if (!only) return say(context.language, 'plan.chart.none');
      return another ? whichPlan(context, plans) : sendChart(context, only.id);
    }
    const plan = await findPlan(db, text);
    if (!plan) return refusal('plan.chart.unknown', { title: shorten(text, 60) });
    return sendChart(context, plan.id);
  },
  async complete(context, _option, typed) {
    const plans = await chartPlans(context.storage.db, CHOICES);
    return plans
      .filter(({ title }) => foldedMatch(fold(title), typed))
      .map(({ id, title }) => ({
        // A title that was cut would not be found again.
        value: title.length > CHOICE_LENGTH ? id : title,
        label: shorten(title, CHOICE_LENGTH),
      }));
  },
};

function whichPlan(
  { language, t }: Context,
  plans: readonly { id: string; title: string }[],
): Answer {
  const text = t('plan.chart.which');
  const buttons = plans.map(({ id, title }) => ({
    act: 'plan.chart',
    args: [id],
    label: shorten(title, LABEL_LENGTH),
  }));
  return privately(message(language, text, [{ kind: 'text', text }, ...buttonPart(buttons)]));
}

/** The words at once, the picture as a message of its own. */
async function sendChart(context: Context, planId: string): Promise<Answer | Refusal> {
  const { actor, language, t, world, storage } = context;
  const today = localDay(context.now, world.zone);
  const chart = await loadChart(storage.db, planId, today);
  if (!chart || chart.groups.length === 0) return refusal('plan.chart.none');
  const receiver = fileReceiver(actor);
  await context.transaction((work) => wantChart(work, planId, receiver, language));
  const words = chartMessage(language, chart.plan, chart.groups, today);
  const text = t(receiver.channel ? 'plan.chart.comingHere' : 'plan.chart.comingDirectly');
  return privately({ ...words, parts: [...words.parts, { kind: 'text', text }] });
}
