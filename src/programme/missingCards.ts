import { asDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Message, Part, Text } from '../chat/message.ts';
import { shorten } from '../documents/shorten.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { type Key, type Language, type Translate, translator } from '../i18n/index.ts';
import { handleOf } from './find.ts';
import { type LateDraft, lostByInstitution, type Missing, type MissingPlanned } from './missing.ts';
import { missingWords } from './offerCards.ts';
import { type SightingRow, windowOf } from './sightings.ts';

const TITLE_LENGTH = 110;
const SOURCE_LENGTH = 120;

/** The parts of what is missing. */
export const MISSING_PARTS = ['due', 'seen', 'late'] as const;
export type MissingPart = (typeof MISSING_PARTS)[number];

/** Lines of each part where all are shown, and where one is shown alone. */
const SHORT = 3;
export const MISSING_PAGE = 6;

interface Line {
  text: Text;
  buttons: readonly Button[];
}

interface Section {
  part: MissingPart;
  head: string;
  lines: readonly Line[];
}

const HEADS: Readonly<Record<MissingPart, Key>> = {
  due: 'programme.missing.due',
  seen: 'programme.missing.seen',
  late: 'programme.missing.late',
};

/** What never reached the coalition, in its three parts, or one part page by page. */
export function missingMessage(
  language: Language,
  missing: Missing,
  wanted: { part: MissingPart | null; page: number },
): Message {
  const t = translator(language);
  const head =
    missing.year === null
      ? t('programme.missing.head')
      : t('programme.missing.headOf', { year: missing.year });
  const sections = sectionsOf(language, t, missing).filter(
    ({ part, lines }) => lines.length > 0 && (wanted.part === null || wanted.part === part),
  );
  const parts: Part[] = [{ kind: 'heading', text: head }];
  const buttons: Button[] = [];
  const year = missing.year === null ? '-' : String(missing.year);
  const turn = (part: string, page: number, label: string) =>
    buttons.push({ act: 'programme.missing', args: [part, year, String(page + 1)], label });
  if (sections.length === 0) parts.push({ kind: 'text', text: t('programme.missing.none') });
  for (const { part, head: title, lines } of sections) {
    const size = wanted.part === null ? SHORT : MISSING_PAGE;
    const pages = Math.max(1, Math.ceil(lines.length / size));
    const page = wanted.part === null ? 0 : Math.min(Math.max(0, wanted.page), pages - 1);
    parts.push({ kind: 'text', text: [{ bold: title }] });
    for (const line of lines.slice(page * size, (page + 1) * size)) {
      parts.push({ kind: 'text', text: line.text }, ...buttonPart(line.buttons));
    }
    if (wanted.part === null) {
      if (lines.length > size) {
        const label = t('programme.button.allOf', {
          what: t(`programme.part.${part}`),
          number: lines.length,
        });
        turn(part, 0, label);
      }
    } else {
      if (pages > 1) {
        parts.push({ kind: 'context', text: t('plan.show.page', { page: page + 1, pages }) });
      }
      if (page > 0) turn(part, page - 1, t('plan.button.previousPage'));
      if (page < pages - 1) turn(part, page + 1, t('plan.button.nextPage'));
      turn('all', 0, t('programme.button.missing'));
    }
  }
  if (missing.late.length > 0 && wanted.part !== 'due' && wanted.part !== 'seen') {
    parts.push({ kind: 'context', text: lostText(t, missing.late) });
  }
  buttons.push({ act: 'sighting.add', args: [], label: t('sighting.button.add') });
  const summary = [head, ...sections.map((section) => section.head)].join(' · ');
  return message(language, summary, [...parts, ...buttonPart(buttons)]);
}

function sectionsOf(language: Language, t: Translate, { due, seen, late }: Missing): Section[] {
  const head = (part: MissingPart, count: number) => t(HEADS[part], { count });
  return [
    {
      part: 'due',
      head: head('due', due.length),
      lines: due.map((one) => dueLine(language, t, one)),
    },
    {
      part: 'seen',
      head: head('seen', seen.length),
      lines: seen.map((one) => seenLine(language, t, one)),
    },
    {
      part: 'late',
      head: head('late', late.length),
      lines: late.map((one) => lateLine(language, t, one)),
    },
  ];
}

function dueLine(language: Language, t: Translate, { row, workingDays }: MissingPlanned): Line {
  const handle = handleOf(row);
  const facts = [
    row.institution?.code ?? row.written,
    row.deadlineOn === null
      ? null
      : t('plan.line.deadline', { deadline: formatShortDay(language, asDay(row.deadlineOn)) }),
    missingWords(t, workingDays),
    row.demonstration ? t('plan.demonstration') : null,
  ].filter((fact) => fact !== null);
  return {
    text: [
      { bold: handle },
      ` ${shorten(row.title, TITLE_LENGTH)} · ${facts.map((fact) => shorten(fact, 80)).join(' · ')}`,
    ],
    buttons: [
      letterButton(t, 'planned', handle, handle),
      { act: 'programme.show', args: [handle], label: t('plan.button.show', { handle }) },
    ],
  };
}

function seenLine(language: Language, t: Translate, row: SightingRow): Line {
  const label = shorten(row.title, 40);
  return {
    text: [{ bold: shorten(row.title, TITLE_LENGTH) }, ` · ${seenFacts(language, t, row)}`],
    buttons: [
      letterButton(t, 'sighting', row.id, label),
      { act: 'sighting.show', args: [row.id], label: t('sighting.button.show') },
    ],
  };
}

/** Of whom, where and when it was seen, and the window that is stated there. */
export function seenFacts(language: Language, t: Translate, row: SightingRow): string {
  const window = windowOf(row);
  return [
    row.institution?.code ?? null,
    t('sighting.seenOn', { day: formatShortDay(language, asDay(row.seenOn)) }),
    shorten(row.source, SOURCE_LENGTH),
    window
      ? t('sighting.window', {
          opens: formatShortDay(language, window.opensOn),
          closes: formatShortDay(language, window.closesOn),
        })
      : null,
  ]
    .filter((fact) => fact !== null)
    .join(' · ');
}

function lateLine(language: Language, t: Translate, { draft, lost, of }: LateDraft): Line {
  const facts = t('programme.lateFacts', {
    received: formatShortDay(language, asDay(draft.receivedOn)),
    opened: formatShortDay(language, asDay(draft.opensOn)),
    lost: t('programme.lost', { count: lost }),
    of,
  });
  return {
    text: [
      { bold: draft.number },
      ` ${shorten(draft.titleSq, TITLE_LENGTH)} · ${draft.demonstration ? `${facts} · ${t('plan.demonstration')}` : facts}`,
    ],
    buttons: [
      letterButton(t, 'late', draft.number, draft.number),
      { act: 'draft.show', args: [draft.number], label: draft.number },
    ],
  };
}

/** `MD: 2 drafts, 7 working days lost`, for each institution. */
function lostText(t: Translate, late: readonly LateDraft[]): string {
  const all = lostByInstitution(late).map(({ code, count, lost }) =>
    t('programme.lostBy', {
      code,
      drafts: t('programme.lateDrafts', { count }),
      lost: t('programme.lost', { count: lost }),
    }),
  );
  return shorten(all.join('; '), 600);
}

function letterButton(t: Translate, about: string, id: string, label: string): Button {
  return {
    act: 'programme.letter',
    args: [about, id],
    label: t('programme.button.letterTo', { label }),
  };
}
