import type { Button, Inline, Message, Part, Text } from '../../chat/message.ts';
import { HTML_LANGUAGE } from '../languages.ts';
import { WarningIcon } from './icons.tsx';

interface BodyProps {
  content: Message;
  /** Where this page is, so that links into it stay in it. */
  origin: string;
  warningLabel: string;
  /** The button whose answer is awaited. */
  busy: string | null;
  onPress(button: Button): void;
}

/** What tells one button of a message from another. */
export const buttonKey = (button: Button): string => [button.act, ...button.args].join(':');

/** A neutral message as HTML. Every text is a text node; only http and https are links. */
export function MessageBody({ content, origin, warningLabel, busy, onPress }: BodyProps) {
  const card = content.parts.some((part) => part.kind === 'heading' || part.kind === 'fields');
  return (
    <div class={card ? 'body card' : 'body'} lang={HTML_LANGUAGE[content.language]}>
      {content.parts.map((part, index) => (
        <MessagePart
          key={index}
          part={part}
          origin={origin}
          warningLabel={warningLabel}
          busy={busy}
          onPress={onPress}
        />
      ))}
    </div>
  );
}

interface PartProps extends Omit<BodyProps, 'content'> {
  part: Part;
}

function MessagePart({ part, origin, warningLabel, busy, onPress }: PartProps) {
  const show = (text: Text) => <RunningText text={text} origin={origin} />;
  switch (part.kind) {
    case 'heading':
      return <h3>{part.text}</h3>;
    case 'text':
      return <p>{show(part.text)}</p>;
    case 'fields':
      return (
        <dl>
          {part.fields.map((field, index) => (
            <div key={index}>
              <dt>{field.label}</dt>
              <dd>{show(field.value)}</dd>
            </div>
          ))}
        </dl>
      );
    case 'warning':
      return (
        <p class="warning">
          <WarningIcon />
          <span>
            <span class="unseen">{warningLabel}: </span>
            {show(part.text)}
          </span>
        </p>
      );
    case 'list':
      return (
        <ul>
          {part.items.map((item, index) => (
            <li key={index}>{show(item)}</li>
          ))}
        </ul>
      );
    case 'quote':
      return <blockquote>{part.text}</blockquote>;
    case 'context':
      return <p class="context">{show(part.text)}</p>;
    case 'divider':
      return <hr />;
    case 'buttons':
      return (
        <div class="buttons">
          {part.buttons.map((button) => (
            <button
              key={buttonKey(button)}
              type="button"
              class={`button ${button.style ?? 'plain'}`}
              aria-busy={busy === buttonKey(button)}
              onClick={() => onPress(button)}
            >
              {button.label}
            </button>
          ))}
        </div>
      );
  }
}

export function RunningText({ text, origin }: { text: Text; origin: string }) {
  if (typeof text === 'string') return <>{text}</>;
  return (
    <>
      {text.map((inline, index) => (
        <Piece key={index} inline={inline} origin={origin} />
      ))}
    </>
  );
}

function Piece({ inline, origin }: { inline: Inline; origin: string }) {
  if (typeof inline === 'string') return <>{inline}</>;
  if ('bold' in inline) return <strong>{inline.bold}</strong>;
  if ('code' in inline) return <code>{inline.code}</code>;
  if ('removed' in inline) return <del>{inline.removed}</del>;
  if ('added' in inline) return <ins>{inline.added}</ins>;
  const address = webAddress(inline.url);
  if (address === null) return <>{`${inline.link} (${inline.url})`}</>;
  if (address.origin === origin) return <a href={address.href}>{inline.link}</a>;
  return (
    <a href={address.href} target="_blank" rel="noopener noreferrer">
      {inline.link}
    </a>
  );
}

/** The address when it is one of the web; a link may lead nowhere else. */
export function webAddress(url: string): URL | null {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  return address.protocol === 'http:' || address.protocol === 'https:' ? address : null;
}
