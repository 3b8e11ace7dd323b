import { z } from 'zod';
import type { PlatformName } from './chat/references.ts';
import { isLanguage, type Language } from './i18n/languages.ts';
import { isMailAddress } from './mail/rules.ts';

export interface Config {
  slack?: { botToken: string; appToken: string; apiUrl?: string };
  discord?: { token: string; apiUrl?: string };
  /** The mail server, and the address that e-mails come from; without it none are sent. */
  mail?: { url: string; from: string };
  /** True when no platform is configured. */
  sandbox: boolean;
  databaseUrl: string;
  port: number;
  /** True when somebody chose the port: then it is that one or none. */
  portChosen: boolean;
  publicUrl?: string;
  zone: string;
  language: Language;
  admins: readonly { platform: PlatformName; user: string }[];
  logLevel: string;
}

export const DEFAULT_PORT = 3000;
export const DEFAULT_DATABASE = 'file:data/civikos.db';
/** The sandbox never touches the database of a connected bot. */
export const SANDBOX_DATABASE = 'file:data/sandbox.db';

const url = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be an address that begins with ${protocols.map((one) => `${one}//`).join(' or ')}`,
  });

const web = url(['http:', 'https:']);

const mailServer = url(['smtp:', 'smtps:'])
  .refine(
    (text) => URL.canParse(text) && new URL(text).hostname !== '',
    'must name the mail server',
  )
  .refine(isDecodable, 'has a name or password that is not percent-encoded');

/** Each variable: its shape, and where a person gets its value. */
const VARIABLES = {
  SLACK_BOT_TOKEN: {
    shape: z.string().regex(/^xoxb-\S+$/, 'must begin with xoxb-'),
    where: 'api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token',
  },
  SLACK_APP_TOKEN: {
    shape: z.string().regex(/^xapp-\S+$/, 'must begin with xapp-'),
    where:
      'api.slack.com/apps → your app → Basic Information → App-Level Tokens (scope connections:write)',
  },
  DISCORD_TOKEN: {
    shape: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'must be three parts joined by dots'),
    where: 'discord.com/developers/applications → your application → Bot → Reset Token',
  },
  DATABASE_URL: {
    shape: z
      .string()
      .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, 'must begin with file: or postgresql://'),
    where: 'leave it empty for the built-in SQLite file, or ask whoever runs your PostgreSQL',
  },
  PORT: {
    shape: z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(0, 'must be at least 0')
      .max(65_535, 'must be at most 65535'),
    where: 'any free port of this machine, or leave it empty for 3000',
  },
  PUBLIC_URL: { shape: web, where: 'the address under which people reach this machine, if any' },
  TIME_ZONE: {
    shape: z.string().refine(isZone, 'is not a time zone that this machine knows'),
    where: 'the IANA list; Kosovo uses Europe/Belgrade',
  },
  BOT_LANGUAGE: {
    shape: z.custom<Language>(isLanguage, 'must be sq, sr or en'),
    where: 'the language of your community: sq, sr or en',
  },
  ADMINS: {
    shape: z
      .string()
      .regex(
        /^\s*(slack|discord|sandbox):[\w-]+(\s*,\s*(slack|discord|sandbox):[\w-]+)*\s*$/,
        'must be a list like slack:U0123,discord:4567',
      ),
    where:
      'Slack: profile → ⋮ → Copy member ID; Discord: developer mode → right click → Copy User ID',
  },
  LOG_LEVEL: {
    shape: z.enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
      'must be trace, debug, info, warn, error or silent',
    ),
    where: 'your choice; info is the usual one',
  },
  SMTP_URL: {
    shape: mailServer,
    where:
      'whoever runs your e-mail: smtp://NAME:PASSWORD@SERVER:587 or smtps://…, percent-encoded',
  },
  MAIL_FROM: {
    shape: z.string().refine(isMailAddress, 'must be one e-mail address and nothing else'),
    where: 'the mailbox of the secretariat, to which ministries answer',
  },
  SLACK_API_URL: { shape: web, where: 'only for a proxy or a test server; leave it empty' },
  DISCORD_API_URL: { shape: web, where: 'only for a proxy or a test server; leave it empty' },
} as const;

type Name = keyof typeof VARIABLES;
export const VARIABLE_NAMES = Object.keys(VARIABLES) as Name[];

/** A wrong environment: one line each, naming the variable, what is wrong, where to get it. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** Reads the environment. An empty variable is as good as none; no value is ever repeated. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const lines: string[] = [];
  const read = <N extends Name>(name: N): z.output<(typeof VARIABLES)[N]['shape']> | undefined => {
    const text = environment[name]?.trim();
    if (!text) return undefined;
    const { shape, where } = VARIABLES[name];
    const result = shape.safeParse(text);
    if (result.success) return result.data as z.output<(typeof VARIABLES)[N]['shape']>;
    lines.push(`${name}: ${result.error.issues[0]?.message ?? 'is wrong'}. Get it at: ${where}`);
    return undefined;
  };
  const missing = (name: Name, other: Name) => {
    const given = (one: Name) => Boolean(environment[one]?.trim());
    if (given(other) && !given(name)) {
      lines.push(`${name}: is needed with ${other}. Get it at: ${VARIABLES[name].where}`);
    }
  };

  const botToken = read('SLACK_BOT_TOKEN');
  const appToken = read('SLACK_APP_TOKEN');
  missing('SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN');
  missing('SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN');
  const token = read('DISCORD_TOKEN');
  const smtpUrl = read('SMTP_URL');
  const mailFrom = read('MAIL_FROM');
  missing('MAIL_FROM', 'SMTP_URL');
  missing('SMTP_URL', 'MAIL_FROM');
  const port = read('PORT');
  const connected = Boolean(botToken ?? token);
  const config: Config = {
    slack: botToken && appToken ? { botToken, appToken, apiUrl: read('SLACK_API_URL') } : undefined,
    discord: token ? { token, apiUrl: read('DISCORD_API_URL') } : undefined,
    mail: smtpUrl && mailFrom ? { url: smtpUrl, from: mailFrom } : undefined,
    sandbox: !connected,
    databaseUrl: read('DATABASE_URL') ?? (connected ? DEFAULT_DATABASE : SANDBOX_DATABASE),
    port: port ?? DEFAULT_PORT,
    portChosen: port !== undefined,
    publicUrl: read('PUBLIC_URL')?.replace(/\/+$/, ''),
    zone: read('TIME_ZONE') ?? 'Europe/Belgrade',
    language: read('BOT_LANGUAGE') ?? 'sq',
    admins: readAdmins(read('ADMINS') ?? ''),
    // A newcomer's first start shows the address and nothing else.
    logLevel: read('LOG_LEVEL') ?? (connected ? 'info' : 'warn'),
  };
  if (lines.length > 0) throw new ConfigError(lines);
  return config;
}

function readAdmins(text: string): Config['admins'] {
  return text
    .split(',')
    .map((entry) => entry.trim().split(':'))
    .filter(([, user]) => user)
    .map(([platform, user]) => ({ platform: platform as PlatformName, user: user as string }));
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function isDecodable(text: string): boolean {
  try {
    return URL.canParse(text) && decodeURIComponent(new URL(text).href) !== '';
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}
