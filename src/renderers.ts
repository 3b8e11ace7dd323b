import { ANNOUNCED, BY_HAND } from './answers/announce.ts';
import { renderAnnounced, renderByHand, renderCorrectedByHand } from './answers/announceCards.ts';
import {
  CORRECTED,
  CORRECTED_BY_HAND,
  CORRECTIONS,
  renderCorrected,
  renderCorrections,
} from './answers/corrections.ts';
import {
  ANSWER_SHEET,
  CONFIRM_SHEET,
  renderAnswerSheet,
  renderConfirmSheet,
} from './answers/sheetNotes.ts';
import { WENT, WENT_BACK } from './authority/contributors.ts';
import { renderWent, renderWentBack } from './authority/dispatchCards.ts';
import { renderLetter } from './authority/letterCards.ts';
import { LETTER_FILE, renderLetterFile } from './authority/letterFile.ts';
import { renderMailLeft, renderMailStuck } from './authority/mailCards.ts';
import { MAIL_LEFT, MAIL_STUCK } from './authority/mails.ts';
import { renderStage, renderStageBack } from './authority/stageCards.ts';
import { STAGE, STAGE_BACK } from './authority/stages.ts';
import { LETTER } from './authority/waitingLetters.ts';
import { MERGE_AGREED } from './bundles/answerMerge.ts';
import { BUNDLE_DOCUMENT, renderBundleFile } from './bundles/bundleFile.ts';
import { BUNDLE_CHANGED } from './bundles/changedSince.ts';
import { MERGE_ENDED } from './bundles/endMerge.ts';
import { BUNDLE_FROZEN } from './bundles/freezeBundle.ts';
import { renderMerge, renderMergeAgreed, renderMergeEnded } from './bundles/mergeCards.ts';
import { renderBundleChanged, renderBundleFrozen } from './bundles/notes.ts';
import { MERGE } from './bundles/proposeMerge.ts';
import { renderContribution } from './contributions/cards.ts';
import { renderDraft } from './contributions/draftState.ts';
import { DUE_REMINDER, renderDueReminder } from './contributions/dueReminders.ts';
import { ENTERED, ENTERED_DENIED } from './contributions/entered.ts';
import { renderDenied, renderEntered } from './contributions/enteredCards.ts';
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
import {
  BOARD_PAGE,
  BOARD_UNREACHED,
  renderBoardPage,
  renderBoardUnreached,
} from './day/boardPage.ts';
import { DIGEST } from './day/digest.ts';
import { createDigestRenderer } from './day/digestCards.ts';
import { withNoticeButtons } from './day/noticeButtons.ts';
import { OFFICE_DIGEST, renderOfficeDigest } from './day/officeDigest.ts';
import type { Renderers } from './delivery/render.ts';
import { renderDocument, renderTimesChanged, renderWithdrawn } from './drafts/notes.ts';
import { renderPublication } from './drafts/publication.ts';
import { renderLateAnswer } from './lateAnswers.ts';
import { renderMembership } from './membership/cards.ts';
import { renderFailing, renderRefused } from './membership/failing.ts';
import { renderPlanReminder } from './plan/cards.ts';
import { PLAN_CHART, renderPlanChart } from './plan/chartNote.ts';
import { renderEscalation, renderEscalationClosed } from './plan/escalationCards.ts';
import { ESCALATION, ESCALATION_CLOSED } from './plan/escalations.ts';
import { EVIDENCE_FILE, renderEvidenceFile } from './plan/evidenceFile.ts';
import { PROGRAMME_DUE, renderProgrammeDue } from './programme/dueNote.ts';
import { REPORT_CHART, renderReportChart } from './reports/chartNote.ts';
import {
  EXPORT_DATA,
  EXPORT_FILES,
  EXPORT_MINE,
  EXPORT_WORKBOOK,
  renderExportData,
  renderExportFiles,
  renderExportMine,
  renderExportWorkbook,
} from './reports/export/exportNote.ts';
import { REPORT_FILE, renderReportFile } from './reports/fileNote.ts';

/** Who renders which kind of delivery. */
export const renderers: Renderers = withNoticeButtons({
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
  [ENTERED]: renderEntered,
  [ENTERED_DENIED]: renderDenied,
  [BUNDLE_FROZEN]: renderBundleFrozen,
  [BUNDLE_CHANGED]: renderBundleChanged,
  [MERGE]: renderMerge,
  [MERGE_ENDED]: renderMergeEnded,
  [MERGE_AGREED]: renderMergeAgreed,
  [DUE_REMINDER]: renderDueReminder,
  [PERSONAL_REMINDER]: renderPersonalReminder,
  [REMINDER_PROOF]: renderReminderProof,
  [REMINDER_CLOSED]: renderReminderClosed,
  'plan.reminder': renderPlanReminder,
  [ESCALATION]: renderEscalation,
  [ESCALATION_CLOSED]: renderEscalationClosed,
  [EVIDENCE_FILE]: renderEvidenceFile,
  [PLAN_CHART]: renderPlanChart,
  [PROGRAMME_DUE]: renderProgrammeDue,
  [BUNDLE_DOCUMENT]: renderBundleFile,
  [ANNOUNCED]: renderAnnounced,
  [BY_HAND]: renderByHand,
  [CORRECTED]: renderCorrected,
  [CORRECTIONS]: renderCorrections,
  [CORRECTED_BY_HAND]: renderCorrectedByHand,
  [ANSWER_SHEET]: renderAnswerSheet,
  [CONFIRM_SHEET]: renderConfirmSheet,
  [REPORT_CHART]: renderReportChart,
  [REPORT_FILE]: renderReportFile,
  [EXPORT_DATA]: renderExportData,
  [EXPORT_WORKBOOK]: renderExportWorkbook,
  [EXPORT_FILES]: renderExportFiles,
  [EXPORT_MINE]: renderExportMine,
  [OFFICE_DIGEST]: renderOfficeDigest,
  [DIGEST]: createDigestRenderer(() => renderers),
  [BOARD_PAGE]: renderBoardPage,
  [BOARD_UNREACHED]: renderBoardUnreached,
  [WENT]: renderWent,
  [WENT_BACK]: renderWentBack,
  [LETTER]: renderLetter,
  [LETTER_FILE]: renderLetterFile,
  [MAIL_LEFT]: renderMailLeft,
  [MAIL_STUCK]: renderMailStuck,
  [STAGE]: renderStage,
  [STAGE_BACK]: renderStageBack,
  lateAnswer: renderLateAnswer,
});

/** Those of them that are files: platforms take fewer of these than of messages. */
export const uploads: ReadonlySet<string> = new Set([
  'draft.document',
  EVIDENCE_FILE,
  PLAN_CHART,
  LETTER_FILE,
  BUNDLE_DOCUMENT,
  ANSWER_SHEET,
  CONFIRM_SHEET,
  REPORT_CHART,
  REPORT_FILE,
  EXPORT_DATA,
  EXPORT_WORKBOOK,
  EXPORT_FILES,
  EXPORT_MINE,
]);
