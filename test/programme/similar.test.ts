import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Came,
  comparer,
  isCertain,
  isOffered,
  relationOf,
  type Wanted,
} from '../../src/programme/likeness.ts';
import { compareTitles, coreOf } from '../../src/programme/similar.ts';

/** Titles of real drafts, 2010–2024. */
const REAL = [
  'Ligj për lirinë e asociimit në organizata joqeveritare',
  'Udhëzim Administrativ (MAPL) Nr. 04/2018 për standardet minimale të konsultimit publik në komuna',
  'Draft Strategjia qeveritare për bashkëpunim me shoqërinë civile 2019–2023',
  'Rregullore nr. XX/2021 për procedurat e shqyrtimit të ankesave për qasje në dokumente publike',
  'Terms of reference of the Council for implementation of the Strategy',
  'Projekt Rregullore (MZHE) Nr. XX/2019 për kërkesat minimale për faturimin dhe informacionin e faturimit bazuar në konsumin aktual',
  'Projektligji për regjistrimin dhe ofrimin e shërbimeve dhe masave për punësimin e të papunëve, punëkërkuesve dhe punëdhënësve',
  'Projektligji për Provimin e Jurisprudencës',
  'Projektligji për Ndërmarrjet Sociale',
  'Projektligji për Qeverinë e Republikës së Kosovës',
  'Projektligji Nr. xx/x-xxx për Energjinë',
  'Draft Law on Energy Efficiency',
  'Projektligji për Prishtinën',
  'Projekt ligji mbi ndarjet buxhetore për vitin 2019',
  'Projekt ligji mbi ndarjet buxhetore për vitin 2020',
  'Draft Law on Trademarks',
  'Draft Law on Protection of Trade Secrets',
  'Draft Law on Tourism',
  'Draft Law on Investment Promotion and Protection',
  'Draft Law amending Law 06/L-046 on the Education Inspectorate',
  'Draft Law on Energy Performance in Buildings',
  'Draft Law on Spatial Planning',
  'Draft Law on Health Inspections',
  'Draft Law on Protection of the Supply of Basic Products',
  'Draft Law on Market Surveillance Inspectorate',
  'Draft Law amending Law 06/L-037 on Metrology',
  'Draft Law on the Central Criminal Evidence System',
  'Draft Law amending the Law on Religious Freedom',
  'Draft Law on the Independent Media Commission',
  'Draft Law on the Security Council',
  'Draft Law on the State Bureau for Verification and Confiscation of Unjustified Assets',
  'Draft Law amending the Law on Accounting, Financial Reporting and Auditing',
  'Draft Law amending the Law on Trade with Petroleum Products and Renewable Fuels',
  'Draft Law on Protection against Domestic Violence',
];

const compare = (a: string, b: string) => compareTitles(coreOf(a), coreOf(b));

describe('titles of drafts', () => {
  it.each([
    ['Projektligji për Ndërmarrjet Sociale', 'Ligji për ndërmarrjet sociale'],
    ['PROJEKTLIGJI PER NDERMARRJET SOCIALE', 'Projektligji për Ndërmarrjet Sociale'],
    ['Draft Law on Tourism', 'Law on Tourism'],
    ['Nacrt zakona o turizmu', 'Zakon o turizmu'],
    ['Projektligji Nr. xx/x-xxx për Energjinë', 'Projektligji për energjinë'],
    [
      'Projektligji për ndryshimin dhe plotësimin e Ligjit Nr. 06/L-046 për Inspektoratin e Arsimit',
      'Projekt ligji për plotësimin dhe ndryshimin e ligjit 06/L-046 për inspektoratin e arsimit',
    ],
  ])('are the same: %s', (one, other) => {
    expect(compare(one, other)).toEqual({ same: true, score: 1 });
  });

  it.each([
    // The budget of another year, the amendment of another law.
    [
      'Projekt ligji mbi ndarjet buxhetore për vitin 2019',
      'Projekt ligji mbi ndarjet buxhetore për vitin 2020',
    ],
    [
      'Draft Law amending Law 06/L-046 on the Education Inspectorate',
      'Draft Law amending Law 06/L-037 on Metrology',
    ],
    ['Projektligji për Prishtinën', 'Projektligji për Ndërmarrjet Sociale'],
    ['Projektligji', 'Projektligji'],
    ['', ''],
  ])('are different: %s', (one, other) => {
    expect(compare(one, other).same).toBe(false);
    expect(compare(one, other).score).toBeLessThan(0.6);
  });

  it.each([
    // A law and its amendment; a title that was shortened; another case.
    ['Draft Law on Tourism', 'Draft Law amending the Law on Tourism'],
    ['Projektligji për ndërmarrjet sociale', 'Projektligji për Ndërmarrjeve Sociale'],
    [
      'Draft Law on Protection of Trade Secrets',
      'Draft Law on the Protection of Undisclosed Trade Secrets',
    ],
  ])('are alike, and for somebody to decide: %s', (one, other) => {
    expect(compare(one, other).same).toBe(false);
    expect(compare(one, other).score).toBeGreaterThanOrEqual(0.6);
  });

  it('of the register are each the same as themselves alone', () => {
    for (const one of REAL) {
      expect(REAL.filter((other) => compare(one, other).same)).toEqual([one]);
    }
  });

  it('are as alike from either side, and never throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const likeness = compare(a, b);
        expect(compare(b, a)).toEqual(likeness);
        expect(likeness.score).toBeGreaterThanOrEqual(0);
        expect(likeness.score).toBeLessThanOrEqual(1);
      }),
    );
    const word = fc.constantFrom(...REAL.flatMap((title) => title.split(' ')), '2019', 'Ligjit');
    const title = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(title, title, (a, b) => {
        expect(compare(b, a)).toEqual(compare(a, b));
        if (coreOf(a).words.length > 0) expect(compare(a, a)).toEqual({ same: true, score: 1 });
      }),
    );
  });

  it('of any length are compared in no time to speak of', () => {
    const long = 'ndërmarrje '.repeat(50_000);
    expect(coreOf(long).words.length).toBeLessThanOrEqual(60);
    expect(compare(long, long).score).toBe(1);
  });
});

