import { draftOf } from '../src/answers/find.ts';
import { pathOf } from '../src/answers/path.ts';
import { pathMessage } from '../src/answers/pathCards.ts';
import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import { refusal } from '../src/chat/refusal.ts';
import {
  findContribution,
  listOwnContributions,
  maySee,
  referenceOf,
} from '../src/contributions/find.ts';
import { fold, foldedMatch } from '../src/i18n/fold.ts';
import { answeredOption, completeReference } from './answerShared.ts';

/** Discord's limit of choices. */
const OFFERED = 25;

/** The way of one contribution from its text to the answer, with a date at every step. */
export const contributionShow: Act = {
  id: 'contribution.show',
  names: { sq: 'kontributi shfaq', sr: 'put doprinosa', en: 'contribution show' },
  describe: 'path.describe',
  who: 'anyone',
  answers: 'private',
  options: [answeredOption],
  // Numbers of others' contributions are not everybody's to see.
  async complete(context, _option, typed) {
    if (context.actor.staffRole !== null) return completeReference(context, typed);
    const own = await listOwnContributions(context.storage.db, context.actor, OFFERED);
    return own
      .map(referenceOf)
      .filter((reference) => foldedMatch(fold(reference), typed))
      .map((reference) => ({ value: reference, label: reference }));
  },
  async run({ storage: { db }, actor, language, world }, { reference = '' }) {
    const row = await findContribution(db, reference);
    if (!row || !maySee(actor, row)) {
      return refusal('contribution.unknown', { reference: reference.trim().slice(0, 80) });
    }
    const staff = actor.staffRole !== null;
    const answers = staff || row.announcedIn !== null;
    const steps = await pathOf(db, row, world.zone, answers);
    return privately(pathMessage(language, row, await draftOf(db, row.draftId), steps, staff));
  },
};
