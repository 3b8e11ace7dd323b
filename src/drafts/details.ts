import { explainWindow } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Message, Part } from '../chat/message.ts';
import { formatDay, formatShortDay } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { World } from '../storage/work.ts';
import {
  documentsPart,
  draftTitle,
  ownState,
  timeFields,
  totalsLine,
  warningTexts,
} from './cards.ts';
import { countingOf, phaseOf } from './rules.ts';
import type { DraftView, OrganisationState, Totals } from './view.ts';

export interface DetailsParts {
  totals: Totals;
  own: { organisation: string; state: OrganisationState } | null;
  changes: readonly { at: string; what: string }[];
  /** Where it went after its consultation. */
  stages?: { head: string; lines: readonly string[] };
  /** What members share of it, and who supports it; for staff only. */
  shared: readonly string[];
  /** How far the publication has come; for staff only. */
  progress: string | null;
  /** Who chose to have no card of it; for staff only. */
  declined: string | null;
  buttons: readonly Button[];
}

/** All there is to know of a draft: how its dates were counted, and what everybody does with it. */
export function draftDetails(
  language: Language,
  draft: DraftView,
  parts: DetailsParts,
  world: World,
): Message {
  const t = translator(language);
  const phase = phaseOf(draft, world.now, world.zone);
  const title = draftTitle(draft, language);
  return message(language, title, [
    { kind: 'heading', text: title },
    {
      kind: 'text',
      text: [
        { bold: draft.number ?? '' },
        ` · ${t(`draft.type.${draft.type}`)} · ${draft.institution}`,
      ],
    },
    ...(draft.demonstration
      ? [{ kind: 'context', text: t('draft.demonstration') } satisfies Part]
      : []),
    ...(phase === 'open'
      ? []
      : [{ kind: 'warning', text: t(`draft.phase.${phase}`) } satisfies Part]),
    ...(draft.summary ? [{ kind: 'quote', text: draft.summary } satisfies Part] : []),
    { kind: 'fields', fields: timeFields(language, draft, phase, world) },
    { kind: 'text', text: windowExplained(language, draft, world, t) },
    ...warningTexts(draft, world, language).map((text): Part => ({ kind: 'warning', text })),
    ...documentsPart(draft, t),
    { kind: 'text', text: totalsLine(parts.totals, t) },
    ...(parts.own
      ? [
          {
            kind: 'text',
            text: ownState(parts.own.organisation, parts.own.state, t),
          } satisfies Part,
        ]
      : []),
    ...(parts.shared.length > 0
      ? ([
          { kind: 'text', text: [{ bold: t('contribution.shownList') }] },
          { kind: 'list', items: parts.shared },
        ] satisfies Part[])
      : []),
    ...(parts.stages && parts.stages.lines.length > 0
      ? ([
          { kind: 'text', text: [{ bold: parts.stages.head }] },
          { kind: 'list', items: parts.stages.lines },
        ] satisfies Part[])
      : []),
    ...(parts.changes.length > 0
      ? [
          {
            kind: 'list',
            items: parts.changes.map(({ at, what }) => `${at}: ${what}`),
          } satisfies Part,
        ]
      : []),
    ...(parts.progress ? [{ kind: 'context', text: parts.progress } satisfies Part] : []),
    ...(parts.declined ? [{ kind: 'context', text: parts.declined } satisfies Part] : []),
    ...buttonPart(parts.buttons),
  ]);
}

/** From when to when, how many working days that is, and which days off lie in it. */
function windowExplained(language: Language, draft: DraftView, world: World, t: Translate): string {
  const counting = countingOf(draft.type, world.settings);
  const window = explainWindow(world.calendar, draft.opensOn, draft.closesOn, counting);
  const counted = t('draft.windowCounted', {
    opens: formatDay(language, draft.opensOn),
    closes: formatDay(language, draft.closesOn),
    days: t('draft.workingDays', { count: window.workingDays }),
    convention: t(counting.countOpeningDay ? 'draft.openingDayCounts' : 'draft.openingDayDoesNot'),
  });
  const off = window.holidays.map(
    (holiday) =>
      `${formatShortDay(language, holiday.day)} ${holiday.names[language]}` +
      (holiday.estimated ? ` (${t('draft.estimated')})` : ''),
  );
  return off.length > 0 ? `${counted} ${t('draft.daysOff', { days: off.join('; ') })}` : counted;
}
