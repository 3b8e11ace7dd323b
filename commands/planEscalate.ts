import type { Act } from '../src/chat/act.ts';
import { privately, say, sentence } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import type { Translate } from '../src/i18n/index.ts';
import {
  addressee,
  endEscalation,
  endEscalationOf,
  escalationScopes,
  NAME_LENGTH,
  OFFICE_LENGTH,
  type Scope,
  setEscalation,
} from '../src/plan/escalation.ts';
import { dueEscalations } from '../src/plan/escalations.ts';
import { mentionedUser, personOption } from './shared.ts';

/** Discord's limits of a choice: 25 of them, 100 characters each. */
const SCOPES = 25;
const SCOPE_LENGTH = 100;

export const planEscalate: Act = {
  id: 'plan.escalate',
  names: { sq: 'plani paraqit', sr: 'plan predoči', en: 'plan escalate' },
  describe: 'escalation.describe.set',
  who: 'staff',
  answers: 'form',
  options: [{ ...personOption, describe: 'escalation.option.person', required: false }],
  form: {
    title: 'escalation.form.title',
    submitLabel: 'draft.form.save',
    subject: personSubject,
    async intro({ storage, t, world }, subject) {
      const { milestoneEscalateAfterDays: days } = world.settings;
      const { cut } = await escalationScopes(storage.db, SCOPES);
      const about = [
        t('escalation.form.intro', { count: days }),
        ...(cut ? [t('escalation.form.cut')] : []),
      ].join(' ');
      if (subject === '') return `${about} ${t('escalation.form.noDirect')}`;
      const { displayName } = await storage.db.person.findUniqueOrThrow({ where: { id: subject } });
      return `${about} ${t('escalation.form.direct', { name: displayName })}`;
    },
    async steps({ storage, t }) {
      const { scopes } = await escalationScopes(storage.db, SCOPES);
      const plans = scopes.filter(({ objective }) => objective === null);
      return [
        [
          {
            kind: 'choice',
            name: 'scope',
            label: t('escalation.field.scope'),
            required: true,
            // Of several plans staff choose: a wrong one would not be noticed for weeks.
            value: plans.length === 1 ? plans[0]?.id : undefined,
            options: scopes.map((scope) => ({
              value: scope.id,
              label: shorten(scopeText(t, scope), SCOPE_LENGTH),
            })),
          },
          {
            kind: 'shortText',
            name: 'office',
            label: t('escalation.field.office'),
            hint: t('escalation.hint.office'),
            required: true,
            maxLength: OFFICE_LENGTH,
          },
          {
            kind: 'shortText',
            name: 'name',
            label: t('escalation.field.name'),
            required: false,
            maxLength: NAME_LENGTH,
          },
        ],
      ];
    },
    async submit({ language, t }, work, filled) {
      const { scope = '', name = '', office = '' } = filled.values;
      if (/^[-–]$/.test(office)) {
        const ended = await endEscalationOf(work, scope);
        if (isRefusal(ended)) return ended;
        await filled.finish(scope);
        return say(language, 'escalation.ended', { to: addressee(ended) });
      }
      const personId = filled.subject || null;
      const set = await setEscalation(work, scope, { name, office, personId });
      if (isRefusal(set)) return set;
      await filled.finish(set.id);
      const { milestoneEscalateAfterDays: days } = work.settings;
      const due = (await dueEscalations(work.tx, work)).find(({ to }) => to.id === set.id);
      const overdue = due?.activities.length ?? 0;
      const lines = [
        t('escalation.set', { scope: scopeText(t, set.scope), to: addressee(set), count: days }),
        ...(set.person ? [t('escalation.alsoDirect', { name: set.person })] : []),
        ...(overdue > 0 ? [t('escalation.already', { count: overdue })] : []),
      ];
      return privately(sentence(language, lines.join(' '), [offButton(t, set.id)]));
    },
    again: async ({ language }) => say(language, 'escalation.setAlready'),
  },
};

/** Who is told directly, as the id of their row; empty for nobody. */
async function personSubject(
  { actor, storage }: Context,
  values: Readonly<Record<string, string>>,
): Promise<string | Refusal> {
  if ((await storage.db.plan.count()) === 0) return refusal('plan.show.nothing');
  const externalId = mentionedUser(values.person ?? '');
  if (externalId === '') return '';
  const { platform, community } = actor.at;
  const person = await storage.db.person.findUnique({
    where: { platform_community_externalId: { platform, community, externalId } },
    select: { id: true },
  });
  return person?.id ?? refusal('membership.personUnknown');
}

function scopeText(t: Translate, { plan, objective }: Scope): string {
  return objective
    ? `${shorten(plan, SCOPE_LENGTH / 2)} – ${t('plan.line.objective', { code: objective.code })}`
    : plan;
}

const offButton = (t: Translate, id: string) =>
  ({ act: 'plan.escalateOff', args: [id], label: t('plan.button.takeBack') }) as const;

/** Under the answer of `plan escalate`. */
export const planEscalateOff: Act = {
  id: 'plan.escalateOff',
  names: null,
  describe: 'escalation.describe.end',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'escalation',
      names: { sq: 'paraqitja', sr: 'predočavanje', en: 'escalation' },
      describe: 'escalation.describe.end',
      required: true,
    },
  ],
  async run(context, values) {
    const ended = await context.transaction((work) => endEscalation(work, values.escalation ?? ''));
    if (isRefusal(ended)) return ended;
    return say(context.language, 'escalation.ended', { to: addressee(ended) });
  },
};
