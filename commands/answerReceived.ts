import { draftOf } from '../src/answers/find.ts';
import { ANSWER_KINDS, keepSource, sourceText } from '../src/answers/sources.ts';
import type { Act } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { findDraft } from '../src/drafts/find.ts';
import { offeredSource, sourceInputs } from './answerShared.ts';
import { completeDraft, draftOption } from './shared.ts';

/** An answer came; what it says of each contribution is another act. */
export const answerReceived: Act = {
  id: 'answer.received',
  names: { sq: 'përgjigja mbërriti', sr: 'odgovor stigao', en: 'answer received' },
  describe: 'answers.describe.received',
  who: 'staff',
  answers: 'form',
  options: [draftOption],
  complete: (context, _option, typed) => completeDraft(context, typed, false),
  form: {
    title: 'answers.form.received',
    submitLabel: 'draft.form.save',
    async subject({ storage }, { draft = '' }) {
      const found = await findDraft(storage.db, draft);
      return isRefusal(found) ? found : found.id;
    },
    async intro({ storage, t }, subject) {
      const { number } = await draftOf(storage.db, subject);
      return t('answers.form.receivedIntro', { number });
    },
    async steps(context) {
      const { title, datedOn, receivedOn, link, file } = sourceInputs(context);
      const { t } = context;
      return [
        [
          {
            kind: 'choice',
            name: 'kind',
            label: t('answers.field.kind'),
            required: true,
            options: ANSWER_KINDS.map((kind) => ({
              value: kind,
              label: t(`answers.kind.${kind}`),
            })),
          },
          { ...title, hint: undefined },
          datedOn,
          receivedOn,
          link,
        ],
        [file],
      ];
    },
    async submit({ language, t }, work, filled) {
      const { values, subject } = filled;
      const kind = ANSWER_KINDS.find((one) => one === values.kind);
      if (!kind) return refusal('form.badChoice', {}, 'kind');
      const source = await keepSource(work, subject, offeredSource(kind, values));
      if (isRefusal(source)) return source;
      const { number } = await draftOf(work.tx, subject);
      await filled.finish(number);
      const text = t('answers.received', { number, source: sourceText(language, source) });
      return privately(
        sentence(language, text, [
          { act: 'answer.import', args: [number], label: t('answers.button.import') },
          { act: 'answer.list', args: [number, 'none'], label: t('answers.button.recordOne') },
        ]),
      );
    },
    again: async ({ language }, number) => say(language, 'answers.receivedAlready', { number }),
  },
};
