import type { Language } from '../../i18n/languages.ts';
import type { ChannelView } from '../wire.ts';
import { ClockCard } from './Clock.tsx';
import { BotMark, CloseIcon, HashIcon } from './icons.tsx';
import { People } from './People.tsx';
import { moveFocus } from './Popover.tsx';
import { Preferences, type Theme } from './Preferences.tsx';
import { useRoom } from './room.ts';
import { routeTo } from './route.ts';
import { useWords } from './strings.ts';

/** More than this many unread are "99+". */
const MOST = 99;

export const BOT_NAME = 'CiviKos';

interface SidebarProps {
  channel: string | null;
  unread(channel: ChannelView): number;
  theme: Theme;
  onTheme(theme: Theme): void;
  onLanguage(language: Language): void;
  onSwitch(user: string): void;
  /** Only on phones, where it is a drawer. */
  onClose: (() => void) | null;
}

/** Who one is, the channels, the clock, and the page's settings. */
export function Sidebar(props: SidebarProps) {
  const { t } = useWords();
  const { chat, now } = useRoom();
  const { channels, users } = chat.state;
  const close = props.onClose;
  return (
    <>
      <div class="brand">
        <span class="brand-mark">
          <BotMark />
        </span>
        <h1>{BOT_NAME}</h1>
        <span class="tag">{t('sandbox.badge')}</span>
        {close && (
          <button
            type="button"
            class="icon-button"
            aria-label={t('sandbox.closeMenu')}
            onClick={close}
          >
            <CloseIcon />
          </button>
        )}
      </div>
      <People users={users} user={chat.user} onSwitch={props.onSwitch} />
      <nav
        class="channels"
        aria-label={t('sandbox.channels')}
        onKeyDown={(event) => moveFocus(event, 'a')}
      >
        <h2>{t('sandbox.channels')}</h2>
        <ChannelLinks {...props} channels={channels.filter((one) => !one.direct)} />
        <h2>{t('sandbox.direct')}</h2>
        <ChannelLinks {...props} channels={channels.filter((one) => one.direct)} />
      </nav>
      <div class="sidebar-foot">
        {chat.state.clock && <ClockCard now={now} />}
        <Preferences theme={props.theme} onTheme={props.onTheme} onLanguage={props.onLanguage} />
      </div>
    </>
  );
}

function ChannelLinks({
  channels,
  channel: open,
  unread,
  onClose,
}: SidebarProps & { channels: readonly ChannelView[] }) {
  const { t } = useWords();
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role with list-style none.
    <ul role="list">
      {channels.map((channel) => {
        const count = unread(channel);
        return (
          <li key={channel.id}>
            <a
              href={routeTo(channel.id)}
              class={count > 0 ? 'unread' : ''}
              aria-current={channel.id === open ? 'page' : undefined}
              title={channel.name}
              onClick={() => onClose?.()}
            >
              {channel.direct ? (
                <span class="direct-mark">
                  <BotMark />
                </span>
              ) : (
                <HashIcon />
              )}
              <span class="channel-name">{channel.direct ? BOT_NAME : channel.name}</span>
              {count > 0 && (
                <span class="badge">
                  <span aria-hidden="true">{count > MOST ? `${MOST}+` : count}</span>
                  <span class="unseen">{t('sandbox.unread', { count })}</span>
                </span>
              )}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
