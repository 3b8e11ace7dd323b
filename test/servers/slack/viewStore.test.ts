import { expect, it } from 'vitest';
import { type Block, isRefusal, type ViewSpec } from './types.ts';
import { ViewStore } from './viewStore.ts';
import { World } from './world.ts';

const input = (blockId: string, type: string): Block => ({
  type: 'input',
  block_id: blockId,
  element: { type, action_id: 'value' },
});

function modal(...blocks: Block[]): ViewSpec {
  return { type: 'modal', blocks };
}

it('keeps what was entered under the same ids when a view is updated', () => {
  const store = new ViewStore(new World(Date.now, () => undefined));
  const text = input('text', 'plain_text_input');
  const view = store.open('U1', modal(text, input('due', 'datepicker')));
  if (isRefusal(view)) throw new Error(view.error);
  view.state.text = { value: { type: 'plain_text_input', value: 'typed' } };
  view.state.due = { value: { type: 'datepicker', selected_date: '2026-12-14' } };
  const { id, hash } = view;

  // The text stays, the date's block became another kind of input, the third is new.
  store.update(view, modal(text, input('due', 'timepicker'), input('note', 'plain_text_input')));
  expect(view.id).toBe(id);
  expect(view.hash).not.toBe(hash);
  expect(view.state).toEqual({
    text: { value: { type: 'plain_text_input', value: 'typed' } },
    due: { value: { type: 'timepicker', selected_time: null } },
    note: { value: { type: 'plain_text_input', value: null } },
  });
});
