import type { Logger } from 'pino';
import type { CivilClock, MachineNow } from '../clock.ts';
import { type Language, translator } from '../i18n/index.ts';
import type { Storage } from '../storage/database.ts';
import { inGroups } from '../storage/group.ts';
import type { World } from '../storage/work.ts';
import type { Act, Who } from './act.ts';
import type { Actor } from './actor.ts';
import { refuse, say } from './answers.ts';
import type { Begun, Context, Unfinished } from './context.ts';
import type { Choice, IncomingFile } from './form.ts';
import { RESUME_ACT, SUBMIT_ACT } from './formMessage.ts';
import { type FormAct, openForm, resumeForm, submitKept, submitStep } from './forms.ts';
import { actOnce, RepeatedRequest } from './inbox.ts';
import { hasUnshowable } from './inputs.ts';
import type { Answer, CompletionRequest, Invocation } from './invocation.ts';
import { type ChannelRef, channelKey, parseChannelKey, type UserRef } from './references.ts';
import { isRefusal, type Refusal, refusal } from './refusal.ts';
import { parseTyped } from './typed.ts';

/** Who came from where, as a platform tells it. */
export interface Caller {
  user: UserRef;
  userName: string;
  channel: ChannelRef;
  channelName: string;
}

export interface RouterParts {
  acts: readonly Act[];
  storage: Storage;
  /** The language of those who have chosen none, where no channel has one. */
  language: Language;
  resolveActor(caller: Caller, now: Date): Promise<Actor>;
  world(personId: string | null): Promise<World>;
  civil: CivilClock;
  machineNow: MachineNow;
  newErrorId(): string;
  /** The id of a new row: unique, and at most 16 characters (Discord's custom ids are short). */
  newId(): string;
  log: Logger;
}

export interface Router {
  /**
   * Does what was asked and says what to show, as of now or of the civil time at which it was asked.
   * Never rejects.
   */
  invoke(invocation: Invocation, at?: Date): Promise<Answer>;
  /** Values for an option while one types. Never rejects. */
  complete(request: CompletionRequest): Promise<readonly Choice[]>;
}

/** The most choices a completion gives (Discord: 25). */
const MOST_CHOICES = 25;

/** A command written to the bot itself is shorter than this. */
const LINE_LENGTH = 200;

/** What may stand before a command that is written to the bot, as on Slack. */
const ROOT = /^\s*(?:\/\s*)?(?:\/?civikos(?=\s|$))?\s*/i;

/** The longest value of a command's option or a button's argument that is looked at. */
const VALUE_LENGTH = 4_000;

