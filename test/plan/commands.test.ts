import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  institutionAddUnknown,
  institutionAlias,
  institutionList,
} from '../../commands/institutions.ts';
import { organisationImport } from '../../commands/organisationImport.ts';
import { planChart } from '../../commands/planChart.ts';
import { planDone } from '../../commands/planDone.ts';
import { planDue } from '../../commands/planDue.ts';
import { planApply, planDiscard, planImport } from '../../commands/planImport.ts';
import { planReopen } from '../../commands/planReopen.ts';
import type { Act } from '../../src/chat/act.ts';
import type { IncomingFile } from '../../src/chat/form.ts';
import type { Answer, Invocation } from '../../src/chat/invocation.ts';
import { createRouter, type Router } from '../../src/chat/router.ts';
import { LANGUAGES, type Language, translate } from '../../src/i18n/index.ts';
import { linkInstitutions } from '../../src/plan/institutionLinks.ts';
import { moveDeadline } from '../../src/plan/moveDeadline.ts';
import { utf8 } from '../documents/bytes.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { on, worldOn } from './work.ts';

const acts: readonly Act[] = [
  planImport,
  planApply,
  planDiscard,
  planDue,
  planDone,
  planReopen,
  planChart,
  organisationImport,
  institutionList,
  institutionAlias,
  institutionAddUnknown,
];
const user = { platform: 'sandbox', community: 'sandbox', user: 'U1' } as const;
const at = { platform: 'sandbox', community: 'sandbox', channel: 'C1' } as const;

let storage: TemporaryStorage;
let router: Router;
let staff: boolean;
let language: Language;
let requests: number;

beforeEach(async () => {
  storage = await openTemporaryStorage();
  staff = true;
  language = 'en';
  requests = 0;
  const { now } = worldOn('2026-10-05');
  const person = await storage.db.person.create({
    data: {
      platform: user.platform,
      community: user.community,
      externalId: user.user,
      displayName: 'Staff',
      createdAt: now,
    },
  });
  let rows = 0;
  router = createRouter({
    acts,
    storage,
    language: 'en',
    resolveActor: async () => ({
      personId: person.id,
      user,
      displayName: 'Staff',
      language,
      staffRole: staff ? 'staff' : null,
      memberships: [],
      at,
      channel: null,
    }),
    world: async (personId) => ({ ...worldOn('2026-10-05'), personId }),
    civil: { now: () => now },
    machineNow: () => now,
    newErrorId: () => 'E1',
    newId: () => `U${++rows}`,
    log: pino({ level: 'silent' }),
  });
});
afterEach(() => storage.dispose());

type Asked = Invocation extends infer I
  ? I extends Invocation
    ? Omit<I, 'id' | 'user' | 'userName' | 'channel' | 'channelName'>
    : never
  : never;

function ask(asked: Asked): Promise<Answer> {
  requests += 1;
  const base = { id: `r${requests}`, user, userName: '', channel: at, channelName: '' };
  return router.invoke({ ...base, ...asked } as Invocation);
}

const type = (text: string) => ask({ kind: 'text', text });
const press = (act: string, ...args: string[]) => ask({ kind: 'press', act, args });

function file(text: string, name = 'plan.csv'): IncomingFile {
  return { name, read: async () => utf8(text) };
}

function formOf(answer: Answer) {
  if (answer.kind !== 'form' && answer.kind !== 'invalid') throw new Error(answer.kind);
  return answer.form;
}

function textOf(answer: Answer): string {
  if (answer.kind !== 'private') throw new Error(answer.kind);
  return JSON.stringify(answer.message);
}

function messageOf(answer: Answer) {
  if (answer.kind !== 'private') throw new Error(answer.kind);
  return answer.message;
}

function buttonsOf(answer: Answer) {
  return messageOf(answer).parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : []));
}

const labelsOf = (answer: Answer) => buttonsOf(answer).map(({ label }) => label);

/** All that is read, without buttons and names of parts. */
function plainOf(answer: Answer): string {
  const texts = messageOf(answer).parts.filter(({ kind }) => kind !== 'buttons');
  return JSON.stringify(texts).replace(/"(kind|text|items|bold)":/g, '');
}

