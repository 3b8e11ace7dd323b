import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isRefusal } from '../../src/chat/refusal.ts';
import type { ActLanguage } from '../../src/documents/act/lines.ts';
import { type ActPart, partsOf } from '../../src/documents/act/split.ts';
import { readText } from '../../src/documents/readText.ts';
import { describeBrowser, openBrowser } from '../sandbox/browser.ts';
import { languages } from './acts/languages.ts';
import { others } from './acts/others.ts';
import { pages } from './acts/pages.ts';
import { parts } from './acts/parts.ts';
import { plain } from './acts/plain.ts';
import { print } from './acts/print.ts';
import { blocksOf, noteOf, render, wordsOf } from './acts/render.ts';
import type { ActSample, Expected } from './acts/shape.ts';

// A thread begins for each document; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 });

const ACTS = [...plain, ...parts, ...pages, ...languages, ...others];

const plainly = (text: string) => text.replace(/\s+/g, ' ').trim();

/** An article as {@link Expected} has it, as far as its words go. */
function seen(part: ActPart, wanted: Expected | undefined): Expected {
  const [, ...lines] = part.text.split('\n').filter((line) => line.trim() !== '');
  const onLabel = part.heading !== null && !plainly(lines[0] ?? '').startsWith(part.heading);
  const words = plainly(lines.slice(part.heading === null || onLabel ? 0 : 1).join(' '));
  const { label, heading, chapter } = part;
  const begins = words.slice(0, wanted?.begins.length ?? 30);
  return { label, heading, chapter, begins, ends: words.slice(-(wanted?.ends.length ?? 30)) };
}

const cases = ACTS.flatMap((act) => act.forms.map((form) => ({ act, form, name: act.name })));

describe.each(cases)('$name as $form', ({ act, form }) => {
  it('is read whole, and its articles are told', () => expectRead(act, render(act, form)));
});

describeBrowser('as a browser prints them to PDF', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  it.each(ACTS)('$name', async (act) => {
    await expectRead(act, await print(browser, act));
  });
});

async function expectRead(act: ActSample, bytes: Uint8Array): Promise<void> {
  const read = await readText(bytes);
  if (isRefusal(read)) throw new Error(read.refused);
  for (const [language, articles] of Object.entries(act.expected)) {
    const found = partsOf(read.text, read.outline, language as ActLanguage);
    if (articles === null) {
      expect(found).toBeNull();
      continue;
    }
    const own = (found ?? []).filter(({ kind }) => kind === 'article');
    expect(own.map((part, index) => seen(part, articles[index]))).toEqual(articles);
    const around = (kind: ActPart['kind']) =>
      plainly((found ?? []).flatMap((part) => (part.kind === kind ? part.text : [])).join(' '));
    expect(around('front')).toContain(act.front ?? '');
    expect(around('back')).toContain(act.back ?? '');
  }
  expectWhole(act, read.text);
}

/** Every paragraph, cell and note of the act stands in the text, and no head or foot of a page. */
function expectWhole(act: ActSample, text: string) {
  const whole = plainly(text.replace(/\[\d+\]/g, ''));
  const said = blocksOf(act).flatMap((block) => [...wordsOf(block), noteOf(block) ?? '']);
  expect(said.filter((words) => !whole.includes(plainly(words)))).toEqual([]);
  const { head, foot } = act.pages ?? {};
  if (head) expect(whole).not.toContain(head);
  if (foot && foot(1).length > 3) expect(whole).not.toContain(foot(1));
}
