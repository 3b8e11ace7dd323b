import type { Values } from '../../src/chat/act.ts';
import type { Key, Params } from '../../src/i18n/index.ts';

/** One wrong value (or several) in a form that is right otherwise. */
export interface Wrong {
  what: string;
  values: Values;
  /** Beside which field the sentence stands. */
  field: string;
  key: Key;
  params?: Params;
}

const CONTROL = 'a\u0000b';
/** A right-to-left override turns around what stands behind it. */
const REORDERING = 'a\u202eb';
const long = (length: number) => 'ë'.repeat(length);

export const empty = (field: string): Wrong => ({
  what: `${field} empty`,
  values: { [field]: '  ' },
  field,
  key: 'form.required',
});
const tooLong = (field: string, max: number): Wrong[] =>
  [max + 1, 5_000].map((length) => ({
    what: `${field} of ${length} characters`,
    values: { [field]: long(length) },
    field,
    key: 'form.tooLong',
    params: { max, length },
  }));
const unshowable = (field: string): Wrong[] =>
  [CONTROL, REORDERING].map((text, index) => ({
    what: `${field} with control characters (${index + 1})`,
    values: { [field]: text },
    field,
    key: 'form.unshowable',
  }));
const twoLines = (field: string): Wrong => ({
  what: `${field} of two lines`,
  values: { [field]: 'one\ntwo' },
  field,
  key: 'form.oneLine',
});
const no = (field: string, text: string, key: Key): Wrong => ({
  what: `${field} “${text}”`,
  values: { [field]: text },
  field,
  key,
});
const noDate = (field: string): Wrong[] =>
  ['soon', '2026-02-30', '30.2.2026', '14/12/2026', '1926-12-14', '<!channel>'].map((text) =>
    no(field, text, 'form.badDate'),
  );
const noChoice = (field: string): Wrong[] =>
  ['9', 'Draft law', '@everyone'].map((text) => no(field, text, 'form.badChoice'));

export const DUE: readonly Wrong[] = [
  ...tooLong('due', 40),
  ...unshowable('due'),
  twoLines('due'),
  no('due', 'tomorrow', 'draft.badDue'),
  no('due', '31.11.2026 12:00', 'draft.badDue'),
  no('due', '10.12.2026 25:00', 'draft.badDue'),
  no('due', '<!channel>', 'draft.badDue'),
  no('due', '15.12.2026 08:00', 'draft.dueAfterClose'),
  no('due', '23.11.2026 09:00', 'draft.dueInPast'),
];

export const CLOSING: readonly Wrong[] = [
  empty('closesOn'),
  ...noDate('closesOn'),
  no('closesOn', '2026-11-22', 'draft.closesBeforeOpens'),
  no('closesOn', '2026-11-23', 'draft.closesTooSoon'),
];

export const DRAFT: readonly Wrong[] = [
  ...['titleSq', 'type', 'institution', 'receivedOn', 'opensOn', 'complex'].map(empty),
  ...['titleSq', 'titleSr', 'titleEn'].flatMap((field) => [
    ...tooLong(field, 400),
    ...unshowable(field),
    twoLines(field),
  ]),
  ...['type', 'complex'].flatMap(noChoice),
  ...tooLong('institution', 150),
  ...['M', '@everyone', '<!channel>', '*MAPL*', 'M A P L', 'ABCDEFGHIJKLM'].map((text) =>
    no('institution', text, 'draft.badInstitution'),
  ),
  ...['receivedOn', 'opensOn'].flatMap(noDate),
  no('receivedOn', '2026-12-15', 'draft.receivedAfterClose'),
  {
    what: 'it opens after it closes',
    values: { opensOn: '15.12.2026' },
    field: 'closesOn',
    key: 'draft.closesBeforeOpens',
  },
  ...CLOSING,
  ...DUE,
  ...tooLong('link', 500),
  ...[
    'konsultimet.rks-gov.net',
    'javascript:alert(1)',
    'file:///etc/passwd',
    '<https://example.org|x>',
    '@everyone',
  ].map((text) => no('link', text, 'draft.badLink')),
  ...tooLong('summary', 2_000),
  ...unshowable('summary'),
];

export const REASON: readonly Wrong[] = [
  ...tooLong('reason', 300),
  ...unshowable('reason'),
  twoLines('reason'),
];

export const CONTRIBUTION: readonly Wrong[] = [
  empty('kind'),
  ...noChoice('kind'),
  ...tooLong('article', 120),
  ...unshowable('article'),
  twoLines('article'),
  ...['proposedText', 'justification'].flatMap((field) => [
    ...tooLong(field, 3_000),
    ...unshowable(field),
  ]),
  {
    what: 'an amendment without a text',
    values: { kind: 'amend', proposedText: ' \n ' },
    field: 'proposedText',
    key: 'contribution.textMissing',
  },
  {
    what: 'an addition without a text',
    values: { kind: 'add', proposedText: '' },
    field: 'proposedText',
    key: 'contribution.textMissing',
  },
  {
    what: 'a deletion of nothing',
    values: { kind: 'delete', article: '' },
    field: 'article',
    key: 'contribution.articleMissing',
  },
  ...['comment', 'object'].map(
    (kind): Wrong => ({
      what: `${kind} without a word`,
      values: { kind, proposedText: '', justification: '' },
      field: 'justification',
      key: 'contribution.reasonMissing',
    }),
  ),
];

