import type { SlackManifest } from './manifest.ts';

/** docs.slack.dev, "App manifest reference", as `@slack/web-api` 8 repeats it. */
const LIMITS = {
  name: 35,
  description: 140,
  displayName: 80,
  commands: 50,
  command: 32,
  commandDescription: 2_000,
  usageHint: 1_000,
  scopes: 255,
  events: 100,
} as const;

/** Commands of Slack's own, which it refuses in a manifest. */
const BUILT_IN = /^\/(join|invite|remind|leave|me|msg|dm|topic|who|archive|search|status|away)$/;

/** What Slack would have against a manifest; empty when nothing. */
export function manifestProblems(manifest: SlackManifest): string[] {
  const problems: string[] = [];
  const bound = (what: string, size: number, most: number) => {
    if (size < 1 || size > most) problems.push(`${what}: ${size}, not 1 to ${most}`);
  };
  const { display_information: about, features, oauth_config, settings } = manifest;
  bound('name', about.name.length, LIMITS.name);
  bound('description', about.description.length, LIMITS.description);
  if (!/^#[0-9a-f]{6}$/i.test(about.background_color)) problems.push('background_color');
  bound('display_name', features.bot_user.display_name.length, LIMITS.displayName);
  if (!/^[a-z0-9._-]+$/.test(features.bot_user.display_name)) problems.push('display_name');
  bound('slash_commands', features.slash_commands.length, LIMITS.commands);
  for (const { command, description, usage_hint } of features.slash_commands) {
    bound(command, command.length, LIMITS.command);
    bound(`description of ${command}`, description.length, LIMITS.commandDescription);
    bound(`usage_hint of ${command}`, usage_hint.length, LIMITS.usageHint);
    if (!/^\/[a-z0-9_-]+$/.test(command)) problems.push(`${command}: not lower-case letters`);
    if (BUILT_IN.test(command)) problems.push(`${command}: a command of Slack's own`);
  }
  const scopes = oauth_config.scopes.bot;
  bound('scopes', scopes.length, LIMITS.scopes);
  if (new Set(scopes).size !== scopes.length) problems.push('scopes: one stands twice');
  bound('bot_events', settings.event_subscriptions.bot_events.length, LIMITS.events);
  return problems;
}
