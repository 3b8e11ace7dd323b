import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { joinOrganisation } from '../src/membership/memberships.ts';
import { completeOrganisation, organisationOption } from './shared.ts';

export const memberJoin: Act = {
  id: 'member.join',
  names: { sq: 'anëtar bashkohu', sr: 'član pridruži', en: 'member join' },
  describe: 'membership.describe.memberJoin',
  who: 'anyone',
  answers: 'private',
  options: [organisationOption],
  complete: (context, _option, typed) => completeOrganisation(context, typed),
  async run(context, values) {
    const done = await context.transaction((work) =>
      joinOrganisation(work, context.actor.personId, values.organisation ?? ''),
    );
    if (isRefusal(done)) return done;
    return say(context.language, 'membership.proposed', { name: done.name });
  },
};
