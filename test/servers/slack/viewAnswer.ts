import type { Core } from './core.ts';
import { blockId } from './messages.ts';
import type { Act, Reply } from './reply.ts';
import { isRecord, isRefusal, type Json } from './types.ts';
import { checkView } from './validate/view.ts';
import type { StoredView } from './viewStore.ts';

const TROUBLE = 'We had some trouble connecting. Try again?';

/**
 * Carries out what an app acknowledged a view_submission with: nothing closes the view, `clear`
 * all views, `errors` go beside their fields, `update` and `push` show another view. A malformed
 * answer leaves the form open with "We had some trouble connecting".
 */
export function answerSubmission(core: Core, act: Act, view: StoredView, ack: Json): Reply {
  const trouble = (error: string, messages: readonly string[] = []): Reply => {
    view.trouble = TROUBLE;
    return act.failed(error, messages, ack);
  };
  switch (ack.response_action) {
    case undefined:
      core.views.close(view);
      return act.acknowledged(ack);
    case 'clear':
      core.views.close(view, true);
      return act.acknowledged(ack);
    case 'errors': {
      const errors = checkErrors(view, ack.errors);
      if (errors === undefined) {
        return trouble('invalid_view_response', ['errors must name input blocks of the view']);
      }
      view.errors = errors;
      core.world.changed();
      return act.acknowledged(ack, errors);
    }
    case 'update':
    case 'push': {
      const spec = checkView(ack.view, 'modal', () => blockId(core));
      if (isRefusal(spec)) return trouble(spec.error, reasons(spec));
      const shown =
        ack.response_action === 'update'
          ? core.views.update(view, spec)
          : core.views.push(view.user, spec, act.trigger);
      return isRefusal(shown) ? trouble(shown.error) : act.acknowledged(ack);
    }
    default:
      return trouble('invalid_view_response', ['unknown response_action']);
  }
}

/** Tells the person that the app did not answer a submission in time. */
export function submissionFailed(core: Core, act: Act, view: StoredView, error: string): Reply {
  view.trouble = TROUBLE;
  core.world.changed();
  return act.failed(error);
}

/** The complaints of an app; undefined unless each names an input block and says something. */
function checkErrors(view: StoredView, value: unknown): Record<string, string> | undefined {
  if (!isRecord(value) || Object.keys(value).length === 0) return undefined;
  const errors: Record<string, string> = {};
  for (const [id, message] of Object.entries(value)) {
    const block = view.spec.blocks.find((one) => one.block_id === id);
    if (block?.type !== 'input' || typeof message !== 'string' || message === '') return undefined;
    errors[id] = message;
  }
  return errors;
}

function reasons(refusal: Json): string[] {
  return Array.isArray(refusal.errors) ? refusal.errors.map(String) : [];
}
