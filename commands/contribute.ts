import { asDay } from '../src/calendar/index.ts';
import type { Act, Values } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Input } from '../src/chat/form.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { receipt } from '../src/contributions/cards.ts';
import { loadContribution } from '../src/contributions/find.ts';
import { CONTRIBUTION_KINDS, readContribution } from '../src/contributions/rules.ts';
import { submitContribution } from '../src/contributions/submitContribution.ts';
import { draftTitle } from '../src/drafts/cards.ts';
import type { DraftRow } from '../src/drafts/find.ts';
import { phaseOf } from '../src/drafts/rules.ts';
import { viewOfRow } from '../src/drafts/view.ts';
import { formatMoment } from '../src/i18n/dates.ts';
import type { Translate } from '../src/i18n/index.ts';
import { canSpeak } from '../src/membership/speakFor.ts';
import { completeDraft, draftOption, draftSubject, shownDraft } from './shared.ts';

/** What every platform's long field takes (Slack's is the smallest: 3,000 characters). */
const TEXT_LENGTH = 3_000;
const ARTICLE_LENGTH = 120;

export const contribute: Act = {
  id: 'contribute',
  names: { sq: 'kontribuo', sr: 'doprinos', en: 'contribute' },
  describe: 'contribution.describe.contribute',
  who: 'delegate',
  answers: 'form',
  options: [draftOption],
  complete: (context, _option, typed) => completeDraft(context, typed, true),
  form: {
    title: 'contribution.form.title',
    submitLabel: 'contribution.form.submit',
    async subject(context, values) {
      // Said before anybody writes a page in vain, not after.
      return canSpeak(context.actor) ?? draftSubject(context, values);
    },
    begin: async () => ({ kind: 'amend' }),
    intro: async (context, subject) =>
      contributionIntro(context, await shownDraft(context, subject)),
    steps: async ({ t }) => [contributionInputs(t)],
    async submit(context, work, filled) {
      const text = readContribution(filled.values);
      if (isRefusal(text)) return text;
      const done = await submitContribution(work, context.actor, filled.subject, text);
      if (isRefusal(done)) return done;
      await filled.finish(done.id);
      const row = await loadContribution(work.tx, done.id);
      if (!row) throw new Error(`contribution ${done.id} is gone`);
      return privately(receipt(context.language, row, work, 'contribution.received'));
    },
    again: (context, id) => receiptAgain(context, id),
  },
};

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

export function contributionInputs(t: Translate): Input[] {
  return [
    {
      kind: 'choice',
      name: 'kind',
      label: t('contribution.field.kind'),
      required: true,
      options: CONTRIBUTION_KINDS.map((kind) => ({
        value: kind,
        label: t(`contribution.kind.${kind}`),
      })),
    },
    {
      kind: 'shortText',
      name: 'article',
      label: t('contribution.field.article'),
      hint: t('contribution.hint.article'),
      required: false,
      maxLength: ARTICLE_LENGTH,
    },
    {
      kind: 'longText',
      name: 'proposedText',
      label: t('contribution.field.proposedText'),
      hint: t('contribution.hint.proposedText'),
      required: false,
      maxLength: TEXT_LENGTH,
    },
    {
      kind: 'longText',
      name: 'justification',
      label: t('contribution.field.justification'),
      required: false,
      maxLength: TEXT_LENGTH,
    },
  ];
}

/** Submitted twice is one contribution: the second time shows the same receipt. */
export async function receiptAgain(context: Context, id: string) {
  const row = await loadContribution(context.storage.db, id);
  if (!row) throw new Error(`contribution ${id} is gone`);
  return privately(receipt(context.language, row, context.world, 'contribution.received'));
}

/** The values of a form that begin as what stands now. */
export function valuesOfVersion(version: {
  kind: string;
  article: string | null;
  proposedText: string | null;
  justification: string | null;
}): Values {
  return {
    kind: version.kind,
    article: version.article ?? '',
    proposedText: version.proposedText ?? '',
    justification: version.justification ?? '',
  };
}
