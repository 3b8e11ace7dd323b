// A process of its own for the tests: ADDRESS. Holds the database until it is ended.
import { holdDatabase } from '../../src/storage/hold.ts';

const [url = ''] = process.argv.slice(2);
await holdDatabase(url, { log: console, lost() {} });
process.stdout.write('held\n');
setInterval(() => {}, 60_000);
