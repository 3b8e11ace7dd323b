import type { FilledForm, Values } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { RESUME_ACT } from '../src/chat/formMessage.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { type ImportReport, packCounts, reportMessage } from '../src/documents/importReport.ts';
import type { Database, Tx } from '../src/storage/database.ts';

/** The bytes of the file that was handed over in the form's input `file`. */
export async function bytesOfFile(db: Database | Tx, values: Values): Promise<Uint8Array> {
  const { bytes } = await db.storedFile.findUniqueOrThrow({
    where: { id: values.file },
    select: { bytes: true },
  });
  return bytes;
}

/**
 * Shows what came of an import. With refused rows nothing was written and the form stays open, so
 * that a corrected file can be handed over in it.
 */
export async function importAnswer(
  context: Context,
  filled: FilledForm,
  about: string,
  report: ImportReport,
): Promise<Answer> {
  const shown = reportMessage(context.language, about, report);
  if (report.refusedRows.length === 0) {
    await filled.finish(packCounts(report));
    return privately(shown);
  }
  const again = {
    act: RESUME_ACT,
    args: [filled.id, '0'],
    label: context.t('imports.anotherFile'),
  };
  return privately({ ...shown, parts: [...shown.parts, { kind: 'buttons', buttons: [again] }] });
}
