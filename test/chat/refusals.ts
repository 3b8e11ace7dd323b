import { acts } from '../../commands/index.ts';
import type { Answer } from '../../src/chat/invocation.ts';
import { type Key, type Language, type Params, translate } from '../../src/i18n/index.ts';
import type { Ids } from './world.ts';

export interface Refused {
  what: string;
  ask(ids: Ids): Promise<Answer>;
  key: Key;
  params?: Params | ((ids: Ids, language: Language) => Params);
}

const uses =
  (user: string, channel: string, act: string, values: Record<string, string>) =>
  ({ desk }: Ids) =>
    desk.uses(user, channel, act, values);

const UNKNOWN_DRAFT: readonly Refused[] = [
  ...acts
    // Evidence of an activity may be a draft, and is asked for in a form.
    .filter(({ options }) => options[0]?.name === 'draft')
    .flatMap(({ id }): Refused[] => {
      const staff = acts.find((act) => act.id === id)?.who === 'staff';
      const [user, channel] = staff ? ['boss', 'office'] : ['ana', 'kcsf'];
      const ask = (text: string) => uses(user as string, channel as string, id, { draft: text });
      const unknown = (text: string): Refused => ({
        what: `${id}: draft “${text}”`,
        ask: ask(text),
        key: 'draft.unknown',
        params: { text },
      });
      return [
        unknown('MAPL-2026-999'),
        unknown('<!channel>'),
        unknown('@everyone'),
        unknown("' OR 1=1 --"),
        {
          what: `${id}: a word that two drafts have`,
          ask: ask('Projektligji'),
          key: 'draft.ambiguous',
          params: { text: 'Projektligji', numbers: 'MAPL-2026-001, MPMS-2026-001' },
        },
        { what: `${id}: only signs`, ask: ask('?!'), key: 'draft.missing' },
      ];
    }),
];

const OWN_ACTS = ['revise', 'withdraw', 'share', 'history'].map((act) => `contribution.${act}`);

const REFERENCES: readonly Refused[] = OWN_ACTS.flatMap((act): Refused[] => [
  ...['MPMS-2026-001/K-999', 'K-001', 'MPMS-2026-001', '@everyone', '%'].map(
    (reference): Refused => ({
      what: `${act}: “${reference}”`,
      ask: uses('ana', 'kcsf', act, { reference, confirm: 'yes' }),
      key: 'contribution.unknown',
      params: { reference },
    }),
  ),
  ...['dan', 'zef', 'boss', 'obi'].map(
    (user): Refused => ({
      what: `${act}: ana's, asked by ${user}`,
      ask: ({ desk, reference }) => desk.presses(user, 'kcsf', act, [reference, 'yes']),
      key: 'contribution.unknown',
      params: ({ reference }) => ({ reference }),
    }),
  ),
]);

/** What is recorded of contributions, whoever's they are, and what a file would record. */
const ANSWERS: readonly Refused[] = [
  ...['answer.record', 'answer.verify'].flatMap((act): Refused[] =>
    ['MPMS-2026-001/K-999', 'MPMS-2026-001/B-01', '@everyone/K-1', 'x/y'].map((reference) => ({
      what: `${act}: “${reference}”`,
      ask: uses('boss', 'office', act, { reference }),
      key: 'answers.unknown',
      params: { reference },
    })),
  ),
  ...['MPMS-2026-001/K-999', 'K-001', '@everyone', '%'].map(
    (reference): Refused => ({
      what: `contribution.show: “${reference}”`,
      ask: uses('ana', 'kcsf', 'contribution.show', { reference }),
      key: 'contribution.unknown',
      params: { reference },
    }),
  ),
  {
    what: "contribution.show: ana's, asked by another organisation",
    ask: ({ desk, reference }) => desk.presses('dan', 'kdi', 'contribution.show', [reference]),
    key: 'contribution.unknown',
    params: ({ reference }) => ({ reference }),
  },
  ...['answer.apply', 'answer.confirm', 'answer.discard'].flatMap((act): Refused[] => [
    {
      what: `${act}: an unfinished contribution`,
      ask: ({ desk, unfinished }) =>
        desk.presses('boss', 'office', act, [unfinished, 'found', 'x']),
      key: 'form.gone',
    },
    {
      what: `${act}: no id`,
      ask: ({ desk }) => desk.presses('boss', 'office', act, ['no-such-id', 'found', 'x']),
      key: 'form.gone',
    },
  ]),
  {
    what: 'answer.sheet: nothing is frozen',
    ask: uses('boss', 'office', 'answer.sheet', { draft: 'MPMS-2026-001' }),
    key: 'answers.noBundle',
    params: { text: 'MPMS-2026-001' },
  },
  {
    what: 'announce: nothing is recorded',
    ask: uses('boss', 'office', 'announce', { draft: 'MPMS-2026-001' }),
    key: 'announce.nothingRecorded',
    params: { number: 'MPMS-2026-001' },
  },
  {
    what: 'announce.send: nothing is recorded',
    ask: ({ desk }) => desk.presses('boss', 'office', 'announce.send', ['x', 'MPMS-2026-001']),
    key: 'announce.nothing',
    params: { number: 'MPMS-2026-001' },
  },
];

