import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, asDay } from '../../src/calendar/index.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { sharedReads } from '../../src/delivery/render.ts';
import type { Language } from '../../src/i18n/languages.ts';
import { news } from '../../src/news.ts';
import {
  type EscalationSet,
  endEscalation,
  escalationScopes,
  setEscalation,
} from '../../src/plan/escalation.ts';
import { dueEscalationLines, renderEscalation } from '../../src/plan/escalationCards.ts';
import {
  dueEscalations,
  ESCALATION,
  ESCALATION_CLOSED,
  tellEscalations,
} from '../../src/plan/escalations.ts';
import { lastMoves } from '../../src/plan/history.ts';
import { markDone, reopenActivity } from '../../src/plan/markDone.ts';
import { moveDeadline } from '../../src/plan/moveDeadline.ts';
import { planDue } from '../../src/plan/planDue.ts';
import { renderers } from '../../src/renderers.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { importText, on, worldOn } from './work.ts';

let storage: TemporaryStorage;
beforeEach(async () => {
  storage = await openTemporaryStorage();
});
afterEach(() => storage.dispose());

const OFFICE = 'Secretary General of the Office of the Prime Minister';
/** Four weeks after it an activity is put before somebody. */
const DEADLINE = '2026-11-02';
const LATE = addDays(asDay(DEADLINE), 28);

async function channel(language: Language = 'en') {
  return storage.db.channel.create({
    data: {
      platform: 'sandbox',
      community: 'sandbox',
      externalId: `office-${language}`,
      name: 'office',
      purpose: 'secretariat',
      language,
      linkedAt: worldOn('2026-01-05').now,
    },
  });
}

async function person() {
  return storage.db.person.create({
    data: {
      platform: 'sandbox',
      community: 'sandbox',
      externalId: 'sg',
      displayName: 'The Secretary General',
      language: 'sq',
      createdAt: worldOn('2026-01-05').now,
    },
  });
}

async function name(
  scope: string,
  who: Partial<Parameters<typeof setEscalation>[2]> = {},
): Promise<EscalationSet> {
  const set = await on(storage, '2026-11-02', (work) =>
    setEscalation(work, scope, { name: '', office: OFFICE, personId: null, ...who }),
  );
  if (isRefusal(set)) throw new Error(set.refused);
  return set;
}

const planId = async () => (await storage.db.plan.findFirstOrThrow()).id;
const tell = (day: string) => on(storage, day, tellEscalations);
const notes = (kind = ESCALATION) =>
  storage.db.delivery.findMany({ where: { kind }, orderBy: { seq: 'asc' } });
const due = async (day: string) =>
  (await dueEscalations(storage.db, worldOn(day))).map(({ to, activities }) => ({
    to: to.office,
    handles: activities.map(({ handle }) => handle),
  }));

async function rendered(day: string, language: Language, purpose: 'secretariat' | 'person') {
  const note = (await notes()).at(-1);
  if (!note) throw new Error('nothing was queued');
  const message = await renderEscalation({
    subject: note.subject,
    params: note.params as Record<string, unknown>,
    target: { id: 'x', purpose, organisationId: null, language },
    db: storage.db,
    shared: sharedReads(storage, note.wantedVersion),
    world: worldOn(day),
  });
  if (message && 'upload' in message) throw new Error('a file');
  return message;
}

