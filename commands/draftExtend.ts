import { asDay, parseDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { refreshShared } from '../src/contributions/sharing.ts';
import { extendDraft } from '../src/drafts/changeDraft.ts';
import { dueInput } from '../src/drafts/fields.ts';
import { standardDue } from '../src/drafts/rules.ts';
import { formatMoment } from '../src/i18n/dates.ts';
import { contributionIntro } from './contribute.ts';
import { completeDraft, draftOption, draftSubject, publishedDraft, shownDraft } from './shared.ts';

export const draftExtend: Act = {
  id: 'draft.extend',
  names: { sq: 'projektakt shtyj', sr: 'nacrt produži', en: 'draft extend' },
  describe: 'draft.describe.extend',
  who: 'staff',
  answers: 'form',
  options: [
    draftOption,
    {
      name: 'closes',
      names: { sq: 'mbyllet', sr: 'zatvara-se', en: 'closes' },
      describe: 'draft.hint.closesOn',
      required: false,
    },
  ],
  complete: (context, option, typed) =>
    option === 'draft' ? completeDraft(context, typed, true) : Promise.resolve([]),
  form: {
    title: 'draft.form.extend',
    submitLabel: 'draft.form.save',
    async subject(context, values) {
      const closes = values.closes?.trim() ?? '';
      if (closes !== '' && !parseDay(closes)) return refusal('form.badDate');
      return draftSubject(context, values);
    },
    async begin(context, subject, values) {
      const draft = await shownDraft(context, subject);
      const { world } = context;
      const usual = standardDue(world.calendar, asDay(draft.closesOn), world.settings);
      const unusual = usual.dueOn !== draft.dueOn || usual.dueTime !== draft.dueTime;
      const own = unusual || draft.dueByRule === false;
      return {
        closesOn: parseDay(values.closes ?? '') ?? draft.closesOn,
        // A time that was set for this draft is not to be lost by leaving a field empty.
        due: own ? `${draft.dueOn} ${draft.dueTime}` : '',
      };
    },
    intro: async (context, subject) =>
      contributionIntro(context, await shownDraft(context, subject)),
    steps: async ({ t }) => [
      [
        {
          kind: 'date',
          name: 'closesOn',
          label: t('draft.field.closesOn'),
          hint: t('draft.hint.closesOn'),
          required: true,
        },
        dueInput(t),
      ],
    ],
    async submit(context, work, filled) {
      const draft = await publishedDraft(work.tx, filled.subject);
      const done = await extendDraft(work, draft, filled.values);
      if (isRefusal(done)) return done;
      await refreshShared(work, draft.id);
      await filled.finish(draft.number);
      const { number, dueAt } = await publishedDraft(work.tx, filled.subject);
      const due = formatMoment(context.language, dueAt, work.zone);
      return say(context.language, 'draft.extended', { number, due });
    },
    again: async (context, number) => say(context.language, 'draft.edited', { number }),
  },
};
