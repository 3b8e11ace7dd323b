// npm run bench -- [--real] [part…]
import { parseArgs } from 'node:util';
import { acknowledge } from './acknowledge.ts';
import { broadcast, edits } from './broadcast.ts';
import { bundle } from './bundle.ts';
import { completion } from './completion.ts';
import { documents } from './documents.ts';
import type { Part, Row } from './part.ts';
import { report } from './report.ts';
import { start } from './start.ts';
import { table } from './table.ts';

/** What can be measured, by the name under which it is asked for. */
const PARTS: Readonly<Record<string, Part>> = {
  acknowledge,
  broadcast,
  bundle,
  completion,
  documents,
  edits,
  report,
  start,
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { real: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const names = positionals.length > 0 ? positionals : Object.keys(PARTS);
  const rows: Row[] = [];
  for (const name of names) {
    const part = PARTS[name];
    if (!part) throw new Error(`no part “${name}”; there are: ${Object.keys(PARTS).join(', ')}`);
    process.stderr.write(`measuring: ${name}\n`);
    rows.push(...(await part({ real: values.real })));
  }
  process.stdout.write(`${table(rows)}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
