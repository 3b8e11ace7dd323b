import type { BundleContent, BundleRow } from '../../src/bundles/content.ts';

type Author = BundleRow['authors'][number];

const NUMBER = 'MAPL-2026-003';

export function author(organisation: string, ordinal: number, over: Partial<Author> = {}): Author {
  return {
    organisation,
    fullName: null,
    member: true,
    reference: `${NUMBER}/K-${String(ordinal).padStart(3, '0')}`,
    contributionId: `id${ordinal}`,
    version: 1,
    submittedAt: '2026-11-20T10:00:00.000Z',
    late: false,
    source: 'chat',
    sourceNote: null,
    heardOn: null,
    confirmed: true,
    ...over,
  };
}

export function bundleRow(row: number, over: Partial<BundleRow> = {}): BundleRow {
  return {
    row,
    article: `Neni ${row}`,
    kind: 'amend',
    currentText: 'Afati është dhjetë ditë.',
    proposedText: 'Afati është pesëmbëdhjetë ditë.',
    justification: 'Dhjetë ditë nuk mjaftojnë.',
    joint: null,
    authors: [author('KCSF', row)],
    originals: [],
    support: [],
    objections: [],
    note: null,
    ...over,
  };
}

/** One of each: joint, late, entered by staff, of no member, supported and objected to. */
export function sampleContent(over: Partial<BundleContent> = {}): BundleContent {
  const said = (organisation: string, of: number, version = 1) => {
    return { organisation, of: `${NUMBER}/K-${String(of).padStart(3, '0')}`, version };
  };
  return {
    format: 1,
    number: `${NUMBER}/P-2`,
    addendumTo: `${NUMBER}/P-1`,
    frozenAt: '2026-11-26T11:30:00.000Z',
    frozenBy: 'Arta Krasniqi',
    intro: 'Të nderuar, ju lutemi gjeni më poshtë kontributet e anëtarëve.',
    draft: {
      number: NUMBER,
      type: 'draft_law',
      titleSq: 'Projektligji për vetëqeverisjen lokale',
      titleSr: 'Nacrt zakona o lokalnoj samoupravi',
      titleEn: null,
      institution: {
        code: 'MAPL',
        nameSq: 'Ministria e Administrimit të Pushtetit Lokal',
        nameSr: 'Ministarstvo administracije lokalne samouprave',
        nameEn: null,
      },
      receivedOn: '2026-11-02',
      opensOn: '2026-11-03',
      closesOn: '2026-11-27',
      demonstration: false,
    },
    rows: [
      bundleRow(1, {
        article: null,
        kind: 'comment',
        currentText: null,
        proposedText: null,
        justification: 'Akti duhet të harmonizohet me Ligjin për buxhetin.',
        authors: [author('KDI', 1, { fullName: 'Instituti Demokratik i Kosovës', late: true })],
      }),
      bundleRow(2, {
        article: 'Neni 5',
        authors: [author('KCSF', 7, { version: 2 })],
        support: [said('KDI', 7), said('YIHR', 7, 2)],
        objections: [said('GAP', 7, 2)],
        note: 'Shih edhe nenin 12.',
      }),
      bundleRow(3, {
        article: 'Neni 12',
        joint: `${NUMBER}/B-01`,
        authors: [author('KCSF', 8), author('FOL', 9)],
        originals: [
          {
            article: 'Neni 12',
            kind: 'amend',
            currentText: 'Kuvendi mblidhet.',
            proposedText: 'Kuvendi mblidhet çdo muaj.',
            justification: 'E para.',
          },
          {
            article: 'Neni 12, paragrafi 1',
            kind: 'delete',
            currentText: 'Kuvendi mblidhet.',
            proposedText: null,
            justification: 'E dyta.',
          },
        ],
        support: [
          { organisation: 'YIHR', of: `${NUMBER}/B-01`, version: 1 },
          said('KDI', 8),
          said('KDI', 9),
        ],
      }),
      bundleRow(4, {
        article: 'Neni 14',
        kind: 'add',
        currentText: null,
        proposedText: 'Neni 14a\nPjesëmarrja e qytetarëve sigurohet.',
        authors: [
          author('Lagjja e Re', 10, {
            member: false,
            source: 'meeting',
            sourceNote: 'takim rajonal në Pejë',
            heardOn: '2026-11-12',
          }),
          author('INPO', 11, { source: 'telephone', confirmed: false }),
        ],
      }),
    ],
    withdrawn: [`${NUMBER}/K-003`],
    ...over,
  };
}
