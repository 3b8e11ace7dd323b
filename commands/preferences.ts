import type { Act, ActOption, Values } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { bringOpenDrafts } from '../src/drafts/publishDraft.ts';
import { fold } from '../src/i18n/fold.ts';
import { LANGUAGES, type Language, translate } from '../src/i18n/index.ts';
import { KINDS, kindsMessage, preferencesMessage, RHYTHMS } from '../src/preferences/cards.ts';
import {
  maySetChannel,
  mutedDrafts,
  ownerOf,
  ownerToSet,
  preferencesOf,
  type Scope,
  setPreferences,
} from '../src/preferences/preferences.ts';
import type { Preferences } from '../src/preferences/rules.ts';
import type { Database, Tx } from '../src/storage/database.ts';
import type { Work } from '../src/storage/work.ts';

/** Whose preferences: the first argument of every button about them. */
export const scopeOption: ActOption = {
  name: 'scope',
  names: { sq: 'për', sr: 'za', en: 'for' },
  describe: 'preferences.option.scope',
  required: false,
  choices: [
    { value: 'channel', label: 'preferences.scope.channel' },
    { value: 'me', label: 'preferences.scope.me' },
  ],
};

const SCOPES: readonly Scope[] = ['channel', 'me'];

/** What was said, in any of the languages, or else the channel's where they are this person's to set, and their own. */
export function readScope({ actor }: Context, text: string | undefined): Scope {
  const word = fold(text ?? '');
  const said = SCOPES.find(
    (scope) =>
      scope === word ||
      LANGUAGES.some(
        (language) => fold(translate(language, `preferences.scope.${scope}`)) === word,
      ),
  );
  return said ?? (maySetChannel(actor) ? 'channel' : 'me');
}

/** The preferences as they stand, with what can be changed. */
export async function preferencesAnswer(
  { actor, ...context }: Context,
  db: Database | Tx,
  scope: Scope,
  language: Language = context.language,
) {
  const owner = ownerOf(actor, scope);
  if (isRefusal(owner)) return owner;
  const preferences = await preferencesOf(db, owner);
  const person = await db.person.findUniqueOrThrow({ where: { id: actor.personId } });
  const chosen =
    scope === 'me'
      ? person.language
      : (await db.channel.findUniqueOrThrow({ where: { id: owner.channelId ?? '' } })).language;
  const institutions = await db.institution.findMany({
    where: { id: { in: [...preferences.institutions] } },
    orderBy: { codeKey: 'asc' },
  });
  return privately(
    preferencesMessage(language, {
      scope,
      preferences,
      language: chosen,
      institutions: institutions.map(({ code }) => code),
      muted: await mutedDrafts(db, owner),
      maySet: scope === 'me' || maySetChannel(actor),
      inChannel: actor.channel !== null,
      board: scope === 'me' && person.board,
    }),
  );
}

export const preferences: Act = {
  id: 'preferences',
  names: { sq: 'preferencat', sr: 'obaveštenja', en: 'preferences' },
  describe: 'preferences.describe.show',
  who: 'anyone',
  answers: 'private',
  options: [scopeOption],
  run: (context, values) =>
    preferencesAnswer(context, context.storage.db, readScope(context, values.scope)),
};

const whatOption: ActOption = {
  name: 'what',
  names: { sq: 'çfarë', sr: 'šta', en: 'what' },
  describe: 'preferences.option.what',
  required: true,
};

const valueOption: ActOption = {
  name: 'value',
  names: { sq: 'vlera', sr: 'vrednost', en: 'value' },
  describe: 'preferences.option.value',
  required: true,
};

/** One change by a button. */
export const preferencesSet: Act = {
  id: 'preferences.set',
  names: null,
  describe: 'preferences.describe.set',
  who: 'anyone',
  answers: 'private',
  options: [scopeOption, whatOption, valueOption],
  async run(context, values) {
    const change = changeOf(values);
    if (!change) return refusal('chat.unknownButton');
    const scope = readScope(context, values.scope);
    return context.transaction(async (work) => {
      const done = await keepChange(context, work, scope, change);
      return isRefusal(done) ? done : preferencesAnswer(context, work.tx, scope);
    });
  },
};

function changeOf({ what, value }: Values): Partial<Preferences> | null {
  const rhythm = RHYTHMS.find((one) => one === value);
  if (what === 'digest' && rhythm) return { digest: rhythm };
  if (value !== 'yes' && value !== 'no') return null;
  const on = value === 'yes';
  switch (what) {
    case 'overview':
      return { overview: on };
    case 'otherCards':
      return { otherCards: on };
    case 'monthly':
      return { monthly: on };
    default:
      return null;
  }
}

/** Keeps a change, if it is this person's to make, with what follows from it. */
async function keepChange(
  { actor }: Context,
  work: Work,
  scope: Scope,
  change: Partial<Preferences>,
): Promise<Refusal | Preferences> {
  const owner = ownerToSet(actor, scope);
  if (isRefusal(owner)) return owner;
  const next = await setPreferences(work, owner, change);
  if (owner.channelId && bringsCards(change, next)) {
    const channel = await work.tx.channel.findUniqueOrThrow({ where: { id: owner.channelId } });
    await bringOpenDrafts(work, channel);
  }
  return next;
}

/** After these a channel may want the cards of open drafts that it has not got. */
function bringsCards(change: Partial<Preferences>, { otherCards }: Preferences): boolean {
  return change.otherCards === true || (change.kinds !== undefined && !otherCards);
}

/** The kinds of act that somebody wants to hear of: each press puts one in or takes it out. */
export const preferencesKinds: Act = {
  id: 'preferences.kinds',
  names: null,
  describe: 'preferences.describe.kinds',
  who: 'anyone',
  answers: 'private',
  options: [scopeOption, { ...valueOption, required: false }],
  async run(context, { scope: text, value }) {
    const scope = readScope(context, text);
    const owner = ownerToSet(context.actor, scope);
    if (isRefusal(owner)) return owner;
    const show = (kinds: readonly string[]) =>
      privately(kindsMessage(context.language, scope, kinds));
    if (!value) return show((await preferencesOf(context.storage.db, owner)).kinds);
    return context.transaction(async (work) => {
      const { kinds } = await preferencesOf(work.tx, owner);
      const toggled = kinds.includes(value)
        ? kinds.filter((kind) => kind !== value)
        : KINDS.filter((kind) => kind === value || kinds.includes(kind));
      const next = { kinds: value === 'all' ? [] : toggled };
      const done = await keepChange(context, work, scope, next);
      return isRefusal(done) ? done : show(done.kinds);
    });
  },
};
