import { type Refusal, refusal } from '../chat/refusal.ts';
import { refreshCards, tellNote } from '../delivery/queue.ts';
import { mailArrived, sendMailAgain } from '../mail/queue.ts';
import type { MailNews } from '../mail/worker.ts';
import { secretariatChannels } from '../membership/channels.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { contactFor } from './contacts.ts';
import { BUNDLE_MAIL, bundleLeft, loadDispatch } from './dispatches.ts';
import { contactOfLetter, letterLeft, loadLetter } from './letters.ts';
import { LETTER } from './waitingLetters.ts';

/** The kinds of the notes that tell the secretariat how an e-mail ended. */
export const MAIL_LEFT = 'mail.left';
export const MAIL_STUCK = 'mail.stuck';

interface Ended {
  id: string;
  kind: string;
  subject: string;
  attempts: number;
}

/** What follows when an e-mail left, or did not. */
export const mailNews: MailNews = {
  sent: mailSent,
  async stuck(work, mail) {
    const { id, attempts } = mail;
    const { queuedAt } = await work.tx.mail.findUniqueOrThrow({ where: { id } });
    // Sent again it may fail again, and is told again.
    const key = `${MAIL_STUCK}:${id}:${queuedAt.toISOString()}:${attempts}`;
    for (const channel of await secretariatChannels(work.tx)) {
      await tellNote(work, { kind: MAIL_STUCK, subject: id, key, channel });
    }
    if (mail.kind === LETTER) await refreshCards(work, LETTER, mail.subject);
  },
};

async function mailSent(work: Work, mail: Pick<Ended, 'id' | 'kind' | 'subject'>): Promise<void> {
  const { id, kind, subject } = mail;
  if (kind === BUNDLE_MAIL) await bundleLeft(work, subject);
  if (kind === LETTER) await letterLeft(work, subject);
  for (const channel of await secretariatChannels(work.tx)) {
    await tellNote(work, { kind: MAIL_LEFT, subject: id, key: `${MAIL_LEFT}:${id}`, channel });
  }
}

/** Staff have an e-mail sent again that failed, or of which nobody knows whether it arrived. */
export async function sendAgain(work: Work, id: string): Promise<{ to: string } | Refusal> {
  const mail = await work.tx.mail.findUnique({ where: { id } });
  if (!mail) return refusal('form.gone');
  if (!work.canMail) return refusal('mail.notSetUp');
  if (mail.state !== 'failed' && mail.state !== 'doubtful') return refusal('mail.decided');
  if (await isOver(work, mail)) return refusal('mail.pointless');
  // One that failed goes to who is there now: it may have failed because of the address.
  if (mail.state === 'failed' && (await addressNow(work, mail)) !== mail.to) {
    return refusal('mail.contactChanged', { to: mail.to });
  }
  if (!(await sendMailAgain(work, id))) return refusal('mail.decided');
  await audit(work, 'mail.again', id);
  if (mail.kind === LETTER) await refreshCards(work, LETTER, mail.subject);
  return { to: mail.to };
}

/** Staff know that an e-mail arrived of which the program did not. */
export async function itArrived(work: Work, id: string): Promise<{ to: string } | Refusal> {
  const mail = await work.tx.mail.findUnique({ where: { id } });
  if (!mail) return refusal('form.gone');
  if (!(await mailArrived(work, id))) return refusal('mail.decided');
  await audit(work, 'mail.arrived', id);
  await mailSent(work, mail);
  return { to: mail.to };
}

/** Whether what it carries was taken back, went otherwise, or is not needed any more. */
async function isOver({ tx }: Work, { kind, subject }: Pick<Ended, 'kind' | 'subject'>) {
  const row =
    kind === BUNDLE_MAIL
      ? await tx.dispatch.findUnique({ where: { id: subject } })
      : await tx.letter.findUnique({ where: { id: subject } });
  if (!row || row.sentOn) return true;
  return 'revokedAt' in row ? row.revokedAt !== null : row.endedAt !== null;
}

/** Where what it carries would go now; null where nobody is there any more. */
async function addressNow(work: Work, { kind, subject }: Pick<Ended, 'kind' | 'subject'>) {
  if (kind === BUNDLE_MAIL) {
    const dispatch = await loadDispatch(work.tx, subject);
    const institutionId = dispatch?.bundle.draft.institutionId ?? null;
    return (await contactFor(work.tx, 'coordinator', institutionId, work))?.email ?? null;
  }
  const letter = await loadLetter(work.tx, subject);
  return letter && ((await contactOfLetter(work.tx, letter, work))?.email ?? null);
}
