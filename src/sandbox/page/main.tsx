import { render } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { isLanguage, type Language } from '../../i18n/languages.ts';
import { SandboxClient } from '../client.ts';
import { HTML_LANGUAGE } from '../languages.ts';
import type { WordsView } from '../wire.ts';
import { App } from './App.tsx';
import { writeCookie } from './memory.ts';
import type { Theme } from './Preferences.tsx';
import { type Words, WordsContext, words } from './strings.ts';

interface Boot {
  language: Language;
  theme: 'light' | 'dark' | null;
  users: readonly string[];
  words: WordsView;
}

/** Languages and colours, around everything else. */
function Page({ boot }: { boot: Boot }) {
  const client = useMemo(() => new SandboxClient(), []);
  const [spoken, setSpoken] = useState<Words>(() => words(boot.language, boot.words));
  const [theme, setTheme] = useState<Theme>(boot.theme ?? 'auto');

  async function changeLanguage(language: Language) {
    if (!isLanguage(language) || language === spoken.language) return;
    writeCookie('civikos_language', language);
    setSpoken(words(language, await client.words(language)));
    document.documentElement.lang = HTML_LANGUAGE[language];
  }

  function changeTheme(next: Theme) {
    writeCookie('civikos_theme', next === 'auto' ? '' : next);
    if (next === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    setTheme(next);
  }

  return (
    <WordsContext.Provider value={spoken}>
      <App
        firstUser={boot.users[0] ?? ''}
        users={boot.users}
        theme={theme}
        onTheme={changeTheme}
        onLanguage={(language) => void changeLanguage(language)}
      />
    </WordsContext.Provider>
  );
}

const root = document.getElementById('app');
const boot = document.getElementById('boot')?.textContent;
if (!root || !boot) throw new Error('this is not the page that the server made');
render(<Page boot={JSON.parse(boot) as Boot} />, root);
