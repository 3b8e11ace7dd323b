import { addDays, localDay, zonedToInstant } from '../calendar/index.ts';
import { articleOf } from '../contributions/cards.ts';
import { currentVersion, listToSupport, referenceOf } from '../contributions/find.ts';
import type { RenderTarget } from '../delivery/render.ts';
import type { DraftRow } from '../drafts/find.ts';
import { formatShortMoment } from '../i18n/dates.ts';
import type { AllPreferences } from '../preferences/preferences.ts';
import { inTopics } from '../preferences/rules.ts';
import type { Database } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import { dueText, type Section, type Sight, section, showButton, titleOf } from './cards.ts';

/** What an overview looks back on. */
const DAYS_BACK = 7;

/** More than any week of the register had; what does not fit a screen is counted. */
const MOST_SHARED = 50;

/** Whose preferences a message goes by. */
export function ownerOfTarget({ id, purpose }: RenderTarget) {
  return purpose === 'person' ? { personId: id } : { channelId: id };
}

/**
 * The week of whoever gets it: what is new, what else is open and how long, what became due, and
 * what others share that their organisation has not said anything of. Unfinished texts are private
 * and never part of it. Drafts named in `but` stand elsewhere in the same message.
 */
export async function overviewSections(
  sight: Sight,
  db: Database,
  target: RenderTarget,
  all: AllPreferences,
  but: ReadonlySet<string>,
): Promise<Section[]> {
  const { world } = sight;
  const since = startOfDaysAgo(world);
  const rows = await db.draft.findMany({
    where: { state: 'published', dueAt: { gt: since } },
    include: { institution: true, documents: true },
    orderBy: [{ dueAt: 'asc' }, { number: 'asc' }],
  });
  const owner = ownerOfTarget(target);
  const topics = all.of(owner);
  const drafts = rows.filter(
    ({ id, type, institutionId }) =>
      !all.mutes(owner, id) &&
      inTopics(topics, all.topic({ kind: type, institutionId }, localDay(world.now, world.zone))),
  );
  const open = drafts.filter(({ id, dueAt }) => dueAt > world.now && !but.has(id));
  const fresh = ({ publishedAt }: DraftRow) => publishedAt >= since;
  const line = (draft: DraftRow) => ({ text: dueText(sight, draft), button: showButton(draft) });
  return [
    section('digest.section.new', open.filter(fresh), line),
    section(
      'digest.section.open',
      open.filter((draft) => !fresh(draft)),
      line,
    ),
    section(
      'digest.section.past',
      drafts.filter(({ dueAt }) => dueAt <= world.now),
      (draft) => ({
        text: sight.t('day.lateLine', {
          number: draft.number,
          due: formatShortMoment(sight.language, draft.dueAt, world.zone),
          title: titleOf(sight, draft),
        }),
      }),
    ),
    await sharedSection(sight, db, target, drafts),
  ];
}

function startOfDaysAgo({ now, zone }: World): Date {
  return zonedToInstant(addDays(localDay(now, zone), -DAYS_BACK), '00:00', zone);
}

/** What other organisations share of these drafts while it can still be supported. */
async function sharedSection(
  { t, world }: Sight,
  db: Database,
  target: RenderTarget,
  drafts: readonly DraftRow[],
): Promise<Section> {
  const organisations = await organisationsOf(db, target);
  const { rows } =
    organisations.length === 0
      ? { rows: [] }
      : await listToSupport(
          db,
          organisations,
          world.now,
          MOST_SHARED,
          drafts.map(({ id }) => id),
        );
  return section('digest.section.shared', rows, (row) => ({
    text: [
      { bold: referenceOf(row) },
      ` – ${row.organisation.name}: ${articleOf(currentVersion(row), t)}`,
    ],
    button: { act: 'contribution.text', args: [referenceOf(row)], label: referenceOf(row) },
  }));
}

/** For whom whoever gets the message speaks. */
async function organisationsOf(db: Database, { id, purpose, organisationId }: RenderTarget) {
  if (purpose !== 'person') return organisationId ? [organisationId] : [];
  const rows = await db.membership.findMany({
    where: { personId: id, state: 'accepted' },
    select: { organisationId: true },
  });
  return rows.map((row) => row.organisationId);
}
