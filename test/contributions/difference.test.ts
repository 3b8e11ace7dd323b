import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Inline } from '../../src/chat/message.ts';
import { unstructured } from '../../src/chat/message.ts';
import {
  applied,
  difference,
  differenceText,
  original,
} from '../../src/contributions/difference.ts';
import { joinText, sameWords, splitText } from '../../src/contributions/longText.ts';

/** Texts as laws have them: words that come again, numbers, lines, and what nobody expects. */
const word = fc.oneof(
  fc.constantFrom('Neni', 'ndërmarrja', 'sociale', '5A', '(1)', 'është', '–', '1.2.', '👀'),
  fc.string({ maxLength: 6 }),
);
const gap = fc.constantFrom(' ', '  ', '\n', '\n\n', '');
const text = fc.array(fc.tuple(word, gap), { maxLength: 60 }).map((pairs) => pairs.flat().join(''));

const shown = (pieces: readonly Inline[]) =>
  pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return 'removed' in piece || 'added' in piece ? unstructured(piece) : '?';
    })
    .join('');

describe('a difference', () => {
  it('leads from one text to the other, to the character', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = difference(before, after);
        expect(applied(pieces)).toBe(after);
        expect(original(pieces)).toBe(before);
        for (const piece of pieces) expect(piece.text).not.toBe('');
      }),
    );
  });

  it('has nothing but what is the same for equal texts', () => {
    fc.assert(
      fc.property(text, (same) => {
        expect(difference(same, same).every(({ kind }) => kind === 'same')).toBe(true);
      }),
    );
  });

  it('shows whole words', () => {
    const pieces = difference(
      'Ndërmarrja sociale mund të regjistrohet pranë ministrisë.',
      'Ndërmarrja sociale duhet të regjistrohet pranë agjencisë, pa pagesë.',
    );
    expect(shown(differenceText(pieces))).toBe(
      'Ndërmarrja sociale [−mund−][+duhet+] të regjistrohet pranë [−ministrisë−][+agjencisë, pa pagesë+].',
    );
  });

  it('shows words that changed one after the other as one change', () => {
    const pieces = difference('a social enterprise may act', 'a private company may act');
    expect(shown(differenceText(pieces))).toBe(
      'a [−social enterprise−][+private company+] may act',
    );
  });

  it('shortens long stretches that stay, between words', () => {
    const long = 'njëri pas tjetrit '.repeat(40).trim();
    const pieces = difference(`${long} para ${long}.`, `${long} pas ${long}.`);
    const read = shown(differenceText(pieces));
    expect(read.length).toBeLessThan(400);
    expect(read).toMatch(/^… (njëri|pas|tjetrit) .*tjetrit \[−para−\]\[\+pas\+\] njëri .* …$/);
  });

  it('ends for texts that have nothing in common', () => {
    const words = (seed: string) =>
      Array.from({ length: 20_000 }, (_, index) => `${seed}${index}`).join(' ');
    const [before, after] = [words('a'), words('b')];
    expect(difference(before, after)).toEqual([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
  });
});

describe('a long text', () => {
  it('comes together again as it was cut', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 5, max: 80 }), (whole, max) => {
        const { parts, joints } = splitText(whole, max);
        expect(joinText(parts, joints)).toBe(whole.trim());
        expect(joints).toHaveLength(parts.length - 1);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(max);
      }),
    );
  });

  it('is cut between paragraphs where it can be', () => {
    const paragraph = 'Një paragraf. '.repeat(5).trim();
    const { parts } = splitText(`${paragraph}\n\n${paragraph}\n\n${paragraph}`, 150);
    expect(parts).toEqual([`${paragraph}\n\n${paragraph}`, paragraph]);
  });

  it('says the same with other white space', () => {
    expect(sameWords('Neni 5\n\n1. Po.', ' Neni 5 1.  Po. ')).toBe(true);
    expect(sameWords('Neni 5', 'Neni 6')).toBe(false);
  });
});
