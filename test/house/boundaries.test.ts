import { describe, expect, it } from 'vitest';
import { type Import, importsIn, readImports } from './imports.ts';

const imports = readImports();

/** `drafts` of `src/drafts/rules.ts`, `commands`, or for a file right in `src/` its own path. */
function areaOf(file: string): string {
  const [top = '', second = '', ...deeper] = file.split('/');
  return top === 'src' && deeper.length > 0 ? second : top === 'src' ? file : top;
}

/** These put things together, and may know everything. */
const COMPOSITION = [
  'src/main.ts',
  'src/bot.ts',
  'src/inbound.ts',
  'src/lateAnswers.ts',
  'src/news.ts',
  'src/platforms.ts',
  'src/renderers.ts',
  'src/world.ts',
  'schedule',
  'setup',
];

/** Vocabulary of the whole house: no feature, no adapter and no SDK behind it. */
const CLOCK_AND_LOG = ['src/clock.ts', 'src/log.ts'];
const FOUNDATION = ['calendar', 'chat', 'i18n', 'storage', ...CLOCK_AND_LOG];
const FEATURE_BASE = [...FOUNDATION, 'delivery', 'documents', 'charts'];

/** What each area may know besides itself. Whoever stands lower never knows what is higher. */
const MAY_KNOW: Readonly<Record<string, readonly string[]>> = {
  calendar: [],
  i18n: ['calendar'],
  storage: ['calendar'],
  chat: FOUNDATION,
  documents: ['calendar', 'chat', 'i18n'],
  charts: [],
  delivery: ['chat', 'i18n', 'storage', ...CLOCK_AND_LOG],

  membership: FEATURE_BASE,
  holidays: FEATURE_BASE,
  institutions: FEATURE_BASE,
  preferences: [...FEATURE_BASE, 'institutions'],
  drafts: [...FEATURE_BASE, 'holidays', 'institutions', 'membership', 'preferences'],
  contributions: [...FEATURE_BASE, 'membership', 'drafts'],
  plan: [...FEATURE_BASE, 'institutions', 'membership'],
  mail: FEATURE_BASE,
  bundles: [...FEATURE_BASE, 'institutions', 'membership', 'drafts', 'contributions'],
  authority: [
    ...FEATURE_BASE,
    'mail',
    'institutions',
    'membership',
    'drafts',
    'contributions',
    'bundles',
  ],
  answers: [
    ...FEATURE_BASE,
    'institutions',
    'membership',
    'drafts',
    'contributions',
    'bundles',
    'authority',
  ],
  programme: [...FEATURE_BASE, 'mail', 'institutions', 'membership', 'drafts', 'authority'],
  reports: [
    ...FEATURE_BASE,
    'institutions',
    'membership',
    'drafts',
    'contributions',
    'bundles',
    'authority',
    'answers',
    'programme',
  ],
  day: [
    ...FEATURE_BASE,
    'membership',
    'preferences',
    'drafts',
    'contributions',
    'plan',
    'programme',
    'authority',
  ],

  slack: ['chat', 'i18n', ...CLOCK_AND_LOG],
  discord: ['chat', 'i18n', ...CLOCK_AND_LOG],
  // It is a chat of its own, so it keeps its own messages.
  sandbox: ['chat', 'i18n', 'storage', ...CLOCK_AND_LOG],
  // Health tells the age of the last tick.
  site: ['chat', 'storage', 'src/clock.ts', 'src/schedule/tick.ts'],

  commands: [
    ...FEATURE_BASE,
    'holidays',
    'institutions',
    'membership',
    'preferences',
    'drafts',
    'contributions',
    'plan',
    'day',
    'mail',
    'bundles',
    'authority',
    'answers',
    'programme',
    'reports',
  ],

  'src/clock.ts': [],
  'src/log.ts': [],
  'src/config.ts': ['chat', 'i18n', 'src/mail/rules.ts'],
};

const FEATURES = [
  'calendar',
  'holidays',
  'institutions',
  'membership',
  'preferences',
  'drafts',
  'contributions',
  'plan',
  'day',
  'mail',
  'bundles',
  'authority',
  'answers',
  'programme',
  'reports',
];

