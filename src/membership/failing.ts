import { buttonPart, message, sentence } from '../chat/answers.ts';
import type { Button, Part } from '../chat/message.ts';
import type { DeliveryNews, Outage, RefusedDelivery } from '../delivery/news.ts';
import { failedIn } from '../delivery/parked.ts';
import { refreshCards, tellNote, wantCard } from '../delivery/queue.ts';
import { reasonSentence } from '../delivery/reasons.ts';
import type { Renderer } from '../delivery/render.ts';
import { type Translate, translator } from '../i18n/index.ts';
import type { Work } from '../storage/work.ts';
import { channelLabel, platformName, secretariatChannels } from './channels.ts';

const FAILING = 'delivery.failing';
const REFUSED = 'delivery.refused';

/** An outage is a subject of its own: its card tells of this one, and that it is over. */
const subjectOf = ({ channelId, since }: Outage) => `${channelId}@${since.toISOString()}`;

/** Other channels of the secretariat than the one that fails. */
async function officesBut(work: Work, channelId: string | null) {
  const offices = await secretariatChannels(work.tx);
  return offices.filter(({ id }) => id !== channelId);
}

/** What the secretariat is told of deliveries that fail. */
export const deliveryNews: DeliveryNews = {
  async failing(work, outage) {
    for (const channel of await officesBut(work, outage.channelId)) {
      await wantCard(work, { kind: FAILING, subject: subjectOf(outage), channel });
    }
  },
  works: (work, outage) => refreshCards(work, FAILING, subjectOf(outage)),
  async refused(work, refused) {
    // A notice that is itself refused shows among what failed; telling of it would go on for ever.
    if (refused.kind === FAILING || refused.kind === REFUSED) return;
    for (const channel of await officesBut(work, refused.channelId)) {
      await tellNote(work, {
        kind: REFUSED,
        subject: refused.id,
        params: { code: refused.code, about: refused.about },
        key: refusedKey(work, refused),
        channel,
      });
    }
  },
};

/** Once for one thing whatever the number of channels; once a day where it is about all things. */
function refusedKey(work: Work, { about, kind, subject, platform, code }: RefusedDelivery): string {
  const what =
    about === 'bot'
      ? `${platform}:${work.machineNow.toISOString().slice(0, 10)}`
      : `${kind}:${subject}`;
  return `${REFUSED}:${what}:${code}`;
}

/** A channel that was failing is no longer linked: its card stops asking for something to be done. */
export async function refreshOutage(
  work: Work,
  channel: { id: string; failingSince: Date | null },
): Promise<void> {
  if (!channel.failingSince) return;
  const outage = { channelId: channel.id, since: channel.failingSince };
  await refreshCards(work, FAILING, subjectOf(outage));
}

/** The card of one outage: why nothing gets through, and later that it does again. */
export const renderFailing: Renderer = async ({ subject, target, db }) => {
  const [id = ''] = subject.split('@');
  const channel = await db.channel.findUnique({ where: { id }, include: { organisation: true } });
  if (!channel) return null;
  const { language } = target;
  const t = translator(language);
  const named = { channel: channelLabel(t, channel) };
  const since = channel.failingSince;
  if (!since || subjectOf({ channelId: id, since }) !== subject) {
    return sentence(language, t('delivery.works', named));
  }
  if (!channel.active) return sentence(language, t('delivery.noLongerLinked', named));
  const { codes } = await failedIn(db, { channelId: id, personId: null }, 1);
  const head = t('delivery.failing', named);
  return message(language, head, [
    { kind: 'heading', text: head },
    ...codes.map((code): Part => ({ kind: 'warning', text: reasonSentence(t, code) })),
    { kind: 'context', text: t('delivery.failingHint') },
    ...buttonPart([showButton(t), retryButton(t, id)]),
  ]);
};

/** The note of a message that a platform refused for what it is, or of a bot that it refuses. */
export const renderRefused: Renderer = async ({ subject, params, target, db }) => {
  const delivery = await db.delivery.findUnique({
    where: { id: subject },
    include: { channel: { include: { organisation: true } }, person: true },
  });
  if (!delivery) return null;
  const t = translator(target.language);
  const { channel, person, platform } = delivery;
  const whom = channel ? channelLabel(t, channel) : (person?.displayName ?? '');
  const head =
    params.about === 'bot'
      ? t('delivery.refusedBot', { platform: platformName(t, platform) })
      : t('delivery.refused', { channel: whom });
  return message(target.language, head, [
    { kind: 'heading', text: head },
    { kind: 'warning', text: reasonSentence(t, String(params.code)) },
    ...buttonPart([showButton(t)]),
  ]);
};

const showButton = (t: Translate): Button => ({
  act: 'delivery.show',
  args: [],
  label: t('delivery.button.show'),
});

const retryButton = (t: Translate, channelId: string): Button => ({
  act: 'delivery.retry',
  args: ['channel', channelId],
  label: t('delivery.button.retryOne'),
});
