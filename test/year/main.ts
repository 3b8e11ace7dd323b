// npm run year -- [--channels 350] [--drafts 70] [--days 365] [--from 2027-01-01] [--engine sqlite] [--seed 1]
import { parseArgs } from 'node:util';
import type { Engine } from '../../src/storage/database.ts';
import type { CivilDay } from './almanac.ts';
import { liveYear, type YearReport } from './life.ts';
import { canCollect, type Sample, slope } from './measure.ts';
import type { YearOptions } from './script.ts';

const { values } = parseArgs({
  options: {
    channels: { type: 'string', default: '350' },
    drafts: { type: 'string', default: '70' },
    days: { type: 'string', default: '365' },
    from: { type: 'string', default: '2027-01-01' },
    engine: { type: 'string', default: 'sqlite' },
    seed: { type: 'string', default: '1' },
  },
});
const options: YearOptions = {
  channels: Number(values.channels),
  drafts: Number(values.drafts),
  days: Number(values.days),
  from: values.from as CivilDay,
  seed: Number(values.seed),
};
const engine: Engine = values.engine === 'postgresql' ? 'postgresql' : 'sqlite';

/** Why each table grows, and by what. */
const WHY: Readonly<Record<string, string>> = {
  Delivery: 'a row for each card and note in each channel; edits add none',
  Reminder: 'a row for each reminder told, and for each day and phase a card was brought up to',
  Reaction: 'a row for each emoji that stands on a card',
  Contribution: 'what organisations submitted: kept',
  ContributionVersion: 'every version of a contribution: kept',
  Stance: 'one word of each organisation on each draft: kept',
  Audit: 'who did what: kept',
  Draft: 'the drafts: kept',
  DraftChange: 'what changed in them: kept',
  Membership: 'who speaks for whom',
  Person: 'accounts seen',
  StoredFile: 'files that were handed over',
};

const say = (line = '') => process.stdout.write(`${line}\n`);
const whole = (number: number) => Math.round(number).toLocaleString('en-GB');
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

say(
  `${options.days} days from ${options.from}: ${options.channels} channels, ${options.drafts} drafts, ` +
    `${engine}, seed ${options.seed}.`,
);
say('The clock stands still between its moments: every hour of a worked day, both sides of each');
say(
  'boundary of the sending hours, twice on other days, half-hourly where clocks change. A tick a',
);
say('minute would be 525,600 ticks, of which nearly all find nothing new.');
if (!canCollect) say('Without node --expose-gc the heap figures hold garbage too.');
say();

const began = performance.now();
const report = await liveYear(options, engine, say);
const seconds = (performance.now() - began) / 1_000;
tellMessages(report);
tellMemory(report.samples);
tellTables(report);
say();
say(
  `${report.moments} moments, ${report.ticks} ticks, ${report.restarts} restarts, ${whole(seconds)} s.`,
);
for (const line of report.complaints) say(`WRONG: ${line}`);
say(report.complaints.length === 0 ? 'Lost 0, doubled 0, unasked 0.' : 'The year went wrong.');
process.exitCode = report.complaints.length === 0 ? 0 : 1;

function tellMessages({ messages, cancelled, refused, countdowns, platform }: YearReport): void {
  say();
  say('messages                   expected        told');
  for (const { kind, expected, told } of messages) {
    say(`  ${kind.padEnd(22)} ${whole(expected).padStart(10)}  ${whole(told).padStart(10)}`);
  }
  const sum = (which: 'expected' | 'told') => messages.reduce((all, row) => all + row[which], 0);
  say(
    `  ${'together'.padEnd(22)} ${whole(sum('expected')).padStart(10)}  ${whole(sum('told')).padStart(10)}`,
  );
  say(
    `Besides: ${whole(platform.edits)} edits of cards in place, ${whole(countdowns)} of them wanted`,
  );
  say(
    `because a working day passed. Did not matter any more before they could be told: ${cancelled}`,
  );
  say(`Refused for good by the channel, and parked: ${refused}. Mishaps of the platform:`);
  say(`  ${JSON.stringify(platform.mishaps)}`);
}

function tellMemory(samples: readonly Sample[]): void {
  say();
  say('month          heap     resident   database');
  for (const { day, heap, resident, databaseBytes } of samples) {
    const columns = [heap, resident, databaseBytes].map((bytes) => megabytes(bytes).padStart(10));
    say(`${day} ${columns.join(' ')}`);
  }
  // The first sample is of a program that has not begun: its code and caches are still to come.
  const rise = slope(samples.slice(1).map(({ heap }) => heap));
  say(`The heap rises by ${megabytes(rise)} a month (a line through the samples after the first).`);
}

function tellTables({ tables }: YearReport): void {
  const yearly = 365 / options.days;
  say();
  say('table                     rows       bytes   bytes a row   a year');
  for (const { table, rows, bytes } of tables.filter((one) => one.rows > 0)) {
    const each = rows > 0 ? whole(bytes / rows) : '';
    say(
      `${table.padEnd(22)} ${whole(rows).padStart(8)} ${whole(bytes).padStart(12)} ${each.padStart(9)}` +
        `   ${megabytes(bytes * yearly).padStart(9)}   ${WHY[table] ?? ''}`,
    );
  }
}
