import { localDay } from '../src/calendar/index.ts';
import type { Act, ActOption, Values } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { plannedMessage, programmeMessage } from '../src/programme/cards.ts';
import { readYear } from '../src/programme/find.ts';
import { FILTERS } from '../src/programme/rules.ts';
import { programmePage as pageOfProgramme, showPlanned } from '../src/programme/showProgramme.ts';
import {
  completePlanned,
  pageOf,
  pageOption,
  plannedOption,
  yearOption,
} from './programmeShared.ts';

const filterOption: ActOption = {
  name: 'filter',
  names: { sq: 'cilat', sr: 'koji', en: 'filter' },
  describe: 'programme.option.filter',
  required: false,
  choices: FILTERS.map((value) => ({ value, label: `programme.filter.${value}` as const })),
};

export const programmeShow: Act = {
  id: 'programme.show',
  names: { sq: 'programi shfaq', sr: 'program prikaži', en: 'programme show' },
  describe: 'programme.describe.show',
  who: 'anyone',
  answers: 'private',
  options: [
    { ...plannedOption, describe: 'programme.option.plannedOrNone', required: false },
    filterOption,
    yearOption,
  ],
  complete: (context, option, typed) =>
    option === 'planned' ? completePlanned(context, typed, false) : Promise.resolve([]),
  async run(context, values) {
    const handle = (values.planned ?? '').trim();
    // `programme show 2026`: what is typed first on a line may be the year.
    if (readYear(handle) !== null) return showPage(context, { ...values, year: handle });
    return handle === '' ? showPage(context, values) : showOne(context, handle);
  },
};

/** The pages, the parts and the years of `programme show`. */
export const programmePage: Act = {
  id: 'programme.page',
  names: null,
  describe: 'programme.describe.page',
  who: 'anyone',
  answers: 'private',
  options: [yearOption, filterOption, pageOption],
  run: showPage,
};

/** One planned draft with its history. */
export async function showOne(context: Context, handle: string): Promise<Answer | Refusal> {
  const { storage, language, world, actor } = context;
  const staff = actor.staffRole !== null;
  const shown = await showPlanned(storage.db, handle, staff);
  if (isRefusal(shown)) return shown;
  return privately(plannedMessage(language, shown, world, staff));
}

async function showPage(context: Context, values: Values): Promise<Answer | Refusal> {
  const { storage, language, world, actor } = context;
  const typed = (values.year ?? '').trim();
  const year = typed === '' ? null : readYear(typed);
  if (typed !== '' && year === null) return refusal('programme.badYear');
  const filter = FILTERS.find((one) => one === values.filter) ?? 'all';
  const today = localDay(world.now, world.zone);
  const page = pageOf(values.page);
  const shown = await pageOfProgramme(storage.db, today, { year, filter, page });
  return privately(programmeMessage(language, shown, world, actor.staffRole !== null));
}
