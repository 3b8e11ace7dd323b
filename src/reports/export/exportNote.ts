import { localDay } from '../../calendar/index.ts';
import { sentence } from '../../chat/answers.ts';
import { type Destination, tellNote } from '../../delivery/queue.ts';
import type { Rendered, Renderer } from '../../delivery/render.ts';
import { writeXlsx } from '../../documents/write/write.ts';
import { isLanguage, type Language, translator } from '../../i18n/index.ts';
import { audit } from '../../storage/audit.ts';
import type { Work } from '../../storage/work.ts';
import { dataArchive, dataWorkbook, type FilePart, filesArchive } from './archive.ts';
import { personalData } from './mine.ts';

export const EXPORT_DATA = 'export.data';
export const EXPORT_WORKBOOK = 'export.workbook';
export const EXPORT_FILES = 'export.files';
export const EXPORT_MINE = 'export.mine';

/** Discord takes files of 10 MiB from a bot, the least of our platforms; some room is left. */
export const PART_BYTES = 8 * 1024 * 1024;

/** Sends everything that is stored to one person directly: it holds what is personal. */
export async function wantExport(
  work: Work,
  person: Destination,
  parts: readonly FilePart[],
  language: Language,
): Promise<void> {
  const asked = `${work.machineNow.toISOString()}:${work.personId}`;
  for (const kind of [EXPORT_DATA, EXPORT_WORKBOOK]) {
    await tellNote(work, {
      person,
      kind,
      subject: '',
      params: { language },
      key: `${kind}:${asked}`,
    });
  }
  for (const [index, { ids }] of parts.entries()) {
    await tellNote(work, {
      person,
      kind: EXPORT_FILES,
      subject: '',
      params: { language, ids, part: index + 1, parts: parts.length },
      key: `${EXPORT_FILES}:${index}:${asked}`,
    });
  }
  await audit(work, 'export.all', person.id, { parts: parts.length });
}

/** Sends a person what is stored about them. */
export async function wantOwnData(
  work: Work,
  person: Destination,
  language: Language,
): Promise<void> {
  const key = `${EXPORT_MINE}:${person.id}:${work.machineNow.toISOString()}`;
  await tellNote(work, {
    person,
    kind: EXPORT_MINE,
    subject: person.id,
    params: { language },
    key,
  });
  await audit(work, 'export.mine', person.id);
}

function languageOf(params: Readonly<Record<string, unknown>>, other: Language): Language {
  return isLanguage(params.language) ? params.language : other;
}

/** The file, or where it is too large for a message, how else it is to be had. */
function given(language: Language, name: string, bytes: Uint8Array | null, line: string): Rendered {
  if (bytes === null || bytes.length > PART_BYTES) {
    return sentence(language, translator(language)('export.tooLarge', { name }));
  }
  return { upload: { name, bytes }, comment: sentence(language, line) };
}

export const renderExportData: Renderer = async ({ params, target, db, world }) => {
  const language = languageOf(params, target.language);
  const name = `civikos-${localDay(world.now, world.zone)}.zip`;
  const bytes = await dataArchive(db, world.now, PART_BYTES);
  return given(language, name, bytes, translator(language)('export.data'));
};

export const renderExportWorkbook: Renderer = async ({ params, target, db, world }) => {
  const language = languageOf(params, target.language);
  const name = `civikos-${localDay(world.now, world.zone)}.xlsx`;
  const book = await dataWorkbook(db, world.now);
  const bytes = book && (await writeXlsx(book));
  return given(language, name, bytes, translator(language)('export.workbook'));
};

export const renderExportFiles: Renderer = async ({ params, target, db, world }) => {
  const language = languageOf(params, target.language);
  const ids = Array.isArray(params.ids) ? params.ids.map(String) : [];
  const [part, parts] = [Number(params.part), Number(params.parts)];
  const name = `civikos-files-${part}.zip`;
  const bytes = await filesArchive(db, ids, world.now);
  return given(language, name, bytes, translator(language)('export.files', { part, parts }));
};

export const renderExportMine: Renderer = async ({ subject, params, target, db, world }) => {
  const language = languageOf(params, target.language);
  // Never anybody's but the reader's own.
  if (target.purpose !== 'person' || target.id !== subject) return null;
  const text = JSON.stringify(await personalData(db, subject), null, 2);
  const name = `civikos-my-data-${localDay(world.now, world.zone)}.json`;
  const bytes = new TextEncoder().encode(`${text}\n`);
  return given(language, name, bytes, translator(language)('export.mine'));
};
