import { it } from 'vitest';
import type { Engine } from '../../src/storage/database.ts';
import { type PLATFORMS, withStage } from './platforms.ts';
import { castOf } from './script.ts';
import { SCENARIOS } from './table.ts';

/**
 * Every scenario on one platform and database. Each of these is a file of its own, so that they run
 * beside each other.
 */
export function playAll(platform: (typeof PLATFORMS)[number], engine: Engine): void {
  it.each(SCENARIOS)('$name', async ({ play }) => {
    await withStage(platform, engine, async (stage) => play(await castOf(stage)));
  });
}
