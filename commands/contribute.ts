import { asDay } from '../src/calendar/index.ts';
import type { Act, ActOption, FilledForm, Values } from '../src/chat/act.ts';
import { privately, refuse } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Input } from '../src/chat/form.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { findArticles, hasArticles } from '../src/contributions/articles.ts';
import { receipt } from '../src/contributions/cards.ts';
import { loadContribution } from '../src/contributions/find.ts';
import { submitContribution } from '../src/contributions/submitContribution.ts';
import { readHandedOver } from '../src/documents/recentTexts.ts';
import { draftTitle } from '../src/drafts/cards.ts';
import { type DraftRow, findDraft } from '../src/drafts/find.ts';
import { phaseOf } from '../src/drafts/rules.ts';
import { viewOfRow } from '../src/drafts/view.ts';
import { formatMoment } from '../src/i18n/dates.ts';
import type { Translate } from '../src/i18n/index.ts';
import { canSpeak } from '../src/membership/speakFor.ts';
import { showFound } from './contributionView.ts';
import { completeArticle, completeDraft, draftOption, draftSubject, shownDraft } from './shared.ts';
import { ARTICLE_LENGTH, readWholeForm, wholeSteps } from './wholeForm.ts';

const articleOption: ActOption = {
  name: 'article',
  names: { sq: 'neni', sr: 'član', en: 'article' },
  describe: 'contribution.option.article',
  required: false,
  completes: true,
};

export const contribute: Act = {
  id: 'contribute',
  names: { sq: 'kontribuo', sr: 'doprinos', en: 'contribute' },
  describe: 'contribution.describe.contribute',
  who: 'delegate',
  answers: 'form',
  options: [draftOption, articleOption],
  complete: (context, option, typed, given) =>
    option === 'draft'
      ? completeDraft(context, typed, true)
      : completeArticle(context, typed, given),
  form: {
    title: 'contribution.form.title',
    submitLabel: 'contribution.form.submit',
    async instead(context, values) {
      const read = await readCall(context, values);
      if (!read?.typed || !(await hasArticles(context.storage.db, read.draftId))) return null;
      return showFound(context, context.storage.db, read.draftId, read.typed);
    },
    async subject(context, values) {
      // Said before anybody writes a page in vain, not after.
      const no = canSpeak(context.actor);
      if (no) return no;
      const read = await readCall(context, values);
      return draftSubject(context, { draft: read?.draft ?? wholeCall(values) });
    },
    async begin(context, _subject, values) {
      const read = values.article ? await readCall(context, values) : null;
      return { kind: 'amend', ...(read?.typed ? { article: read.typed } : {}) };
    },
    intro: async (context, subject) =>
      contributionIntro(context, await shownDraft(context, subject)),
    async steps({ t, storage }, subject, values) {
      if (!(await hasArticles(storage.db, subject))) return wholeSteps(t, values, true);
      // With an article the form ends here, and what is shown of the article goes on from it.
      const question = [articleQuestion(t)];
      return values.article ? [question] : [question, ...wholeSteps(t, values, false)];
    },
    handedOver: (files) => readHandedOver(files.get('file')),
    async submit(context, work, filled) {
      const typed = filled.values.article ?? '';
      if (typed !== '' && (await hasArticles(work.tx, filled.subject))) {
        const found = await showFound(context, work.tx, filled.subject, typed);
        if (!isRefusal(found)) await leaveQuestion(filled, typed);
        return found;
      }
      const text = await readWholeForm(work.tx, filled.values);
      if (isRefusal(text)) return text;
      const done = await submitContribution(work, context.actor, filled.subject, text);
      if (isRefusal(done)) return done;
      await filled.finish(done.id);
      const row = await loadContribution(work.tx, done.id);
      if (!row) throw new Error(`contribution ${done.id} is gone`);
      return privately(receipt(context.language, row, work, 'contribution.received'));
    },
    async again(context, result) {
      const [, draftId, typed] = QUESTION_RESULT.exec(result) ?? [];
      if (draftId === undefined || typed === undefined) return receiptAgain(context, result);
      const found = await showFound(context, context.storage.db, draftId, typed);
      return isRefusal(found) ? refuse(context.language, found) : found;
    },
  },
};

/** What the form ended in when it only asked for the article. */
const QUESTION_RESULT = /^article:([^:]+):(.*)$/s;

/**
 * The question is answered. What was written on the whole act before stays where it is, to be gone
 * on with.
 */
async function leaveQuestion(filled: FilledForm, typed: string): Promise<void> {
  const { proposedText, justification, file } = filled.values;
  if (!proposedText && !justification && !file) {
    return filled.finish(`article:${filled.subject}:${typed}`);
  }
  await filled.keep({ ...filled.values, article: '' });
}

const wholeCall = ({ draft = '', article = '' }: Values) => `${draft} ${article}`.trim();

/**
 * Which draft was meant, and which article of it. Where options stand in one typed line, the words
 * of a title may have come as the article: then all of them name the draft.
 */
async function readCall(
  context: Context,
  values: Values,
): Promise<{ draftId: string; draft: string; typed: string } | null> {
  const draft = values.draft ?? '';
  const typed = values.article?.trim() ?? '';
  const { db } = context.storage;
  if (typed === '') return null;
  const [one, all] = [await findDraft(db, draft), await findDraft(db, wholeCall(values))];
  if (!isRefusal(one)) {
    const known = await hasArticles(db, one.id);
    const fits = known ? (await findArticles(db, one.id, typed)).length > 0 : isRefusal(all);
    if (fits) return { draftId: one.id, draft, typed };
  }
  if (!isRefusal(all)) return { draftId: all.id, draft: wholeCall(values), typed: '' };
  return isRefusal(one) ? null : { draftId: one.id, draft, typed };
}

function articleQuestion(t: Translate): Input {
  return {
    kind: 'shortText',
    name: 'article',
    label: t('contribution.field.whichArticle'),
    hint: t('contribution.hint.whichArticle'),
    required: false,
    maxLength: ARTICLE_LENGTH,
  };
}

/** Which act this is about, and until when: shown above the fields. */
export function contributionIntro(context: Context, draft: DraftRow): string {
  const { t, language, world } = context;
  const phase = phaseOf({ ...draft, closesOn: asDay(draft.closesOn) }, context.now, world.zone);
  return t(phase === 'open' ? 'contribution.form.intro' : 'contribution.form.lateIntro', {
    number: draft.number,
    title: draftTitle(viewOfRow(draft, null), language),
    due: formatMoment(language, draft.dueAt, world.zone),
  });
}

/** Submitted twice is one contribution: the second time shows the same receipt. */
export async function receiptAgain(context: Context, id: string) {
  const row = await loadContribution(context.storage.db, id);
  if (!row) throw new Error(`contribution ${id} is gone`);
  return privately(receipt(context.language, row, context.world, 'contribution.received'));
}
