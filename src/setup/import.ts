// npm run import -- organisations FILE
// npm run import -- plan FILE --title "…"
// npm run import -- programme FILE --year 2026
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isRefusal } from '../chat/refusal.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { CSV_BYTES } from '../documents/csv.ts';
import { reportLines } from '../documents/importReport.ts';
import { type Translate, translator } from '../i18n/index.ts';
import { importOrganisations, readOrganisationsAhead } from '../membership/importOrganisations.ts';
import { importPlan } from '../plan/importPlan.ts';
import { readPlanAhead } from '../plan/readPlanFile.ts';
import { readYear } from '../programme/find.ts';
import { importProgramme } from '../programme/importProgramme.ts';
import { readProgrammeAhead } from '../programme/readProgramme.ts';
import type { Work } from '../storage/work.ts';
import { createWorld } from '../world.ts';
import { readEnvironment, runCommand, UsageError } from './environment.ts';
import { openOwnStorage } from './ownStorage.ts';
import { openSandboxClock } from './sandboxClock.ts';

const USAGE = `Usage: npm run import -- organisations FILE
       npm run import -- plan FILE --title "Title of the plan"
       npm run import -- programme FILE --year 2026`;

export type ImportCall =
  | { kind: 'organisations'; file: string }
  | { kind: 'plan'; file: string; title: string }
  | { kind: 'programme'; file: string; year: number };

const KINDS = ['organisations', 'plan', 'programme'] as const;

/** Reads the arguments behind `npm run import --`; throws UsageError. */
export function readImportCall(args: readonly string[]): ImportCall {
  const wrong = (what: string) => new UsageError(`${what}\n${USAGE}`);
  const { values, positionals } = parse(args, wrong);
  const [named, file, extra] = positionals;
  if (named === undefined) throw wrong('What is to be imported?');
  const kind = KINDS.find((one) => one === named);
  if (!kind) throw wrong(`There is no import of “${named}”.`);
  if (file === undefined) throw wrong('Which file is to be imported?');
  if (extra !== undefined) {
    throw wrong(`“${extra}” is one argument too many. A name with spaces needs quotation marks.`);
  }
  if (kind !== 'plan' && values.title !== undefined) throw wrong('Only a plan has a --title.');
  if (kind !== 'programme' && values.year !== undefined) {
    throw wrong('Only a programme has a --year.');
  }
  if (kind === 'organisations') return { kind, file };
  if (kind === 'programme') {
    const year = readYear(values.year ?? '');
    if (year === null) throw wrong('A programme needs its --year.');
    return { kind, file, year };
  }
  if (!values.title?.trim()) throw wrong('A plan needs its --title.');
  return { kind, file, title: values.title.trim() };
}

function parse(args: readonly string[], wrong: (what: string) => UsageError) {
  try {
    return parseArgs({
      args: [...args],
      options: { title: { type: 'string' }, year: { type: 'string' } },
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
  await READ_AHEAD[call.kind](bytes);
  const t = translator(config.language);
  const storage = await openOwnStorage(config);
  try {
    const machineNow = () => new Date();
    const civil = config.sandbox ? await openSandboxClock(storage, machineNow) : systemClock;
    const publicUrl = () => config.publicUrl ?? null;
    const world = await createWorld({ storage, civil, machineNow, zone: config.zone, publicUrl })();
    const report = await storage.transaction((tx) => bringIn({ ...world, tx }, call, bytes));
    if (isRefusal(report)) return { lines: [t(report.refused, report.context)], refused: true };
    const [outcome = '', ...rest] = reportLines(config.language, report);
    return {
      lines: [`${aboutOf(t, call)}: ${outcome}`, ...rest],
      refused: report.refusedRows.length > 0,
    };
  } finally {
    await storage.close();
  }
}

const READ_AHEAD = {
  organisations: readOrganisationsAhead,
  plan: readPlanAhead,
  programme: readProgrammeAhead,
} as const;

function bringIn(work: Work, call: ImportCall, bytes: Uint8Array) {
  switch (call.kind) {
    case 'organisations':
      return importOrganisations(work, bytes);
    case 'plan':
      return importPlan(work, call.title, bytes);
    case 'programme':
      return importProgramme(work, call.year, bytes);
  }
}

function aboutOf(t: Translate, call: ImportCall): string {
  switch (call.kind) {
    case 'organisations':
      return t('imports.organisations');
    case 'plan':
      return t('plan.imported', { title: call.title });
    case 'programme':
      return t('programme.imported', { year: call.year });
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
