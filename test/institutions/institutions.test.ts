import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from '../../src/chat/refusal.ts';
import { translator } from '../../src/i18n/index.ts';
import { nowCalled } from '../../src/institutions/cards.ts';
import {
  addAliases,
  addByName,
  addSuccessors,
  institutionOfDraft,
  keepInstitution,
} from '../../src/institutions/keepInstitutions.ts';
import { institutionTable } from '../../src/institutions/table.ts';
import {
  activitiesOf,
  addUnknown,
  linkInstitutions,
  unknownInPlan,
  withSuccessors,
} from '../../src/plan/institutionLinks.ts';
import type { Work } from '../../src/storage/work.ts';
import { importText, on } from '../plan/work.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';

const DAY = '2026-10-05';

let storage: TemporaryStorage;
beforeEach(async () => {
  storage = await openTemporaryStorage();
});
afterEach(() => storage.dispose());

const work = <T>(use: (work: Work) => Promise<T>) => on(storage, DAY, use);
const keep = (input: Parameters<typeof keepInstitution>[1]) =>
  work((one) => keepInstitution(one, input));
const found = async (name: string) => (await institutionTable(storage.db)).find(name)?.code;

describe('the table of institutions', () => {
  it('finds an institution by abbreviation, names and spellings, however they are typed', async () => {
    await keep({
      code: 'MAPL',
      nameSq: 'Ministria e Administrimit të Pushtetit Lokal',
      nameSr: 'Ministarstvo administracije lokalne samouprave',
      aliases: 'MLGA\n  Min. of Local Government \n\nmlga\n',
    });
    for (const name of [
      'mapl',
      'MINISTRIA E ADMINISTRIMIT TE PUSHTETIT LOKAL',
      'Ministarstvo administracije lokalne samouprave',
      'M.L.G.A'.replaceAll('.', ''),
      'min of local government',
    ]) {
      expect(await found(name)).toBe('MAPL');
    }
    expect(await found('MD')).toBeUndefined();
    expect(await storage.db.institutionAlias.count()).toBe(2);
  });

  it('brings one up to date by its abbreviation, and an empty name says nothing', async () => {
    await keep({ code: 'MAPL', nameSq: 'Emri' });
    expect(await keep({ code: 'mapl', nameEn: 'Name', nameSq: ' ' })).toMatchObject({
      added: false,
    });
    expect(await storage.db.institution.findMany()).toMatchObject([
      { code: 'MAPL', nameSq: 'Emri', nameEn: 'Name' },
    ]);
  });

  it.each([
    ['another’s spelling as abbreviation', { code: 'MLGA' }, 'institution.nameTaken', 'code'],
    ['another’s name', { code: 'MX', nameEn: 'local ministry' }, 'institution.nameTaken', 'nameEn'],
    ['another’s spelling', { code: 'MX', aliases: 'ok\nMAPL' }, 'institution.nameTaken', 'aliases'],
    ['no abbreviation', { code: 'a b' }, 'draft.badInstitution', 'code'],
    ['what cannot be shown', { code: 'MX', nameSq: 'a\u202eb' }, 'form.unshowable', 'nameSq'],
    ['a name too long', { code: 'MX', nameSr: 'x'.repeat(251) }, 'form.tooLongOption', 'nameSr'],
    [
      'too many spellings',
      { code: 'MX', aliases: Array.from({ length: 31 }, (_, n) => `spelling ${n}`).join('\n') },
      'institution.tooManyAliases',
      'aliases',
    ],
  ])('refuses %s and writes nothing', async (_what, input, refused, field) => {
    await keep({ code: 'MAPL', nameEn: 'Local Ministry', aliases: 'MLGA' });
    expect(await keep(input)).toMatchObject({ refused, field });
    expect(await storage.db.institution.count()).toBe(1);
    expect(await storage.db.institutionAlias.count()).toBe(1);
  });

  it('gives a draft the institution that its spelling stands for', async () => {
    await keep({ code: 'MAPL', nameSq: 'Emri', aliases: 'MLGA' });
    const byAlias = await work((one) =>
      institutionOfDraft(one, { code: 'mlga', name: 'Another name' }),
    );
    expect(byAlias).toMatchObject({ code: 'MAPL', nameSq: 'Emri' });
    const byCode = await work((one) => institutionOfDraft(one, { code: 'MAPL', name: 'I ri' }));
    expect(byCode).toMatchObject({ code: 'MAPL', nameSq: 'I ri' });
    await work((one) => institutionOfDraft(one, { code: 'MD', name: null }));
    expect(await storage.db.institution.count()).toBe(2);
  });
});

