import type { Core } from './core.ts';
import { escapeText } from './render.ts';
import type { Block, Json } from './types.ts';

/** What a person typed, as Slack stores it: escaped text with references, and rich text. */
export interface Typed {
  text: string;
  blocks: Block[];
}

/** Reads what a person types into the message box: `@name` and `@channel` become mentions. */
export function readTyped(core: Core, typed: string): Typed {
  if (typed === '') return { text: '', blocks: [] };
  const elements: Json[] = [];
  let text = '';
  for (const part of typed.split(/(@[\w.-]+)/)) {
    const mention = part.startsWith('@') ? mentionOf(core, part.slice(1)) : undefined;
    text += mention?.text ?? escapeText(part);
    if (part !== '') elements.push(mention?.element ?? { type: 'text', text: part });
  }
  const block = {
    type: 'rich_text',
    block_id: core.world.id('b').toLowerCase(),
    elements: [{ type: 'rich_text_section', elements }],
  };
  // Rich text elements have no action_id, unlike all others.
  return { text, blocks: [block as unknown as Block] };
}

function mentionOf(core: Core, name: string): { text: string; element: Json } | undefined {
  if (['channel', 'here', 'everyone'].includes(name)) {
    return { text: `<!${name}>`, element: { type: 'broadcast', range: name } };
  }
  const user = [...core.world.users.values()].find((one) => one.name === name);
  if (user === undefined) return undefined;
  return { text: `<@${user.id}>`, element: { type: 'user', user_id: user.id } };
}
