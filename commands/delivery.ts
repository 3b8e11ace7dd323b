import type { Act } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Button, Field, Part } from '../src/chat/message.ts';
import {
  type FailedGroup,
  failedGroups,
  failedIn,
  type PlatformState,
  platformStates,
} from '../src/delivery/parked.ts';
import { isChannelGone, reasonSentence } from '../src/delivery/reasons.ts';
import { formatAgo } from '../src/i18n/dates.ts';
import { channelLabel, platformName } from '../src/membership/channels.ts';
import { deliveredThing } from './deliveredThing.ts';

/** Each place that fails takes some lines and up to two buttons; Discord has room for 25. */
const PAGE = 5;

/** As many messages of one place as tell what is missing there. */
const MOST_ITEMS = 3;

/** Whether the plumbing works: what waits, what failed and why, and the way to send it again. */
export const delivery: Act = {
  id: 'delivery.show',
  names: { sq: 'dërgesat', sr: 'isporuke', en: 'delivery' },
  describe: 'delivery.describe.show',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'page',
      names: { sq: 'faqja', sr: 'strana', en: 'page' },
      describe: 'plan.option.page',
      required: false,
    },
  ],
  async run(context, values) {
    const { t, language, storage } = context;
    const states = await platformStates(storage.db);
    const groups = await failedGroups(storage.db);
    if (groups.length === 0 && states.every(({ waiting, held }) => waiting + held === 0)) {
      return fine(context, states);
    }
    const head = t('delivery.head');
    const last = Math.max(0, Math.ceil(groups.length / PAGE) - 1);
    const asked = (Number.parseInt(values.page ?? '1', 10) || 1) - 1;
    const page = Math.min(last, Math.max(0, asked));
    const shown = groups.slice(page * PAGE, (page + 1) * PAGE);
    const parts: Part[] = [
      { kind: 'heading', text: head },
      { kind: 'fields', fields: states.map((state) => stateField(context, state)) },
    ];
    for (const group of shown) {
      parts.push({ kind: 'divider' }, ...(await groupParts(context, group)));
    }
    const buttons: Button[] = [];
    const left = groups.length - (page + 1) * PAGE;
    if (left > 0) {
      parts.push({ kind: 'context', text: t('delivery.moreGroups', { count: left }) });
    }
    if (groups.length > 1) {
      const label = t('delivery.button.retryAll');
      buttons.push({ act: 'delivery.retry', args: ['all'], label, style: 'primary' });
    }
    if (left > 0) {
      const args = [String(page + 2)];
      buttons.push({ act: 'delivery.show', args, label: t('draft.button.more') });
    }
    return privately(message(language, head, [...parts, ...buttonPart(buttons)]));
  },
};

function fine({ language, world }: Context, states: readonly PlatformState[]) {
  const times = states.flatMap(({ lastSuccess }) => (lastSuccess ? [lastSuccess.getTime()] : []));
  if (times.length === 0) return say(language, 'delivery.nothingYet');
  const ago = formatAgo(language, new Date(Math.max(...times)), world.machineNow);
  return say(language, 'delivery.fine', { ago });
}

function stateField({ t, language, world }: Context, state: PlatformState): Field {
  const { waiting, retrying, failed, held, oldestWaiting, lastSuccess } = state;
  const ago = (at: Date) => formatAgo(language, at, world.machineNow);
  const value = [
    ...(waiting > 0 ? [t('delivery.waiting', { number: waiting })] : []),
    ...(retrying > 0 ? [t('delivery.retrying', { number: retrying })] : []),
    ...(failed > 0 ? [t('delivery.failedNumber', { number: failed })] : []),
    ...(held > 0 ? [t('delivery.held', { number: held })] : []),
    ...(oldestWaiting ? [t('delivery.oldest', { ago: ago(oldestWaiting) })] : []),
    lastSuccess ? t('delivery.lastSuccess', { ago: ago(lastSuccess) }) : t('delivery.never'),
  ];
  return { label: platformName(t, state.platform), value: value.join('; ') };
}

async function groupParts(
  { t, language, storage, world }: Context,
  group: FailedGroup,
): Promise<Part[]> {
  const { db } = storage;
  const place = await placeOf(db, t, group);
  const { items, codes } = await failedIn(db, group, MOST_ITEMS);
  const things = await Promise.all(items.map((item) => deliveredThing(db, t, item)));
  const more = group.count - things.length;
  if (more > 0) things.push(t('delivery.moreItems', { count: more }));
  const ago = formatAgo(language, place.since ?? group.since, world.machineNow);
  const failed = t('delivery.failed', { count: group.count, ago });
  const reasons = [...new Set(codes.map((code) => reasonSentence(t, code)))];
  const buttons: Button[] = [
    {
      act: 'delivery.retry',
      args: group.channelId ? ['channel', group.channelId] : ['person', group.personId ?? ''],
      label: t('delivery.button.retry', { name: place.short }),
    },
  ];
  if (group.channelId && codes.some(isChannelGone)) {
    const label = t('delivery.button.unlink', { name: place.short });
    buttons.push({ act: 'delivery.unlink', args: [group.channelId], label });
  }
  return [
    { kind: 'text', text: [{ bold: place.label }, ` · ${failed}`] },
    ...reasons.map((text): Part => ({ kind: 'warning', text })),
    { kind: 'list', items: things },
    ...buttonPart(buttons),
  ];
}

interface Place {
  label: string;
  /** For buttons, where there is little room. */
  short: string;
  /** Since when nothing gets through there; null when that is not so. */
  since: Date | null;
}

async function placeOf(
  db: Context['storage']['db'],
  t: Context['t'],
  { channelId, personId }: FailedGroup,
): Promise<Place> {
  if (channelId) {
    const channel = await db.channel.findUniqueOrThrow({
      where: { id: channelId },
      include: { organisation: true },
    });
    return {
      label: channelLabel(t, channel),
      short: `#${channel.name}`.slice(0, 50),
      since: channel.failingSince,
    };
  }
  const person = await db.person.findUniqueOrThrow({ where: { id: personId ?? '' } });
  return {
    label: `${person.displayName} (${platformName(t, person.platform)})`,
    short: person.displayName.slice(0, 50),
    since: null,
  };
}
