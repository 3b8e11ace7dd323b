import { letterMessage } from '../src/authority/letterCards.ts';
import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { readYear } from '../src/programme/find.ts';
import { ABOUT, requestLetterFor } from '../src/programme/letters.ts';
import { whatIsMissing } from '../src/programme/missing.ts';
import { MISSING_PARTS, missingMessage } from '../src/programme/missingCards.ts';
import { pageOf, pageOption, yearOption } from './programmeShared.ts';

export const programmeMissing: Act = {
  id: 'programme.missing',
  names: { sq: 'programi mungesat', sr: 'program nedostaje', en: 'programme missing' },
  describe: 'programme.describe.missing',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'part',
      names: { sq: 'pjesa', sr: 'deo', en: 'part' },
      describe: 'programme.option.part',
      required: false,
      choices: ['all' as const, ...MISSING_PARTS].map((value) => ({
        value,
        label: `programme.part.${value}` as const,
      })),
    },
    yearOption,
    pageOption,
  ],
  async run({ storage, language, world }, values) {
    // A button that means every year carries a dash: no argument is empty.
    const typed = (values.year ?? '').trim().replace(/^-$/, '');
    const year = typed === '' ? null : readYear(typed);
    if (typed !== '' && year === null) return refusal('programme.badYear');
    const part = MISSING_PARTS.find((one) => one === values.part) ?? null;
    const missing = await whatIsMissing(storage.db, world, year);
    return privately(missingMessage(language, missing, { part, page: pageOf(values.page) }));
  },
};

/** Writes the letter that asks for a draft, and shows it ready to be sent. */
export const programmeLetter: Act = {
  id: 'programme.letter',
  names: null,
  describe: 'programme.describe.letter',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'about',
      names: { sq: 'lloji', sr: 'vrsta', en: 'about' },
      describe: 'programme.option.about',
      required: true,
    },
    {
      name: 'subject',
      names: { sq: 'për', sr: 'za', en: 'subject' },
      describe: 'programme.option.about',
      required: true,
    },
  ],
  async run({ storage, language, world, transaction }, values) {
    const about = ABOUT.find((one) => one === values.about);
    if (!about) return refusal('chat.unknownButton');
    const id = await transaction((work) => requestLetterFor(work, about, values.subject ?? ''));
    if (isRefusal(id)) return id;
    const shown = await letterMessage(storage.db, language, id, world);
    return shown ? privately(shown) : refusal('form.gone');
  },
};
