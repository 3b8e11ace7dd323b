import { sentence } from '../chat/answers.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { type Destination, tellNote } from '../delivery/queue.ts';
import type { Renderer } from '../delivery/render.ts';
import { translator } from '../i18n/index.ts';
import type { Work } from '../storage/work.ts';

/** The kind of the direct message that brings a file of evidence; it is an upload. */
export const EVIDENCE_FILE = 'plan.evidenceFile';

/** Sends the file of evidence to one person, as often as they ask for it. */
export async function tellEvidenceFile(
  work: Work,
  id: string,
  person: Destination,
): Promise<{ title: string } | Refusal> {
  const row = await work.tx.activityEvidence.findUnique({ where: { id } });
  if (!row?.fileId || row.revokedAt) return refusal('plan.evidence.gone');
  const key = `${EVIDENCE_FILE}:${id}:${work.machineNow.toISOString()}`;
  await tellNote(work, { kind: EVIDENCE_FILE, subject: id, key, person });
  return { title: row.title };
}

/** The file itself, under a line that says what it is evidence of. */
export const renderEvidenceFile: Renderer = async ({ subject, target, db }) => {
  const row = await db.activityEvidence.findUnique({
    where: { id: subject },
    include: { file: true, activity: { select: { handle: true } } },
  });
  if (!row?.file || row.revokedAt) return null;
  const t = translator(target.language);
  const { title, activity } = row;
  const line = t('plan.evidence.file', { title, handle: activity.handle });
  return {
    upload: { name: row.file.name, bytes: row.file.bytes },
    comment: sentence(target.language, line),
  };
};
