import { acts } from '../../commands/index.ts';
import type { DiscordPlatform } from '../../src/discord/platform.ts';
import { type Key, translate } from '../../src/i18n/index.ts';
import {
  type Answer,
  ClientRefusal,
  DiscordServer,
  type FieldValue,
  type Person,
} from '../servers/discord/index.ts';
import { kindOf, seeForm, seeMessage, writtenDay } from './discordSight.ts';
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

/** The bot in a local Discord, through the real discord.js, as people in the app see it. */
export async function openDiscordStage(
  options: StageOptions,
  start: StartStageBot,
): Promise<Stage> {
  const server = await DiscordServer.start();
  const stage = new DiscordStage(server, options.now);
  await stage.begin(options, start);
  return stage;
}

/** What leads back into a form after a step; other buttons that do are the person's to press. */
const WAYS_ON = ['chat.continue', 'chat.fix'].map((key) => translate('en', key as Key));

class DiscordStage implements Stage {
  readonly platform = 'discord';
  readonly server: DiscordServer;
  readonly #channels = new Map<string, DiscordChannel>();
  readonly #people = new Map<string, DiscordPerson>();
  #now: Date;
  #bot: StageBot | undefined;

  constructor(server: DiscordServer, now: Date) {
    this.server = server;
    this.#now = now;
  }

  async begin(options: StageOptions, start: StartStageBot): Promise<void> {
    const admins = await Promise.all(options.admins.map((name) => this.person(name)));
    this.#bot = await start(
      {
        discord: { token: this.server.token, apiUrl: this.server.api },
        sandbox: false,
        databaseUrl: options.storageUrl,
        port: 0,
        portChosen: true,
        zone: 'Europe/Belgrade',
        language: 'en',
        admins: admins.map(({ id }) => ({ platform: 'discord', user: id })),
        logLevel: 'silent',
      },
      { civil: { now: () => this.#now } },
    );
    // The commands are registered once the bot is connected.
    await this.idle();
  }

  async channel(name: string): Promise<DiscordChannel> {
    const known = this.#channels.get(name);
    if (known) return known;
    const channel = new DiscordChannel(this, name, this.server.addChannel(name).id);
    this.#channels.set(name, channel);
    return channel;
  }

  async person(name: string): Promise<DiscordPerson> {
    const known = this.#people.get(name);
    if (known) return known;
    const person = new DiscordPerson(this, this.server.addUser(name));
    this.#people.set(name, person);
    return person;
  }

  async breakChannel({ id }: StageChannel): Promise<string> {
    this.server.deny(id, 'sendMessages');
    return '50013';
  }

  async mendChannel({ id }: StageChannel): Promise<void> {
    this.server.deny(id);
  }

  async settled(): Promise<void> {
    await this.idle();
    await this.#started().settled();
    // An answer may have followed a delivery.
    await this.idle();
  }

  /** Every request has been answered and its answer shown. */
  async idle(): Promise<void> {
    const discord = this.#started().platforms.find(({ name }) => name === 'discord');
    await (discord as DiscordPlatform).idle();
  }

  /** Resolves when the bot has all that was sent to it: a heartbeat comes back in its turn. */
  async delivered(): Promise<void> {
    const { gateway } = this.server;
    const beats = (): number => gateway.frames.filter(({ op }) => op === 1).length;
    const before = beats();
    gateway.requestHeartbeat();
    await this.server.waitFor(() => beats() > before, 'a heartbeat');
  }

  async clock(at: Date): Promise<void> {
    this.#now = at;
    await this.#started().tick();
    await this.settled();
  }

  async stop(): Promise<void> {
    await this.#bot?.stop();
    await this.server.stop();
  }

  #started(): StageBot {
    if (!this.#bot) throw new Error('the bot has not started');
    return this.#bot;
  }
}

class DiscordChannel implements StageChannel {
  readonly name: string;
  readonly id: string;
  readonly #stage: DiscordStage;

  constructor(stage: DiscordStage, name: string, id: string) {
    this.#stage = stage;
    this.name = name;
    this.id = id;
  }

