import { ClientRefusal } from './errors.ts';
import { isJson, type Json, objects } from './json.ts';
import { walk } from './validate/components.ts';
import { COMPONENT, LINK_BUTTON, SELECTS } from './wire.ts';
import type { Message } from './world.ts';

/** The button with this label, custom_id or emoji, provided it can be pressed. */
export function findButton(message: Message, which: string): Json {
  const buttons = [...walk(message.components)].filter(({ type }) => type === COMPONENT.button);
  const button = buttons.find(({ custom_id, label, emoji }) =>
    [custom_id, label, isJson(emoji) ? emoji.name : undefined].includes(which),
  );
  if (!button) {
    const there = buttons.map(({ label }) => String(label)).join(', ');
    throw new ClientRefusal(`There is no button “${which}”, only: ${there || 'none'}`);
  }
  if (button.disabled === true) throw new ClientRefusal(`“${which}” is disabled`);
  if (button.style === LINK_BUTTON) throw new ClientRefusal(`“${which}” opens a link`);
  return button;
}

/** The select with this placeholder or custom_id, and the values that the choices stand for. */
export function choose(
  message: Message,
  which: string,
  values: readonly (string | { readonly id: string })[],
): { menu: Json; chosen: string[] } {
  const menus = [...walk(message.components)].filter(({ type }) => SELECTS.includes(Number(type)));
  const menu = menus.find(
    ({ custom_id, placeholder }) => which === custom_id || which === placeholder,
  );
  if (!menu) throw new ClientRefusal(`There is no select “${which}”`);
  if (menu.disabled === true) throw new ClientRefusal(`“${which}” is disabled`);
  const least = Number(menu.min_values ?? 1);
  const most = Number(menu.max_values ?? 1);
  if (values.length < least || values.length > most) {
    throw new ClientRefusal(`“${which}” takes ${least} to ${most} choices`);
  }
  return { menu, chosen: values.map((value) => chosenIn(menu, which, value)) };
}

function chosenIn(menu: Json, which: string, value: string | { readonly id: string }): string {
  if (menu.type !== COMPONENT.stringSelect) return typeof value === 'string' ? value : value.id;
  const option = objects(menu.options).find(
    (candidate) => candidate.label === value || candidate.value === value,
  );
  if (!option) throw new ClientRefusal(`“${which}” does not offer “${String(value)}”`);
  return String(option.value);
}
