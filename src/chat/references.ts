import type { Language } from '../i18n/languages.ts';

export type PlatformName = 'slack' | 'discord' | 'sandbox';

/** A channel, named so that two platforms or two communities can never be confused. */
export interface ChannelRef {
  platform: PlatformName;
  /** Slack team id, Discord guild id, or `sandbox`. */
  community: string;
  channel: string;
}

export interface UserRef {
  platform: PlatformName;
  community: string;
  user: string;
}

export interface MessageRef extends ChannelRef {
  message: string;
}

/** `slack:T1:C1`: one text for one channel, for keys and logs. */
export function channelKey(ref: ChannelRef): string {
  return `${ref.platform}:${ref.community}:${ref.channel}`;
}

/** The reverse of {@link channelKey}; null when the text is none. */
export function parseChannelKey(key: string): ChannelRef | null {
  const match = /^(slack|discord|sandbox):([^:]+):(.+)$/.exec(key);
  if (!match) return null;
  return {
    platform: match[1] as PlatformName,
    community: match[2] as string,
    channel: match[3] as string,
  };
}

export type { Language };
