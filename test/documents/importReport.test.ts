import { describe, expect, it } from 'vitest';
import {
  emptyReport,
  packCounts,
  reportLines,
  reportMessage,
  tellCounts,
  wroteNothing,
} from '../../src/documents/importReport.ts';
import { oneLine, shorten } from '../../src/documents/shorten.ts';
import { translator } from '../../src/i18n/index.ts';

describe('an import report', () => {
  it('tells what was added, changed and left, in three languages', () => {
    const report = emptyReport(['Web', 'Telefoni']);
    report.added.push('KCSF');
    report.changed.push({ name: 'Žene', fields: ['region', 'fullName'] });
    report.left = 3;
    report.keptDone.push('A1 One');
    expect(wroteNothing(report)).toBe(false);
    expect(reportLines('en', report)).toEqual([
      '1 added · 1 changed · 3 left as they were',
      '  added: KCSF',
      '  changed: Žene (region, full name)',
      'Columns that were not read: Web, Telefoni',
      'Open in the file, but marked as done here, and they stay done: A1 One',
    ]);
    expect(reportLines('sq', report).slice(0, 3)).toEqual([
      'u shtua 1 · u ndryshua 1 · 3 mbetën siç ishin',
      '  u shtua: KCSF',
      '  u ndryshua: Žene (rajoni, emri i plotë)',
    ]);
    expect(reportLines('sr', report).slice(0, 3)).toEqual([
      'dodato: 1 · izmenjeno: 1 · bez promene: 3',
      '  dodato: KCSF',
      '  izmenjeno: Žene (region, pun naziv)',
    ]);
  });

  it('tells each refused row, and that nothing was written', () => {
    const report = emptyReport();
    report.added.push('never told');
    report.refusedRows.push(
      { line: 4, reason: 'imports.fieldTooLong', context: { field: 'name', max: 120 } },
      { line: 9, reason: 'imports.badDeadline', context: { value: '{{line}} $t(chat.next)' } },
    );
    expect(wroteNothing(report)).toBe(true);
    expect(reportMessage('en', 'Import of organisations', report)).toEqual({
      language: 'en',
      summary: 'Import of organisations: Nothing was imported: 2 rows cannot be taken.',
      parts: [
        { kind: 'heading', text: 'Import of organisations' },
        { kind: 'warning', text: 'Nothing was imported: 2 rows cannot be taken.' },
        {
          kind: 'list',
          items: [
            'line 4: name: too long, at most 120 characters',
            'line 9: I do not understand the deadline “{{line}} $t(chat.next)”. Possible: 14.12.2026, 2026-12, Q4 2026, 2026, continuous',
          ],
        },
      ],
    });
    expect(reportLines('sr', report)[0]).toBe('Ništa nije uvezeno: 2 reda ne mogu da se prime.');
  });

  it('is shortened visibly past twenty rows', () => {
    const report = emptyReport();
    report.added.push(...Array.from({ length: 25 }, (_, index) => `${index} ${'x'.repeat(200)}`));
    const lines = reportLines('en', report);
    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toBe('  and 5 more rows');
    expect(lines[1]?.endsWith('x…')).toBe(true);
    expect(reportLines('sr', report).at(-1)).toBe('  i još 5 redova');
  });

  it('keeps its counts', () => {
    const report = emptyReport();
    report.left = 1;
    expect(tellCounts(translator('en'), packCounts(report))).toBe(
      '0 added · 0 changed · 1 left as it was',
    );
    expect(wroteNothing(report)).toBe(true);
  });
});

describe('shorten and oneLine', () => {
  it('never cut inside a code point, and say so', () => {
    expect(shorten('👍👍👍', 3)).toBe('👍👍👍');
    expect(shorten('👍👍👍👍', 3)).toBe('👍👍…');
    expect(shorten('one two three', 9)).toBe('one two…');
    expect(oneLine(' a\n\tb \u00a0c ')).toBe('a b c');
  });
});
