import { asDay, type Day, parseDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { explanation, isTooLong, LONGEST_SPAN_DAYS } from '../src/drafts/explain.ts';
import { type DraftRow, findDraft } from '../src/drafts/find.ts';
import { countingOf } from '../src/drafts/rules.ts';
import { formatShortDay } from '../src/i18n/dates.ts';
import { completeDraft, draftOption } from './shared.ts';

export const explain: Act = {
  id: 'explain',
  names: { sq: 'shpjego', sr: 'objasni', en: 'explain' },
  describe: 'explain.describe',
  who: 'anyone',
  answers: 'private',
  options: [
    { ...draftOption, describe: 'explain.option.draft' },
    {
      name: 'until',
      names: { sq: 'deri', sr: 'do', en: 'until' },
      describe: 'explain.option.until',
      required: false,
    },
  ],
  complete: (context, option, typed) =>
    option === 'draft' ? completeDraft(context, typed, false) : Promise.resolve([]),
  async run(context, values) {
    const [first, second] = [values.draft?.trim() ?? '', values.until?.trim() ?? ''];
    const from = parseDay(first);
    if (from) return explainDays(context, from, second);
    // Titles have several words, of which a typed line makes two options.
    const row = await findDraft(context.storage.db, `${first} ${second}`);
    return isRefusal(row) ? row : explainDraft(context, row);
  },
};

function explainDays(context: Context, from: Day, text: string): Answer | Refusal {
  const { language, t, world } = context;
  const until = parseDay(text);
  if (!until) return refusal('explain.badDay', { text: text.slice(0, 40) });
  if (until < from) return refusal('explain.reversed');
  if (isTooLong(from, until)) return refusal('explain.tooLong', { days: LONGEST_SPAN_DAYS });
  const written = {
    from: formatShortDay(language, from),
    until: formatShortDay(language, until),
  };
  const { countOpeningDay } = world.settings;
  const head = t('explain.headDays', written);
  return privately(
    explanation(language, { head, from, until, countOpeningDay, draft: null, buttons: [] }, world),
  );
}

function explainDraft({ language, t, world }: Context, row: DraftRow): Answer {
  const draft = {
    type: row.type,
    complex: row.complex,
    opensOn: asDay(row.opensOn),
    closesOn: asDay(row.closesOn),
    dueOn: asDay(row.dueOn),
    dueTime: row.dueTime as `${number}:${number}`,
    dueAt: row.dueAt,
    zone: row.zone,
    dueByRule: row.dueByRule,
  };
  const button = { act: 'draft.show', args: [row.number], label: t('draft.button.details') };
  const { countOpeningDay } = countingOf(row.type, world.settings);
  return privately(
    explanation(
      language,
      {
        head: t('explain.head', { number: row.number }),
        from: draft.opensOn,
        until: draft.closesOn,
        countOpeningDay,
        draft,
        buttons: [button],
      },
      world,
    ),
  );
}
