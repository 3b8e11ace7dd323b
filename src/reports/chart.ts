/** Pictures of a report: bars that are told apart by filling, sign and words, never by colour alone. */
import { fitTo, widthOf, wrap } from '../charts/measure.ts';
import {
  AMBER,
  BLUE,
  bar,
  dots,
  GREEN,
  GROUND,
  INK,
  LINE,
  line,
  RED,
  type Sign,
  SOFT,
  sign,
  stripes,
  svg,
  text,
} from '../charts/svg.ts';

export type Look = 'plain' | 'accepted' | 'partly' | 'rejected' | 'neutral' | 'silent';

export interface ChartBar {
  label: string;
  /** What the bar says, in words. */
  words: string;
  /** How much of the whole width it takes, 0 to 1; null where there is nothing to draw. */
  part: number | null;
  look: Look;
}

export interface ChartSection {
  heading: string;
  bars: readonly ChartBar[];
  /** How many more there are than are drawn, in words. */
  more: string | null;
}

export interface ReportChart {
  title: string;
  /** As of when, and what else one must know to read it. */
  notes: readonly string[];
  sections: readonly ChartSection[];
}

/** A phone shows it at a third of its size: 36 here is 13 there. */
export const WIDTH = 1080;
const PAD = 44;
const INNER = WIDTH - 2 * PAD;
const TITLE = 46;
const HEAD = 38;
const BODY = 36;
const SMALL = 31;
const BAR = 36;

/** Each look differs in lightness and filling, so that a grey print tells them apart as well. */
const LOOKS: Readonly<Record<Look, { colour: string; fill: string; sign: Sign | null }>> = {
  plain: { colour: BLUE, fill: BLUE, sign: null },
  accepted: { colour: GREEN, fill: GREEN, sign: 'check' },
  partly: { colour: AMBER, fill: 'url(#partly)', sign: 'diamond' },
  rejected: { colour: RED, fill: 'url(#rejected)', sign: 'cross' },
  neutral: { colour: SOFT, fill: '#c3c7d0', sign: 'disc' },
  silent: { colour: INK, fill: GROUND, sign: 'ring' },
};

/** The picture and how high it is. */
export function drawReport({ title, notes, sections }: ReportChart): {
  svg: string;
  width: number;
  height: number;
} {
  const parts: string[] = [];
  let y = PAD;
  for (const one of wrap(title, TITLE, INNER, 3, true)) {
    y += TITLE;
    parts.push(text(PAD, y, one, { size: TITLE, bold: true }));
    y += 10;
  }
  for (const note of notes) {
    for (const one of wrap(note, SMALL, INNER, 3)) {
      y += SMALL + 8;
      parts.push(text(PAD, y, one, { size: SMALL, fill: SOFT }));
    }
  }
  for (const section of sections) {
    y += 40;
    for (const one of wrap(section.heading, HEAD, INNER, 2, true)) {
      y += HEAD + 4;
      parts.push(text(PAD, y, one, { size: HEAD, bold: true }));
    }
    y += 14;
    parts.push(line([PAD, y], [WIDTH - PAD, y], LINE));
    for (const one of section.bars) {
      const drawn = drawBar(one, y);
      parts.push(...drawn.parts);
      y = drawn.y;
    }
    if (section.more) {
      y += 8;
      for (const one of wrap(section.more, SMALL, INNER, 3)) {
        y += SMALL + 8;
        parts.push(text(PAD, y, one, { size: SMALL, fill: SOFT }));
      }
    }
  }
  const height = Math.ceil(y + PAD);
  const defs = [stripes('rejected', RED), dots('partly', AMBER)];
  return { svg: svg(WIDTH, height, defs, parts), width: WIDTH, height };
}

function drawBar({ label, words, part, look }: ChartBar, from: number) {
  const { colour, fill, sign: shape } = LOOKS[look];
  const parts: string[] = [];
  let y = from + 18 + BODY;
  const left = PAD + (shape ? 44 : 0);
  if (shape) parts.push(sign(shape, PAD + 16, y - BODY * 0.36, 28, colour));
  const room = PAD + INNER - left;
  const beside = widthOf(label, BODY, true) + 24 + widthOf(words, BODY) <= room;
  parts.push(text(left, y, fitTo(label, BODY, room, true), { size: BODY, bold: true }));
  if (beside) parts.push(text(WIDTH - PAD, y, words, { size: BODY, anchor: 'end' }));
  else {
    for (const one of wrap(words, SMALL, room, 2)) {
      y += SMALL + 8;
      parts.push(text(left, y, one, { size: SMALL }));
    }
  }
  y += 14;
  if (part !== null) {
    parts.push(bar(PAD, y, INNER, BAR, { fill: '#f2f3f6' }));
    const width = Math.min(1, Math.max(0, part)) * INNER;
    if (width > 0) parts.push(bar(PAD, y, Math.max(6, width), BAR, { fill, stroke: colour }));
    y += BAR;
  }
  return { parts, y };
}
