import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from '../../src/chat/refusal.ts';
import { readConfig } from '../../src/config.ts';
import { linkChannel } from '../../src/membership/linkChannel.ts';
import { setEscalation } from '../../src/plan/escalation.ts';
import { importPlan } from '../../src/plan/importPlan.ts';
import { UsageError } from '../../src/setup/environment.ts';
import { openSandboxClock } from '../../src/setup/sandboxClock.ts';
import { readTickCall, tickAt } from '../../src/setup/tick.ts';
import { on } from '../plan/work.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { runScript } from './run.ts';

let storage: TemporaryStorage;
beforeEach(async () => {
  storage = await openTemporaryStorage();
  await on(storage, '2026-12-01', async (work) => {
    const at = { platform: 'sandbox', community: 'sandbox', channel: 'secretariat' } as const;
    const input = { purpose: 'secretariat', language: 'en' } as const;
    if (isRefusal(await linkChannel(work, at, 'secretariat', input))) throw new Error('refused');
    const file = new TextEncoder().encode('activity,deadline\nReport,2026-12-15\n');
    await importPlan(work, 'Plan A', file);
  });
});
afterEach(() => storage.dispose());

const config = () => readConfig({ DATABASE_URL: storage.url, BOT_LANGUAGE: 'en' });
/** A Monday on which the office works; the activity's deadline is the next day. */
const MONDAY = { day: '2026-12-14', time: '09:00', dryRun: false } as const;

describe('npm run tick', () => {
  it('with --dry-run shows what would be told, and changes nothing', async () => {
    const ended = await runScript('tick.ts', ['--at', '2026-12-14T09:00', '--dry-run'], {
      DATABASE_URL: storage.url,
      BOT_LANGUAGE: 'en',
    });
    expect(ended.error).toBe('');
    expect(ended.code).toBe(0);
    expect(ended.out).toMatch(/^2026-12-14 09:00 Europe\/Belgrade, nothing is changed:\n/);
    expect(ended.out).toMatch(/A1 Report .* tomorrow/);
    expect(ended.out).toMatch(/#\S+ \(.*\): digest of the week for the secretariat/);
    expect(await storage.db.reminder.count()).toBe(0);
    expect(await storage.db.delivery.count()).toBe(0);
    expect(await storage.db.setting.count()).toBe(0);
    expect(await storage.db.counter.findUnique({ where: { name: 'clock:lastTick' } })).toBeNull();
  }, 60_000);

  it('tells what would be put before whom, and puts it there', async () => {
    await on(storage, '2026-12-01', async (work) => {
      const { id } = await work.tx.plan.findFirstOrThrow();
      const who = { name: '', office: 'Secretary General', personId: null };
      if (isRefusal(await setEscalation(work, id, who))) throw new Error('refused');
    });
    const call = { day: '2027-01-12', time: '09:00' } as const;
    const line = '  To be put before Secretary General: 1 overdue activity';
    const told = 'persons before whom overdue activities are put: 1';
    const dry = await tickAt({ ...call, dryRun: true }, config());
    expect(dry.lines).toContain(line);
    expect(dry.lines.filter((text) => text === 'Plan A').length).toBeGreaterThan(0);
    const night = await tickAt({ ...call, time: '06:00', dryRun: false }, config());
    expect(night.lines).toContain('persons before whom overdue activities are put: 0');
    expect(await storage.db.activityChange.count()).toBe(0);
    expect((await tickAt({ ...call, dryRun: false }, config())).lines).toContain(told);
    expect((await tickAt({ ...call, dryRun: true }, config())).lines).not.toContain(line);
  });

  it('queues what is due, once, and moves the sandbox’s clock there', async () => {
    const first = await tickAt(MONDAY, config());
    expect(first.lines).toContain('reminders of milestones, one for each plan and channel: 1');
    expect(await storage.db.delivery.count({ where: { kind: 'plan.reminder' } })).toBe(1);
    const machine = new Date();
    const clock = await openSandboxClock(storage, () => machine);
    expect(clock.now().toISOString()).toMatch(/^2026-12-14T08:0/);
    const second = await tickAt(MONDAY, config());
    expect(second.lines).toContain('reminders of milestones, one for each plan and channel: 0');
  });

  it('says so outside the sending hours', async () => {
    const { lines } = await tickAt({ ...MONDAY, day: '2026-12-13', dryRun: true }, config());
    expect(lines).toEqual([
      '2026-12-13 09:00 Europe/Belgrade, nothing is changed:',
      'Outside the sending hours (08:00–18:00 on working days): no reminders.',
    ]);
  });
});

describe('the arguments of npm run tick', () => {
  it('are read', () => {
    expect(readTickCall(['--at', '2026-12-14T09:00'])).toEqual(MONDAY);
    expect(readTickCall(['--dry-run', '--at=2026-12-14T09:00']).dryRun).toBe(true);
  });

  it.each<[string, string[]]>([
    ['no moment', []],
    ['an empty moment', ['--at', '']],
    ['no time', ['--at', '2026-12-14']],
    ['a day that does not exist', ['--at', '2026-02-30T09:00']],
    ['a time that does not exist', ['--at', '2026-12-14T25:00']],
    ['a moment with a zone', ['--at', '2026-12-14T09:00Z']],
    ['an argument too many', ['--at', '2026-12-14T09:00', 'now']],
    ['an unknown option', ['--at', '2026-12-14T09:00', '--dry']],
  ])('are refused with the usage: %s', (_, args) => {
    expect(() => readTickCall(args)).toThrow(UsageError);
    expect(() => readTickCall(args)).toThrow(/Usage: npm run tick/);
  });
});
