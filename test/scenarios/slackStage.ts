import type { SlackPlatform } from '../../src/slack/platform.ts';
import type { FormValues, Person } from '../servers/slack/person.ts';
import type { Reply } from '../servers/slack/reply.ts';
import type { SeenMessage as SlackMessage } from '../servers/slack/seen.ts';
import { type SlackServer, startSlackServer } from '../servers/slack/server.ts';
import type { Channel } from '../servers/slack/world.ts';
import type {
  Seen,
  SeenMessage,
  Stage,
  StageBot,
  StageChannel,
  StageFile,
  StageOptions,
  StagePerson,
  StartStageBot,
} from './driver.ts';
import { findButton, seeForm, seeMessage } from './slackSight.ts';

/** The bot in a local Slack, through the real Bolt, as people in Slack's client see it. */
export async function openSlackStage(options: StageOptions, start: StartStageBot): Promise<Stage> {
  const server = await startSlackServer();
  const stage = new SlackStage(server, options.now);
  await stage.begin(options, start);
  return stage;
}

class SlackStage implements Stage {
  readonly platform = 'slack';
  readonly server: SlackServer;
  private readonly channels = new Map<string, SlackChannel>();
  private readonly people = new Map<string, SlackPerson>();
  private now: Date;
  private bot: StageBot | undefined;

  constructor(server: SlackServer, now: Date) {
    this.server = server;
    this.now = now;
  }

  async begin(options: StageOptions, start: StartStageBot): Promise<void> {
    const admins = await Promise.all(options.admins.map((name) => this.person(name)));
    const { server } = this;
    this.bot = await start(
      {
        slack: { botToken: server.botToken, appToken: server.appToken, apiUrl: server.apiUrl },
        sandbox: false,
        databaseUrl: options.storageUrl,
        port: 0,
        portChosen: true,
        zone: 'Europe/Belgrade',
        language: 'en',
        admins: admins.map(({ id }) => ({ platform: 'slack', user: id })),
        logLevel: 'silent',
      },
      { civil: { now: () => this.now } },
    );
  }

  async channel(name: string): Promise<SlackChannel> {
    const known = this.channels.get(name);
    if (known) return known;
    const channel = new SlackChannel(this, this.server.addChannel(name, { member: true }));
    this.channels.set(name, channel);
    return channel;
  }

  async person(name: string): Promise<SlackPerson> {
    const known = this.people.get(name);
    if (known) return known;
    const person = new SlackPerson(this, this.server.addUser(name, { realName: name }));
    this.people.set(name, person);
    return person;
  }

  async breakChannel({ id }: StageChannel): Promise<string> {
    this.server.removeBot(id);
    return 'not_in_channel';
  }

  async mendChannel({ id }: StageChannel): Promise<void> {
    this.server.inviteBot(id);
  }

  async settled(): Promise<void> {
    const { server } = this;
    await server.waitFor(
      () => server.sockets.events.every(({ state }) => state === 'acknowledged'),
      'the bot to take every event',
    );
    await this.idle();
    await this.started().settled();
    // What was sent may have come back as an event, and an answer may have followed a delivery.
    await this.idle();
  }

  /** Every request has been answered and its answer shown. */
  async idle(): Promise<void> {
    const slack = this.started().platforms.find(({ name }) => name === 'slack');
    await (slack as SlackPlatform).idle();
  }

  async clock(at: Date): Promise<void> {
    this.now = at;
    await this.started().tick();
    await this.settled();
  }

  async stop(): Promise<void> {
    await this.bot?.stop();
    await this.server.close();
  }

  private started(): StageBot {
    if (!this.bot) throw new Error('the bot has not started');
    return this.bot;
  }
}

class SlackChannel implements StageChannel {
  readonly name: string;
  readonly id: string;
  private readonly stage: SlackStage;

  constructor(stage: SlackStage, channel: Channel) {
    this.stage = stage;
    this.name = channel.name;
    this.id = channel.id;
  }

  async messages(): Promise<readonly SeenMessage[]> {
    return this.shown().map(seeMessage);
  }

  /** The messages as the local Slack shows them. */
  shown(): SlackMessage[] {
    return this.stage.server.messages(this.id);
  }
}

class SlackPerson implements StagePerson {
  readonly name: string;
  readonly id: string;
  private readonly stage: SlackStage;
  private readonly member: Person;

  constructor(stage: SlackStage, member: Person) {
    this.stage = stage;
    this.member = member;
    this.name = member.name;
    this.id = member.id;
  }

  uses(
    channel: SlackChannel,
    verb: string,
    values: Readonly<Record<string, string>> = {},
  ): Promise<Seen> {
    const options = Object.entries(values).map(([name, value]) => `${name}:${quoted(value)}`);
    return this.types(channel, [verb, ...options].join(' '));
  }

  types(channel: SlackChannel, line: string): Promise<Seen> {
    return this.act(channel, () => this.member.command(channel.id, line));
  }

