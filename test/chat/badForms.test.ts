import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Values } from '../../src/chat/act.ts';
import type { Answer } from '../../src/chat/invocation.ts';
import { LANGUAGES } from '../../src/i18n/index.ts';
import { importPlan } from '../../src/plan/importPlan.ts';
import { importProgramme } from '../../src/programme/importProgramme.ts';
import { type Desk, openDesk, opened } from './desk.ts';
import { expectRefused } from './refusing.ts';
import { contribute, draftValues, fill, publish } from './story.ts';
import {
  CLOSING,
  CONTRIBUTION,
  DRAFT,
  DUE,
  ESCALATION,
  EVIDENCE,
  empty,
  MOVE,
  PREFERENCES,
  PROGRAMME_ADD,
  PROGRAMME_MOVE,
  REASON,
  SIGHTING,
  type Wrong,
} from './wrongValues.ts';

const CONTRIBUTED = {
  kind: 'amend',
  article: 'Neni 5',
  proposedText: 'Ndërmarrja sociale i shërben interesit publik.',
  justification: 'E qartëson qëllimin.',
};

describe.each(LANGUAGES)('a wrong value in a form, in %s', (language) => {
  let desk: Desk;
  let draft: string;
  let reference: string;
  beforeAll(async () => {
    desk = await openDesk('2026-11-23 09:00', language);
    draft = await publish(desk);
    reference = await contribute(desk, 'ana', 'kcsf', draft, CONTRIBUTED);
    const plan = new TextEncoder().encode('activity,deadline\nRaporti,2026-12-14\n');
    await desk.work((work) => importPlan(work, 'Plani', plan));
    const programme = new TextEncoder().encode('title,deadline\nLigji i planifikuar,2026-12-14\n');
    await desk.work((work) => importProgramme(work, 2026, programme));
  });
  afterAll(() => desk.dispose());

  /** Opens a form and submits its steps until one is refused. */
  async function tries(
    user: string,
    channel: string,
    open: () => Promise<Answer>,
    steps: readonly Values[],
  ): Promise<Answer> {
    let answer: Answer = { kind: 'form', form: opened(await open()) };
    for (const values of steps) {
      answer = await fill(desk, user, channel, opened(answer), [values]);
      if (answer.kind !== 'form') break;
    }
    return answer;
  }

  it.each(DRAFT)('draft.new: $what', ({ values, ...expected }) =>
    expectRefused(
      desk,
      language,
      () =>
        tries('boss', 'office', () => desk.uses('boss', 'office', 'draft.new'), [
          ...draftValues(values),
        ]),
      expected,
    ),
  );

  it.each(DRAFT.filter(({ key }) => key !== 'draft.closesTooSoon'))(
    'draft.edit: $what',
    ({ values, ...expected }) =>
      expectRefused(
        desk,
        language,
        () =>
          tries('boss', 'office', () => desk.presses('boss', 'office', 'draft.edit', [draft]), [
            ...draftValues({ due: '11.12.2026 12:00', ...values }),
          ]),
        expected,
      ),
  );

  it.each([
    ...CLOSING,
    ...DUE,
    {
      what: 'the day that it is already',
      values: { closesOn: '2026-12-14', due: '' },
      field: 'closesOn',
      key: 'draft.nothingChanged',
    } satisfies Wrong,
  ])('draft.extend: $what', ({ values, ...expected }) =>
    expectRefused(
      desk,
      language,
      () =>
        tries('boss', 'office', () => desk.presses('boss', 'office', 'draft.extend', [draft]), [
          { closesOn: '2026-12-14', due: '', ...values },
        ]),
      expected,
    ),
  );

  it.each(PREFERENCES)('preferences.edit: $what', ({ values, ...expected }) =>
    expectRefused(
      desk,
      language,
      () =>
        tries('ana', 'kcsf', () => desk.presses('ana', 'kcsf', 'preferences.edit', ['channel']), [
          { language, digest: 'each', overview: 'no', quiet: '', institutions: '', ...values },
        ]),
      expected,
    ),
  );

  it.each([empty('reason'), ...REASON])('draft.withdraw: $what', ({ values, ...expected }) =>
    expectRefused(
      desk,
      language,
      () =>
        tries('boss', 'office', () => desk.presses('boss', 'office', 'draft.withdraw', [draft]), [
          values,
        ]),
      expected,
    ),
  );

  it.each(REASON)('draft.close: $what', ({ values, ...expected }) =>
    expectRefused(
      desk,
      language,
      () =>
        tries('boss', 'office', () => desk.presses('boss', 'office', 'draft.close', [draft]), [
          values,
        ]),
      expected,
    ),
  );

  it.each(CONTRIBUTION)('contribute: $what', ({ values, ...expected }) =>
    expectRefused(
      desk,
      language,
      () =>
        tries('ana', 'kcsf', () => desk.presses('ana', 'kcsf', 'contribute', [draft]), [
          { ...CONTRIBUTED, ...values },
        ]),
      expected,
    ),
  );

  it.each(CONTRIBUTION)('contribution.revise: $what', ({ values, ...expected }) =>
    expectRefused(
      desk,
      language,
      () =>
        tries(
          'ana',
          'kcsf',
          () => desk.presses('ana', 'kcsf', 'contribution.revise', [reference]),
          [{ ...CONTRIBUTED, ...values }],
        ),
      expected,
    ),
  );

  const planForm = (act: string, right: Values, wrong: Values, args: readonly string[] = ['A1']) =>
    tries('boss', 'office', () => desk.presses('boss', 'office', act, args), [
      { ...right, ...wrong },
    ]);

  it.each([...MOVE, ...REASON])('plan.move: $what', ({ values, ...expected }) => {
    const right = { deadline: 'Q1 2027', reason: 'Pritet ligji.' };
    return expectRefused(desk, language, () => planForm('plan.move', right, values), expected);
  });

  it.each([empty('reason'), ...REASON])('plan.drop: $what', ({ values, ...expected }) =>
    expectRefused(desk, language, () => planForm('plan.drop', {}, values), expected),
  );

  it.each([
    ...PROGRAMME_MOVE,
    {
      what: 'the deadline that it has already',
      values: { deadline: '14.12.2026' },
      field: 'deadline',
      key: 'programme.sameDeadline',
      params: { handle: 'P2026-1' },
    } satisfies Wrong,
    empty('reason'),
    ...REASON,
  ])('programme.move: $what', ({ values, ...expected }) => {
    const right = { deadline: 'Q1 2027', reason: 'Mbledhja e Qeverisë.' };
    const ask = () => planForm('programme.move', right, values, ['P2026-1']);
    return expectRefused(desk, language, ask, expected);
  });

  it.each([empty('reason'), ...REASON])('programme.withdraw: $what', ({ values, ...expected }) => {
    const ask = () => planForm('programme.withdraw', {}, values, ['P2026-1']);
    return expectRefused(desk, language, ask, expected);
  });

  it.each([...PROGRAMME_ADD, ...PROGRAMME_MOVE, empty('reason'), ...REASON])(
    'programme.add: $what',
    ({ values, ...expected }) => {
      const right = {
        year: '2026',
        title: 'Ligji i shtuar',
        institution: '',
        deadline: '',
        reason: 'Mbledhja e Qeverisë.',
      };
      const ask = () => planForm('programme.add', right, values, []);
      return expectRefused(desk, language, ask, expected);
    },
  );

  it.each(SIGHTING)('sighting.add: $what', ({ values, ...expected }) => {
    const right = {
      title: 'Ligji i parë',
      institution: 'MPMS',
      source: 'Gazeta Zyrtare',
      seenOn: '2026-11-20',
      window: '',
    };
    return expectRefused(
      desk,
      language,
      () => planForm('sighting.add', right, values, []),
      expected,
    );
  });

  it.each(EVIDENCE)('plan.evidence: $what', ({ values, ...expected }) => {
    // A form goes on with what was typed before: each case begins with empty fields.
    const right = { link: values.draft ? '' : 'https://example.org/a', draft: '', title: '' };
    return expectRefused(desk, language, () => planForm('plan.evidence', right, values), expected);
  });

  it.each(ESCALATION)('plan.escalate: $what', async ({ values, ...expected }) => {
    const { id } = await desk.db.plan.findFirstOrThrow();
    const right = { scope: id, office: 'ZKM', name: '' };
    const ask = () => planForm('plan.escalate', right, values, []);
    return expectRefused(desk, language, ask, expected);
  });

  it('takes what would ping or mark up elsewhere as the letters that it is', async () => {
    const wild = '<!channel> @everyone *bold* [link](https://example.org) <@U1> ||x||';
    const form = opened(await desk.uses('boss', 'office', 'draft.new'));
    const answer = await fill(desk, 'boss', 'office', form, [
      ...draftValues({
        titleSq: wild,
        titleSr: wild,
        titleEn: wild,
        summary: wild,
        institution: `MAPL – ${wild}`,
      }),
    ]);
    if (answer.kind !== 'private') throw new Error('a preview was expected');
    const { parts } = answer.message;
    // Plain strings, which every adapter escapes; none of it has become a link or bold.
    expect(parts).toContainEqual({ kind: 'heading', text: wild });
    const kind = parts.find(
      (part) => part.kind === 'text' && JSON.stringify(part).includes('(MAPL)'),
    );
    expect(kind).toMatchObject({
      text: [expect.anything(), expect.stringContaining(`${wild} (MAPL)`)],
    });
  });
});
