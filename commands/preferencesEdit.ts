import type { Act, Values } from '../src/chat/act.ts';
import type { Context } from '../src/chat/context.ts';
import type { Choice, Input } from '../src/chat/form.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { bringOpenDrafts } from '../src/drafts/publishDraft.ts';
import { isLanguage, LANGUAGES, type Language } from '../src/i18n/index.ts';
import { namesIn } from '../src/institutions/rules.ts';
import { institutionTable } from '../src/institutions/table.ts';
import { RHYTHMS } from '../src/preferences/cards.ts';
import {
  ownerKey,
  ownerToSet,
  preferencesOf,
  type Scope,
  setPreferences,
} from '../src/preferences/preferences.ts';
import { readQuiet, writeQuiet } from '../src/preferences/rules.ts';
import type { Database, Tx } from '../src/storage/database.ts';
import type { Work } from '../src/storage/work.ts';
import { preferencesAnswer, readScope, scopeOption } from './preferences.ts';

/** The language of a person who follows the channel. */
const AS_CHANNEL = 'channel';

const QUIET_LENGTH = 20;
const INSTITUTIONS_LENGTH = 1_000;

/** The preferences of a channel or a person in one form; a subject is `me person:…`. */
export const preferencesEdit: Act = {
  id: 'preferences.edit',
  names: null,
  describe: 'preferences.describe.edit',
  who: 'anyone',
  answers: 'form',
  options: [scopeOption],
  form: {
    title: 'preferences.form.title',
    submitLabel: 'preferences.form.save',
    async subject(context, values) {
      const scope = readScope(context, values.scope);
      const owner = ownerToSet(context.actor, scope);
      return isRefusal(owner) ? owner : `${scope} ${ownerKey(owner)}`;
    },
    begin: async (context, subject) => presentValues(context, scopeOf(subject)),
    async intro({ t }, subject) {
      return t(`preferences.intro.${scopeOf(subject)}`);
    },
    steps: async (context, subject) => [inputsOf(context, scopeOf(subject))],
    async submit(context, work, { subject, values, finish }) {
      const scope = scopeOf(subject);
      const owner = ownerToSet(context.actor, scope);
      if (isRefusal(owner)) return owner;
      // Begun in one channel, it says nothing of another.
      if (subject !== `${scope} ${ownerKey(owner)}`) return refusal('form.gone');
      const language = await keepValues(context, work, scope, values);
      if (isRefusal(language)) return language;
      await finish(scope);
      return preferencesAnswer(context, work.tx, scope, language);
    },
    async again(context, result) {
      const answer = await preferencesAnswer(context, context.storage.db, scopeOf(result));
      return isRefusal(answer) ? { kind: 'nothing' } : answer;
    },
  },
};

function scopeOf(subject: string): Scope {
  return subject.startsWith('channel') ? 'channel' : 'me';
}

async function presentValues({ actor, storage }: Context, scope: Scope): Promise<Values> {
  const owner = ownerToSet(actor, scope);
  if (isRefusal(owner)) return {};
  const { db } = storage;
  const { digest, overview, quiet, institutions } = await preferencesOf(db, owner);
  const known = await db.institution.findMany({
    where: { id: { in: [...institutions] } },
    orderBy: { codeKey: 'asc' },
  });
  return {
    language: (scope === 'me' ? actor.language : actor.channel?.language) ?? AS_CHANNEL,
    digest,
    overview: overview ? 'yes' : 'no',
    quiet: writeQuiet(quiet),
    institutions: known.map(({ code }) => code).join(', '),
  };
}

function inputsOf({ t }: Context, scope: Scope): Input[] {
  const languages: Choice[] = LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }));
  if (scope === 'me')
    languages.push({ value: AS_CHANNEL, label: t('preferences.channelLanguage') });
  const yesNo = (['yes', 'no'] as const).map((value) => ({
    value,
    label: t(`preferences.${value}`),
  }));
  return [
    {
      kind: 'choice',
      name: 'language',
      label: t('preferences.field.language'),
      required: true,
      options: languages,
    },
    {
      kind: 'choice',
      name: 'digest',
      label: t('preferences.field.digest'),
      required: true,
      options: RHYTHMS.map((value) => ({ value, label: t(`preferences.digest.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'overview',
      label: t('preferences.field.overview'),
      required: true,
      options: yesNo,
    },
    {
      kind: 'shortText',
      name: 'quiet',
      label: t('preferences.field.quiet'),
      hint: t('preferences.hint.quiet'),
      required: false,
      maxLength: QUIET_LENGTH,
    },
    {
      kind: 'shortText',
      name: 'institutions',
      label: t('preferences.field.institutions'),
      hint: t('preferences.hint.institutions'),
      required: false,
      maxLength: INSTITUTIONS_LENGTH,
    },
  ];
}

/** Keeps what the form says; the language in which whoever filled it in is answered now. */
async function keepValues(
  { actor, language, world }: Context,
  work: Work,
  scope: Scope,
  values: Values,
): Promise<Language | Refusal> {
  const owner = ownerToSet(actor, scope);
  if (isRefusal(owner)) return owner;
  const { sendFrom: from, sendTo: to } = world.settings;
  const quiet = readQuiet(values.quiet ?? '', { from, to } as Parameters<typeof readQuiet>[1]);
  if (isRefusal(quiet)) return quiet;
  const institutions = await readInstitutions(work.tx, values.institutions ?? '');
  if (isRefusal(institutions)) return institutions;
  const { otherCards } = await setPreferences(work, owner, {
    digest: RHYTHMS.find((rhythm) => rhythm === values.digest) ?? 'each',
    overview: values.overview === 'yes',
    quiet,
    institutions,
  });
  const chosen = isLanguage(values.language) ? values.language : null;
  if (scope === 'me') {
    await work.tx.person.update({ where: { id: actor.personId }, data: { language: chosen } });
    return chosen ?? actor.channel?.language ?? language;
  }
  const channel = await work.tx.channel.update({
    where: { id: owner.channelId ?? '' },
    data: chosen ? { language: chosen } : {},
  });
  // Its cards follow the language, and those of newly chosen topics come.
  if (channel.language !== actor.channel?.language || !otherCards) {
    await bringOpenDrafts(work, channel);
  }
  return actor.language ?? channel.language;
}

/** Reads `MPMS, MSh` as institutions, each by any of the names by which it is known. */
async function readInstitutions(db: Database | Tx, text: string): Promise<string[] | Refusal> {
  const table = await institutionTable(db);
  const named = namesIn(text, table.find);
  const unknown = named.find(({ known }) => known === null);
  if (unknown) {
    const some = table.rows.map(({ code }) => code).join(', ');
    return refusal(
      some === '' ? 'preferences.noInstitutions' : 'preferences.unknownInstitution',
      { code: unknown.written.slice(0, 40), known: some.slice(0, 300) },
      'institutions',
    );
  }
  return [...new Set(named.flatMap(({ known }) => known?.id ?? []))];
}