const WANTED: Wanted = {
  demonstration: false,
  title: 'Projektligji për Ndërmarrjet Sociale',
  type: 'draft_law',
  institutionId: 'mpms',
  year: 2026,
};
const CAME: Came = {
  demonstration: false,
  type: 'draft_law',
  titleSq: 'Projektligji për Ndërmarrjet Sociale',
  titleSr: null,
  titleEn: 'Draft Law on Social Enterprises',
  institutionId: 'mpms',
  receivedOn: '2026-11-23',
  state: 'published',
};
const SUCCESSIONS = [{ institutionId: 'mpms', successorId: 'mfpt' }];

describe('what was planned and what came', () => {
  const judge = (wanted: Partial<Wanted>, came: Partial<Came>) => {
    const [one, other] = [
      { ...WANTED, ...wanted },
      { ...CAME, ...came },
    ];
    const likeness = comparer(SUCCESSIONS)(one, other);
    if (isCertain(likeness, one, other)) return 'certain';
    return isOffered(likeness, one, other) ? 'offered' : 'other';
  };

  it.each([
    ['the same title and institution', {}, {}, 'certain'],
    ['in another of its languages', { title: 'Law on Social Enterprises' }, {}, 'certain'],
    ['of what the institution became', {}, { institutionId: 'mfpt' }, 'certain'],
    ['of an institution that is not known', { institutionId: null }, {}, 'certain'],
    ['of another institution', {}, { institutionId: 'md' }, 'offered'],
    ['of another kind', {}, { type: 'concept_document' }, 'offered'],
    ['received years later', {}, { receivedOn: '2029-01-10' }, 'offered'],
    ['of a programme that began after it', { year: 2027 }, {}, 'certain'],
    [
      'its amendment',
      { title: 'Ligji për ndryshimin e Ligjit për Ndërmarrjet Sociale' },
      {},
      'offered',
    ],
    [
      'alike, of another institution',
      { title: 'Ligji për Ndërmarrjet Publike', institutionId: 'md' },
      {},
      'other',
    ],
    ['taken back', {}, { state: 'withdrawn' }, 'other'],
    ['for show only', {}, { demonstration: true }, 'other'],
    ['for show on both sides', { demonstration: true }, { demonstration: true }, 'certain'],
  ] as const)('%s: %j %j', (_what, wanted, came, expected) => {
    expect(judge(wanted, came)).toBe(expected);
  });

  it('knows how two institutions stand to each other, whichever is named first', () => {
    for (const [one, other, relation] of [
      ['mpms', 'mpms', 'same'],
      ['mpms', 'mfpt', 'successor'],
      ['mfpt', 'mpms', 'successor'],
      ['mpms', 'md', 'other'],
      [null, 'md', 'unknown'],
    ] as const) {
      expect(relationOf(one, other, SUCCESSIONS)).toBe(relation);
      expect(relationOf(other, one, SUCCESSIONS)).toBe(relation);
    }
  });
});