function pressLabel(answer: Answer, label: string): Promise<Answer> {
  const button = buttonsOf(answer).find((one) => one.label.startsWith(label));
  if (!button) throw new Error(`no button ${label} in ${labelsOf(answer).join(', ')}`);
  return press(button.act, ...button.args);
}

function submit(form: { act: string; unfinished: string }, title: string, text: string) {
  return ask({
    kind: 'submit',
    act: form.act,
    unfinished: form.unfinished,
    step: 0,
    values: { title },
    files: { file: [file(text)] },
  });
}

describe('plan import', () => {
  it('takes a corrected file after a refused one, asks, and shows the same when repeated', async () => {
    const form = formOf(await type('plan import'));
    expect(form.inputs.map(({ name, kind }) => [name, kind])).toEqual([
      ['title', 'shortText'],
      ['file', 'file'],
    ]);
    const refused = await submit(form, 'My plan', 'activity,deadline\nOne,soon\n');
    expect(textOf(refused)).toContain('line 2: I do not understand the deadline “soon”');
    expect(labelsOf(refused)).toEqual(['Hand over another file', 'Discard']);
    expect(await storage.db.plan.count()).toBe(0);

    const again = formOf(await press('form.resume', form.unfinished, '0'));
    expect(again.inputs[0]?.value).toBe('My plan');
    const preview = await submit(again, 'My plan', 'activity,deadline\nOne,2026-10-05\n');
    expect(textOf(preview)).toContain('New plan “My plan”');
    expect(textOf(preview)).toContain('One (2026-10-05)');
    expect(labelsOf(preview)).toEqual(['Apply', 'Hand over another file', 'Discard']);
    expect(await storage.db.plan.count()).toBe(0);

    const taken = await pressLabel(preview, 'Apply');
    expect(textOf(taken)).toContain('Import of the plan “My plan”');
    expect(textOf(taken)).toContain('added: A1 One');
    expect(await storage.db.activity.count()).toBe(1);

    expect(textOf(await pressLabel(preview, 'Apply'))).toContain('was already imported. 1 added');
    const repeated = await submit(again, 'My plan', 'activity\nTwo\n');
    expect(textOf(repeated)).toContain('This file was already imported. 1 added');
    expect(await storage.db.activity.count()).toBe(1);
  });

  const STANDING =
    'objective,activity,responsible,deadline,status\n1,One,ZQM,Q3 2026,\n1,Two,ZQM,2026,\n1,Three,ZQM,2026,\n';
  const CHANGED =
    'objective,activity,responsible,deadline,status\n1,One,MAPL,Q4 2026,\n1,Two,ZQM,2026,open\n2,Four,KCSF,2027,\n';

  async function importWhole(text: string): Promise<void> {
    await pressLabel(await submit(formOf(await type('plan import')), 'My plan', text), 'Apply');
  }

  const standing = () =>
    storage.db.activity.findMany({
      orderBy: { handle: 'asc' },
      select: { handle: true, responsible: true, deadline: true, state: true },
    });

  it('shows what changes field by field and writes only what is chosen', async () => {
    await importWhole(STANDING);
    await type('plan done A2');
    const before = await standing();
    const preview = await submit(formOf(await type('plan import')), 'My plan', CHANGED);
    const text = textOf(preview);
    expect(text).toContain('1 new row · 1 changed · 1 left as it was');
    expect(text).toContain('responsible institution: ZQM → MAPL');
    expect(text).toContain('deadline: Q3 2026 → Q4 2026');
    expect(text).toMatch(/not in the file.*A3/);
    expect(text).toMatch(/Marked as done here.*A2/);
    expect(text).toContain('2: Four (2027)');
    expect(labelsOf(preview)).toEqual([
      'Apply',
      'Only add new rows',
      'Apply and drop 1 missing',
      'Hand over another file',
      'Discard',
    ]);
    expect(await standing()).toEqual(before);

    expect(textOf(await pressLabel(preview, 'Only add'))).toContain('1 added · 0 changed · 2 left');
    expect((await standing()).map(({ deadline }) => deadline)).toEqual([
      'Q3 2026',
      '2026',
      '2026',
      '2027',
    ]);

    const second = await submit(formOf(await type('plan import')), 'My plan', CHANGED);
    expect(textOf(await pressLabel(second, 'Apply and drop'))).toContain('A3 Three');
    expect(await standing()).toMatchObject([
      { responsible: 'MAPL', deadline: 'Q4 2026', state: 'open' },
      { state: 'done' },
      { state: 'dropped' },
      { deadline: '2027', state: 'open' },
    ]);
  });

  it('writes nothing after it was discarded', async () => {
    await importWhole(STANDING);
    const before = await standing();
    const preview = await submit(formOf(await type('plan import')), 'My plan', CHANGED);
    expect(textOf(await pressLabel(preview, 'Discard'))).toContain('The plan is as it was');
    expect(textOf(await pressLabel(preview, 'Apply'))).toContain('no longer');
    expect(await standing()).toEqual(before);
  });

  it('compares anew when the plan changed between the preview and the press', async () => {
    await importWhole(STANDING);
    const preview = await submit(formOf(await type('plan import')), 'My plan', CHANGED);
    await type('plan done A3');
    const before = await standing();
    const anew = await pressLabel(preview, 'Apply and drop');
    expect(textOf(anew)).toContain('The plan or the file changed meanwhile');
    expect(labelsOf(anew)).not.toContain('Apply and drop 1 missing');
    expect(await standing()).toEqual(before);
    await pressLabel(anew, 'Apply');
    expect(await standing()).toMatchObject([{ deadline: 'Q4 2026' }, {}, { state: 'done' }, {}]);
  });

  it('writes no file under the preview of another', async () => {
    const form = formOf(await type('plan import'));
    const first = await submit(form, 'Plan A', 'activity\nOne\n');
    const other = formOf(await pressLabel(first, 'Hand over another file'));
    for (const [title, text] of [
      ['Plan B', 'activity\nOne\n'],
      ['Plan A', 'activity\nTwo\n'],
    ] as const) {
      await submit(other, title, text);
      const anew = await pressLabel(first, 'Apply');
      expect(textOf(anew)).toContain('The plan or the file changed meanwhile');
      expect(textOf(anew)).toContain(`New plan “${title}”`);
      expect(await storage.db.plan.count()).toBe(0);
    }
  });

  it('does not ask where nothing changes', async () => {
    await importWhole(STANDING);
    const same = await submit(formOf(await type('plan import')), 'My plan', STANDING);
    expect(textOf(same)).toContain('0 added · 0 changed · 3 left');
    expect(labelsOf(same)).toEqual([]);
  });

  it('fits one message however much changes', async () => {
    const rows = (status: string) =>
      Array.from(
        { length: 200 },
        (_, index) =>
          `${index % 9},${'w'.repeat(120)} ${index},${'x'.repeat(200)}${status},2026,${'y'.repeat(150)}${status}`,
      ).join('\n');
    const head = 'objective,activity,responsible,deadline,cost\n';
    await importWhole(`${head}${rows('')}`);
    const preview = await submit(formOf(await type('plan import')), 'My plan', head + rows('z'));
    expect(textOf(preview)).toContain('and 192 more rows');
    expect(plainOf(preview).length).toBeLessThan(3_500);
  });

  it('fits one message with every kind of row at its longest', async () => {
    const title = (kind: string, index: number) => `${kind} ${'Ž'.repeat(150)} ${index}`;
    const twelve = (row: (index: number) => string) => Array.from({ length: 12 }, (_, n) => row(n));
    const head =
      'objective,activity,responsible,supporting,deadline,cost,funding_source,indicator,source,status,other\n';
    const long = (sign: string) => sign.repeat(200);
    const fields = (sign: string) => `${long(sign)},${long(sign)}`;
    const row =
      (kind: string, sign: string, deadline = '2026', status = '') =>
      (n: number) =>
        `${'o'.repeat(18)}${n},${title(kind, n)},${fields(sign)},${deadline},${fields(sign)},${fields(sign)},${status},`;
    const same = 'third quarter of 2026';
    await importWhole(
      head +
        [
          ...twelve(row('changed', 'a')),
          ...twelve(row('unnamed', 'a')),
          ...twelve(row('done', 'a')),
          ...twelve(row('moved', 'a', same)),
        ].join('\n'),
    );
    for (const { handle, title: of } of await storage.db.activity.findMany()) {
      if (of.startsWith('done')) await type(`plan done ${handle}`);
      if (of.startsWith('moved')) {
        await on(storage, '2026-10-05', (work) =>
          moveDeadline(work, handle, { deadline: 'Q4 2027', reason: 'So.' }),
        );
      }
    }
    const file =
      `${head.trim()},${'z'.repeat(300)}\n` +
      [
        ...twelve(row('new', 'b', same)),
        ...twelve(row('changed', 'c', same)),
        ...twelve(row('done', 'a', '2026', 'open')),
        ...twelve(row('moved', 'a', same)),
      ]
        .map((line) => `${line},`)
        .join('\n');
    for (const each of LANGUAGES) {
      language = each;
      const verb = { sq: 'plani importo', sr: 'plan uvezi', en: 'plan import' }[each];
      const preview = await submit(formOf(await type(verb)), 'My plan', file);
      expect(messageOf(preview).parts.filter(({ kind }) => kind === 'list')).toHaveLength(6);
      expect(plainOf(preview).length).toBeLessThan(3_500);
    }
  });

  it('shows beside the field what is wrong with a whole file', async () => {
    const form = formOf(await type('plani importo'));
    const answer = await submit(form, 'My plan', 'name\nOne\n');
    expect(answer).toMatchObject({
      kind: 'invalid',
      errors: { file: expect.stringContaining('no column “activity”') },
    });
  });

  it('is for staff', async () => {
    staff = false;
    for (const verb of ['plan import', 'plan done A1', 'organisation import']) {
      expect(textOf(await type(verb))).toContain('Only the secretariat can do this.');
    }
    expect(textOf(await press('plan.reopen', 'A1'))).toContain('Only the secretariat');
  });
});

