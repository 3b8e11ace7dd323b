import { asDay, type Day } from '../calendar/index.ts';
import type { Values } from '../chat/act.ts';
import type { Input } from '../chat/form.ts';
import { readInput } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { LINK_LENGTH, readLink } from '../documents/link.ts';
import { fold } from '../i18n/fold.ts';
import type { Translate } from '../i18n/index.ts';
import { DraftType } from '../storage/generated/sqlite/enums.ts';
import type { World } from '../storage/work.ts';
import { type Due, dueMoment, parseDue, standardDue } from './rules.ts';

/** The kinds of act, in the order in which forms offer them. */
export const DRAFT_TYPES = Object.values(DraftType);

/** The longest title: Slack's and Discord's headings are cut far below; acts' titles rarely pass 300. */
const TITLE_LENGTH = 400;
const SUMMARY_LENGTH = 2_000;
/** What every platform's long field takes (Slack's is the smallest: 3,000 characters). */
export const PASTED_LENGTH = 3_000;

/** What staff say of a draft, read and checked. */
export interface DraftData extends Due {
  titleSq: string;
  titleSr: string | null;
  titleEn: string | null;
  type: DraftType;
  institution: { code: string; name: string | null };
  receivedOn: Day;
  opensOn: Day;
  closesOn: Day;
  complex: boolean;
  dueAt: Date;
  /** Whether the rule put the due moment, because staff gave none. */
  dueByRule: boolean;
  link: string | null;
  fileId: string | null;
  summary: string | null;
}

/** The questions about a draft, in three steps: what it is, its dates, its papers. */
export function draftSteps(t: Translate, values: Values): Input[][] {
  return [
    [
      title('titleSq', t('draft.field.titleSq'), true),
      title('titleSr', t('draft.field.titleSr'), false),
      title('titleEn', t('draft.field.titleEn'), false),
      {
        kind: 'choice',
        name: 'type',
        label: t('draft.field.type'),
        required: true,
        value: 'draft_law',
        options: DRAFT_TYPES.map((type) => ({ value: type, label: t(`draft.type.${type}`) })),
      },
      {
        kind: 'shortText',
        name: 'institution',
        label: t('draft.field.institution'),
        hint: t('draft.hint.institution'),
        required: true,
        maxLength: 150,
      },
    ],
    [
      day('receivedOn', t('draft.field.receivedOn')),
      day('opensOn', t('draft.field.opensOn')),
      day('closesOn', t('draft.field.closesOn'), t('draft.hint.closesOn')),
      dueInput(t),
      yesNo('complex', t('draft.field.complex'), t, values.complex),
    ],
    [
      {
        kind: 'shortText',
        name: 'link',
        label: t('draft.field.link'),
        required: false,
        maxLength: LINK_LENGTH,
      },
      {
        kind: 'file',
        name: 'file',
        label: t('draft.field.file'),
        required: false,
        extensions: ['pdf', 'docx', 'doc', 'odt', 'txt', 'zip'],
      },
      {
        kind: 'longText',
        name: 'summary',
        label: t('draft.field.summary'),
        required: false,
        maxLength: SUMMARY_LENGTH,
      },
      {
        kind: 'longText',
        name: 'text',
        label: t('article.field.pasted'),
        hint: t('article.hint.pasted'),
        required: false,
        maxLength: PASTED_LENGTH,
      },
    ],
  ];
}

/** The question of when contributions are due with the secretariat. */
export function dueInput(t: Translate): Input {
  return {
    kind: 'shortText',
    name: 'due',
    label: t('draft.field.due'),
    hint: t('draft.hint.due'),
    required: false,
    maxLength: 40,
  };
}

function title(name: string, label: string, required: boolean): Input {
  return { kind: 'shortText', name, label, required, maxLength: TITLE_LENGTH };
}

function day(name: string, label: string, hint?: string): Input {
  return { kind: 'date', name, label, hint, required: true };
}

