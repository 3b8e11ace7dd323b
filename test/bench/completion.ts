import { completeDraft } from '../../commands/shared.ts';
import type { Context } from '../../src/chat/context.ts';
import type { Storage } from '../../src/storage/database.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';
import { middle, type Part } from './part.ts';

/** A hundred years of drafts, and the contributions to them. */
const DRAFTS = 5_000;
const CONTRIBUTIONS = 100_000;
const ASKED = 300;

/** What people type, letter by letter: a number, a word of a title, a word that is nowhere. */
const TYPED = ['M', 'MA', 'MAPL-2031', 'mapl-2031-0', 'ndermarr', 'ligj per', 'xyz', ''];

const DAY_MS = 86_400_000;

async function fill(storage: Storage, drafts: number, contributions: number): Promise<void> {
  const { db } = storage;
  const at = new Date('2026-01-01T12:00:00Z');
  const institution = await db.institution.create({ data: { code: 'MAPL', codeKey: 'mapl' } });
  const organisation = await db.organisation.create({
    data: { name: 'KCSF', nameKey: 'kcsf', createdAt: at },
  });
  const person = await db.person.create({
    data: {
      platform: 'slack',
      community: 'c',
      externalId: 'u',
      displayName: 'u',
      createdAt: at,
      memberships: {
        create: { organisationId: organisation.id, state: 'accepted', proposedAt: at },
      },
    },
    include: { memberships: true },
  });
  const ids: string[] = [];
  for (let from = 0; from < drafts; from += 250) {
    const rows = Array.from({ length: Math.min(250, drafts - from) }, (_, index) => {
      const number = `MAPL-${2026 + Math.floor((from + index) / 60)}-${String((from + index) % 60).padStart(3, '0')}`;
      const title = `Projektligji per ndermarrjet sociale ${from + index}`;
      const id = `draft-${from + index}`;
      ids.push(id);
      return {
        id,
        number,
        numberKey: number.toLowerCase(),
        institutionId: institution.id,
        type: 'draft_law' as const,
        titleSq: title,
        receivedOn: '2026-01-01',
        opensOn: '2026-01-01',
        closesOn: '2026-02-01',
        dueOn: '2026-01-31',
        dueTime: '12:00',
        zone: 'Europe/Belgrade',
        dueAt: new Date(at.getTime() + (from + index) * DAY_MS),
        // As many are open as in the busiest weeks of a year.
        state: from + index >= drafts - 10 ? ('published' as const) : ('closed' as const),
        publishedAt: at,
        searchKey: `${number.toLowerCase()} ${title.toLowerCase()} mapl`,
      };
    });
    await db.draft.createMany({ data: rows });
  }
  const membershipId = person.memberships[0]?.id ?? '';
  for (let from = 0; from < contributions; from += 500) {
    await db.contribution.createMany({
      data: Array.from({ length: Math.min(500, contributions - from) }, (_, index) => ({
        ordinal: Math.floor((from + index) / drafts) + 1,
        draftId: ids[(from + index) % drafts] ?? '',
        organisationId: organisation.id,
        personId: person.id,
        membershipId,
        late: false,
        submittedAt: at,
      })),
    });
  }
}

/** The 95th percentile of what a completion takes, in milliseconds. */
async function measure(drafts: number, contributions: number): Promise<number[]> {
  const storage = await openTemporaryStorage();
  await fill(storage, drafts, contributions);
  // Completion asks nothing else of its context.
  const context = { storage, language: 'sq' } as unknown as Context;
  const ms: number[] = [];
  for (let asked = 0; asked < ASKED; asked += 1) {
    const begun = performance.now();
    await completeDraft(context, TYPED[asked % TYPED.length] ?? '', asked % 2 === 0);
    ms.push(performance.now() - begun);
  }
  await storage.dispose();
  return ms.slice(ASKED / 10).sort((a, b) => a - b);
}

const p95 = (sorted: readonly number[]) => sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;

/** Values offered while one types, over many drafts and contributions, beside a tenth of them. */
export const completion: Part = async () => {
  const small = p95(await measure(DRAFTS / 10, CONTRIBUTIONS / 10));
  const repeats: number[] = [];
  for (let repeat = 0; repeat < 3; repeat += 1) {
    repeats.push(p95(await measure(DRAFTS, CONTRIBUTIONS)));
  }
  return [
    {
      name: `completion over ${DRAFTS} drafts with ${CONTRIBUTIONS} contributions (p95; baseline: a tenth)`,
      ...middle(repeats),
      baseline: small,
      unit: 'ms',
    },
  ];
};