const OTHERS: readonly Refused[] = [
  ...['draft.preview', 'draft.publish', 'draft.discard'].flatMap((act): Refused[] => [
    {
      what: `${act}: another's unfinished draft`,
      ask: ({ desk, preview }) => desk.presses('sara', 'office', act, [preview, 'sr']),
      key: 'form.gone',
    },
    {
      what: `${act}: an unfinished contribution`,
      ask: ({ desk, unfinished }) => desk.presses('boss', 'office', act, [unfinished]),
      key: 'form.gone',
    },
    {
      what: `${act}: no id`,
      ask: ({ desk }) => desk.presses('boss', 'office', act, ['no-such-id']),
      key: 'form.gone',
    },
  ]),
  {
    what: "form.resume: another's",
    ask: ({ desk, unfinished }) => desk.presses('dan', 'kcsf', 'form.resume', [unfinished, '0']),
    key: 'form.gone',
  },
  {
    what: 'form.resume: no id',
    ask: ({ desk }) => desk.presses('ana', 'kcsf', 'form.resume', ['no-such-id', 'x']),
    key: 'form.gone',
  },
  {
    what: "submitting another's form",
    ask: ({ desk, unfinished }) =>
      desk.submits('dan', 'kdi', { act: 'contribute', unfinished, step: 0 }, { kind: 'support' }),
    key: 'form.gone',
  },
  {
    what: 'submitting a step that does not exist',
    ask: ({ desk, unfinished }) =>
      desk.submits('ana', 'kcsf', { act: 'contribute', unfinished, step: 7 }, { kind: 'support' }),
    key: 'form.gone',
  },
  ...['member.accept', 'member.reject'].flatMap((act): Refused[] => [
    {
      what: `${act}: no id`,
      ask: ({ desk }) => desk.presses('boss', 'office', act, ['no-such-id']),
      key: 'membership.unknown',
    },
    {
      what: `${act}: an organisation's id`,
      ask: ({ desk, organisation }) => desk.presses('boss', 'office', act, [organisation]),
      key: 'membership.unknown',
    },
  ]),
  {
    what: 'a button of an act that there is not',
    ask: ({ desk }) => desk.presses('boss', 'office', 'draft.explode', ['x']),
    key: 'chat.unknownButton',
  },
  {
    what: 'a form of an act that has none',
    ask: ({ desk, unfinished }) =>
      desk.submits('ana', 'kcsf', { act: 'help', unfinished, step: 0 }, {}),
    key: 'form.gone',
  },
  {
    what: 'a verb that there is not',
    ask: ({ desk }) => desk.types('zef', 'all', '@everyone <!channel> now'),
    key: 'chat.unknownVerb',
    params: { verb: '@everyone <!channel>' },
  },
];

