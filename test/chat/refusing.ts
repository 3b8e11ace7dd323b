import { expect } from 'vitest';
import type { Answer } from '../../src/chat/invocation.ts';
import { type Key, type Language, type Params, translate } from '../../src/i18n/index.ts';
import { type Desk, errorsOf, refused } from './desk.ts';

/** Every row of the product's own tables: all but people, unfinished texts and the inbox. */
export async function everything({ db }: Desk): Promise<Record<string, unknown[]>> {
  const byId = { orderBy: { id: 'asc' } } as const;
  return {
    organisations: await db.organisation.findMany(byId),
    channels: await db.channel.findMany(byId),
    memberships: await db.membership.findMany(byId),
    roles: await db.person.findMany({ ...byId, select: { id: true, staffRole: true } }),
    institutions: await db.institution.findMany(byId),
    drafts: await db.draft.findMany(byId),
    documents: await db.draftDocument.findMany(byId),
    changes: await db.draftChange.findMany(byId),
    stances: await db.stance.findMany(byId),
    reactions: await db.reaction.findMany(byId),
    contributions: await db.contribution.findMany(byId),
    versions: await db.contributionVersion.findMany(byId),
    plans: await db.plan.findMany(byId),
    objectives: await db.objective.findMany(byId),
    activities: await db.activity.findMany(byId),
    activityChanges: await db.activityChange.findMany({ orderBy: { seq: 'asc' } }),
    evidence: await db.activityEvidence.findMany(byId),
    escalations: await db.escalation.findMany(byId),
    contacts: await db.contact.findMany(byId),
    bundles: await db.bundle.findMany(byId),
    dispatches: await db.dispatch.findMany(byId),
    mails: await db.mail.findMany(byId),
    letters: await db.letter.findMany(byId),
    stages: await db.draftStage.findMany(byId),
    deliveries: await db.delivery.findMany(byId),
    reminders: await db.reminder.findMany({ orderBy: { key: 'asc' } }),
    files: await db.storedFile.findMany({ ...byId, omit: { bytes: true } }),
    counters: await db.counter.findMany({ orderBy: { name: 'asc' } }),
    settings: await db.setting.findMany({ orderBy: { key: 'asc' } }),
    audits: await db.audit.findMany({ orderBy: { seq: 'asc' } }),
  };
}

/** Words that stand in the English sentences and in no Albanian or Serbian one. */
const ENGLISH = /\b(the|this|please|cannot|must|characters|with|you|your|only|which)\b/i;

/** The sentence is the translation in that language, whole, and a sentence indeed. */
export function expectSentence(text: string, language: Language, key: Key, params: Params = {}) {
  expect(text).toBe(translate(language, key, params));
  expect(text).not.toContain(key);
  expect(text).not.toMatch(/\{\{|\}\}|undefined|\[object/);
  expect(text).toMatch(/[.?!]$/);
  if (language === 'en') return;
  expect(text).not.toBe(translate('en', key, params));
  expect(text).not.toMatch(ENGLISH);
}

/** Runs what must be refused with that sentence, and sees that nothing changed. */
export async function expectRefused(
  desk: Desk,
  language: Language,
  ask: () => Promise<Answer>,
  expected: { key: Key; params?: Params; field?: string },
): Promise<void> {
  const before = await everything(desk);
  const answer = await ask();
  if (expected.field === undefined) {
    expectSentence(refused(answer), language, expected.key, expected.params);
  } else {
    const errors = errorsOf(answer);
    expect(Object.keys(errors)).toEqual([expected.field]);
    expectSentence(errors[expected.field] ?? '', language, expected.key, expected.params);
    // The step that is shown again is the one where the wrong field stands.
    if (answer.kind !== 'invalid') throw new Error('a step was expected');
    expect(answer.form.inputs.map(({ name }) => name)).toContain(expected.field);
    expect(answer.form.language).toBe(language);
  }
  expect(await everything(desk)).toEqual(before);
  expect(desk.errors).toEqual([]);
}
