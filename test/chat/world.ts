import type { Language } from '../../src/i18n/languages.ts';
import { type Desk, openDesk, opened, told } from './desk.ts';
import { contribute, draftValues, fill, publish } from './story.ts';

/** The ids of one world, so that the tables can ask for what is another's. */
export interface Ids {
  desk: Desk;
  draft: string;
  /** Of `ana`, for KCSF. */
  reference: string;
  /** An unfinished draft of `boss`, previewed. */
  preview: string;
  /** An unfinished contribution of `ana`. */
  unfinished: string;
  organisation: string;
}

export async function openWorld(language: Language): Promise<Ids> {
  const desk = await openDesk('2026-11-23 09:00', language);
  await publish(desk, { institution: 'MAPL', titleSq: 'Projektligji për Komunat' });
  const draft = await publish(desk);
  const reference = await contribute(desk, 'ana', 'kcsf', draft);
  const form = opened(await desk.uses('boss', 'office', 'draft.new'));
  told(await fill(desk, 'boss', 'office', form, [...draftValues()]));
  const writing = opened(await desk.presses('ana', 'kcsf', 'contribute', [draft]));
  await desk.submits('ana', 'kcsf', writing, { kind: 'amend', article: 'Neni 1' });
  // A second person of the secretariat, and an observer.
  await desk.uses('sara', 'office', 'help');
  told(await desk.uses('boss', 'office', 'member.role', { person: 'sara', role: 'staff' }));
  told(await desk.uses('obi', 'all', 'member.join', { organisation: 'KDI' }));
  told(await desk.uses('boss', 'office', 'member.role', { person: 'obi', role: 'observer' }));
  await desk.uses('zef', 'all', 'help');
  const { id } = await desk.db.organisation.findFirstOrThrow({ where: { name: 'KDI' } });
  return {
    desk,
    draft,
    reference,
    preview: form.unfinished,
    unfinished: writing.unfinished,
    organisation: id,
  };
}
