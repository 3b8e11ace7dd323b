import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Answer, Submission } from '../src/chat/invocation.ts';
import { sharedReads } from '../src/delivery/render.ts';
import { renderLateAnswer, tellLateAnswer } from '../src/lateAnswers.ts';
import { type Desk, openDesk, opened, textOf, userRef } from './chat/desk.ts';
import { publish } from './chat/story.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk('2026-11-23 09:00', 'en');
});
afterEach(() => desk.dispose());

/** What is queued for the author, rendered; null when nothing is. */
async function late(answer: Answer) {
  const submission = { id: 's1', user: userRef('ana') } as Submission;
  await desk.uses('ana', 'kcsf', 'help');
  await desk.work((work) => tellLateAnswer(work, submission, answer));
  await desk.work((work) => tellLateAnswer(work, submission, answer));
  const [row, another] = await desk.db.delivery.findMany({
    where: { kind: 'lateAnswer' },
    include: { person: true },
  });
  expect(another).toBeUndefined();
  if (!row) return null;
  expect(row.person?.externalId).toBe('ana');
  const target = { id: '', purpose: 'person', organisationId: null, language: 'en' } as const;
  const params = row.params as Record<string, unknown>;
  const world = await desk.surroundings();
  const shared = sharedReads(desk.storage, row.wantedVersion);
  const shown = await renderLateAnswer({
    subject: 's1',
    params,
    target,
    db: desk.db,
    shared,
    world,
  });
  if (!shown || 'upload' in shown) throw new Error('no message');
  return shown;
}

it('an answer that a crash kept back goes to its author once, as it was made', async () => {
  const draft = await publish(desk);
  const form = opened(await desk.presses('ana', 'kcsf', 'contribute', [draft]));
  const answer = await desk.submits('ana', 'kcsf', form, { kind: 'support', justification: 'Po.' });
  const shown = await late(answer);
  expect(shown && textOf(shown)).toContain('restarted');
  expect(shown && textOf(shown)).toContain(`${draft}/K-001`);
  expect(shown?.parts.at(-1)?.kind).toBe('buttons');
});

it('a step that follows, or was refused, comes as a button that opens it', async () => {
  const draft = await publish(desk);
  const form = opened(await desk.presses('ana', 'kcsf', 'contribute', [draft]));
  const shown = await late({ kind: 'invalid', form, errors: { proposedText: 'Write it.' } });
  expect(shown && textOf(shown)).toContain('Write it.');
  expect(shown?.parts.at(-1)).toMatchObject({
    buttons: [{ act: 'form.resume', args: [form.unfinished, '0'] }],
  });
});

it('nothing comes where there was nothing to show', async () => {
  expect(await late({ kind: 'nothing' })).toBeNull();
});
