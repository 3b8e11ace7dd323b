import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Field, Message, Part } from '../chat/message.ts';
import type { Key, Language, Translate } from '../i18n/index.ts';
import { translator } from '../i18n/index.ts';
import { DraftType } from '../storage/generated/sqlite/enums.ts';
import type { Scope } from './preferences.ts';
import { type DigestRhythm, type Preferences, writeQuiet } from './rules.ts';

export const RHYTHMS: readonly DigestRhythm[] = ['each', 'daily', 'weekly'];

/** The kinds of act in the order in which forms offer them. */
export const KINDS = Object.values(DraftType);

/** As many muted drafts as have a button; one row on Discord. */
const MOST_MUTED = 5;

/** Everything that the message of preferences shows. */
export interface PreferencesView {
  scope: Scope;
  preferences: Preferences;
  /** The chosen language; null where a person follows the channel. */
  language: Language | null;
  /** Abbreviations as people write them. */
  institutions: readonly string[];
  muted: readonly { number: string }[];
  /** False: they may only look. */
  maySet: boolean;
  /** Whether it is asked for in a linked channel, so that there are two kinds of preferences. */
  inChannel: boolean;
  /** Whether the monthly page is theirs to have. */
  board: boolean;
}

/** Opens the preferences of the channel, or of the person, that a message went to. */
export function preferencesButton(t: Translate, scope: Scope): Button {
  return { act: 'preferences', args: [scope], label: t('preferences.button') };
}

/** Turns the notices of one draft off, or on again. */
export function muteButton(t: Translate, number: string, scope: Scope, muted: boolean): Button {
  return {
    act: 'draft.mute',
    args: [number, scope, muted ? 'off' : 'on'],
    label: muted ? t('preferences.button.unmuteOne', { number }) : t('preferences.button.mute'),
  };
}

/** What somebody chose, with a button for each change that is often made. */
export function preferencesMessage(language: Language, view: PreferencesView): Message {
  const t = translator(language);
  const head = t(`preferences.head.${view.scope}`);
  return message(language, head, [
    { kind: 'heading', text: head },
    { kind: 'fields', fields: fieldsOf(t, view) },
    { kind: 'context', text: t('preferences.atOnce') },
    ...(view.maySet
      ? buttonsOf(t, view)
      : [{ kind: 'context', text: t('preferences.notYours') } satisfies Part]),
    ...buttonPart(otherScope(t, view)),
  ]);
}

function fieldsOf(t: Translate, view: PreferencesView): Field[] {
  const { preferences, scope } = view;
  const yesNo = (value: boolean) => t(value ? 'preferences.yes' : 'preferences.no');
  const field = (label: Key, value: string): Field => ({ label: t(label), value });
  const fields = [
    field(
      'preferences.field.language',
      view.language ? t(`language.${view.language}`) : t('preferences.channelLanguage'),
    ),
    field('preferences.field.digest', t(`preferences.digest.${preferences.digest}`)),
    field('preferences.field.overview', yesNo(preferences.overview)),
    field('preferences.field.topics', topicsText(t, view)),
  ];
  if (scope === 'channel' && hasTopics(preferences)) {
    fields.push(field('preferences.field.otherCards', yesNo(preferences.otherCards)));
  }
  const quiet = writeQuiet(preferences.quiet) || t('preferences.none');
  fields.push(field('preferences.field.quiet', quiet));
  if (view.board) fields.push(field('preferences.field.monthly', yesNo(preferences.monthly)));
  if (view.muted.length > 0) {
    const numbers = view.muted.map(({ number }) => number).join(', ');
    fields.push(field('preferences.field.muted', numbers));
  }
  return fields;
}

function hasTopics({ kinds, institutions }: Preferences): boolean {
  return kinds.length > 0 || institutions.length > 0;
}

function topicsText(t: Translate, { preferences, institutions }: PreferencesView): string {
  const kinds = KINDS.filter((kind) => preferences.kinds.includes(kind));
  const shown = [
    ...(kinds.length > 0 ? [kinds.map((kind) => t(`draft.type.${kind}`)).join(', ')] : []),
    ...(institutions.length > 0 ? [institutions.join(', ')] : []),
  ];
  return shown.length > 0 ? shown.join(' · ') : t('preferences.allTopics');
}

function buttonsOf(t: Translate, view: PreferencesView): Part[] {
  const { scope, preferences, muted } = view;
  const set = (what: string, value: string, label: string): Button => ({
    act: 'preferences.set',
    args: [scope, what, value],
    label,
  });
  const toggle = (what: 'overview' | 'otherCards' | 'monthly'): Button => {
    const on = preferences[what];
    const label = t(`preferences.button.${what}.${on ? 'off' : 'on'}`);
    return set(what, on ? 'no' : 'yes', label);
  };
  return [
    ...buttonPart([
      ...RHYTHMS.filter((rhythm) => rhythm !== preferences.digest).map((rhythm) =>
        set('digest', rhythm, t(`preferences.button.digest.${rhythm}`)),
      ),
      toggle('overview'),
    ]),
    ...buttonPart([
      { act: 'preferences.kinds', args: [scope], label: t('preferences.button.kinds') },
      ...(scope === 'channel' && hasTopics(preferences) ? [toggle('otherCards')] : []),
      ...(view.board ? [toggle('monthly')] : []),
      { act: 'preferences.edit', args: [scope], label: t('preferences.button.edit') },
    ]),
    ...buttonPart(
      muted.slice(0, MOST_MUTED).map(({ number }) => muteButton(t, number, scope, true)),
    ),
  ];
}

function otherScope(t: Translate, { scope, inChannel }: PreferencesView): Button[] {
  if (scope === 'channel') {
    return [{ act: 'preferences', args: ['me'], label: t('preferences.button.me') }];
  }
  return inChannel
    ? [{ act: 'preferences', args: ['channel'], label: t('preferences.button.channel') }]
    : [];
}

/** The kinds of act to choose from, each with a button that puts it in or takes it out. */
export function kindsMessage(language: Language, scope: Scope, chosen: readonly string[]): Message {
  const t = translator(language);
  const head = t('preferences.kinds.head');
  const act = 'preferences.kinds';
  return message(language, head, [
    { kind: 'heading', text: head },
    { kind: 'text', text: t('preferences.kinds.text') },
    {
      kind: 'buttons',
      buttons: KINDS.map((kind): Button => {
        const name = t(`draft.type.${kind}`);
        return chosen.includes(kind)
          ? { act, args: [scope, kind], label: `✓ ${name}`, style: 'primary' }
          : { act, args: [scope, kind], label: name };
      }),
    },
    ...buttonPart([
      ...(chosen.length > 0
        ? [{ act, args: [scope, 'all'], label: t('preferences.button.allKinds') }]
        : []),
      { act: 'preferences', args: [scope], label: t('preferences.button.back') },
    ]),
  ]);
}
