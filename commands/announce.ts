import { announcing, announce as tell } from '../src/answers/announce.ts';
import { announcePreview } from '../src/answers/announceCards.ts';
import type { Act } from '../src/chat/act.ts';
import { message, privately, say, sentence } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import { type DraftRow, findDraft } from '../src/drafts/find.ts';
import type { Database, Tx } from '../src/storage/database.ts';
import { completeDraft, draftOption } from './shared.ts';

/** Shows what each author and supporter would be told; a press tells it. */
export const announce: Act = {
  id: 'announce',
  names: { sq: 'njofto', sr: 'obavesti', en: 'announce' },
  describe: 'announce.describe.preview',
  who: 'staff',
  answers: 'private',
  options: [draftOption],
  complete: (context, _option, typed) => completeDraft(context, typed, false),
  async run(context, { draft: typed = '' }) {
    const { db } = context.storage;
    const draft = await findDraft(db, typed);
    return isRefusal(draft) ? draft : preview(context, db, draft, false);
  },
};

async function preview(
  { language, t }: Context,
  db: Database | Tx,
  draft: DraftRow,
  changed: boolean,
): Promise<Answer | Refusal> {
  const now = await announcing(db, draft.id);
  if (now.news.length === 0) {
    const key = now.unanswered > 0 ? 'announce.nothingRecorded' : 'announce.nothing';
    return refusal(key, { number: draft.number });
  }
  const parts = await announcePreview(db, language, draft, now, [
    {
      act: 'announce.send',
      args: [now.seen, draft.number],
      label: t('announce.button.send'),
      style: 'primary',
    },
    { act: 'answer.list', args: [draft.number], label: t('announce.button.all') },
  ]);
  const warning = { kind: 'warning', text: t('announce.preview.changed') } as const;
  const summary = t('announce.preview.head', { number: draft.number });
  return privately(message(language, summary, changed ? [warning, ...parts] : parts));
}

/** Under the preview. */
export const announceSend: Act = {
  id: 'announce.send',
  names: null,
  describe: 'announce.describe.send',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'seen',
      names: { sq: 'e-parë', sr: 'viđeno', en: 'seen' },
      describe: 'plan.option.seen',
      required: true,
    },
    draftOption,
  ],
  async run(context, { draft: typed = '', seen = '' }) {
    const { language, t } = context;
    const done = await context.transaction(async (work) => {
      const draft = await findDraft(work.tx, typed);
      if (isRefusal(draft)) return draft;
      const told = await tell(work, draft, seen);
      return told === null ? preview(context, work.tx, draft, true) : told;
    });
    if (isRefusal(done) || 'kind' in done) return done;
    const { told, organisations, byHand } = done;
    const sent = t('announce.sent', { count: told, organisations });
    if (byHand.length === 0) return privately(sentence(language, sent));
    const names = shorten(byHand.join(', '), 1_000);
    return say(language, 'announce.sentByHand', { sent, names });
  },
};
