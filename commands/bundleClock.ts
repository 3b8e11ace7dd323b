import { clockOf } from '../src/authority/clock.ts';
import { clockMessage } from '../src/authority/dispatchCards.ts';
import { loadDispatch, revokeDispatch } from '../src/authority/dispatches.ts';
import { reportDueOn } from '../src/authority/rules.ts';
import { findBundle } from '../src/bundles/find.ts';
import { asDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { explanation } from '../src/drafts/explain.ts';
import { findDraft } from '../src/drafts/find.ts';
import { formatShortDay } from '../src/i18n/dates.ts';
import { bundleOption, completeBundle } from './dispatchShared.ts';
import { draftOption } from './shared.ts';

export const bundleClock: Act = {
  id: 'bundle.clock',
  names: { sq: 'pako afatet', sr: 'paket rokovi', en: 'bundle clock' },
  describe: 'dispatch.describe.clock',
  who: 'anyone',
  answers: 'private',
  options: [bundleOption],
  complete: (context, _option, typed) => completeBundle(context, typed),
  async run(context, values) {
    const { storage, world, language, actor } = context;
    const bundle = await findBundle(storage.db, values.bundle ?? '');
    if (isRefusal(bundle)) return bundle;
    const clock = await clockOf(storage.db, bundle.draftId, world);
    if (!clock) return refusal('dispatch.none', { number: bundle.number });
    return privately(clockMessage(language, clock, world, actor.staffRole !== null));
  },
};

/** How the day of the report was counted: every day from the close, and why it counts. */
export const bundleCounted: Act = {
  id: 'bundle.counted',
  names: null,
  describe: 'dispatch.describe.counted',
  who: 'anyone',
  answers: 'private',
  options: [draftOption],
  async run(context, values) {
    const { storage, world, language, t } = context;
    const draft = await findDraft(storage.db, values.draft ?? '');
    if (isRefusal(draft)) return draft;
    const from = asDay(draft.closesOn);
    const until = reportDueOn(from, world.settings, world.calendar);
    const head = t('clock.counted', {
      number: draft.number,
      due: formatShortDay(language, until),
    });
    const counted = explanation(
      language,
      { head, from, until, countOpeningDay: false, first: 'closing', draft: null, buttons: [] },
      world,
    );
    const note = { kind: 'context', text: t('clock.unverified') } as const;
    return privately({ ...counted, parts: [...counted.parts, note] });
  },
};

/** Under the clock, for staff: asked twice, for what left is not easily undone. */
export const dispatchRevoke: Act = {
  id: 'dispatch.revoke',
  names: null,
  describe: 'dispatch.describe.revoke',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'dispatch',
      names: { sq: 'dërgimi', sr: 'slanje', en: 'dispatch' },
      describe: 'dispatch.option.dispatch',
      required: true,
    },
    {
      name: 'confirm',
      names: { sq: 'konfirmo', sr: 'potvrda', en: 'confirm' },
      describe: 'dispatch.option.confirm',
      required: false,
    },
  ],
  async run(context, values) {
    const { language, t, storage } = context;
    const id = (values.dispatch ?? '').slice(0, 64);
    if (values.confirm !== 'yes') {
      const row = await loadDispatch(storage.db, id);
      if (!row) return refusal('form.gone');
      const { number } = row.bundle;
      if (row.revokedAt) return refusal('dispatch.isRevoked', { number });
      const text = t('dispatch.revokeAsk', { number, to: row.to });
      const label = t('dispatch.button.revokeYes');
      const button = { act: 'dispatch.revoke', args: [id, 'yes'], label, style: 'danger' } as const;
      return privately(sentence(language, text, [button]));
    }
    const done = await context.transaction((work) => revokeDispatch(work, id));
    if (isRefusal(done)) return done;
    return say(language, 'dispatch.revoked', { number: done.bundle.number });
  },
};
