import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDER = new URL('../../src/slack/', import.meta.url);
const PURE =
  /^(limits|text|richText|renderMessage|renderForm|emoji|typed|ids|manifest|manifestLimits)\.ts$/;

function importsOf(file: string): string[] {
  const source = readFileSync(new URL(file, FOLDER), 'utf8');
  return [...source.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from '([^']+)'/gm)].map(
    ([, from = '']) => from,
  );
}

describe('the Slack adapter', () => {
  const files = readdirSync(FOLDER);

  it.each(files)('%s knows no feature', (file) => {
    const foreign = importsOf(file).filter(
      (from) => !/^(\.\/|\.\.\/(chat|i18n)\/|node:|@slack\/bolt$)/.test(from),
    );
    expect(foreign).toEqual([]);
  });

  it.each(files.filter((file) => PURE.test(file)))('%s renders without the SDK', (file) => {
    expect(importsOf(file).filter((from) => /^(node:|@slack)/.test(from))).toEqual([]);
  });
});