describe('setEscalation', () => {
  it('names somebody for a plan or one objective, and replaces who was named before', async () => {
    await importText(storage, `objective,activity,deadline\n1 First,One,${DEADLINE}\n2,Two,2027\n`);
    const { scopes, cut } = await escalationScopes(storage.db, 25);
    expect(cut).toBe(false);
    expect(scopes.map(({ objective }) => objective?.code ?? null)).toEqual([null, '1', '2']);
    expect(await escalationScopes(storage.db, 2)).toMatchObject({
      scopes: { length: 2 },
      cut: true,
    });
    const first = await name(scopes[0]?.id ?? '', { name: ' Somebody ' });
    expect(first).toMatchObject({ name: 'Somebody', office: OFFICE, person: null });
    await name(scopes[0]?.id ?? '', { office: 'Another office' });
    await name(scopes[1]?.id ?? '');
    expect(await storage.db.escalation.findMany({ orderBy: { office: 'asc' } })).toMatchObject([
      { office: 'Another office', objectiveId: null },
      { office: OFFICE, planId: null },
    ]);
    const end = (id: string) => on(storage, '2026-11-03', (work) => endEscalation(work, id));
    expect(await end(first.id)).toMatchObject({ refused: 'escalation.gone' });
    const [other] = await storage.db.escalation.findMany({ where: { objectiveId: null } });
    expect(await end(other?.id ?? '')).toMatchObject({ office: 'Another office' });
    expect(await storage.db.escalation.count()).toBe(1);
  });

  it.each([
    ['an unknown plan', 'none', {}, 'form.badChoice', 'scope'],
    ['no function', null, { office: ' ' }, 'form.required', 'office'],
    ['a long function', null, { office: 'x'.repeat(151) }, 'form.tooLong', 'office'],
    ['a long name', null, { name: 'x'.repeat(101) }, 'form.tooLong', 'name'],
    ['an unshowable name', null, { name: 'a\u202eb' }, 'form.unshowable', 'name'],
  ])('refuses %s', async (_what, scope, who, refused, field) => {
    await importText(storage, 'activity\nOne\n');
    const of = scope ?? (await planId());
    const set = await on(storage, '2026-11-02', (work) =>
      setEscalation(work, of, {
        name: '',
        office: OFFICE,
        personId: null,
        ...who,
      }),
    );
    expect(set).toMatchObject({ refused, field });
    expect(await storage.db.escalation.count()).toBe(0);
  });
});

