import type { Act } from '../src/chat/act.ts';
import { privately, sentence } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { previewTakingBack, takeBackCorrection } from '../src/drafts/correctHolidays.ts';
import { correctionPreview } from '../src/drafts/correctionPreview.ts';
import { listButton, yearOfCorrection } from '../src/holidays/cards.ts';
import { correctionOf } from '../src/holidays/corrections.ts';
import { yearsOf } from '../src/holidays/rules.ts';

/** The value of the option that says one has seen what it does. */
const SURE = 'yes';

export const holidayTakeBack: Act = {
  id: 'holiday.takeBack',
  names: null,
  describe: 'holiday.describe.takeBack',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'correction',
      names: { sq: 'korrigjimi', sr: 'ispravka', en: 'correction' },
      describe: 'holiday.option.correction',
      required: true,
    },
    {
      name: 'sure',
      names: { sq: 'sigurt', sr: 'sigurno', en: 'sure' },
      describe: 'holiday.option.sure',
      required: false,
    },
  ],
  async run(context, values) {
    const { t, language, storage, world } = context;
    const id = /^\d{1,9}$/.test(values.correction ?? '') ? Number(values.correction) : 0;
    const row = await storage.db.holidayCorrection.findUnique({ where: { id } });
    if (!row) return refusal('holiday.unknownCorrection');
    if (row.revokedAt) return refusal('holiday.takenBackAlready');
    if (values.sure !== SURE) {
      const label = t('holiday.button.sure');
      const preview = {
        head: 'holiday.preview.takeBack',
        correction: row,
        years: yearsOf(correctionOf(row)),
        found: await previewTakingBack(storage.db, world, id),
        buttons: [
          { act: 'holiday.takeBack', args: [String(id), SURE], label, style: 'danger' },
          listButton(t, yearOfCorrection(row)),
        ],
      } as const;
      return privately(correctionPreview(language, preview, world));
    }
    const done = await context.transaction((work) => takeBackCorrection(work, id));
    if (isRefusal(done)) return done;
    const text = t('holiday.takenBack', { count: done.moved });
    return privately(sentence(language, text, [listButton(t, yearOfCorrection(row))]));
  },
};
