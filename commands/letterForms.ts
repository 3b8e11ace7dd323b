import {
  editLetter,
  LETTER_BODY_LENGTH,
  LETTER_TITLE_LENGTH,
  letterSentByHand,
  openLetter,
  SENT_NOTE_LENGTH,
} from '../src/authority/letters.ts';
import { asDay, localDay } from '../src/calendar/index.ts';
import type { Act, Values } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { isRefusal, type Refusal } from '../src/chat/refusal.ts';
import { letterOption } from './letters.ts';

async function letterSubject({ storage }: Context, values: Values): Promise<string | Refusal> {
  const letter = await openLetter(storage.db, (values.letter ?? '').slice(0, 64));
  return isRefusal(letter) ? letter : letter.id;
}

export const letterEdit: Act = {
  id: 'letter.edit',
  names: null,
  describe: 'letter.describe.edit',
  who: 'staff',
  answers: 'form',
  options: [letterOption],
  form: {
    title: 'letter.edit.title',
    submitLabel: 'draft.form.save',
    subject: letterSubject,
    async begin({ storage }, subject) {
      const { title, body } = await storage.db.letter.findUniqueOrThrow({ where: { id: subject } });
      return { title, body };
    },
    async steps({ t }) {
      return [
        [
          {
            kind: 'shortText',
            name: 'title',
            label: t('letter.edit.subject'),
            required: true,
            maxLength: LETTER_TITLE_LENGTH,
          },
          {
            kind: 'longText',
            name: 'body',
            label: t('letter.edit.body'),
            required: true,
            maxLength: LETTER_BODY_LENGTH,
          },
        ],
      ];
    },
    async submit({ language }, work, { subject, values, finish }) {
      const words = { title: values.title ?? '', body: values.body ?? '' };
      const kept = await editLetter(work, subject, words);
      if (isRefusal(kept)) return kept;
      await finish(subject);
      return say(language, 'letter.kept', { title: kept.title });
    },
    again: async ({ language }) => say(language, 'dispatch.isKept'),
  },
};

export const letterSent: Act = {
  id: 'letter.sent',
  names: null,
  describe: 'letter.describe.sent',
  who: 'staff',
  answers: 'form',
  options: [letterOption],
  form: {
    title: 'letter.sent.title',
    submitLabel: 'draft.form.save',
    subject: letterSubject,
    begin: async ({ world }) => ({ day: localDay(world.now, world.zone) }),
    async steps({ t }) {
      return [
        [
          { kind: 'date', name: 'day', label: t('letter.sent.day'), required: true },
          {
            kind: 'shortText',
            name: 'how',
            label: t('letter.sent.how'),
            hint: t('letter.sent.howHint'),
            required: true,
            maxLength: SENT_NOTE_LENGTH,
          },
        ],
      ];
    },
    async submit({ language }, work, { subject, values, finish }) {
      const sent = { day: asDay(values.day ?? ''), how: values.how ?? '' };
      const kept = await letterSentByHand(work, subject, sent);
      if (isRefusal(kept)) return kept;
      await finish(subject);
      return say(language, 'letter.sentKept', { title: kept.title });
    },
    again: async ({ language }) => say(language, 'dispatch.isKept'),
  },
};
