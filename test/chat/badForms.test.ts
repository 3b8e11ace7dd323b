import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareLetter } from '../../src/authority/letters.ts';
import type { Values } from '../../src/chat/act.ts';
import type { Answer } from '../../src/chat/invocation.ts';
import { LANGUAGES } from '../../src/i18n/index.ts';
import { importPlan } from '../../src/plan/importPlan.ts';
import { importProgramme } from '../../src/programme/importProgramme.ts';
import { freeze, handedOver } from '../authority/story.ts';
import { type Desk, openDesk, opened } from './desk.ts';
import { expectRefused } from './refusing.ts';
import { contribute, draftValues, fill, publish } from './story.ts';
import {
  ACKNOWLEDGED,
  ANSWER,
  CLOSING,
  CONTACT,
  CONTRIBUTION,
  DRAFT,
  DUE,
  ENTERED,
  ESCALATION,
  EVIDENCE,
  empty,
  FOUND,
  HANDED,
  INTRO,
  LEAVE,
  LETTER,
  LETTER_SENT,
  MOVE,
  NOTE,
  PARTS,
  PLACE,
  PREFERENCES,
  PROGRAMME_ADD,
  PROGRAMME_MOVE,
  REASON,
  RECEIVED,
  SIGHTING,
  STAGE,
  type Wrong,
} from './wrongValues.ts';

const CONTRIBUTED = {
  kind: 'amend',
  article: 'Neni 5',
  proposedText: 'Ndërmarrja sociale i shërben interesit publik.',
  justification: 'E qartëson qëllimin.',
};

