/**
 * What is wrong with the rich text among blocks, by `@slack/types` 3: sections, lists and quotes of
 * texts and links, each with at least one element and no empty text. Mentions are no part of ours.
 */
export function richTextProblems(blocks: readonly unknown[]): string[] {
  return blocks.flatMap((block) => {
    const { type, elements } = block as { type: string; elements?: unknown[] };
    if (type !== 'rich_text') return [];
    if (!elements?.length) return ['an empty rich text'];
    return elements.flatMap(checkContainer);
  });
}

function checkContainer(value: unknown): string[] {
  const {
    type,
    elements = [],
    style,
  } = value as {
    type: string;
    elements?: unknown[];
    style?: unknown;
  };
  if (elements.length === 0) return [`an empty ${type}`];
  if (type === 'rich_text_list') {
    const problems = style === 'bullet' ? [] : [`a list of style ${String(style)}`];
    return [
      ...problems,
      ...elements.flatMap((item) =>
        (item as { type?: string }).type === 'rich_text_section'
          ? checkContainer(item)
          : ['a list of something else than sections'],
      ),
    ];
  }
  if (type !== 'rich_text_section' && type !== 'rich_text_quote') return [`a ${type}`];
  return elements.flatMap(checkElement);
}

function checkElement(value: unknown): string[] {
  const { type, text, url } = value as { type: string; text?: unknown; url?: unknown };
  if (type !== 'text' && type !== 'link') return [`a ${type}`];
  const problems = typeof text === 'string' && text !== '' ? [] : [`a ${type} without words`];
  if (type === 'link' && !/^(https?|mailto):/.test(String(url))) problems.push('a link to nowhere');
  if (typeof text === 'string' && /\p{Surrogate}|\0/u.test(text))
    problems.push('broken characters');
  return problems;
}
