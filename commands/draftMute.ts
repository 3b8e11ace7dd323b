import type { Act } from '../src/chat/act.ts';
import { privately, sentence } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { findDraft } from '../src/drafts/find.ts';
import { muteButton, preferencesButton } from '../src/preferences/cards.ts';
import { muteDraft, ownerToSet } from '../src/preferences/preferences.ts';
import { readScope, scopeOption } from './preferences.ts';
import { draftOption } from './shared.ts';

/** No more notices of one draft, for a channel or for oneself; `off` takes it back. */
export const draftMute: Act = {
  id: 'draft.mute',
  names: null,
  describe: 'preferences.describe.mute',
  who: 'anyone',
  answers: 'private',
  options: [
    draftOption,
    scopeOption,
    {
      name: 'how',
      names: { sq: 'si', sr: 'kako', en: 'how' },
      describe: 'preferences.option.how',
      required: false,
    },
  ],
  async run(context, values) {
    const { t, language, actor, storage } = context;
    const draft = await findDraft(storage.db, values.draft ?? '');
    if (isRefusal(draft)) return draft;
    const scope = readScope(context, values.scope);
    const owner = ownerToSet(actor, scope);
    if (isRefusal(owner)) return owner;
    const muted = values.how !== 'off';
    await context.transaction((work) => muteDraft(work, owner, draft.id, muted));
    const { number } = draft;
    const text = t(`preferences.${muted ? 'muted' : 'unmuted'}.${scope}`, { number });
    return privately(
      sentence(language, text, [
        ...(muted ? [muteButton(t, number, scope, true)] : []),
        preferencesButton(t, scope),
      ]),
    );
  },
};
