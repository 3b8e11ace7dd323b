import { type Names, renderMrkdwn, type Seen } from './render.ts';
import { type Block, type Element, isRecord, type Json, type TextObject } from './types.ts';

/**
 * Renders blocks from top to bottom, one line for each text, button row or input, the way a
 * person reads them: buttons as `[Label]`, menus as `[Placeholder ▾]`, inputs by their label.
 * Plain text is shown literally and alerts nobody.
 */
export function renderBlocks(blocks: readonly Block[], names: Names): Seen {
  const renderer = new Renderer(names);
  for (const block of blocks) renderer.block(block);
  return { text: renderer.lines.join('\n'), links: renderer.links, pings: renderer.pings };
}

/** Renders one text object. */
export function renderText(text: TextObject | undefined, names: Names): Seen {
  if (text === undefined) return { text: '', links: [], pings: [] };
  if (text.type === 'plain_text') return { text: text.text, links: [], pings: [] };
  return renderMrkdwn(text.text, names);
}

class Renderer implements Seen {
  readonly text = '';
  readonly lines: string[] = [];
  readonly links: Seen['links'] = [];
  readonly pings: string[] = [];
  private readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  block(block: Block): void {
    if (typeof block.text === 'string')
      this.lines.push(this.take(renderMrkdwn(block.text, this.names)));
    else if (block.text !== undefined) this.lines.push(this.read(block.text));
    for (const field of block.fields ?? []) this.lines.push(this.read(field));
    if (block.label !== undefined) this.lines.push(this.read(block.label));
    if (block.hint !== undefined) this.lines.push(this.read(block.hint));
    if (block.title !== undefined) this.lines.push(this.read(block.title));
    if (block.alt_text !== undefined) this.lines.push(block.alt_text);
    if (block.accessory !== undefined) this.lines.push(this.element(block.accessory));
    if (block.type === 'rich_text') this.lines.push(this.rich(block.elements));
    else if (block.elements !== undefined) {
      const joint = block.type === 'context' ? '  ' : ' ';
      this.lines.push(block.elements.map((element) => this.element(element)).join(joint));
    }
    for (const row of block.rows ?? []) {
      this.lines.push(row.map((cell) => this.cell(cell)).join(' | '));
    }
  }

  private read(text: TextObject): string {
    return this.take(renderText(text, this.names));
  }

  private take(seen: Seen): string {
    this.links.push(...seen.links);
    this.pings.push(...seen.pings);
    return seen.text;
  }

  /** A button, menu, image, or, in a context block, a text. */
  private element(element: Element): string {
    if (element.type === 'mrkdwn' || element.type === 'plain_text') {
      return this.read(element as unknown as TextObject);
    }
    if (element.type === 'image') return element.alt_text ?? '';
    if (element.text !== undefined) {
      if (element.url !== undefined) {
        this.links.push({ url: element.url, text: element.text.text });
      }
      return `[${element.text.text}]`;
    }
    const shown = element.initial_option?.text.text ?? element.placeholder?.text ?? '…';
    return `[${shown} ▾]`;
  }

  private cell(cell: Json): string {
    if (cell.type === 'rich_text') return this.rich(cell.elements);
    return typeof cell.text === 'string' ? cell.text : '';
  }

  /** The text of rich text elements, at any depth. */
  private rich(value: unknown): string {
    if (Array.isArray(value)) return value.map((item) => this.rich(item)).join('');
    if (!isRecord(value)) return '';
    const text = typeof value.text === 'string' ? value.text : '';
    switch (value.type) {
      case 'text':
        return text;
      case 'link': {
        const url = String(value.url);
        this.links.push({ url, text: text || url });
        return text || url;
      }
      case 'user':
        this.pings.push(`@${String(value.user_id)}`);
        return `@${this.names(String(value.user_id)) ?? String(value.user_id)}`;
      case 'usergroup':
        this.pings.push(`!subteam^${String(value.usergroup_id)}`);
        return `@${String(value.usergroup_id)}`;
      case 'broadcast':
        this.pings.push(`!${String(value.range)}`);
        return `@${String(value.range)}`;
      case 'channel':
        return `#${this.names(String(value.channel_id)) ?? String(value.channel_id)}`;
      case 'emoji':
        return `:${String(value.name)}:`;
      default:
        return this.rich(value.elements);
    }
  }
}
