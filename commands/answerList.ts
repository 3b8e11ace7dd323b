import { FILTERS, type Filter, registerMessage, registerOf } from '../src/answers/register.ts';
import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { isRefusal, type Refusal } from '../src/chat/refusal.ts';
import { findDraft } from '../src/drafts/find.ts';
import { completeDraft, draftOption } from './shared.ts';

/** What became of what was said to a draft: staff see all, others their own and what they supported. */
export const answerList: Act = {
  id: 'answer.list',
  names: { sq: 'përgjigja lista', sr: 'odgovor spisak', en: 'answer list' },
  describe: 'answers.describe.list',
  who: 'anyone',
  answers: 'private',
  options: [
    draftOption,
    {
      name: 'outcome',
      names: { sq: 'statusi', sr: 'status', en: 'outcome' },
      describe: 'answers.option.outcome',
      required: false,
      choices: [
        { value: 'all', label: 'answers.filter.all' },
        { value: 'accepted', label: 'answers.code.accepted' },
        { value: 'partly', label: 'answers.code.partly' },
        { value: 'rejected', label: 'answers.code.rejected' },
        { value: 'noted', label: 'answers.code.noted' },
        { value: 'out_of_scope', label: 'answers.code.out_of_scope' },
        { value: 'unanswered', label: 'answers.code.unanswered' },
        { value: 'none', label: 'answers.filter.none' },
      ],
    },
    {
      name: 'page',
      names: { sq: 'faqja', sr: 'strana', en: 'page' },
      describe: 'plan.option.page',
      required: false,
    },
  ],
  complete: (context, _option, typed) => completeDraft(context, typed, false),
  run: (context, { draft = '', outcome = 'all', page = '1' }) =>
    registerAnswer(context, draft, outcome, Number.parseInt(page, 10) || 1),
};

/** A page of the register, counted from 1; what is no filter shows all. */
export async function registerAnswer(
  { actor, storage: { db }, language }: Context,
  typed: string,
  outcome: string,
  page: number,
): Promise<Answer | Refusal> {
  const draft = await findDraft(db, typed);
  if (isRefusal(draft)) return draft;
  const staff = actor.staffRole !== null;
  const organisationIds = actor.memberships
    .filter(({ state }) => state === 'accepted')
    .map(({ organisationId }) => organisationId);
  const register = await registerOf(db, draft, { staff, organisationIds });
  const filter: Filter = FILTERS.find((one) => one === outcome) ?? 'all';
  return privately(
    await registerMessage(db, language, draft, register, { filter, page: page - 1, staff }),
  );
}
