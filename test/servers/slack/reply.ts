import type { Core, Failure } from './core.ts';
import { type SeenMessage, type SeenView, seeMessage, seeView } from './seen.ts';
import type { Json } from './types.ts';
import type { Waiting } from './waiting.ts';

/** What a person got for something they did. */
export interface Reply {
  /** `refused`: Slack's own client did not send it, as with an empty required field. */
  outcome: 'acknowledged' | 'failed' | 'refused';
  /** For `failed`: operation_timeout, dispatch_failed, invalid_command_response, …. */
  error: string | undefined;
  /** Complaints beside the fields of a form, by block_id. */
  errors: Record<string, string>;
  /** What the app acknowledged with. */
  ack: Json;
  /** The modal on the person's screen right after the acknowledgement. */
  view: SeenView | undefined;
  /** Waits for the modal that the app opens in answer (at once, when it is there already). */
  modal(): Promise<SeenView>;
  /** Waits for the next message that only this person sees, new or rewritten since the act. */
  answer(): Promise<SeenMessage>;
}

/** An act under way: knows when it began, so that later answers can be told from earlier ones. */
export class Act {
  readonly trigger: string;
  private readonly core: Core;
  private readonly waiting: Waiting;
  private readonly user: string;
  private readonly name: string;
  private readonly since: number;

  constructor(core: Core, waiting: Waiting, user: string, name: string) {
    this.core = core;
    this.waiting = waiting;
    this.user = user;
    this.name = name;
    this.since = core.world.changes;
    this.trigger = core.triggers.issue(user);
  }

  /** The act went through. */
  acknowledged(ack: Json, errors: Record<string, string> = {}): Reply {
    return this.reply({ outcome: 'acknowledged', error: undefined, errors, ack });
  }

  /** Slack's client did not let it through. */
  refused(errors: Record<string, string>): Reply {
    return this.reply({ outcome: 'refused', error: undefined, errors, ack: {} });
  }

  /** The app failed; the person is told so, and the server records it. */
  failed(error: string, messages: readonly string[] = [], ack: Json = {}): Reply {
    const failure: Failure = { user: this.user, action: this.name, error, messages };
    this.core.failures.push(failure);
    this.core.world.changed();
    return this.reply({ outcome: 'failed', error, errors: {}, ack });
  }

  private reply(result: Pick<Reply, 'outcome' | 'error' | 'errors' | 'ack'>): Reply {
    const { core, waiting, user, since, trigger, name } = this;
    const top = core.views.top(user);
    const replaced =
      result.ack.response_action === 'update' || result.ack.response_action === 'push';
    return {
      ...result,
      view: top === undefined ? undefined : seeView(core.world, core.views, top),
      modal: () =>
        waiting.waitFor(() => {
          const open = core.views.top(user);
          if (open === undefined || !(replaced || open.trigger === trigger)) return undefined;
          return seeView(core.world, core.views, open);
        }, `a modal in answer to "${name}"`),
      answer: () =>
        waiting.waitFor(() => {
          const mine = core.world.ephemerals.filter(
            (message) => message.audience === user && message.writtenAt > since,
          );
          const last = mine.at(-1);
          return last === undefined ? undefined : seeMessage(core.world, last);
        }, `a private answer to "${name}"`),
    };
  }
}
