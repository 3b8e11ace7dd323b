import type { Act } from '../src/chat/act.ts';
import { announce, announceSend } from './announce.ts';
import { answerApply, answerConfirm, answerDiscard } from './answerApply.ts';
import { answerImport } from './answerImport.ts';
import { answerList } from './answerList.ts';
import { answerReceived } from './answerReceived.ts';
import { answerRecord } from './answerRecord.ts';
import { answerSheet } from './answerSheet.ts';
import { answerSourceBack, answerSources } from './answerSources.ts';
import { answerVerify } from './answerVerify.ts';
import { articleEdit, articleMerge, articleSplit } from './articleMend.ts';
import { articles } from './articles.ts';
import { articlesRead } from './articlesRead.ts';
import { bundleAcknowledge } from './bundleAcknowledge.ts';
import { bundleClock, bundleCounted, dispatchRevoke } from './bundleClock.ts';
import { bundleDocuments } from './bundleDocuments.ts';
import { bundleEntry, bundleMove, bundleRow, bundleTake } from './bundleEntry.ts';
import { bundleIntro, bundleLeave, bundleNote, bundlePlace } from './bundleForms.ts';
import { bundleFreeze } from './bundleFreeze.ts';
import { bundleList } from './bundleList.ts';
import { bundleSend, dispatchEmail, dispatchHand } from './bundleSend.ts';
import { bundleAddendum, bundleShow } from './bundleShow.ts';
import { channelLink } from './channelLink.ts';
import { channelUnlink } from './channelUnlink.ts';
import { contactEnd, contactList, contactSet } from './contacts.ts';
import { contribute } from './contribute.ts';
import { contributionArticle } from './contributionArticle.ts';
import { contributionConfirm, contributionDeny } from './contributionConfirm.ts';
import { contributionEnter } from './contributionEnter.ts';
import { contributionObject, contributionSupport } from './contributionPosition.ts';
import { contributionRevise } from './contributionRevise.ts';
import { contributionShare } from './contributionShare.ts';
import { contributionShow } from './contributionShow.ts';
import { contributions } from './contributions.ts';
import { contributionHistory, contributionText } from './contributionText.ts';
import { contributionView } from './contributionView.ts';
import { contributionWithdraw } from './contributionWithdraw.ts';
import { contributionWritten } from './contributionWritten.ts';
import { delivery } from './delivery.ts';
import { deliveryRetry, deliveryUnlink } from './deliveryRetry.ts';
import { draftEdit } from './draftEdit.ts';
import { draftClose, draftWithdraw } from './draftEnd.ts';
import { draftExtend } from './draftExtend.ts';
import { draftList } from './draftList.ts';
import { draftMute } from './draftMute.ts';
import { draftNew } from './draftNew.ts';
import { draftPreview } from './draftPreview.ts';
import { draftDiscard, draftPublish } from './draftPublish.ts';
import { draftRemind } from './draftRemind.ts';
import { draftShow } from './draftShow.ts';
import { draftStage, stageList, stageTakeBack } from './draftStage.ts';
import { draftInterested, draftNotForUs } from './draftStance.ts';
import { draftResume, draftStop } from './draftStop.ts';
import { explain } from './explain.ts';
import { exportAll, exportMine } from './export.ts';
import { createHelp } from './help.ts';
import { holidayAdd, holidayConfirm, holidayMove, holidayRemove } from './holidayCorrect.ts';
import { holidayList } from './holidayList.ts';
import { holidayApply, holidayDiscard } from './holidayPreview.ts';
import { holidayTakeBack } from './holidayTakeBack.ts';
import {
  institutionAdd,
  institutionAddUnknown,
  institutionAlias,
  institutionList,
  institutionSuccessor,
} from './institutions.ts';
import { languageAct } from './language.ts';
import { letterEdit, letterSent } from './letterForms.ts';
import { letterAside, letterFileAct, letterList, letterSend, letterShow } from './letters.ts';
import { mailAgain, mailArrived } from './mailDecide.ts';
import { memberAccept, memberReject } from './memberDecide.ts';
import { memberJoin } from './memberJoin.ts';
import { memberList } from './memberList.ts';
import { memberRole } from './memberRole.ts';
import { mergeAgree, mergeDecline, mergeObject, mergeRecord, mergeSupport } from './mergeAnswer.ts';
import { mergeChoose, mergePropose } from './mergePropose.ts';
import { mergeShow, mergeText, mergeWithdraw } from './mergeShow.ts';
import { organisationAdd } from './organisationAdd.ts';
import { organisationImport } from './organisationImport.ts';
import { planChart } from './planChart.ts';
import { planDone } from './planDone.ts';
import { planDrop } from './planDrop.ts';
import { planDue } from './planDue.ts';
import { planEscalate, planEscalateOff } from './planEscalate.ts';
import { planEvidence, planEvidenceBack, planEvidenceFile } from './planEvidence.ts';
import { planApply, planDiscard, planImport } from './planImport.ts';
import { planMove } from './planMove.ts';
import { planReopen } from './planReopen.ts';
import { planPage, planShow } from './planShow.ts';
import { preferences, preferencesKinds, preferencesSet } from './preferences.ts';
import { preferencesEdit } from './preferencesEdit.ts';
import {
  programmeAdd,
  programmeMove,
  programmeReopen,
  programmeWithdraw,
} from './programmeChange.ts';
import { programmeApply, programmeDiscard, programmeImport } from './programmeImport.ts';
import {
  programmeConfirm,
  programmeMatch,
  programmeUnlike,
  programmeUnmatch,
} from './programmeMatch.ts';
import { programmeLetter, programmeMissing } from './programmeMissing.ts';
import { programmePage, programmeShow } from './programmeShow.ts';
import { record, recordPage } from './record.ts';
import { reportDraft, reportInstitution, reportOrganisation, reportYear } from './report.ts';
import { reportChart } from './reportChart.ts';
import { reportFile } from './reportFile.ts';
import { reportInstitutions, reportMeaning, reportRows, reportShow } from './reportRows.ts';
import { setting } from './setting.ts';
import {
  sightingAdd,
  sightingCame,
  sightingEnd,
  sightingMatched,
  sightingShow,
} from './sightings.ts';
import { today } from './today.ts';

