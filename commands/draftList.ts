import { localDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import type { Button, Part } from '../src/chat/message.ts';
import { draftTitle } from '../src/drafts/cards.ts';
import { searchDrafts } from '../src/drafts/find.ts';
import { viewOfRow } from '../src/drafts/view.ts';
import { formatShortMoment } from '../src/i18n/dates.ts';

/** As many as a phone shows without getting lost, each with a button; the next page has others. */
const PAGE = 10;

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
    {
      name: 'page',
      names: { sq: 'faqja', sr: 'strana', en: 'page' },
      describe: 'plan.option.page',
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
    const page = Math.max(0, (Number.parseInt(values.page ?? '1', 10) || 1) - 1);
    const shown = rows.slice(page * PAGE, (page + 1) * PAGE);
    const left = count - (page + 1) * PAGE;
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
    if (left > 0) parts.push({ kind: 'context', text: t('draft.list.more', { count: left }) });
    const buttons: Button[] = shown.map((row) => ({
      act: 'draft.show',
      args: [row.number],
      label: row.number,
    }));
    if (left > 0) {
      // A search longer than a button can carry is rare; its first page then has no next.
      const args = [text.slice(0, 40), String(page + 2)];
      buttons.push({ act: 'draft.list', args, label: t('draft.button.more') });
    }
    return privately(message(language, head, [...parts, ...buttonPart(buttons)]));
  },
};
