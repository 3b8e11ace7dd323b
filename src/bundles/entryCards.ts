import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Message, Part } from '../chat/message.ts';
import { difference, differenceText } from '../contributions/difference.ts';
import { shorten } from '../documents/shorten.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { World } from '../storage/work.ts';
import type { EntryRecord } from './arrange.ts';
import type { BundleText } from './content.ts';
import type { BundleRecord } from './find.ts';
import { rowLine, saidBy, shortReference } from './lines.ts';
import type { UnnumberedRow } from './rows.ts';

/** The texts whole are a button away. */
const TEXT_SHOWN = 1_200;
const SAID_SHOWN = 500;
const WHOLE_BUTTONS = 5;

/** One entry of an open bundle, with all that staff can do with its place. */
export function entryMessage(
  language: Language,
  entry: EntryRecord,
  row: UnnumberedRow,
  place: { number: number | null; page: number },
  world: World,
): Message {
  const t = translator(language);
  const { bundle } = entry;
  const head = t('bundle.entry.head', { number: bundle.number, place: placeText(place, t) });
  return message(language, head, [
    { kind: 'heading', text: head },
    { kind: 'text', text: rowLine({ ...row, note: null }, place.number, t, language, world.zone) },
    ...textParts(row, t),
    ...saidParts(row, t),
    ...noteParts(row.note, entry.included, t),
    ...buttonPart(placeButtons(entry, t)),
    ...buttonPart([...entryButtons(entry, row, t), ...wholeButtons(row, t)]),
    ...buttonPart([
      {
        act: 'bundle.show',
        args: [bundle.number, String(place.page)],
        label: t('bundle.button.back'),
      },
    ]),
  ]);
}

/** One row of a frozen bundle as it was frozen, whatever became of its contribution since. */
export function frozenRowMessage(
  language: Language,
  bundle: BundleRecord,
  row: UnnumberedRow & { row: number },
  page: number,
  world: World,
): Message {
  const t = translator(language);
  const place = t('bundle.entry.place', { number: row.row });
  const head = t('bundle.entry.head', { number: bundle.number, place });
  return message(language, head, [
    { kind: 'heading', text: head },
    { kind: 'context', text: t('bundle.entry.frozen') },
    { kind: 'text', text: rowLine({ ...row, note: null }, row.row, t, language, world.zone) },
    ...textParts(row, t),
    ...saidParts(row, t),
    ...noteParts(row.note, true, t),
    ...buttonPart([
      {
        act: 'bundle.show',
        args: [bundle.number, String(page)],
        label: t('bundle.button.back'),
      },
    ]),
  ]);
}

function placeText({ number }: { number: number | null }, t: Translate): string {
  return number === null ? t('bundle.entry.out') : t('bundle.entry.place', { number });
}

/** The proposal as it differs from what stands in the article, and why. */
export function textParts(text: BundleText, t: Translate): Part[] {
  const { kind, currentText, proposedText, justification } = text;
  const parts: Part[] = [];
  if (currentText && (kind === 'amend' || kind === 'delete')) {
    parts.push({ kind: 'text', text: [{ bold: t('contribution.field.difference') }] });
    parts.push({ kind: 'text', text: differenceText(difference(currentText, proposedText ?? '')) });
  } else if (proposedText) {
    parts.push({ kind: 'text', text: [{ bold: t('contribution.field.proposedText') }] });
    parts.push({ kind: 'quote', text: shorten(proposedText, TEXT_SHOWN) });
  }
  if (justification) {
    parts.push({ kind: 'text', text: [{ bold: t('contribution.field.justification') }] });
    parts.push({ kind: 'quote', text: shorten(justification, TEXT_SHOWN) });
  }
  return parts;
}

/** Who supports it and who objects, with the part of which they said it. */
function saidParts({ support, objections }: UnnumberedRow, t: Translate): Part[] {
  const said = [
    ['support', support],
    ['objection', objections],
  ] as const;
  return said.flatMap(([kind, list]): Part[] => {
    if (list.length === 0) return [];
    const names = shorten(saidBy(list), SAID_SHOWN);
    const count = new Set(list.map(({ organisation }) => organisation)).size;
    return [{ kind: 'text', text: t(`contribution.position.${kind}`, { count, names }) }];
  });
}

function noteParts(note: string | null, included: boolean, t: Translate): Part[] {
  if (!note) return [];
  const label = t(included ? 'bundle.field.note' : 'bundle.field.leaveReason');
  return [
    { kind: 'text', text: [{ bold: label }] },
    { kind: 'quote', text: note },
  ];
}

function placeButtons({ id }: EntryRecord, t: Translate): Button[] {
  return [
    { act: 'bundle.move', args: [id, 'up'], label: t('bundle.button.up') },
    { act: 'bundle.move', args: [id, 'down'], label: t('bundle.button.down') },
    { act: 'bundle.move', args: [id, 'first'], label: t('bundle.button.first') },
    { act: 'bundle.place', args: [id], label: t('bundle.button.place') },
  ];
}

function entryButtons({ id, included, bundle }: EntryRecord, row: UnnumberedRow, t: Translate) {
  const only = row.joint === null ? row.authors[0] : undefined;
  const buttons: Button[] = [
    { act: 'bundle.note', args: [id], label: t('bundle.button.note') },
    included
      ? { act: 'bundle.leave', args: [id], label: t('bundle.button.leave') }
      : { act: 'bundle.take', args: [id], label: t('bundle.button.take') },
  ];
  if (!included) buttons.shift();
  if (only) {
    const args = [bundle.draft.number, shortReference(only.reference)];
    buttons.push({ act: 'merge.choose', args, label: t('merge.button.joinWith') });
  }
  return buttons;
}

function wholeButtons({ authors }: UnnumberedRow, t: Translate): Button[] {
  return authors.slice(0, WHOLE_BUTTONS).map(({ reference }) => ({
    act: 'contribution.text',
    args: [reference],
    label: t('bundle.button.whole', { reference: shortReference(reference) }),
  }));
}
