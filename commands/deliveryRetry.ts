import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { retryParked, type Which } from '../src/delivery/parked.ts';
import { channelLabel } from '../src/membership/channels.ts';
import { unlinkChannel } from '../src/membership/linkChannel.ts';
import { audit } from '../src/storage/audit.ts';

/** What of a button's two arguments names what is to be sent again; null when they name nothing. */
function whichOf(what: string, id: string): Which | null {
  if (what === 'all') return {};
  if (id === '') return null;
  if (what === 'channel') return { channelId: id };
  if (what === 'person') return { personId: id };
  return what === 'batch' ? { batch: id } : null;
}

/** Sends again what failed: all of it, or that of one channel, person or publication. */
export const deliveryRetry: Act = {
  id: 'delivery.retry',
  names: null,
  describe: 'delivery.describe.retry',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'what',
      names: { sq: 'çka', sr: 'šta', en: 'what' },
      describe: 'delivery.option.what',
      required: true,
    },
    {
      name: 'id',
      names: { sq: 'shenja', sr: 'oznaka', en: 'id' },
      describe: 'delivery.option.what',
      required: false,
    },
  ],
  async run(context, values) {
    const { what = '', id = '' } = values;
    const which = whichOf(what, id);
    if (!which) return say(context.language, 'delivery.nothingToRetry');
    const count = await context.transaction(async (work) => {
      const retried = await retryParked(work, which);
      if (retried > 0) await audit(work, 'delivery.retry', id || what, { what, retried });
      return retried;
    });
    return count === 0
      ? say(context.language, 'delivery.nothingToRetry')
      : say(context.language, 'delivery.retried', { count });
  },
};

/** Unlinks a channel from elsewhere: in one that is gone nobody can type `channel unlink`. */
export const deliveryUnlink: Act = {
  id: 'delivery.unlink',
  names: null,
  describe: 'delivery.describe.unlink',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'channel',
      names: { sq: 'kanali', sr: 'kanal', en: 'channel' },
      describe: 'delivery.option.channel',
      required: true,
    },
  ],
  async run(context, values) {
    const channel = await context.storage.db.channel.findUnique({
      where: { id: values.channel ?? '' },
      include: { organisation: true },
    });
    const done = await context.transaction((work) => unlinkChannel(work, channel?.id));
    if (isRefusal(done) || !channel) return isRefusal(done) ? done : { kind: 'nothing' };
    const label = channelLabel(context.t, channel);
    return say(context.language, 'delivery.unlinked', { channel: label });
  },
};
