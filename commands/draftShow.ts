import { dispatchesOf } from '../src/authority/dispatches.ts';
import { stageLine } from '../src/authority/stageCards.ts';
import { stagesOf } from '../src/authority/stages.ts';
import { asDay, localDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Button } from '../src/chat/message.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { articleOf } from '../src/contributions/cards.ts';
import { draftTotals, organisationState } from '../src/contributions/draftState.ts';
import {
  currentVersion,
  loadContributions,
  referenceOf,
  shownIds,
} from '../src/contributions/find.ts';
import { remindButton } from '../src/contributions/personalReminderCards.ts';
import { personalReminder } from '../src/contributions/personalReminders.ts';
import { positionLines } from '../src/contributions/positions.ts';
import { batchProgress } from '../src/delivery/queue.ts';
import { type DetailsParts, draftDetails } from '../src/drafts/details.ts';
import { type DraftRow, findDraft } from '../src/drafts/find.ts';
import { publicationBatch } from '../src/drafts/publication.ts';
import { withoutCard } from '../src/drafts/receivers.ts';
import { viewOfRow } from '../src/drafts/view.ts';
import { formatShortDay } from '../src/i18n/dates.ts';
import { nowCalled } from '../src/institutions/cards.ts';
import { channelLabel } from '../src/membership/channels.ts';
import { muteButton, preferencesButton } from '../src/preferences/cards.ts';
import { isMuted, maySetChannel, ownerOf } from '../src/preferences/preferences.ts';
import { plannedOf } from '../src/programme/published.ts';
import { completeDraft, draftOption } from './shared.ts';

/** The latest changes are what people look for. */
const MOST_CHANGES = 8;
const MOST_SHARED = 15;
const MOST_DECLINED = 15;
const MOST_STAGES = 12;

export const draftShow: Act = {
  id: 'draft.show',
  names: { sq: 'projektakt shfaq', sr: 'nacrt prikaži', en: 'draft show' },
  describe: 'draft.describe.show',
  who: 'anyone',
  answers: 'private',
  options: [draftOption],
  complete: (context, _option, typed) => completeDraft(context, typed, false),
  async run(context, values) {
    const { storage, language, world } = context;
    const row = await findDraft(storage.db, values.draft ?? '');
    if (isRefusal(row)) return row;
    const progress = await batchProgress(storage.db, publicationBatch(row.id));
    const parts: DetailsParts = {
      totals: await draftTotals(storage.db, row.id),
      own: await ownPart(context, row.id),
      changes: await changesOf(context, row.id),
      stages: await stagesPart(context, row.id),
      progress:
        context.actor.staffRole !== null && progress.sent + progress.waiting > 0
          ? context.t('draft.progress', { ...progress })
          : null,
      declined: await declinedText(context, row),
      buttons: [
        ...buttonsFor(context, row, progress),
        ...registerButtons(context, row),
        ...(await articlesButton(context, row)),
        ...(await remindButtons(context, row)),
        ...(await afterButtons(context, row)),
        ...(await preferencesButtons(context, row)),
        { act: 'explain', args: [row.number], label: context.t('draft.button.explain') },
      ],
      shared: context.actor.staffRole === null ? [] : await sharedLines(context, row.id),
    };
    const view = viewOfRow(row, world.publicUrl);
    const today = localDay(context.now, world.zone);
    const now = await nowCalled(storage.db, language, row.institutionId, today);
    const institution = now ? `${view.institution} ${now}` : view.institution;
    const shown = draftDetails(language, { ...view, institution }, parts, world);
    if (context.actor.staffRole === null) return privately(shown);
    const planned = await plannedOf(storage.db, context.t, row.id);
    return privately({ ...shown, parts: [...shown.parts, ...planned] });
  },
};

/** Where a draft went after its consultation, step by step. */
async function stagesPart(
  { storage, t, language, now, world }: Context,
  draftId: string,
): Promise<DetailsParts['stages']> {
  const today = localDay(now, world.zone);
  const rows = await stagesOf(storage.db, draftId);
  const lines = rows.slice(-MOST_STAGES).map((row) => stageLine(language, row, today));
  return { head: t('stage.head'), lines };
}

/** What left for the institution and what came of it; for staff also the steps after that. */
async function afterButtons({ storage, t, actor }: Context, draft: DraftRow): Promise<Button[]> {
  const args = [draft.number];
  const left = (await dispatchesOf(storage.db, draft.id)).length > 0;
  return [
    ...(left
      ? [
          { act: 'bundle.clock', args, label: t('dispatch.button.clock') },
          { act: 'answer.list', args, label: t('answers.button.list') },
        ]
      : []),
    ...(actor.staffRole === null
      ? []
      : [{ act: 'stage.list', args, label: t('stage.button.list') }]),
  ];
}

/** For staff: the channels that chose to have no card of it. */
async function declinedText(
  { storage, actor, t, now, world }: Context,
  draft: DraftRow,
): Promise<string | null> {
  if (actor.staffRole === null || draft.state !== 'published') return null;
  const today = localDay(now, world.zone);
  const { count, channels } = await withoutCard(storage.db, draft, today, MOST_DECLINED);
  if (count === 0) return null;
  const named = channels.map((channel) => channelLabel(t, channel));
  const names = [...named, ...(count > named.length ? ['…'] : [])].join(', ');
  return t('draft.declined', { count, names });
}

