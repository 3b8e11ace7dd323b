// npm run tick -- --at 2026-12-14T09:00 [--dry-run]
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  type ClockTime,
  type Day,
  parseDay,
  parseTime,
  zonedToInstant,
} from '../calendar/index.ts';
import type { Config } from '../config.ts';
import { inSendingHours, preview, tick } from '../schedule/tick.ts';
import { createWorld } from '../world.ts';
import { readEnvironment, runCommand, UsageError } from './environment.ts';
import { openOwnStorage } from './ownStorage.ts';
import { openSandboxClock } from './sandboxClock.ts';

const USAGE = 'Usage: npm run tick -- --at 2026-12-14T09:00 [--dry-run]';

export interface TickCall {
  day: Day;
  /** Of the clocks in TIME_ZONE. */
  time: ClockTime;
  dryRun: boolean;
}

/** Reads the arguments behind `npm run tick --`; throws UsageError. */
export function readTickCall(args: readonly string[]): TickCall {
  const wrong = (what: string) => new UsageError(`${what}\n${USAGE}`);
  const values = parse(args, wrong);
  if (values.at === undefined) throw wrong('At which moment? --at is missing.');
  const [, dayText = '', timeText = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$/.exec(values.at) ?? [];
  const day = parseDay(dayText);
  const time = parseTime(timeText);
  if (!day || !time) {
    throw wrong('--at must be a day and a time of TIME_ZONE, like 2026-12-14T09:00.');
  }
  return { day, time, dryRun: values['dry-run'] ?? false };
}

function parse(args: readonly string[], wrong: (what: string) => UsageError) {
  try {
    const options = { at: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Does what the clock does at that moment, or with `dryRun` tells what it would and writes nothing.
 * It only queues: a running bot sends. The sandbox's clock is moved along, for a reminder tells what
 * is so when it is sent.
 */
export async function tickAt(call: TickCall, config: Config): Promise<{ lines: string[] }> {
  const at = zonedToInstant(call.day, call.time, config.zone);
  const storage = await openOwnStorage(config);
  try {
    const machineNow = () => new Date();
    const civil = { now: () => at };
    const publicUrl = () => config.publicUrl ?? null;
    const world = await createWorld({ storage, civil, machineNow, zone: config.zone, publicUrl })();
    const moment = `${call.day} ${call.time} ${config.zone}`;
    const { sendFrom, sendTo } = world.settings;
    const hours = inSendingHours(world)
      ? []
      : [`Outside the sending hours (${sendFrom}–${sendTo} on working days): no reminders.`];
    if (call.dryRun) {
      const lines = await preview(storage, world, config.language);
      const none = lines.length === 0 && hours.length === 0 ? ['No reminder is due.'] : [];
      return { lines: [`${moment}, nothing is changed:`, ...hours, ...none, ...lines] };
    }
    if (config.sandbox) await (await openSandboxClock(storage, machineNow)).moveTo?.(at);
    const report = await tick(storage, world);
    return {
      lines: [
        `${moment}:`,
        ...hours,
        `organisations reminded of a draft: ${report.due}`,
        `reminders of milestones, one for each plan and channel: ${report.milestones}`,
        `persons before whom overdue activities are put: ${report.escalations}`,
        `digests of notices: ${report.digests}`,
        `drafts whose cards are brought up to date: ${report.cards}`,
        config.sandbox
          ? 'Queued, and the sandbox’s clock now stands there; it sends when it is started next.'
          : 'Queued; a running bot sends it. What is queued counts as told.',
      ],
    };
  } finally {
    await storage.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runCommand(async () => tickAt(readTickCall(process.argv.slice(2)), readEnvironment()));
}
