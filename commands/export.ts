import type { Act } from '../src/chat/act.ts';
import { message, privately, say } from '../src/chat/answers.ts';
import type { Part } from '../src/chat/message.ts';
import { shorten } from '../src/documents/shorten.ts';
import { fileParts } from '../src/reports/export/archive.ts';
import { PART_BYTES, wantExport, wantOwnData } from '../src/reports/export/exportNote.ts';

/** More messages than these are no way to carry files. */
const MOST_PARTS = 12;

/** As many files are named as too large as one message holds. */
const NAMED = 10;

/** Everything that is stored, to an administrator directly. */
export const exportAll: Act = {
  id: 'export.all',
  names: { sq: 'eksporto gjithçka', sr: 'izvezi sve', en: 'export all' },
  describe: 'export.describe.all',
  who: 'admin',
  answers: 'private',
  options: [],
  async run(context) {
    const { storage, actor, language, t } = context;
    const { parts: all, tooLarge } = await fileParts(storage.db, PART_BYTES);
    const parts = all.length > MOST_PARTS ? [] : all;
    const person = { id: actor.personId, platform: actor.user.platform };
    await context.transaction((work) => wantExport(work, person, parts, language));
    const text = t('export.coming', { count: parts.length + 2 });
    const shown: Part[] = [
      { kind: 'text', text },
      { kind: 'warning', text: t('export.personal') },
    ];
    if (all.length > parts.length) {
      const tooMany = t('export.filesTooMany', { count: all.length });
      shown.push({ kind: 'warning', text: tooMany });
    } else if (tooLarge.length > 0) {
      const names = tooLarge.slice(0, NAMED).map((name) => shorten(name, 80));
      const more = tooLarge.length > names.length ? ', …' : '';
      shown.push({
        kind: 'warning',
        text: t('export.filesTooLarge', { names: names.join(', ') + more }),
      });
    }
    return privately(message(language, text, shown));
  },
};

/** What is stored about whoever asks. */
export const exportMine: Act = {
  id: 'export.mine',
  names: { sq: 'eksporto të-miat', sr: 'izvezi moje', en: 'export mine' },
  describe: 'export.describe.mine',
  who: 'anyone',
  answers: 'private',
  options: [],
  async run(context) {
    const { actor, language } = context;
    const person = { id: actor.personId, platform: actor.user.platform };
    await context.transaction((work) => wantOwnData(work, person, language));
    return say(language, 'export.mineComing');
  },
};