describe('successors', () => {
  beforeEach(async () => {
    for (const code of ['DA', 'DB', 'DC']) await keep({ code });
  });
  const succeed = (institution: string, successors: string, fromDay = '2026-01-01') =>
    work((one) => addSuccessors(one, { institution, successors, kind: 'split', fromDay }));

  it('are several where an institution was split, and are kept once', async () => {
    expect(await succeed('da', 'DB; dc')).toEqual({ institution: 'DA', successors: ['DB', 'DC'] });
    await succeed('DA', 'DB', '2026-02-01');
    expect(
      await storage.db.institutionSuccessor.findMany({ orderBy: { fromDay: 'asc' } }),
    ).toMatchObject([{ fromDay: '2026-01-01' }, { fromDay: '2026-02-01' }]);
  });

  it('are refused where they are unknown, form a circle, or have no day; nothing is written', async () => {
    await succeed('DA', 'DB');
    for (const [before, after, day, refused, field] of [
      ['DX', 'DB', '2026-01-01', 'institution.unknown', 'institution'],
      ['DB', 'DC, DX', '2026-01-01', 'institution.unknown', 'successors'],
      ['DB', ' ', '2026-01-01', 'institution.unknown', 'successors'],
      ['DB', 'DC, DA', '2026-01-01', 'institution.circle', 'successors'],
      ['DB', 'DB', '2026-01-01', 'institution.circle', 'successors'],
      ['DB', 'DC', 'soon', 'form.badDate', 'fromDay'],
    ] as const) {
      expect(await succeed(before, after, day)).toMatchObject({ refused, field });
    }
    expect(await storage.db.institutionSuccessor.count()).toBe(1);
  });
});

