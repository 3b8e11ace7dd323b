import { isJson, type Json, lengthOf, objects, text } from '../json.ts';
import { COMPONENT, SELECTS } from '../wire.ts';
import type { Form, Path } from './form.ts';
import { CustomIds, checkButton, checkSelect } from './interactive.ts';

// Limits: docs, components/reference; 4000 displayable characters: discord-api-docs#8562.
const ROWS = 5;
const BUTTONS = { min: 1, max: 5 };
const TOTAL = 40;
const DISPLAYABLE = 4000;
const SECTION_TEXTS = { min: 1, max: 3 };
const GALLERY = { min: 1, max: 10 };
const ALT_TEXT = 1024;

const IN_CONTAINER = [1, 9, 10, 12, 13, 14];
const TOP_LEVEL_V2 = [...IN_CONTAINER, 17];

interface Reading {
  readonly form: Form;
  readonly ids: CustomIds;
}

/** Checks the components of a message that does not use Components V2: rows only. */
export function checkRows(form: Form, path: Path, value: unknown): Json[] {
  const rows = form.list(path, value, { max: ROWS }) ?? [];
  const reading = { form, ids: new CustomIds() };
  for (const [index, row] of rows.entries()) {
    if (allowed(form, [...path, index], row, [COMPONENT.row])) {
      checkRow(reading, [...path, index], row);
    }
  }
  checkIds(form, path, rows);
  return withIds(rows);
}

/** Checks the components of a Components V2 message. */
export function checkLayout(form: Form, path: Path, value: unknown): Json[] {
  const components = form.list(path, value, { min: 1, max: TOTAL, required: true }) ?? [];
  const reading = { form, ids: new CustomIds() };
  for (const [index, component] of components.entries()) {
    checkAny(reading, [...path, index], component, TOP_LEVEL_V2);
  }
  const every = [...walk(components)];
  if (every.length > TOTAL) {
    const message = `The total number of components cannot exceed ${TOTAL}`;
    form.add(path, 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message);
  }
  const shown = every
    .filter(({ type }) => type === COMPONENT.text)
    .reduce((sum, { content }) => sum + lengthOf(text(content) ?? ''), 0);
  if (shown > DISPLAYABLE) {
    const message = `The displayable text size exceeds the maximum size of ${DISPLAYABLE}`;
    form.add(path, 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message);
  }
  checkIds(form, path, components);
  return withIds(components);
}

/** Every component of a tree, depth first: children, accessories and labelled ones included. */
export function* walk(components: readonly Json[]): Generator<Json> {
  for (const component of components) {
    yield component;
    yield* walk(objects(component.components));
    if (isJson(component.accessory)) yield* walk([component.accessory]);
    if (isJson(component.component)) yield* walk([component.component]);
  }
}

// 32 bits (docs: components/reference, "Anatomy of a Component"); taken as signed.
const LARGEST_ID = 2 ** 31 - 1;

/** Checks the `id`s that the sender chose: in range, and unique in the message. */
export function checkIds(form: Form, path: Path, components: readonly Json[]): void {
  const seenIds = new Set<unknown>();
  for (const { id } of walk(components)) {
    if (id === undefined || id === null || id === 0) continue;
    form.integer([...path, 'id'], id, 0, LARGEST_ID);
    if (seenIds.has(id)) {
      form.add([...path, 'id'], 'COMPONENT_ID_DUPLICATED', 'Component ids must be unique');
    }
    seenIds.add(id);
  }
}

/** A copy in which every component has an `id`, as Discord numbers them when the sender did not. */
export function withIds(components: readonly Json[]): Json[] {
  const copy = structuredClone(components) as Json[];
  const taken = new Set([...walk(copy)].map(({ id }) => id));
  let next = 1;
  for (const component of walk(copy)) {
    if (typeof component.id === 'number' && component.id > 0) continue;
    while (taken.has(next)) next += 1;
    component.id = next;
    taken.add(next);
  }
  return copy;
}

/** Refuses a component whose type has no place here. */
export function allowed(
  form: Form,
  path: Path,
  component: Json,
  types: readonly number[],
): boolean {
  if (types.includes(component.type as number)) return true;
  const message = `Value of field "type" must be one of (${types.join(', ')},).`;
  form.add([...path, 'type'], 'UNION_TYPE_CHOICES', message);
  return false;
}

function checkAny(reading: Reading, path: Path, part: Json, types: readonly number[]): void {
  const { form } = reading;
  if (!allowed(form, path, part, types)) return;
  switch (part.type) {
    case COMPONENT.row:
      checkRow(reading, path, part);
      return;
    case COMPONENT.section:
      checkSection(reading, path, part);
      return;
    case COMPONENT.text:
      checkText(form, path, part);
      return;
    case COMPONENT.gallery: {
      const at = [...path, 'items'];
      const items = form.list(at, part.items, { ...GALLERY, required: true }) ?? [];
      for (const [index, item] of items.entries()) checkMedia(form, [...at, index], item, 'media');
      return;
    }
    case COMPONENT.file:
      checkMedia(form, path, part, 'file', ['attachment']);
      return;
    case COMPONENT.container: {
      const at = [...path, 'components'];
      const parts = form.list(at, part.components, { min: 1, max: TOTAL, required: true }) ?? [];
      for (const [index, child] of parts.entries()) {
        checkAny(reading, [...at, index], child, IN_CONTAINER);
      }
      return;
    }
  }
}

function checkRow(reading: Reading, path: Path, row: Json): void {
  const { form, ids } = reading;
  const at = [...path, 'components'];
  const parts = form.list(at, row.components, { ...BUTTONS, required: true }) ?? [];
  const hasSelect = parts.some(({ type }) => SELECTS.includes(type as number));
  for (const [index, part] of parts.entries()) {
    const here = [...at, index];
    if (!allowed(form, here, part, [COMPONENT.button, ...SELECTS])) continue;
    if (part.type === COMPONENT.button) checkButton(form, here, part, ids);
    else checkSelect(form, here, part, ids, false);
    // A select fills its row; buttons and selects do not share one.
    if (hasSelect && index > 0) {
      const message = 'The specified component exceeds the maximum width';
      form.add(here, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message);
    }
  }
}

function checkSection(reading: Reading, path: Path, section: Json): void {
  const { form, ids } = reading;
  const at = [...path, 'components'];
  const texts = form.list(at, section.components, { ...SECTION_TEXTS, required: true }) ?? [];
  for (const [index, part] of texts.entries()) {
    if (allowed(form, [...at, index], part, [COMPONENT.text])) {
      checkText(form, [...at, index], part);
    }
  }
  const beside = [...path, 'accessory'];
  const { accessory } = section;
  if (!isJson(accessory)) {
    form.required(beside);
    return;
  }
  if (!allowed(form, beside, accessory, [COMPONENT.button, COMPONENT.thumbnail])) return;
  if (accessory.type === COMPONENT.button) checkButton(form, beside, accessory, ids);
  else checkMedia(form, beside, accessory, 'media');
}

/** Checks a text display; also used for those of modals. */
export function checkText(form: Form, path: Path, part: Json): void {
  const bounds = { min: 1, max: DISPLAYABLE, required: true };
  form.text([...path, 'content'], part.content, bounds);
}

function checkMedia(
  form: Form,
  path: Path,
  part: Json,
  field: string,
  schemes: readonly string[] = ['http', 'https', 'attachment'],
): void {
  const media = part[field];
  if (!isJson(media)) {
    form.required([...path, field]);
    return;
  }
  form.url([...path, field, 'url'], media.url, schemes);
  form.text([...path, 'description'], part.description, { max: ALT_TEXT });
}