/** In the forms of a plan; the activity is due on 14 December 2026. */
export const MOVE: readonly Wrong[] = [
  ...['deadline', 'reason'].map(empty),
  ...tooLong('deadline', 60),
  ...unshowable('deadline'),
  twoLines('deadline'),
  ...[
    ['soon', 'soon'],
    ['@everyone', '@everyone'],
    ['Q5 2027', 'Q5 2027'],
    ['–', '–'],
  ].map(
    ([text = '', value = '']): Wrong => ({
      ...no('deadline', text, 'plan.badDeadline'),
      params: { value },
    }),
  ),
  { ...no('deadline', '2026-12-14', 'plan.sameDeadline'), params: { handle: 'A1' } },
];

export const EVIDENCE: readonly Wrong[] = [
  no('link', '', 'plan.evidence.none'),
  ...tooLong('link', 500),
  ...['example.org', 'javascript:alert(1)', '@everyone'].map((text) =>
    no('link', text, 'draft.badLink'),
  ),
  ...tooLong('title', 120),
  ...unshowable('title'),
  twoLines('title'),
  ...tooLong('draft', 100),
  {
    ...no('draft', 'MAPL-2026-999', 'draft.unknown'),
    params: { text: 'MAPL-2026-999' },
  },
  no('draft', '?!', 'draft.missing'),
];

export const ESCALATION: readonly Wrong[] = [
  {
    what: 'nobody where nobody is named',
    values: { office: '–' },
    field: 'scope',
    key: 'escalation.nobody',
  },
  ...['scope', 'office'].map(empty),
  ...noChoice('scope'),
  ...tooLong('office', 150),
  ...unshowable('office'),
  ...tooLong('name', 100),
  ...unshowable('name'),
  twoLines('name'),
];

export const PREFERENCES: readonly Wrong[] = [
  ...['language', 'digest', 'overview'].flatMap((field) => [empty(field), ...noChoice(field)]),
  ...tooLong('quiet', 20),
  ...['noon', '12:00', '12:00–12:00', '25:00–26:00'].map((text) =>
    no('quiet', text, 'preferences.badQuiet'),
  ),
  {
    ...no('quiet', '07:00–19:00', 'preferences.quietLeavesNothing'),
    params: { from: '08:00', to: '18:00' },
  },
  ...tooLong('institutions', 1_000),
  ...['XYZ', '<!channel>', '@everyone'].map(
    (code): Wrong => ({
      ...no('institutions', `MPMS, ${code}`, 'preferences.unknownInstitution'),
      params: { code, known: 'MPMS' },
    }),
  ),
];

const text = (field: string, max: number): Wrong[] => [
  ...tooLong(field, max),
  ...unshowable(field),
  twoLines(field),
];

export const CONTACT: readonly Wrong[] = [
  ...['role', 'language'].flatMap((field) => [empty(field), ...noChoice(field)]),
  ...text('name', 150),
  ...tooLong('email', 254),
  ...['a', 'a@b', 'Name <a@b.example>', 'a@b.example, c@d.example', '<!channel>'].map((email) =>
    no('email', email, 'contact.badAddress'),
  ),
  { ...no('institution', 'XYZ', 'institution.unknown'), params: { name: 'XYZ' } },
  no('institution', '', 'contact.needsInstitution'),
  { what: 'nobody', values: { name: '', email: '' }, field: 'name', key: 'contact.empty' },
];

export const HANDED: readonly Wrong[] = [
  ...['to', 'how', 'day', 'language'].map(empty),
  ...text('to', 150),
  ...text('how', 200),
  ...noDate('day'),
  ...noChoice('language'),
  no('day', '2026-11-24', 'dispatch.dayAhead'),
  no('day', '2026-11-22', 'dispatch.dayBeforeFrozen'),
];

export const ACKNOWLEDGED: readonly Wrong[] = [
  empty('day'),
  ...noDate('day'),
  ...text('protocol', 60),
  no('day', '2026-11-24', 'dispatch.dayAhead'),
  no('day', '2026-11-22', 'dispatch.dayBeforeSent'),
];

export const STAGE: readonly Wrong[] = [
  ...['kind', 'on', 'source'].map(empty),
  ...noChoice('kind'),
  ...noDate('on'),
  ...text('reference', 100),
  ...text('source', 300),
  ...text('note', 300),
  no('on', '2026-11-24', 'stage.ahead'),
];

export const LETTER: readonly Wrong[] = [
  ...['title', 'body'].map(empty),
  ...text('title', 150),
  ...tooLong('body', 2_400),
  ...unshowable('body'),
];

export const LETTER_SENT: readonly Wrong[] = [
  ...['day', 'how'].map(empty),
  ...noDate('day'),
  ...text('how', 200),
  no('day', '2026-11-24', 'dispatch.dayAhead'),
  no('day', '2026-11-22', 'letter.dayBefore'),
];
