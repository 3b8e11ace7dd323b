import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Part } from '../chat/message.ts';
import { batchState } from '../delivery/batches.ts';
import { failedGroups, failedIn } from '../delivery/parked.ts';
import { type BatchProgress, type Receiver, refreshCards, wantCard } from '../delivery/queue.ts';
import { reasonSentence } from '../delivery/reasons.ts';
import type { Renderer } from '../delivery/render.ts';
import { formatSpan } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import { channelLabel, secretariatChannels } from '../membership/channels.ts';
import type { Database } from '../storage/database.ts';
import type { Work } from '../storage/work.ts';
import { draftTitle } from './cards.ts';
import { loadDraft } from './find.ts';
import { viewOfRow } from './view.ts';

const PUBLICATION = 'publication';

/** As many channels that did not get it as the card names; `delivery` shows all. */
const MOST_FAILED = 5;

/** The deliveries of one publication, which can be stopped together. */
export function publicationBatch(draftId: string): string {
  return `draft:${draftId}`;
}

/**
 * Begins the batch of a publication, and wants its progress shown to whoever publishes. To be called
 * before the cards are wanted: what is queued first is sent first.
 */
export async function beginPublication(
  work: Work,
  draftId: string,
  pressedIn: string | null,
): Promise<void> {
  await work.tx.batch.create({
    data: { id: publicationBatch(draftId), subject: draftId, startedAt: work.machineNow },
  });
  for (const receiver of await onlookers(work, pressedIn)) {
    await wantCard(work, { kind: PUBLICATION, subject: draftId, ...receiver });
  }
}

/**
 * The secretariat's channel in which it was pressed, else all of them; where there is none, the
 * publisher. Nobody looks on when nobody publishes: the demonstration comes by itself.
 */
async function onlookers(work: Work, pressedIn: string | null): Promise<Receiver[]> {
  if (!work.personId) return [];
  const offices = await secretariatChannels(work.tx);
  const here = offices.filter(({ id }) => id === pressedIn);
  if (offices.length > 0) {
    return (here.length > 0 ? here : offices).map((channel) => ({ channel }));
  }
  return [{ person: await work.tx.person.findUniqueOrThrow({ where: { id: work.personId } }) }];
}

/** A publication has come further: its progress is to be shown anew. */
export async function refreshPublication(work: Work, batch: { subject: string }): Promise<void> {
  await refreshCards(work, PUBLICATION, batch.subject);
}

/** How far the publication of a draft has come, and in the end what became of it. */
export const renderPublication: Renderer = async ({ subject, target, db, world }) => {
  const draft = await loadDraft(db, subject);
  const batch = await db.batch.findUnique({ where: { id: publicationBatch(subject) } });
  if (!draft || !batch) return null;
  const { language } = target;
  const t = translator(language);
  const state = await batchState(db, batch, world.machineNow);
  const { number } = draft;
  const head = t(state.waiting > 0 ? 'publication.running' : 'publication.ended', { number });
  return message(language, head, [
    { kind: 'heading', text: head },
    { kind: 'text', text: draftTitle(viewOfRow(draft, null), language) },
    { kind: 'text', text: [{ bold: sentLine(t, state) }, waitingLine(t, language, state)] },
    ...(state.stopped > 0
      ? [{ kind: 'text', text: t('publication.heldBack', { count: state.stopped }) } as const]
      : []),
    ...(await failedParts(db, t, batch.id, state.failed)),
    ...buttonPart(buttonsFor(t, number, batch.id, state)),
  ]);
};

function sentLine(t: Translate, { sent, waiting, failed, stopped }: BatchProgress): string {
  return t('publication.sent', { sent, count: sent + waiting + failed + stopped });
}

function waitingLine(
  t: Translate,
  language: Language,
  { waiting, leftMs }: { waiting: number; leftMs: number | null },
): string {
  if (waiting === 0) return '';
  const line = ` ${t('publication.waiting', { count: waiting })}`;
  if (leftMs === null) return line;
  const left =
    leftMs < 60_000
      ? t('publication.leftLittle')
      : t('publication.left', { span: formatSpan(language, leftMs) });
  return `${line} ${left}`;
}

/** Which channels did not get it, and why. */
async function failedParts(
  db: Database,
  t: Translate,
  batch: string,
  count: number,
): Promise<Part[]> {
  if (count === 0) return [];
  const groups = (await failedGroups(db, { batch })).slice(0, MOST_FAILED);
  const items: string[] = [];
  for (const group of groups) {
    const channel = await db.channel.findUnique({
      where: { id: group.channelId ?? '' },
      include: { organisation: true },
    });
    if (!channel) continue;
    const { codes } = await failedIn(db, group, 1);
    items.push(`${channelLabel(t, channel)}: ${reasonSentence(t, codes[0] ?? '')}`);
  }
  const rest = count - items.length;
  return [
    { kind: 'warning', text: t('publication.failed', { count }) },
    ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
    ...(rest > 0 && items.length > 0
      ? [{ kind: 'context', text: t('delivery.moreGroups', { count: rest }) } as const]
      : []),
  ];
}

function buttonsFor(
  t: Translate,
  number: string,
  batch: string,
  { waiting, stopped, failed }: BatchProgress,
): Button[] {
  const args = [number];
  const buttons: Button[] = [];
  if (waiting > 0) {
    buttons.push({ act: 'draft.stop', args, label: t('draft.button.stop'), style: 'danger' });
  }
  if (stopped > 0) {
    buttons.push({ act: 'draft.resume', args, label: t('draft.button.resume') });
  }
  if (failed > 0) {
    const label = t('delivery.button.retryFailed');
    buttons.push({ act: 'delivery.retry', args: ['batch', batch], label });
  }
  return [...buttons, { act: 'draft.show', args, label: t('draft.button.details') }];
}
