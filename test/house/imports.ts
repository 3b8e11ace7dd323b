import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const GENERATED = 'src/storage/generated/';

export interface Import {
  /** The importing file, from the project's folder. */
  from: string;
  /** The imported file, from the project's folder; for a package its name. */
  to: string;
  isPackage: boolean;
  /** Gone when the program runs. */
  typeOnly: boolean;
}

/** Every import, re-export and `import()` of the program's own files. */
export function readImports(): Import[] {
  return ['src', 'commands'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name).split(sep).join('/'))
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith(GENERATED))
      .flatMap((file) => importsIn(file, readFileSync(join(root, file), 'utf8'))),
  );
}

const STATEMENT =
  /^(?:import|export)\s+(?<type>type\s)?[^'"`;]*?from\s+'(?<from>[^']+)'|^import\s+'(?<bare>[^']+)'|\bimport\('(?<called>[^']+)'\)/gm;

/** The imports of one file's text; `file` is where it stands. */
export function importsIn(file: string, text: string): Import[] {
  return [...text.matchAll(STATEMENT)].map(({ groups = {} }) => {
    const specifier = groups.from ?? groups.bare ?? groups.called ?? '';
    const isPackage = !specifier.startsWith('.');
    return {
      from: file,
      to: isPackage ? packageName(specifier) : resolveFrom(file, specifier),
      isPackage,
      typeOnly: groups.type !== undefined,
    };
  });
}

function resolveFrom(file: string, specifier: string): string {
  return relative(root, join(root, dirname(file), specifier))
    .split(sep)
    .join('/');
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
