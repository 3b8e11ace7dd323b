import { buttonPart } from '../chat/answers.ts';
import type { Button, Part } from '../chat/message.ts';
import { shorten } from '../documents/shorten.ts';
import type { Key, Translate } from '../i18n/index.ts';
import { handleOf, type PlannedRow } from './find.ts';
import type { Likeness, Relation } from './likeness.ts';
import type { Offer } from './matchDrafts.ts';
import type { SightingRow } from './sightings.ts';

const TITLE_LENGTH = 110;

/** `for 12 working days`. */
export function missingWords(t: Translate, workingDays: number): string {
  return t('programme.since', { days: t('draft.workingDays', { count: workingDays }) });
}

const RELATIONS: Readonly<Record<Relation, Key>> = {
  same: 'programme.why.sameInstitution',
  successor: 'programme.why.successor',
  other: 'programme.why.otherInstitution',
  unknown: 'programme.why.unknownInstitution',
};

/** Why two may be one: `80 % of the words · same institution`. */
export function whyText(t: Translate, { same, score, institution, sameType }: Likeness): string {
  return [
    same
      ? t('programme.why.sameTitle')
      : t('programme.why.words', { percent: Math.round(score * 100) }),
    t(RELATIONS[institution]),
    ...(sameType ? [] : [t('programme.why.otherType')]),
  ].join(' · ');
}

/** What came and may be planned, each with why and with the two ways to decide. */
export function offerParts(t: Translate, offers: readonly Offer[]): Part[] {
  if (offers.length === 0) return [];
  const parts: Part[] = [{ kind: 'text', text: [{ bold: t('programme.offer.head') }] }];
  for (const { planned, draft, likeness } of offers) {
    const args = [handleOf(planned), draft.number];
    parts.push(
      {
        kind: 'text',
        text: [
          { bold: `${args[0]} = ${draft.number}?` },
          ` ${shorten(planned.title, TITLE_LENGTH)} / ${shorten(draft.titleSq, TITLE_LENGTH)} (${whyText(t, likeness)})`,
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          { act: 'programme.confirm', args, label: t('programme.button.confirm') },
          { act: 'programme.unlike', args, label: t('programme.button.unlike') },
        ],
      },
    );
  }
  return parts;
}

/** What a draft that was just published may end of what was seen elsewhere. */
export function seenOfferParts(
  t: Translate,
  number: string,
  offered: readonly SightingRow[],
): Part[] {
  return offered.flatMap((row): Part[] => [
    {
      kind: 'text',
      text: t('sighting.offer', { title: shorten(row.title, TITLE_LENGTH), number }),
    },
    ...buttonPart([
      { act: 'sighting.matched', args: [row.id, number], label: t('programme.button.confirm') },
    ]),
  ]);
}

/** That a draft is in the programme, with the way there. */
export function plannedParts(
  t: Translate,
  planned: readonly PlannedRow[],
): { lines: string[]; buttons: Button[] } {
  return {
    lines: planned.map((row) =>
      t('programme.isPlannedAs', {
        handle: handleOf(row),
        title: shorten(row.title, TITLE_LENGTH),
      }),
    ),
    buttons: planned.map((row) => ({
      act: 'programme.show',
      args: [handleOf(row)],
      label: handleOf(row),
    })),
  };
}
