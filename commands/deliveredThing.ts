import { mergeReference } from '../src/bundles/rules.ts';
import { contributionReference } from '../src/contributions/rules.ts';
import type { Key, Translate } from '../src/i18n/index.ts';
import type { Database } from '../src/storage/database.ts';

type Name = (db: Database, subject: string) => Promise<string | null>;

const draft: Name = async (db, id) =>
  (await db.draft.findUnique({ where: { id }, select: { number: true } }))?.number ?? null;

const document: Name = async (db, id) =>
  (await db.draftDocument.findUnique({ where: { id }, include: { draft: true } }))?.draft.number ??
  null;

const contribution: Name = async (db, id) => {
  const row = await db.contribution.findUnique({ where: { id }, include: { draft: true } });
  return row && contributionReference(row.draft.number, row.ordinal);
};

const bundle: Name = async (db, id) =>
  (await db.bundle.findUnique({ where: { id }, select: { number: true } }))?.number ?? null;

const merge: Name = async (db, id) => {
  const row = await db.merge.findUnique({ where: { id }, include: { draft: true } });
  return row && mergeReference(row.draft.number, row.ordinal);
};

const membership: Name = async (db, id) => {
  const row = await db.membership.findUnique({
    where: { id },
    include: { person: true, organisation: true },
  });
  return row && `${row.person.displayName} (${row.organisation.name})`;
};

const plan: Name = async (db, id) =>
  (await db.plan.findUnique({ where: { id }, select: { title: true } }))?.title ?? null;

const evidence: Name = async (db, id) =>
  (await db.activityEvidence.findUnique({ where: { id }, select: { title: true } }))?.title ?? null;

const dispatch: Name = async (db, id) =>
  (await db.dispatch.findUnique({ where: { id }, include: { bundle: true } }))?.bundle.number ??
  null;

const letter: Name = async (db, id) =>
  (await db.letter.findUnique({ where: { id }, select: { title: true } }))?.title ?? null;

const stage: Name = async (db, id) =>
  (await db.draftStage.findUnique({ where: { id }, include: { draft: true } }))?.draft.number ??
  null;

const answerSource: Name = async (db, id) =>
  (await db.answerSource.findUnique({ where: { id }, include: { draft: true } }))?.draft.number ??
  null;

const nothing: Name = async () => '';

/** What a delivery of each kind is, and how its subject is named. */
const THINGS: Readonly<Record<string, readonly [Key, Name]>> = {
  draft: ['delivery.what.draft', draft],
  'draft.timesChanged': ['delivery.what.timesChanged', draft],
  'draft.withdrawn': ['delivery.what.withdrawn', draft],
  'draft.document': ['delivery.what.document', document],
  publication: ['delivery.what.publication', draft],
  membership: ['delivery.what.membership', membership],
  contribution: ['delivery.what.contribution', contribution],
  'contribution.shared': ['delivery.what.sharedContribution', contribution],
  'contribution.entered': ['entered.what', contribution],
  'contribution.denied': ['entered.what', contribution],
  'bundle.frozen': ['bundle.what', bundle],
  'bundle.changed': ['bundle.what', bundle],
  merge: ['merge.what', merge],
  'merge.ended': ['merge.what', merge],
  'merge.agreed': ['merge.what', merge],
  'contribution.reminder': ['delivery.what.reminder', draft],
  'contribution.remindMe': ['delivery.what.reminder', draft],
  'contribution.remindProof': ['delivery.what.reminder', draft],
  'contribution.remindClosed': ['delivery.what.reminder', draft],
  'plan.reminder': ['delivery.what.planReminder', plan],
  'plan.escalation': ['escalation.what', plan],
  'plan.escalationClosed': ['delivery.what.notice', nothing],
  'plan.evidenceFile': ['delivery.what.document', evidence],
  'plan.chart': ['delivery.what.planChart', plan],
  'programme.due': ['programme.due.what', nothing],
  'bundle.document': ['bundle.documents.what', bundle],
  'answer.announced': ['announce.what', draft],
  'answer.byHand': ['delivery.what.notice', nothing],
  'answer.corrected': ['announce.whatCorrection', contribution],
  'answer.corrections': ['announce.whatCorrection', draft],
  'answer.correctedByHand': ['delivery.what.notice', nothing],
  'answer.sheet': ['announce.whatSheet', bundle],
  'answer.confirmSheet': ['announce.whatSheet', answerSource],
  'report.chart': ['numbers.what.chart', nothing],
  'report.file': ['numbers.what.file', nothing],
  'export.data': ['export.what', nothing],
  'export.workbook': ['export.what', nothing],
  'export.files': ['export.what', nothing],
  'export.mine': ['export.what', nothing],
  'day.officeDigest': ['delivery.what.digest', nothing],
  'day.digest': ['delivery.what.noticeDigest', nothing],
  'day.boardPage': ['delivery.what.boardPage', nothing],
  'day.boardUnreached': ['delivery.what.notice', nothing],
  'dispatch.went': ['dispatch.what', dispatch],
  'dispatch.wentBack': ['delivery.what.notice', nothing],
  letter: ['letter.what', letter],
  'letter.file': ['letter.what', letter],
  'mail.left': ['delivery.what.notice', nothing],
  'mail.stuck': ['delivery.what.notice', nothing],
  stage: ['stage.what', stage],
  'stage.takenBack': ['stage.what', stage],
  lateAnswer: ['delivery.what.lateAnswer', nothing],
  'delivery.failing': ['delivery.what.notice', nothing],
  'delivery.refused': ['delivery.what.notice', nothing],
};

/** Kinds of deliveries that can be told apart; a test asks for each that is rendered. */
export const TOLD_APART: readonly string[] = Object.keys(THINGS);

/** `card of MAPL-2026-003`: what a delivery is, for whoever reads a list of them. */
export async function deliveredThing(
  db: Database,
  t: Translate,
  { kind, subject }: { kind: string; subject: string },
): Promise<string> {
  const [key, nameOf] = THINGS[kind] ?? [];
  const name = await nameOf?.(db, subject);
  // What is gone from the database has no name left.
  return key && typeof name === 'string' ? t(key, { name }) : t('delivery.what.other');
}
