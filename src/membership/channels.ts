import type { Translate } from '../i18n/index.ts';
import type { Database, Tx } from '../storage/database.ts';

/** The active channels in which the secretariat is told things. */
export function secretariatChannels(tx: Database | Tx) {
  return tx.channel.findMany({
    where: { purpose: 'secretariat', active: true },
    orderBy: [{ linkedAt: 'asc' }, { id: 'asc' }],
  });
}

/** The active member channels of one organisation, on every platform. */
export function channelsOf(tx: Database | Tx, organisationId: string) {
  return tx.channel.findMany({ where: { organisationId, purpose: 'member', active: true } });
}

/** Every active linked channel, in the order in which they were linked. */
export function linkedChannels(tx: Database | Tx) {
  return tx.channel.findMany({
    where: { active: true },
    orderBy: [{ linkedAt: 'asc' }, { id: 'asc' }],
  });
}

export interface NamedChannel {
  name: string;
  platform: 'slack' | 'discord' | 'sandbox';
  organisation: { name: string } | null;
}

const PLATFORMS = { slack: 'Slack', discord: 'Discord' } as const;

/** The platform as people know it. */
export function platformName(t: Translate, platform: NamedChannel['platform']): string {
  return platform === 'sandbox' ? t('delivery.sandbox') : PLATFORMS[platform];
}

/** `#rregulloret (KCSF, Slack)`: a channel among those of several organisations and platforms. */
export function channelLabel(t: Translate, { name, organisation, platform }: NamedChannel): string {
  const whose = organisation ? [organisation.name] : [];
  return `#${name} (${[...whose, platformName(t, platform)].join(', ')})`;
}
