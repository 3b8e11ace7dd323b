import { mergeReference } from '../bundles/rules.ts';
import { parseChannelKey } from '../chat/references.ts';
import { contributionReference } from '../contributions/rules.ts';
import { shorten } from '../documents/shorten.ts';
import type { Translate } from '../i18n/index.ts';
import { channelLabel, platformName } from '../membership/channels.ts';
import type { Database } from '../storage/database.ts';
import { isSettingName } from '../storage/settings.ts';

const NAME_LENGTH = 60;

/**
 * What things are called, by their ids: ids are unique over all tables, so that no act must say which
 * table its subject is in. What has no name, or is gone, is left out.
 */
export async function subjectNames(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const put = (id: string, name: string | null | undefined) => {
    if (name) names.set(id, shorten(name, NAME_LENGTH));
  };
  const where = { id: { in: [...ids] } };
  const withDraft = { include: { draft: { select: { number: true } } } } as const;
  for (const row of await db.draft.findMany({ where })) put(row.id, row.number);
  for (const row of await db.contribution.findMany({ where, ...withDraft })) {
    put(row.id, contributionReference(row.draft.number, row.ordinal));
  }
  for (const row of await db.merge.findMany({ where, ...withDraft })) {
    put(row.id, mergeReference(row.draft.number, row.ordinal));
  }
  for (const row of await db.bundle.findMany({ where, select: { id: true, number: true } })) {
    put(row.id, row.number);
  }
  const ofBundle = { include: { bundle: { select: { number: true } } } } as const;
  for (const row of await db.dispatch.findMany({ where, ...ofBundle }))
    put(row.id, row.bundle.number);
  for (const row of await db.draftStage.findMany({ where, ...withDraft })) {
    put(row.id, row.draft.number);
  }
  for (const row of await db.announcement.findMany({ where, ...withDraft })) {
    put(row.id, row.draft.number);
  }
  for (const row of await db.draftDocument.findMany({ where, ...withDraft })) {
    put(row.id, row.draft.number);
  }
  const withContribution = {
    include: { contribution: { include: { draft: { select: { number: true } } } } },
  } as const;
  for (const row of await db.outcome.findMany({ where, ...withContribution })) {
    put(row.id, contributionReference(row.contribution.draft.number, row.contribution.ordinal));
  }
  const people = { include: { person: true, organisation: true } } as const;
  for (const row of await db.membership.findMany({ where, ...people })) {
    put(row.id, `${row.person.displayName} (${row.organisation.name})`);
  }
  for (const row of await db.person.findMany({ where })) put(row.id, row.displayName);
  for (const row of await db.organisation.findMany({ where })) put(row.id, row.name);
  for (const row of await db.channel.findMany({ where })) put(row.id, `#${row.name}`);
  for (const row of await db.institution.findMany({ where })) put(row.id, row.code);
  for (const row of await db.activity.findMany({ where }))
    put(row.id, `${row.handle} ${row.title}`);
  for (const row of await db.plan.findMany({ where })) put(row.id, row.title);
  for (const row of await db.objective.findMany({ where })) put(row.id, row.title ?? row.code);
  for (const row of await db.letter.findMany({ where, select: { id: true, title: true } }))
    put(row.id, row.title);
  for (const row of await db.answerSource.findMany({ where })) put(row.id, row.title);
  for (const row of await db.programme.findMany({ where })) put(row.id, row.title);
  for (const row of await db.plannedDraft.findMany({ where })) put(row.id, row.title);
  for (const row of await db.sighting.findMany({ where })) put(row.id, row.title);
  const withInstitution = { include: { institution: { select: { code: true } } } } as const;
  for (const row of await db.contact.findMany({ where, ...withInstitution })) {
    put(row.id, row.institution?.code ?? row.name);
  }
  for (const id of ids) if (isSettingName(id)) put(id, id);
  return names;
}

/** From where something was asked: the linked channel, or on which platform else. */
export async function placeNames(
  db: Database,
  t: Translate,
  places: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const place of new Set(places)) {
    const ref = parseChannelKey(place);
    if (!ref) continue;
    const { platform, community, channel: externalId } = ref;
    const channel = await db.channel.findUnique({
      where: { platform_community_externalId: { platform, community, externalId } },
      include: { organisation: { select: { name: true } } },
    });
    names.set(
      place,
      channel
        ? channelLabel(t, channel)
        : t('record.elsewhere', { platform: platformName(t, platform) }),
    );
  }
  return names;
}

/** Who acted, by the ids of people. */
export async function actorNames(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.person.findMany({ where: { id: { in: [...new Set(ids)] } } });
  return new Map(rows.map(({ id, displayName }) => [id, shorten(displayName, NAME_LENGTH)]));
}
