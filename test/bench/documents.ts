import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { isRefusal } from '../../src/chat/refusal.ts';
import { partsOf, splitAct } from '../../src/documents/act/split.ts';
import { readText } from '../../src/documents/readText.ts';
import { longDocx, longPdf } from '../documents/hostile.ts';
import { middle, type Part, type Row } from './part.ts';

const REPEATS = 3;
const PAGES = 400;

/** How often memory is looked at, and how finely delays are told. */
const LOOK_MS = 10;

/** An act of 400 pages: how long reading takes, how much the process grows, whom it holds up. */
export const documents: Part = async () => {
  const rows: Row[] = [];
  for (const [name, make] of [
    ['PDF', longPdf],
    ['DOCX', longDocx],
  ] as const) {
    const bytes = make(PAGES);
    const [took, grown, held, split]: number[][] = [[], [], [], []];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      const one = await measured(bytes);
      took?.push(one.took);
      grown?.push(one.grown);
      held?.push(one.held);
      split?.push(one.split);
    }
    const said = `an act of ${PAGES} pages as ${name}`;
    rows.push(
      { name: `${said}: read and parted`, ...middle(took ?? []), baseline: null, unit: 'ms' },
      { name: `${said}: memory meanwhile`, ...middle(grown ?? []), baseline: null, unit: 'MB' },
      {
        name: `${said}: others wait (beside parting it where they are served)`,
        ...middle(held ?? []),
        baseline: middle(split ?? []).figure,
        unit: 'ms',
      },
    );
  }
  return rows;
};

async function measured(bytes: Uint8Array) {
  const atFirst = process.memoryUsage.rss();
  let most = atFirst;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, LOOK_MS);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  const read = await readText(bytes);
  if (isRefusal(read)) throw new Error(read.refused);
  partsOf(read.text, read.outline);
  const took = performance.now() - began;
  delay.disable();
  clearInterval(look);
  const alone = performance.now();
  splitAct(read.text);
  return {
    took,
    grown: (most - atFirst) / 1024 / 1024,
    held: delay.max / 1e6,
    split: performance.now() - alone,
  };
}
