import { describe, expect, it } from 'vitest';
import type { ActInfo } from '../../src/chat/act.ts';
import { LANGUAGES } from '../../src/i18n/index.ts';
import { manifest, SCOPES } from '../../src/slack/manifest.ts';
import { manifestProblems } from '../../src/slack/manifestLimits.ts';

function act(names: ActInfo['names'], who: ActInfo['who'] = 'anyone'): ActInfo {
  const id = names?.en ?? 'hidden';
  return { id, names, describe: 'chat.submit', who, answers: 'private', options: [] };
}

const ACTS = [
  act({ sq: 'ndihmë', sr: 'pomoć', en: 'help' }),
  act({ sq: 'kontribuo', sr: 'doprinesi', en: 'contribute' }, 'delegate'),
  act({ sq: 'kanali lidh', sr: 'kanal poveži', en: 'channel link' }, 'admin'),
  act(null),
];

describe('the manifest', () => {
  it.each(LANGUAGES)('is one that Slack takes, in %s', (language) => {
    expect(manifestProblems(manifest(ACTS, language))).toEqual([]);
  });

  it('stays within the limits with hundreds of acts', () => {
    const many = Array.from({ length: 300 }, (_, index) => {
      const name = `verb number${index}`;
      return act({ sq: name, sr: name, en: name });
    });
    const made = manifest(many, 'en');
    expect(manifestProblems(made)).toEqual([]);
    expect(made.features.slash_commands).toHaveLength(1);
    expect(made.features.slash_commands[0]?.usage_hint).toMatch(/ \| …$/);
  });

  it('asks for what the adapter uses and nothing else', () => {
    const made = manifest(ACTS, 'en');
    expect(made).toMatchObject({
      features: {
        slash_commands: [
          { command: '/civikos', should_escape: true, usage_hint: 'help | contribute' },
        ],
      },
      settings: {
        event_subscriptions: { bot_events: ['reaction_added', 'reaction_removed', 'message.im'] },
        interactivity: { is_enabled: true },
        socket_mode_enabled: true,
      },
    });
    expect(made.oauth_config.scopes.bot).toEqual(SCOPES.map(({ scope }) => scope));
    for (const { why, without } of SCOPES) expect(why && without).toBeTruthy();
  });

  it('finds what Slack would refuse', () => {
    const made = manifest(ACTS, 'en');
    made.display_information.name = 'x'.repeat(36);
    const [command] = made.features.slash_commands;
    if (command) command.command = '/join';
    expect(manifestProblems(made)).toEqual([
      'name: 36, not 1 to 35',
      "/join: a command of Slack's own",
    ]);
  });
});
