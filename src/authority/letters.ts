import { createHash } from 'node:crypto';
import { type Day, localDay } from '../calendar/index.ts';
import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { refreshCards, wantCard } from '../delivery/queue.ts';
import { oneLine, shorten } from '../documents/shorten.ts';
import type { Language } from '../i18n/languages.ts';
import { dropMail, queueMail, sendMailAgain } from '../mail/queue.ts';
import { secretariatChannels } from '../membership/channels.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { ContactRole } from '../storage/generated/sqlite/enums.ts';
import type { Work } from '../storage/work.ts';
import { type ContactRow, contactFor } from './contacts.ts';
import { LETTER, type LetterRow, withSubjects } from './waitingLetters.ts';

/** A heading takes 150 characters on Slack. */
export const LETTER_TITLE_LENGTH = 150;
/** What a message holds with its frame: Slack takes 3,000 characters in one part, Discord 4,000. */
export const LETTER_BODY_LENGTH = 2_400;
export const SENT_NOTE_LENGTH = 200;

export interface LetterWish {
  /** Why it is written, e.g. `acknowledgement`, `report.overdue`, `planned.missing`. */
  reason: string;
  /** It is prepared once for this. */
  key: string;
  role: ContactRole;
  draftId?: string;
  bundleId?: string;
  plannedId?: string;
  sightingId?: string;
  language: Language;
  title: string;
  body: string;
}

/**
 * Prepares a letter, and shows it to the secretariat ready to be sent. Null when it was prepared
 * before.
 */
export async function prepareLetter(work: Work, wish: LetterWish): Promise<string | null> {
  const known = await work.tx.letter.findUnique({ where: { key: wish.key } });
  if (known) return null;
  const row = await work.tx.letter.create({
    data: {
      ...wish,
      title: shorten(oneLine(wish.title), LETTER_TITLE_LENGTH),
      preparedAt: work.now,
    },
  });
  for (const channel of await secretariatChannels(work.tx)) {
    await wantCard(work, { kind: LETTER, subject: row.id, channel });
  }
  await audit(work, 'letter.prepare', row.id, { reason: wish.reason });
  return row.id;
}

/** Writes a letter anew that nobody changed; what staff saw of it before is not sent by a press. */
export async function rewriteLetter(
  work: Work,
  letter: { id: string; title: string; body: string },
  { title, body, language }: { title: string; body: string; language: Language },
): Promise<void> {
  if (letter.title === oneLine(title) && letter.body === body) return;
  const data = { title: oneLine(title), body, language };
  await work.tx.letter.update({ where: { id: letter.id }, data });
  await refreshCards(work, LETTER, letter.id);
}

export function loadLetter(db: Database | Tx, id: string): Promise<LetterRow | null> {
  return db.letter.findUnique({ where: { id }, include: withSubjects });
}

/** The institution that a letter is about. */
export function institutionOfLetter({ draft, planned, sighting }: LetterRow) {
  return draft?.institution ?? planned?.institution ?? sighting?.institution ?? null;
}

/** To whom a letter goes as things are now. */
export function contactOfLetter(
  db: Database | Tx,
  letter: LetterRow,
  world: Pick<Work, 'now' | 'zone'>,
): Promise<ContactRow | null> {
  return contactFor(db, letter.role, institutionOfLetter(letter)?.id ?? null, world);
}

/** What a button carries of what was seen: it sends nothing else. */
export function seenOf({ title, body }: { title: string; body: string }, email: string): string {
  return createHash('sha256')
    .update(JSON.stringify([title, body, email]))
    .digest('hex')
    .slice(0, 16);
}

/** A letter that can still be changed and sent; a refusal says what became of it. */
export async function openLetter(db: Database | Tx, id: string): Promise<LetterRow | Refusal> {
  const letter = await loadLetter(db, id);
  if (!letter) return refusal('form.gone');
  if (letter.sentOn) return refusal('letter.isSent');
  if (letter.endedAt) return refusal('letter.isEnded');
  const mail = await mailOfLetter(db, id);
  return mail && mail.state !== 'failed' ? refusal('letter.onItsWay') : letter;
}

