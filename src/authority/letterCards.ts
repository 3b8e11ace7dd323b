import { asDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Message, Part } from '../chat/message.ts';
import type { Renderer } from '../delivery/render.ts';
import { formatLongDay } from '../i18n/dates.ts';
import { type Key, type Language, type Translate, translator } from '../i18n/index.ts';
import type { Database } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import { type ContactRow, contactLine } from './contacts.ts';
import {
  contactOfLetter,
  institutionOfLetter,
  loadLetter,
  mailOfLetter,
  seenOf,
} from './letters.ts';
import { decisions, reasonSentence } from './mailCards.ts';
import type { LetterRow } from './waitingLetters.ts';

/** Renders a card of kind `letter`: the letter, and what is to be done with it or became of it. */
export const renderLetter: Renderer = ({ subject, target, db, world }) =>
  letterMessage(db, target.language, subject, world);

export async function letterMessage(
  db: Database,
  language: Language,
  id: string,
  world: World,
): Promise<Message | null> {
  const letter = await loadLetter(db, id);
  if (!letter) return null;
  const t = translator(language);
  const contact = await contactOfLetter(db, letter, world);
  const mail = await mailOfLetter(db, id);
  const onItsWay = mail !== null && !['failed', 'sent'].includes(mail.state);
  const waits = !letter.sentOn && !letter.endedAt && !onItsWay;
  const head = t(headOf(letter, onItsWay), {
    day: letter.sentOn ? formatLongDay(language, asDay(letter.sentOn)) : '',
    title: letter.title,
  });
  const parts: Part[] = [
    { kind: 'heading', text: letter.title },
    { kind: 'text', text: [{ bold: head }] },
    { kind: 'fields', fields: [{ label: t('letter.to'), value: toText(t, letter, contact) }] },
    { kind: 'quote', text: letter.body },
  ];
  if (letter.sentNote) parts.push({ kind: 'context', text: letter.sentNote });
  if (waits && mail?.state === 'failed') {
    parts.push({ kind: 'warning', text: reasonSentence(t, mail.error) });
  }
  if (mail?.state === 'doubtful') {
    parts.push({ kind: 'warning', text: t('mail.doubtful') }, ...buttonPart(decisions(t, mail)));
  }
  if (waits) parts.push(...waitingParts(t, letter, contact, world));
  return message(language, `${head}: ${letter.title}`, parts);
}

function headOf(letter: LetterRow, onItsWay: boolean): Key {
  if (letter.sentOn) return 'letter.head.sent';
  if (letter.endedAt) return 'letter.head.ended';
  return onItsWay ? 'letter.head.onItsWay' : 'letter.head.waits';
}

function toText(t: Translate, letter: LetterRow, contact: ContactRow | null): string {
  const role = t(`contact.role.${letter.role}`);
  const kept = { name: letter.toName, email: letter.to };
  // What was sent went to whom it went, whoever is there now.
  const person = letter.sentOn ? contactLine(kept) : contact ? contactLine(contact) : '';
  return person ? `${role}: ${person}` : role;
}

function waitingParts(
  t: Translate,
  letter: LetterRow,
  contact: ContactRow | null,
  world: World,
): Part[] {
  const { id } = letter;
  const parts: Part[] = [];
  const buttons: Button[] = [];
  if (letter.reason.startsWith('report.')) {
    parts.push({ kind: 'context', text: t('letter.unverified') });
  }
  if (!contact?.email) {
    const role = t(`contact.role.${letter.role}`);
    parts.push({ kind: 'warning', text: t('letter.missingContact', { role }) });
    const institution = letter.role === 'coordinator' ? institutionOfLetter(letter)?.id : undefined;
    const args = institution ? [letter.role, institution] : [letter.role];
    buttons.push({ act: 'contact.set', args, label: t('contact.button.set') });
  } else if (world.canMail) {
    buttons.push({
      act: 'letter.send',
      args: [id, seenOf(letter, contact.email)],
      label: t('letter.button.send'),
      style: 'primary',
    });
  } else parts.push({ kind: 'context', text: t('mail.notSetUp') });
  buttons.push(
    { act: 'letter.edit', args: [id], label: t('letter.button.edit') },
    { act: 'letter.file', args: [id, 'docx'], label: t('letter.button.docx') },
    { act: 'letter.file', args: [id, 'pdf'], label: t('letter.button.pdf') },
    { act: 'letter.sent', args: [id], label: t('letter.button.sent') },
    { act: 'letter.aside', args: [id], label: t('letter.button.aside') },
  );
  return [...parts, ...buttonPart(buttons)];
}

/** `Letter to the coordinator (MPMS-2026-001): title`, a line of a list. */
export function letterLine(t: Translate, letter: LetterRow): string {
  const about = letter.draft?.number ?? letter.planned?.title ?? letter.sighting?.title ?? '';
  const role = t(`contact.role.${letter.role}`);
  return t('letter.line', { role, about });
}
