import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { FONT } from './svg.ts';

const here = createRequire(import.meta.url);

/**
 * Liberation Sans (SIL Open Font License 1.1) lies in pdfjs-dist, which reads documents anyway: two
 * files of 140 kB with Latin, Greek and Cyrillic letters, as TrueType, which resvg needs.
 */
function fontFiles(): string[] {
  const folder = join(dirname(here.resolve('pdfjs-dist/package.json')), 'standard_fonts');
  return ['Regular', 'Bold'].map((cut) => join(folder, `LiberationSans-${cut}.ttf`));
}

/** A picture is drawn within a second on a small machine; the limit leaves room for a busy one. */
const WITHIN_MS = 60_000;

/** One picture at a time: each takes some ten MB. */
let before: Promise<unknown> = Promise.resolve();

/** An SVG of ours as PNG, drawn in a thread of its own so that nobody's answer waits for it. */
export function drawPicture(svg: string): Promise<Uint8Array> {
  const drawing = before.then(() => inThread(svg));
  // Whoever comes next only waits for it; the failure belongs to who asked.
  before = drawing.catch(() => undefined);
  return drawing;
}

function inThread(svg: string): Promise<Uint8Array> {
  const worker = new Worker(new URL('./draw.mjs', import.meta.url), {
    workerData: { svg, fonts: fontFiles(), family: FONT },
    execArgv: [],
  });
  return new Promise((resolve, reject) => {
    let ended = false;
    const end = (finish: () => void) => {
      // Ending it makes it exit, which is no second end.
      if (ended) return;
      ended = true;
      clearTimeout(late);
      void worker.terminate().then(finish, reject);
    };
    const late = setTimeout(
      () => end(() => reject(new Error('drawing a picture took too long'))),
      WITHIN_MS,
    );
    worker.once('message', (png: Uint8Array) => end(() => resolve(png)));
    worker.once('error', (error) => end(() => reject(error)));
    worker.once('exit', () => end(() => reject(new Error('the drawing ended without a picture'))));
  });
}
