import { draftOf } from '../src/answers/find.ts';
import { readAnswersAhead } from '../src/answers/importAnswers.ts';
import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { ANY_TABLE_EXTENSIONS } from '../src/documents/readTables.ts';
import { findDraft } from '../src/drafts/find.ts';
import { previewOf, readImport } from './answerImportShared.ts';
import { sourceInput, sourceInputs } from './answerShared.ts';
import { completeDraft, draftOption } from './shared.ts';

/** Takes our own sheet as it was filled in, or the institution's report as it is. */
export const answerImport: Act = {
  id: 'answer.import',
  names: { sq: 'përgjigja importo', sr: 'odgovor uvezi', en: 'answer import' },
  describe: 'answers.describe.import',
  who: 'staff',
  answers: 'form',
  options: [draftOption],
  complete: (context, _option, typed) => completeDraft(context, typed, false),
  form: {
    title: 'answers.form.import',
    submitLabel: 'answers.form.compare',
    async subject({ storage }, { draft = '' }) {
      const found = await findDraft(storage.db, draft);
      return isRefusal(found) ? found : found.id;
    },
    async intro({ storage, t }, subject) {
      const { number } = await draftOf(storage.db, subject);
      return t('answers.form.importIntro', { number });
    },
    async steps(context, subject) {
      const { title, datedOn, receivedOn } = sourceInputs(context);
      return [
        [
          {
            kind: 'file',
            name: 'file',
            label: context.t('answers.field.table'),
            hint: context.t('answers.hint.table'),
            required: true,
            extensions: ANY_TABLE_EXTENSIONS,
          },
          await sourceInput(context, subject, false),
          title,
          datedOn,
          receivedOn,
        ],
      ];
    },
    handedOver: (files, { storage }, subject) =>
      readAnswersAhead(storage.db, subject, files.get('file')),
    async submit(context, work, { id, subject, values }) {
      const read = await readImport(work, { subject, values });
      return isRefusal(read) ? read : previewOf(context, work.tx, id, read);
    },
    again: async ({ language }, result) => say(language, 'answers.importedAlready', { result }),
  },
};
