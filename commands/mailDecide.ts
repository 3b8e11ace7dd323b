import { itArrived, sendAgain } from '../src/authority/mails.ts';
import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';

const mailOption = {
  name: 'mail',
  names: { sq: 'mesazhi', sr: 'poruka', en: 'mail' },
  describe: 'mail.option.mail',
  required: true,
} as const;

/** Under the note that an e-mail did not leave, or may not have. */
export const mailAgain: Act = {
  id: 'mail.again',
  names: null,
  describe: 'mail.describe.again',
  who: 'staff',
  answers: 'private',
  options: [mailOption],
  async run(context, values) {
    const done = await context.transaction((work) => sendAgain(work, values.mail ?? ''));
    return isRefusal(done) ? done : say(context.language, 'mail.againQueued', done);
  },
};

export const mailArrived: Act = {
  id: 'mail.arrived',
  names: null,
  describe: 'mail.describe.arrived',
  who: 'staff',
  answers: 'private',
  options: [mailOption],
  async run(context, values) {
    const done = await context.transaction((work) => itArrived(work, values.mail ?? ''));
    return isRefusal(done) ? done : say(context.language, 'mail.arrivedKept', done);
  },
};
