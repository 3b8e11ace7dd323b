import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Part, Text } from '../chat/message.ts';
import { pathButton } from '../contributions/cards.ts';
import { loadContribution, loadContributions, referenceOf } from '../contributions/find.ts';
import { outcomeText } from '../contributions/outcomes.ts';
import { type NoteWish, tellNotes } from '../delivery/queue.ts';
import type { Renderer } from '../delivery/render.ts';
import { shorten } from '../documents/shorten.ts';
import { translator } from '../i18n/index.ts';
import { secretariatChannels } from '../membership/channels.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';
import { draftOf, outcomesOf, standingOutcomes } from './find.ts';
import { hearersOf, receiversOf } from './hearers.ts';

/** The kind of the note that tells a correction of what was announced. */
export const CORRECTED = 'answer.corrected';
/** Several at once: one message, as the announcement was one. */
export const CORRECTIONS = 'answer.corrections';
/** Told to the secretariat: whom it has to tell of corrections itself. */
export const CORRECTED_BY_HAND = 'answer.correctedByHand';

/** What one message shows of several; the rest is a button away. */
const SHOWN = 8;
const BUTTONS = 4;
const WHY_SHOWN = 120;

/** Authors and supporters hear at once that outcomes they were told were corrected. */
export async function tellCorrections(
  work: Work,
  draftId: string,
  contributionIds: readonly string[],
): Promise<void> {
  const { tx } = work;
  const ids: string[] = [];
  for (const part of inParts(contributionIds)) {
    const where = { id: { in: part }, announcedIn: { not: null } };
    const rows = await tx.contribution.findMany({ where, select: { id: true } });
    ids.push(...rows.map(({ id }) => id));
  }
  if (ids.length === 0) return;
  const standing = await standingOutcomes(tx, ids);
  const wishes: NoteWish[] = [];
  const byHand: string[] = [];
  for (const hearer of await hearersOf(tx, ids)) {
    const { organisationId: organisation, items } = hearer;
    const receivers = await receiversOf(tx, hearer);
    if (receivers.length === 0) byHand.push(organisation);
    const outcomes = items.flatMap(({ contributionId }) => standing.get(contributionId) ?? []);
    const [first, another] = outcomes;
    if (!first) continue;
    const note: Pick<NoteWish, 'kind' | 'subject' | 'params' | 'key'> = another
      ? {
          kind: CORRECTIONS,
          subject: draftId,
          params: { outcomes: outcomes.map(({ id }) => id), organisation },
          key: `${CORRECTIONS}:${first.id}:${organisation}`,
        }
      : {
          kind: CORRECTED,
          subject: first.contributionId,
          params: { seq: first.seq, organisation },
          key: `${CORRECTED}:${first.id}`,
        };
    wishes.push(...receivers.map((receiver) => ({ ...receiver, ...note })));
  }
  const [latest] = [...standing.values()].sort((a, b) => b.seq - a.seq);
  if (byHand.length > 0 && latest) {
    for (const channel of await secretariatChannels(tx)) {
      wishes.push({
        channel,
        kind: CORRECTED_BY_HAND,
        subject: draftId,
        params: { organisations: byHand },
        key: `${CORRECTED_BY_HAND}:${latest.id}`,
      });
    }
  }
  await tellNotes(work, wishes);
}

/** Renders a note of kind `answer.corrections`: of each what it was, what it is, and why. */
export const renderCorrections: Renderer = async ({ subject, params, target, db }) => {
  const ids = Array.isArray(params.outcomes) ? params.outcomes.map(String) : [];
  const shown = await db.outcome.findMany({
    where: { id: { in: ids.slice(0, SHOWN) } },
    orderBy: { seq: 'asc' },
  });
  const rows = await loadContributions(
    db,
    shown.map(({ contributionId }) => contributionId),
  );
  if (rows.length === 0) return null;
  const t = translator(target.language);
  const { number } = await draftOf(db, subject);
  const items: Text[] = [];
  for (const row of rows) {
    const now = shown.find(({ contributionId }) => contributionId === row.id);
    if (!now) continue;
    const before = (await outcomesOf(db, row.id)).findLast(({ seq }) => seq < now.seq);
    const own = row.organisationId === params.organisation;
    const why = now.correction ?? now.reason;
    items.push([
      { bold: referenceOf(row) },
      own ? '' : ` ${t('announce.supported', { organisation: row.organisation.name })}`,
      ': ',
      before ? `${outcomeText(before.code, t)} → ` : '',
      { bold: outcomeText(now.code, t) },
      why ? ` – ${shorten(why, WHY_SHOWN)}` : '',
    ]);
  }
  const summary = t('answers.corrected.several', { number });
  const more = ids.length - SHOWN;
  const buttons: Button[] = rows
    .slice(0, BUTTONS)
    .map((row) => referenceOf(row))
    .map((reference) => pathButton(reference, t, t('answers.button.pathOf', { reference })));
  buttons.push({ act: 'answer.list', args: [number], label: t('announce.button.all') });
  return message(target.language, summary, [
    { kind: 'heading', text: summary },
    { kind: 'list', items },
    ...(more > 0 ? [{ kind: 'context', text: t('announce.more', { count: more }) } as Part] : []),
    ...buttonPart(buttons),
  ]);
};

/** Renders a note of kind `answer.corrected`: what it was, what it is, and why. */
export const renderCorrected: Renderer = async ({ subject, params, target, db }) => {
  const row = await loadContribution(db, subject);
  if (!row) return null;
  const all = await outcomesOf(db, subject);
  const at = all.findIndex(({ seq }) => seq === Number(params.seq));
  const [now, before] = [all[at], all[at - 1]];
  if (!now || !before) return null;
  const { language } = target;
  const t = translator(language);
  const reference = referenceOf(row);
  const own = row.organisationId === params.organisation;
  const summary = t(own ? 'answers.corrected.own' : 'answers.corrected.supported', {
    reference,
    organisation: row.organisation.name,
  });
  const parts: Part[] = [
    { kind: 'heading', text: summary },
    {
      kind: 'text',
      text: [outcomeText(before.code, t), ' → ', { bold: outcomeText(now.code, t) }],
    },
  ];
  if (now.correction) {
    parts.push({ kind: 'text', text: t('answers.corrected.why', { reason: now.correction }) });
  }
  if (now.reason) parts.push({ kind: 'quote', text: shorten(now.reason, 1_000) });
  return message(language, summary, [
    ...parts,
    { kind: 'buttons', buttons: [pathButton(reference, t)] },
  ]);
};
