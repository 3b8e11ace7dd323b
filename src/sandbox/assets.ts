import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Asset {
  /** Where the page finds it; the name changes with the content. */
  path: string;
  type: string;
  text: string;
}

export interface PageAssets {
  script: Asset;
  style: Asset;
}

const source = (file: string) => fileURLToPath(new URL(`page/${file}`, import.meta.url));

let built: Promise<PageAssets> | undefined;

/** The page's program and style sheet, bundled in memory once in the life of the process. */
export function pageAssets(): Promise<PageAssets> {
  built ??= bundle();
  return built;
}

async function bundle(): Promise<PageAssets> {
  const { outputFiles } = await build({
    entryPoints: { page: source('main.tsx'), style: source('styles/index.css') },
    outdir: '/sandbox',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    // The oldest browsers with <dialog>, :has() and light-dark() in style sheets.
    target: ['chrome123', 'firefox121', 'safari17.5'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const asset = (ending: string, type: string): Asset => {
    const file = outputFiles.find((one) => one.path.endsWith(ending));
    if (!file) throw new Error(`the page's ${ending} was not built`);
    const hash = createHash('sha256').update(file.contents).digest('hex').slice(0, 12);
    return { path: `/sandbox/page-${hash}${ending}`, type, text: file.text };
  };
  return {
    script: asset('.js', 'text/javascript; charset=utf-8'),
    style: asset('.css', 'text/css; charset=utf-8'),
  };
}
