import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { addOrganisation } from '../src/membership/organisations.ts';

export const organisationAdd: Act = {
  id: 'organisation.add',
  names: { sq: 'organizata shto', sr: 'organizacija dodaj', en: 'organisation add' },
  describe: 'membership.describe.organisationAdd',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'name',
      names: { sq: 'emri', sr: 'naziv', en: 'name' },
      describe: 'membership.option.name',
      required: true,
    },
    {
      name: 'full_name',
      names: { sq: 'emri-i-plotë', sr: 'pun-naziv', en: 'full-name' },
      describe: 'membership.option.fullName',
      required: false,
    },
  ],
  async run(context, values) {
    const done = await context.transaction((work) =>
      addOrganisation(work, { name: values.name ?? '', fullName: values.full_name }),
    );
    if (isRefusal(done)) return done;
    return say(context.language, 'membership.organisationAdded', { name: done.name });
  },
};
