import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readConfig, VARIABLE_NAMES } from '../../src/config.ts';

const lines = (await readFile(new URL('../../.env.example', import.meta.url), 'utf8')).split('\n');
const assignments = lines.flatMap((line, index) => {
  const match = /^(#?)([A-Z_]+)=(.*)$/.exec(line);
  return match
    ? [{ off: match[1] === '#', name: match[2] ?? '', value: match[3] ?? '', index }]
    : [];
});

describe('.env.example', () => {
  it('names every variable, each once and nothing else', () => {
    const names = assignments.map(({ name }) => name);
    expect(names.toSorted()).toEqual([...VARIABLE_NAMES].toSorted());
  });

  it('sets none of them', () => {
    expect(assignments.filter(({ off }) => !off)).toEqual([]);
  });

  it('explains each, and says whether it is needed', () => {
    for (const { name, index } of assignments) {
      const start = lines.lastIndexOf('', index) + 1;
      expect(lines.slice(start, index).join(' '), name).toMatch(/^# .*\b(Optional|Required)\b/);
    }
  });

  it('gives examples that the program takes', () => {
    const examples = assignments.filter(({ value }) => value !== '');
    const config = readConfig(Object.fromEntries(examples.map(({ name, value }) => [name, value])));
    expect(config.admins).toHaveLength(2);
    expect(config.zone).toBe('Europe/Belgrade');
  });
});
