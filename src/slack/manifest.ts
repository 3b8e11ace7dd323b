import type { ActInfo } from '../chat/act.ts';
import { type Language, translate } from '../i18n/index.ts';
import { ROOT_COMMAND } from './rootCommand.ts';

/** A permission of the app: what it is for, and what breaks without it. */
export interface Scope {
  scope: string;
  why: string;
  without: string;
}

/** Every bot scope that the manifest asks for. */
export const SCOPES: readonly Scope[] = [
  {
    scope: 'commands',
    why: 'The command /civikos',
    without: 'Nobody can type a command; only buttons work',
  },
  {
    scope: 'chat:write',
    why: 'Posting and changing cards, notes and private answers',
    without: 'The bot is silent',
  },
  {
    scope: 'reactions:read',
    why: 'Emoji on a draft’s card count as the organisation’s interest',
    without: 'Reactions are not noticed; the buttons still work',
  },
  {
    scope: 'channels:history',
    why: 'Looking in a public channel whether a message arrived, and for the reactions on cards',
    without: 'After a broken connection a message for a public channel stays parked',
  },
  {
    scope: 'groups:history',
    why: 'The same look in a private channel',
    without: 'After a broken connection a message for a private channel stays parked',
  },
  {
    scope: 'im:history',
    why: 'The same look in a direct message, and reading what people write to the bot',
    without: 'Messages written to the bot itself are not answered',
  },
  {
    scope: 'im:write',
    why: 'Opening the direct message in which one person is written to',
    without:
      'Receipts are lost where the bot is not in the channel; delegates get no direct messages',
  },
  {
    scope: 'files:read',
    why: 'Reading files that are handed over in forms',
    without: 'Files in forms are refused',
  },
  {
    scope: 'files:write',
    why: 'Posting files, such as lists and exports',
    without: 'The bot cannot post files',
  },
  {
    scope: 'users:read',
    why: 'Showing people by the name they chose',
    without: 'People appear by their short names',
  },
];

/** The events the app subscribes to. */
const EVENTS = ['reaction_added', 'reaction_removed', 'message.im'] as const;

/** The manifest of the Slack app, as Slack takes it as JSON. */
export interface SlackManifest {
  display_information: { name: string; description: string; background_color: string };
  features: {
    app_home: {
      home_tab_enabled: boolean;
      messages_tab_enabled: boolean;
      messages_tab_read_only_enabled: boolean;
    };
    bot_user: { display_name: string; always_online: boolean };
    slash_commands: {
      command: string;
      description: string;
      usage_hint: string;
      should_escape: boolean;
    }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: {
    event_subscriptions: { bot_events: string[] };
    interactivity: { is_enabled: boolean };
    org_deploy_enabled: boolean;
    socket_mode_enabled: boolean;
    token_rotation_enabled: boolean;
  };
}

/** Slack cuts what stands behind the command off at about this width. */
const HINT = 100;

/**
 * The manifest for an app with these acts, in the bot's language. One root command carries every
 * verb, so that a new act needs no new manifest: Slack refuses commands with names of its own
 * (`/join`, `/remind`), and allows 50.
 */
export function manifest(acts: readonly ActInfo[], language: Language): SlackManifest {
  return {
    display_information: {
      name: 'CiviKos',
      description: translate(language, 'slack.appDescribe'),
      background_color: '#1f3a5f',
    },
    features: {
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: true,
        // Otherwise people cannot write to the bot.
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'civikos', always_online: true },
      slash_commands: [
        {
          command: ROOT_COMMAND,
          description: translate(language, 'slack.commandDescribe'),
          usage_hint: hint(acts, language),
          // Otherwise people named in a command arrive without their ids.
          should_escape: true,
        },
      ],
    },
    oauth_config: { scopes: { bot: SCOPES.map(({ scope }) => scope) } },
    settings: {
      event_subscriptions: { bot_events: [...EVENTS] },
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  };
}

function hint(acts: readonly ActInfo[], language: Language): string {
  const verbs = acts
    .filter((act) => act.names !== null && (act.who === 'anyone' || act.who === 'delegate'))
    .map((act) => act.names?.[language] ?? '');
  let shown = '';
  for (const verb of verbs) {
    const longer = shown === '' ? verb : `${shown} | ${verb}`;
    if (longer.length > HINT - ' | …'.length) return `${shown} | …`;
    shown = longer;
  }
  return shown;
}
