import { letterLine, letterMessage } from '../src/authority/letterCards.ts';
import { LETTER_FORMATS, wantLetterFile } from '../src/authority/letterFile.ts';
import { layLetterAside, loadLetter, sendLetter } from '../src/authority/letters.ts';
import { waitingLetters } from '../src/authority/waitingLetters.ts';
import type { Act } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { fileReceiver } from './shared.ts';

/** As many as a message lists. */
const MOST_SHOWN = 15;

export const letterOption = {
  name: 'letter',
  names: { sq: 'shkresa', sr: 'dopis', en: 'letter' },
  describe: 'letter.option.letter',
  required: true,
} as const;

export const letterList: Act = {
  id: 'letter.list',
  names: { sq: 'shkresat', sr: 'dopisi', en: 'letters' },
  describe: 'letter.describe.list',
  who: 'staff',
  answers: 'private',
  options: [],
  async run({ storage, language, t }) {
    const rows = await waitingLetters(storage.db);
    if (rows.length === 0) return say(language, 'letter.none');
    const head = t('letter.waiting', { count: rows.length });
    const shown = rows.slice(0, MOST_SHOWN);
    const more = rows.length - shown.length;
    return privately(
      message(language, head, [
        { kind: 'heading', text: head },
        {
          kind: 'list',
          items: shown.map((row, index) => [
            { bold: `${index + 1}. ` },
            `${letterLine(t, row)}: ${row.title}`,
          ]),
        },
        ...(more > 0
          ? [{ kind: 'context', text: t('letter.more', { count: more }) } as const]
          : []),
        ...buttonPart(
          shown.map(({ id }, index) => ({
            act: 'letter.show',
            args: [id],
            label: t('letter.button.show', { number: index + 1 }),
          })),
        ),
      ]),
    );
  },
};

export const letterShow: Act = {
  id: 'letter.show',
  names: null,
  describe: 'letter.describe.show',
  who: 'staff',
  answers: 'private',
  options: [letterOption],
  async run({ storage, language, world }, values) {
    const shown = await letterMessage(storage.db, language, values.letter ?? '', world);
    return shown ? privately(shown) : refusal('form.gone');
  },
};

/** It sends what was seen: a letter that was changed meanwhile is looked at again. */
export const letterSend: Act = {
  id: 'letter.send',
  names: null,
  describe: 'letter.describe.send',
  who: 'staff',
  answers: 'private',
  options: [
    letterOption,
    {
      name: 'seen',
      names: { sq: 'e-parë', sr: 'viđeno', en: 'seen' },
      describe: 'letter.option.seen',
      required: true,
    },
  ],
  async run(context, values) {
    const sent = await context.transaction((work) =>
      sendLetter(work, values.letter ?? '', values.seen ?? ''),
    );
    return isRefusal(sent) ? sent : say(context.language, 'letter.sending', sent);
  },
};

export const letterAside: Act = {
  id: 'letter.aside',
  names: null,
  describe: 'letter.describe.aside',
  who: 'staff',
  answers: 'private',
  options: [letterOption],
  async run(context, values) {
    const done = await context.transaction((work) => layLetterAside(work, values.letter ?? ''));
    if (isRefusal(done)) return done;
    return say(context.language, 'letter.asideKept', { title: done.title });
  },
};

export const letterFileAct: Act = {
  id: 'letter.file',
  names: null,
  describe: 'letter.describe.file',
  who: 'staff',
  answers: 'private',
  options: [
    letterOption,
    {
      name: 'format',
      names: { sq: 'lloji', sr: 'vrsta', en: 'format' },
      describe: 'letter.option.format',
      required: true,
    },
  ],
  async run(context, values) {
    const format = LETTER_FORMATS.find((one) => one === values.format);
    const letter = await loadLetter(context.storage.db, values.letter ?? '');
    if (!letter || !format) return refusal('form.gone');
    const receiver = fileReceiver(context.actor);
    await context.transaction((work) => wantLetterFile(work, letter.id, format, receiver));
    return say(
      context.language,
      receiver.channel ? 'letter.fileComing' : 'letter.fileComingDirectly',
    );
  },
};
