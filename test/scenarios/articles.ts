import { expect } from 'vitest';
import { acceptAll, messageWith, opened, previewDraft, told } from './script.ts';
import type { Scenario } from './table.ts';

/** A text of the test's own, in the shape of an act; its second article hides a third. */
const ACT = [
  'LIGJ DEMONSTRUES',
  'KREU I',
  'DISPOZITAT E PËRGJITHSHME',
  'Neni 1',
  'Qëllimi',
  'Ky ligj përcakton rregullat.',
  'Neni 2',
  'Përkufizimet',
  'Shprehjet kanë këtë kuptim.',
  'Neni i ri pa numër',
  'Komuna mban regjistrin.',
].join('\n');

/** A draft is its articles: read at publication, mended by staff, found by members. */
export const ARTICLE_SCENARIOS: readonly Scenario[] = [
  {
    name: 'the articles of a file are told before publication, mended by staff, and found by a member',
    async play(cast) {
      const { staff, office, delegate, kcsf, stage } = cast;
      const bytes = new TextEncoder().encode(ACT);
      const preview = await previewDraft(cast, { file: { name: 'ligji.txt', bytes } });
      expect(preview.text).toContain('2 articles were found in the text.');
      const done = told(await staff.presses(office, preview, 'Publish'));
      const number = /[A-Z]+-\d{4}-\d{3}/.exec(done.text)?.[0] ?? '';
      await stage.settled();

      const list = told(await staff.uses(office, 'articles', { draft: number }));
      expect(list.buttons.slice(0, 4)).toEqual([
        'Before the articles',
        'Neni 1 – Qëllimi',
        'Neni 2 – Përkufizimet',
        'Read from another document',
      ]);
      const second = told(await staff.presses(office, list, 'Neni 2'));
      expect(second.text).toContain('Shprehjet kanë këtë kuptim.');
      opened(await staff.presses(office, second, 'Split in two'));
      const split = told(await staff.submits({ 'First words of the new article': 'Neni i ri' }));
      expect(split.text).toContain(
        `${number}: split into Neni 2 – Përkufizimet and Neni i ri pa numër.`,
      );
      const third = told(
        await staff.uses(office, 'articles', { draft: number, article: 'neni i ri' }),
      );
      opened(await staff.presses(office, third, 'Correct'));
      told(
        await staff.submits({
          'Label, e.g. Article 5A': 'Neni 3',
          'Heading of the article': 'Regjistri',
        }),
      );

      const details = told(
        await delegate.presses(kcsf, await messageWith(kcsf, number), 'Details'),
      );
      const shown = told(await delegate.presses(kcsf, details, 'Articles'));
      expect(shown.buttons).toContain('Neni 3 – Regjistri');
      expect(shown.buttons).not.toContain('Read from another document');
      const own = told(await delegate.presses(kcsf, shown, 'Neni 3'));
      expect(own.buttons).toEqual(['Contribute', 'Articles']);
      const view = told(await delegate.presses(kcsf, own, 'Contribute'));
      opened(await delegate.presses(kcsf, view, 'Propose a change'));
      const receipt = told(
        await delegate.submits({ 'The text as it should read': 'Ministria mban regjistrin.' }),
      );
      expect(receipt.text).toContain('Amendment · Neni 3');
      await stage.settled();
      await acceptAll(cast);

      // Merged again, what was said of the article goes with it.
      const merged = told(await staff.uses(office, 'articles', { draft: number, article: '3' }));
      const asked = told(await staff.presses(office, merged, 'Merge with the one before'));
      told(await staff.presses(office, asked, 'Yes, merge'));
      const after = told(await staff.uses(office, 'articles', { draft: number }));
      expect(after.text).toContain('2 articles');
      expect((await messageWith(office, `${number}/K-001`)).text).toContain('mban regjistrin');
    },
  },
];
