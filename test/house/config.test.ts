import { describe, expect, it } from 'vitest';
import {
  ConfigError,
  DEFAULT_DATABASE,
  DEFAULT_PORT,
  readConfig,
  SANDBOX_DATABASE,
  VARIABLE_NAMES,
} from '../../src/config.ts';

const BOT = 'xoxb-1-secret';
const APP = 'xapp-1-secret';
const DISCORD = 'aaa.bbb.ccc';

const MAIL = { SMTP_URL: 'smtp://me:word@mail.example.org', MAIL_FROM: 'me@example.org' };

function linesOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
}

/** A wrong value for each variable, in a form that would be noticed if it were repeated. */
const WRONG: readonly [(typeof VARIABLE_NAMES)[number], string, string][] = [
  ['SLACK_BOT_TOKEN', 'xoxp-hush', 'must begin with xoxb-'],
  ['SLACK_APP_TOKEN', 'xoxb-hush', 'must begin with xapp-'],
  ['DISCORD_TOKEN', 'hush', 'must be three parts joined by dots'],
  ['DATABASE_URL', 'mysql://hush@host/db', 'must begin with file: or postgresql://'],
  ['PORT', '65536', 'must be at most 65535'],
  ['PORT', '-1', 'must be at least 0'],
  ['PORT', '80.5', 'must be a whole number'],
  ['PORT', 'hush', 'must be a number'],
  ['PUBLIC_URL', 'ftp://hush', 'must be an address that begins with http:// or https://'],
  ['TIME_ZONE', 'Europe/Pristina', 'is not a time zone that this machine knows'],
  ['BOT_LANGUAGE', 'hush', 'must be sq, sr or en'],
  ['ADMINS', 'hush', 'must be a list like slack:U0123,discord:4567'],
  ['LOG_LEVEL', 'hush', 'must be trace, debug, info, warn, error or silent'],
  ['SMTP_URL', 'hush', 'must be an address that begins with smtp:// or smtps://'],
  ['SMTP_URL', 'smtp:///hush', 'must name the mail server'],
  ['SMTP_URL', 'smtp://me:hush%@host', 'has a name or password that is not percent-encoded'],
  ['MAIL_FROM', 'hush', 'must be one e-mail address and nothing else'],
  ['MAIL_FROM', 'a@example.org, hush@example.org', 'must be one e-mail address and nothing else'],
  ['SLACK_API_URL', 'hush', 'must be an address that begins with http:// or https://'],
  ['DISCORD_API_URL', 'hush', 'must be an address that begins with http:// or https://'],
];

describe('the environment', () => {
  it('is the sandbox when it is empty', () => {
    expect(readConfig({})).toEqual({
      slack: undefined,
      discord: undefined,
      mail: undefined,
      sandbox: true,
      databaseUrl: SANDBOX_DATABASE,
      port: DEFAULT_PORT,
      portChosen: false,
      publicUrl: undefined,
      zone: 'Europe/Belgrade',
      language: 'sq',
      admins: [],
      logLevel: 'warn',
    });
  });

  it('takes an empty variable for none', () => {
    const empty = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, '  ']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('connects where there are tokens, to a database of its own', () => {
    const config = readConfig({
      SLACK_BOT_TOKEN: BOT,
      SLACK_APP_TOKEN: ` ${APP} `,
      DISCORD_TOKEN: DISCORD,
      ADMINS: 'slack:U1, discord:2',
      PORT: '0',
      PUBLIC_URL: 'https://example.org//',
    });
    expect(config).toMatchObject({
      slack: { botToken: BOT, appToken: APP },
      discord: { token: DISCORD },
      sandbox: false,
      databaseUrl: DEFAULT_DATABASE,
      port: 0,
      portChosen: true,
      publicUrl: 'https://example.org',
      admins: [
        { platform: 'slack', user: 'U1' },
        { platform: 'discord', user: '2' },
      ],
    });
  });

  it('has a wrong value here for every variable', () => {
    expect(new Set(WRONG.map(([name]) => name))).toEqual(new Set(VARIABLE_NAMES));
  });

  it.each(WRONG)('says in one line what is wrong with %s=%s', (name, value, what) => {
    const others: Record<string, string> = {
      SLACK_BOT_TOKEN: BOT,
      SLACK_APP_TOKEN: APP,
      DISCORD_TOKEN: DISCORD,
      ...(/^(SMTP_URL|MAIL_FROM)$/.test(name) ? MAIL : {}),
    };
    const lines = linesOf({ ...others, [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name}: .+\\. Get it at: .+`));
    expect(lines[0]).toContain(what);
    expect(lines[0]).not.toContain('\n');
    for (const secret of [value, BOT, APP, DISCORD]) expect(lines[0]).not.toContain(secret);
  });

  it('reads the mail server with the address that e-mails come from', () => {
    const { SMTP_URL: url, MAIL_FROM: from } = MAIL;
    expect(readConfig(MAIL).mail).toEqual({ url, from });
  });

  it('names everything that is wrong at once', () => {
    const lines = linesOf({ PORT: 'x', BOT_LANGUAGE: 'x', ADMINS: 'x' });
    expect(lines.map((line) => line.split(':')[0])).toEqual(['PORT', 'BOT_LANGUAGE', 'ADMINS']);
  });

  it.each([
    ['SLACK_BOT_TOKEN', BOT, 'SLACK_APP_TOKEN'],
    ['SLACK_APP_TOKEN', APP, 'SLACK_BOT_TOKEN'],
    ['SMTP_URL', MAIL.SMTP_URL, 'MAIL_FROM'],
    ['MAIL_FROM', MAIL.MAIL_FROM, 'SMTP_URL'],
  ])('asks for the other one beside %s', (name, value, missing) => {
    const lines = linesOf({ [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${missing}: is needed with ${name}\\. Get it at: .+`));
  });
});
