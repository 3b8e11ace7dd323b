import type { Row } from './part.ts';

const HEAD = ['', 'figure', 'baseline', 'ratio', 'noise'];

/** The rows as a plain table. */
export function table(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

function cellsOf({ name, figure, baseline, unit, noise }: Row): string[] {
  return [
    name,
    `${short(figure)} ${unit}`,
    baseline === null ? '' : `${short(baseline)} ${unit}`,
    baseline === null ? '' : (figure / baseline).toFixed(2),
    noise === null ? '' : `±${((noise * 100) / 2).toFixed(1)} %`,
  ];
}

function short(figure: number): string {
  return Number.isInteger(figure) ? String(figure) : figure.toFixed(figure < 10 ? 2 : 1);
}
