import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { refusal } from '../src/chat/refusal.ts';
import { LANGUAGES } from '../src/i18n/index.ts';
import { audit } from '../src/storage/audit.ts';
import { readLanguage } from './shared.ts';

export const languageAct: Act = {
  id: 'language',
  names: { sq: 'gjuha', sr: 'jezik', en: 'language' },
  describe: 'house.describe.language',
  who: 'anyone',
  answers: 'private',
  options: [
    {
      name: 'language',
      names: { sq: 'gjuha', sr: 'jezik', en: 'language' },
      describe: 'house.option.language',
      required: true,
      choices: LANGUAGES.map((language) => ({
        value: language,
        label: `language.${language}` as const,
      })),
    },
  ],
  async run(context, values) {
    const language = readLanguage(values.language ?? '');
    if (!language) return refusal('house.badLanguage');
    const { personId } = context.actor;
    await context.transaction(async (work) => {
      await work.tx.person.update({ where: { id: personId }, data: { language } });
      await audit(work, 'language', personId, { language });
    });
    return say(language, 'house.languageSet');
  },
};
