import type { ComponentChild, VNode } from 'preact';

const VOID = new Set(['hr', 'path', 'input', 'br']);

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What a component without hooks or state would put on the page, as HTML. */
export function html(node: ComponentChild | readonly ComponentChild[]): string {
  if (node === null || node === undefined || typeof node === 'boolean') return '';
  if (Array.isArray(node)) return node.map(html).join('');
  if (typeof node !== 'object') return escaped(String(node));
  const { type, props } = node as VNode<Record<string, unknown>>;
  if (typeof type === 'function') {
    return html((type as (given: object) => ComponentChild)(props));
  }
  const attributes = Object.entries(props)
    .filter(([name, value]) => name !== 'children' && shown(name, value))
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
  const inside = html(props.children as ComponentChild);
  return VOID.has(type) ? `<${type}${attributes}>` : `<${type}${attributes}>${inside}</${type}>`;
}

const shown = (name: string, value: unknown) =>
  typeof value !== 'function' && value !== undefined && value !== null && !/^on[A-Z]/.test(name);
