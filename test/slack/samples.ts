import type { Form } from '../../src/chat/form.ts';
import type { Message } from '../../src/chat/message.ts';

/** A draft's card as members see it. */
export const CARD: Message = {
  language: 'en',
  summary: 'New draft law: Draft Law on Public Consultation',
  parts: [
    { kind: 'heading', text: 'Draft Law on Public Consultation' },
    { kind: 'warning', text: 'The window is shorter than 15 working days.' },
    {
      kind: 'fields',
      fields: [
        { label: 'Institution', value: 'Ministry of Local Government' },
        {
          label: 'Contributions due',
          value: ['Fri 11 Dec 2026, 12:00 ', { bold: '(6 days left)' }],
        },
        { label: 'Documents', value: [{ link: 'Draft *v2*', url: 'https://a.example/d?x=1&y=2' }] },
        { label: 'Summary', value: '' },
      ],
    },
    { kind: 'divider' },
    { kind: 'text', text: ['See ', { code: '/civikos help' }, ' <!channel> *now* & _then_'] },
    { kind: 'list', items: ['First', [{ bold: 'Second' }, ' one']] },
    { kind: 'quote', text: 'Article 5\nparagraph <2>' },
    { kind: 'heading', text: 'State' },
    { kind: 'context', text: 'Your organisation: no answer yet :eyes:' },
    {
      kind: 'context',
      text: [{ bold: 'K-007' }, ' *x* ', { link: 'list', url: 'https://a.example/|' }],
    },
    {
      kind: 'buttons',
      buttons: [
        { act: 'contribute', args: ['d1'], label: 'Contribute', style: 'primary' },
        { act: 'interest.on', args: ['d1'], label: 'We are interested' },
        { act: 'interest.off', args: ['d1'], label: 'Not for us' },
        { act: 'draft.show', args: ['d1'], label: 'Details' },
      ],
    },
  ],
};

/** A form with an input of every kind. */
export const FORM: Form = {
  language: 'en',
  act: 'contribute',
  unfinished: '0193aa',
  title: 'Contribute',
  intro: ['About ', { bold: 'Draft Law' }],
  step: 1,
  steps: 3,
  submitLabel: 'Next',
  cancelLabel: 'Cancel',
  inputs: [
    {
      kind: 'shortText',
      name: 'title',
      label: 'Title',
      required: true,
      maxLength: 200,
      value: 'A',
    },
    {
      kind: 'longText',
      name: 'text',
      label: 'Proposed text',
      hint: 'As it should read',
      required: false,
      maxLength: 4_000,
    },
    {
      kind: 'choice',
      name: 'kind',
      label: 'Kind',
      required: true,
      options: [
        { value: 'amend', label: 'Amend' },
        { value: 'delete', label: 'Delete' },
      ],
      value: 'delete',
    },
    { kind: 'date', name: 'day', label: 'Day', required: true, value: '2026-12-14' },
    { kind: 'file', name: 'file', label: 'File', required: false, extensions: ['csv', '.pdf'] },
  ],
};
