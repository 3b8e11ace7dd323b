import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, errorsOf, openDesk, opened, refused, textOf, told } from '../chat/desk.ts';
import { contribute, press, publish } from '../chat/story.ts';

let desk: Desk;
let number: string;
beforeEach(async () => {
  desk = await openDesk();
  number = await publish(desk);
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const amend = (user: string, channel: string, article: string) =>
  contribute(desk, user, channel, number, {
    kind: 'amend',
    article,
    proposedText: `For ${article}`,
  });
const show = async (page?: string) =>
  told(await desk.presses('boss', 'office', 'bundle.show', page ? [number, page] : [number]));
const lines = (text: string) => text.split('\n').filter((line) => /^• (\d+\.|–)/.test(line));
const entryOf = async (reference: string) => {
  const ordinal = Number(reference.slice(-3));
  const row = await desk.db.contribution.findFirstOrThrow({ where: { ordinal } });
  return desk.db.bundleEntry.findFirstOrThrow({ where: { contributionId: row.id } });
};
const open = async (act: string, ...args: string[]) =>
  opened(await desk.presses('boss', 'office', act, args));
const freeze = async (user = 'boss') => {
  const question = told(await press(desk, 'boss', 'office', await show(), 'bundle.freeze'));
  return press(desk, user, 'office', question, 'bundle.freeze');
};

describe('a bundle that is open', () => {
  it('shows a line for each, with organisations, support, objections and marks', async () => {
    const first = await amend('ana', 'kcsf', 'Neni 12');
    await amend('dan', 'kdi', 'Neni 5');
    told(await desk.presses('ana', 'kcsf', 'contribution.share', [first, 'on']));
    told(await desk.presses('dan', 'kdi', 'contribution.object', [first]));
    desk.moveTo('2026-12-12 09:00');
    await contribute(desk, 'dan', 'kdi', number, { kind: 'comment', justification: 'Late' });
    const text = textOf(await show());
    expect(lines(text)).toEqual([
      '• 1. the whole act · Comment · KDI (K-003) · late (12 Dec 2026)',
      '• 2. Neni 5 · Amendment · KDI (K-002)',
      '• 3. Neni 12 · Amendment · KCSF (K-001) · ✘ 1: KDI',
    ]);
    expect(text).toContain('Bundle MPMS-2026-001/P-1, not frozen yet');
    expect(text).toContain('3 entries, in the order of the articles');
    expect(text).not.toContain('still taken in time');
  });

  it('says that contributions are still taken, and is refused where there are none', async () => {
    expect(refused(await desk.presses('boss', 'office', 'bundle.show', [number]))).toContain(
      `There is nothing to gather for ${number}`,
    );
    await amend('ana', 'kcsf', 'Neni 1');
    expect(textOf(await show())).toContain('still taken in time until 11 Dec');
  });

  it('is arranged: up, down, to a place, and stays so when something new comes', async () => {
    const refs = [];
    for (const article of ['Neni 1', 'Neni 2', 'Neni 3']) {
      refs.push(await amend('ana', 'kcsf', article));
    }
    const places = async () =>
      lines(textOf(await show())).map((line) => /\d+\. Neni (\d+)/.exec(line)?.[1]);
    expect(await places()).toEqual(['1', '2', '3']);
    const last = (await entryOf(refs[2] ?? '')).id;
    const moved = told(await desk.presses('boss', 'office', 'bundle.move', [last, 'up']));
    expect(moved.summary).toBe('MPMS-2026-001/P-1: row 2');
    expect(await places()).toEqual(['1', '3', '2']);
    told(await desk.presses('boss', 'office', 'bundle.move', [last, 'first']));
    expect(await places()).toEqual(['3', '1', '2']);
    told(await desk.presses('boss', 'office', 'bundle.move', [last, 'down']));
    expect(await places()).toEqual(['1', '3', '2']);
    const form = await open('bundle.place', last);
    expect(errorsOf(await desk.submits('boss', 'office', form, { place: 'end' })).place).toContain(
      'That is not a place',
    );
    told(await desk.submits('boss', 'office', form, { place: '3' }));
    expect(await places()).toEqual(['1', '2', '3']);
    told(await desk.presses('boss', 'office', 'bundle.move', [last, 'first']));
    await amend('dan', 'kdi', 'Neni 2');
    expect(await places()).toEqual(['3', '1', '2', '2']);
    expect(await desk.db.audit.count({ where: { act: 'bundle.move' } })).toBe(5);
  });

  it('is annotated, introduced, and something is left out with a reason and taken in again', async () => {
    const first = await amend('ana', 'kcsf', 'Neni 1');
    await amend('dan', 'kdi', 'Neni 2');
    await show();
    const { id, bundleId } = await entryOf(first);
    const noted = await desk.submits('boss', 'office', await open('bundle.note', id), {
      note: 'As in 2019.',
    });
    expect(textOf(told(noted))).toContain('Note of the secretariat\nAs in 2019.');
    told(
      await desk.submits('boss', 'office', await open('bundle.intro', bundleId), {
        intro: 'Dear Sir or Madam',
      }),
    );
    const text = textOf(await show());
    expect(text).toContain('note: As in 2019.');
    expect(text).toContain('Dear Sir or Madam');

    const leave = await open('bundle.leave', id);
    expect(errorsOf(await desk.submits('boss', 'office', leave, { reason: ' ' })).reason).toBe(
      'Please fill this in.',
    );
    told(await desk.submits('boss', 'office', leave, { reason: 'Off the subject.' }));
    const left = textOf(await show());
    expect(lines(left)).toEqual([
      '• – Neni 1 · Amendment · KCSF (K-001) · left out: Off the subject.',
      '• 1. Neni 2 · Amendment · KDI (K-002)',
    ]);
    expect(left).toContain('1 entry, in the order of the articles · 1 left out');
    told(await desk.presses('boss', 'office', 'bundle.take', [id]));
    expect(lines(textOf(await show()))[0]).toBe('• 1. Neni 1 · Amendment · KCSF (K-001)');
    const audited = await desk.db.audit.findMany({ where: { act: { startsWith: 'bundle.' } } });
    expect(audited.map(({ act }) => act)).toEqual([
      'bundle.open',
      'bundle.note',
      'bundle.intro',
      'bundle.leave',
      'bundle.take',
    ]);
    expect(JSON.stringify(audited)).not.toContain('2019');
  });

  it('is shown page by page', async () => {
    for (let one = 1; one <= 10; one += 1) await amend('ana', 'kcsf', `Neni ${one}`);
    const first = await show();
    expect(lines(textOf(first))).toHaveLength(8);
    expect(textOf(first)).toContain('Page 1 of 2');
    const second = told(await desk.presses('boss', 'office', 'bundle.show', [number, '2']));
    expect(lines(textOf(second))).toEqual([
      '• 9. Neni 9 · Amendment · KCSF (K-009)',
      '• 10. Neni 10 · Amendment · KCSF (K-010)',
    ]);
  });
});

describe('freezing', () => {
  it('asks first, then keeps number, hash, who and when; and the office is told', async () => {
    await amend('ana', 'kcsf', 'Neni 1');
    const question = told(await press(desk, 'boss', 'office', await show(), 'bundle.freeze'));
    expect(textOf(question)).toContain('Freeze MPMS-2026-001/P-1?');
    expect(textOf(question)).toContain('from 1 organisation');
    expect(textOf(question)).toContain('still taken in time');
    expect((await desk.db.bundle.findFirstOrThrow()).frozenAt).toBeNull();
    const frozen = textOf(told(await press(desk, 'boss', 'office', question, 'bundle.freeze')));
    const row = await desk.db.bundle.findFirstOrThrow();
    expect(frozen).toContain('Bundle MPMS-2026-001/P-1 is frozen');
    expect(frozen).toContain(`SHA-256: ${row.sha256}`);
    expect(row.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(frozen).toContain('Frozen 23 Nov 2026, 09:00 by boss');
    expect(frozen).toContain('The stored text matches this hash.');
    expect(await desk.shown('bundle.frozen', row.id, 'office')).toContain(row.sha256);
    const one = told(await desk.presses('boss', 'office', 'bundle.row', [row.number, '1']));
    expect(textOf(one)).toContain('For Neni 1');
  });

  it('by a second person is refused, who is told who was first', async () => {
    await amend('ana', 'kcsf', 'Neni 1');
    await desk.uses('sara', 'office', 'help');
    told(await desk.uses('boss', 'office', 'member.role', { person: 'sara', role: 'staff' }));
    const question = told(await press(desk, 'boss', 'office', await show(), 'bundle.freeze'));
    const [one, other] = await Promise.all([
      press(desk, 'boss', 'office', question, 'bundle.freeze'),
      press(desk, 'sara', 'office', question, 'bundle.freeze'),
    ]);
    const answers = [one, other].map((answer) => textOf(shownBy(answer)));
    const lost = answers.filter((text) => text.includes('was frozen already by'));
    expect(lost).toHaveLength(1);
    expect(lost[0]).toMatch(/frozen already by (boss|sara), 23 Nov 2026, 09:00/);
    expect(await desk.db.audit.count({ where: { act: 'bundle.freeze' } })).toBe(1);
  });

  it('what changed since it was asked is shown again before it is frozen', async () => {
    await amend('ana', 'kcsf', 'Neni 1');
    const question = told(await press(desk, 'boss', 'office', await show(), 'bundle.freeze'));
    await amend('dan', 'kdi', 'Neni 2');
    const again = told(await press(desk, 'boss', 'office', question, 'bundle.freeze'));
    expect(textOf(again)).toContain('Something was changed meanwhile');
    expect((await desk.db.bundle.findFirstOrThrow()).frozenAt).toBeNull();
    const done = told(await press(desk, 'boss', 'office', again, 'bundle.freeze'));
    expect(done.summary).toContain('is frozen');
  });

  it('leaves nothing to arrange', async () => {
    const first = await amend('ana', 'kcsf', 'Neni 1');
    await show();
    const { id, bundleId } = await entryOf(first);
    const note = await open('bundle.note', id);
    told(await freeze());
    for (const [act, ...args] of [
      ['bundle.entry', id],
      ['bundle.move', id, 'up'],
      ['bundle.take', id],
      ['bundle.note', id],
      ['bundle.leave', id],
      ['bundle.place', id],
      ['bundle.intro', bundleId],
    ]) {
      const answer = await desk.presses('boss', 'office', act ?? '', args);
      expect(refused(answer), act).toContain('what is frozen never changes');
    }
    expect(refused(await desk.submits('boss', 'office', note, { note: 'x' }))).toContain(
      'what is frozen never changes',
    );
  });
});

describe('after the freeze', () => {
  it('an addendum is offered only where something came, and holds that alone', async () => {
    await amend('ana', 'kcsf', 'Neni 1');
    told(await freeze());
    expect(textOf(await show())).not.toContain('[Open an addendum]');
    expect(refused(await desk.presses('boss', 'office', 'bundle.addendum', [number]))).toContain(
      'There is nothing to gather',
    );
    await amend('dan', 'kdi', 'Neni 2');
    const shown = await show();
    expect(textOf(shown)).toContain('1 contribution in no frozen bundle');
    const addendum = told(await press(desk, 'boss', 'office', shown, 'bundle.addendum'));
    expect(addendum.summary).toContain('MPMS-2026-001/P-2, not frozen yet');
    expect(lines(textOf(addendum))).toEqual(['• 1. Neni 2 · Amendment · KDI (K-002)']);
    const first = told(await desk.presses('boss', 'office', 'bundle.show', [`${number}/P-1`]));
    expect(lines(textOf(first))).toEqual(['• 1. Neni 1 · Amendment · KCSF (K-001)']);
  });

  it('what was left out can be taken into an addendum', async () => {
    const first = await amend('ana', 'kcsf', 'Neni 1');
    await amend('dan', 'kdi', 'Neni 2');
    await show();
    const { id } = await entryOf(first);
    told(await desk.submits('boss', 'office', await open('bundle.leave', id), { reason: 'No.' }));
    told(await freeze());
    const shown = await show();
    expect(textOf(shown)).toContain('1 left out of it');
    const addendum = told(await press(desk, 'boss', 'office', shown, 'bundle.addendum'));
    expect(lines(textOf(addendum))).toEqual([
      '• – Neni 1 · Amendment · KCSF (K-001) · left out: No.',
    ]);
  });

  it('its author may withdraw or revise: the bundle keeps it, and everybody is told', async () => {
    const first = await amend('ana', 'kcsf', 'Neni 1');
    const second = await amend('dan', 'kdi', 'Neni 2');
    told(await freeze());
    const asked = told(await desk.presses('ana', 'kcsf', 'contribution.withdraw', [first]));
    expect(textOf(asked)).toContain('The frozen bundle MPMS-2026-001/P-1 keeps what it held');
    const gone = told(await desk.presses('ana', 'kcsf', 'contribution.withdraw', [first, 'yes']));
    expect(textOf(gone)).toContain('what changed is told in an addendum');
    const form = opened(await desk.presses('dan', 'kdi', 'contribution.revise', [second]));
    const revised = told(await desk.submits('dan', 'kdi', form, { proposedText: 'Better' }));
    expect(textOf(revised)).toContain('The frozen bundle MPMS-2026-001/P-1 keeps what it held');
    const { id } = await desk.db.bundle.findFirstOrThrow();
    const notes = await desk.db.delivery.findMany({ where: { kind: 'bundle.changed' } });
    expect(notes).toHaveLength(2);
    expect(await desk.shown('bundle.changed', id, 'office')).toContain(
      'KDI revised MPMS-2026-001/K-002',
    );
    const shown = await show();
    expect(lines(textOf(shown))).toHaveLength(2);
    expect(textOf(shown)).toContain('1 withdrawn after it');
    const addendum = told(await press(desk, 'boss', 'office', shown, 'bundle.addendum'));
    expect(lines(textOf(addendum))).toEqual(['• 1. Neni 2 · Amendment · KDI (K-002)']);
    const frozen = textOf(told(await freeze()));
    expect(frozen).toContain('Addendum to MPMS-2026-001/P-1');
    expect(frozen).toContain('no longer stands: K-001');
  });
});

describe('what waits for its bundle', () => {
  it('is in the list and in the day of staff, and leads there', async () => {
    await amend('ana', 'kcsf', 'Neni 1');
    expect(textOf(told(await desk.uses('boss', 'office', 'bundle.list')))).toContain(
      'No draft waits',
    );
    desk.moveTo('2026-12-12 09:00');
    const list = textOf(told(await desk.uses('boss', 'office', 'bundle.list')));
    expect(list).toContain('1 draft waits');
    expect(list).toContain('1 contribution in no frozen bundle');
    const day = told(await desk.uses('boss', 'office', 'today'));
    expect(textOf(day)).toContain('To be bundled');
    told(await press(desk, 'boss', 'office', day, 'bundle.show'));
    expect(textOf(told(await desk.uses('ana', 'kcsf', 'today')))).not.toContain('bundled');
    const draft = await desk.db.draft.findFirstOrThrow();
    expect(await desk.shown('draft', draft.id, 'office')).toContain('[Bundle]');
    expect(await desk.shown('draft', draft.id, 'kcsf')).not.toContain('[Bundle]');
    told(await freeze());
    const after = textOf(told(await desk.uses('boss', 'office', 'bundle.list')));
    expect(after).not.toContain('1 draft waits');
    expect(after).toContain('Last frozen');
    expect(textOf(told(await desk.uses('boss', 'office', 'today')))).not.toContain('bundled');
  });
});

/** A message, whether it is a refusal or not. */
function shownBy(answer: Awaited<ReturnType<Desk['uses']>>) {
  if (answer.kind !== 'private') throw new Error(`no message: ${JSON.stringify(answer)}`);
  return answer.message;
}