describe('plan due and plan done', () => {
  beforeEach(async () => {
    const form = formOf(await type('plan uvezi'));
    const file = 'activity,deadline\nOne,2026-10-05\nTwo Ž,2026-10-12\n';
    await pressLabel(await submit(form, 'My plan', file), 'Apply');
  });

  it('completes, marks as done with a note, and takes it back', async () => {
    const complete = (typed: string) =>
      router.complete({
        user,
        channel: at,
        act: 'plan.done',
        option: 'activity',
        typed,
        given: {},
      });
    expect(await complete('')).toEqual([
      { value: 'A1', label: 'A1 One' },
      { value: 'A2', label: 'A2 Two Ž' },
    ]);
    expect(await complete('two z')).toEqual([{ value: 'A2', label: 'A2 Two Ž' }]);
    expect(await complete('a1')).toEqual([{ value: 'A1', label: 'A1 One' }]);

    const done = await type('plan zavrseno a1 see the minutes');
    expect(textOf(done)).toContain('Done: A1 One');
    expect(await storage.db.activity.findUnique({ where: { handle: 'A1' } })).toMatchObject({
      state: 'done',
      doneOn: '2026-10-05',
      doneNote: 'see the minutes',
    });
    expect(textOf(await press('plan.done', 'A1'))).toContain('already marked as done');
    expect(await complete('a1')).toEqual([]);
    expect(textOf(await press('plan.reopen', 'A1'))).toContain('Open again: A1 One');
  });

  it('lists what is due, for everyone, in their language', async () => {
    staff = false;
    expect(textOf(await type('plan due'))).toContain('2 open activities');
    language = 'sr';
    expect(textOf(await type('plan rokovi'))).toContain('2 otvorene aktivnosti');
    language = 'sq';
    expect(textOf(await type('plani afatet faqja:abc'))).toContain('2 aktivitete të hapura');
  });
});