/** Buttons of the authority's acts, with an id that there is not. */
const AUTHORITY: readonly Refused[] = [
  ...(
    [
      ['dispatch.email', ['no-such-id', 'x'], 'form.gone'],
      ['dispatch.hand', ['no-such-id'], 'form.gone'],
      ['dispatch.revoke', ['no-such-id'], 'form.gone'],
      ['dispatch.revoke', ['no-such-id', 'yes'], 'form.gone'],
      ['mail.again', ['no-such-id'], 'form.gone'],
      ['mail.arrived', ['no-such-id'], 'form.gone'],
      ['letter.show', ['no-such-id'], 'form.gone'],
      ['letter.send', ['no-such-id', 'x'], 'form.gone'],
      ['letter.edit', ['no-such-id'], 'form.gone'],
      ['letter.sent', ['no-such-id'], 'form.gone'],
      ['letter.file', ['no-such-id', 'pdf'], 'form.gone'],
      ['letter.aside', ['no-such-id'], 'form.gone'],
      ['contact.end', ['no-such-id'], 'contact.gone'],
      ['stage.takeBack', ['no-such-id'], 'form.gone'],
      ['answer.sourceBack', ['no-such-id'], 'form.gone'],
    ] as const
  ).map(
    ([act, args, key]): Refused => ({
      what: `${act}: ${args.join(' ')}`,
      ask: ({ desk }) => desk.presses('boss', 'office', act, args),
      key,
    }),
  ),
  ...['bundle.send', 'bundle.acknowledge', 'bundle.clock'].flatMap((act): Refused[] => [
    ...['MAPL-2026-999', 'MAPL-2026-999/P-1', '@everyone'].map(
      (bundle): Refused => ({
        what: `${act}: “${bundle}”`,
        ask: uses('boss', 'office', act, { bundle }),
        key: 'draft.unknown',
        params: { text: bundle.replace('/P-1', '') },
      }),
    ),
    ...['MPMS-2026-001', 'mpms-2026-001/P-7'].map(
      (bundle): Refused => ({
        what: `${act}: “${bundle}”, of which there is none`,
        ask: uses('boss', 'office', act, { bundle }),
        key: 'bundle.none',
        params: { number: 'MPMS-2026-001' },
      }),
    ),
  ]),
];

