import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Paces, pacesUnder } from '../../src/delivery/pace.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import { DiscordServer } from '../servers/discord/index.ts';
import type { Rate } from '../servers/discord/limits.ts';
import type { SlackLimits } from '../servers/slack/rateLimits.ts';
import { type SlackServer, startSlackServer } from '../servers/slack/server.ts';
import { temporaryFolder } from '../storage/temporary.ts';
import type { Done, Linked, Order } from './broadcastBot.ts';

export interface BroadcastOptions {
  /** On each platform. */
  channels: number;
  slack: SlackLimits;
  /** The limits over all requests, which the bot knows too, and of each channel. */
  discord: { global: Rate; perRoute: Rate };
  /** How much quicker than in the product the time runs in which the bot keeps to Slack's limits. */
  quicker: { posts: number; edits: number };
}

/** Longer than any broadcast here takes. */
const PATIENCE_MS = 30 * 60_000;

/** A local Slack and a local Discord that keep to their limits, and a bot with many channels. */
export class Broadcast {
  readonly slack: SlackServer;
  readonly discord: DiscordServer;
  private readonly options: BroadcastOptions;
  private readonly folder: string;
  private readonly child: ChildProcess;

  private constructor(
    options: BroadcastOptions,
    parts: { slack: SlackServer; discord: DiscordServer; folder: string; child: ChildProcess },
  ) {
    this.options = options;
    this.slack = parts.slack;
    this.discord = parts.discord;
    this.folder = parts.folder;
    this.child = parts.child;
  }

  static async open(options: BroadcastOptions): Promise<Broadcast> {
    const slack = await startSlackServer();
    const discord = await DiscordServer.start({ settings: { patience: PATIENCE_MS } });
    const child = fork(fileURLToPath(new URL('./broadcastBot.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
    });
    const folder = await temporaryFolder();
    const broadcast = new Broadcast(options, { slack, discord, folder, child });
    try {
      await broadcast.start();
    } catch (error) {
      await broadcast.close();
      throw error;
    }
    return broadcast;
  }

  private async start(): Promise<void> {
    const { slack, discord, options } = this;
    const { requests: most, per: perMs } = options.discord.global;
    await this.order({
      order: 'start',
      config: {
        slack: { botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl },
        discord: { token: discord.token, apiUrl: discord.api },
        sandbox: false,
        databaseUrl: `file:${join(this.folder, 'broadcast.db')}`,
        port: 0,
        portChosen: true,
        zone: 'Europe/Belgrade',
        language: 'en',
        admins: [],
        logLevel: 'silent',
      },
      parts: {
        paces: pacesFor(options),
        slack: { minuteMs: options.slack.minuteMs },
        discord: { ceiling: { most, perMs } },
      },
      channels: this.makeChannels(),
    });
    // A person types commands that are registered once the bot is connected.
    await discord.waitFor(() => discord.commands.find('help'), 'the commands');
    slack.limits.enforceAll(options.slack);
    discord.limits.global = options.discord.global;
    discord.limits.perRoute = options.discord.perRoute;
  }

  /** Publishes a draft, so that every channel is to have its card; returns the draft's id. */
  publish(): Promise<string> {
    return this.order({ order: 'publish' });
  }

  /** The draft changed: every card is to be edited. */
  async change(draft: string): Promise<void> {
    await this.order({ order: 'change', draft });
  }

  /** Resolves when nothing is left that can be sent now. */
  async settled(): Promise<void> {
    await this.order({ order: 'settle' });
  }

  /** Resolves when Slack has taken so many calls of a method. */
  async slackTook(method: string, count = this.options.channels): Promise<void> {
    const { calls } = this.slack;
    let seen = 0;
    let taken = 0;
    const enough = () => {
      for (; seen < calls.length; seen += 1) {
        const call = calls[seen];
        if (call?.method === method && call.result === 'ok') taken += 1;
      }
      return taken >= count;
    };
    await this.slack.waitFor(enough, `${count} calls of ${method}`, PATIENCE_MS);
  }

  /** Resolves when Discord has taken so many requests to its channels by a method. */
  async discordTook(method: 'POST' | 'PATCH', count = this.options.channels): Promise<void> {
    const enough = () => this.discordTaken(method) >= count;
    await this.discord.waitFor(enough, `${count} times ${method}`);
  }

  private discordTaken(wanted: 'POST' | 'PATCH'): number {
    return this.discord.requests.filter(
      ({ method, path, status }) =>
        method === wanted && status === 200 && path.startsWith('/channels/'),
    ).length;
  }

  /** How many 429s each platform has given. */
  refusals(): { slack: number; discord: number } {
    return { slack: this.slack.limits.refusals, discord: this.discord.limits.refusals };
  }

  async close(): Promise<void> {
    if (this.child.connected) {
      await this.order({ order: 'stop' });
      const ended = once(this.child, 'exit');
      this.child.disconnect();
      await ended;
    }
    await this.slack.close();
    await this.discord.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** One order at a time: the bot answers in the order in which it ends. */
  private async order(order: Order): Promise<string> {
    const answered = Promise.race([once(this.child, 'message'), once(this.child, 'exit')]);
    this.child.send(order);
    const [done] = (await answered) as [Done | number | null];
    if (done === null || typeof done === 'number') throw new Error(`the bot ended with ${done}`);
    if ('failed' in done) throw new Error(done.failed);
    return done.result;
  }

  private makeChannels(): Linked[] {
    const linked: Linked[] = [];
    for (let number = 0; number < this.options.channels; number += 1) {
      const name = `organisation-${number}`;
      const { id: slack } = this.slack.addChannel(name, { member: true });
      const { id: discord } = this.discord.addChannel(name);
      linked.push({ platform: 'slack', community: this.slack.team.id, externalId: slack });
      linked.push({ platform: 'discord', community: this.discord.guild.id, externalId: discord });
    }
    return linked;
  }
}

/** The product's own paces, in a quicker time on Slack and under the limit that is Discord's here. */
function pacesFor({ quicker, discord }: BroadcastOptions): Paces {
  const paces = pacesUnder(DEFAULT_SETTINGS);
  const { requests: most, per: perMs } = discord.global;
  return {
    ...paces,
    slack: {
      ...paces.slack,
      perChannelMs: paces.slack.perChannelMs / quicker.posts,
      ceilings: paces.slack.ceilings?.map((one) => ({
        ...one,
        perMs: one.perMs / (one.of.includes('post') ? quicker.posts : quicker.edits),
      })),
    },
    discord: {
      ...paces.discord,
      ceilings: paces.discord.ceilings?.map((one) => ({ ...one, most, perMs })),
    },
  };
}
