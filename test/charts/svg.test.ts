import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { fitTo, widthOf, wrap } from '../../src/charts/measure.ts';
import { drawPicture } from '../../src/charts/picture.ts';
import { bar, escapeText, svg, text } from '../../src/charts/svg.ts';
import { readXml } from '../../src/documents/text/xml.ts';

// A thread begins for each picture; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 60_000 });

const PNG = [0x89, 0x50, 0x4e, 0x47];
const sizeOf = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

describe('text in pictures', () => {
  it('is never wider than it was allowed, and loses no word before the last line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zëçšžćđA-ZËÇ0-9]{1,12}$/), { maxLength: 30 }),
        fc.integer({ min: 200, max: 1_000 }),
        fc.integer({ min: 1, max: 3 }),
        (words, width, most) => {
          const lines = wrap(words.join(' '), 36, width, most);
          expect(lines.length).toBeLessThanOrEqual(most);
          for (const line of lines) expect(widthOf(line, 36)).toBeLessThanOrEqual(width);
          if (lines.every((line) => !line.endsWith('…'))) {
            expect(lines.join(' ')).toBe(words.join(' '));
          }
        },
      ),
    );
  });

  it('ends with … where something is missing', () => {
    expect(fitTo('Rregullore', 36, 1_000)).toBe('Rregullore');
    expect(fitTo('Rregullore', 36, 100)).toMatch(/^Rr.*…$/);
    expect(wrap('', 36, 100, 2)).toEqual([]);
  });

  it('is text whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (content) => {
        const [open, inside, close] = [...readXml(text(1, 2, `x${content}`, { size: 3 }))];
        expect([open?.kind, close?.kind]).toEqual(['open', 'close']);
        expect(inside).toMatchObject({ kind: 'text' });
      }),
    );
    expect(escapeText('</text><image href="x"/>\u0000\ud800')).toBe(
      '&#60;/text&#62;&#60;image href=&#34;x&#34;/&#62;',
    );
  });
});

describe('drawPicture', () => {
  const picture = (label: string) =>
    svg(300, 80, [], [bar(0, 0, 300, 20, { fill: '#000' }), text(10, 60, label, { size: 40 })]);

  it('draws a PNG of the size of the picture', async () => {
    const png = await drawPicture(picture('ë ç š'));
    expect([...png.subarray(0, 4)]).toEqual(PNG);
    expect(sizeOf(png)).toEqual([300, 80]);
  });

  it('has every letter of our languages, in both cuts', async () => {
    const draw = (label: string, bold: boolean) =>
      drawPicture(svg(120, 60, [], [text(10, 50, label, { size: 50, bold })]));
    for (const bold of [false, true]) {
      // What the font lacks is drawn as one and the same empty box.
      const missing = Buffer.from(await draw('\u{1f5f3}', bold)).toString('base64');
      for (const letter of 'ëçËÇšžčćđŠŽČĆĐ„“–—…→·ж') {
        const drawn = Buffer.from(await draw(letter, bold)).toString('base64');
        expect(drawn, `${letter} ${bold}`).not.toBe(missing);
      }
    }
  });

  it('fails for what is no picture, and draws the next one', async () => {
    await expect(drawPicture('<svg')).rejects.toThrow();
    expect(sizeOf(await drawPicture(picture('x')))).toEqual([300, 80]);
  });
});
