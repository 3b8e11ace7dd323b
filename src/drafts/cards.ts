import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Field, Inline, Message, Part, Text } from '../chat/message.ts';
import { formatDay, formatMoment, formatZone } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { World } from '../storage/work.ts';
import {
  type Phase,
  phaseOf,
  type WindowWarning,
  windowWarnings,
  workingDaysLeft,
} from './rules.ts';
import type { DraftView, OrganisationState, Totals } from './view.ts';

/** For whom a card is: what it shows beside the draft, and which buttons it has. */
export type Viewer =
  | { kind: 'member'; organisation: string; own: OrganisationState }
  | { kind: 'general' }
  | { kind: 'secretariat'; totals: Totals }
  | { kind: 'preview' };

/** The card of a draft in one channel: everything a delegate needs at a glance. */
export function draftCard(
  language: Language,
  draft: DraftView,
  viewer: Viewer,
  world: World,
): Message {
  const t = translator(language);
  const phase = phaseOf(draft, world.now, world.zone);
  const title = draftTitle(draft, language);
  const summary = t('draft.card.summary', {
    number: draft.number ?? t('draft.noNumberYet'),
    title,
  });
  return message(language, summary, [
    ...demonstrationPart(draft, t),
    { kind: 'heading', text: title },
    { kind: 'text', text: kindLine(draft, t) },
    ...phasePart(draft, phase, t),
    { kind: 'fields', fields: timeFields(language, draft, phase, world) },
    ...warningParts(draft, phase, world, language),
    ...documentsPart(draft, t),
    ...statePart(viewer, t),
    ...buttonPart(buttonsOf(draft, viewer, phase, t)),
  ]);
}

/** The title in a language; where it is missing, the next one, saying which language it is. */
export function draftTitle(draft: Pick<DraftView, 'titles'>, language: Language): string {
  const chain: readonly Language[] = language === 'sr' ? ['sr', 'en', 'sq'] : [language, 'sq'];
  const found = chain.find((candidate) => draft.titles[candidate]) ?? 'sq';
  const text = draft.titles[found] ?? draft.titles.sq;
  if (found === language) return text;
  const t = translator(language);
  return t('draft.titleIn', { title: text, language: t(`language.inText.${found}`) });
}

function demonstrationPart(draft: DraftView, t: Translate): Part[] {
  return draft.demonstration ? [{ kind: 'context', text: t('draft.demonstration') }] : [];
}

function kindLine(draft: DraftView, t: Translate): Text {
  const line: Inline[] = [{ bold: draft.number ?? t('draft.noNumberYet') }];
  line.push(` · ${t(`draft.type.${draft.type}`)} · ${draft.institution}`);
  if (draft.complex) line.push(` · ${t('draft.complex')}`);
  return line;
}

function phasePart(draft: DraftView, phase: Phase, t: Translate): Part[] {
  if (phase === 'open') return [];
  const text = t(`draft.phase.${phase}`);
  const reason = draft.stateReason ? ` ${t('draft.reason', { reason: draft.stateReason })}` : '';
  return [{ kind: 'warning', text: text + reason }];
}

/** Both times with their zone, and how long there still is. */
export function timeFields(
  language: Language,
  draft: DraftView,
  phase: Phase,
  world: World,
): Field[] {
  const t = translator(language);
  const fields: Field[] = [
    {
      label: t('draft.dueLabel'),
      value: [{ bold: formatMoment(language, draft.dueAt, world.zone) }],
    },
    {
      label: t('draft.closesLabel'),
      value: t('draft.endOfDay', {
        day: formatDay(language, draft.closesOn),
        zone: formatZone(language, draft.dueAt, world.zone),
      }),
    },
  ];
  if (phase === 'open') {
    const left = workingDaysLeft(world.calendar, world.now, draft.dueOn, world.zone);
    fields.push({
      label: t('draft.leftLabel'),
      value: left === 0 ? t('draft.dueToday') : t('draft.workingDays', { count: left }),
    });
  }
  return fields;
}