/** The e-mail with which a letter is to leave. */
export function mailOfLetter(db: Database | Tx, id: string) {
  return db.mail.findFirst({ where: { kind: LETTER, subject: id } });
}

/** Sends a letter by e-mail, as it was seen. Of two who press at once only one sends it. */
export async function sendLetter(
  work: Work,
  id: string,
  seen: string,
): Promise<{ title: string; to: string } | Refusal> {
  const letter = await openLetter(work.tx, id);
  if ('refused' in letter) return letter;
  if (!work.canMail) return refusal('mail.notSetUp');
  const contact = await contactOfLetter(work.tx, letter, work);
  if (!contact?.email) return refusal('letter.noAddress');
  if (seenOf(letter, contact.email) !== seen) return refusal('letter.changed');
  const { email, name } = contact;
  const failed = await mailOfLetter(work.tx, id);
  if (failed) {
    const { language } = letter;
    await work.tx.mail.update({ where: { seq: failed.seq }, data: { to: email, language } });
    await sendMailAgain(work, failed.id);
  } else {
    const { language } = letter;
    await queueMail(work, {
      kind: LETTER,
      subject: id,
      to: email,
      language,
      key: `${LETTER}:${id}`,
    });
  }
  await work.tx.letter.update({
    where: { id },
    data: { to: email, toName: name, sentById: work.personId },
  });
  await audit(work, 'letter.send', id);
  await refreshCards(work, LETTER, id);
  return { title: letter.title, to: name ?? email };
}

/** The e-mail with a letter left. */
export async function letterLeft(work: Work, id: string): Promise<void> {
  await work.tx.letter.updateMany({
    where: { id, sentOn: null },
    data: { sentOn: localDay(work.now, work.zone) },
  });
  await refreshCards(work, LETTER, id);
}

/** Staff change the words of a letter that is not sent. */
export async function editLetter(
  work: Work,
  id: string,
  words: { title: string; body: string },
): Promise<LetterRow | Refusal> {
  const letter = await openLetter(work.tx, id);
  if ('refused' in letter) return letter;
  const title = oneLine(normaliseText(words.title));
  const body = normaliseText(words.body);
  for (const [field, text, max] of [
    ['title', title, LETTER_TITLE_LENGTH],
    ['body', body, LETTER_BODY_LENGTH],
  ] as const) {
    if (text === '') return refusal('form.required', {}, field);
    if (hasUnshowable(text)) return refusal('form.unshowable', {}, field);
    const length = [...text].length;
    if (length > max) return refusal('form.tooLong', { max, length }, field);
  }
  await work.tx.letter.update({ where: { id }, data: { title, body, editedAt: work.now } });
  await audit(work, 'letter.edit', id);
  await refreshCards(work, LETTER, id);
  return { ...letter, title, body };
}

/** Staff sent it themselves: on which day, and how. */
export async function letterSentByHand(
  work: Work,
  id: string,
  { day, how }: { day: Day; how: string },
): Promise<LetterRow | Refusal> {
  const letter = await openLetter(work.tx, id);
  if ('refused' in letter) return letter;
  if (day > localDay(work.now, work.zone)) return refusal('dispatch.dayAhead', {}, 'day');
  if (day < localDay(letter.preparedAt, work.zone)) {
    return refusal('letter.dayBefore', {}, 'day');
  }
  const contact = await contactOfLetter(work.tx, letter, work);
  await work.tx.letter.update({
    where: { id },
    data: {
      sentOn: day,
      sentNote: oneLine(how),
      sentById: work.personId,
      toName: contact?.name ?? null,
    },
  });
  await dropMail(work, LETTER, id);
  await audit(work, 'letter.sentByHand', id, { day });
  await refreshCards(work, LETTER, id);
  return letter;
}

/** Staff do not want to send it. */
export async function layLetterAside(work: Work, id: string): Promise<LetterRow | Refusal> {
  const letter = await openLetter(work.tx, id);
  if ('refused' in letter) return letter;
  await work.tx.letter.update({ where: { id }, data: { endedAt: work.now } });
  await dropMail(work, LETTER, id);
  await audit(work, 'letter.aside', id);
  await refreshCards(work, LETTER, id);
  return letter;
}
