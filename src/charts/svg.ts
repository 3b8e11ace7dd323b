/** The pieces that pictures are drawn of: plain SVG, every text escaped. Pure. */

/** The family that pictures are set in; see picture.ts. */
export const FONT = 'Liberation Sans';

/** Dark on white, told apart by lightness too; contrast with white is 4.5:1 or more for text. */
export const INK = '#1b1d22';
export const SOFT = '#5a5f6b';
export const LINE = '#c9ccd3';
export const GROUND = '#ffffff';
export const RED = '#a1121f';
export const AMBER = '#8a5300';
export const BLUE = '#1f4fa3';
export const GREEN = '#17653a';

/** Text as XML may hold it: escaped, and without what XML cannot hold at all (XML 1.0, 2.2). */
export function escapeText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export interface TextStyle {
  size: number;
  bold?: boolean;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
}

/** One line of text; `y` is where its letters stand. */
export function text(x: number, y: number, content: string, style: TextStyle): string {
  const { size, bold = false, fill = INK, anchor = 'start' } = style;
  const weight = bold ? ' font-weight="700"' : '';
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${weight} fill="${fill}" text-anchor="${anchor}">${escapeText(content)}</text>`;
}

export function line(
  from: readonly [number, number],
  to: readonly [number, number],
  stroke: string,
  { width = 2, dash = '' }: { width?: number; dash?: string } = {},
): string {
  const dashed = dash ? ` stroke-dasharray="${dash}"` : '';
  return `<line x1="${round(from[0])}" y1="${round(from[1])}" x2="${round(to[0])}" y2="${round(to[1])}" stroke="${stroke}" stroke-width="${width}"${dashed}/>`;
}

export function bar(
  x: number,
  y: number,
  width: number,
  height: number,
  paint: { fill: string; stroke?: string },
): string {
  const stroke = paint.stroke ? ` stroke="${paint.stroke}" stroke-width="3"` : '';
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${height}" fill="${paint.fill}"${stroke}/>`;
}

/** Signs that tell states apart by their shape alone. */
export type Sign = 'triangle' | 'disc' | 'ring' | 'check' | 'cross' | 'diamond';

/** A sign around a point, some `size` wide. */
export function sign(kind: Sign, x: number, y: number, size: number, colour: string): string {
  const r = size / 2;
  const at = (dx: number, dy: number) => `${round(x + dx * r)},${round(y + dy * r)}`;
  const drawn = `fill="none" stroke="${colour}" stroke-width="${round(size / 6)}"`;
  switch (kind) {
    case 'triangle':
      return `<polygon points="${at(0, -1)} ${at(1, 0.85)} ${at(-1, 0.85)}" fill="${colour}"/>`;
    case 'diamond':
      return `<polygon points="${at(0, -1)} ${at(1, 0)} ${at(0, 1)} ${at(-1, 0)}" fill="${GROUND}" stroke="${colour}" stroke-width="3"/>`;
    case 'disc':
      return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="${colour}"/>`;
    case 'ring':
      return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r * 0.85)}" fill="${GROUND}" stroke="${colour}" stroke-width="${round(size / 6)}"/>`;
    case 'check':
      return `<polyline points="${at(-0.9, 0.05)} ${at(-0.25, 0.75)} ${at(0.95, -0.75)}" ${drawn}/>`;
    case 'cross':
      return `<path d="M${at(-0.8, -0.8)} L${at(0.8, 0.8)} M${at(0.8, -0.8)} L${at(-0.8, 0.8)}" ${drawn}/>`;
  }
}

/** A fill of dots, by the id of its pattern. */
export function dots(id: string, colour: string): string {
  return `<pattern id="${id}" width="12" height="12" patternUnits="userSpaceOnUse"><rect width="12" height="12" fill="${GROUND}"/><circle cx="6" cy="6" r="2.5" fill="${colour}"/></pattern>`;
}

/** A fill of slanted stripes, by the id of its pattern. */
export function stripes(id: string, colour: string): string {
  return `<pattern id="${id}" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="14" height="14" fill="${GROUND}"/><rect width="8" height="14" fill="${colour}"/></pattern>`;
}

/** A whole picture on white. */
export function svg(
  width: number,
  height: number,
  defs: readonly string[],
  parts: readonly string[],
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}"><defs>${defs.join('')}</defs><rect width="${width}" height="${height}" fill="${GROUND}"/>${parts.join('')}</svg>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