describe('tellEscalations', () => {
  it('puts an activity before the person named, once, four weeks after its deadline', async () => {
    await channel();
    await importText(
      storage,
      `objective,activity,deadline,status\n1,One,${DEADLINE},\n1,Done,${DEADLINE},done\n1,Always,continuous,\n1,None,,\n`,
    );
    await name(await planId());
    expect(await tell(addDays(LATE, -1))).toBe(0);
    expect(await due(LATE)).toEqual([{ to: OFFICE, handles: ['A1'] }]);
    expect(await storage.db.activityChange.count()).toBe(0);
    expect(await tell(LATE)).toBe(1);
    // Not the next day, and not when what reminders were told is long forgotten.
    await storage.db.reminder.deleteMany();
    for (const later of [0, 1, 7, 500]) expect(await tell(addDays(LATE, later))).toBe(0);
    expect(await notes()).toHaveLength(1);
    const changes = await storage.db.activityChange.findMany();
    expect(changes).toMatchObject([{ field: 'escalation', before: DEADLINE, after: OFFICE }]);
  });

  it('begins anew with a moved deadline', async () => {
    await channel();
    await importText(storage, `activity,deadline\nOne,${DEADLINE}\n`);
    await name(await planId());
    expect(await tell(LATE)).toBe(1);
    const to = { deadline: '2026-12-01', reason: 'It was agreed.' };
    await on(storage, LATE, (work) => moveDeadline(work, 'A1', to));
    expect(await rendered(LATE, 'en', 'secretariat')).toBeNull();
    expect(await tell('2026-12-28')).toBe(0);
    expect(await tell('2026-12-29')).toBe(1);
    const text = JSON.stringify(await rendered('2026-12-29', 'en', 'secretariat'));
    expect(text).toContain('deadline: 2 Nov 2026 → 1 Dec 2026 — It was agreed.');
  });

  it('goes to whoever is named instead, and no more to whom nobody is named', async () => {
    await importText(storage, `activity,deadline\nOne,${DEADLINE}\n`);
    await channel();
    const wrong = await name(await planId());
    expect(await tell(LATE)).toBe(1);
    await name(await planId(), { office: 'Another office' });
    // What still waits for the one before is of no use any more.
    expect(await rendered(LATE, 'en', 'secretariat')).toBeNull();
    expect(await tell(LATE)).toBe(1);
    expect((await notes()).at(-1)?.params).toMatchObject({
      to: expect.stringContaining('Another'),
    });
    expect(await tell(LATE)).toBe(0);
    expect(wrong.id).not.toBe('');
  });

  it('takes a plan of the greatest size, in the tick as in lists', async () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => `Row ${n},${DEADLINE}`);
    await importText(storage, ['activity,deadline', ...rows].join('\n'));
    await channel();
    await name(await planId());
    expect(await tell(LATE)).toBe(1);
    expect(await rendered(LATE, 'sq', 'secretariat')).not.toBeNull();
    const due = await planDue(storage.db, { today: asDay(LATE) });
    expect(due).toHaveLength(1_000);
    expect(
      await lastMoves(
        storage.db,
        due.map(({ id }) => id),
      ),
    ).toEqual(new Map());
  });

  it('after a pause tells one message of what still matters to each person', async () => {
    await channel();
    const late = Array.from({ length: 30 }, (_, n) => `1,Row ${n},OGG,2026-0${(n % 9) + 1}`);
    await importText(
      storage,
      ['objective,activity,responsible,deadline', ...late, '2,Other,OGG,2026-01'].join('\n'),
    );
    const [plan, , second] = (await escalationScopes(storage.db, 25)).scopes;
    await name(plan?.id ?? '');
    await name(second?.id ?? '', { office: 'Another office' });
    await on(storage, '2026-12-01', (work) => markDone(work, 'A1'));
    expect(await tell('2026-12-01')).toBe(2);
    expect(await notes()).toHaveLength(2);
    expect(await tell('2026-12-02')).toBe(0);
    const [first] = await notes();
    expect(first?.params).toMatchObject({ items: { length: 29 } });
  });

  it('waits for a channel of the secretariat, and needs somebody who is named', async () => {
    await importText(storage, `activity,deadline\nOne,${DEADLINE}\n`);
    await channel();
    expect(await tell(LATE)).toBe(0);
    await name(await planId());
    await storage.db.channel.updateMany({ data: { active: false } });
    expect(await tell(LATE)).toBe(0);
    await storage.db.channel.updateMany({ data: { active: true } });
    expect(await tell(LATE)).toBe(1);
  });

  it('follows the setting', async () => {
    await importText(storage, `activity,deadline\nOne,${DEADLINE}\n`);
    await name(await planId());
    const world = worldOn(addDays(asDay(DEADLINE), 3));
    const settings = { ...world.settings, milestoneEscalateAfterDays: 3 };
    expect(await dueEscalations(storage.db, { ...world, settings })).toHaveLength(1);
    expect(await dueEscalations(storage.db, world)).toEqual([]);
  });

  it('shows for a terminal what it would tell', async () => {
    await importText(storage, `activity,deadline\nOne,${DEADLINE}\n`);
    await name(await planId(), { name: 'Somebody' });
    const found = await dueEscalations(storage.db, worldOn(LATE));
    expect(dueEscalationLines('en', found, asDay(LATE))).toEqual([
      'Strategjia 2024–2029',
      `  To be put before Somebody, ${OFFICE}: 1 overdue activity`,
      '    A1 One — overdue since 2 Nov 2026 (4 weeks)',
    ]);
  });
});

