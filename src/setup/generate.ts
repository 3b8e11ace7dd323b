// npm run generate             writes what follows from the acts, permissions and settings
// npm run generate -- --check  only says what is stale
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { acts } from '../../commands/index.ts';
import type { Act, Who } from '../chat/act.ts';
import { inviteUrl, PERMISSIONS } from '../discord/invite.ts';
import { type Language, translate } from '../i18n/index.ts';
import { KEPT, REMOVALS } from '../schedule/retentionRules.ts';
import { manifest, SCOPES } from '../slack/manifest.ts';
import { DEFAULT_SETTINGS, SETTING_NAMES } from '../storage/settings.ts';
import { runCommand, UsageError } from './environment.ts';

/** The manifest in the repository is in the language that the bot has unless told otherwise. */
const MANIFEST_LANGUAGE: Language = 'sq';
const MANIFEST = 'src/slack/manifest.json';
const README = 'README.md';

const WHO: Readonly<Record<Who, string>> = {
  anyone: 'anyone',
  delegate: 'delegates',
  staff: 'secretariat',
  admin: 'administrators',
};

/** What stands in the README between `<!-- generated: NAME -->` and `<!-- end: NAME -->`. */
const SECTIONS: Readonly<Record<string, () => string>> = {
  'slack scopes': () =>
    table(
      ['Scope', 'What for', 'Without it'],
      SCOPES.map(({ scope, why, without }) => [code(scope), why, without]),
    ),
  'discord invite': () => ['```', inviteUrl('APPLICATION_ID'), '```'].join('\n'),
  'discord permissions': () =>
    table(
      ['Permission', 'What for', 'Without it'],
      PERMISSIONS.map(({ name, why, without }) => [name, sentence(why), sentence(without)]),
    ),
  commands: () =>
    table(
      ['English', 'Shqip', 'Srpski', 'What it does', 'Who may'],
      acts.flatMap((act) => {
        const names = act.names;
        if (!names) return [];
        const typed = [code(names.en), ...act.options.map(shownOption)].join(' ');
        const does = translate('en', act.describe);
        return [[typed, code(names.sq), code(names.sr), does, WHO[act.who]]];
      }),
    ),
  retention: () =>
    table(
      ['Table', 'Rows', 'Kept', 'Why'],
      [
        ...REMOVALS.map(({ model, rows, days, why }) => [code(model), rows, kept(days), why]),
        ...[...new Set(KEPT.map(({ why }) => why))].map((why) => {
          const same = KEPT.filter((rule) => rule.why === why);
          return [same.map(({ model }) => code(model)).join(' '), 'All', 'for ever', why];
        }),
      ],
    ),
  settings: () =>
    table(
      ['Setting', 'Default', 'What it is'],
      SETTING_NAMES.map((name) => [
        code(name),
        code(shownDefault(DEFAULT_SETTINGS[name])),
        translate('en', `setting.${name}`),
      ]),
    ),
};

const kept = (days: number) => (days % 365 === 0 ? years(days / 365) : `${days} days`);
const years = (count: number) => (count === 1 ? 'a year' : `${count} years`);

/** Lists with commas; `-` where there is none, as it is typed to clear one. */
function shownDefault(value: unknown): string {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' && value !== null ? '-' : String(value);
}

const code = (text: string) => `\`${text}\``;
const sentence = (text: string) => text.replace(/\.$/, '');

function shownOption({ names, required }: Act['options'][number]): string {
  return required ? `_${names.en}_` : `[_${names.en}_]`;
}

/** A table as the formatter has it: columns of even width. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ''))));
  const [first = '', ...others] = cells.map(
    (row) =>
      `| ${row.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - width(cell))).join(' | ')} |`,
  );
  return [first, `| ${widths.map((wide) => '-'.repeat(wide)).join(' | ')} |`, ...others].join('\n');
}

/** How many columns a text takes; emoji take two. */
function width(text: string): number {
  return [...text].reduce((sum, one) => sum + (/\p{Emoji_Presentation}/u.test(one) ? 2 : 1), 0);
}

/** A text with every section written anew; throws when one has no place in it. */
export function fillSections(text: string): string {
  let filled = text;
  for (const [name, make] of Object.entries(SECTIONS)) {
    const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
    const [before, between, ...more] = filled.split(begin);
    const after = between?.split(end);
    if (before === undefined || after?.length !== 2 || more.length > 0) {
      throw new Error(`${README} must have one place from ${begin} to ${end}.`);
    }
    filled = `${before}${begin}\n${make()}\n${end}${after[1]}`;
  }
  return filled;
}

function manifestText(): string {
  const text = JSON.stringify(manifest(acts, MANIFEST_LANGUAGE), null, 2);
  // Short lists on one line, as the formatter has them.
  const short = text.replace(/\[\n\s+("[^[\]{}]*")\n\s+\]/g, (list) => {
    const line = list.replace(/\s*\n\s*/g, ' ').replace(/^\[ | \]$/g, (end) => end.trim());
    return line.length <= 70 ? line : list;
  });
  return `${short}\n`;
}

/** Each generated file, as it is and as it should be. */
export async function generated(): Promise<{ path: string; is: string; shouldBe: string }[]> {
  const readme = await read(README);
  return [
    { path: MANIFEST, is: await read(MANIFEST), shouldBe: manifestText() },
    { path: README, is: readme, shouldBe: fillSections(readme) },
  ];
}

const place = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

async function read(path: string): Promise<string> {
  try {
    return await readFile(place(path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

async function main(args: readonly string[]): Promise<{ lines: string[]; refused?: boolean }> {
  const check = args[0] === '--check';
  if (args.length > (check ? 1 : 0)) {
    throw new UsageError('Usage: npm run generate, or npm run generate -- --check');
  }
  const stale = (await generated()).filter(({ is, shouldBe }) => is !== shouldBe);
  if (check) {
    const lines = stale.map(({ path }) => `${path} is stale: npm run generate`);
    return { lines, refused: stale.length > 0 };
  }
  for (const { path, shouldBe } of stale) await writeFile(place(path), shouldBe);
  return { lines: stale.map(({ path }) => `wrote ${path}`) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runCommand(() => main(process.argv.slice(2)));
}
