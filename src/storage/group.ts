import { setImmediate as nextTurn } from 'node:timers/promises';

/** The most items of one group: what a statement with several columns each can carry (SQLite's
 * default of 32,766 parameters) and a transaction ends quickly with. */
const MOST_ITEMS = 500;

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Does together what is asked for at about the same time: while one group is being written the
 * next one gathers, so that a hundred requests cost a few commits. `work` returns a result for
 * each item, in their order; when it throws, it throws for the whole group.
 */
export function inGroups<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  let gathered: Waiting<Item, Result>[] = [];
  let working = false;

  async function run(): Promise<void> {
    working = true;
    // Whatever arrived in the same read of a socket comes along.
    await nextTurn();
    while (gathered.length > 0) {
      const group = gathered.slice(0, MOST_ITEMS);
      gathered = gathered.slice(MOST_ITEMS);
      try {
        const results = await work(group.map(({ item }) => item));
        for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    working = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      gathered.push({ item, resolve, reject });
      if (!working) void run();
    });
}
