import { stateOf } from './inputs.ts';
import { type Json, type Refusal, refuse, type StateValues, type ViewSpec } from './types.ts';
import { LIMITS } from './validate/limits.ts';
import type { World } from './world.ts';

/** A view on somebody's screen, or their App Home. */
export interface StoredView {
  id: string;
  user: string;
  spec: ViewSpec;
  hash: string;
  rootId: string;
  previousId: string | null;
  state: StateValues;
  /** Shown beside the fields, by block_id. */
  errors: Record<string, string>;
  /** Shown across the whole view when an answer of the app failed. */
  trouble?: string;
  /** The interaction that opened it. */
  trigger?: string;
}

/** The open modals and homes of everybody. */
export class ViewStore {
  private readonly stacks = new Map<string, StoredView[]>();
  private readonly homes = new Map<string, StoredView>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** The modals a user has open, the one on top last. */
  stack(user: string): readonly StoredView[] {
    return this.stacks.get(user) ?? [];
  }

  /** The modal on top of a user's stack. */
  top(user: string): StoredView | undefined {
    return this.stack(user).at(-1);
  }

  /** The App Home of a user. */
  home(user: string): StoredView | undefined {
    return this.homes.get(user);
  }

  /** An open view or home by id or external id. */
  find(by: { id?: string; externalId?: string }): StoredView | undefined {
    const all = [...[...this.stacks.values()].flat(), ...this.homes.values()];
    return all.find(
      (view) =>
        view.id === by.id ||
        (by.externalId !== undefined && view.spec.external_id === by.externalId),
    );
  }

  /** Opens a modal in place of whatever the user had open. */
  open(user: string, spec: ViewSpec, trigger?: string): StoredView | Refusal {
    if (this.taken(spec)) return refuse('duplicate_external_id');
    const view = this.make(user, spec, trigger);
    this.stacks.set(user, [view]);
    this.world.changed();
    return view;
  }

  /** Puts a modal on top of the open ones, of which there may be three. */
  push(user: string, spec: ViewSpec, trigger?: string): StoredView | Refusal {
    const stack = this.stacks.get(user) ?? [];
    const below = stack.at(-1);
    if (below === undefined) return refuse('not_found');
    if (stack.length >= LIMITS.viewStack) return refuse('push_limit_reached');
    if (this.taken(spec)) return refuse('duplicate_external_id');
    const view = this.make(user, spec, trigger);
    view.rootId = below.rootId;
    view.previousId = below.id;
    stack.push(view);
    this.world.changed();
    return view;
  }

  /** Replaces what a view shows; the id stays, the hash is new, entered values are kept. */
  update(view: StoredView, spec: ViewSpec): StoredView | Refusal {
    if (spec.external_id !== view.spec.external_id && this.taken(spec)) {
      return refuse('duplicate_external_id');
    }
    view.spec = spec;
    view.state = stateOf(spec.blocks, view.state);
    view.hash = this.newHash();
    view.errors = {};
    view.trouble = undefined;
    this.world.changed();
    return view;
  }

  /** Sets a user's App Home. */
  publish(user: string, spec: ViewSpec): StoredView {
    const old = this.homes.get(user);
    const view = this.make(user, spec);
    if (old !== undefined) view.id = view.rootId = old.id;
    this.homes.set(user, view);
    this.world.changed();
    return view;
  }

  /** Takes a view (and what lies on it) off the screen; `all` clears the stack. Returns those gone. */
  close(view: StoredView, all = false): StoredView[] {
    const stack = this.stacks.get(view.user) ?? [];
    const from = all ? 0 : stack.indexOf(view);
    const gone = from < 0 ? [] : stack.splice(from);
    this.world.changed();
    return gone;
  }

  /** A view as Slack sends it to the app. */
  wire(view: StoredView): Json {
    const { world } = this;
    return {
      id: view.id,
      team_id: world.team.id,
      type: view.spec.type,
      blocks: view.spec.blocks,
      private_metadata: view.spec.private_metadata ?? '',
      callback_id: view.spec.callback_id ?? '',
      state: { values: view.state },
      hash: view.hash,
      title: view.spec.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
      clear_on_close: view.spec.clear_on_close ?? false,
      notify_on_close: view.spec.notify_on_close ?? false,
      close: view.spec.close ?? null,
      submit: view.spec.submit ?? null,
      previous_view_id: view.previousId,
      root_view_id: view.rootId,
      app_id: world.app.id,
      external_id: view.spec.external_id ?? '',
      app_installed_team_id: world.team.id,
      bot_id: world.bot.botId,
    };
  }

  private taken(spec: ViewSpec): boolean {
    if (spec.external_id === undefined || spec.external_id === '') return false;
    return this.find({ externalId: spec.external_id }) !== undefined;
  }

  private make(user: string, spec: ViewSpec, trigger?: string): StoredView {
    const id = this.world.id('V');
    return {
      id,
      user,
      spec,
      hash: this.newHash(),
      rootId: id,
      previousId: null,
      state: stateOf(spec.blocks),
      errors: {},
      trigger,
    };
  }

  private newHash(): string {
    return `${this.world.nextTs()}${this.world.id('h').toLowerCase()}`;
  }
}
