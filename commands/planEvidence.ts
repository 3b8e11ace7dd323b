import type { Act, ActOption } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { LINK_LENGTH } from '../src/documents/link.ts';
import { findDraft } from '../src/drafts/find.ts';
import {
  addEvidence,
  EVIDENCE_TITLE_LENGTH,
  restoreEvidence,
  takeEvidenceBack,
} from '../src/plan/evidence.ts';
import { tellEvidenceFile } from '../src/plan/evidenceFile.ts';
import { loadActivity } from '../src/plan/find.ts';
import type { Tx } from '../src/storage/database.ts';
import { activityIntro, activityOption, activitySubject, completeActivity } from './planShared.ts';
import { completeDraft } from './shared.ts';

const DRAFT_LENGTH = 100;

export const planEvidence: Act = {
  id: 'plan.evidence',
  names: { sq: 'plani dëshmi', sr: 'plan dokaz', en: 'plan evidence' },
  describe: 'plan.describe.evidence',
  who: 'staff',
  answers: 'form',
  options: [
    activityOption,
    {
      name: 'draft',
      names: { sq: 'projektakti', sr: 'nacrt', en: 'draft' },
      describe: 'draft.option.draft',
      required: false,
      completes: true,
    },
    {
      name: 'link',
      names: { sq: 'lidhja', sr: 'veza', en: 'link' },
      describe: 'plan.option.link',
      required: false,
    },
  ],
  complete: (context, option, typed) =>
    option === 'draft'
      ? completeDraft(context, typed, false)
      : completeActivity(context, typed, false),
  form: {
    title: 'plan.form.evidence',
    submitLabel: 'draft.form.save',
    subject: activitySubject,
    begin: async (_context, _subject, values) => ({
      draft: (values.draft ?? '').trim().slice(0, DRAFT_LENGTH),
      link: (values.link ?? '').trim().slice(0, LINK_LENGTH),
    }),
    intro: activityIntro,
    steps: async ({ t }) => [
      [
        {
          kind: 'shortText',
          name: 'link',
          label: t('plan.field.link'),
          hint: t('plan.hint.evidence'),
          required: false,
          maxLength: LINK_LENGTH,
        },
        {
          kind: 'file',
          name: 'file',
          label: t('plan.field.file'),
          required: false,
          extensions: ['pdf', 'docx', 'doc', 'odt', 'xlsx', 'csv', 'txt', 'jpg', 'png', 'zip'],
        },
        {
          kind: 'shortText',
          name: 'draft',
          label: t('plan.field.draft'),
          required: false,
          maxLength: DRAFT_LENGTH,
        },
        {
          kind: 'shortText',
          name: 'title',
          label: t('plan.field.evidenceTitle'),
          hint: t('plan.hint.evidenceTitle'),
          required: false,
          maxLength: EVIDENCE_TITLE_LENGTH,
        },
      ],
    ],
    async submit({ language, t }, work, filled) {
      const { handle } = await loadActivity(work.tx, filled.subject);
      const { title = '', link = '', file } = filled.values;
      const draft = await draftOf(work.tx, filled.values.draft ?? '');
      if (isRefusal(draft)) return draft;
      const added = await addEvidence(work, handle, { title, link, draft, fileId: file || null });
      if (isRefusal(added)) {
        // Nobody sees that the form holds a file: handed over again, it is meant.
        if (file) await filled.keep({ ...filled.values, file: '' });
        return added;
      }
      await filled.finish(handle);
      const text = t('plan.evidence.added', { handle, title: added.title });
      return privately(
        sentence(language, text, [
          { act: 'plan.show', args: [handle], label: t('plan.button.show', { handle }) },
          {
            act: 'plan.evidenceBack',
            args: [added.id],
            label: t('plan.button.takeBack'),
          },
        ]),
      );
    },
    again: async ({ language }, handle) => say(language, 'plan.evidence.addedAlready', { handle }),
  },
};

async function draftOf(tx: Tx, typed: string) {
  if (typed === '') return null;
  const draft = await findDraft(tx, typed);
  return isRefusal(draft) ? beside(draft, 'draft') : draft;
}

function beside(refused: Refusal, field: string): Refusal {
  return refusal(refused.refused, refused.context, field);
}

const evidenceOption: ActOption = {
  name: 'evidence',
  names: { sq: 'dëshmia', sr: 'dokaz', en: 'evidence' },
  describe: 'plan.option.evidence',
  required: true,
};

const undoOption: ActOption = {
  name: 'undo',
  names: { sq: 'prapa', sr: 'nazad', en: 'undo' },
  describe: 'plan.option.undo',
  required: false,
};

/** Under the answer of `plan evidence` and in `plan show`. */
export const planEvidenceBack: Act = {
  id: 'plan.evidenceBack',
  names: null,
  describe: 'plan.describe.evidenceBack',
  who: 'staff',
  answers: 'private',
  options: [evidenceOption, undoOption],
  async run(context, { evidence = '', undo }) {
    const { language, t } = context;
    const done = await context.transaction((work) =>
      undo ? restoreEvidence(work, evidence) : takeEvidenceBack(work, evidence),
    );
    if (isRefusal(done)) return done;
    const { handle, title } = done;
    const key = undo ? 'plan.evidence.added' : 'plan.evidence.takenBack';
    // One tap must not be final.
    const back = {
      act: 'plan.evidenceBack',
      args: [done.id, 'undo'],
      label: t('plan.button.undo'),
    };
    return privately(
      sentence(language, t(key, { handle, title }), [
        ...(undo ? [] : [back]),
        { act: 'plan.show', args: [handle], label: t('plan.button.show', { handle }) },
      ]),
    );
  },
};

/** A file that the bot has no page for comes to whoever asks in a direct message. */
export const planEvidenceFile: Act = {
  id: 'plan.evidenceFile',
  names: null,
  describe: 'plan.describe.evidenceFile',
  who: 'anyone',
  answers: 'private',
  options: [evidenceOption],
  async run(context, values) {
    const { platform } = context.actor.user;
    const person = { id: context.actor.personId, platform };
    const told = await context.transaction((work) =>
      tellEvidenceFile(work, values.evidence ?? '', person),
    );
    if (isRefusal(told)) return told;
    return say(context.language, 'plan.evidence.fileComes', { title: told.title });
  },
};
