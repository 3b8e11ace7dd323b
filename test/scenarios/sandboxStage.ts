import type { Form } from '../../src/chat/form.ts';
import { fileUpload, newRequest, SandboxClient, SandboxError } from '../../src/sandbox/client.ts';
import type { SandboxPlatform } from '../../src/sandbox/index.ts';
import { writeNamed } from '../../src/sandbox/line.ts';
import type { AnswerView, FileUpload, MessageView } from '../../src/sandbox/wire.ts';
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
import { buttonsOf, seeForm, seeMessage } from './sandboxSight.ts';

const ZONE = 'Europe/Belgrade';

/** Whoever looks in without being anybody's colleague: sees what everyone sees. */
const PASSER_BY = 'passer-by';

/** The bot's own local chat, asked over HTTP as its page asks. */
export async function openSandboxStage(
  options: StageOptions,
  start: StartStageBot,
): Promise<Stage> {
  let now = options.now;
  const bot = await start(
    {
      sandbox: true,
      databaseUrl: options.storageUrl,
      port: 0,
      portChosen: true,
      zone: ZONE,
      language: 'en',
      admins: options.admins.map((name) => ({ platform: 'sandbox', user: idOf(name) })),
      logLevel: 'silent',
    },
    {
      civil: {
        now: () => now,
        async moveTo(at) {
          now = at;
        },
      },
    },
  );
  return new SandboxStage(bot);
}

/** Ids of our own, apart from the sample world's. */
const idOf = (name: string): string => `stage-${name}`;

class SandboxStage implements Stage {
  readonly platform = 'sandbox';
  readonly client: SandboxClient;
  readonly #bot: StageBot;
  readonly #channels = new Map<string, SandboxChannel>();
  readonly #people = new Map<string, SandboxPerson>();

  constructor(bot: StageBot) {
    this.#bot = bot;
    this.client = new SandboxClient(bot.address);
  }

  async channel(name: string): Promise<SandboxChannel> {
    const known = this.#channels.get(name);
    if (known) return known;
    const channel = new SandboxChannel(this, name, idOf(name));
    this.#channels.set(name, channel);
    await this.#sandbox().ensureChannel(channel.id, name);
    return channel;
  }

  async person(name: string): Promise<SandboxPerson> {
    const known = this.#people.get(name);
    if (known) return known;
    const person = new SandboxPerson(this, name, idOf(name));
    this.#people.set(name, person);
    await this.#sandbox().ensureUser(person.id, name, '');
    return person;
  }

  async breakChannel({ id }: StageChannel): Promise<string> {
    await this.#sandbox().removeChannel(id);
    return 'channel_not_found';
  }

  mendChannel({ id, name }: StageChannel): Promise<void> {
    return this.#sandbox().ensureChannel(id, name);
  }

  settled(): Promise<void> {
    return this.#bot.settled();
  }

  async clock(at: Date): Promise<void> {
    const [day = '', time = ''] = new Intl.DateTimeFormat('sv-SE', {
      timeZone: ZONE,
      dateStyle: 'short',
      timeStyle: 'short',
    })
      .format(at)
      .split(' ');
    const { now } = await this.client.moveClock({ to: 'moment', day, time });
    if (now !== at.toISOString()) throw new Error('the page moves its clock by whole minutes');
    await this.settled();
  }

  stop(): Promise<void> {
    return this.#bot.stop();
  }

  #sandbox(): SandboxPlatform {
    const found = this.#bot.platforms.find(({ name }) => name === 'sandbox');
    if (!found) throw new Error('the bot runs without its sandbox');
    return found as SandboxPlatform;
  }
}

/** All that someone sees of a channel outside threads, page after page, oldest first. */
async function wholeChannel(
  client: SandboxClient,
  user: string,
  channel: string,
): Promise<MessageView[]> {
  const all: MessageView[] = [];
  for (let before: number | undefined; ; before = all[0]?.seq) {
    const page = await client.messages(user, channel, before);
    all.unshift(...page.messages);
    if (!page.more) return all;
  }
}

/** A message with its thread, as someone sees both. */
async function withThread(
  client: SandboxClient,
  user: string,
  view: MessageView,
): Promise<SeenMessage> {
  if (view.replies === 0) return seeMessage(view);
  const [, ...replies] = await client.thread(user, view.id);
  return seeMessage(
    view,
    replies.map((reply) => seeMessage(reply)),
  );
}

class SandboxChannel implements StageChannel {
  readonly name: string;
  readonly id: string;
  readonly #stage: SandboxStage;

  constructor(stage: SandboxStage, name: string, id: string) {
    this.#stage = stage;
    this.name = name;
    this.id = id;
  }

  async messages(): Promise<readonly SeenMessage[]> {
    const { client } = this.#stage;
    const views = await wholeChannel(client, PASSER_BY, this.id);
    return Promise.all(views.map((view) => withThread(client, PASSER_BY, view)));
  }
}

