import { useEffect, useRef } from 'preact/hooks';
import { useWords } from './strings.ts';
import type { Completion } from './useCompletion.ts';

interface SuggestionsProps {
  id: string;
  completion: Completion;
  /** Which one the arrows are at; -1 for none. */
  active: number;
  onChoose(index: number): void;
}

/** What a typed command could go on with, over the field in which it is typed. */
export function Suggestions({ id, completion, active, onChoose }: SuggestionsProps) {
  const { t, language } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const { reading, suggestions } = completion;

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  if (reading.kind === 'none') return null;
  return (
    <div class="suggestions">
      <div class="suggestions-head">
        {reading.kind === 'verb' ? (
          <span>{t('sandbox.commands')}</span>
        ) : (
          <span class="usage">
            <strong>/{reading.act.names[language]}</strong>
            {reading.act.options.map((option) => (
              <span
                key={option.name}
                class={`option${option === reading.current ? ' current' : ''}${
                  option.name in reading.given ? ' given' : ''
                }`}
              >
                {option.required ? option.names[language] : `[${option.names[language]}]`}
              </span>
            ))}
          </span>
        )}
        <span class="keys" aria-hidden="true">
          {t('sandbox.keys')}
        </span>
      </div>
      {reading.kind === 'options' && (
        <p class="option-hint">
          {reading.current ? (
            <>
              <strong>{reading.current.names[language]}</strong> – {reading.current.description}
              {!reading.current.required && <span class="quiet"> ({t('sandbox.optional')})</span>}
            </>
          ) : (
            <>
              {reading.act.description} <span class="quiet">{t('sandbox.pressEnter')}</span>
            </>
          )}
        </p>
      )}
      {reading.kind === 'verb' && suggestions.length === 0 && (
        <p class="option-hint">{t('sandbox.noCommand')}</p>
      )}
      {suggestions.length > 0 && (
        <div
          ref={list}
          id={id}
          role="listbox"
          aria-label={t(reading.kind === 'verb' ? 'sandbox.commands' : 'sandbox.values')}
        >
          {suggestions.map((suggestion, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys go through the field's arrows.
            // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant points here.
            <div
              key={suggestion.key}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              class="suggestion"
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(index)}
            >
              <span class="suggestion-label">{suggestion.label}</span>
              <span class="suggestion-detail">{suggestion.detail}</span>
              {suggestion.staffOnly && <span class="tag">{t('sandbox.staff')}</span>}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
