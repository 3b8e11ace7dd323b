import { buttonPart, message } from '../chat/answers.ts';
import type { Message } from '../chat/message.ts';
import type { Renderer } from '../delivery/render.ts';
import { formatShortMoment } from '../i18n/dates.ts';
import { type Language, translator } from '../i18n/index.ts';

export interface MembershipView {
  id: string;
  state: 'proposed' | 'accepted' | 'rejected' | 'ended';
  person: string;
  organisation: string;
  proposedAt: Date;
}

/** The secretariat's card of a proposed membership: one tap decides it. */
export function membershipCard(language: Language, view: MembershipView, zone: string): Message {
  const t = translator(language);
  const names = { person: view.person, organisation: view.organisation };
  const open = view.state === 'proposed';
  const summary = t(open ? 'membership.card.proposed' : `membership.card.${view.state}`, names);
  return message(language, summary, [
    { kind: 'text', text: summary },
    {
      kind: 'context',
      text: t('membership.card.since', {
        at: formatShortMoment(language, view.proposedAt, zone),
      }),
    },
    ...buttonPart(
      open
        ? [
            {
              act: 'member.accept',
              args: [view.id],
              label: t('membership.button.accept'),
              style: 'primary',
            },
            { act: 'member.reject', args: [view.id], label: t('membership.button.reject') },
          ]
        : [],
    ),
  ]);
}

export const renderMembership: Renderer = async ({ subject, target, db, world }) => {
  const row = await db.membership.findUnique({
    where: { id: subject },
    include: { person: true, organisation: true },
  });
  if (!row) return null;
  return membershipCard(
    target.language,
    { ...row, person: row.person.displayName, organisation: row.organisation.name },
    world.zone,
  );
};