/** Of these values those that a step of a form asks for. */
const pick = (values: Values, step: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name in step));

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

  it.each(ENTERED)('contribution.enter: $what', ({ values, ...expected }) => {
    const right = { organisation: 'KDI', member: 'yes', source: 'meeting', sourceNote: '' };
    const steps = [{ ...right, heardOn: '2026-11-23', ...values }, CONTRIBUTED];
    const open = () => desk.presses('boss', 'office', 'contribution.enter', [draft]);
    return expectRefused(desk, language, () => tries('boss', 'office', open, steps), expected);
  });

  it.each([
    ...NOTE.map((wrong) => ({ act: 'bundle.note', ...wrong })),
    ...LEAVE.map((wrong) => ({ act: 'bundle.leave', ...wrong })),
    ...PLACE.map((wrong) => ({ act: 'bundle.place', ...wrong })),
    ...INTRO.map((wrong) => ({ act: 'bundle.intro', ...wrong })),
  ])('$act: $what', async ({ act, values, ...expected }) => {
    await desk.presses('boss', 'office', 'bundle.show', [draft]);
    const { id, bundleId } = await desk.db.bundleEntry.findFirstOrThrow();
    const about = act === 'bundle.intro' ? bundleId : id;
    const open = () => desk.presses('boss', 'office', act, [about]);
    await expectRefused(desk, language, () => tries('boss', 'office', open, [values]), expected);
  });

  it.each(PARTS)('merge.choose: $what', ({ values, ...expected }) => {
    const open = () => desk.presses('boss', 'office', 'merge.choose', [draft]);
    return expectRefused(desk, language, () => tries('boss', 'office', open, [values]), expected);
  });

  describe('of the way to an institution', () => {
    let open: string;
    let sent: string;
    let letter: string;
    beforeAll(async () => {
      // Another draft with a bundle that left, and the first one with a bundle that did not.
      await freeze(desk, draft);
      open = (await desk.db.bundle.findFirstOrThrow()).id;
      const other = await publish(desk, { titleSq: 'Projektligji tjetër' });
      await contribute(desk, 'ana', 'kcsf', other, CONTRIBUTED);
      sent = await freeze(desk, other);
      await handedOver(desk, sent, '2026-11-23');
      letter = await desk.work(async (work) => {
        const { id: draftId } = await work.tx.draft.findFirstOrThrow();
        const words = { title: 'Lënda', body: 'Teksti' };
        const wish = { reason: 'x', key: 'x', role: 'coordinator', language: 'sq' } as const;
        return (await prepareLetter(work, { ...wish, ...words, draftId })) ?? '';
      });
    });

    const form = (act: string, args: readonly string[], right: Values, wrong: Values) =>
      tries('boss', 'office', () => desk.presses('boss', 'office', act, args), [
        { ...right, ...wrong },
      ]);

    it.each(CONTACT)('contact.set: $what', ({ values, ...expected }) => {
      const right = {
        role: 'coordinator',
        institution: 'MPMS',
        name: 'A',
        email: 'a@b.example',
        language: 'sq',
      };
      const ask = () => form('contact.set', [], right, values);
      return expectRefused(desk, language, ask, expected);
    });

    it.each(HANDED)('dispatch.hand: $what', ({ values, ...expected }) => {
      const right = { to: 'Zyra', how: 'Me dorë', day: '2026-11-23', language: 'sq' };
      const ask = () => form('dispatch.hand', [open], right, values);
      return expectRefused(desk, language, ask, expected);
    });

    it.each(ACKNOWLEDGED)('bundle.acknowledge: $what', ({ values, ...expected }) => {
      const right = { day: '2026-11-23', protocol: '1/26' };
      const ask = () => form('bundle.acknowledge', [sent], right, values);
      return expectRefused(desk, language, ask, expected);
    });

    it.each(STAGE)('draft.stage: $what', ({ values, ...expected }) => {
      const right = {
        kind: 'first_reading',
        on: '2026-11-23',
        reference: '',
        source: 'Kuvendi',
        note: '',
      };
      const ask = () => form('draft.stage', [draft], right, values);
      return expectRefused(desk, language, ask, expected);
    });

    it.each(LETTER)('letter.edit: $what', ({ values, ...expected }) => {
      const ask = () => form('letter.edit', [letter], { title: 'Lënda', body: 'Teksti' }, values);
      return expectRefused(desk, language, ask, expected);
    });

    it.each(LETTER_SENT)('letter.sent: $what', ({ values, ...expected }) => {
      const right = { day: '2026-11-23', how: 'Me postë' };
      const ask = () => form('letter.sent', [letter], right, values);
      return expectRefused(desk, language, ask, expected);
    });

    it.each([empty('reason'), ...REASON])(
      'stage.takeBack: $what',
      async ({ values, ...expected }) => {
        const stage =
          (await desk.db.draftStage.findFirst()) ??
          (await desk.work(async (work) => {
            const { id: draftId } = await work.tx.draft.findFirstOrThrow();
            const data = { draftId, kind: 'gazette', on: '2026-11-23', source: 'S' } as const;
            return work.tx.draftStage.create({ data: { ...data, at: work.now } });
          }));
        const ask = () => form('stage.takeBack', [stage.id], {}, values);
        return expectRefused(desk, language, ask, expected);
      },
    );
  });

  const answerForm = (act: string, args: readonly string[], steps: readonly Values[]) =>
    tries('boss', 'office', () => desk.presses('boss', 'office', act, args), steps);

  it.each([empty('reason'), ...REASON])(
    'answer.sourceBack: $what',
    async ({ values, ...expected }) => {
      const source =
        (await desk.db.answerSource.findFirst()) ??
        (await desk.work(async (work) => {
          const { id: draftId } = await work.tx.draft.findFirstOrThrow();
          const day = '2026-11-23';
          const data = {
            draftId,
            kind: 'letter',
            title: '',
            datedOn: day,
            receivedOn: day,
          } as const;
          return work.tx.answerSource.create({ data: { ...data, at: work.now } });
        }));
      const ask = () => answerForm('answer.sourceBack', [source.id], [values]);
      return expectRefused(desk, language, ask, expected);
    },
  );

  it.each(ANSWER)('answer.record: $what', ({ values, ...expected }) => {
    const said = { code: 'rejected', reason: 'Nuk ka buxhet.', quote: '', answeredOn: '' };
    const where = { source: 'new:letter', title: '', datedOn: '', link: '' };
    const steps = [
      { ...said, ...pick(values, said) },
      { ...where, ...pick(values, where) },
    ];
    const ask = () => answerForm('answer.record', [reference], steps);
    return expectRefused(desk, language, ask, expected);
  });

  it.each(RECEIVED)('answer.received: $what', ({ values, ...expected }) => {
    const right = { kind: 'letter', title: '', datedOn: '', receivedOn: '', link: '' };
    const ask = () => answerForm('answer.received', [draft], [{ ...right, ...values }, {}]);
    return expectRefused(desk, language, ask, expected);
  });

  it.each(FOUND)('answer.verify: $what', ({ values, ...expected }) => {
    const right = { found: 'missing', note: '' };
    const ask = () => answerForm('answer.verify', [reference], [{ ...right, ...values }]);
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