describe('institutions of a plan', () => {
  const NAME = `Demonstration ${'council of councils '.repeat(7)}`.trim();

  it('are added by one press, which names them, and a long one is found by its choice', async () => {
    const form = formOf(await type('plan import'));
    const plan = `activity,responsible\nOne,${NAME}\nTwo,"DMA, DMB"\nThree,DMC\n`;
    const done = await pressLabel(await submit(form, 'My plan', plan), 'Apply');
    expect(textOf(done)).toContain('DMA, DMB');
    const added = await pressLabel(done, 'Add 2 institutions');
    expect(textOf(added)).toContain('2 institutions were added');
    expect(textOf(added)).toMatch(/Demonstration council.*DMC/);
    expect(textOf(added)).not.toContain('DMA');

    const request = {
      user,
      channel: at,
      act: 'institution.list',
      option: 'institution',
      given: {},
    };
    const [choice] = await router.complete({ ...request, typed: 'council' });
    expect(choice?.label.length).toBeLessThanOrEqual(100);
    expect(choice?.value.length).toBeLessThanOrEqual(100);
    for (const act of ['institution.list', 'plan.due']) {
      const values = { institution: choice?.value ?? '' };
      const shown = textOf(await ask({ kind: 'command', act, values }));
      expect(shown).not.toContain('I know no institution');
    }
    const values = { institution: choice?.value ?? '', alias: 'DCC' };
    await ask({ kind: 'command', act: 'institution.alias', values });
    expect(await storage.db.institutionAlias.count()).toBe(1);
  });
});

