import type { Language } from '../i18n/languages.ts';
import type { Work } from '../storage/work.ts';
import type { MailReason } from './rules.ts';

const POINTLESS = 'pointless' satisfies MailReason;

export interface MailWish {
  /** `bundle` or `letter`: who writes it when it leaves. */
  kind: string;
  subject: string;
  to: string;
  language: Language;
  /** What makes it this e-mail and no other; a second wish with the same key changes nothing. */
  key: string;
}

/** Wants an e-mail sent; it is written when it leaves. Returns its id. */
export async function queueMail(work: Work, wish: MailWish): Promise<string> {
  const known = await work.tx.mail.findUnique({ where: { key: wish.key }, select: { id: true } });
  if (known) return known.id;
  const { machineNow: now, personId } = work;
  const row = await work.tx.mail.create({
    data: { ...wish, queuedAt: now, nextAt: now, personId },
    select: { id: true },
  });
  return row.id;
}

/**
 * A person says that an e-mail is to be sent again, of which it is known that it failed or unknown
 * whether it arrived. False when it is neither: of two who press at once only one counts.
 */
export async function sendMailAgain(work: Work, id: string): Promise<boolean> {
  const { count } = await work.tx.mail.updateMany({
    where: { id, state: { in: ['failed', 'doubtful'] } },
    data: {
      state: 'queued',
      attempts: 0,
      queuedAt: work.machineNow,
      nextAt: work.machineNow,
      messageId: null,
      error: null,
    },
  });
  return count > 0;
}

/**
 * What an e-mail carries went otherwise or is over: it does not leave, and nobody has to decide of it
 * any more. One that may have arrived stays as it is known.
 */
export async function dropMail(work: Work, kind: string, subject: string): Promise<void> {
  await work.tx.mail.updateMany({
    where: { kind, subject, state: { in: ['queued', 'failed'] } },
    data: { state: 'failed', error: POINTLESS },
  });
}

/** A person says that an e-mail arrived of which that was unknown; false when it was known. */
export async function mailArrived(work: Work, id: string): Promise<boolean> {
  const { count } = await work.tx.mail.updateMany({
    where: { id, state: 'doubtful' },
    data: { state: 'sent', sentAt: work.machineNow, error: null },
  });
  return count > 0;
}
