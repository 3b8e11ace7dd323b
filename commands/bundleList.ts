import { draftsToBundle, lastFrozen, type ToBundle } from '../src/bundles/overview.ts';
import type { Act } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Button, Inline, Part } from '../src/chat/message.ts';
import { shorten } from '../src/documents/shorten.ts';
import { draftTitle } from '../src/drafts/cards.ts';
import { formatShortMoment } from '../src/i18n/dates.ts';

/** Each has a button: a phone shows ten without getting lost. */
const MOST = 10;
const TITLE_LENGTH = 90;
const HASH_SHOWN = 12;

/** What waits to be frozen, and what was. */
export const bundleList: Act = {
  id: 'bundle.list',
  names: { sq: 'pako lista', sr: 'paket spisak', en: 'bundle list' },
  describe: 'bundle.describe.list',
  who: 'staff',
  answers: 'private',
  options: [],
  async run(context) {
    const { storage, world, language, t } = context;
    const waiting = await draftsToBundle(storage.db, world);
    const frozen = await lastFrozen(storage.db, MOST);
    if (waiting.length + frozen.length === 0) return say(language, 'bundle.list.none');
    const shown = waiting.slice(0, MOST);
    const more = waiting.length - shown.length;
    const head = t('bundle.describe.list');
    return privately(
      message(language, head, [
        { kind: 'heading', text: head },
        ...section(
          t('bundle.list.waiting', { count: waiting.length }),
          shown.map((one) => waitingLine(context, one)),
        ),
        ...(more > 0
          ? [{ kind: 'context', text: t('day.more', { count: more }) } satisfies Part]
          : []),
        ...buttonPart(shown.map(({ number }) => showButton(number))),
        ...section(
          t('bundle.list.frozen'),
          frozen.map((one): Inline[] => [
            { bold: one.number },
            ` · ${formatShortMoment(language, one.frozenAt ?? world.now, world.zone)} · `,
            { code: (one.sha256 ?? '').slice(0, HASH_SHOWN) },
            ` · ${titleOf(context, one.draft)}`,
          ]),
        ),
        ...buttonPart(frozen.map(({ number }) => showButton(number))),
      ]),
    );
  },
};

function section(head: string, items: readonly Inline[][]): Part[] {
  if (items.length === 0) return [];
  return [
    { kind: 'text', text: [{ bold: head }] },
    { kind: 'list', items },
  ];
}

const showButton = (number: string): Button => ({
  act: 'bundle.show',
  args: [number],
  label: number,
});

function titleOf({ language }: Context, title: ToBundle['title']): string {
  const titles = { sq: title.titleSq, sr: title.titleSr, en: title.titleEn };
  return shorten(draftTitle({ titles }, language), TITLE_LENGTH);
}

function waitingLine(context: Context, draft: ToBundle): Inline[] {
  const { t, language, world } = context;
  const facts = [
    t('bundle.list.due', { due: formatShortMoment(language, draft.dueAt, world.zone) }),
    ...(draft.bundle?.frozen ? [t('bundle.list.after', { number: draft.bundle.number })] : []),
    ...(draft.entries > 0 ? [t('bundle.waiting.entries', { count: draft.entries })] : []),
    ...(draft.withdrawn > 0 ? [t('bundle.waiting.withdrawn', { count: draft.withdrawn })] : []),
  ];
  return [{ bold: draft.number }, ` · ${facts.join(' · ')} · ${titleOf(context, draft.title)}`];
}
