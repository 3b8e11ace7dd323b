import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Message, Part } from '../chat/message.ts';
import { shorten } from '../documents/shorten.ts';
import { draftTitle } from '../drafts/cards.ts';
import { formatShortMoment } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { World } from '../storage/work.ts';
import type { BundleContent } from './content.ts';
import type { BundleRecord } from './find.ts';
import { rowLine, shortReference } from './lines.ts';
import type { BundlePage } from './page.ts';
import { hashFits } from './verify.ts';

const TITLE_LENGTH = 120;
const INTRO_SHOWN = 200;
const MOST_REFERENCES = 12;

/** What is beside the lines of a bundle: what staff could do next. */
export interface Beside {
  /** What a new addendum would hold; null where one is open or nothing waits for it. */
  addendum: { entries: number; leftOut: number; withdrawn: number } | null;
  /** The buttons of other parts of the house, e.g. the documents of a bundle. */
  buttons: readonly Button[];
}

/** A page of a bundle, to be arranged while it is open. */
export function bundleMessage(
  language: Language,
  shown: BundlePage,
  world: World,
  beside: Beside,
): Message {
  const t = translator(language);
  const { bundle } = shown;
  const frozen = bundle.frozenAt !== null;
  const head = t(frozen ? 'bundle.head.frozen' : 'bundle.head.open', { number: bundle.number });
  return message(language, head, [
    { kind: 'heading', text: head },
    { kind: 'text', text: titleOf(language, shown.content?.draft ?? bundle.draft) },
    { kind: 'text', text: countText(shown, t) },
    ...(frozen ? frozenParts(language, shown, world) : openParts(language, shown, world)),
    ...(shown.withdrawn.length > 0
      ? [{ kind: 'text', text: withdrawnText(shown.withdrawn, t) } as const]
      : []),
    ...(bundle.intro ? [{ kind: 'quote', text: shorten(bundle.intro, INTRO_SHOWN) } as const] : []),
    ...(shown.rows.length > 0
      ? [
          {
            kind: 'list',
            items: shown.rows.map(({ row, number }) =>
              rowLine(row, number, t, language, world.zone),
            ),
          } as const,
        ]
      : []),
    ...(shown.pages > 1
      ? [
          {
            kind: 'context',
            text: t('bundle.page', { page: shown.page, pages: shown.pages }),
          } as const,
        ]
      : []),
    ...buttonPart(rowButtons(shown, t)),
    ...buttonPart(pageButtons(shown, t)),
    ...buttonPart([...(frozen ? [] : openButtons(shown, t)), ...beside.buttons]),
    ...addendumParts(shown, beside, t),
  ]);
}

type Titles = Pick<BundleContent['draft'], 'titleSq' | 'titleSr' | 'titleEn'>;

function titleOf(language: Language, draft: Titles): string {
  const titles = { sq: draft.titleSq, sr: draft.titleSr, en: draft.titleEn };
  return shorten(draftTitle({ titles }, language), TITLE_LENGTH);
}

function countText({ included, leftOut }: BundlePage, t: Translate): string {
  return [
    t('bundle.count', { count: included }),
    ...(leftOut > 0 ? [t('bundle.leftOutCount', { count: leftOut })] : []),
  ].join(' · ');
}

function openParts(language: Language, { bundle, openMerges }: BundlePage, world: World): Part[] {
  const t = translator(language);
  const texts: string[] = [];
  if (bundle.draft.state === 'published' && bundle.draft.dueAt > world.now) {
    const due = formatShortMoment(language, bundle.draft.dueAt, world.zone);
    texts.push(t('bundle.notDueYet', { due }));
  }
  if (openMerges > 0) texts.push(t('bundle.openMerges', { count: openMerges }));
  return texts.map((text): Part => ({ kind: 'warning', text }));
}

function frozenParts(language: Language, { bundle, content }: BundlePage, world: World): Part[] {
  const t = translator(language);
  const at = formatShortMoment(language, bundle.frozenAt ?? world.now, world.zone);
  const by = content?.frozenBy ?? '';
  const sha256 = bundle.sha256 ?? '';
  const parts: Part[] = [
    { kind: 'text', text: t('bundle.frozenBy', { at, name: shorten(by, 60) }) },
    { kind: 'text', text: ['SHA-256: ', { code: sha256 }] },
    hashFits(bundle)
      ? { kind: 'context', text: t('bundle.hashFits') }
      : { kind: 'warning', text: t('bundle.hashBroken') },
  ];
  if (content?.addendumTo) {
    parts.push({ kind: 'context', text: t('bundle.addendumTo', { number: content.addendumTo }) });
  }
  return parts;
}

function withdrawnText(withdrawn: readonly string[], t: Translate): string {
  const shown = withdrawn.slice(0, MOST_REFERENCES).map(shortReference);
  const references = [...shown, ...(withdrawn.length > shown.length ? ['…'] : [])].join(', ');
  return t('bundle.withdrawnSince', { count: withdrawn.length, references });
}

