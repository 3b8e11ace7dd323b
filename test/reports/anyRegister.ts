import fc from 'fast-check';
import { addDays, asDay } from '../../src/calendar/index.ts';
import { TYPES } from '../../src/reports/rules.ts';
import type { Storage } from '../../src/storage/database.ts';
import { OutcomeCode } from '../../src/storage/generated/sqlite/enums.ts';

const AT = new Date('2026-11-23T08:00:00Z');
const FIRST = asDay('2024-06-01');

export interface AnyDraft {
  institution: number;
  type: (typeof TYPES)[number];
  complex: boolean;
  received: number;
  opens: number;
  lasts: number;
  state: 'published' | 'closed' | 'withdrawn';
  demonstration: boolean;
}

export interface AnyContribution {
  draft: number;
  organisation: number;
  membership: 'accepted' | 'proposed' | 'rejected' | 'none';
  state: 'submitted' | 'withdrawn';
  shared: boolean;
  outcome: OutcomeCode | null;
  announcedIn: number | null;
  /** Days after the close. */
  answered: number | null;
}

export interface AnyRegister {
  drafts: AnyDraft[];
  contributions: AnyContribution[];
}

const ORGANISATIONS = 4;

const anyDraft: fc.Arbitrary<AnyDraft> = fc.record({
  institution: fc.nat(2),
  type: fc.constantFrom(...TYPES),
  complex: fc.boolean(),
  received: fc.integer({ min: -20, max: 20 }),
  opens: fc.nat(1_000),
  lasts: fc.nat(60),
  state: fc.constantFrom('published', 'closed', 'withdrawn'),
  demonstration: fc.boolean(),
});

/** Drafts and contributions of any kind, of three institutions and four organisations. */
export const anyRegister: fc.Arbitrary<AnyRegister> = fc
  .array(anyDraft, { minLength: 1, maxLength: 12 })
  .chain((drafts) =>
    fc.record({
      drafts: fc.constant(drafts),
      contributions: fc.array(
        fc.record({
          draft: fc.nat(drafts.length - 1),
          organisation: fc.nat(ORGANISATIONS - 1),
          membership: fc.constantFrom('accepted', 'proposed', 'rejected', 'none'),
          state: fc.constantFrom('submitted', 'withdrawn'),
          shared: fc.boolean(),
          outcome: fc.option(fc.constantFrom(...Object.values(OutcomeCode))),
          announcedIn: fc.option(fc.constantFrom(1, 2)),
          answered: fc.option(fc.integer({ min: -10, max: 90 })),
        }),
        { maxLength: 30 },
      ),
    }),
  );

/** Writes a register into an empty database. */
export async function fillRegister(
  { db }: Pick<Storage, 'db'>,
  { drafts, contributions }: AnyRegister,
): Promise<void> {
  await db.institution.createMany({
    data: [0, 1, 2].map((index) => ({
      id: `institution-${index}`,
      code: `DM${index}`,
      codeKey: `dm${index}`,
    })),
  });
  for (let index = 0; index < ORGANISATIONS; index += 1) {
    await db.organisation.create({
      data: { id: `organisation-${index}`, name: `O${index}`, nameKey: `o${index}`, createdAt: AT },
    });
    for (const state of ['accepted', 'proposed', 'rejected'] as const) {
      const id = `${state}-${index}`;
      await db.person.create({
        data: {
          id,
          platform: 'sandbox',
          community: 'c',
          externalId: id,
          displayName: id,
          createdAt: AT,
          memberships: {
            create: { id, organisationId: `organisation-${index}`, state, proposedAt: AT },
          },
        },
      });
    }
  }
  await db.draft.createMany({
    data: drafts.map(({ institution, received, opens, lasts, ...draft }, index) => {
      const opensOn = addDays(FIRST, opens);
      const closesOn = addDays(opensOn, lasts);
      const number = `DM${institution}-2026-${String(index).padStart(3, '0')}`;
      return {
        ...draft,
        id: `draft-${index}`,
        number,
        numberKey: number.toLowerCase(),
        institutionId: `institution-${institution}`,
        titleSq: `Demonstration ${index}`,
        receivedOn: addDays(opensOn, received),
        opensOn,
        closesOn,
        dueOn: closesOn,
        dueTime: '12:00',
        zone: 'Europe/Belgrade',
        dueAt: AT,
        publishedAt: AT,
        searchKey: '',
      };
    }),
  });
  await db.contribution.createMany({
    data: contributions.map(
      ({ draft, organisation, membership, answered, ...contribution }, index) => {
        const of = drafts[draft];
        const closesOn = addDays(FIRST, (of?.opens ?? 0) + (of?.lasts ?? 0));
        return {
          ...contribution,
          id: `contribution-${index}`,
          ordinal: index + 1,
          draftId: `draft-${draft}`,
          organisationId: `organisation-${organisation}`,
          personId: `${membership === 'none' ? 'accepted' : membership}-${organisation}`,
          membershipId: membership === 'none' ? null : `${membership}-${organisation}`,
          late: false,
          submittedAt: AT,
          answeredOn: answered === null ? null : addDays(closesOn, answered),
        };
      },
    ),
  });
}
