import type { ActInfo, ActOption } from '../../src/chat/act.ts';

const option = (name: string, more: Partial<ActOption> = {}): ActOption => ({
  name,
  names: { sq: `${name}-sq`, sr: `${name}-sr`, en: name },
  describe: 'chat.reading',
  required: false,
  ...more,
});

const act = (id: string, en: string | null, more: Partial<ActInfo>): ActInfo => ({
  id,
  names: en === null ? null : { sq: `${en}-sq`, sr: `${en}-sr`, en },
  describe: 'chat.notAccepted',
  who: 'anyone',
  answers: 'private',
  options: [],
  ...more,
});

/** A few acts of every kind, enough to try an adapter. */
export const ACTS: readonly ActInfo[] = [
  act('draft.new', 'draft new', { answers: 'form' }),
  act('draft.show', 'draft show', {
    options: [option('verbose'), option('draft', { required: true, completes: true })],
  }),
  act('contribute', 'contribute', { answers: 'form' }),
  act('announce', 'announce', { answers: 'public' }),
  act('member.role', 'role', {
    options: [
      option('person', { required: true, user: true }),
      option('role', {
        required: true,
        choices: [
          { value: 'staff', label: 'chat.submit' },
          { value: 'delegate', label: 'chat.next' },
        ],
      }),
    ],
  }),
  act('interest.set', null, { options: [option('draft'), option('interest')] }),
];
