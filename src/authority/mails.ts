import { type Refusal, refusal } from '../chat/refusal.ts';
import { refreshCards, tellNote } from '../delivery/queue.ts';
import { mailArrived, sendMailAgain } from '../mail/queue.ts';
import type { MailNews } from '../mail/worker.ts';
import { secretariatChannels } from '../membership/channels.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { BUNDLE_MAIL, bundleLeft } from './dispatches.ts';
import { letterLeft } from './letters.ts';
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
  if (await isOver(work, mail)) return refusal('mail.pointless');
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

/** Whether what it carries was taken back, or is not needed any more. */
async function isOver({ tx }: Work, { kind, subject }: Pick<Ended, 'kind' | 'subject'>) {
  if (kind === BUNDLE_MAIL) {
    const row = await tx.dispatch.findUnique({ where: { id: subject } });
    return row === null || row.revokedAt !== null;
  }
  const row = await tx.letter.findUnique({ where: { id: subject } });
  return row === null || row.endedAt !== null;
}
