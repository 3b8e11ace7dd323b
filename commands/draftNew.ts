import { localDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { readHandedOver } from '../src/documents/recentTexts.ts';
import { draftSteps } from '../src/drafts/fields.ts';
import { previewAnswer } from './draftPreview.ts';

export const draftNew: Act = {
  id: 'draft.new',
  names: { sq: 'projektakt i-ri', sr: 'nacrt novi', en: 'draft new' },
  describe: 'draft.describe.new',
  who: 'staff',
  answers: 'form',
  options: [],
  form: {
    title: 'draft.form.new',
    submitLabel: 'draft.form.preview',
    subject: async () => '',
    // Most drafts are entered on the day on which they arrive.
    begin: async ({ now, world }) => {
      const today = localDay(now, world.zone);
      return { type: 'draft_law', complex: 'no', receivedOn: today, opensOn: today };
    },
    steps: async ({ t }, _subject, values) => draftSteps(t, values),
    handedOver: (files) => readHandedOver(files.get('file')),
    submit: (context, work, { id, values }) => previewAnswer(context, work, id, values),
    again: async (context, number) => say(context.language, 'draft.publishedAlready', { number }),
  },
};
