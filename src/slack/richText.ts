import type { types } from '@slack/bolt';
import type { Inline } from '../chat/message.ts';
import { type Language, translate } from '../i18n/index.ts';
import { URL_LENGTH } from './limits.ts';
import { clean, cut, wordsOf } from './text.ts';

/** One paragraph, bullet or field: pieces of running text. */
export type Run = readonly Inline[];

/** Removes what cannot be shown from every piece, and pieces without words. */
export function cleanRun(run: Run): Run {
  return run.flatMap((piece): Inline[] => {
    const words = clean(wordsOf(piece));
    if (words === '') return [];
    if (typeof piece === 'string') return [words];
    if ('bold' in piece) return [{ bold: words }];
    if ('code' in piece) return [{ code: words }];
    if ('removed' in piece) return [{ removed: words }];
    if ('added' in piece) return [{ added: words }];
    const url = linkAddress(piece.url);
    return url === null ? [words] : [{ link: words, url }];
  });
}

/** An address that Slack takes for a link, or null. */
function linkAddress(url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !['http:', 'https:', 'mailto:'].includes(parsed.protocol)) return null;
  return parsed.href.length <= URL_LENGTH ? parsed.href : null;
}

/**
 * The beginning of the runs with at most `limit` characters of words. What was left out is told
 * by "… (shortened)" at the end. A link is kept whole or left out.
 */
export function shortenRuns(runs: readonly Run[], limit: number, language: Language): Run[] {
  const total = runs.flat().reduce((sum, piece) => sum + wordsOf(piece).length, 0);
  if (total <= limit) return [...runs];
  const marker = translate(language, 'chat.shortened');
  let left = limit - marker.length;
  if (left < 0) return [];
  const kept: Run[] = [];
  for (const run of runs) {
    const begun: Inline[] = [];
    kept.push(begun);
    for (const piece of run) {
      const words = wordsOf(piece);
      if (words.length > left) {
        begun.push(...shortenPiece(piece, left), marker);
        return kept;
      }
      begun.push(piece);
      left -= words.length;
    }
  }
  return kept;
}

function shortenPiece(piece: Inline, length: number): Inline[] {
  const words = cut(wordsOf(piece), length);
  if (words === '' || (typeof piece === 'object' && 'link' in piece)) return [];
  if (typeof piece === 'string') return [words];
  if ('removed' in piece) return [{ removed: words }];
  if ('added' in piece) return [{ added: words }];
  return 'bold' in piece ? [{ bold: words }] : [{ code: words }];
}

/**
 * Rich text elements: in them every text is literal. Nothing a person typed can become markup, a
 * mention or an emoji there, whatever it holds.
 */
export function richElements(run: Run): types.RichTextElement[] {
  return joined(run).map((piece) => {
    if (typeof piece === 'string') return { type: 'text', text: piece };
    if ('bold' in piece) return { type: 'text', text: piece.bold, style: { bold: true } };
    if ('code' in piece) return { type: 'text', text: piece.code, style: { code: true } };
    if ('removed' in piece) return { type: 'text', text: piece.removed, style: { strike: true } };
    if ('added' in piece) return { type: 'text', text: piece.added, style: { bold: true } };
    return { type: 'link', url: piece.url, text: piece.link };
  });
}

/** The run with neighbouring plain texts as one: each element costs room. */
function joined(run: Run): Run {
  const done: Inline[] = [];
  for (const piece of run) {
    const last = done.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') done[done.length - 1] = last + piece;
    else done.push(piece);
  }
  return done;
}

/** A block of one paragraph. */
export function richSection(run: Run): types.RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: richElements(run) }],
  };
}