const WRONG_CHOICES: readonly Refused[] = [
  {
    what: 'language: French',
    ask: uses('ana', 'kcsf', 'language', { language: 'fr' }),
    key: 'house.badLanguage',
  },
  {
    what: 'channel.link: a purpose that there is not',
    ask: uses('boss', 'new', 'channel.link', { purpose: 'everyone', language: 'sq' }),
    key: 'membership.badPurpose',
  },
  {
    what: 'channel.link: a language that there is not',
    ask: uses('boss', 'new', 'channel.link', { purpose: 'general', language: 'fr' }),
    key: 'house.badLanguage',
  },
  {
    what: 'channel.link: nobody’s channel',
    ask: uses('boss', 'new', 'channel.link', { purpose: 'member', language: 'sq' }),
    key: 'membership.linkNeedsOrganisation',
  },
  {
    what: 'channel.link: an unknown organisation',
    ask: uses('boss', 'new', 'channel.link', { purpose: 'member', organisation: '@everyone' }),
    key: 'membership.organisationUnknown',
    params: { name: '@everyone' },
  },
  {
    what: 'channel.link: a letter that two organisations have',
    ask: uses('boss', 'new', 'channel.link', { purpose: 'member', organisation: 'k' }),
    key: 'membership.organisationAmbiguous',
    params: { name: 'k' },
  },
  {
    what: 'channel.unlink: a channel that is not linked',
    ask: uses('boss', 'new', 'channel.unlink', {}),
    key: 'membership.notLinked',
  },
  {
    what: 'member.join: an unknown organisation',
    ask: uses('zef', 'all', 'member.join', { organisation: '<!channel>' }),
    key: 'membership.organisationUnknown',
    params: { name: '<!channel>' },
  },
  {
    what: 'member.role: a role that there is not',
    ask: uses('boss', 'office', 'member.role', { person: 'ana', role: 'king' }),
    key: 'membership.badRole',
    params: (_, language) => ({
      roles: (['delegate', 'observer', 'staff', 'admin', 'board', 'none'] as const)
        .map((role) => translate(language, `membership.role.${role}`))
        .join(', '),
    }),
  },
  {
    what: 'member.role: a person who never came',
    ask: uses('boss', 'office', 'member.role', { person: '<@U404>', role: 'staff' }),
    key: 'membership.personUnknown',
  },
  {
    what: 'member.role: a delegate of nothing',
    ask: uses('boss', 'office', 'member.role', { person: 'zef', role: 'observer' }),
    key: 'membership.personWithoutOrganisation',
  },
  ...(
    [
      ['preferences.set', { scope: 'channel', what: 'digest', value: 'weekly' }],
      ['preferences.kinds', { scope: 'channel', value: 'strategy' }],
      ['preferences.edit', { scope: 'channel' }],
      ['draft.mute', { draft: 'MPMS-2026-001', scope: 'channel' }],
    ] as const
  ).flatMap(([act, values]): Refused[] => [
    // An observer, somebody of another organisation, and a delegate in a channel of everybody.
    ...[
      ['obi', 'kdi'],
      ['dan', 'kcsf'],
      ['ana', 'all'],
    ].map(
      ([user = '', channel = '']): Refused => ({
        what: `${act}: ${user} in ${channel}`,
        ask: uses(user, channel, act, values),
        key: 'preferences.notYours',
      }),
    ),
    {
      what: `${act}: of a channel that is not linked`,
      ask: uses('ana', 'nowhere', act, values),
      key: 'membership.notLinked',
    },
  ]),
  {
    what: 'preferences.set: a value that there is not',
    ask: uses('ana', 'kcsf', 'preferences.set', { scope: 'me', what: 'digest', value: 'hourly' }),
    key: 'chat.unknownButton',
  },
  {
    what: 'organisation.add: one that there is, spelled otherwise',
    ask: uses('boss', 'office', 'organisation.add', { name: '„kcsf“' }),
    key: 'membership.organisationKnown',
    params: { name: 'KCSF' },
  },
  {
    what: 'organisation.add: only signs',
    ask: uses('boss', 'office', 'organisation.add', { name: '***' }),
    key: 'membership.nameMissing',
  },
  {
    what: 'organisation.add: a name of 121 characters',
    ask: uses('boss', 'office', 'organisation.add', { name: 'ë'.repeat(121) }),
    key: 'form.tooLongOption',
    params: { max: 120 },
  },
  {
    what: 'organisation.add: a full name of 251 characters',
    ask: uses('boss', 'office', 'organisation.add', { name: 'New', full_name: 'a'.repeat(251) }),
    key: 'form.tooLongOption',
    params: { max: 250 },
  },
  {
    what: 'draft.extend: no day',
    ask: uses('boss', 'office', 'draft.extend', { draft: 'MPMS-2026-001', closes: 'later' }),
    key: 'form.badDate',
  },
  ...['plan.done', 'plan.reopen', 'plan.move', 'plan.drop', 'plan.evidence', 'plan.show'].map(
    (act): Refused => ({
      what: `${act}: an unknown activity`,
      ask: uses('boss', 'office', act, { activity: 'A999' }),
      key: 'plan.unknownActivity',
      params: { handle: 'A999' },
    }),
  ),
  ...['plan.evidenceBack', 'plan.evidenceFile'].map(
    (act): Refused => ({
      what: `${act}: evidence that there is not`,
      ask: ({ desk }) => desk.presses('boss', 'office', act, ['no-such-id']),
      key: 'plan.evidence.gone',
    }),
  ),
  {
    what: 'plan.escalate: no plan to name anybody for',
    ask: uses('boss', 'office', 'plan.escalate', { person: 'ana' }),
    key: 'plan.show.nothing',
  },
  {
    what: 'plan.escalateOff: nobody who is named',
    ask: ({ desk }) => desk.presses('boss', 'office', 'plan.escalateOff', ['no-such-id']),
    key: 'escalation.gone',
  },
  ...[
    'programme.show',
    'programme.move',
    'programme.withdraw',
    'programme.reopen',
    'programme.match',
    'programme.confirm',
    'programme.unlike',
    'programme.unmatch',
  ].flatMap((act): Refused[] =>
    ['P2026-999', 'MPMS-2026-001', '@everyone', "' OR 1=1 --"].map((planned) => ({
      what: `${act}: planned draft “${planned}”`,
      ask: uses('boss', 'office', act, { planned, draft: 'MPMS-2026-001' }),
      key: 'programme.unknown',
      params: { handle: planned },
    })),
  ),
  ...['programme.show', 'programme.page', 'programme.missing'].flatMap((act): Refused[] =>
    ['soon', '1999', '20266'].map((year) => ({
      what: `${act}: the year ${year}`,
      ask: uses('boss', 'office', act, { year }),
      key: 'programme.badYear',
    })),
  ),
  {
    what: 'programme.letter: about something that there is not',
    ask: ({ desk }) => desk.presses('boss', 'office', 'programme.letter', ['love', 'P2026-1']),
    key: 'chat.unknownButton',
  },
  {
    what: 'programme.apply: a choice that there is not',
    ask: ({ desk }) => desk.presses('boss', 'office', 'programme.apply', ['x', 'none', 'x']),
    key: 'form.gone',
  },
  ...['programme.apply', 'programme.discard'].map(
    (act): Refused => ({
      what: `${act}: no id`,
      ask: ({ desk }) => desk.presses('boss', 'office', act, ['no-such-id', 'all', 'x']),
      key: 'form.gone',
    }),
  ),
  ...['sighting.show', 'sighting.matched', 'sighting.came', 'sighting.end'].map(
    (act): Refused => ({
      what: `${act}: no id`,
      ask: ({ desk }) => desk.presses('boss', 'office', act, ['no-such-id', 'MPMS-2026-001']),
      key: 'sighting.gone',
    }),
  ),
  {
    what: 'setting: one that there is not',
    ask: uses('boss', 'office', 'setting', { name: 'constructor', value: '1' }),
    key: 'house.settingUnknown',
    params: { name: 'constructor' },
  },
  ...(
    [
      ['dueTime', '25:00'],
      ['dueLeadWorkingDays', '-1'],
      ['countOpeningDay', 'maybe'],
      ['dueReminderWorkingDays', '5;2'],
      ['emojiReading', 'x'.repeat(17)],
      ['sendFrom', '19:00'],
      ['sendTo', '08:00'],
    ] as const
  ).map(
    ([name, value]): Refused => ({
      what: `setting: ${name} ${value}`,
      ask: uses('boss', 'office', 'setting', { name, value }),
      key: 'house.settingBad',
      params: { name },
    }),
  ),
];

