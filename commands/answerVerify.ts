import { findTarget } from '../src/answers/find.ts';
import { FOUND_NOTE_LENGTH } from '../src/answers/rules.ts';
import { FOUND, FOUND_SYMBOLS, verify } from '../src/answers/verify.ts';
import type { Act } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { pathButton } from '../src/contributions/cards.ts';
import { answeredOption, completeReference } from './answerShared.ts';

/** What CiviKos found in the adopted text, whatever the institution said. */
export const answerVerify: Act = {
  id: 'answer.verify',
  names: { sq: 'përgjigja verifiko', sr: 'odgovor proveri', en: 'answer verify' },
  describe: 'answers.describe.verify',
  who: 'staff',
  answers: 'form',
  options: [answeredOption],
  complete: (context, _option, typed) => completeReference(context, typed),
  form: {
    title: 'answers.form.verify',
    submitLabel: 'draft.form.save',
    async subject({ storage }, { reference = '' }) {
      const target = await findTarget(storage.db, reference);
      return isRefusal(target) ? target : target.reference;
    },
    intro: async ({ t }, reference) => t('answers.form.verifyIntro', { reference }),
    steps: async ({ t }) => [
      [
        {
          kind: 'choice',
          name: 'found',
          label: t('answers.field.found'),
          required: true,
          options: FOUND.map((found) => ({
            value: found,
            label: `${FOUND_SYMBOLS[found]} ${t(`answers.found.${found}`)}`,
          })),
        },
        {
          kind: 'longText',
          name: 'note',
          label: t('answers.field.note'),
          hint: t('answers.hint.note'),
          required: false,
          maxLength: FOUND_NOTE_LENGTH,
        },
      ],
    ],
    async submit({ language, t }, work, filled) {
      const { found = '', note = '' } = filled.values;
      const done = await verify(work, filled.subject, found, note);
      if (isRefusal(done)) return done;
      const { reference } = done.target;
      await filled.finish(reference);
      const text = t('answers.verified', { reference, found: t(`answers.found.${done.found}`) });
      return privately(
        sentence(language, text, reference.includes('/B-') ? [] : [pathButton(reference, t)]),
      );
    },
    again: async ({ language }, reference) =>
      say(language, 'answers.verifiedAlready', { reference }),
  },
};
