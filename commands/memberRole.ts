import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { type Role, setRole } from '../src/membership/memberships.ts';

const ROLES: readonly Role[] = ['delegate', 'observer', 'staff', 'admin', 'none'];

export const memberRole: Act = {
  id: 'member.role',
  names: { sq: 'anëtar roli', sr: 'član uloga', en: 'member role' },
  describe: 'membership.describe.memberRole',
  who: 'admin',
  answers: 'private',
  options: [
    {
      name: 'person',
      names: { sq: 'personi', sr: 'osoba', en: 'person' },
      describe: 'membership.option.person',
      required: true,
      user: true,
    },
    {
      name: 'role',
      names: { sq: 'roli', sr: 'uloga', en: 'role' },
      describe: 'membership.option.role',
      required: true,
      choices: ROLES.map((role) => ({ value: role, label: `membership.role.${role}` as const })),
    },
  ],
  async run(context, values) {
    const role = ROLES.find((known) => known === values.role?.trim().toLowerCase());
    if (!role) return refusal('form.badChoice');
    // Slack writes a mention as <@U123|name>; Discord and the sandbox give the id itself.
    const user = /^(?:<@!?)?([^|>]+)/.exec(values.person ?? '')?.[1] ?? '';
    const { platform, community } = context.actor.at;
    const done = await context.transaction((work) =>
      setRole(work, { platform, community, user }, role),
    );
    if (isRefusal(done)) return done;
    return say(context.language, 'membership.roleSet', {
      person: done.person,
      role: context.t(`membership.role.${role}`),
    });
  },
};
