import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Form, Input } from '../../src/chat/form.ts';
import { modalIdOf, renderModal } from '../../src/discord/modal.ts';
import type { Json } from '../servers/discord/json.ts';
import { Form as Checked } from '../servers/discord/validate/form.ts';
import { readModal } from '../servers/discord/validate/modal.ts';
import { anyText, hugeText } from './messages.ts';

const form = (inputs: readonly Input[], more: Partial<Form> = {}): Form => ({
  language: 'en',
  act: 'contribution.new',
  unfinished: '018f-u',
  title: 'Contribute',
  inputs,
  step: 0,
  steps: 2,
  submitLabel: 'Next',
  cancelLabel: 'Cancel',
  ...more,
});

function accepted(given: Form): void {
  const checked = new Checked();
  readModal(checked, [], renderModal(given) as unknown as Json);
  checked.finish();
}

const base = {
  label: fc.oneof(anyText, hugeText),
  hint: fc.option(anyText, { nil: undefined }),
  required: fc.boolean(),
  value: fc.option(fc.oneof(anyText, hugeText), { nil: undefined }),
};
const maxLength = fc.integer({ min: 1, max: 10_000 });
const choice = fc.record({ value: fc.uuid(), label: anyText });
const options = fc.uniqueArray(choice, {
  minLength: 1,
  maxLength: 25,
  selector: ({ value }) => value,
});
const anyInput = fc.oneof(
  fc.record({ ...base, kind: fc.constant('shortText' as const), maxLength }),
  fc.record({ ...base, kind: fc.constant('longText' as const), maxLength }),
  fc.record({ ...base, kind: fc.constant('date' as const) }),
  fc.record({ ...base, kind: fc.constant('choice' as const), options }),
  fc.record({
    ...base,
    kind: fc.constant('file' as const),
    extensions: fc.constant(['csv', '.docx']),
  }),
);

describe('renderModal', () => {
  it('renders any step so that Discord takes it', () => {
    const inputs = fc
      .array(anyInput, { minLength: 1, maxLength: 5 })
      .map((all) => all.map((input, index): Input => ({ ...input, name: `i${index}` })));
    fc.assert(
      fc.property(inputs, anyText, fc.option(anyText, { nil: undefined }), (all, title, intro) => {
        accepted(form(all, { title, intro }));
      }),
    );
  });

  it('shows every kind of input', () => {
    const inputs: Input[] = [
      {
        name: 'text',
        label: 'Text',
        hint: 'How it should read',
        required: true,
        value: 'old\ntext',
        kind: 'longText',
        maxLength: 3000,
      },
      { name: 'day', label: 'Closes', required: false, value: '2026-12-04', kind: 'date' },
      {
        name: 'kind',
        label: 'Kind',
        required: true,
        value: 'add',
        kind: 'choice',
        options: [
          { value: 'amend', label: 'Amend' },
          { value: 'add', label: 'Add' },
        ],
      },
      { name: 'file', label: 'File', required: false, kind: 'file', extensions: ['csv'] },
    ];
    expect(renderModal(form(inputs, { intro: ['About ', { bold: 'a draft' }] }))).toEqual({
      custom_id: 'contribution.new:018f-u:0',
      title: 'Contribute · Step 1 of 2',
      components: [
        { type: 10, content: 'About **a draft**' },
        {
          type: 18,
          label: 'Text',
          description: 'How it should read',
          component: {
            type: 4,
            custom_id: 'text',
            style: 2,
            required: true,
            max_length: 3000,
            value: 'old\ntext',
          },
        },
        {
          type: 18,
          label: 'Closes',
          component: {
            type: 4,
            custom_id: 'day',
            style: 1,
            required: false,
            max_length: 20,
            placeholder: 'dd.mm.yyyy',
            value: '04.12.2026',
          },
        },
        {
          type: 18,
          label: 'Kind',
          component: {
            type: 3,
            custom_id: 'kind',
            required: true,
            min_values: 1,
            max_values: 1,
            options: [
              { value: 'amend', label: 'Amend' },
              { value: 'add', label: 'Add', default: true },
            ],
          },
        },
        {
          type: 18,
          label: 'File',
          component: {
            type: 19,
            custom_id: 'file',
            required: false,
            min_values: 0,
            max_values: 1,
            file_types: ['.csv'],
          },
        },
      ],
    });
  });

  it('leaves the introduction out when five inputs fill the modal', () => {
    const inputs = [1, 2, 3, 4, 5].map(
      (n): Input => ({ name: `${n}`, label: `${n}`, required: true, kind: 'date' }),
    );
    const { components } = renderModal(form(inputs, { intro: 'About' }));
    expect(components.map(({ type }) => type)).toEqual([18, 18, 18, 18, 18]);
  });

  it('throws for what no modal can hold', () => {
    const day = (n: number): Input => ({ name: `${n}`, label: 'x', required: true, kind: 'date' });
    expect(() => renderModal(form([1, 2, 3, 4, 5, 6].map(day)))).toThrow(/6 inputs/);
    expect(() => renderModal(form([]))).toThrow(/0 inputs/);
    const choices = Array.from({ length: 26 }, (_, n) => ({ value: `${n}`, label: `${n}` }));
    const select: Input = {
      name: 's',
      label: 's',
      required: true,
      kind: 'choice',
      options: choices,
    };
    expect(() => renderModal(form([select]))).toThrow(/26 options/);
  });
});

describe('modalIdOf', () => {
  it('reads what renderModal wrote, and nothing else', () => {
    const { custom_id } = renderModal(
      form([{ name: 'd', label: 'd', required: true, kind: 'date' }], { step: 1 }),
    );
    expect(modalIdOf(custom_id)).toEqual({
      act: 'contribution.new',
      unfinished: '018f-u',
      step: 1,
    });
    for (const other of ['', 'a', 'a:b', 'a:b:c', 'a:b:1:2', ':b:1']) {
      expect(modalIdOf(other)).toBeNull();
    }
  });
});
