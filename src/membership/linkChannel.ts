import type { ChannelRef } from '../chat/references.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import type { Language } from '../i18n/languages.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { secretariatChannels } from './channels.ts';
import { refreshOutage } from './failing.ts';
import { findOrganisation } from './organisations.ts';

export type ChannelPurpose = 'member' | 'general' | 'secretariat';

export interface LinkedChannelRow {
  id: string;
  platform: 'slack' | 'discord' | 'sandbox';
  purpose: ChannelPurpose;
  language: Language;
  organisationId: string | null;
  organisationName: string | null;
}

/**
 * Makes a channel a member channel of an organisation, a general one, or the secretariat's.
 * Linking it anew changes what it is; an organisation may have several.
 */
export async function linkChannel(
  work: Work,
  at: ChannelRef,
  name: string,
  input: { purpose: ChannelPurpose; organisation?: string; language: Language },
): Promise<LinkedChannelRow | Refusal> {
  if (input.purpose !== 'secretariat' && (await isLastOffice(work, at))) {
    return refusal('membership.lastSecretariat');
  }
  let organisation: { id: string; name: string } | null = null;
  if (input.purpose === 'member') {
    if (!input.organisation?.trim()) return refusal('membership.linkNeedsOrganisation');
    const found = await findOrganisation(work.tx, input.organisation);
    if ('refused' in found) return found;
    organisation = found;
  }
  const data = {
    name: name.slice(0, 100),
    purpose: input.purpose,
    organisationId: organisation?.id ?? null,
    language: input.language,
    active: true,
  };
  const where = {
    platform_community_externalId: {
      platform: at.platform,
      community: at.community,
      externalId: at.channel,
    },
  };
  const known = await work.tx.channel.findUnique({ where });
  const row = await work.tx.channel.upsert({
    where,
    create: {
      platform: at.platform,
      community: at.community,
      externalId: at.channel,
      linkedAt: work.now,
      ...data,
    },
    update: data,
  });
  // What one organisation preferred and muted there is not for the next to find.
  if (known && known.organisationId !== row.organisationId) {
    await work.tx.preference.deleteMany({ where: { channelId: row.id } });
    await work.tx.draftMute.deleteMany({ where: { channelId: row.id } });
  }
  await audit(work, 'channel.link', row.id, {
    purpose: input.purpose,
    organisation: organisation?.id ?? null,
    language: input.language,
  });
  return { ...row, organisationName: organisation?.name ?? null };
}

/** Nothing is posted into the channel any more; its row stays, because messages point to it. */
export async function unlinkChannel(
  work: Work,
  channelId: string | undefined,
): Promise<true | Refusal> {
  if (!channelId) return refusal('membership.notLinked');
  const channel = await work.tx.channel.findUniqueOrThrow({ where: { id: channelId } });
  if (await isLastOffice(work, { ...channel, channel: channel.externalId })) {
    return refusal('membership.lastSecretariat');
  }
  await work.tx.channel.update({ where: { id: channelId }, data: { active: false } });
  await refreshOutage(work, channel);
  await audit(work, 'channel.unlink', channelId);
  return true;
}

/** Without a channel of the secretariat, proposals and reminders would be told to nobody. */
async function isLastOffice(work: Work, at: ChannelRef): Promise<boolean> {
  const [only, another] = await secretariatChannels(work.tx);
  return (
    only !== undefined &&
    another === undefined &&
    only.platform === at.platform &&
    only.community === at.community &&
    only.externalId === at.channel
  );
}
