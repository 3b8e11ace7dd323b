const MINUTE_MS = 60_000;

/**
 * Calls `run` at each full minute of the machine's clock until the returned function is called.
 *
 * Each wait is one timer of a minute at most, and timers do not follow the clock: one that is set
 * back an hour delays nothing, one that was asleep for a week is woken once, and no zone is asked.
 * (node-cron 4.6 waits for the minute that it had planned, so that after a clock was set back an
 * hour it is silent for that hour, and it counts up every minute that a sleep left out.)
 */
export function everyMinute(run: () => void): () => void {
  let timer: NodeJS.Timeout;
  function wait(): void {
    timer = setTimeout(
      () => {
        wait();
        run();
      },
      MINUTE_MS - (Date.now() % MINUTE_MS),
    );
  }
  wait();
  return () => clearTimeout(timer);
}
