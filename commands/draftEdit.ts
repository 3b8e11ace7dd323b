import type { Act, Values } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { readHandedOver } from '../src/documents/recentTexts.ts';
import { readAct } from '../src/drafts/actReading.ts';
import { editDraft } from '../src/drafts/changeDraft.ts';
import { draftSteps } from '../src/drafts/fields.ts';
import type { DraftRow } from '../src/drafts/find.ts';
import { replaceArticles } from '../src/drafts/keepArticles.ts';
import { linkInstitutions } from '../src/plan/institutionLinks.ts';
import { linkPlanned } from '../src/programme/importProgramme.ts';
import type { Work } from '../src/storage/work.ts';
import { completeDraft, draftOption, draftSubject, publishedDraft, shownDraft } from './shared.ts';

export const draftEdit: Act = {
  id: 'draft.edit',
  names: { sq: 'projektakt ndrysho', sr: 'nacrt izmeni', en: 'draft edit' },
  describe: 'draft.describe.edit',
  who: 'staff',
  answers: 'form',
  options: [draftOption],
  complete: (context, _option, typed) => completeDraft(context, typed, true),
  form: {
    title: 'draft.form.edit',
    submitLabel: 'draft.form.save',
    subject: draftSubject,
    begin: async (context, subject) => valuesOf(await shownDraft(context, subject)),
    intro: async (context, subject) => (await shownDraft(context, subject)).number,
    steps: async ({ t }, _subject, values) => draftSteps(t, values),
    handedOver: (files) => readHandedOver(files.get('file')),
    async submit(context, work, filled) {
      const draft = await publishedDraft(work.tx, filled.subject);
      const done = await editDraft(work, draft, filled.values);
      if (isRefusal(done)) return done;
      // A new institution, or a new name, may be one that plans name already.
      if (done.institutionChanged) {
        await linkInstitutions(work);
        await linkPlanned(work);
      }
      const reread = await readAnew(work, draft, filled.values);
      await filled.finish(draft.number);
      const number = draft.number;
      return say(
        context.language,
        done.changed > 0 || reread ? 'draft.edited' : 'draft.unchanged',
        {
          number,
        },
      );
    },
    again: async (context, number) => say(context.language, 'draft.edited', { number }),
  },
};

/** A new file or a pasted text takes the place of the articles that were read before. */
async function readAnew(work: Work, draft: DraftRow, values: Values): Promise<boolean> {
  const before = draft.documents.find(({ fileId }) => fileId)?.fileId ?? '';
  if (!values.text && (values.file ?? '') === before) return false;
  const reading = await readAct(work.tx, values);
  if (reading.kind !== 'parts') return false;
  await replaceArticles(work, draft.id, reading.parts);
  return true;
}

function valuesOf(draft: DraftRow): Record<string, string> {
  const { code, nameSq } = draft.institution;
  return {
    titleSq: draft.titleSq,
    titleSr: draft.titleSr ?? '',
    titleEn: draft.titleEn ?? '',
    type: draft.type,
    institution: nameSq ? `${code} – ${nameSq}` : code,
    receivedOn: draft.receivedOn,
    opensOn: draft.opensOn,
    closesOn: draft.closesOn,
    due: `${draft.dueOn} ${draft.dueTime}`,
    complex: draft.complex ? 'yes' : 'no',
    link: draft.documents.find((document) => document.url)?.url ?? '',
    file: draft.documents.find((document) => document.fileId)?.fileId ?? '',
    summary: draft.summary ?? '',
  };
}
