import { frozenBundles } from '../src/bundles/changedSince.ts';
import { localDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Input } from '../src/chat/form.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import {
  articleName,
  findArticles,
  readableText,
  withHead,
} from '../src/contributions/articles.ts';
import { enterContribution, notEnterable } from '../src/contributions/enterContribution.ts';
import { ENTERED_SOURCES } from '../src/contributions/entered.ts';
import { enteredReceipt } from '../src/contributions/enteredCards.ts';
import { findContribution, loadContribution } from '../src/contributions/find.ts';
import type { ContributionText } from '../src/contributions/rules.ts';
import { readHandedOver } from '../src/documents/recentTexts.ts';
import { findDraft } from '../src/drafts/find.ts';
import type { Translate } from '../src/i18n/index.ts';
import { ORGANISATION_NAME_LENGTH, speakingOrganisation } from '../src/membership/organisations.ts';
import { receiversOf } from '../src/membership/receivers.ts';
import type { Database, Tx } from '../src/storage/database.ts';
import { contributionIntro } from './contribute.ts';
import { completeDraft, draftOption, shownDraft } from './shared.ts';
import { readWholeForm, wholeSteps } from './wholeForm.ts';

/** Where and by whom: a line. */
const SOURCE_LENGTH = 200;

/** Staff enter what reached them by another way than the bot. */
export const contributionEnter: Act = {
  id: 'contribution.enter',
  names: { sq: 'kontribut regjistro', sr: 'unesi doprinos', en: 'contribution enter' },
  describe: 'entered.describe.enter',
  who: 'staff',
  answers: 'form',
  options: [
    draftOption,
    {
      name: 'like',
      names: { sq: 'si', sr: 'kao', en: 'like' },
      describe: 'entered.option.like',
      required: false,
    },
  ],
  complete: (context, option, typed) =>
    option === 'draft' ? completeDraft(context, typed, false) : Promise.resolve([]),
  form: {
    title: 'entered.form.title',
    submitLabel: 'entered.form.enter',
    async subject({ storage }, values) {
      const draft = await findDraft(storage.db, values.draft ?? '');
      if (isRefusal(draft)) return draft;
      return notEnterable(draft) ?? draft.id;
    },
    async begin(context, subject, values) {
      const like = values.like ? await findContribution(context.storage.db, values.like) : null;
      const today = localDay(context.now, context.world.zone);
      const blank = { member: 'yes', kind: 'comment', heardOn: today };
      // The next one from the same meeting: who said what is all that is new.
      if (!like || like.source === 'chat' || like.draftId !== subject) return blank;
      const { source, sourceNote, heardOn } = like;
      return { ...blank, source, sourceNote: sourceNote ?? '', heardOn: heardOn ?? today };
    },
    async intro(context, subject) {
      const last = (await frozenBundles(context.storage.db, subject)).at(-1);
      const intro = contributionIntro(context, await shownDraft(context, subject));
      return last ? `${intro} ${context.t('entered.frozen', { number: last.number })}` : intro;
    },
    steps: async ({ t }, _subject, values) => [sourceInputs(t), ...wholeSteps(t, values, true)],
    handedOver: (files) => readHandedOver(files.get('file')),
    async submit(context, work, filled) {
      const { values, subject } = filled;
      const source = ENTERED_SOURCES.find((known) => known === values.source);
      if (!source) return refusal('form.badChoice', {}, 'source');
      const read = await readWholeForm(work.tx, values);
      if (isRefusal(read)) return read;
      const text = await withArticle(context, work.tx, subject, read);
      const day = values.heardOn ?? '';
      if (day > localDay(work.now, work.zone)) return refusal('entered.heardLater', {}, 'heardOn');
      const organisation = await speakingOrganisation(
        work,
        values.organisation ?? '',
        values.member !== 'no',
      );
      if (isRefusal(organisation)) return organisation;
      const note = values.sourceNote || null;
      const heard = { organisation, source, note, heardOn: day };
      const done = await enterContribution(work, subject, heard, text);
      if (isRefusal(done)) return done;
      await filled.finish(done.id);
      return enteredAnswer(context, work.tx, done.id);
    },
    again: (context, id) => enteredAnswer(context, context.storage.db, id),
  },
};

function sourceInputs(t: Translate): Input[] {
  return [
    {
      kind: 'shortText',
      name: 'organisation',
      label: t('entered.field.organisation'),
      hint: t('entered.hint.organisation'),
      required: true,
      maxLength: ORGANISATION_NAME_LENGTH,
    },
    {
      kind: 'choice',
      name: 'member',
      label: t('entered.field.member'),
      hint: t('entered.hint.member'),
      required: true,
      options: (['yes', 'no'] as const).map((value) => ({
        value,
        label: t(`entered.member.${value}`),
      })),
    },
    {
      kind: 'choice',
      name: 'source',
      label: t('entered.field.source'),
      required: true,
      options: ENTERED_SOURCES.map((value) => ({ value, label: t(`entered.source.${value}`) })),
    },
    {
      kind: 'shortText',
      name: 'sourceNote',
      label: t('entered.field.sourceNote'),
      hint: t('entered.hint.sourceNote'),
      required: false,
      maxLength: SOURCE_LENGTH,
    },
    {
      kind: 'date',
      name: 'heardOn',
      label: t('entered.field.heardOn'),
      hint: t('entered.hint.heardOn'),
      required: true,
    },
  ];
}

/** Where what was named is one article of a known text, it is compared with what stands there. */
async function withArticle(
  { t }: Context,
  tx: Tx,
  draftId: string,
  text: ContributionText,
): Promise<ContributionText> {
  if (text.article === null) return text;
  const [article, another] = await findArticles(tx, draftId, text.article);
  if (!article || another) return text;
  const changes = text.kind === 'amend' || text.kind === 'delete';
  const { proposedText } = text;
  return {
    ...text,
    article: articleName(article, t),
    articleId: article.id,
    currentText: changes ? readableText(article) : null,
    proposedText:
      text.kind === 'amend' && proposedText ? withHead(article, proposedText) : proposedText,
  };
}

/** What was entered, and who is asked about it now. */
export async function enteredAnswer(
  { language }: Context,
  db: Database | Tx,
  id: string,
  revised = false,
): Promise<Answer> {
  const row = await loadContribution(db, id);
  if (!row) throw new Error(`contribution ${id} is gone`);
  const reached = (await receiversOf(db, row.organisationId)).length > 0;
  const frozen = (await frozenBundles(db, row.draftId)).at(-1)?.number ?? null;
  return privately(enteredReceipt(language, row, { reached, frozen, revised }));
}
