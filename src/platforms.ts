import type { Platform } from './chat/platform.ts';
import type { Config } from './config.ts';
import { createDiscordPlatform, type DiscordOptions } from './discord/platform.ts';
import { createSandboxPlatform, type SandboxPlatform } from './sandbox/index.ts';
import { createSlackPlatform, type SlackOptions } from './slack/platform.ts';

/** Limits of time towards the platforms, for test servers that scale it. */
export interface PlatformLimits {
  slack?: Pick<SlackOptions, 'waits' | 'patienceMs' | 'timeoutMs' | 'minuteMs'>;
  discord?: Pick<DiscordOptions, 'timeoutMs' | 'ceiling'>;
}

type SandboxOptions = Parameters<typeof createSandboxPlatform>[0];
type Common = Pick<SandboxOptions, 'acts' | 'language' | 'log' | 'machineNow'>;

/** The platforms that are configured; the sandbox by its own name, too, for it brings pages. */
export function createPlatforms(
  config: Config,
  common: Common,
  limits: PlatformLimits,
  own: Omit<SandboxOptions, keyof Common>,
): { platforms: readonly Platform[]; sandbox: SandboxPlatform | null } {
  const platforms: Platform[] = [];
  if (config.slack)
    platforms.push(createSlackPlatform({ ...config.slack, ...limits.slack, ...common }));
  if (config.discord)
    platforms.push(createDiscordPlatform({ ...config.discord, ...limits.discord, ...common }));
  const sandbox = config.sandbox ? createSandboxPlatform({ ...common, ...own }) : null;
  if (sandbox) platforms.push(sandbox);
  return { platforms, sandbox };
}
