import type { Act } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import { refusal } from '../src/chat/refusal.ts';
import { readHandedOver } from '../src/documents/recentTexts.ts';
import { countArticles, readAct } from '../src/drafts/actReading.ts';
import { PASTED_LENGTH } from '../src/drafts/fields.ts';
import { replaceArticles } from '../src/drafts/keepArticles.ts';
import { LANGUAGES } from '../src/i18n/index.ts';
import { draftOption, draftSubject, publishedDraft, shownDraft } from './shared.ts';

/** Reads a draft's articles anew: from another file, a pasted text, or in another language. */
export const articlesRead: Act = {
  id: 'articles.read',
  names: null,
  describe: 'article.describe.read',
  who: 'staff',
  answers: 'form',
  options: [draftOption],
  form: {
    title: 'article.form.read',
    submitLabel: 'article.form.reads',
    subject: draftSubject,
    begin: async () => ({ language: 'first' }),
    intro: async (context, subject) => (await shownDraft(context, subject)).number,
    steps: async ({ t }) => [
      [
        {
          kind: 'file',
          name: 'file',
          label: t('article.field.file'),
          required: false,
          extensions: ['docx', 'pdf', 'txt'],
        },
        {
          kind: 'longText',
          name: 'text',
          label: t('article.field.pasted'),
          hint: t('article.hint.pasted'),
          required: false,
          maxLength: PASTED_LENGTH,
        },
        {
          kind: 'choice',
          name: 'language',
          label: t('article.field.language'),
          required: true,
          options: [
            { value: 'first', label: t('article.language.first') },
            ...LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) })),
          ],
        },
      ],
    ],
    handedOver: (files) => readHandedOver(files.get('file')),
    async submit(context, work, filled) {
      const draft = await publishedDraft(work.tx, filled.subject);
      const reading = await readAct(work.tx, filled.values);
      const field = filled.values.text ? 'text' : 'file';
      if (reading.kind === 'noSource') return refusal('article.noSource', {}, 'file');
      if (reading.kind === 'none') return refusal('article.nothingFound', {}, field);
      if (reading.kind === 'unread') return { ...reading.why, field };
      const { left } = await replaceArticles(work, draft.id, reading.parts);
      const { number } = draft;
      const count = countArticles(reading.parts);
      await filled.finish(`${number}|${count}`);
      const read = context.t('article.wasRead', { number, count });
      const text = left > 0 ? `${read} ${context.t('article.keptOld', { count: left })}` : read;
      return privately(
        sentence(context.language, text, [
          { act: 'articles', args: [number], label: context.t('article.button.list') },
        ]),
      );
    },
    async again(context, result) {
      const [number = '', count = '0'] = result.split('|');
      return say(context.language, 'article.wasRead', { number, count: Number(count) });
    },
  },
};
