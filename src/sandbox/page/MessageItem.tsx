import type { Button } from '../../chat/message.ts';
import { showEmoji } from '../emoji.ts';
import { BOT, type MessageView } from '../wire.ts';
import { Avatar } from './Avatar.tsx';
import { fileSize, momentIn, shortMoment, timeIn } from './format.ts';
import { EyeIcon, FileIcon, ReplyIcon } from './icons.tsx';
import { MessageBody } from './MessageBody.tsx';
import { QUICK, ReactionPicker, Reactions } from './Reactions.tsx';
import { useRoom } from './room.ts';
import { useWords } from './strings.ts';

interface ItemProps {
  message: MessageView;
  /** Follows a message of the same author at once: no need to say again who speaks. */
  follows: boolean;
  /** It takes part in Tab's order; arrows reach the others. */
  tabbable: boolean;
  inThread: boolean;
  onPress(message: MessageView, button: Button, opener: HTMLElement | null): void;
  /** The button of this message whose answer is awaited. */
  busy: string | null;
}

/** One message with its card, buttons, reactions and replies. */
export function MessageItem({ message, follows, tabbable, inThread, onPress, busy }: ItemProps) {
  const words = useWords();
  const { t } = words;
  const { chat, zone, now, nameOf, openThread } = useRoom();
  const at = new Date(message.at);
  const name = nameOf(message.author);
  const isBot = message.author === BOT;
  const label = `${name}, ${timeIn(zone, at)}`;
  const full = momentIn(words, zone, at);
  const react = (emoji: string) => void chat.react(message, emoji);
  const canReply = !inThread && !message.onlyYou;

  return (
    <article
      class={`message${follows ? ' follows' : ''}${message.onlyYou ? ' only-you' : ''}`}
      data-message={message.id}
      tabIndex={tabbable ? 0 : -1}
      aria-label={label}
    >
      {message.onlyYou && (
        <p class="only-you-line">
          <EyeIcon />
          {t('sandbox.onlyYou')}
          <span aria-hidden="true">·</span>
          <button type="button" class="link" onClick={() => void chat.dismiss(message)}>
            {t('sandbox.dismiss')}
          </button>
        </p>
      )}
      <div class="gutter">
        {follows ? (
          <time dateTime={message.at} title={full}>
            {timeIn(zone, at)}
          </time>
        ) : (
          <Avatar id={isBot ? null : message.author} name={name} />
        )}
      </div>
      <div class="content">
        {!follows && (
          <header>
            <span class="name">{name}</span>
            {isBot && <span class="tag">{t('sandbox.bot')}</span>}
            <time dateTime={message.at} title={full}>
              {timeIn(zone, at)}
            </time>
          </header>
        )}
        <MessageBody
          content={message.content}
          origin={location.origin}
          warningLabel={t('sandbox.warning')}
          busy={busy}
          onPress={(button) =>
            onPress(message, button, document.activeElement as HTMLElement | null)
          }
        />
        {message.edited && <span class="edited">{t('sandbox.edited')}</span>}
        {message.file?.alt && (
          <a
            class="picture"
            href={chat.client.fileAddress(chat.user, message.id)}
            download={message.file.name}
          >
            <img
              src={chat.client.fileAddress(chat.user, message.id)}
              alt={message.file.alt}
              loading="lazy"
            />
          </a>
        )}
        {message.file && !message.file.alt && (
          <a
            class="file"
            href={chat.client.fileAddress(chat.user, message.id)}
            download={message.file.name}
            aria-label={t('sandbox.download', { name: message.file.name })}
          >
            <FileIcon />
            <span class="file-name">{message.file.name}</span>
            <span class="file-size">{fileSize(words, message.file.size)}</span>
          </a>
        )}
        <Reactions message={message} user={chat.user} users={chat.state.users} onReact={react} />
        {!inThread && message.replies > 0 && (
          <button type="button" class="replies" onClick={() => openThread(message)}>
            <ReplyIcon />
            <strong>{t('sandbox.replies', { count: message.replies })}</strong>
            {message.repliedAt && (
              <span>
                {t('sandbox.lastReply', {
                  when: shortMoment(words, zone, new Date(message.repliedAt), now),
                })}
              </span>
            )}
          </button>
        )}
      </div>
      {!message.onlyYou && (
        <div class="tools" role="toolbar" aria-label={t('sandbox.actions')}>
          {QUICK.map((emoji) => (
            <button
              key={emoji}
              type="button"
              class="tool quick"
              title={t('sandbox.react')}
              onClick={() => react(emoji)}
            >
              {showEmoji(emoji)}
            </button>
          ))}
          <ReactionPicker onReact={react} class="tool" />
          {canReply && (
            <button
              type="button"
              class="tool reply"
              title={t('sandbox.reply')}
              onClick={() => openThread(message)}
            >
              <ReplyIcon />
              <span>{t('sandbox.reply')}</span>
            </button>
          )}
        </div>
      )}
    </article>
  );
}