/** While contributions are still taken in time; staff have other buttons. */
async function remindButtons(
  { t, actor, storage, now }: Context,
  draft: DraftRow,
): Promise<Button[]> {
  if (actor.staffRole !== null || draft.state !== 'published' || now >= draft.dueAt) return [];
  const asked = await personalReminder(storage.db, actor.personId, draft.id);
  return [remindButton(t, draft.number, asked !== null)];
}

/** Hearing no more of it is the channel's to choose where one may set that, and else one's own. */
async function preferencesButtons(
  { t, actor, storage }: Context,
  draft: DraftRow,
): Promise<Button[]> {
  const scope = maySetChannel(actor) ? 'channel' : 'me';
  const owner = ownerOf(actor, scope);
  // Nothing more is told of a draft that ended.
  if (isRefusal(owner) || draft.state !== 'published') return [preferencesButton(t, scope)];
  const muted = await isMuted(storage.db, owner, draft.id);
  return [muteButton(t, draft.number, scope, muted), preferencesButton(t, scope)];
}

/** For staff: what members share of it, with who supports it and who objects, by name. */
async function sharedLines({ storage, t }: Context, draftId: string): Promise<string[]> {
  const ids = await shownIds(storage.db, draftId);
  const rows = await loadContributions(storage.db, ids.slice(0, MOST_SHARED));
  return rows.map((row) => {
    const said = positionLines(row, t);
    const what = said.length > 0 ? said.join(' · ') : t('contribution.shownNothing');
    return `${referenceOf(row)} (${row.organisation.name}, ${articleOf(currentVersion(row), t)}): ${what}`;
  });
}

async function ownPart(context: Context, draftId: string): Promise<DetailsParts['own']> {
  const { actor, storage } = context;
  const membership = actor.memberships.find(({ state }) => state === 'accepted');
  const id = actor.channel?.organisationId ?? membership?.organisationId;
  const organisation = actor.channel?.organisationName ?? membership?.organisationName;
  if (!id || !organisation) return null;
  return { organisation, state: await organisationState(storage.db, draftId, id) };
}

async function changesOf(context: Context, draftId: string): Promise<DetailsParts['changes']> {
  const { storage, language, world, t } = context;
  const rows = await storage.db.draftChange.findMany({
    where: { draftId },
    orderBy: { at: 'desc' },
    take: 50,
  });
  const lines = rows.map((row) => {
    const at = formatShortDay(language, localDay(row.at, world.zone));
    const day = (text: string | null) => formatShortDay(language, asDay(text ?? ''));
    if (row.field === 'closesOn' || row.field === 'dueOn') {
      const [before, after] = [day(row.before), day(row.after)];
      return { at, what: t(`draft.change.${row.field}`, { before, after }) };
    }
    if (row.field === 'state') {
      const state = row.after === 'withdrawn' ? 'withdrawn' : 'closed';
      return { at, what: t('draft.change.state', { after: t(`draft.phase.${state}`) }) };
    }
    return { at, what: t('draft.change.other') };
  });
  const different = lines.filter(
    (line, index) => lines.findIndex((other) => same(line, other)) === index,
  );
  return different.slice(0, MOST_CHANGES);
}

function same(a: { at: string; what: string }, b: { at: string; what: string }): boolean {
  return a.at === b.at && a.what === b.what;
}

async function articlesButton({ storage, t }: Context, draft: DraftRow): Promise<Button[]> {
  const some = await storage.db.article.count({ where: { draftId: draft.id, kind: 'article' } });
  return some > 0
    ? [{ act: 'articles', args: [draft.number], label: t('article.button.list') }]
    : [];
}

/** For staff: what is entered for others, and what becomes of it all. */
function registerButtons({ t, actor }: Context, draft: DraftRow): Button[] {
  if (actor.staffRole === null || draft.state === 'withdrawn') return [];
  const args = [draft.number];
  return [
    { act: 'contribution.enter', args, label: t('entered.button.enter') },
    { act: 'bundle.show', args, label: t('bundle.button.show') },
  ];
}

function buttonsFor(
  { t, actor }: Context,
  draft: DraftRow,
  progress: { waiting: number; stopped: number },
): Button[] {
  const args = [draft.number];
  if (draft.state !== 'published') return [];
  const contribute: Button = {
    act: 'contribute',
    args,
    label: t('draft.button.contribute'),
    style: 'primary',
  };
  if (actor.staffRole === null) return [contribute];
  const buttons: Button[] = [];
  if (progress.waiting > 0) {
    buttons.push({ act: 'draft.stop', args, label: t('draft.button.stop'), style: 'danger' });
  }
  if (progress.stopped > 0) {
    buttons.push({ act: 'draft.resume', args, label: t('draft.button.resume') });
  }
  buttons.push(
    { act: 'draft.extend', args, label: t('draft.button.extend') },
    { act: 'draft.edit', args, label: t('draft.button.edit') },
    { act: 'draft.close', args, label: t('draft.button.close') },
  );
  if (buttons.length < 5) {
    buttons.push({ act: 'draft.withdraw', args, label: t('draft.button.withdraw') });
  }
  return buttons;
}