describe('plan chart', () => {
  async function importAs(title: string, file: string) {
    await pressLabel(await submit(formOf(await type('plan import')), title, file), 'Apply');
  }

  it('asks of which plan where there are several, and finds one by its title', async () => {
    expect(textOf(await type('plan chart'))).toContain('There is no plan with activities yet');
    await importAs('First plan', 'activity,deadline\nOne,2026-10-05\n');
    await importAs('Pläni i dytë', 'activity,deadline\nTwo,2026-10-05\n');
    const asked = await type('plan chart');
    expect(textOf(asked)).toContain('Of which plan?');
    expect(labelsOf(asked).sort()).toEqual(['First plan', 'Pläni i dytë']);
    expect(textOf(await pressLabel(asked, 'First'))).toContain('A1');
    expect(textOf(await type('plan chart plani i dyte'))).toContain('A2');
    const wanted = await storage.db.delivery.findMany({ where: { kind: 'plan.chart' } });
    // Asked in a channel that is not linked, it comes directly.
    expect(wanted.map(({ channelId }) => channelId)).toEqual([null, null]);
    const request = { user, channel: at, act: 'plan.chart', option: 'plan', given: {} };
    expect(await router.complete({ ...request, typed: 'dyte' })).toEqual([
      { value: 'Pläni i dytë', label: 'Pläni i dytë' },
    ]);
  });

  it('stays with one institution from page to page of what is due', async () => {
    const rows = Array.from({ length: 12 }, (_, n) => `Activity ${n},DEMO,2026-10-20`).join('\n');
    await importAs('My plan', `activity,responsible,deadline\n${rows}\nOther,KDI,2026-10-20\n`);
    await storage.db.institution.create({ data: { code: 'DEMO', codeKey: 'demo' } });
    await storage.transaction((tx) => linkInstitutions({ ...worldOn('2026-10-05'), tx }));
    const first = await ask({ kind: 'command', act: 'plan.due', values: { institution: 'demo' } });
    expect(textOf(first)).toContain('12 open activities');
    const second = await pressLabel(first, 'Later');
    expect(textOf(second)).toContain('12 open activities');
    expect(textOf(second)).not.toContain('Other');
    expect(labelsOf(second)).toEqual(['Earlier deadlines', 'Chart']);
  });
});

describe('organisation import', () => {
  it('shows the report', async () => {
    const form = formOf(await type('organizata importo'));
    const answer = await submit(form, '', 'name\nKCSF\nKDI\n');
    expect(textOf(answer)).toContain('2 added');
    expect(await storage.db.organisation.count()).toBe(2);
  });
});

describe('what people read', () => {
  it('fits the platforms in every language', async () => {
    for (const each of LANGUAGES) {
      language = each;
      for (const act of [planImport, organisationImport]) {
        const form = formOf(await ask({ kind: 'command', act: act.id, values: {} }));
        expect([...form.title].length).toBeLessThanOrEqual(24);
        expect([...form.submitLabel].length).toBeLessThanOrEqual(24);
        for (const input of form.inputs) {
          expect([...input.label].length).toBeLessThanOrEqual(45);
          expect([...(input.hint ?? '')].length).toBeLessThanOrEqual(100);
        }
      }
      for (const act of acts) {
        for (const key of [act.describe, ...act.options.map(({ describe }) => describe)]) {
          expect([...translate(each, key)].length).toBeLessThanOrEqual(100);
          expect(translate(each, key)).not.toBe(key);
        }
      }
    }
  });
});
