import { localDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import { refusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import { institutionTable } from '../src/institutions/table.ts';
import { planDueMessage } from '../src/plan/cards.ts';
import { activitiesOf, withSuccessors } from '../src/plan/institutionLinks.ts';
import { planDue as dueActivities } from '../src/plan/planDue.ts';
import { completeInstitution, institutionOption } from './institutions.ts';

export const planDue = {
  id: 'plan.due',
  names: { sq: 'plani afatet', sr: 'plan rokovi', en: 'plan due' },
  describe: 'plan.describe.due',
  who: 'anyone',
  answers: 'private',
  options: [
    {
      name: 'page',
      names: { sq: 'faqja', sr: 'strana', en: 'page' },
      describe: 'plan.option.page',
      required: false,
    },
    { ...institutionOption, required: false },
  ],
  async run(context, values) {
    const today = localDay(context.now, context.world.zone);
    const { db } = context.storage;
    const named = (values.institution ?? '').trim();
    const institution = named === '' ? null : (await institutionTable(db)).chosen(named);
    if (named !== '' && !institution) {
      return refusal('institution.unknown', { name: shorten(named, 60) });
    }
    const theirs = institution && (await activitiesOf(db, institution.id, today));
    const due = await dueActivities(db, { today });
    const activities = await withSuccessors(
      db,
      context.t,
      theirs ? due.filter(({ id }) => theirs.has(id)) : due,
      today,
    );
    // Pages count from 1 for people; what is no number shows the first.
    const page = Number.parseInt(values.page ?? '1', 10) || 1;
    return privately(
      planDueMessage(context.language, activities, today, page - 1, institution?.code),
    );
  },
  complete: (context, _option, typed) => completeInstitution(context, typed),
} satisfies Act;
