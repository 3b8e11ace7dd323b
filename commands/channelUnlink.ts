import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { unlinkChannel } from '../src/membership/linkChannel.ts';

export const channelUnlink: Act = {
  id: 'channel.unlink',
  names: { sq: 'kanali shkëput', sr: 'kanal odveži', en: 'channel unlink' },
  describe: 'membership.describe.channelUnlink',
  who: 'staff',
  answers: 'private',
  options: [],
  async run(context) {
    const done = await context.transaction((work) =>
      unlinkChannel(work, context.actor.channel?.id),
    );
    return isRefusal(done) ? done : say(context.language, 'membership.unlinked');
  },
};
