import type { Core } from '../core.ts';
import { blockId } from '../messages.ts';
import { type Answer, isRefusal, type Json, type Refusal, refuse } from '../types.ts';
import { checkView } from '../validate/view.ts';
import type { StoredView } from '../viewStore.ts';
import { type Method, text } from './method.ts';

function answer(core: Core, view: StoredView | Refusal): Answer {
  return isRefusal(view) ? view : { ok: true, view: core.views.wire(view) };
}

function show(core: Core, args: Json, how: 'open' | 'push'): Answer {
  const spec = checkView(args.view, 'modal', () => blockId(core));
  if (isRefusal(spec)) return spec;
  const trigger = text(args, 'trigger_id');
  const owner = core.triggers.exchange(trigger);
  if (isRefusal(owner)) return owner;
  return answer(core, core.views[how](owner.user, spec, trigger));
}

function update(core: Core, args: Json): Answer {
  const id = text(args, 'view_id');
  const externalId = text(args, 'external_id');
  if (id === '' && externalId === '') {
    return refuse('invalid_arguments', ['must provide `view_id` or `external_id`']);
  }
  const view = core.views.find(id === '' ? { externalId } : { id });
  if (view === undefined || view.spec.type !== 'modal') return refuse('not_found');
  const hash = text(args, 'hash');
  if (hash !== '' && hash !== view.hash) return refuse('hash_conflict');
  const spec = checkView(args.view, 'modal', () => blockId(core));
  if (isRefusal(spec)) return spec;
  return answer(core, core.views.update(view, spec));
}

function publish(core: Core, args: Json): Answer {
  const user = text(args, 'user_id');
  if (!core.world.users.has(user)) return refuse('user_not_found');
  const hash = text(args, 'hash');
  const old = core.views.home(user);
  if (hash !== '' && hash !== old?.hash) return refuse('hash_conflict');
  const spec = checkView(args.view, 'home', () => blockId(core));
  if (isRefusal(spec)) return spec;
  return answer(core, core.views.publish(user, spec));
}

/** The views.* methods. They need no scope; the home tab is a setting of the app. */
export const views: Record<string, Method> = {
  'views.open': {
    required: ['trigger_id', 'view'],
    run: (core, args) => show(core, args, 'open'),
  },
  'views.push': {
    required: ['trigger_id', 'view'],
    run: (core, args) => show(core, args, 'push'),
  },
  'views.update': { required: ['view'], run: update },
  'views.publish': { required: ['user_id', 'view'], run: publish },
};