  async messages(): Promise<readonly SeenMessage[]> {
    return this.#stage.server.messages(this.id).map(seeMessage);
  }
}

class DiscordPerson implements StagePerson {
  readonly name: string;
  readonly id: string;
  readonly #stage: DiscordStage;
  readonly #member: Person;

  constructor(stage: DiscordStage, member: Person) {
    this.#stage = stage;
    this.#member = member;
    this.name = member.name;
    this.id = member.id;
  }

  async uses(
    channel: StageChannel,
    verb: string,
    values: Readonly<Record<string, string>> = {},
  ): Promise<Seen> {
    const act = acts.find(({ names }) => names?.en === verb);
    const options = Object.entries(values).map(([name, value]) => {
      const option = act?.options.find((candidate) => candidate.name === name);
      return [option?.names.en ?? name, value];
    });
    return this.#see(() => this.#member.command(channel, verb, Object.fromEntries(options)));
  }

  async types(): Promise<null> {
    return null;
  }

  async presses(_: StageChannel, message: SeenMessage, label: string): Promise<Seen> {
    const button = message.buttons.find((name) => name.startsWith(label));
    return this.#see(() => this.#member.press(message.id, button ?? label));
  }

  async submits(values: Readonly<Record<string, string | StageFile>>): Promise<Seen> {
    const { modal } = this.#member;
    if (!modal) throw new Error(`no form is open before ${this.name}`);
    const fields = Object.entries(values).map(([label, value]): [string, FieldValue] => {
      const input = modal.inputs.find((candidate) => candidate.label === label);
      if (typeof value !== 'string') {
        return [label, [{ name: value.name, content: Buffer.from(value.bytes) }]];
      }
      return [label, input && kindOf(input) === 'date' ? writtenDay(value) : value];
    });
    const seen = await this.#see(() => this.#member.submit(modal, Object.fromEntries(fields)));
    return seen.kind === 'private' ? this.#goOn(seen.message, seen) : seen;
  }

  /** Presses the button that leads back into the form, when there is one. */
  async #goOn(message: SeenMessage, seen: Seen): Promise<Seen> {
    const shown = this.#member.privateMessages().find(({ id }) => id === message.id);
    const way = shown?.buttons.find(
      ({ customId, label }) => customId?.startsWith('form.resume:') && WAYS_ON.includes(label),
    );
    if (!way?.customId) return seen;
    const customId = way.customId;
    return this.#see(() => this.#member.press(message.id, customId), message.text);
  }

  async writes(text: string): Promise<Seen> {
    const before = this.#member.directMessages().length;
    this.#member.say(this.#member.dm, text);
    await this.#stage.delivered();
    await this.#stage.idle();
    const answer = this.#member
      .directMessages()
      .slice(before)
      .findLast(({ author }) => author !== this.name);
    return answer ? { kind: 'private', message: seeMessage(answer) } : { kind: 'nothing' };
  }

  async reacts(_: StageChannel, message: SeenMessage, emoji: string): Promise<void> {
    this.#member.react(message.id, emoji);
    await this.#stage.delivered();
  }

  async unreacts(_: StageChannel, message: SeenMessage, emoji: string): Promise<void> {
    this.#member.unreact(message.id, emoji);
    await this.#stage.delivered();
  }

  async direct(): Promise<readonly SeenMessage[]> {
    return this.#member.directMessages().map(seeMessage);
  }

  /** What an act brings this person in the end, once the bot has said all it has to say. */
  async #see(act: () => Promise<Answer>, refusal?: string): Promise<Seen> {
    let first: Answer;
    try {
      first = await act();
    } catch (error) {
      if (error instanceof ClientRefusal) return { kind: 'failed', why: error.message };
      throw error;
    }
    await this.#stage.idle();
    const all = first.all();
    const failed = all.find(({ kind }) => kind === 'failed');
    if (failed) return { kind: 'failed', why: failed.text };
    const opened = all.find(({ modal }) => modal)?.modal;
    if (opened) return { kind: 'form', form: seeForm(this.#stage.server, opened, refusal) };
    const last = all.filter(({ message, kind }) => message && kind !== 'deleted').at(-1);
    if (!last?.message || last.message.loading) return { kind: 'nothing' };
    return { kind: last.private ? 'private' : 'public', message: seeMessage(last.message) };
  }
}
