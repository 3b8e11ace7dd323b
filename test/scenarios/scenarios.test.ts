import { describe, it } from 'vitest';
import { describePostgres } from '../storage/postgres.ts';
import { PLATFORMS, withStage } from './platforms.ts';
import { castOf } from './script.ts';
import { SCENARIOS } from './table.ts';

describe.each(PLATFORMS)('on %s', (platform) => {
  it.each(SCENARIOS)('$name', async ({ play }) => {
    await withStage(platform, 'sqlite', async (stage) => play(await castOf(stage)));
  });
});

describePostgres('on PostgreSQL', () => {
  it.each(SCENARIOS)('$name', async ({ play }) => {
    await withStage('slack', 'postgresql', async (stage) => play(await castOf(stage)));
  });
});