/** One for each line: from there it is arranged, or read as it was frozen. */
function rowButtons({ rows, bundle }: BundlePage, t: Translate): Button[] {
  return rows.flatMap(({ entryId, number, row }): Button[] => {
    const reference = row.joint ?? row.authors[0]?.reference ?? '';
    const label = number === null ? shortReference(reference) : t('bundle.button.row', { number });
    if (entryId) return [{ act: 'bundle.entry', args: [entryId], label }];
    return [{ act: 'bundle.row', args: [bundle.number, String(number ?? 0)], label }];
  });
}

function pageButtons({ bundle, page, pages }: BundlePage, t: Translate): Button[] {
  const to = (wanted: number, label: string): Button => ({
    act: 'bundle.show',
    args: [bundle.number, String(wanted)],
    label,
  });
  return [
    ...(page > 1 ? [to(page - 1, t('bundle.button.before'))] : []),
    ...(page < pages ? [to(page + 1, t('bundle.button.next'))] : []),
    ...(page < pages - 1 ? [to(pages, t('bundle.button.last', { pages }))] : []),
  ];
}

function openButtons({ bundle, included, withdrawn }: BundlePage, t: Translate): Button[] {
  const { number } = bundle.draft;
  return [
    { act: 'bundle.intro', args: [bundle.id], label: t('bundle.button.intro') },
    { act: 'merge.propose', args: [number], label: t('merge.button.propose') },
    { act: 'merge.show', args: [number], label: t('merge.button.show') },
    { act: 'contribution.enter', args: [number], label: t('entered.button.enter') },
    ...(included + withdrawn.length > 0
      ? [
          {
            act: 'bundle.freeze',
            args: [bundle.id],
            label: t('bundle.button.freeze'),
            style: 'primary',
          } as const,
        ]
      : []),
  ];
}

/** What came after the freeze, and the way to put it into a bundle of its own. */
function addendumParts({ bundle }: BundlePage, { addendum }: Beside, t: Translate): Part[] {
  if (!addendum) return [];
  const { entries, withdrawn, leftOut } = addendum;
  const facts = [
    ...(entries > 0 ? [t('bundle.waiting.entries', { count: entries })] : []),
    ...(withdrawn > 0 ? [t('bundle.waiting.withdrawn', { count: withdrawn })] : []),
    ...(leftOut > 0 ? [t('bundle.waiting.leftOut', { count: leftOut })] : []),
  ];
  const button: Button = {
    act: 'bundle.addendum',
    args: [bundle.draft.number],
    label: t('bundle.button.addendum'),
    style: entries + withdrawn > 0 ? 'primary' : undefined,
  };
  return [{ kind: 'text', text: facts.join(' · ') }, ...buttonPart([button])];
}

/** What a freeze would keep, before it is done: it cannot be undone. */
export function freezeQuestion(
  language: Language,
  bundle: BundleRecord,
  { content, seen }: { content: BundleContent; seen: string },
  facts: { leftOut: number; openMerges: number; changed: boolean },
  world: World,
): Message {
  const t = translator(language);
  const head = t('bundle.freeze.head', { number: bundle.number });
  const authors = content.rows.flatMap((row) => row.authors);
  const count = (some: readonly unknown[]) => some.length;
  const late = count(authors.filter((one) => one.late));
  const unconfirmed = count(authors.filter((one) => !one.confirmed));
  const joint = count(content.rows.filter((row) => row.joint !== null));
  const organisations = new Set(authors.map((one) => one.organisation)).size;
  const items = [
    t('bundle.count', { count: content.rows.length }),
    t('bundle.freeze.organisations', { count: organisations }),
    ...(joint > 0 ? [t('bundle.freeze.joint', { count: joint })] : []),
    ...(late > 0 ? [t('bundle.freeze.late', { count: late })] : []),
    ...(facts.leftOut > 0 ? [t('bundle.leftOutCount', { count: facts.leftOut })] : []),
    ...(content.withdrawn.length > 0 ? [withdrawnText(content.withdrawn, t)] : []),
  ];
  const warnings = [
    ...(facts.changed ? [t('bundle.freeze.changed')] : []),
    ...(bundle.draft.state === 'published' && bundle.draft.dueAt > world.now
      ? [
          t('bundle.notDueYet', {
            due: formatShortMoment(language, bundle.draft.dueAt, world.zone),
          }),
        ]
      : []),
    ...(facts.openMerges > 0 ? [t('bundle.freeze.openMerges', { count: facts.openMerges })] : []),
    ...(unconfirmed > 0 ? [t('bundle.freeze.unconfirmed', { count: unconfirmed })] : []),
  ];
  return message(language, head, [
    { kind: 'heading', text: head },
    ...warnings.map((text): Part => ({ kind: 'warning', text })),
    { kind: 'list', items },
    { kind: 'text', text: t('bundle.freeze.final') },
    ...buttonPart([
      {
        act: 'bundle.freeze',
        args: [bundle.id, seen],
        label: t('bundle.button.reallyFreeze'),
        style: 'danger',
      },
      { act: 'bundle.show', args: [bundle.number], label: t('bundle.button.back') },
    ]),
  ]);
}
