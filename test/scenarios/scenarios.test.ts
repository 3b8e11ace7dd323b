import { describe, it } from 'vitest';
import { PLATFORMS, withStage } from './platforms.ts';
import { castOf } from './script.ts';
import { SCENARIOS } from './table.ts';

describe.each(PLATFORMS)('on %s', (platform) => {
  it.each(SCENARIOS)('$name', async ({ play }) => {
    await withStage(platform, async (stage) => play(await castOf(stage)));
  });
});
