import { localDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import type { Part } from '../src/chat/message.ts';
import { draftTitle } from '../src/drafts/cards.ts';
import { searchDrafts } from '../src/drafts/find.ts';
import { viewOfRow } from '../src/drafts/view.ts';
import { formatShortMoment } from '../src/i18n/dates.ts';

/** As many as a phone shows without getting lost; a search finds the others. */
const MOST = 15;
/** How many get a button of their own. */
const BUTTONS = 5;

export const draftList: Act = {
  id: 'draft.list',
  names: { sq: 'projektakt lista', sr: 'nacrt spisak', en: 'draft list' },
  describe: 'draft.describe.list',
  who: 'anyone',
  answers: 'private',
  options: [
    {
      name: 'search',
      names: { sq: 'kërko', sr: 'traži', en: 'search' },
      describe: 'draft.option.search',
      required: false,
    },
  ],
  async run(context, values) {
    const { t, language, world } = context;
    const text = (values.search ?? '').trim().slice(0, 100);
    const found = await searchDrafts(context.storage.db, {
      text,
      openOnly: text === '',
      most: 500,
    });
    const today = localDay(context.now, world.zone);
    const rows = text === '' ? found.filter((row) => row.closesOn >= today).reverse() : found;
    const count = rows.length;
    if (count === 0) {
      return text === ''
        ? say(language, 'draft.list.none')
        : say(language, 'draft.list.noneFor', { text });
    }
    const head =
      text === '' ? t('draft.list.open', { count }) : t('draft.list.found', { count, text });
    const shown = rows.slice(0, MOST);
    const parts: Part[] = [
      { kind: 'heading', text: head },
      {
        kind: 'list',
        items: shown.map((row) => [
          { bold: row.number },
          ` ${draftTitle(viewOfRow(row, null), language)}`,
          t('draft.list.line', {
            type: t(`draft.type.${row.type}`),
            due: formatShortMoment(language, row.dueAt, world.zone),
          }),
        ]),
      },
    ];
    if (count > MOST) {
      parts.push({ kind: 'context', text: t('draft.list.more', { count: count - MOST }) });
    }
    const buttons = shown
      .slice(0, BUTTONS)
      .map((row) => ({ act: 'draft.show', args: [row.number], label: row.number }));
    return privately(message(language, head, [...parts, ...buttonPart(buttons)]));
  },
};
