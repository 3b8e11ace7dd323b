import { type Block, isRecord, type Json } from '../types.ts';

const INTERACTIVE = /^(button|overflow|checkboxes|radio_buttons)$|_select$|picker$|_input$/;

/**
 * A copy of checked blocks as Slack stores and echoes them: every block has a block_id, every
 * interactive element an action_id, every text object its `emoji` or `verbatim`.
 */
export function completeBlocks(blocks: readonly Json[], newId: () => string): Block[] {
  // The blocks were checked, so each has a type; the ids are filled in here.
  return blocks.map((block) => ({
    ...(complete(block, newId) as Json),
    block_id: block.block_id ?? newId(),
  })) as unknown as Block[];
}

/** Copies any part of a payload with its defaults filled in. */
export function complete(value: unknown, newId: () => string): unknown {
  if (Array.isArray(value)) return value.map((item) => complete(item, newId));
  if (!isRecord(value)) return value;
  const copy: Json = {};
  for (const [field, inner] of Object.entries(value)) copy[field] = complete(inner, newId);
  if (copy.type === 'plain_text') copy.emoji ??= true;
  else if (copy.type === 'mrkdwn') copy.verbatim ??= false;
  else if (typeof copy.type === 'string' && INTERACTIVE.test(copy.type)) copy.action_id ??= newId();
  return copy;
}
