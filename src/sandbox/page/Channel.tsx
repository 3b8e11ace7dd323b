import { useEffect, useState } from 'preact/hooks';
import type { ChannelView, MessageView } from '../wire.ts';
import { ClockButton } from './Clock.tsx';
import { Composer } from './Composer.tsx';
import { inChannel, inThread } from './chatState.ts';
import { BackIcon, CloseIcon, HashIcon, MenuIcon } from './icons.tsx';
import { MessageList } from './MessageList.tsx';
import { useRoom } from './room.ts';
import { BOT_NAME } from './Sidebar.tsx';
import { useWords } from './strings.ts';

/** `#name`, or the bot's name for the channel one shares with it alone. */
export const shownName = (channel: ChannelView): string =>
  channel.direct ? BOT_NAME : `#${channel.name}`;

interface ChannelProps {
  channel: ChannelView;
  newFrom: number | null;
  target: string | null;
  /** Opens the drawer; null where the sidebar is always there. */
  onMenu: (() => void) | null;
}

/** A channel: its name, its messages, and the field to write in. */
export function Channel({ channel, newFrom, target, onMenu }: ChannelProps) {
  const { t } = useWords();
  const { chat, now } = useRoom();
  const [earlier, setEarlier] = useState(false);
  const place = { channel: channel.id, thread: null };
  const page = chat.state.pages.get(channel.id);
  const messages = inChannel(chat.state, channel.id);
  const name = shownName(channel);

  async function loadEarlier() {
    setEarlier(true);
    await chat.loadEarlier(channel.id);
    setEarlier(false);
  }

  return (
    <main class="channel" aria-label={name}>
      <header class="bar">
        {onMenu && (
          <button
            type="button"
            class="icon-button"
            aria-label={t('sandbox.openMenu')}
            aria-haspopup="dialog"
            onClick={onMenu}
            data-menu
          >
            <MenuIcon />
          </button>
        )}
        <h2>
          {!channel.direct && <HashIcon />}
          {channel.direct ? BOT_NAME : channel.name}
        </h2>
        {onMenu && chat.state.clock && <ClockButton now={now} onOpen={onMenu} />}
      </header>
      <MessageList
        key={`${chat.user} ${channel.id}`}
        place={place}
        messages={messages}
        label={t('sandbox.messages', { channel: name })}
        newFrom={newFrom}
        target={target}
        top={
          page?.more ? (
            <button
              type="button"
              class="button plain earlier"
              aria-busy={earlier}
              onClick={() => void loadEarlier()}
            >
              {t('sandbox.earlier')}
            </button>
          ) : page ? (
            <Beginning channel={channel} empty={messages.length === 0} />
          ) : null
        }
      />
      <Composer
        key={`composer ${chat.user} ${channel.id}`}
        place={place}
        label={t('sandbox.composeIn', { channel: name })}
        hint={t('sandbox.composeHint')}
        eager={false}
      />
    </main>
  );
}

function Beginning({ channel, empty }: { channel: ChannelView; empty: boolean }) {
  const { t } = useWords();
  return (
    <div class="beginning">
      <h3>
        {channel.direct
          ? t('sandbox.directBeginning')
          : t('sandbox.beginning', { channel: channel.name })}
      </h3>
      {empty && <p>{t('sandbox.beginningHint')}</p>}
    </div>
  );
}

interface ThreadProps {
  root: MessageView;
  channel: ChannelView;
  target: string | null;
  onClose(): void;
}

/** A message and its replies, beside the channel; over it on phones. */
export function Thread({ root, channel, target, onClose }: ThreadProps) {
  const { t } = useWords();
  const { chat } = useRoom();
  const { loadThread, connection } = chat;
  const id = root.id;
  // What was missed while the connection was lost is loaded with the rest.
  useEffect(() => {
    void loadThread(id);
  }, [loadThread, id, connection]);

  const place = { channel: channel.id, thread: id };
  return (
    <aside
      class="thread"
      aria-label={t('sandbox.thread')}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header class="bar">
        <button
          type="button"
          class="icon-button only-phone"
          aria-label={t('sandbox.closeThread')}
          onClick={onClose}
        >
          <BackIcon />
        </button>
        <h2>
          {t('sandbox.thread')}
          <span class="bar-note">{shownName(channel)}</span>
        </h2>
        <button
          type="button"
          class="icon-button not-phone"
          aria-label={t('sandbox.closeThread')}
          onClick={onClose}
        >
          <CloseIcon />
        </button>
      </header>
      <MessageList
        key={`${chat.user} ${id}`}
        place={place}
        messages={[root, ...inThread(chat.state, id)]}
        label={t('sandbox.thread')}
        newFrom={null}
        target={target}
        top={null}
      />
      <Composer
        key={`composer ${chat.user} ${id}`}
        place={place}
        label={t('sandbox.composeReply')}
        hint={t('sandbox.replyHint')}
        eager
      />
    </aside>
  );
}
