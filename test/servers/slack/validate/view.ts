import { isRecord, type Json, type Refusal, refuse, type ViewSpec } from '../types.ts';
import { checkBlocks } from './blocks.ts';
import { complete, completeBlocks } from './complete.ts';
import { checkText } from './composition.ts';
import { LIMITS } from './limits.ts';
import { checkFlag, checkObject, checkString, checkWord, Problems } from './shape.ts';

const SHARED = ['private_metadata', 'callback_id', 'external_id'];
const MODAL = ['submit', 'close', 'clear_on_close', 'notify_on_close', 'submit_disabled'];

/**
 * Checks a view as views.open, push, update, publish and a `response_action` take it. Returns the
 * view with ids filled in, or Slack's refusal (`invalid_arguments` with pointers,
 * `view_too_large`).
 */
export function checkView(
  value: unknown,
  type: 'modal' | 'home',
  newId: () => string,
): ViewSpec | Refusal {
  const problems = new Problems();
  const pointer = '/view';
  const modal = type === 'modal';
  const required = modal ? ['type', 'title', 'blocks'] : ['type', 'blocks'];
  if (!checkObject(value, pointer, required, modal ? [...SHARED, ...MODAL] : SHARED, problems)) {
    return refuse('invalid_arguments', problems.messages);
  }
  if (Buffer.byteLength(JSON.stringify(value)) > LIMITS.viewBytes) return refuse('view_too_large');
  checkWord(value.type, `${pointer}/type`, [type], problems);
  checkTitles(value, pointer, problems);
  const bounded: [string, number][] = [
    ['private_metadata', LIMITS.privateMetadata],
    ['callback_id', LIMITS.identifier],
    ['external_id', LIMITS.identifier],
  ];
  for (const [field, max] of bounded) {
    if (value[field] !== undefined) {
      checkString(value[field], `${pointer}/${field}`, { min: 0, max }, problems);
    }
  }
  checkFlag(value.clear_on_close, `${pointer}/clear_on_close`, problems);
  checkFlag(value.notify_on_close, `${pointer}/notify_on_close`, problems);
  problems.messages.push(...checkBlocks(value.blocks, `${pointer}/blocks`, type).messages);
  if (modal && value.submit === undefined && Array.isArray(value.blocks)) {
    value.blocks.forEach((block, index) => {
      if (isRecord(block) && block.type === 'input') {
        const at = `${pointer}/blocks/${index}/input`;
        problems.add('must define `submit` to use an `input` block in modals', at);
      }
    });
  }
  if (!problems.none) return refuse('invalid_arguments', problems.messages);
  const { blocks, ...rest } = value;
  // Every field was checked above, hence the casts.
  const view = {
    ...(complete(rest, newId) as Json),
    blocks: completeBlocks(blocks as Json[], newId),
  };
  return view as unknown as ViewSpec;
}

function checkTitles(view: Json, pointer: string, problems: Problems): void {
  for (const field of ['title', 'submit', 'close']) {
    if (view[field] === undefined) continue;
    const text = { max: LIMITS.viewTitle, plain: true };
    checkText(view[field], `${pointer}/${field}`, text, problems);
  }
}
