import { schedule } from 'node-cron';
import type { Logger } from 'pino';
import { cronLog } from '../log.ts';

const MINUTE_MS = 60_000;

/** So long without a tick means that node-cron waits for a minute which the clock went back from. */
const SILENT_MS = 90_000;

/** How often that is looked at. */
const LOOK_MS = 30_000;

export interface Minutes {
  /** Resolves when there will be no tick any more. */
  stop(): Promise<void>;
}

/**
 * Calls `run` at each full minute of the machine's clock. node-cron waits for the minute that it
 * had planned: after the clock was set back an hour it is silent for that hour (4.6.0). So that it
 * is planned anew then, how long it has been silent is measured by a clock that nobody sets.
 */
export function everyMinute(run: () => void, log: Logger): Minutes {
  const plan = () => schedule('* * * * *', tick, { name: 'tick', logger: cronLog(log) });
  let lastAt = performance.now();
  let job = plan();

  let lastMinute = Number.NaN;

  function tick(): void {
    lastAt = performance.now();
    const minute = Math.floor(Date.now() / MINUTE_MS);
    // It works off the minutes that a sleep left out, all at once.
    if (minute === lastMinute) return;
    lastMinute = minute;
    run();
  }

  const guard = setInterval(() => {
    if (performance.now() - lastAt < SILENT_MS) return;
    log.warn('the clock was set back, or the machine slept: the minutes are planned anew');
    void job.destroy();
    job = plan();
    tick();
  }, LOOK_MS);

  return {
    async stop() {
      clearInterval(guard);
      await job.destroy();
    },
  };
}