describe('the message to the person', () => {
  it('also comes directly, in their language, and the secretariat hears when it cannot', async () => {
    await channel();
    const { id: personId } = await person();
    await importText(storage, `activity,deadline\nOne,${DEADLINE}\n`);
    await name(await planId(), { personId });
    expect(await tell(LATE)).toBe(1);
    const [office, direct] = await notes();
    expect([office?.personId, direct?.personId]).toEqual([null, personId]);
    const text = JSON.stringify(await rendered(LATE, 'sq', 'person'));
    expect(text).toContain('Ju paraqitet 1 aktivitet me vonesë');
    expect(text).not.toContain('gati për dërgim');
    const lost = { kind: ESCALATION, subject: await planId(), personId };
    for (let times = 0; times < 2; times += 1) {
      await on(storage, LATE, async (work) => news.unreached?.(work, lost));
    }
    const [told, ...more] = await notes(ESCALATION_CLOSED);
    expect(more).toEqual([]);
    const closed = await renderers[ESCALATION_CLOSED]?.({
      subject: told?.subject ?? '',
      params: told?.params as Record<string, unknown>,
      target: { id: 'x', purpose: 'secretariat', organisationId: null, language: 'en' },
      db: storage.db,
      shared: sharedReads(storage, 1),
      world: worldOn(LATE),
    });
    expect(JSON.stringify(closed)).toContain('The Secretary General takes no direct messages');
  });
});

describe('renderEscalation', () => {
  it('holds a letter with what became of each activity, in every language', async () => {
    await channel();
    await importText(storage, `activity,responsible,deadline\nRaporti,ZQM,2026-08\n`);
    await name(await planId());
    const to = { deadline: DEADLINE, reason: 'Pritet ligji.' };
    await on(storage, '2026-08-20', (work) => moveDeadline(work, 'A1', to));
    await on(storage, '2026-09-01', (work) => markDone(work, 'A1'));
    await on(storage, '2026-09-02', (work) => reopenActivity(work, 'A1'));
    await tell(LATE);
    for (const [language, parts] of [
      ['sq', ['Për paraqitje', 'gati për dërgim', 'afati: gusht 2026 → 02.11.2026', 'deri kur.']],
      [
        'sr',
        ['Za predočavanje', 'spreman za slanje', 'rok: avgust 2026. → 02.11.2026.', 'do kada.'],
      ],
      ['en', ['To be put before', 'ready to be sent', 'August 2026 → 2 Nov 2026', 'by when.']],
    ] as const) {
      const text = JSON.stringify(await rendered(LATE, language, 'secretariat'));
      for (const part of [...parts, 'A1 Raporti', 'ZQM', 'Pritet ligji.']) {
        expect(text).toContain(part);
      }
    }
    await on(storage, LATE, (work) => markDone(work, 'A1'));
    expect(await rendered(LATE, 'en', 'secretariat')).toBeNull();
  });

  it('stays within one message, and counts what it leaves out', async () => {
    await channel();
    const rows = Array.from(
      { length: 40 },
      (_, n) => `${n} ${'ë'.repeat(400)},${'Z'.repeat(200)},2026-01`,
    );
    await importText(storage, ['activity,responsible,deadline', ...rows].join('\n'));
    await name(await planId());
    await tell(LATE);
    const message = await rendered(LATE, 'sq', 'secretariat');
    const quote = message?.parts.find((part) => part.kind === 'quote')?.text ?? '';
    expect(quote.length).toBeGreaterThan(1_500);
    expect(quote.length).toBeLessThan(2_900);
    expect(quote).toMatch(/dhe \d+ aktivitete të tjera: plani afatet/);
    expect(message?.parts.at(-1)).toMatchObject({ buttons: [{ act: 'plan.due' }] });
  });

  it('is null for a plan that is gone and for parameters that are none', async () => {
    const job = {
      target: { id: 'x', purpose: 'secretariat', organisationId: null, language: 'en' },
      db: storage.db,
      shared: sharedReads(storage, 1),
      world: worldOn(LATE),
    } as const;
    expect(await renderEscalation({ ...job, subject: 'none', params: {} })).toBeNull();
    await importText(storage, 'activity\nOne\n');
    const subject = await planId();
    for (const items of ['x', [7], []]) {
      expect(await renderEscalation({ ...job, subject, params: { items } })).toBeNull();
    }
  });
});