function yesNo(name: string, label: string, t: Translate, value = 'no'): Input {
  return {
    kind: 'choice',
    name,
    label,
    required: true,
    value,
    options: [
      { value: 'no', label: t('choice.no') },
      { value: 'yes', label: t('choice.yes') },
    ],
  };
}

/** Reads the values of the form as a draft; the refusal names the field that is wrong. */
export function readDraft(values: Values, world: World): DraftData | Refusal {
  // An unfinished draft keeps what was refused, too, and an older preview has its buttons still.
  for (const input of draftSteps((key) => key, values).flat()) {
    const read = readInput({ ...input, required: false }, values[input.name] ?? '');
    if (isRefusal(read)) return read;
  }
  const institution = readInstitution(values.institution ?? '');
  if (!institution) return refusal('draft.badInstitution', {}, 'institution');
  const dates = readDates(values, world);
  if ('refused' in dates) return dates;
  const link = readLink(values.link ?? '');
  if (link === undefined) return refusal('draft.badLink', {}, 'link');
  const type = DRAFT_TYPES.find((known) => known === values.type);
  if (!type) return refusal('form.badChoice', {}, 'type');
  if (!values.titleSq) return refusal('form.required', {}, 'titleSq');
  return {
    titleSq: values.titleSq,
    titleSr: values.titleSr || null,
    titleEn: values.titleEn || null,
    type,
    institution,
    ...dates,
    complex: values.complex === 'yes',
    link,
    fileId: values.file || null,
    summary: values.summary || null,
  };
}

type Dates = Window & { receivedOn: Day };

export type Window = Due & {
  opensOn: Day;
  closesOn: Day;
  dueAt: Date;
  dueByRule: boolean;
};

function readDates(values: Values, world: World): Dates | Refusal {
  const [receivedOn, opensOn, closesOn] = [values.receivedOn, values.opensOn, values.closesOn];
  if (!receivedOn) return refusal('form.required', {}, 'receivedOn');
  if (!opensOn) return refusal('form.required', {}, 'opensOn');
  if (!closesOn) return refusal('form.required', {}, 'closesOn');
  const window = readWindow(asDay(opensOn), asDay(closesOn), values.due ?? '', world);
  if ('refused' in window) return window;
  if (asDay(receivedOn) > window.closesOn) {
    return refusal('draft.receivedAfterClose', {}, 'receivedOn');
  }
  return { receivedOn: asDay(receivedOn), ...window };
}

/** Checks a window and when contributions are due in it; also used when it is extended. */
export function readWindow(
  opensOn: Day,
  closesOn: Day,
  dueText: string,
  world: World,
): Window | Refusal {
  if (closesOn < opensOn) return refusal('draft.closesBeforeOpens', {}, 'closesOn');
  const dueByRule = dueText.trim() === '';
  const due = dueByRule
    ? standardDue(world.calendar, closesOn, world.settings)
    : parseDue(dueText, world.settings);
  if (!due) return refusal('draft.badDue', {}, 'due');
  if (due.dueOn > closesOn) return refusal('draft.dueAfterClose', {}, 'due');
  const dueAt = dueMoment(due, world.zone);
  if (dueAt <= world.now) {
    return dueByRule
      ? refusal('draft.closesTooSoon', {}, 'closesOn')
      : refusal('draft.dueInPast', {}, 'due');
  }
  return { opensOn, closesOn, ...due, dueAt, dueByRule };
}

/** `MAPL`, or `MAPL – Ministria e …`: the abbreviation that begins the number, and the name. */
function readInstitution(text: string): { code: string; name: string | null } | null {
  const match = /^([\p{L}\p{N}]{2,12})(?:\s*[-–—:,]\s*(.{2,}))?$/u.exec(text.trim());
  if (!match?.[1] || fold(match[1]) === '') return null;
  return { code: match[1], name: match[2]?.trim() ?? null };
}
