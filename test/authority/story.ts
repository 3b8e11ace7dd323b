import { composers } from '../../src/authority/mailContents.ts';
import { freezeBundle } from '../../src/bundles/freezeBundle.ts';
import { gatherBundle } from '../../src/bundles/gather.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import type { MailContent } from '../../src/mail/sender.ts';
import type { Composer } from '../../src/mail/worker.ts';
import { type Desk, opened, told } from '../chat/desk.ts';
import { contribute, publish } from '../chat/story.ts';

export const EMAIL = 'coordinator@mpms.example';

/** A draft with a contribution of KCSF, frozen; the number of its bundle. */
export async function frozen(desk: Desk, over: Record<string, string> = {}): Promise<string> {
  const number = await publish(desk, over);
  await contribute(desk, 'ana', 'kcsf', number, {
    kind: 'amend',
    article: 'Neni 5',
    proposedText: 'For the public interest.',
  });
  return freeze(desk, number);
}

/** Freezes what there is of a draft; the number of the bundle. */
export async function freeze(desk: Desk, number: string): Promise<string> {
  const draft = await desk.db.draft.findUniqueOrThrow({ where: { number } });
  const { id } = await desk.work((work) => gatherBundle(work, draft));
  const done = await desk.work((work) => freezeBundle(work, id));
  if (isRefusal(done)) throw new Error(done.refused);
  return done.number;
}

/** Staff set whom one writes to. */
export async function contact(desk: Desk, over: Record<string, string> = {}): Promise<void> {
  const form = opened(await desk.uses('boss', 'office', 'contact.set'));
  const values = {
    role: 'coordinator',
    institution: 'MPMS',
    name: 'A. Coordinator',
    email: EMAIL,
    language: 'en',
    ...over,
  };
  told(await desk.submits('boss', 'office', form, values));
}

/** Staff mark a bundle as handed over on a day. */
export async function handedOver(desk: Desk, bundle: string, day: string): Promise<void> {
  const { id } = await desk.db.bundle.findUniqueOrThrow({ where: { number: bundle } });
  const form = opened(await desk.presses('boss', 'office', 'dispatch.hand', [id]));
  const values = { to: 'The registry', how: 'By hand', day, language: 'sq' };
  told(await desk.submits('boss', 'office', form, values));
}

/** An e-mail as it would leave now; null when nothing is left to send. */
export async function composed(
  desk: Desk,
  mail: Parameters<Composer>[1],
): Promise<MailContent | null> {
  const content = await composers[mail.kind]?.(desk.storage, mail, await desk.surroundings());
  if (content && 'never' in content) throw new Error(content.never);
  return content ?? null;
}
