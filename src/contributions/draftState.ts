import type { Renderer, RenderTarget } from '../delivery/render.ts';
import { draftCard, type Viewer } from '../drafts/cards.ts';
import { loadDraft } from '../drafts/find.ts';
import {
  interestOf,
  interestTotals,
  type OrganisationState,
  reactionsOf,
  type Totals,
  viewOfRow,
} from '../drafts/view.ts';
import type { Database, Tx } from '../storage/database.ts';
import { ACTED, COUNTED } from './find.ts';

/** What one organisation has said and done about a draft. */
export async function organisationState(
  db: Database | Tx,
  draftId: string,
  organisationId: string,
): Promise<OrganisationState> {
  return {
    ...(await interestOf(db, draftId, organisationId)),
    contributions: await db.contribution.count({ where: { draftId, organisationId, ...ACTED } }),
  };
}

/** What all organisations together have said and done about a draft. */
export async function draftTotals(db: Database | Tx, draftId: string): Promise<Totals> {
  const byOrganisation = await db.contribution.groupBy({
    by: ['organisationId'],
    where: { draftId, ...COUNTED },
    _count: { _all: true },
  });
  return {
    ...(await interestTotals(db, draftId)),
    contributing: byOrganisation.length,
    contributions: byOrganisation.reduce((sum, row) => sum + row._count._all, 0),
  };
}

/** The card of a draft as it stands now, for the channel it is in. */
export const renderDraft: Renderer = async ({ subject, target, db, world }) => {
  const row = await loadDraft(db, subject);
  if (!row) return null;
  const viewer = await viewerOf(db, subject, target);
  return draftCard(target.language, viewOfRow(row, world.publicUrl), viewer, world);
};

async function viewerOf(db: Database, draftId: string, target: RenderTarget): Promise<Viewer> {
  if (target.purpose === 'secretariat') {
    return { kind: 'secretariat', totals: await draftTotals(db, draftId) };
  }
  if (target.purpose !== 'member' || !target.organisationId) return { kind: 'general' };
  // One question for three tables: this is asked for every member channel whenever a day passes.
  const organisation = await db.organisation.findUniqueOrThrow({
    where: { id: target.organisationId },
    select: {
      name: true,
      stances: { where: { draftId }, select: { kind: true } },
      contributions: { where: { draftId, ...ACTED }, select: { id: true } },
    },
  });
  return {
    kind: 'member',
    organisation: organisation.name,
    own: {
      stance: organisation.stances[0]?.kind ?? null,
      reactions: await reactionsOf(db, draftId, target.organisationId),
      contributions: organisation.contributions.length,
    },
  };
}