/** Who may use a package that ties the house to something outside. */
const ONLY_IN: readonly [name: RegExp, areas: readonly string[]][] = [
  [/^@slack\//, ['slack']],
  [/^discord\.js$/, ['discord']],
  [/^(hono|@hono\/.*)$/, ['site', 'sandbox', 'src/bot.ts']],
  [/^(preact|esbuild)$/, ['sandbox']],
  [/^(@prisma\/.*|pg|libsql)$/, ['storage', 'setup']],
  [/^@resvg\//, ['charts']],
  [/^node-cron$/, ['schedule']],
  [/^i18next$/, ['i18n']],
  [/^(pdfjs-dist|fflate|docx|pdfmake|write-excel-file)$/, ['documents', 'test']],
  [/^nodemailer$/, ['mail']],
];

const shown = ({ from, to }: Import) => `${from} → ${to}`;

describe('who may know whom', () => {
  it('reads imports of every form', () => {
    const text = [
      "import a, { b } from './a.ts';",
      "import type { C } from '../drafts/c.ts';",
      'import {',
      '  d,',
      "} from 'date-fns/format';",
      "export * from './e.ts';",
      "import 'hono';",
      "const f = await import('@slack/bolt');",
    ].join('\n');
    expect(importsIn('src/plan/x.ts', text)).toEqual([
      { from: 'src/plan/x.ts', to: 'src/plan/a.ts', isPackage: false, typeOnly: false },
      { from: 'src/plan/x.ts', to: 'src/drafts/c.ts', isPackage: false, typeOnly: true },
      { from: 'src/plan/x.ts', to: 'date-fns', isPackage: true, typeOnly: false },
      { from: 'src/plan/x.ts', to: 'src/plan/e.ts', isPackage: false, typeOnly: false },
      { from: 'src/plan/x.ts', to: 'hono', isPackage: true, typeOnly: false },
      { from: 'src/plan/x.ts', to: '@slack/bolt', isPackage: true, typeOnly: false },
    ]);
  });

  it('has a rule for every area', () => {
    const areas = new Set(imports.map(({ from }) => areaOf(from)));
    for (const area of areas) {
      expect(area in MAY_KNOW || COMPOSITION.includes(area), area).toBe(true);
    }
    expect(areas.size).toBeGreaterThan(15);
  });

  it('keeps each area to what it may know', () => {
    const broken = imports.filter(({ from, to, isPackage }) => {
      const area = areaOf(from);
      if (isPackage || COMPOSITION.includes(area) || areaOf(to) === area) return false;
      const known = MAY_KNOW[area] ?? [];
      return !known.includes(areaOf(to)) && !known.includes(to);
    });
    expect(broken.map(shown)).toEqual([]);
  });

  it('keeps the calendar and every rules.ts pure', () => {
    const pure = imports.filter(
      ({ from, typeOnly }) => !typeOnly && /^src\/(calendar\/|\w+\/rules\.ts$)/.test(from),
    );
    expect(pure.length).toBeGreaterThan(5);
    const broken = pure.filter(({ to, isPackage }) =>
      isPackage
        ? !['date-fns', '@date-fns/tz'].includes(to)
        : // A refusal is a value: the file imports types only.
          areaOf(to) !== 'calendar' && to !== 'src/chat/refusal.ts',
    );
    expect(broken.map(shown)).toEqual([]);
    const behind = imports.filter(
      ({ from, typeOnly }) => from === 'src/chat/refusal.ts' && !typeOnly,
    );
    expect(behind.map(shown)).toEqual([]);
  });

  it('keeps features and the neutral vocabulary away from every platform', () => {
    const broken = imports.filter(
      ({ from, to }) =>
        [...FEATURES, 'chat', 'delivery'].includes(areaOf(from)) &&
        (/^(@slack\/.*|discord\.js|hono|@hono\/.*)$/.test(to) ||
          ['slack', 'discord', 'sandbox', 'site'].includes(areaOf(to))),
    );
    expect(broken.map(shown)).toEqual([]);
  });

  it('keeps packages of the outside world in their place', () => {
    const broken = imports.filter(
      ({ from, to, isPackage }) =>
        isPackage &&
        ONLY_IN.some(([name, areas]) => name.test(to) && !areas.includes(areaOf(from))),
    );
    expect(broken.map(shown)).toEqual([]);
  });

  it('lets nobody import the composition', () => {
    const broken = imports.filter(
      ({ from, to, isPackage }) =>
        !isPackage &&
        COMPOSITION.includes(areaOf(to)) &&
        !COMPOSITION.includes(areaOf(from)) &&
        !(MAY_KNOW[areaOf(from)] ?? []).includes(to),
    );
    expect(broken.map(shown)).toEqual([]);
  });
});
