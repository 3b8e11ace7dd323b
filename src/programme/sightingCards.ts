import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Message } from '../chat/message.ts';
import { shorten } from '../documents/shorten.ts';
import { type Language, translator } from '../i18n/index.ts';
import { handleOf } from './find.ts';
import { seenFacts } from './missingCards.ts';
import type { SightingRow } from './sightings.ts';

/** A draft that was seen elsewhere, with what can be done about it. */
export function sightingMessage(language: Language, row: SightingRow, before?: string): Message {
  const t = translator(language);
  const title = shorten(row.title, 300);
  const planned = row.planned ? handleOf(row.planned) : null;
  const state = row.draft
    ? t('sighting.came', { number: row.draft.number })
    : row.endedAt
      ? [t('sighting.ended'), row.endReason ? shorten(row.endReason, 300) : ''].join(' ').trim()
      : null;
  const buttons: Button[] = [];
  if (planned) buttons.push({ act: 'programme.show', args: [planned], label: planned });
  if (!state) {
    buttons.push(
      {
        act: 'programme.letter',
        args: ['sighting', row.id],
        label: t('programme.button.letter'),
        style: 'primary',
      },
      { act: 'sighting.came', args: [row.id], label: t('sighting.button.came') },
      { act: 'sighting.end', args: [row.id], label: t('sighting.button.end'), style: 'danger' },
    );
  }
  return message(language, title, [
    ...(before ? [{ kind: 'text', text: before } as const] : []),
    { kind: 'heading', text: title },
    { kind: 'text', text: seenFacts(language, t, row) },
    ...(planned
      ? [{ kind: 'text', text: t('sighting.planned', { handle: planned }) } as const]
      : []),
    ...(state ? [{ kind: 'text', text: state } as const] : []),
    ...buttonPart(buttons),
  ]);
}
