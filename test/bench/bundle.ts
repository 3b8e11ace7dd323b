import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadBundle } from '../../src/bundles/find.ts';
import { freezeBundle } from '../../src/bundles/freezeBundle.ts';
import { gatherBundle } from '../../src/bundles/gather.ts';
import { loadPage } from '../../src/bundles/page.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { openStorage, type Storage } from '../../src/storage/database.ts';
import { createWorld } from '../../src/world.ts';
import { middle, type Part, type Row } from './part.ts';

const REPEATS = 3;
const MANY = 1_000;
const USUAL = 100;
const ORGANISATIONS = 50;
/** As much as an article has. */
const TEXT = 'Ndërmarrja sociale i shërben interesit publik dhe mban regjistrin e vet. '.repeat(12);

/** A draft with a thousand contributions: how long gathering, showing a page and freezing take. */
export const bundle: Part = async () => {
  const rows: Row[] = [];
  const many: Figures = { gather: [], page: [], freeze: [] };
  const usual: Figures = { gather: [], page: [], freeze: [] };
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    await measure(MANY, many);
    await measure(USUAL, usual);
  }
  for (const what of ['gather', 'page', 'freeze'] as const) {
    rows.push({
      name: `a bundle of ${MANY} contributions (baseline: ${USUAL}): ${WORDS[what]}`,
      ...middle(many[what]),
      baseline: middle(usual[what]).figure,
      unit: 'ms',
    });
  }
  return rows;
};

type Figures = Record<'gather' | 'page' | 'freeze', number[]>;
const WORDS = { gather: 'gathered', page: 'one page shown', freeze: 'frozen' } as const;

async function measure(count: number, figures: Figures): Promise<void> {
  const file = join(tmpdir(), `civikos-bench-${process.pid}-${count}.db`);
  const storage = await openStorage(`file:${file}`);
  try {
    const draft = await fill(storage, count);
    const machineNow = () => new Date();
    const world = await createWorld({
      storage,
      civil: { now: machineNow },
      machineNow,
      zone: 'Europe/Belgrade',
      publicUrl: () => null,
    })();
    const timed = async <T>(into: number[], run: () => Promise<T>): Promise<T> => {
      const began = performance.now();
      const done = await run();
      into.push(performance.now() - began);
      return done;
    };
    const { id } = await timed(figures.gather, () =>
      storage.transaction((tx) => gatherBundle({ ...world, tx }, draft)),
    );
    const open = await loadBundle(storage.db, id);
    if (!open) throw new Error('no bundle');
    const page = await timed(figures.page, () => loadPage(storage.db, open, 7));
    if (page.included !== count) throw new Error(`${page.included} of ${count} gathered`);
    const done = await timed(figures.freeze, () =>
      storage.transaction((tx) => freezeBundle({ ...world, tx }, id)),
    );
    if (isRefusal(done)) throw new Error(done.refused);
  } finally {
    await storage.close();
    for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true });
  }
}

async function fill({ db }: Storage, count: number): Promise<{ id: string; number: string }> {
  const at = new Date();
  const institution = await db.institution.create({ data: { code: 'MPMS', codeKey: 'mpms' } });
  const draft = await db.draft.create({
    data: {
      number: 'MPMS-2026-001',
      numberKey: 'mpms 2026 001',
      institutionId: institution.id,
      type: 'draft_law',
      titleSq: 'Projektligji për Ndërmarrjet Sociale',
      receivedOn: '2026-11-23',
      opensOn: '2026-11-23',
      closesOn: '2026-12-14',
      dueOn: '2026-12-11',
      dueTime: '12:00',
      zone: 'Europe/Belgrade',
      dueAt: at,
      publishedAt: at,
      searchKey: '',
    },
  });
  const person = await db.person.create({
    data: {
      platform: 'sandbox',
      community: 'bench',
      externalId: 'p',
      displayName: 'p',
      createdAt: at,
    },
  });
  const own = (index: number) => `organisation-${index % ORGANISATIONS}`;
  const each = <T>(make: (index: number) => T) => Array.from({ length: count }, (_, i) => make(i));
  const organisations = Array.from({ length: ORGANISATIONS }, (_, index) => ({
    id: own(index),
    name: own(index),
    nameKey: own(index),
    createdAt: at,
  }));
  await db.organisation.createMany({ data: organisations });
  await db.membership.createMany({
    data: organisations.map(({ id }) => ({
      id,
      personId: person.id,
      organisationId: id,
      state: 'accepted' as const,
      proposedAt: at,
    })),
  });
  await db.contribution.createMany({
    data: each((index) => ({
      id: `c${index}`,
      ordinal: index + 1,
      draftId: draft.id,
      organisationId: own(index),
      personId: person.id,
      membershipId: own(index),
      late: false,
      submittedAt: at,
    })),
  });
  await db.contributionVersion.createMany({
    data: each((index) => ({
      contributionId: `c${index}`,
      version: 1,
      // Whoever came first may be about any article.
      article: `Neni ${((index * 37) % 120) + 1}`,
      kind: 'amend' as const,
      currentText: TEXT,
      proposedText: `${TEXT} ${index}`,
      justification: TEXT.slice(0, 300),
      at,
    })),
  });
  await db.position.createMany({
    data: each((index) => index).flatMap((index) =>
      [1, 2, 3].map((step) => ({
        contributionId: `c${index}`,
        organisationId: own(index + step),
        personId: person.id,
        membershipId: own(index + step),
        kind: step === 3 ? ('objection' as const) : ('support' as const),
        at,
      })),
    ),
  });
  return draft;
}
