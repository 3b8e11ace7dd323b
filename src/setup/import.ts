// npm run import -- organisations FILE
// npm run import -- plan FILE --title "…"
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isRefusal } from '../chat/refusal.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { CSV_BYTES } from '../documents/csv.ts';
import { reportLines } from '../documents/importReport.ts';
import { translator } from '../i18n/index.ts';
import { importOrganisations, readOrganisationsAhead } from '../membership/importOrganisations.ts';
import { importPlan } from '../plan/importPlan.ts';
import { readPlanAhead } from '../plan/readPlanFile.ts';
import { createWorld } from '../world.ts';
import { readEnvironment, runCommand, UsageError } from './environment.ts';
import { openOwnStorage } from './ownStorage.ts';
import { openSandboxClock } from './sandboxClock.ts';

const USAGE = `Usage: npm run import -- organisations FILE
       npm run import -- plan FILE --title "Title of the plan"`;

export type ImportCall =
  | { kind: 'organisations'; file: string }
  | { kind: 'plan'; file: string; title: string };

/** Reads the arguments behind `npm run import --`; throws UsageError. */
export function readImportCall(args: readonly string[]): ImportCall {
  const wrong = (what: string) => new UsageError(`${what}\n${USAGE}`);
  const { values, positionals } = parse(args, wrong);
  const [kind, file, extra] = positionals;
  if (kind === undefined) throw wrong('What is to be imported?');
  if (kind !== 'organisations' && kind !== 'plan') throw wrong(`There is no import of “${kind}”.`);
  if (file === undefined) throw wrong('Which file is to be imported?');
  if (extra !== undefined) {
    throw wrong(`“${extra}” is one argument too many. A name with spaces needs quotation marks.`);
  }
  if (kind === 'organisations') {
    if (values.title !== undefined) throw wrong('Only a plan has a --title.');
    return { kind, file };
  }
  if (!values.title?.trim()) throw wrong('A plan needs its --title.');
  return { kind, file, title: values.title.trim() };
}

function parse(args: readonly string[], wrong: (what: string) => UsageError) {
  try {
    return parseArgs({
      args: [...args],
      options: { title: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Imports a file into the database of the configuration, in one transaction, and resolves with what
 * came of it in the bot's language; `refused` means that nothing was written.
 */
export async function importFile(
  call: ImportCall,
  config: Config,
): Promise<{ lines: string[]; refused: boolean }> {
  const bytes = await readBounded(call.file);
  await (call.kind === 'plan' ? readPlanAhead(bytes) : readOrganisationsAhead(bytes));
  const t = translator(config.language);
  const storage = await openOwnStorage(config);
  try {
    const machineNow = () => new Date();
    const civil = config.sandbox ? await openSandboxClock(storage, machineNow) : systemClock;
    const publicUrl = () => config.publicUrl ?? null;
    const world = await createWorld({ storage, civil, machineNow, zone: config.zone, publicUrl })();
    const report = await storage.transaction((tx) => {
      const work = { ...world, tx };
      return call.kind === 'plan'
        ? importPlan(work, call.title, bytes)
        : importOrganisations(work, bytes);
    });
    if (isRefusal(report)) return { lines: [t(report.refused, report.context)], refused: true };
    const about =
      call.kind === 'plan' ? t('plan.imported', { title: call.title }) : t('imports.organisations');
    const [outcome = '', ...rest] = reportLines(config.language, report);
    return { lines: [`${about}: ${outcome}`, ...rest], refused: report.refusedRows.length > 0 };
  } finally {
    await storage.close();
  }
}

/** The bytes of a file; one too many of them when it is beyond what an import takes. */
async function readBounded(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > CSV_BYTES) return new Uint8Array(CSV_BYTES + 1);
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UsageError(`There is no file ${file}.`);
    if (code === 'EISDIR') throw new UsageError(`${file} is a folder, not a file.`);
    if (code === 'EACCES') throw new UsageError(`${file} may not be read.`);
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runCommand(async () =>
    importFile(readImportCall(process.argv.slice(2)), readEnvironment()),
  );
}
