import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { fold } from '../src/i18n/fold.ts';
import { LANGUAGES, translate } from '../src/i18n/index.ts';
import { type Role, setRole } from '../src/membership/memberships.ts';
import { mentionedUser, personOption } from './shared.ts';

const ROLES: readonly Role[] = ['delegate', 'observer', 'staff', 'admin', 'board', 'none'];

export const memberRole: Act = {
  id: 'member.role',
  names: { sq: 'anëtar roli', sr: 'član uloga', en: 'member role' },
  describe: 'membership.describe.memberRole',
  who: 'admin',
  answers: 'private',
  options: [
    personOption,
    {
      name: 'role',
      names: { sq: 'roli', sr: 'uloga', en: 'role' },
      describe: 'membership.option.role',
      required: true,
      choices: ROLES.map((role) => ({ value: role, label: `membership.role.${role}` as const })),
    },
  ],
  async run(context, values) {
    const role = readRole(values.role ?? '');
    if (!role) {
      const roles = ROLES.map((known) => context.t(`membership.role.${known}`)).join(', ');
      return refusal('membership.badRole', { roles });
    }
    const user = mentionedUser(values.person ?? '');
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

/** A role by its stable name or its word in any of the languages. */
function readRole(text: string): Role | undefined {
  const word = fold(text);
  return ROLES.find(
    (role) =>
      role === word ||
      LANGUAGES.some((language) => fold(translate(language, `membership.role.${role}`)) === word),
  );
}
