import type { Act } from '../src/chat/act.ts';
import { message, privately, say } from '../src/chat/answers.ts';
import type { Part } from '../src/chat/message.ts';
import { membershipCard } from '../src/membership/cards.ts';

/** More would not fit a message; accepting some brings the next. */
const MOST = 5;

export const memberList: Act = {
  id: 'member.list',
  names: { sq: 'anëtar lista', sr: 'član spisak', en: 'member list' },
  describe: 'membership.describe.memberList',
  who: 'staff',
  answers: 'private',
  options: [],
  async run(context) {
    const where = { state: 'proposed' } as const;
    const count = await context.storage.db.membership.count({ where });
    if (count === 0) return say(context.language, 'membership.noneProposed');
    const rows = await context.storage.db.membership.findMany({
      where,
      include: { person: true, organisation: true },
      orderBy: { proposedAt: 'asc' },
      take: MOST,
    });
    const head = context.t('membership.proposedList', { count });
    const cards = rows.flatMap((row): Part[] => [
      { kind: 'divider' },
      ...membershipCard(
        context.language,
        { ...row, person: row.person.displayName, organisation: row.organisation.name },
        context.world.zone,
      ).parts,
    ]);
    return privately(
      message(context.language, head, [{ kind: 'text', text: [{ bold: head }] }, ...cards]),
    );
  },
};
