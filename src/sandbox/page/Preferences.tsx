import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { LANGUAGES, type Language } from '../../i18n/languages.ts';
import { HTML_LANGUAGE, OWN_NAMES } from '../languages.ts';
import { DeviceIcon, MoonIcon, SunIcon } from './icons.tsx';
import { useWords } from './strings.ts';

export type Theme = 'auto' | 'light' | 'dark';

interface PreferencesProps {
  theme: Theme;
  onTheme(theme: Theme): void;
  onLanguage(language: Language): void;
}

/** The page's language and colours; both are remembered. */
export function Preferences({ theme, onTheme, onLanguage }: PreferencesProps) {
  const { t, language } = useWords();
  return (
    <div class="preferences">
      <Segments
        label={t('sandbox.language')}
        chosen={language}
        onChoose={onLanguage}
        options={LANGUAGES.map((one) => ({
          value: one,
          label: OWN_NAMES[one],
          lang: HTML_LANGUAGE[one],
          face: one.toUpperCase(),
        }))}
      />
      <Segments
        label={t('sandbox.theme')}
        chosen={theme}
        onChoose={onTheme}
        options={[
          { value: 'auto', label: t('sandbox.themeAuto'), face: <DeviceIcon /> },
          { value: 'light', label: t('sandbox.themeLight'), face: <SunIcon /> },
          { value: 'dark', label: t('sandbox.themeDark'), face: <MoonIcon /> },
        ]}
      />
    </div>
  );
}

interface SegmentsProps<T extends string> {
  label: string;
  chosen: T;
  options: readonly { value: T; label: string; lang?: string; face: ComponentChildren }[];
  onChoose(value: T): void;
}

/** A few choices side by side: radio buttons, so arrows go through them. */
function Segments<T extends string>({ label, chosen, options, onChoose }: SegmentsProps<T>) {
  const name = useId();
  return (
    <fieldset class="segments" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} title={option.label} lang={option.lang}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === chosen}
            aria-label={option.label}
            onChange={() => onChoose(option.value)}
          />
          <span aria-hidden="true">{option.face}</span>
        </label>
      ))}
    </fieldset>
  );
}