const listed: readonly Act[] = [
  today,
  draftList,
  draftShow,
  explain,
  articles,
  contribute,
  contributions,
  contributionShow,
  answerList,
  bundleClock,
  memberJoin,
  reportYear,
  reportInstitution,
  reportOrganisation,
  reportDraft,
  programmeShow,
  planShow,
  planDue,
  planChart,
  institutionList,
  holidayList,
  languageAct,
  preferences,
  exportMine,
  draftNew,
  draftEdit,
  draftExtend,
  draftClose,
  draftWithdraw,
  contributionEnter,
  bundleShow,
  bundleList,
  mergePropose,
  mergeShow,
  bundleDocuments,
  bundleSend,
  bundleAcknowledge,
  letterList,
  contactSet,
  contactList,
  answerReceived,
  answerSources,
  answerSourceBack,
  answerRecord,
  answerSheet,
  answerImport,
  announce,
  draftStage,
  answerVerify,
  programmeImport,
  programmeAdd,
  programmeMove,
  programmeWithdraw,
  programmeMatch,
  programmeMissing,
  sightingAdd,
  planImport,
  planDone,
  planMove,
  planDrop,
  planEvidence,
  planEscalate,
  holidayAdd,
  holidayMove,
  holidayConfirm,
  holidayRemove,
  channelLink,
  channelUnlink,
  organisationAdd,
  organisationImport,
  memberList,
  institutionAdd,
  institutionAlias,
  institutionSuccessor,
  delivery,
  memberRole,
  setting,
  record,
  exportAll,
  // Only buttons do what follows.
  bundleCounted,
  dispatchEmail,
  dispatchHand,
  dispatchRevoke,
  mailAgain,
  mailArrived,
  letterShow,
  letterSend,
  letterEdit,
  letterSent,
  letterFileAct,
  letterAside,
  contactEnd,
  stageList,
  stageTakeBack,
  articleEdit,
  articleMerge,
  articleSplit,
  articlesRead,
  planReopen,
  planPage,
  planEvidenceBack,
  planEvidenceFile,
  planEscalateOff,
  planApply,
  planDiscard,
  programmePage,
  programmeReopen,
  programmeConfirm,
  programmeUnlike,
  programmeUnmatch,
  programmeLetter,
  programmeApply,
  programmeDiscard,
  sightingShow,
  sightingMatched,
  sightingCame,
  sightingEnd,
  institutionAddUnknown,
  draftPreview,
  draftPublish,
  draftDiscard,
  holidayApply,
  holidayDiscard,
  holidayTakeBack,
  draftStop,
  draftResume,
  deliveryRetry,
  deliveryUnlink,
  draftInterested,
  draftNotForUs,
  draftRemind,
  draftMute,
  preferencesSet,
  preferencesKinds,
  preferencesEdit,
  contributionArticle,
  contributionView,
  contributionRevise,
  contributionWithdraw,
  contributionShare,
  contributionSupport,
  contributionObject,
  contributionText,
  contributionHistory,
  contributionWritten,
  contributionConfirm,
  contributionDeny,
  bundleAddendum,
  bundleEntry,
  bundleRow,
  bundleMove,
  bundlePlace,
  bundleNote,
  bundleLeave,
  bundleTake,
  bundleIntro,
  bundleFreeze,
  mergeChoose,
  mergeAgree,
  mergeDecline,
  mergeRecord,
  mergeWithdraw,
  mergeText,
  mergeSupport,
  mergeObject,
  answerApply,
  answerConfirm,
  answerDiscard,
  announceSend,
  memberAccept,
  memberReject,
  reportShow,
  reportRows,
  reportMeaning,
  reportInstitutions,
  reportChart,
  reportFile,
  recordPage,
];

/** Every act, in the order in which help and the command table show them. */
export const acts: readonly Act[] = [createHelp(listed), ...listed];
