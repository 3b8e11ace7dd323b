import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonsOf, type Desk, openDesk, refused, textOf, told } from '../chat/desk.ts';
import { contribute, press, publish } from '../chat/story.ts';

describe('a report', () => {
  let desk: Desk;
  let number: string;
  beforeEach(async () => {
    desk = await openDesk();
    number = await publish(desk);
    await contribute(desk, 'ana', 'kcsf', number, { kind: 'support' });
    await contribute(desk, 'dan', 'kdi', number, { kind: 'support' });
    await desk.db.contribution.updateMany({
      where: { ordinal: 2 },
      data: { outcome: 'accepted', answeredOn: '2026-12-16', announcedIn: 1, shared: true },
    });
  });
  afterEach(() => desk.dispose());

  const year = (user: string, text = '') => desk.types(user, 'all', `report year ${text}`);

  it('of a year tells its numbers in words, with the years before', async () => {
    const card = told(await year('zef'));
    const text = textOf(card);
    expect(text).toContain('The year 2026 in numbers');
    expect(text).toContain('Drafts received: 1 · 2025: 0');
    expect(text).toContain('Median consultation window: 16 working days (the middle one of 1)\n');
    expect(text).toContain('Windows below the minimum: 0 of 1 (0%)');
    expect(text).toContain('Contributions: 2');
    expect(text).toContain('Organisations taking part: 2');
    expect(text).toContain('Answered: 1 of 2 (50%)');
    expect(text).toContain('Median delay of answers: 2 working days');
    expect(text).toContain('draft laws: 1');
    expect(text).toContain('66 in 2012, 45 in 2013');
    expect(text).toContain('nobody has yet checked');
    expect(buttonsOf(card).length).toBeLessThanOrEqual(25);
    const empty = textOf(told(await year('zef', '2024')));
    expect(empty).toContain('Windows below the minimum: no drafts');
    expect(empty).toContain('Median delay of answers: no answers yet');
    expect(empty).not.toContain('Partly accepted');
  });

  it('is asked for by names of several words, with a year or without', async () => {
    told(await desk.uses('boss', 'office', 'organisation.add', { name: 'Down Syndrome Kosova' }));
    const organisation = await desk.types(
      'zef',
      'all',
      'report organisation Down Syndrome Kosova 2026',
    );
    expect(textOf(told(organisation))).toContain('Down Syndrome Kosova in numbers, 2026');
    const institution = await desk.types('zef', 'all', 'report institution mpms');
    expect(textOf(told(institution))).toContain('MPMS in numbers, all years');
    const draft = await desk.types('zef', 'all', `report draft ${number}`);
    expect(textOf(told(draft))).toContain(`${number} in numbers`);
    expect(refused(await year('zef', 'soon'))).toContain('soon');
    expect(refused(await desk.types('zef', 'all', 'report institution XYZ'))).toContain('XYZ');
  });

  it('opens each number to its rows and leads on from there', async () => {
    const card = told(await year('boss'));
    for (const button of buttonsOf(card).filter(({ act }) => act === 'report.rows')) {
      const rows = told(await desk.presses('boss', 'all', button.act, button.args));
      expect(textOf(rows).split('\n')[0]).toBe(button.label);
    }
    const received = told(await press(desk, 'boss', 'all', card, 'report.rows'));
    expect(textOf(received)).toContain(number);
    // There are drafts of one kind only: nothing to choose from.
    expect(buttonsOf(received).filter(({ args }) => args.length === 4)).toEqual([]);
    const draft = told(await press(desk, 'boss', 'all', received, 'draft.show'));
    expect(textOf(draft)).toContain(number);
    const back = told(await press(desk, 'boss', 'all', received, 'report.show'));
    expect(textOf(back)).toBe(textOf(card));
    const laws = ['y.2026.', 'received', '1', 'draft_law'];
    expect(textOf(told(await desk.presses('zef', 'all', 'report.rows', laws)))).toContain(number);
    const plans = ['y.2026.', 'received', '1', 'strategy'];
    expect(textOf(told(await desk.presses('zef', 'all', 'report.rows', plans)))).toContain(
      'strategies: 0',
    );
  });

  it('names only who shared their contribution, but to its own people and staff', async () => {
    const rows = async (user: string) =>
      textOf(told(await desk.presses(user, 'all', 'report.rows', ['y.2026.', 'contributions'])));
    const outside = await rows('zef');
    expect(outside).toContain('K-001 an organisation that has not shared it · unanswered');
    expect(outside).toContain('K-002 KDI · accepted · answered 16 Dec 2026, 2 working days');
    expect(outside).not.toContain('KCSF');
    for (const user of ['ada', 'boss']) expect(await rows(user)).toContain('K-001 KCSF');
    const one = await desk.db.draft.findFirstOrThrow();
    const organisations = async (user: string) =>
      textOf(
        told(await desk.presses(user, 'all', 'report.rows', [`d.all.${one.id}`, 'organisations'])),
      );
    expect(await organisations('zef')).not.toContain('KCSF');
    expect(await organisations('boss')).toContain('KCSF');
  });

  it('counts an answer for staff alone until it is announced', async () => {
    await desk.db.contribution.updateMany({ data: { announcedIn: null } });
    const rows = async (user: string, id: string) =>
      textOf(told(await desk.presses(user, 'all', 'report.rows', ['y.2026.', id])));
    const card = textOf(told(await year('zef')));
    expect(card).toContain('Answered: 0 of 2 (0%)');
    expect(card).toContain('Median delay of answers: no answers yet');
    expect(card).toContain('Answers count here once they have been announced.');
    expect(await rows('zef', 'contributions')).toContain('K-002 KDI · unanswered');
    expect(await rows('zef', 'accepted')).not.toContain('K-002');
    const dan = await desk.types('dan', 'kdi', 'report organisation KDI');
    expect(textOf(told(dan))).toContain('Accepted: 0 of 1 (0%)');
    const office = textOf(told(await year('boss')));
    expect(office).toContain('Answered: 1 of 2 (50%)');
    expect(office).toContain('1 of the answers counted here is recorded and not announced yet');
    expect(await rows('boss', 'accepted')).toContain('K-002 KDI · accepted (not announced yet)');
    await desk.db.contribution.updateMany({ data: { announcedIn: 1 } });
    expect(textOf(told(await year('boss')))).toContain('all of them have been announced');
  });

  it('comes as a file that shows no more than all who are there may see', async () => {
    const kdi = await desk.db.organisation.findFirstOrThrow({ where: { name: 'KDI' } });
    const wanted = async (channel: string, scope: string) => {
      told(await desk.presses('boss', channel, 'report.file', [scope, 'xlsx']));
      const where = { kind: 'report.file' };
      const last = await desk.db.delivery.findFirstOrThrow({ where, orderBy: { seq: 'desc' } });
      const { staff, organisations } = last.params as Record<string, unknown>;
      return { directly: last.personId !== null, staff, organisations };
    };
    const nobody = { staff: false, organisations: [] };
    expect(await wanted('office', 'y.2026.')).toEqual({ ...nobody, directly: false, staff: true });
    expect(await wanted('all', 'y.2026.')).toEqual({ ...nobody, directly: false });
    expect(await wanted('kdi', 'y.2026.')).toEqual({
      ...nobody,
      directly: false,
      organisations: [kdi.id],
    });
    const own = await wanted('all', `o.all.${kdi.id}`);
    expect(own).toEqual({ ...nobody, directly: true, staff: true });
  });

  it('of an institution says what it was before, and counts that apart', async () => {
    const [before, now] = ['MPMS', 'MAPL'];
    await publish(desk, { institution: now, titleSq: 'Projektligji për Komunat' });
    const idOf = async (code: string) =>
      (await desk.db.institution.findFirstOrThrow({ where: { code } })).id;
    await desk.db.institutionSuccessor.create({
      data: {
        institutionId: await idOf(before ?? ''),
        successorId: await idOf(now ?? ''),
        kind: 'merged',
        fromDay: '2026-01-01',
        at: new Date(),
      },
    });
    const card = textOf(told(await desk.types('zef', 'all', `report institution ${now}`)));
    expect(card).toContain('Drafts received: 1');
    expect(card).toContain('Drafts from what the institution was before (MPMS) count there');
  });

  it('of an organisation opens to that organisation and to staff alone', async () => {
    const { id } = await desk.db.organisation.findFirstOrThrow({ where: { name: 'KCSF' } });
    const card = told(await desk.types('dan', 'kdi', 'report organisation KCSF'));
    expect(textOf(card)).toContain('Contributions: 1');
    expect(buttonsOf(card).map(({ act }) => act)).not.toContain('report.rows');
    const args = [`o.all.${id}`, 'contributions'];
    const no = refused(await desk.presses('dan', 'kdi', 'report.rows', args));
    expect(no).toContain('Only the organisation itself');
    for (const user of ['ana', 'boss']) {
      const rows = told(await desk.presses(user, 'all', 'report.rows', args));
      expect(textOf(rows)).toContain('K-001');
    }
  });

  it('compares institutions, and says what it counts', async () => {
    await publish(desk, { institution: 'MAPL', titleSq: 'Projektligji për Komunat' });
    const card = told(await year('zef'));
    const side = told(await press(desk, 'zef', 'all', card, 'report.institutions'));
    expect(textOf(side)).toContain('MPMS Drafts received: 1');
    const one = buttonsOf(side).find(({ label }) => label === 'MAPL');
    const opened = told(await desk.presses('zef', 'all', one?.act ?? '', one?.args ?? []));
    expect(textOf(opened)).toContain('MAPL in numbers, 2026');
    const meaning = textOf(told(await press(desk, 'zef', 'all', card, 'report.meaning')));
    expect(meaning).toContain('Working days from the close of the consultation to the answer');
  });

  it('sends its picture to staff where they ask, and to others directly', async () => {
    const card = told(await year('boss'));
    const here = told(await press(desk, 'boss', 'office', card, 'report.chart'));
    expect(textOf(here)).toContain('in this channel');
    const direct = told(await press(desk, 'zef', 'all', card, 'report.chart'));
    expect(textOf(direct)).toContain('direct message');
    const wanted = await desk.db.delivery.findMany({ where: { kind: 'report.chart' } });
    expect(wanted).toMatchObject([{ subject: 'y.2026.' }, { personId: expect.any(String) }]);
    expect(await desk.shown('report.chart', 'y.2026.', 'office')).toContain('The year 2026');
  });
});
