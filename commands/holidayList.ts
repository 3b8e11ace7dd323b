import { holidaysOf, localDay, yearOf } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import { refusal } from '../src/chat/refusal.ts';
import {
  correctionsOfYear,
  holidayList as listMessage,
  namesOf,
  uselessCorrections,
} from '../src/holidays/cards.ts';
import { allCorrections, correctionOf } from '../src/holidays/corrections.ts';

export const holidayList: Act = {
  id: 'holiday.list',
  names: { sq: 'festa lista', sr: 'praznik spisak', en: 'holiday list' },
  describe: 'holiday.describe.list',
  who: 'anyone',
  answers: 'private',
  options: [
    {
      name: 'year',
      names: { sq: 'viti', sr: 'godina', en: 'year' },
      describe: 'holiday.option.year',
      required: false,
    },
  ],
  async run({ actor, language, storage, world, now }, values) {
    const text = values.year?.trim() ?? '';
    const year = text === '' ? yearOf(localDay(now, world.zone)) : Number(text.replace(/\.$/, ''));
    if (!Number.isInteger(year) || year < 2000 || year > 2100) return refusal('holiday.badYear');
    const rows = await allCorrections(storage.db);
    const standing = rows.filter(({ revokedAt }) => revokedAt === null);
    const corrections = correctionsOfYear(rows, year);
    return privately(
      listMessage(language, {
        year,
        holidays: holidaysOf(year, standing.map(correctionOf)),
        corrections,
        useless: uselessCorrections(rows),
        people: await namesOf(storage.db, corrections),
        zone: world.zone,
        mayCorrect: actor.staffRole !== null,
      }),
    );
  },
};
