import type { Renderer, RenderJob } from '../delivery/render.ts';
import { draftCard, type Viewer } from '../drafts/cards.ts';
import { loadDraft } from '../drafts/find.ts';
import {
  interestOf,
  interestTotals,
  type OrganisationState,
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
export const renderDraft: Renderer = async (job) => {
  const { subject, target, db, shared, world } = job;
  const row = await shared('drafts', `draft:${subject}`, () => loadDraft(db, subject));
  if (!row) return null;
  const viewer = await viewerOf(job);
  return draftCard(target.language, viewOfRow(row, world.publicUrl), viewer, world);
};

async function viewerOf({ db, shared, subject, target }: RenderJob): Promise<Viewer> {
  const draftId = subject;
  const { organisationId } = target;
  if (target.purpose === 'secretariat') {
    return { kind: 'secretariat', totals: await draftTotals(db, draftId) };
  }
  if (target.purpose !== 'member' || !organisationId) return { kind: 'general' };
  const organisation = await shared('people', `organisation:${organisationId}`, () =>
    db.organisation.findUniqueOrThrow({ where: { id: organisationId } }),
  );
  const own = await organisationState(db, draftId, organisationId);
  return { kind: 'member', organisation: organisation.name, own };
}
