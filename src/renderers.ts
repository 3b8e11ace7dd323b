import { renderContribution } from './contributions/cards.ts';
import { renderDraft } from './contributions/draftState.ts';
import { DUE_REMINDER, renderDueReminder } from './contributions/dueReminders.ts';
import type { Renderers } from './delivery/render.ts';
import { renderDocument, renderTimesChanged, renderWithdrawn } from './drafts/notes.ts';
import { renderMembership } from './membership/cards.ts';
import { renderPlanReminder } from './plan/cards.ts';

/** Who renders which kind of delivery. */
export const renderers: Renderers = {
  draft: renderDraft,
  'draft.timesChanged': renderTimesChanged,
  'draft.withdrawn': renderWithdrawn,
  'draft.document': renderDocument,
  membership: renderMembership,
  contribution: renderContribution,
  [DUE_REMINDER]: renderDueReminder,
  'plan.reminder': renderPlanReminder,
};
