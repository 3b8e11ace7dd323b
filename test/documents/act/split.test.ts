import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleKey, splitAct } from '../../../src/documents/act/split.ts';

const labels = (text: string, language?: 'sq' | 'sr' | 'en') =>
  (splitAct(text, language) ?? [])
    .filter(({ kind }) => kind === 'article')
    .map(({ label }) => label);

const joined = (text: string) =>
  splitAct(text)
    ?.map((part) => part.text)
    .join('');

describe('joining the parts', () => {
  const line = fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .constantFrom('Neni', 'NENI', 'Član', 'Article')
        .chain((word) =>
          fc
            .tuple(
              fc.integer({ min: 1, max: 12 }),
              fc.constantFrom('', 'A', '.', '/1', ' Qëllimi', ' i Ligjit'),
            )
            .map(([number, end]) => `${word} ${number}${end}`),
        ),
    },
    fc.constantFrom(
      'KAPITULLI I',
      'DISPOZITAT',
      'Qëllimi',
      '„Neni 3A',
      'fund”.',
      'SHTOJCA 1',
      '_______',
      '',
      '  ',
      '1. Teksti vijon,',
      'sipas',
    ),
    fc.string({ maxLength: 30 }),
  );

  it('gives the text back, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 60 }),
        fc.constantFrom('\n', '\n\n', '\r\n'),
        (lines, end) => {
          const text = lines.join(end);
          const parts = splitAct(text);
          if (parts === null) return;
          expect(parts.map((part) => part.text).join('')).toBe(text);
          expect(parts.some(({ kind }) => kind === 'article')).toBe(true);
          for (const part of parts) expect(part.kind === 'article').toBe(part.label !== '');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('an act as it may be made', () => {
  const WORDS = { sq: 'Neni', sr: 'Član', en: 'Article' } as const;
  const sentences = {
    sq: ['Ky nen vlen sipas nenit 3.', 'Neni 2 i këtij ligji zbatohet edhe këtu.', '1. E para;'],
    sr: ['Ovaj član važi po članu 3.', 'Član 2. ovog zakona važi i ovde.', '1. Prvo;'],
    en: ['It applies under Article 3.', 'Article 2 of this law applies too.', '1. First;'],
  } as const;
  type Made = { label: string; heading: string | null };

  /** Numbers that go up, with gaps, and with letters behind some. */
  const numbers = fc
    .array(fc.tuple(fc.constantFrom(1, 1, 1, 2, 4), fc.nat(2)), { minLength: 2, maxLength: 25 })
    .map((steps) => {
      let number = 0;
      return steps.flatMap(([step, letters]) => {
        number += step;
        const lettered = ['A', 'B'].slice(0, letters).map((letter) => `${number}${letter}`);
        return [String(number), ...lettered];
      });
    });

  const act = fc
    .tuple(
      fc.constantFrom('sq' as const, 'sr' as const, 'en' as const),
      numbers,
      fc.array(fc.tuple(fc.nat(2), fc.boolean(), fc.nat(3)), { minLength: 80, maxLength: 80 }),
      fc.constantFrom('\n', '\n\n', '\r\n'),
    )
    .map(([language, all, shapes, end]) => {
      const made: Made[] = [];
      const lines = all.flatMap((number, index) => {
        const [shape = 0, chapter = false, count = 0] = shapes[index] ?? [];
        const label = `${WORDS[language]} ${number}`;
        const heading = shape === 0 ? null : `Emërtimi ${index}`;
        made.push({ label, heading });
        const head =
          shape === 2 ? [`${label} – ${heading}`] : heading === null ? [label] : [label, heading];
        const body = Array.from(
          { length: count + 1 },
          (_one, at) => sentences[language][at % 3] ?? '',
        );
        return [
          ...(chapter ? [`KAPITULLI ${'I'.repeat((index % 3) + 1)}`, 'TITULLI'] : []),
          ...head,
          ...body,
        ];
      });
      return { language, text: lines.join(end), made };
    });

  it('is parted at its labels, whatever its numbers, letters and gaps', () => {
    fc.assert(
      fc.property(act, ({ language, text, made }) => {
        const parts = splitAct(text, language) ?? [];
        const own = parts.filter(({ kind }) => kind === 'article');
        expect(own.map(({ label, heading }) => ({ label, heading }))).toEqual(made);
        expect(parts.map((part) => part.text).join('')).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('is parted in each language that it is written in', () => {
    fc.assert(
      fc.property(act, act, ({ language, text, made }, other) => {
        fc.pre(language !== other.language);
        fc.pre(made.length >= other.made.length && other.made.length * 2 >= made.length);
        const both = `${text}\n${other.text}`;
        for (const one of [{ language, made }, other]) {
          expect(labels(both, one.language)).toEqual(one.made.map(({ label }) => label));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('heads of articles', () => {
  it.each([
    ['Neni 5', 'Neni 5', null],
    ['NENI 5', 'NENI 5', null],
    ['Neni 5A', 'Neni 5A', null],
    ['Neni 5/1', 'Neni 5/1', null],
    ['Neni 5 Qëllimi i ligjit', 'Neni 5', 'Qëllimi i ligjit'],
    ['Neni 5 – Qëllimi', 'Neni 5', 'Qëllimi'],
    ['Neni 5. Qëllimi', 'Neni 5', 'Qëllimi'],
    ['Član 5.', 'Član 5', null],
    ['Čl. 5', 'Čl. 5', null],
    ['Article 5: Purpose', 'Article 5', 'Purpose'],
  ])('reads %j', (line, label, heading) => {
    const [, second] =
      splitAct(`${line.replace(/5/, '4').replace(/4A/, '4')}\nTekst.\n${line}\nTeksti.\n`) ?? [];
    expect(second).toMatchObject({ kind: 'article', label, heading });
  });

  it.each([
    'Neni 5 i Ligjit Nr. 04/L-002 zbatohet edhe këtu.',
    'Neni 5, paragrafi 2 zbatohet edhe këtu.',
    'Neni 5 paragrafi 1 fshihet.',
    'neni 5',
    'Neni 5 dhe 6',
    'Član 5. stav 2. ovog zakona',
    'Article 5 of the Law applies.',
    'Neni 5 Qëllimi ......... 3',
    'Neni 5.1',
  ])('reads %j as running text', (line) => {
    expect(labels(`Neni 1\nTekst\nNeni 2\nTekst.\n${line}\nTekst.`)).toEqual(['Neni 1', 'Neni 2']);
  });

  it('leaves a reference on a line of its own where it is', () => {
    const text =
      'Neni 1\nTekst.\nNeni 2\nVendimi merret në pajtim me\nNeni 7\ntë Ligjit.\nNeni 3\nTekst.';
    expect(labels(text)).toEqual(['Neni 1', 'Neni 2', 'Neni 3']);
  });

  it('takes letters and gaps as they come', () => {
    const numbers = ['1', '2', '2A', '2B', '4', '5/1', '6', '10', '11'];
    const text = numbers.map((number) => `Neni ${number}\nTeksti i nenit.\n`).join('');
    expect(labels(text)).toEqual(numbers.map((number) => `Neni ${number}`));
  });

  it('takes the body, not the table of contents', () => {
    const toc = 'PËRMBAJTJA\nNeni 1 Qëllimi\nNeni 2 Fusha\nNeni 3 Hyrja në fuqi\n';
    const body = 'Neni 1 Qëllimi\nKy ligj.\nNeni 2 Fusha\nKy ligj.\nNeni 3 Hyrja në fuqi\nKy ligj.';
    const parts = splitAct(toc + body) ?? [];
    expect(parts[0]).toMatchObject({ kind: 'front', text: toc });
    expect(parts).toHaveLength(4);
  });

  it('keeps quoted articles in the one that amends', () => {
    const text =
      'Neni 1\nPas nenit 12 të ligjit bazik shtohet neni 12A me tekstin si në vijim:\n„Neni 12A\nMbikëqyrja\n1. Inspektorati mbikëqyr.\n' +
      'Neni 12B\nTeksti i dytë.”\nNeni 2\nNeni 13 i ligjit bazik fshihet.\nNeni 3\nHyrja në fuqi\nKy ligj hyn në fuqi.';
    expect(labels(text)).toEqual(['Neni 1', 'Neni 2', 'Neni 3']);
    const open = text.replace(/[„”]/g, '');
    expect(labels(open)).toEqual(['Neni 1', 'Neni 2', 'Neni 3']);
  });

  it('finds nothing where there is nothing', () => {
    expect(splitAct('')).toBeNull();
    expect(splitAct('Strategjia për rini\n1. Hyrje\nSipas nenit 5 të Kushtetutës …')).toBeNull();
    expect(splitAct('Një shkresë\nNeni 5\ndhe asgjë tjetër')).toBeNull();
    expect(labels('Neni 5\nVetëm ky nen.')).toEqual(['Neni 5']);
  });

  it('is quick on a long text of references', () => {
    const text = Array.from({ length: 3_000 }, (_one, index) => `Neni ${index % 400}\nTekst`).join(
      '\n',
    );
    const before = performance.now();
    expect(joined(text)).toBe(text);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('is found by number and words without diacritics', () => {
    expect(articleKey('Neni 5A', 'Qëllimi i ligjit')).toBe('neni 5a qellimi i ligjit');
  });
});

describe('chapters', () => {
  it('stand between the articles and name those that follow', () => {
    const text =
      'KAPITULLI I\nDISPOZITAT E PËRGJITHSHME\nNeni 1\nQëllimi\nKy ligj.\nKAPITULLI II\nTË DREJTAT\n\nNeni 2\nKreu II i këtij ligji zbatohet.\nPJESA E TRETË\nNeni 3\nFund.';
    expect(
      splitAct(text)?.map(({ kind, label, heading, chapter }) => [kind, label, heading, chapter]),
    ).toEqual([
      ['front', '', null, 'KAPITULLI I DISPOZITAT E PËRGJITHSHME'],
      ['article', 'Neni 1', 'Qëllimi', 'KAPITULLI I DISPOZITAT E PËRGJITHSHME'],
      ['front', '', null, 'KAPITULLI II TË DREJTAT'],
      ['article', 'Neni 2', null, 'KAPITULLI II TË DREJTAT'],
      ['front', '', null, 'PJESA E TRETË'],
      ['article', 'Neni 3', null, 'PJESA E TRETË'],
    ]);
  });
});
