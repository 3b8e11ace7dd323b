import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { acts } from '../../commands/index.ts';
import type { Form, IncomingFile } from '../../src/chat/form.ts';
import type { Answer } from '../../src/chat/invocation.ts';
import type { Button, Message } from '../../src/chat/message.ts';
import type { ChannelRef, UserRef } from '../../src/chat/references.ts';
import { createRouter, type Router } from '../../src/chat/router.ts';
import { plainOnly, sharedReads } from '../../src/delivery/render.ts';
import type { Language } from '../../src/i18n/languages.ts';
import { resolveActor } from '../../src/membership/resolveActor.ts';
import { renderers } from '../../src/renderers.ts';
import { tick } from '../../src/schedule/tick.ts';
import type { Work } from '../../src/storage/work.ts';
import { createWorld } from '../../src/world.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';

export const ZONE = 'Europe/Belgrade';
const COMMUNITY = 'sandbox';

type Values = Readonly<Record<string, string>>;

/** Winter time in Kosovo, `2026-11-23 09:00`. */
export function kosovo(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}:00+01:00`);
}

/**
 * The real router with the real acts over a storage of its own, without any platform: somebody
 * asks in a channel at a civil time. `boss` is an administrator by the environment.
 */
export class Desk {
  readonly storage: TemporaryStorage;
  /** What the router logged as errors: a bug, unless a test expects it. */
  readonly errors: string[] = [];
  readonly router: Router;
  /** Whether a mail server is configured. */
  canMail = true;
  private readonly world: ReturnType<typeof createWorld>;
  private now: Date;
  private requests = 0;

  constructor(storage: TemporaryStorage, at: string, language: Language) {
    this.storage = storage;
    this.now = kosovo(at);
    const machineNow = () => new Date('2026-01-01T00:00:00Z');
    const civil = { now: () => this.now };
    const isAdmin = ({ user }: UserRef) => user === 'boss';
    this.world = createWorld({
      storage,
      civil,
      machineNow,
      zone: ZONE,
      publicUrl: () => null,
      canMail: () => this.canMail,
    });
    this.router = createRouter({
      acts,
      storage,
      language,
      resolveActor: (caller, now) => resolveActor(storage, caller, now, isAdmin),
      world: this.world,
      civil,
      machineNow,
      newErrorId: () => 'e1',
      newId: () => randomBytes(12).toString('base64url'),
      log: pino({ level: 'error' }, { write: (line: string) => void this.errors.push(line) }),
    });
  }

  get db() {
    return this.storage.db;
  }

  moveTo(at: string): void {
    this.now = kosovo(at);
  }

  /** The world as use cases see it now. */
  surroundings() {
    return this.world();
  }

  /** Runs a use case in one transaction, now. */
  async work<T>(run: (work: Work) => Promise<T>): Promise<T> {
    const world = await this.world();
    return this.storage.transaction((tx) => run({ ...world, tx }));
  }

  async tick() {
    return tick(this.storage, await this.world());
  }

  private from(user: string, channel: string, id?: string) {
    this.requests += 1;
    return {
      id: id ?? `test:${this.requests}`,
      user: userRef(user),
      userName: user,
      channel: channelRef(channel),
      channelName: channel,
    };
  }

  types(user: string, channel: string, text: string, id?: string): Promise<Answer> {
    return this.router.invoke({ ...this.from(user, channel, id), kind: 'text', text });
  }

  /** Writes to the bot itself, or sends it a file. */
  writes(user: string, text: string, files: IncomingFile[] = [], id?: string): Promise<Answer> {
    const sent: Record<string, IncomingFile[]> = files.length > 0 ? { files } : {};
    return this.router.invoke({
      ...this.from(user, `dm-${user}`, id),
      kind: 'written',
      text,
      files: sent,
    });
  }

  uses(
    user: string,
    channel: string,
    act: string,
    values: Values = {},
    id?: string,
  ): Promise<Answer> {
    return this.router.invoke({ ...this.from(user, channel, id), kind: 'command', act, values });
  }

  presses(
    user: string,
    channel: string,
    act: string,
    args: readonly string[],
    id?: string,
  ): Promise<Answer> {
    return this.router.invoke({ ...this.from(user, channel, id), kind: 'press', act, args });
  }

  submits(
    user: string,
    channel: string,
    form: Pick<Form, 'act' | 'unfinished' | 'step'>,
    values: Values,
    { files = {}, id }: { files?: Record<string, IncomingFile[]>; id?: string } = {},
  ): Promise<Answer> {
    const { act, unfinished, step } = form;
    return this.router.invoke({
      ...this.from(user, channel, id),
      kind: 'submit',
      act,
      unfinished,
      step,
      values,
      files,
    });
  }

  /** The language in which somebody is answered from now on. */
  async speaks(user: string, language: Language): Promise<void> {
    told(await this.uses(user, 'nowhere', 'language', { language }));
  }

  /** What a channel would be shown of a kind of delivery now, as plain lines. */
  async shown(kind: string, subject: string, channel: string, language?: Language) {
    const row = await this.db.channel.findFirstOrThrow({ where: { externalId: channel } });
    const delivery = await this.db.delivery.findFirst({
      where: { kind, subject, channelId: row.id },
      orderBy: { seq: 'desc' },
    });
    const rendered = await renderers[kind]?.({
      subject,
      params: (delivery?.params ?? {}) as Record<string, unknown>,
      target: { ...row, language: language ?? row.language },
      db: this.storage.db,
      shared: sharedReads(this.storage, delivery?.wantedVersion ?? 0),
      world: await this.world(),
    });
    if (!rendered) return null;
    return 'upload' in rendered ? textOf(rendered.comment) : textOf(rendered);
  }

  dispose(): Promise<void> {
    return this.storage.dispose();
  }
}

export const userRef = (user: string): UserRef => ({
  platform: 'sandbox',
  community: COMMUNITY,
  user,
});

export const channelRef = (channel: string): ChannelRef => ({
  platform: 'sandbox',
  community: COMMUNITY,
  channel,
});

/**
 * A desk with a secretariat, a general channel and two organisations, KCSF and KDI, with a channel
 * each. `ana` and `ada` are accepted delegates of KCSF, `dan` of KDI; `zef` belongs to nobody.
 */
export async function openDesk(at = '2026-11-23 09:00', language: Language = 'en'): Promise<Desk> {
  const desk = new Desk(await openTemporaryStorage(), at, language);
  const link = async (channel: string, values: Values) =>
    told(await desk.uses('boss', channel, 'channel.link', { language, ...values }));
  await link('office', { purpose: 'secretariat' });
  for (const [name, channel] of [
    ['KCSF', 'kcsf'],
    ['KDI', 'kdi'],
  ] as const) {
    told(await desk.uses('boss', 'office', 'organisation.add', { name }));
    await link(channel, { purpose: 'member', organisation: name });
  }
  await link('all', { purpose: 'general' });
  await accept(desk, 'ana', 'KCSF');
  await accept(desk, 'ada', 'KCSF');
  await accept(desk, 'dan', 'KDI');
  return desk;
}

/** A person becomes an accepted delegate. */
export async function accept(desk: Desk, user: string, organisation: string): Promise<void> {
  told(await desk.uses(user, 'all', 'member.join', { organisation }));
  await decide(desk, user, organisation, 'accept');
}

/** Staff press a button of the card of a proposed membership. */
export async function decide(
  desk: Desk,
  user: string,
  organisation: string,
  decision: 'accept' | 'reject',
): Promise<void> {
  const { id } = await desk.db.membership.findFirstOrThrow({
    where: { person: { externalId: user }, organisation: { name: organisation } },
  });
  told(await desk.presses('boss', 'office', `member.${decision}`, [id]));
}

export function told(answer: Answer): Message {
  if (answer.kind !== 'private') throw new Error(`no message: ${JSON.stringify(answer)}`);
  const wrong = answer.message.parts[0];
  if (answer.message.parts.length === 1 && wrong?.kind === 'warning') {
    throw new Error(`refused: ${answer.message.summary}`);
  }
  return answer.message;
}

export function opened(answer: Answer): Form {
  if (answer.kind === 'form') return answer.form;
  throw new Error(`no form: ${JSON.stringify(answer)}`);
}

/** The sentence of a refusal that stands alone. */
export function refused(answer: Answer): string {
  if (answer.kind !== 'private') throw new Error(`no refusal: ${JSON.stringify(answer)}`);
  const [part, another] = answer.message.parts;
  if (part?.kind !== 'warning' || another) throw new Error(`taken: ${answer.message.summary}`);
  return answer.message.summary;
}

/** The sentences beside the fields of a step that was refused. */
export function errorsOf(answer: Answer): Readonly<Record<string, string>> {
  if (answer.kind !== 'invalid') throw new Error(`not invalid: ${JSON.stringify(answer)}`);
  return answer.errors;
}

export function buttonsOf(message: Message): Button[] {
  return message.parts.flatMap((part) => (part.kind === 'buttons' ? [...part.buttons] : []));
}

/** A message as a person reads it: its lines, then its buttons in brackets. */
export function textOf(message: Message): string {
  const plain = plainOnly(message).parts[0];
  const lines = plain?.kind === 'text' ? String(plain.text) : '';
  const labels = buttonsOf(message).map(({ label }) => `[${label}]`);
  return labels.length > 0 ? `${lines}\n${labels.join(' ')}` : lines;
}