/** What only buttons carry: ids that there are not, and what is another's. */
const REGISTER: readonly Refused[] = [
  ...[
    ['bundle.entry', 'none'],
    ['bundle.move', 'none', 'up'],
    ['bundle.place', 'none'],
    ['bundle.note', 'none'],
    ['bundle.leave', 'none'],
    ['bundle.take', 'none'],
    ['bundle.intro', 'none'],
    ['bundle.freeze', 'none'],
  ].map(
    ([act = '', ...args]): Refused => ({
      what: `${act}: no id`,
      ask: ({ desk }) => desk.presses('boss', 'office', act, args),
      key: 'bundle.entryGone',
    }),
  ),
  {
    what: 'bundle.move: no place',
    ask: ({ desk }) => desk.presses('boss', 'office', 'bundle.move', ['none', '@everyone']),
    key: 'bundle.badPlace',
  },
  {
    what: 'bundle.row: a draft without a bundle',
    ask: ({ desk, draft }) => desk.presses('boss', 'office', 'bundle.row', [draft, '1']),
    key: 'bundle.none',
    params: ({ draft }) => ({ number: draft }),
  },
  {
    what: 'bundle.show: a bundle that there is not',
    ask: ({ desk, draft }) => desk.presses('boss', 'office', 'bundle.show', [`${draft}/P-7`]),
    key: 'bundle.none',
    params: ({ draft }) => ({ number: draft }),
  },
  ...['bundle.show', 'bundle.addendum'].map(
    (act): Refused => ({
      what: `${act}: nothing to gather`,
      ask: ({ desk }) => desk.presses('boss', 'office', act, ['MAPL-2026-001']),
      key: 'bundle.nothing',
      params: { number: 'MAPL-2026-001' },
    }),
  ),
  ...(
    [
      ['boss', 'office', 'merge.withdraw'],
      ['boss', 'office', 'merge.text'],
      ['ana', 'kcsf', 'merge.agree'],
      ['ana', 'kcsf', 'merge.decline'],
      ['dan', 'kdi', 'merge.support'],
      ['dan', 'kdi', 'merge.object'],
    ] as const
  ).map(
    ([user, channel, act]): Refused => ({
      what: `${act}: no id`,
      ask: ({ desk }) => desk.presses(user, channel, act, ['none']),
      key: 'merge.unknown',
    }),
  ),
  {
    what: 'merge.record: no id',
    ask: ({ desk, organisation }) =>
      desk.presses('boss', 'office', 'merge.record', ['none', organisation, 'agreed']),
    key: 'merge.unknown',
  },
  {
    what: 'merge.record: no answer',
    ask: ({ desk, organisation }) =>
      desk.presses('boss', 'office', 'merge.record', ['none', organisation, 'perhaps']),
    key: 'chat.unknownButton',
  },
  ...(
    [
      ['1', 'merge.twoAtLeast', undefined],
      ['@everyone', 'merge.twoAtLeast', undefined],
      ['1 2 3 4 5 6 7 8 9 10 11 12 13', 'merge.tooMany', { max: 12 }],
      ['K-001, K-999', 'merge.doesNotCount', { reference: 'MPMS-2026-001/K-999' }],
    ] as const
  ).map(
    ([parts, key, params]): Refused => ({
      what: `merge.propose: “${parts}”`,
      ask: uses('boss', 'office', 'merge.propose', { draft: 'MPMS-2026-001', parts }),
      key,
      params,
    }),
  ),
  ...['contribution.confirm', 'contribution.deny'].flatMap((act): Refused[] => [
    {
      what: `${act}: what its author submitted`,
      ask: ({ desk, reference }) => desk.presses('ana', 'kcsf', act, [reference, 'yes']),
      key: 'contribution.unknown',
      params: ({ reference }) => ({ reference }),
    },
    {
      what: `${act}: no number`,
      ask: ({ desk }) => desk.presses('ana', 'kcsf', act, ['K-001', 'yes']),
      key: 'contribution.unknown',
      params: { reference: 'K-001' },
    },
  ]),
];

