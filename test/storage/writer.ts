// A process of its own for the tests: ADDRESS COUNTER TIMES. Adds one to the counter in that many
// transactions that first read and then write, prints a line after each commit, and at the end how
// many files it had open.
import { readdirSync } from 'node:fs';
import { openStorage } from '../../src/storage/database.ts';

const [url = '', name = '', times = '0'] = process.argv.slice(2);
const storage = await openStorage(url);
for (let done = 1; done <= Number(times); done += 1) {
  const value = await storage.transaction(async (tx) => {
    const before = await tx.counter.findUnique({ where: { name } });
    const next = (before?.value ?? 0) + 1;
    await tx.counter.upsert({
      where: { name },
      create: { name, value: next },
      update: { value: next },
    });
    return next;
  });
  process.stdout.write(`${value}\n`);
}
const openFiles = process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0;
await storage.close();
process.stdout.write(`open files: ${openFiles}\n`);