/** Plain warnings about the ministry's window. */
export function warningTexts(draft: DraftView, world: World, language: Language): string[] {
  const t = translator(language);
  const text = (warning: WindowWarning): string => {
    switch (warning.kind) {
      case 'short':
        return t('draft.warning.short', {
          days: t('draft.workingDays', { count: warning.workingDays }),
          minimum: warning.minimum,
        });
      case 'closesOnWeekend':
        return t('draft.warning.weekend');
      case 'closesOnHoliday':
        return t('draft.warning.holiday', { holiday: warning.holiday.names[language] });
    }
  };
  return windowWarnings(world.calendar, draft, world.settings).map(text);
}

function warningParts(draft: DraftView, phase: Phase, world: World, language: Language): Part[] {
  if (phase === 'closed' || phase === 'withdrawn') return [];
  return warningTexts(draft, world, language).map((text) => ({ kind: 'warning', text }));
}

/** The documents: links where there is an address, else where they are to be found. */
export function documentsPart(draft: DraftView, t: Translate): Part[] {
  if (draft.documents.length === 0) {
    return [{ kind: 'context', text: t('draft.noDocuments') }];
  }
  const line: Inline[] = [`${t('draft.documentsLabel')}: `];
  draft.documents.forEach((document, index) => {
    if (index > 0) line.push(' · ');
    if (document.url) line.push({ link: document.title, url: document.url });
    else line.push(t('draft.inThread', { title: document.title }));
  });
  return [{ kind: 'text', text: line }];
}

function statePart(viewer: Viewer, t: Translate): Part[] {
  switch (viewer.kind) {
    case 'member':
      return [{ kind: 'context', text: ownState(viewer.organisation, viewer.own, t) }];
    case 'secretariat':
      return [{ kind: 'context', text: totalsLine(viewer.totals, t) }];
    default:
      return [];
  }
}

/** `KCSF: we are interested · 2 contributions`, or that nothing was said yet. */
export function ownState(organisation: string, own: OrganisationState, t: Translate): string {
  const said: string[] = [];
  if (own.stance) said.push(t(`draft.stance.${own.stance}`));
  for (const kind of own.reactions) {
    if (kind === 'interested' && own.stance === 'interested') continue;
    said.push(t(`draft.reaction.${kind}`));
  }
  if (own.contributions > 0) said.push(t('draft.contributions', { count: own.contributions }));
  return `${organisation}: ${said.length > 0 ? said.join(' · ') : t('draft.nothingSaid')}`;
}

/** The totals in one line; besides the contributions only what is more than nothing. */
export function totalsLine(totals: Totals, t: Translate): string {
  const shown = (
    ['contributing', 'willContribute', 'interested', 'reading', 'notForUs'] as const
  ).filter((name) => totals[name] > 0);
  return [
    t('draft.total.contributions', { count: totals.contributions }),
    ...shown.map((name) => t(`draft.total.${name}`, { count: totals[name] })),
  ].join(' · ');
}

function buttonsOf(draft: DraftView, viewer: Viewer, phase: Phase, t: Translate): Button[] {
  const number = draft.number;
  if (!number || viewer.kind === 'preview') return [];
  const args = [number];
  const details: Button = { act: 'draft.show', args, label: t('draft.button.details') };
  const bundle: Button[] =
    viewer.kind === 'secretariat' && phase !== 'open' && phase !== 'withdrawn'
      ? [{ act: 'bundle.show', args, label: t('bundle.button.show') }]
      : [];
  if (phase === 'closed' || phase === 'withdrawn') return [details, ...bundle];
  if (viewer.kind === 'secretariat') {
    return [
      details,
      ...bundle,
      { act: 'draft.extend', args, label: t('draft.button.extend') },
      { act: 'draft.edit', args, label: t('draft.button.edit') },
    ];
  }
  return [
    { act: 'contribute', args, label: t('draft.button.contribute'), style: 'primary' },
    { act: 'draft.interested', args, label: t('draft.button.interested') },
    { act: 'draft.notForUs', args, label: t('draft.button.notForUs') },
    details,
  ];
}
