import type { Core } from '../core.ts';
import { isTrue } from '../messages.ts';
import { type Answer, type Json, refuse } from '../types.ts';
import { type Method, text } from './method.ts';

function authTest(core: Core): Answer {
  const { team, bot } = core.world;
  return {
    ok: true,
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: bot.name,
    team_id: team.id,
    user_id: bot.userId,
    bot_id: bot.botId,
    is_enterprise_install: false,
  };
}

function userInfo(core: Core, args: Json): Answer {
  const user = core.world.users.get(text(args, 'user'));
  if (user === undefined) return refuse('user_not_found');
  return {
    ok: true,
    user: {
      id: user.id,
      team_id: core.world.team.id,
      name: user.name,
      real_name: user.realName,
      deleted: false,
      tz: user.timeZone,
      is_admin: user.isAdmin,
      is_owner: false,
      is_bot: user.isBot,
      is_app_user: false,
      profile: {
        real_name: user.realName,
        real_name_normalized: user.realName,
        display_name: user.name,
        display_name_normalized: user.name,
      },
      ...(isTrue(args.include_locale) ? { locale: user.locale } : {}),
    },
  };
}

function teamInfo(core: Core): Answer {
  const { team } = core.world;
  return {
    ok: true,
    team: { ...team, url: `https://${team.domain}.slack.com/`, email_domain: '' },
  };
}

/** Who is who: auth.test, users.info, team.info. */
export const identity: Record<string, Method> = {
  'auth.test': { run: authTest },
  'api.test': { run: () => ({ ok: true }) },
  'users.info': { scope: 'users:read', required: ['user'], run: userInfo },
  'team.info': { scope: 'team:read', run: teamInfo },
};

/** The one method that takes the app-level token. */
export const connectionsOpen: Method = {
  run: (core) => ({ ok: true, url: core.sockets.issueUrl(core.port()) }),
};
