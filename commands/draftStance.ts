import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { findDraft } from '../src/drafts/find.ts';
import { type Stance, takeStance } from '../src/drafts/interest.ts';
import { draftOption } from './shared.ts';

/** Both buttons say one thing for the organisation; pressing the same again takes it back. */
function stance(kind: Stance): NonNullable<Act['run']> {
  return async (context, values) => {
    const draft = await findDraft(context.storage.db, values.draft ?? '');
    if (isRefusal(draft)) return draft;
    const done = await context.transaction((work) => takeStance(work, context.actor, draft, kind));
    if (isRefusal(done)) return done;
    return say(context.language, `draft.stanceTaken.${done.stands ?? 'none'}`, {
      number: draft.number,
    });
  };
}

export const draftInterested: Act = {
  id: 'draft.interested',
  names: null,
  describe: 'draft.describe.interested',
  who: 'delegate',
  answers: 'private',
  options: [draftOption],
  run: stance('interested'),
};

export const draftNotForUs: Act = {
  id: 'draft.notForUs',
  names: null,
  describe: 'draft.describe.notForUs',
  who: 'delegate',
  answers: 'private',
  options: [draftOption],
  run: stance('not_for_us'),
};
