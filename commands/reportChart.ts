import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { wantReportChart } from '../src/reports/chartNote.ts';
import { scopeTitle } from '../src/reports/words.ts';
import { audienceOf, scopeOfButton, scopeOption } from './reportShared.ts';

/** The picture comes as a message of its own; the card has the same in words. */
export const reportChart: Act = {
  id: 'report.chart',
  names: null,
  describe: 'numbers.describe.chart',
  who: 'anyone',
  answers: 'private',
  options: [scopeOption],
  async run(context, values) {
    const scope = scopeOfButton(values.scope);
    if (isRefusal(scope)) return scope;
    const { storage, language, actor } = context;
    if ((await scopeTitle(storage.db, language, scope)) === null) return refusal('numbers.gone');
    const { receiver, reader } = audienceOf(actor);
    await context.transaction((work) =>
      wantReportChart(work, { scope, reader, receiver, language }),
    );
    return say(
      language,
      receiver.channel ? 'numbers.chart.comingHere' : 'numbers.chart.comingDirectly',
    );
  },
};
