import type { Act, ActOption } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { findContribution } from '../src/contributions/find.ts';
import { shorten } from '../src/documents/shorten.ts';
import { findDraft } from '../src/drafts/find.ts';
import { fold, foldedMatch } from '../src/i18n/fold.ts';
import { readRecord, subjectsOfContribution, subjectsOfDraft } from '../src/reports/record.ts';
import { isRecordedAct, RECORDED_ACTS } from '../src/reports/recordActs.ts';
import { actName, RECORD_LINES, recordMessage } from '../src/reports/recordCards.ts';
import { actorNames, placeNames, subjectNames } from '../src/reports/recordNames.ts';
import { completeDraft, mentionedUser, personOption } from './shared.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 36_500;
const CHOICES = 25;

/** Stands in a button for what was not given. */
const NOTHING = '-';

/** What is wanted of the record, as a button carries it. */
interface Wanted {
  /** `d` or `c` and the id of the draft or contribution. */
  about: string | null;
  personId: string | null;
  act: string | null;
  days: number | null;
}

export const record: Act = {
  id: 'record',
  names: { sq: 'regjistri', sr: 'dnevnik', en: 'record' },
  describe: 'record.describe.show',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'about',
      names: { sq: 'për', sr: 'o', en: 'about' },
      describe: 'record.option.about',
      required: false,
      completes: true,
    },
    { ...personOption, describe: 'record.option.person', required: false },
    {
      name: 'act',
      names: { sq: 'veprimi', sr: 'radnja', en: 'act' },
      describe: 'record.option.act',
      required: false,
      completes: true,
    },
    {
      name: 'days',
      names: { sq: 'ditë', sr: 'dana', en: 'days' },
      describe: 'record.option.days',
      required: false,
    },
  ],
  async complete(context, option, typed) {
    if (option === 'about') return completeDraft(context, typed, false);
    const acts = RECORDED_ACTS.map((value) => ({ value, label: actName(context.t, value) }));
    return acts
      .filter(({ value, label }) => value.includes(typed) || foldedMatch(fold(label), typed))
      .slice(0, CHOICES)
      .map(({ value, label }) => ({ value, label: shorten(label, 100) }));
  },
  async run(context, values) {
    const about = await aboutOf(context, values.about ?? '');
    if (isRefusal(about)) return about;
    const personId = await personOf(context, values.person ?? '');
    if (isRefusal(personId)) return personId;
    const act = actOf(context, values.act ?? '');
    if (isRefusal(act)) return act;
    const days = daysOf(values.days ?? '');
    if (isRefusal(days)) return days;
    return show(context, { about, personId, act, days }, null);
  },
};

const carried = (name: string, describe: ActOption['describe']): ActOption => ({
  name,
  names: { sq: name, sr: name, en: name },
  describe,
  required: true,
});

/** Earlier lines of the same. */
export const recordPage: Act = {
  id: 'record.page',
  names: null,
  describe: 'record.describe.page',
  who: 'staff',
  answers: 'private',
  options: [
    carried('about', 'record.option.about'),
    carried('person', 'record.option.person'),
    carried('act', 'record.option.act'),
    carried('days', 'record.option.days'),
    carried('before', 'record.option.before'),
  ],
  async run(context, values) {
    const text = (name: string) => (values[name] === NOTHING ? null : (values[name] ?? null));
    const number = (name: string) => Number.parseInt(text(name) ?? '', 10);
    const [days, before] = [number('days'), number('before')];
    const wanted = {
      about: text('about'),
      personId: text('person'),
      act: text('act'),
      days: days > 0 ? Math.min(days, MOST_DAYS) : null,
    };
    // No line has a number beyond what the column holds.
    return show(context, wanted, before > 0 && before < 2 ** 31 ? before : null);
  },
};

async function aboutOf({ storage }: Context, typed: string): Promise<string | null | Refusal> {
  const text = typed.trim();
  if (text === '') return null;
  const contribution = await findContribution(storage.db, text);
  if (contribution) return `c${contribution.id}`;
  const draft = await findDraft(storage.db, text);
  return isRefusal(draft)
    ? refusal('record.unknownAbout', { text: shorten(text, 80) })
    : `d${draft.id}`;
}

async function personOf(
  { storage, actor }: Context,
  typed: string,
): Promise<string | null | Refusal> {
  const externalId = mentionedUser(typed);
  if (externalId === '') return null;
  const { platform, community } = actor.user;
  const row = await storage.db.person.findUnique({
    where: { platform_community_externalId: { platform, community, externalId } },
    select: { id: true },
  });
  return row?.id ?? refusal('membership.personUnknown');
}

/** By its name in the language of who asks, or as the record has it. */
function actOf({ t }: Context, typed: string): string | null | Refusal {
  const text = typed.trim();
  if (text === '') return null;
  if (isRecordedAct(text)) return text;
  const found = RECORDED_ACTS.find((act) => fold(actName(t, act)) === fold(text));
  return found ?? refusal('record.unknownAct', { text: shorten(text, 80) });
}

function daysOf(typed: string): number | null | Refusal {
  const text = typed.trim();
  if (text === '') return null;
  const days = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= MOST_DAYS
    ? days
    : refusal('record.badDays', { text: shorten(text, 40) });
}

async function subjectsOf({ storage }: Context, about: string): Promise<string[]> {
  const id = about.slice(1);
  return about.startsWith('c')
    ? subjectsOfContribution(storage.db, id)
    : subjectsOfDraft(storage.db, id);
}

async function show(
  context: Context,
  wanted: Wanted,
  before: number | null,
): Promise<Answer | Refusal> {
  const { storage, t, language, world, now } = context;
  const { db } = storage;
  const { about, personId, act, days } = wanted;
  const since = days === null ? null : new Date(now.getTime() - days * DAY_MS);
  const subjects = about === null ? null : await subjectsOf(context, about);
  const { rows, more } = await readRecord(
    db,
    { subjects, personId, act, since, before },
    RECORD_LINES,
  );
  const last = rows.at(-1);
  const carriedOn = [about, personId, act, days, last?.seq].map((one) => String(one ?? NOTHING));
  return privately(
    recordMessage(
      language,
      {
        rows,
        filters: await filterWords(context, wanted),
        people: await actorNames(
          db,
          rows.flatMap((row) => row.personId ?? []),
        ),
        subjects: await subjectNames(
          db,
          rows.map((row) => row.subject),
        ),
        places: await placeNames(
          db,
          t,
          rows.flatMap((row) => row.place ?? []),
        ),
        earlier: more ? carriedOn : null,
      },
      world.zone,
    ),
  );
}

async function filterWords(
  { storage, t }: Context,
  { about, personId, act, days }: Wanted,
): Promise<string[]> {
  const { db } = storage;
  const words: string[] = [];
  if (about !== null) {
    const id = about.slice(1);
    const name = (await subjectNames(db, [id])).get(id) ?? '?';
    words.push(t('record.filter.about', { name }));
  }
  if (personId !== null) {
    const name = (await actorNames(db, [personId])).get(personId) ?? '?';
    words.push(t('record.filter.person', { name }));
  }
  if (act !== null) words.push(actName(t, act));
  if (days !== null) words.push(t('record.filter.days', { count: days }));
  return words;
}