describe('the institutions of activities', () => {
  const FILE =
    'activity,responsible,supporting,deadline\n' +
    'One,DA,"KDI, Demonstration Board",2026-10-20\n' +
    'Two,Demonstration Board and DA,,2026-10-21\n' +
    'Three,DC,,2026-10-22\n';

  const links = async () =>
    (
      await storage.db.activityInstitution.findMany({
        include: { institution: true, activity: true },
        orderBy: [{ activity: { handle: 'asc' } }, { role: 'asc' }, { position: 'asc' }],
      })
    ).map(
      ({ activity, role, position, written, institution }) =>
        `${activity.handle} ${role} ${position} ${written} = ${institution.code}`,
    );

  it('are linked by what the text names, and again when a spelling becomes known', async () => {
    await keep({ code: 'DA' });
    await importText(storage, FILE);
    expect(await links()).toEqual(['A1 responsible 0 DA = DA', 'A2 responsible 1 DA = DA']);
    const plan = await storage.db.plan.findFirstOrThrow();
    expect(await unknownInPlan(storage.db, plan.id)).toEqual([
      { name: 'KDI, Demonstration Board', certain: false },
      { name: 'Demonstration Board', certain: true },
      { name: 'DC', certain: true },
    ]);

    await keep({ code: 'DB' });
    await work(async (one) => {
      const row = (await institutionTable(one.tx)).find('DB');
      const added = await addAliases(one, row?.id ?? '', ['Demonstration Board']);
      expect(isRefusal(added)).toBe(false);
      await linkInstitutions(one);
    });
    expect(await links()).toEqual([
      'A1 responsible 0 DA = DA',
      'A1 supporting 1 Demonstration Board = DB',
      'A2 responsible 0 Demonstration Board = DB',
      'A2 responsible 1 DA = DA',
    ]);
    // The text stays as the plan writes it.
    expect(await storage.db.activity.findUnique({ where: { handle: 'A2' } })).toMatchObject({
      responsible: 'Demonstration Board and DA',
    });
  });

  it('are added all at once, and get their abbreviation later', async () => {
    await importText(storage, FILE);
    const plan = await storage.db.plan.findFirstOrThrow();
    const unknown = await unknownInPlan(storage.db, plan.id);
    // Nobody knows DA yet, so that what is written is one name.
    expect(unknown.map(({ name }) => name)).toEqual([
      'DA',
      'KDI, Demonstration Board',
      'Demonstration Board and DA',
      'DC',
    ]);
    const certain = ['DA', 'Demonstration Board and DA', 'DC'];
    expect(await work((one) => addUnknown(one, plan.id))).toEqual(certain);
    // Whether its comma parts two names nobody but staff can tell.
    expect(await unknownInPlan(storage.db, plan.id)).toEqual([
      { name: 'KDI, Demonstration Board', certain: false },
    ]);
    expect(await work((one) => addUnknown(one, plan.id))).toEqual([]);

    await keep({ code: 'DAB', nameEn: 'Demonstration Board and DA' });
    expect(await found('demonstration board and da')).toBe('DAB');
    expect(await storage.db.institution.count()).toBe(3);
    expect(await storage.db.audit.count({ where: { act: 'institution.add' } })).toBe(4);
  });

  it('read the table no more often for many names than for one', async () => {
    const reads = async (count: number) => {
      const names = Array.from({ length: count }, (_, index) => `Institution ${count} ${index}`);
      let tables = 0;
      const added = await work((one) => {
        const { tx } = one;
        const institution = new Proxy(tx.institution, {
          get: (target, name) => {
            if (name === 'findMany') tables += 1;
            return Reflect.get(target, name);
          },
        });
        const counting = new Proxy(tx, {
          get: (target, name) => (name === 'institution' ? institution : Reflect.get(target, name)),
        });
        return addByName({ ...one, tx: counting }, [...names, ...names]);
      });
      expect(added).toEqual(names);
      return tables;
    };
    expect(await reads(1)).toBe(1);
    expect(await reads(1_000)).toBe(1);
  });

  it('are read anew by a draft only where what institutions are called changes', async () => {
    const changed = async (code: string, name: string | null) =>
      (await work((one) => institutionOfDraft(one, { code, name }))).namesChanged;
    expect(await changed('DA', null)).toBe(true);
    expect(await changed('DA', null)).toBe(false);
    expect(await changed('DA', 'Demonstration Authority')).toBe(true);
    expect(await changed('da', 'Demonstration Authority')).toBe(false);
    await work((one) => addByName(one, ['Demonstration Board']));
    expect(await changed('DB', 'Demonstration Board')).toBe(true);
    expect(await changed('DB', 'Demonstration Board')).toBe(false);
  });

  it('with commas in their names stay whole, and are named by staff', async () => {
    const ministry = 'Ministria e Arsimit, Shkencës, Teknologjisë dhe Inovacionit';
    await importText(storage, `activity,responsible\nOne,"${ministry}"\n`);
    const plan = await storage.db.plan.findFirstOrThrow();
    expect(await work((one) => addUnknown(one, plan.id))).toEqual([]);
    expect(await unknownInPlan(storage.db, plan.id)).toEqual([{ name: ministry, certain: false }]);
    await keep({ code: 'MASHTI', nameSq: ministry });
    await work((one) => linkInstitutions(one));
    expect(await links()).toEqual([`A1 responsible 0 ${ministry} = MASHTI`]);
    expect(await unknownInPlan(storage.db, plan.id)).toEqual([]);
  });

  it('become spellings of the institution for which they stand', async () => {
    await importText(storage, FILE);
    const plan = await storage.db.plan.findFirstOrThrow();
    await work((one) => addUnknown(one, plan.id));
    const kept = await keep({ code: 'DB', aliases: 'Demonstration Board' });
    if (isRefusal(kept)) throw new Error(kept.refused);
    await work((one) => addAliases(one, kept.id, ['dc']));
    await work((one) => linkInstitutions(one));
    expect(await found('DC')).toBe('DB');
    expect(await links()).toContain('A3 responsible 0 DC = DB');
    expect(await links()).toContain('A1 supporting 1 Demonstration Board = DB');
    // What has a name of its own is somebody.
    await keep({ code: 'KDI', nameSq: 'Instituti' });
    expect(await work((one) => addAliases(one, kept.id, ['KDI']))).toMatchObject({
      refused: 'institution.nameTaken',
    });
  });

  it('show today’s successors beside what is written, from the day on', async () => {
    for (const code of ['DA', 'DC', 'DN']) await keep({ code });
    await importText(storage, FILE);
    await work((one) =>
      addSuccessors(one, {
        institution: 'DA',
        successors: 'DN',
        kind: 'renamed',
        fromDay: '2026-10-06',
      }),
    );
    const rows = await storage.db.activity.findMany({ orderBy: { handle: 'asc' } });
    const shown = async (day: `${number}-${number}-${number}`) =>
      (await withSuccessors(storage.db, translator('en'), rows, day)).map(
        ({ responsible }) => responsible,
      );
    expect(await shown('2026-10-05')).toEqual(['DA', 'Demonstration Board and DA', 'DC']);
    expect(await shown('2026-10-06')).toEqual([
      'DA (now DN)',
      'Demonstration Board and DA (now DN)',
      'DC',
    ]);
    const before = await storage.db.institution.findUniqueOrThrow({ where: { codeKey: 'da' } });
    expect(await nowCalled(storage.db, 'sq', before.id, '2026-10-05')).toBeNull();
    expect(await nowCalled(storage.db, 'sq', before.id, '2026-10-06')).toBe('(tani DN)');
    const successor = (await institutionTable(storage.db)).find('DN');
    const of = (day: `${number}-${number}-${number}`) =>
      activitiesOf(storage.db, successor?.id ?? '', day);
    expect((await of('2026-10-05')).size).toBe(0);
    expect((await of('2026-10-06')).size).toBe(2);
  });
});
