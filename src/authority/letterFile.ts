import { asDay, localDay } from '../calendar/index.ts';
import { sentence } from '../chat/answers.ts';
import { type Receiver, tellNote } from '../delivery/queue.ts';
import type { Renderer } from '../delivery/render.ts';
import { letterDocument } from '../documents/letter.ts';
import type { TextDocument } from '../documents/write/model.ts';
import { writeDocx, writePdf } from '../documents/write/write.ts';
import { translator } from '../i18n/index.ts';
import type { Database } from '../storage/database.ts';
import type { Work, World } from '../storage/work.ts';
import { contactLine } from './contacts.ts';
import { contactOfLetter, loadLetter } from './letters.ts';
import type { LetterRow } from './waitingLetters.ts';

/** The kind of the note that hands a letter out as a file. */
export const LETTER_FILE = 'letter.file';

export const LETTER_FORMATS = ['docx', 'pdf'] as const;
export type LetterFormat = (typeof LETTER_FORMATS)[number];

const MIMES: Readonly<Record<LetterFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/** A letter on a page: who writes, when, to whom, about what, and its words. */
function pageOf(letter: LetterRow, to: string, world: World): TextDocument {
  const { language, title, body, role } = letter;
  const t = translator(language);
  return letterDocument({
    language,
    sender: ['CiviKos'],
    place: '',
    on: letter.sentOn ? asDay(letter.sentOn) : localDay(world.now, world.zone),
    addressee: [t(`contact.role.${role}`), to].filter((line) => line !== ''),
    reference: letter.draft?.number,
    subject: title,
    body: body.split(/\n{2,}/),
    signature: [],
    at: letter.editedAt ?? letter.preparedAt,
  });
}

/** A letter as a file, as it would be sent now. */
export async function letterFile(
  letter: LetterRow,
  format: LetterFormat,
  world: World,
  db?: Database,
): Promise<{ name: string; mime: string; bytes: Uint8Array }> {
  const contact = db && !letter.sentOn ? await contactOfLetter(db, letter, world) : null;
  const to = contactLine(contact ?? { name: letter.toName, email: letter.to });
  const document = pageOf(letter, to, world);
  const bytes = await (format === 'docx' ? writeDocx(document) : writePdf(document));
  return { name: fileName(letter, format), mime: MIMES[format], bytes };
}

/** `MPMS-2026-001-report-overdue.pdf`. */
function fileName({ draft, reason }: LetterRow, format: LetterFormat): string {
  const name = [draft?.number ?? 'civikos', reason].join('-');
  return `${name.replace(/[^\w-]+/g, '-').slice(0, 80)}.${format}`;
}

/** Wants a letter handed out as a file; asked for again, it comes again. */
export async function wantLetterFile(
  work: Work,
  id: string,
  format: LetterFormat,
  receiver: Receiver,
): Promise<void> {
  await tellNote(work, {
    ...receiver,
    kind: LETTER_FILE,
    subject: id,
    params: { format },
    key: `${LETTER_FILE}:${id}:${format}:${work.machineNow.toISOString()}:${work.personId}`,
  });
}

/** Renders a note of kind `letter.file`. */
export const renderLetterFile: Renderer = async ({ subject, params, target, db, world }) => {
  const letter = await loadLetter(db, subject);
  if (!letter) return null;
  const format = LETTER_FORMATS.find((one) => one === params.format) ?? 'pdf';
  const { name, bytes } = await letterFile(letter, format, world, db);
  const t = translator(target.language);
  const caption = sentence(target.language, t('letter.fileCaption', { title: letter.title }));
  return { upload: { name, bytes }, comment: caption };
};