  async presses(channel: SlackChannel, message: SeenMessage, label: string): Promise<Seen> {
    const shown = this.find(channel, message);
    const { actionId } = findButton(shown.buttons, label);
    return this.act(channel, () => this.member.press(shown, actionId));
  }

  async submits(values: Readonly<Record<string, string | StageFile>>): Promise<Seen> {
    const view = this.member.modal();
    if (!view) throw new Error(`${this.name} has no form open`);
    const entries: FormValues = {};
    for (const [label, value] of Object.entries(values)) {
      const input = view.inputs.find((candidate) => candidate.label === label);
      if (!input) {
        const there = view.inputs.map((candidate) => `"${candidate.label}"`).join(', ');
        throw new Error(`there is no input "${label}"; in the form: ${there}`);
      }
      entries[input.blockId] =
        typeof value === 'string'
          ? value || null
          : [{ name: value.name, bytes: Buffer.from(value.bytes) }];
    }
    return this.act(null, () => this.member.submit(view, entries));
  }

  writes(text: string): Promise<Seen> {
    return this.seen(null, async () => {
      this.member.say(this.member.dm(), text);
      await this.stage.settled();
    });
  }

  async reacts(channel: SlackChannel, message: SeenMessage, emoji: string): Promise<void> {
    this.member.react(this.find(channel, message), nameOf(emoji));
    await this.stage.settled();
  }

  async unreacts(channel: SlackChannel, message: SeenMessage, emoji: string): Promise<void> {
    this.member.unreact(this.find(channel, message), nameOf(emoji));
    await this.stage.settled();
  }

  async direct(): Promise<readonly SeenMessage[]> {
    return this.directMessages().map(seeMessage);
  }

  /** Does something and looks at what it changed on this person's screen. */
  private async act(channel: SlackChannel | null, work: () => Promise<Reply>): Promise<Seen> {
    let opened: Seen | null = null;
    const modal = this.member.modal()?.hash;
    const seen = await this.seen(channel, async () => {
      const reply = await work();
      if (reply.outcome === 'failed') opened = { kind: 'failed', why: reply.error ?? 'unknown' };
      else {
        await this.stage.settled();
        opened = this.openForm(reply, modal);
      }
    });
    return opened ?? seen;
  }

  /** What is new on this person's screen once something is done. */
  private async seen(channel: SlackChannel | null, work: () => Promise<void>): Promise<Seen> {
    const before = this.look(channel);
    await work();
    const after = this.look(channel);
    const hidden = changed(before.hidden, after.hidden);
    if (hidden) return { kind: 'private', message: seeMessage(hidden) };
    const open = changed(before.open, after.open);
    if (open) return { kind: 'public', message: seeMessage(open) };
    return { kind: 'nothing' };
  }

  private openForm(reply: Reply, hashBefore: string | undefined): Seen | null {
    const view = this.member.modal();
    if (!view) return null;
    const refused = Object.keys(reply.errors).length > 0;
    // A modal without inputs only tells that the answer comes elsewhere.
    if (view.inputs.length === 0) return null;
    if (!refused && view.hash === hashBefore) return null;
    return { kind: 'form', form: seeForm(view, reply.errors) };
  }

  private look(channel: SlackChannel | null) {
    return {
      hidden: [...this.member.ephemerals(), ...this.directMessages()].filter(isAnswer),
      open: (channel?.shown() ?? []).filter(isAnswer),
    };
  }

  private directMessages(): SlackMessage[] {
    return this.stage.server.messages(this.member.dm().id).filter(({ byBot }) => byBot);
  }

  private find(channel: SlackChannel, { id }: SeenMessage): SlackMessage {
    const top = [...channel.shown(), ...this.directMessages()];
    const all = [...top, ...top.flatMap(({ replies }) => replies), ...this.member.ephemerals()];
    const found = all.find(({ ts }) => ts === id);
    if (!found) throw new Error(`${this.name} does not see the message ${id} any more`);
    return found;
  }
}

/** An answer to somebody; what the outbox delivers carries its id, or is a file. */
function isAnswer(message: SlackMessage): boolean {
  return message.byBot && message.metadata === undefined && message.files.length === 0;
}

/** The last message that is new or shows something else than before. */
function changed(
  before: readonly SlackMessage[],
  after: readonly SlackMessage[],
): SlackMessage | undefined {
  return after.findLast((message) => {
    const old = before.find(({ ts, channel }) => ts === message.ts && channel === message.channel);
    return (
      JSON.stringify(old?.blocks) !== JSON.stringify(message.blocks) || old?.text !== message.text
    );
  });
}

/** A value as people type it behind `name:`. */
function quoted(value: string): string {
  if (/^[^\s"„“”:=]+$/.test(value)) return value;
  return value.includes('"') ? `„${value.replace(/[“”]/g, '')}“` : `"${value}"`;
}

const NAMES: Readonly<Record<string, string>> = { '👀': 'eyes', '✍': 'writing_hand', '👍': '+1' };

function nameOf(emoji: string): string {
  const name = NAMES[emoji.replace(/\ufe0f/g, '')];
  if (!name) throw new Error(`the Slack stage knows no name for ${emoji}`);
  return name;
}
