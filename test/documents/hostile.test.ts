import { describe, expect, it, vi } from 'vitest';
import { isRefusal } from '../../src/chat/refusal.ts';
import { readText } from '../../src/documents/readText.ts';
import { HARMLESS, HOSTILE, longDocx, longPdf } from './hostile.ts';

// A thread begins for each document; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 });

const NEXT = Buffer.from('Neni 1\nTeksti.\nNeni 2\nTeksti.');

describe('a document that troubles', () => {
  it.each(HOSTILE)('%s ends as “%s”, and the next one is read', async (_name, outcome, make) => {
    const [read, next] = await Promise.all([readText(make()), readText(NEXT)]);
    expect(read).toMatchObject({ refused: `document.text.${outcome}` });
    expect(next).toMatchObject({ text: NEXT.toString() });
  });

  it.each(HARMLESS)('%s is read', async (_name, make) => {
    const read = await readText(make());
    if (isRefusal(read)) throw new Error(read.refused);
    expect(read.text).toContain('Neni 1\n');
    expect(read.outline[0]?.cuts[0]?.label).toBe('Neni 1');
  });
});

describe('an act of 400 pages', () => {
  it.each([
    ['PDF', longPdf],
    ['DOCX', longDocx],
  ])('is read and parted as %s', async (_name, make) => {
    const read = await readText(make(400));
    if (isRefusal(read)) throw new Error(read.refused);
    expect(read.outline[0]?.cuts).toHaveLength(400);
    expect(read.outline[0]?.cuts.at(-1)?.label).toBe('Neni 400');
    expect(read.text.length).toBeGreaterThan(1_000_000);
  });
});
