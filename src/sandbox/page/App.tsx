import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Language } from '../../i18n/languages.ts';
import { type AnswerView, BOT, type MessageView } from '../wire.ts';
import { Announcer } from './Announcer.tsx';
import { Channel, shownName, Thread } from './Channel.tsx';
import { useCivilTime } from './Clock.tsx';
import { FormDialog, type OpenForm } from './FormDialog.tsx';
import { CloseIcon } from './icons.tsx';
import { rememberedUser, rememberUser } from './memory.ts';
import type { Theme } from './Preferences.tsx';
import { type Place, type Room, RoomContext } from './room.ts';
import { go, useRoute } from './route.ts';
import { BOT_NAME, Sidebar } from './Sidebar.tsx';
import { useWords } from './strings.ts';
import { useChat } from './useChat.ts';
import { useMarks } from './useMarks.ts';
import { usePhone } from './usePhone.ts';

interface AppProps {
  /** Who there is when the page opens. */
  firstUser: string;
  users: readonly string[];
  theme: Theme;
  onTheme(theme: Theme): void;
  onLanguage(language: Language): void;
}

const direct = (user: string) => `dm:${user}`;

/** The whole page. */
export function App({ firstUser, users, theme, onTheme, onLanguage }: AppProps) {
  const words = useWords();
  const { t } = words;
  const [user, setUser] = useState(() => {
    const remembered = rememberedUser();
    return remembered !== null && users.includes(remembered) ? remembered : firstUser;
  });
  const route = useRoute();
  const phone = usePhone();
  const [drawer, setDrawer] = useState(false);
  const [form, setForm] = useState<OpenForm | null>(null);
  // One's own direct channel is another one for each person.
  const wanted = route.channel?.startsWith('dm:') ? direct(user) : route.channel;
  const chat = useChat(user, wanted);
  const { state } = chat;
  const channel = state.channels.find((one) => one.id === wanted) ?? null;
  const marks = useMarks(state.world, user, channel);
  const now = useCivilTime(state.clock);
  const root = route.thread === null ? null : (state.messages.get(route.thread) ?? null);

  const first = state.channels[0]?.id;
  useEffect(() => {
    if (!state.ready || channel || first === undefined) return;
    history.replaceState(null, '', `#/c/${first}`);
    dispatchEvent(new HashChangeEvent('hashchange'));
  }, [state.ready, channel, first]);

  const name = channel ? shownName(channel) : null;
  const waiting = state.channels.reduce((sum, one) => sum + marks.count(one), 0);
  useEffect(() => {
    const title = name === null ? t('sandbox.title') : `${name} – ${BOT_NAME}`;
    document.title = waiting > 0 ? `(${waiting}) ${title}` : title;
  }, [name, waiting, t]);

  // A slash anywhere outside a field begins a command.
  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest('input:not([type="radio"]), textarea, select, dialog, [role="menu"]'))
        return;
      const fields = [...document.querySelectorAll<HTMLTextAreaElement>('[data-composer]')];
      const field = fields.findLast((one) => !one.closest('[inert]'));
      if (!field) return;
      field.focus();
      // The character itself goes where the focus now is, when nothing is written there yet.
      if (field.value !== '') event.preventDefault();
    };
    document.addEventListener('keydown', typed);
    return () => document.removeEventListener('keydown', typed);
  }, []);

  const closeThread = useCallback(() => {
    const id = route.thread;
    if (channel) go(channel.id);
    // Focus goes back to the message once the thread is gone.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`main [data-message="${id}"]`)?.focus(),
    );
  }, [route.thread, channel]);

  const closeDrawer = useCallback(() => {
    setDrawer(false);
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-menu]')?.focus());
  }, []);

  useEffect(() => {
    if (!drawer || !phone) return;
    document.querySelector<HTMLElement>('.sidebar button')?.focus();
    const onEscape = (event: KeyboardEvent) => event.key === 'Escape' && closeDrawer();
    document.addEventListener('keydown', onEscape);
    return () => document.removeEventListener('keydown', onEscape);
  }, [drawer, phone, closeDrawer]);

  const show = useCallback(
    (answer: AnswerView, place: Place, opener: HTMLElement | null) => {
      if (answer.kind === 'message') chat.learn([answer.message]);
      if (answer.kind === 'form' || answer.kind === 'invalid') {
        const errors = answer.kind === 'invalid' ? answer.errors : {};
        setForm({ form: answer.form, errors, place, opener });
      }
    },
    [chat.learn],
  );

  const room = useMemo<Room>(
    () => ({
      chat,
      zone: state.clock?.zone ?? 'UTC',
      now,
      nameOf: (author) =>
        author === BOT
          ? BOT_NAME
          : (state.users.find((one) => one.id === author)?.name ?? t('sandbox.someone')),
      openThread: (message: MessageView) => go(message.channel, message.id),
      show,
    }),
    [chat, state, now, show, t],
  );

  function switchTo(next: string) {
    rememberUser(next);
    setForm(null);
    setUser(next);
    if (route.channel?.startsWith('dm:')) go(direct(next));
    if (phone) closeDrawer();
  }

  const drawerOpen = phone && drawer;
  const threadOpen = root !== null && channel !== null;
  return (
    <RoomContext.Provider value={room}>
      <button
        type="button"
        class="skip"
        onClick={() => document.querySelector<HTMLElement>('[data-composer="channel"]')?.focus()}
      >
        {t('sandbox.skip')}
      </button>
      <div class={`layout${threadOpen ? ' with-thread' : ''}`}>
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a dialog when it has that. */}
        <div
          class={`sidebar${drawerOpen ? ' open' : ''}`}
          role={drawerOpen ? 'dialog' : 'complementary'}
          aria-modal={drawerOpen || undefined}
          aria-label={t('sandbox.sidebar')}
          inert={phone && !drawer}
        >
          <Sidebar
            channel={wanted}
            unread={marks.count}
            theme={theme}
            onTheme={onTheme}
            onLanguage={onLanguage}
            onSwitch={switchTo}
            onClose={phone ? closeDrawer : null}
          />
        </div>
        {drawerOpen && <div class="scrim" aria-hidden="true" onClick={closeDrawer} />}
        <div class="middle" inert={drawerOpen || (phone && threadOpen)}>
          {channel ? (
            <Channel
              channel={channel}
              newFrom={marks.newFrom}
              target={route.thread === null ? route.message : null}
              onMenu={phone ? () => setDrawer(true) : null}
            />
          ) : (
            <main class="opening" aria-busy="true">
              <p>{t('sandbox.loading')}</p>
            </main>
          )}
        </div>
        {threadOpen && (
          <div class="beside" inert={drawerOpen}>
            <Thread
              key={root.id}
              root={root}
              channel={channel}
              target={route.message}
              onClose={closeThread}
            />
          </div>
        )}
      </div>
      {wanted !== null && <Announcer place={{ channel: wanted, thread: route.thread }} />}
      <Notices chat={chat} />
      {form && <FormDialog open={form} onClose={() => setForm(null)} />}
    </RoomContext.Provider>
  );
}

/** What is wrong at the moment: the connection, or the last thing one did. */
function Notices({ chat }: { chat: ReturnType<typeof useChat> }) {
  const { t } = useWords();
  const { connection, problem, setProblem } = chat;
  return (
    <div class="notices">
      <div role="status">
        {connection === 'lost' && <p class="notice">{t('sandbox.reconnecting')}</p>}
      </div>
      <div role="alert">
        {problem !== null && (
          <p class="notice bad">
            {t(`sandbox.error.${problem}`)}
            <button
              type="button"
              class="icon-button"
              aria-label={t('sandbox.close')}
              onClick={() => setProblem(null)}
            >
              <CloseIcon />
            </button>
          </p>
        )}
      </div>
    </div>
  );
}