const ROLES: readonly Refused[] = [
  ...acts
    .filter(({ who }) => who === 'staff' || who === 'admin')
    .flatMap(({ id, who, options }): Refused[] => {
      const values = Object.fromEntries(options.map(({ name }) => [name, 'x']));
      const key = who === 'admin' ? 'access.adminOnly' : 'access.staffOnly';
      const people = who === 'admin' ? ['zef', 'ana', 'sara'] : ['zef', 'ana'];
      return people.flatMap((user): Refused[] => [
        { what: `${id} by ${user}`, ask: uses(user, 'office', id, values), key },
        {
          what: `${id} by ${user}, with a button`,
          ask: ({ desk }) => desk.presses(user, 'office', id, Object.values(values)),
          key,
        },
      ]);
    }),
  ...['draft.new', 'draft.edit', 'draft.extend', 'draft.withdraw'].map(
    (act): Refused => ({
      what: `the form of ${act}, submitted by a delegate`,
      ask: ({ desk, preview }) =>
        desk.submits('ana', 'office', { act, unfinished: preview, step: 0 }, { reason: 'x' }),
      key: 'access.staffOnly',
    }),
  ),
  ...['contribute', 'draft.interested', 'draft.notForUs'].flatMap((act): Refused[] => [
    {
      what: `${act} by an outsider`,
      ask: ({ desk, draft }) => desk.presses('zef', 'all', act, [draft]),
      key: 'membership.notMember',
    },
    {
      what: `${act} by an observer`,
      ask: ({ desk, draft }) => desk.presses('obi', 'kdi', act, [draft]),
      key: 'membership.observer',
      params: { name: 'KDI' },
    },
  ]),
];

/** Everything that is refused with one sentence, whoever is asked. */
export const REFUSED: readonly Refused[] = [
  ...UNKNOWN_DRAFT,
  ...REFERENCES,
  ...OTHERS,
  ...AUTHORITY,
  ...ANSWERS,
  ...WRONG_CHOICES,
  ...REGISTER,
  ...ROLES,
];
