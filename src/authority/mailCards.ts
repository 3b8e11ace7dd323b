import { buttonPart, message } from '../chat/answers.ts';
import type { Button } from '../chat/message.ts';
import type { Renderer } from '../delivery/render.ts';
import { type Translate, translator } from '../i18n/index.ts';
import { MAIL_REASONS } from '../mail/rules.ts';
import type { Database } from '../storage/database.ts';

/** Why an e-mail did not leave, and what can be done, as one sentence. */
export function reasonSentence(t: Translate, error: string | null): string {
  const reason = MAIL_REASONS.find((one) => one === error) ?? 'unexpected';
  return t(`mail.reason.${reason}`);
}

/** What an e-mail carries, by name: a bundle's number, a letter's title. */
async function carried(
  db: Database,
  { kind, subject }: { kind: string; subject: string },
): Promise<{ name: string; over: boolean } | null> {
  if (kind === 'bundle') {
    const row = await db.dispatch.findUnique({ where: { id: subject }, include: { bundle: true } });
    return row && { name: row.bundle.number, over: row.revokedAt !== null };
  }
  const row = await db.letter.findUnique({ where: { id: subject } });
  return row && { name: row.title, over: row.endedAt !== null };
}

/** Renders a note of kind `mail.left`: an e-mail was handed over, and to whom. */
export const renderMailLeft: Renderer = async ({ subject, target, db }) => {
  const mail = await db.mail.findUnique({ where: { id: subject } });
  const what = mail && (await carried(db, mail));
  if (!mail || !what) return null;
  const t = translator(target.language);
  const text = t('mail.left', { name: what.name, to: mail.to });
  return message(target.language, text, [{ kind: 'text', text }]);
};

/** Renders a note of kind `mail.stuck`: it did not leave, or may have; a person decides. */
export const renderMailStuck: Renderer = async ({ subject, target, db }) => {
  const mail = await db.mail.findUnique({ where: { id: subject } });
  const what = mail && (await carried(db, mail));
  // Somebody may have decided before this was sent.
  if (!mail || !what || what.over || !['failed', 'doubtful'].includes(mail.state)) return null;
  const t = translator(target.language);
  const doubtful = mail.state === 'doubtful';
  const head = t(doubtful ? 'mail.doubtfulHead' : 'mail.failedHead', {
    name: what.name,
    to: mail.to,
  });
  const why = doubtful ? t('mail.doubtful') : reasonSentence(t, mail.error);
  return message(target.language, head, [
    { kind: 'text', text: [{ bold: head }] },
    { kind: 'warning', text: why },
    ...buttonPart(decisions(t, mail)),
  ]);
};

/** What a person may decide of an e-mail that is stuck. */
export function decisions(t: Translate, { id, state }: { id: string; state: string }): Button[] {
  return [
    { act: 'mail.again', args: [id], label: t('mail.button.again') },
    ...(state === 'doubtful'
      ? [{ act: 'mail.arrived', args: [id], label: t('mail.button.arrived') }]
      : []),
  ];
}
