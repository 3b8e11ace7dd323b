import { describe, expect, it } from 'vitest';
import { fillSections, generated } from '../../src/setup/generate.ts';
import { manifestProblems } from '../../src/slack/manifestLimits.ts';

describe('the generated files', () => {
  it('are fresh', async () => {
    for (const { path, is, shouldBe } of await generated()) {
      expect(is === shouldBe, `${path} is stale: npm run generate`).toBe(true);
    }
  });

  it('hold a manifest that Slack takes', async () => {
    const file = (await generated()).find(({ path }) => path.endsWith('manifest.json'));
    expect(manifestProblems(JSON.parse(file?.is ?? ''))).toEqual([]);
  });

  it('have a place each, or generating fails', () => {
    expect(() => fillSections('nothing')).toThrow(/must have one place/);
  });
});
