import { renderContribution } from './contributions/cards.ts';
import { renderDraft } from './contributions/draftState.ts';
import { DUE_REMINDER, renderDueReminder } from './contributions/dueReminders.ts';
import {
  renderPersonalReminder,
  renderReminderClosed,
  renderReminderProof,
} from './contributions/personalReminderCards.ts';
import {
  PERSONAL_REMINDER,
  REMINDER_CLOSED,
  REMINDER_PROOF,
} from './contributions/personalReminders.ts';
import { renderShared } from './contributions/sharedCard.ts';
import { SHARED } from './contributions/sharing.ts';
import { OFFICE_DIGEST, renderOfficeDigest } from './day/officeDigest.ts';
import type { Renderers } from './delivery/render.ts';
import { renderDocument, renderTimesChanged, renderWithdrawn } from './drafts/notes.ts';
import { renderPublication } from './drafts/publication.ts';
import { renderLateAnswer } from './lateAnswers.ts';
import { renderMembership } from './membership/cards.ts';
import { renderFailing, renderRefused } from './membership/failing.ts';
import { renderPlanReminder } from './plan/cards.ts';
import { PLAN_CHART, renderPlanChart } from './plan/chartNote.ts';

/** Who renders which kind of delivery. */
export const renderers: Renderers = {
  draft: renderDraft,
  'draft.timesChanged': renderTimesChanged,
  'draft.withdrawn': renderWithdrawn,
  'draft.document': renderDocument,
  publication: renderPublication,
  'delivery.failing': renderFailing,
  'delivery.refused': renderRefused,
  membership: renderMembership,
  contribution: renderContribution,
  [SHARED]: renderShared,
  [DUE_REMINDER]: renderDueReminder,
  [PERSONAL_REMINDER]: renderPersonalReminder,
  [REMINDER_PROOF]: renderReminderProof,
  [REMINDER_CLOSED]: renderReminderClosed,
  'plan.reminder': renderPlanReminder,
  [PLAN_CHART]: renderPlanChart,
  [OFFICE_DIGEST]: renderOfficeDigest,
  lateAnswer: renderLateAnswer,
};

/** Those of them that are files: platforms take fewer of these than of messages. */
export const uploads: ReadonlySet<string> = new Set(['draft.document', PLAN_CHART]);
