import type { Act } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import { finishUnfinished } from '../src/chat/forms.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { readAct } from '../src/drafts/actReading.ts';
import { publishDraft } from '../src/drafts/publishDraft.ts';
import { linkInstitutions } from '../src/plan/institutionLinks.ts';
import { linkPlanned } from '../src/programme/importProgramme.ts';
import { awaited, awaitedParts } from '../src/programme/published.ts';
import { openDraftForm, unfinishedOption } from './draftPreview.ts';

export const draftPublish: Act = {
  id: 'draft.publish',
  names: null,
  describe: 'draft.describe.publish',
  who: 'staff',
  answers: 'private',
  options: [unfinishedOption],
  async run(context, values) {
    const row = await openDraftForm(context, values.unfinished ?? '');
    if (isRefusal(row)) return row;
    const reading = await readAct(context.storage.db, row.values);
    const done = await context.transaction(async (work) => {
      // Taken in the transaction: of two presses at once, one publishes.
      const taken = await work.tx.unfinished.updateMany({
        where: { id: row.id, state: 'open' },
        data: { state: 'submitted' },
      });
      if (taken.count === 0) return { again: true as const };
      const published = await publishDraft(work, row.values, {
        pressedIn: context.actor.channel?.id,
        parts: reading.kind === 'parts' ? reading.parts : undefined,
      });
      if (isRefusal(published)) {
        await work.tx.unfinished.update({ where: { id: row.id }, data: { state: 'open' } });
        return published;
      }
      // A new institution, or a new name, may be one that plans name already.
      if (published.institutionChanged) {
        await linkInstitutions(work);
        await linkPlanned(work);
      }
      const found = await awaited(work, published.id);
      await finishUnfinished(work, row.id, published.number);
      return { ...published, found, again: false as const };
    });
    if (isRefusal(done)) return done;
    if (done.again) return say(context.language, 'draft.publishedAlready', { number: '' });
    const { number, channels, found } = done;
    const shown = sentence(
      context.language,
      context.t('draft.published', { number, count: channels }),
      [
        { act: 'draft.stop', args: [number], label: context.t('draft.button.stop') },
        { act: 'draft.show', args: [number], label: context.t('draft.button.details') },
      ],
    );
    return privately({
      ...shown,
      parts: [...shown.parts, ...awaitedParts(context.t, number, found)],
    });
  },
};

export const draftDiscard: Act = {
  id: 'draft.discard',
  names: null,
  describe: 'draft.describe.discard',
  who: 'staff',
  answers: 'private',
  options: [unfinishedOption],
  async run(context, values) {
    const row = await openDraftForm(context, values.unfinished ?? '');
    if (isRefusal(row)) return row;
    await context.transaction(({ tx }) =>
      tx.unfinished.update({ where: { id: row.id }, data: { state: 'discarded' } }),
    );
    return say(context.language, 'draft.discarded');
  },
};
