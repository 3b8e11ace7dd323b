import type { Act } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { resumeBatch, stopBatch } from '../src/delivery/queue.ts';
import { findDraft } from '../src/drafts/find.ts';
import { publicationBatch } from '../src/drafts/publication.ts';
import { audit } from '../src/storage/audit.ts';
import { draftOption } from './shared.ts';

/** "Stop what is not yet sent", for as long as something is not. */
export const draftStop: Act = {
  id: 'draft.stop',
  names: null,
  describe: 'draft.describe.stop',
  who: 'staff',
  answers: 'private',
  options: [draftOption],
  async run(context, values) {
    const draft = await findDraft(context.storage.db, values.draft ?? '');
    if (isRefusal(draft)) return draft;
    const count = await context.transaction(async (work) => {
      const stopped = await stopBatch(work, publicationBatch(draft.id));
      await audit(work, 'draft.stop', draft.id, { stopped });
      return stopped;
    });
    const number = draft.number;
    if (count === 0) return say(context.language, 'draft.nothingToStop', { number });
    return privately(
      sentence(context.language, context.t('draft.stopped', { number, count }), [
        { act: 'draft.resume', args: [number], label: context.t('draft.button.resume') },
      ]),
    );
  },
};

export const draftResume: Act = {
  id: 'draft.resume',
  names: null,
  describe: 'draft.describe.resume',
  who: 'staff',
  answers: 'private',
  options: [draftOption],
  async run(context, values) {
    const draft = await findDraft(context.storage.db, values.draft ?? '');
    if (isRefusal(draft)) return draft;
    const count = await context.transaction(async (work) => {
      const resumed = await resumeBatch(work, publicationBatch(draft.id));
      await audit(work, 'draft.resume', draft.id, { resumed });
      return resumed;
    });
    const number = draft.number;
    return count === 0
      ? say(context.language, 'draft.nothingToResume', { number })
      : say(context.language, 'draft.resumed', { number, count });
  },
};
