import type { Act } from '../src/chat/act.ts';
import { message, privately } from '../src/chat/answers.ts';
import type { Inline } from '../src/chat/message.ts';

/** Help lists the acts of the registry, which is only known once all are; hence a function. */
export function createHelp(acts: readonly Act[]): Act {
  const help: Act = {
    id: 'help',
    names: { sq: 'ndihmë', sr: 'pomoć', en: 'help' },
    describe: 'house.describe.help',
    who: 'anyone',
    answers: 'private',
    options: [],
    async run({ t, language, actor }) {
      const lines = [help, ...acts].flatMap((act): (readonly Inline[])[] => {
        const staffOnly = act.who === 'staff' || act.who === 'admin';
        if (!act.names || (staffOnly && actor.staffRole === null)) return [];
        if (act.who === 'admin' && actor.staffRole !== 'admin') return [];
        return [[{ bold: act.names[language] }, ` – ${t(act.describe)}`]];
      });
      const head = t('house.help.head');
      return privately(
        message(language, head, [
          { kind: 'text', text: head },
          { kind: 'list', items: lines },
          { kind: 'context', text: t('house.help.languages') },
        ]),
      );
    },
  };
  return help;
}