/** One way in for every platform: finds the act, knows who asks, checks that it is theirs. */
export function createRouter(parts: RouterParts): Router {
  const acts = new Map(parts.acts.map((act) => [act.id, act]));
  const writtenAct = parts.acts.find((act) => act.written);
  const beginUnfinished = inGroups(async (rows: readonly (Begun & { at: Date })[]) => {
    const made = rows.map(({ at, ...begun }) => ({ ...begun, id: parts.newId(), at }));
    await parts.storage.db.unfinished.createMany({
      data: made.map(({ at, values, ...row }) => ({
        ...row,
        values: { ...values },
        createdAt: at,
        updatedAt: at,
      })),
    });
    return made.map(({ at, ...row }): Unfinished => ({ ...row, state: 'open', result: null }));
  });

  async function invoke(invocation: Invocation, at?: Date): Promise<Answer> {
    let language = parts.language;
    try {
      const context = await speaking(
        await contextOf(invocation, invocation.id, at),
        invocation,
        at,
      );
      language = context.language;
      const end = await dispatch(context, invocation);
      return isRefusal(end) ? refuse(language, end) : end;
    } catch (error) {
      if (error instanceof RepeatedRequest) return { kind: 'nothing' };
      const id = parts.newErrorId();
      parts.log.error({ err: error, errorId: id, kind: invocation.kind }, 'a request failed');
      const { message } = say(language, 'chat.error', { id });
      return { kind: 'private', message, failed: true };
    }
  }

  async function dispatch(context: Context, invocation: Invocation): Promise<Answer | Refusal> {
    switch (invocation.kind) {
      case 'text':
        return typedLine(context, invocation.text);
      case 'written':
        return written(context, invocation.text, Object.values(invocation.files).flat());
      case 'command':
        return run(context, acts.get(invocation.act), invocation.values);
      case 'press': {
        if (invocation.act === SUBMIT_ACT) {
          return submitKept(context, acts, invocation.args[0] ?? '', denied);
        }
        if (invocation.act === RESUME_ACT) {
          const [id = '', step = '0'] = invocation.args;
          return resumeForm(context, acts, id, Number.parseInt(step, 10) || 0);
        }
        const act = acts.get(invocation.act);
        const values = (act?.options ?? []).flatMap((option, index) => {
          const value = invocation.args[index];
          return value === undefined ? [] : [[option.name, value]];
        });
        return run(context, act, Object.fromEntries(values));
      }
      case 'submit': {
        const act = acts.get(invocation.act);
        if (!act?.form) return refusal('form.gone');
        return denied(context.actor, act) ?? submitStep(context, act as FormAct, invocation);
      }
    }
  }

  async function typedLine(context: Context, text: string): Promise<Answer | Refusal> {
    const typed = parseTyped(text.trim() === '' ? 'help' : text, parts.acts);
    if ('unknown' in typed) return refusal('chat.unknownVerb', { verb: typed.unknown });
    return run(context, typed.act, typed.values);
  }

  /**
   * What is written to the bot may be a command, or a text that begins with a word which is also a
   * verb: one with more words than its options take is a text wherever one is waited for.
   */
  async function written(
    context: Context,
    text: string,
    files: readonly IncomingFile[],
  ): Promise<Answer | Refusal> {
    const line = text.replace(ROOT, '').trim();
    if (files.length === 0) {
      if (line === '') return typedLine(context, line);
      const isLine = line.length <= LINE_LENGTH && !line.includes('\n');
      const typed = parseTyped(line, parts.acts);
      const known = isLine && !('unknown' in typed);
      if (known && (line !== text.trim() || !typed.tooMany)) return typedLine(context, line);
      if (hasUnshowable(text)) return refusal('form.unshowable');
      const taken = await writtenAct?.written?.(context, text, files);
      if (taken) return taken;
      return isLine ? typedLine(context, line) : refusal('chat.nothingOpen');
    }
    if (hasUnshowable(text)) return refusal('form.unshowable');
    return (await writtenAct?.written?.(context, text, files)) ?? refusal('chat.nothingOpen');
  }

  async function run(
    context: Context,
    act: Act | undefined,
    values: Readonly<Record<string, string>>,
  ): Promise<Answer | Refusal> {
    if (!act) return refusal('chat.unknownButton');
    const no = denied(context.actor, act);
    if (no) return no;
    for (const option of act.options) {
      const value = values[option.name] ?? '';
      if (value.length > VALUE_LENGTH) return refusal('form.tooLongOption', { max: VALUE_LENGTH });
      if (hasUnshowable(value)) return refusal('form.unshowable');
      if (option.required && value.trim() === '') {
        return refusal('chat.missingOption', { option: option.names[context.language] });
      }
    }
    if (act.form) return openForm(context, act as FormAct, values);
    if (!act.run) throw new Error(`act ${act.id} can neither run nor open a form`);
    return act.run(context, values);
  }

  async function contextOf(
    caller: Caller,
    requestId: string,
    now = parts.civil.now(),
  ): Promise<Context> {
    const actor = await parts.resolveActor(caller, now);
    const language = actor.language ?? actor.channel?.language ?? parts.language;
    const place = channelKey(caller.channel);
    const world = { ...(await parts.world(actor.personId)), now, place };
    const context: Context = {
      actor,
      language,
      t: translator(language),
      channelName: caller.channelName,
      now,
      storage: parts.storage,
      world,
      transaction: (work) =>
        parts.storage.transaction(async (tx) => {
          await actOnce(tx, requestId, parts.machineNow());
          return work({ ...world, tx });
        }),
      beginUnfinished: (begun) => beginUnfinished({ ...begun, at: now }),
      async openForm(actId, values) {
        const act = acts.get(actId);
        if (!act?.form) throw new Error(`act ${actId} has no form`);
        return openForm(context, act as FormAct, values);
      },
    };
    return context;
  }

  /**
   * Whoever submits where no channel is linked, such as in a direct message, speaks for the channel
   * in which they began: it may be all that tells whose delegate they are.
   */
  async function speaking(context: Context, invocation: Invocation, at?: Date): Promise<Context> {
    const id = submitted(invocation);
    if (id === null || context.actor.channel !== null) return context;
    const { personId } = context.actor;
    const row = await parts.storage.db.unfinished.findFirst({
      where: { id, personId },
      select: { channelKey: true },
    });
    const channel = row && parseChannelKey(row.channelKey);
    if (!channel) return context;
    const there = await contextOf({ ...invocation, channel }, invocation.id, at);
    return there.actor.channel === null ? context : there;
  }

  async function complete(request: CompletionRequest): Promise<readonly Choice[]> {
    try {
      const act = acts.get(request.act);
      if (!act?.complete) return [];
      const context = await contextOf({ ...request, userName: '', channelName: '' }, 'completion');
      if (denied(context.actor, act)) return [];
      const choices = await act.complete(
        context,
        request.option,
        request.typed.slice(0, 200),
        request.given,
      );
      return choices.slice(0, MOST_CHOICES);
    } catch (error) {
      parts.log.error({ err: error, act: request.act }, 'a completion failed');
      return [];
    }
  }

  return { invoke, complete };
}

/** The unfinished row that is to be submitted; null where nothing is. */
function submitted(invocation: Invocation): string | null {
  if (invocation.kind === 'submit') return invocation.unfinished;
  const presses = invocation.kind === 'press' && invocation.act === SUBMIT_ACT;
  return presses ? (invocation.args[0] ?? '') : null;
}

/** A refusal when the act is not this person's to do. Delegates are checked by the use cases. */
function denied(actor: Actor, act: Act): Refusal | null {
  const may: Record<Who, boolean> = {
    anyone: true,
    delegate: true,
    staff: actor.staffRole !== null,
    admin: actor.staffRole === 'admin',
  };
  if (may[act.who]) return null;
  return refusal(act.who === 'admin' ? 'access.adminOnly' : 'access.staffOnly');
}