class SandboxPerson implements StagePerson {
  readonly name: string;
  readonly id: string;
  readonly #stage: SandboxStage;
  /** The form that is open before them, and the channel in which it was opened. */
  #open: { form: Form; channel: string } | undefined;

  constructor(stage: SandboxStage, name: string, id: string) {
    this.#stage = stage;
    this.name = name;
    this.id = id;
  }

  uses(
    channel: StageChannel,
    verb: string,
    values: Readonly<Record<string, string>> = {},
  ): Promise<Seen> {
    const options = Object.entries(values).map(([name, value]) => writeNamed(name, value));
    return this.types(channel, [verb, ...options].join(' '));
  }

  types(channel: StageChannel, line: string): Promise<Seen> {
    return this.#see(channel.id, () =>
      this.#stage.client.say({ ...this.#at(channel.id), thread: null, text: `/civikos ${line}` }),
    );
  }

  async presses(_: StageChannel, message: SeenMessage, label: string): Promise<Seen> {
    const [view] = await this.#stage.client.thread(this.id, message.id);
    const button = view && buttonsOf(view).find((one) => one.label.startsWith(label));
    if (!button) throw new Error(`${this.name} sees no button "${label}"`);
    return this.#see(view.channel, () =>
      this.#stage.client.press({
        ...this.#at(view.channel),
        thread: view.thread,
        message: view.id,
        act: button.act,
        args: button.args,
      }),
    );
  }

  async submits(values: Readonly<Record<string, string | StageFile>>): Promise<Seen> {
    if (!this.#open) throw new Error(`no form is open before ${this.name}`);
    const { form, channel } = this.#open;
    const texts: Record<string, string> = {};
    const files: Record<string, FileUpload[]> = {};
    const unknown = new Set(Object.keys(values));
    for (const input of form.inputs) {
      unknown.delete(input.label);
      const given = values[input.label];
      if (given !== undefined && typeof given !== 'string') {
        files[input.name] = [fileUpload(given.name, given.bytes)];
      } else if (input.kind === 'choice') {
        const chosen = input.options.find((option) => option.label === given);
        texts[input.name] = chosen?.value ?? given ?? input.value ?? '';
      } else if (input.kind !== 'file') {
        texts[input.name] = given ?? input.value ?? '';
      }
    }
    if (unknown.size > 0) throw new Error(`the form has no "${[...unknown].join('", "')}"`);
    return this.#see(channel, () =>
      this.#stage.client.submit({
        ...this.#at(channel),
        thread: null,
        act: form.act,
        unfinished: form.unfinished,
        step: form.step,
        values: texts,
        files,
      }),
    );
  }

  async writes(text: string): Promise<Seen> {
    const { channels } = await this.#stage.client.state(this.id);
    const own = channels.find((one) => one.direct);
    if (!own) throw new Error(`${this.name} has no direct messages`);
    return this.#see(own.id, () =>
      this.#stage.client.say({ ...this.#at(own.id), thread: null, text }),
    );
  }

  reacts(_: StageChannel, message: SeenMessage, emoji: string): Promise<void> {
    return this.#react(message, emoji, true);
  }

  unreacts(_: StageChannel, message: SeenMessage, emoji: string): Promise<void> {
    return this.#react(message, emoji, false);
  }

  async direct(): Promise<readonly SeenMessage[]> {
    const { client } = this.#stage;
    const { channels } = await client.state(this.id);
    const own = channels.find((one) => one.direct);
    const views = own ? await wholeChannel(client, this.id, own.id) : [];
    return Promise.all(views.map((view) => withThread(client, this.id, view)));
  }

  #react(message: SeenMessage, emoji: string, added: boolean): Promise<void> {
    const { client } = this.#stage;
    const request = newRequest();
    return client.react({ user: this.id, request, message: message.id, emoji, added });
  }

  #at(channel: string) {
    return { user: this.id, request: newRequest(), channel };
  }

  /** What an act brings this person: a message, a form that is then open, or what went wrong. */
  async #see(channel: string, act: () => Promise<AnswerView>): Promise<Seen> {
    let answer: AnswerView;
    try {
      answer = await act();
    } catch (error) {
      if (error instanceof SandboxError) return { kind: 'failed', why: error.code };
      throw error;
    }
    this.#open = undefined;
    switch (answer.kind) {
      case 'message': {
        const { message } = answer;
        const seen = await withThread(this.#stage.client, this.id, message);
        return { kind: message.onlyYou ? 'private' : 'public', message: seen };
      }
      case 'form':
        this.#open = { form: answer.form, channel };
        return { kind: 'form', form: seeForm(answer.form) };
      case 'invalid':
        this.#open = { form: answer.form, channel };
        return { kind: 'form', form: seeForm(answer.form, answer.errors) };
      case 'nothing':
        return answer;
    }
  }
}
