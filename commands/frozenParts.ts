import { frozenWith } from '../src/bundles/changedSince.ts';
import type { Context } from '../src/chat/context.ts';
import type { Message } from '../src/chat/message.ts';
import type { Database, Tx } from '../src/storage/database.ts';

/** What a frozen bundle holds of a contribution, in a sentence; null where none does. */
export async function frozenText(
  { t }: Context,
  db: Database | Tx,
  contributionId: string,
): Promise<string | null> {
  const last = (await frozenWith(db, contributionId)).at(-1);
  return last ? t('bundle.keepsEarlier', { number: last.number }) : null;
}

/** A message to an author, who is told that a frozen bundle keeps what they wrote before. */
export async function withFrozen(
  context: Context,
  db: Database | Tx,
  contributionId: string,
  message: Message,
): Promise<Message> {
  const text = await frozenText(context, db, contributionId);
  if (!text) return message;
  const [head, ...others] = message.parts;
  const warning = { kind: 'warning', text } as const;
  return { ...message, parts: [...(head ? [head] : []), warning, ...others] };
}
